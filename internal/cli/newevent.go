package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// runEvent makes the note of an event.
func (o *newOptions) runEvent(name string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	date, until, err := o.readEventDays(v.agenda.Today)
	if err != nil {
		return err
	}
	name = strings.Join(strings.Fields(name), " ")
	if contact.FileName(name) == "" {
		return misuse("`"+name+"` has no letter or digit to name a file by", `redial new --event "London Breakfast" --date fri`)
	}
	for _, e := range v.agenda.Book.Events {
		if e.Date == date && wordsBegin(name, e.Name) && wordsBegin(e.Name, name) && !o.force {
			return failed(e.ID+" is there already: "+e.Name+", "+saidDay(date, v.agenda.Today), "--force makes a second note")
		}
	}
	w := written{}
	if w.after, err = o.composeEvent(name, date, until); err != nil {
		return err
	}
	q := &asked{view: v}
	for id := range v.agenda.Book.FreeIDs("events", date.String()+" "+name) {
		w.file = "notes/" + id + ".md"
		if err = o.create(q, w); !errors.Is(err, fs.ErrExist) {
			return o.tellEvent(q, w, id, date, err)
		}
	}
	return err
}

// readEventDays reads --date and --until.
func (o *newOptions) readEventDays(today civil.Date) (date, until civil.Date, err error) {
	date = today
	if o.date != "" {
		if date, _, err = o.app.readWhen(o.date, today); err != nil {
			return 0, 0, err
		}
	}
	if o.until == "" {
		return date, 0, nil
	}
	until, _, err = o.app.readWhen(o.until, today)
	if err == nil && until < date {
		err = misuse("--until is before --date: "+until.Named(today)+", "+date.Named(today), "leave it out for an event of one day")
	}
	return date, until, err
}

func (o *newOptions) composeEvent(name string, date, until civil.Date) ([]byte, error) {
	return note.Compose([]note.Key{
		{Name: "name", Values: []string{name}},
		{Name: "date", Values: []string{date.String()}},
		{Name: "until", Values: []string{until.String()}},
		{Name: "where", Values: []string{o.where}},
		{Name: "intention", Values: []string{o.intention}},
	}, "", nil)
}

// tellEvent says what was written, and how to go on.
func (o *newOptions) tellEvent(q *asked, w written, id string, date civil.Date, err error) error {
	if err != nil {
		return err
	}
	changes := note.Changes(nil, w.after)
	o.print(q, &contact.Contact{ID: id, File: w.file}, changes)
	o.app.hint("     " + saidDay(date, q.agenda.Today))
	if o.intention == "" {
		o.app.hint("     no plan yet: `intention:` says what you go there for")
	}
	o.app.hint("     whom you met there: " + o.app.command("new --batch - --at "+quote(id)))
	o.sayDry()
	if o.edit && !o.dryRun {
		return o.openEditor(filepath.Join(q.dir, filepath.FromSlash(w.file)), len(changes))
	}
	return nil
}

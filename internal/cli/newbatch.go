package cli

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// batch is one run over many lines, and what became of them.
type batch struct {
	*newcomers
	name                 string // of the file, as it is said
	added, there, faulty int
	rows                 *table
}

// noteAll makes a note for each line of a file. A line that is not understood is passed over, so that
// the others are noted; who was noted is there already when the file is read again.
func (n *newcomers) noteAll() error {
	text, name, err := n.readBatch()
	if err != nil {
		return err
	}
	b := &batch{newcomers: n, name: name, rows: &table{}}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := b.note(line); err != nil {
			b.faulty++
			b.report(i+1, err)
		}
	}
	b.sum()
	if b.faulty > 0 {
		return failed(count(b.faulty, "line was", "lines were")+" passed over", "mend them and run it again; nobody is noted twice")
	}
	return nil
}

// maxBatch bounds a batch, in bytes.
const maxBatch = 4 << 20

// readBatch reads the lines, and says what to call where they come from.
func (n *newcomers) readBatch() (text, name string, err error) {
	in, name := n.app.stdin, "standard input"
	if n.batch != "-" {
		name = n.batch
		path, err := n.app.folder(n.batch)
		if err != nil {
			return "", "", err
		}
		f, err := os.Open(path)
		if err != nil {
			return "", "", failed("`"+n.batch+"` can't be read: "+cause(err), "name a file of lines: Name, Company, email, what to do")
		}
		defer f.Close()
		in = f
	} else if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		n.app.hint("one person a line: Name, Company, email, what to do. Ctrl-D ends")
	}
	data, err := io.ReadAll(io.LimitReader(in, maxBatch+1))
	switch {
	case err != nil:
		return "", "", failed("`"+name+"` can't be read: "+cause(err), "")
	case len(data) > maxBatch:
		return "", "", failed("`"+name+"` is larger than 4 MiB", "part it")
	}
	return strings.TrimPrefix(string(data), "\ufeff"), name, nil
}

// report says what is wrong with a line.
func (b *batch) report(line int, err error) {
	message, help := explain(err)
	b.app.report(failed(fmt.Sprintf("%s:%d: %s", b.name, line, message), help))
}

// note makes the note of one line.
func (b *batch) note(line string) error {
	name, company, email, todo, err := partsOf(line)
	if err != nil {
		return err
	}
	c, err := b.newcomer(name)
	if err != nil {
		return err
	}
	if company != "" {
		c.facts["company"] = []string{company}
	}
	if email != "" {
		c.facts["email"] = []string{email}
	}
	if other, by := b.already(c); other != nil && !b.force {
		b.there++
		b.row(there, other, by, by)
		return nil
	}
	if c.entries, err = b.toDo(c, todo); err != nil {
		return err
	}
	w, id, err := b.write(c)
	if err != nil {
		return err
	}
	b.added++
	noted, a := b.assess(w.after, id, w.file)
	b.row(fresh, noted, nextStep(&a, b.agenda.Today), string(a.State), string(a.Word), a.Due.String(), a.Time.String(), a.Reason)
	return nil
}

// partsOf takes a line apart. The e-mail address is known by its @; what stands between the name and it
// is the company, and what follows is what to do. Without an address there are the name and the company.
// A line from a spreadsheet may have tabs instead of commas.
func partsOf(line string) (name, company, email, todo string, err error) {
	if !utf8.ValidString(line) {
		return "", "", "", "", misuse("this is not UTF-8", "save the file as UTF-8")
	}
	r := csv.NewReader(strings.NewReader(line))
	r.LazyQuotes, r.TrimLeadingSpace = true, true
	if strings.Contains(line, "\t") {
		r.Comma, r.TrimLeadingSpace = '\t', false // a tab is a blank
	}
	cells, err := r.Read()
	if err != nil {
		return "", "", "", "", misuse("the line is not understood", "Name, Company, email, what to do")
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	ok := false
	join := func(cells []string) string {
		return strings.Join(slices.DeleteFunc(cells, func(c string) bool { return c == "" }), ", ")
	}
	at := slices.IndexFunc(cells, func(c string) bool { email, ok = addressOf(c); return ok })
	switch {
	case cells[0] == "" || at == 0:
		return "", "", "", "", misuse("the line has no name", "Name, Company, email, what to do")
	case at > 0:
		return cells[0], join(cells[1:at]), email, join(cells[at+1:]), nil
	case len(cells) > 3 && cells[2] == "":
		return cells[0], cells[1], "", join(cells[3:]), nil
	case len(cells) > 2 && join(cells[2:]) != "":
		return "", "", "", "", misuse("`"+cells[2]+"` is no e-mail address", "where you have none, leave it empty: Name, Company, , what to do")
	}
	return cells[0], join(cells[1:]), "", "", nil
}

// toDo makes the entry of what is to be done: a promise, where it is an entry; else the words stand
// beside "met".
func (b *batch) toDo(c *newcomer, text string) ([]note.Entry, error) {
	if text == "" {
		return nil, nil
	}
	if beginsEntry(text) {
		e, problems, ok := note.ReadEntry(text)
		if !ok || e.Unknown || hasFault(problems) {
			return nil, badEntry(text, problems)
		}
		if e.Promise == note.NoBox && e.Date > b.agenda.Today {
			e.Promise = note.Open
		}
		return []note.Entry{e}, nil
	}
	if e, ok := b.dated(text); ok {
		return []note.Entry{e}, nil
	}
	met := cmp.Or(c.met, b.agenda.Today)
	e, err := readEntry(text, met)
	switch {
	case err == nil && (e.Outcome != note.NoOutcome || e.Kind == note.Met || e.Kind == note.Remark):
		return []note.Entry{e}, nil // it has happened
	case err == nil:
		return b.promise(c, e)
	case c.met == 0:
		return nil, err
	}
	return []note.Entry{{Date: met, Kind: note.Met, Text: text}}, nil
}

// beginsEntry reports whether a text begins as an entry does that stands in a note: with a box or a date.
func beginsEntry(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	return word[0] == '[' || word[0] >= '0' && word[0] <= '9' && strings.Count(word, "-") == 2
}

// longestWhen is of how many words a day has at most: 4 december 2026 14:00.
const longestWhen = 4

// dated reads an entry behind a day: "tue 14:00 call: the figures".
func (b *batch) dated(text string) (note.Entry, bool) {
	words := strings.Fields(text)
	for n := min(longestWhen, len(words)-1); n > 0; n-- {
		day, at, err := civil.ParseWhen(strings.Join(words[:n], " "), b.agenda.Today)
		if err != nil {
			continue
		}
		e, err := readEntry(strings.Join(words[n:], " "), day)
		if err != nil {
			return e, false
		}
		e.Promise, e.Time = note.Open, cmp.Or(at, e.Time)
		return e, true
	}
	return note.Entry{}, false
}

// promise makes a promise of an entry without a day: of that which it names itself ("call tue"), else
// of the first follow-up.
func (b *batch) promise(c *newcomer, e note.Entry) ([]note.Entry, error) {
	e.Promise = note.Open
	if day, at, err := civil.ParseWhen(e.Text, b.agenda.Today); err == nil {
		e.Date, e.Time, e.Text = day, at, ""
		return []note.Entry{e}, nil
	}
	src, err := b.compose(c)
	if err != nil {
		return nil, err
	}
	_, a := b.assess(src, contact.FileName(c.name), "")
	e.Date = max(a.Due, b.agenda.Today)
	if a.Due == 0 {
		e.Date = b.agenda.Settings.Workdays.After(b.agenda.Today)
	}
	return []note.Entry{e}, nil
}

// row says what became of a line.
func (b *batch) row(what string, c *contact.Contact, about string, more ...string) {
	s := b.app.out
	if !s.isTerminal() {
		s.record(append([]string{what, c.ID, b.app.path(b.dir, c.File)}, more...)...)
		return
	}
	st := green
	if what == there {
		st = dim
	}
	b.rows.row(cell{what, st}, cell{c.ID, bold}, cell{about, plain})
}

// What becomes of a line that is understood.
const (
	fresh = "new"
	there = "there already"
)

// sum prints the rows, and counts them.
func (b *batch) sum() {
	if b.app.out.isTerminal() {
		b.app.out.table(b.rows)
	}
	all := []string{number(b.added) + " " + fresh}
	if b.there > 0 {
		all = append(all, number(b.there)+" "+there)
	}
	if b.faulty > 0 {
		all = append(all, number(b.faulty)+" passed over")
	}
	if b.dryRun {
		all = append(all, "dry run: nothing is written")
	}
	b.app.hint(strings.Join(all, ", "))
}

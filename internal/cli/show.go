package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
	"redial/internal/note"
)

// showOptions are what `redial show` is asked for.
type showOptions struct {
	app  *app
	json bool
}

func newShow(a *app) *cobra.Command {
	o := showOptions{app: a}
	cmd := &cobra.Command{
		Use:               "show WHO…",
		Args:              some("to know whom to show", "redial show ada"),
		ValidArgsFunction: a.completeWho,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	jsonFlag(cmd.Flags(), &o.json)
	describe(cmd, manual{
		short: "one person: where they stand, why, and what comes next",
		long: `Shows where a person stands and why, what comes next if nothing happens, what
is promised, the facts, the last entries, and which file the note is. WHO is
an id, a name, an alias or an unambiguous part of one; several may have commas
between.

Where the output is no terminal each line is the id, the name of a fact, and
its values, tab-separated. With --json the whole journal is there, as
"entries".`,
		examples: `redial show ada
redial show "Ada Byron"
redial show ada --today 2w
redial show ada,ben --json`,
		exits: exitsOfReading,
	})
	return cmd
}

func (o *showOptions) run(args []string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	people, err := o.app.people(v, args)
	if err != nil {
		return err
	}
	if o.json {
		return o.app.out.json(v.document(people, problemsOf(v.problems, people), true))
	}
	for i, p := range people {
		w := portrait{app: o.app, screen: o.app.out, view: v, who: p, today: v.agenda.Today}
		if o.app.out.isTerminal() {
			if i > 0 {
				w.line("")
			}
			w.print()
		} else {
			w.records()
		}
	}
	return nil
}

// problemsOf gives the problems in the notes of some people.
func problemsOf(problems []diag.Problem, people []*followup.Assessment) []diag.Problem {
	var theirs []diag.Problem
	for _, pr := range problems {
		if slices.ContainsFunc(people, func(p *followup.Assessment) bool { return p.Contact.File == pr.File }) {
			theirs = append(theirs, pr)
		}
	}
	return theirs
}

// portrait writes what is known of a person.
type portrait struct {
	app *app
	*screen
	view  *view
	who   *followup.Assessment
	today civil.Date
}

const (
	aheadDays   = 120 // how far `what comes next` looks
	lastEntries = 5   // how many entries are shown
)

// print lays a person out for eyes.
func (w *portrait) print() {
	c := w.who.Contact
	w.put(bold, c.Name)
	w.line("")
	if job := joined(", ", c.Role, c.Company); job != "" {
		w.line(job)
	}
	w.line("")
	w.table(w.standing())
	w.printSection(w.ahead())
	w.printSection(w.promises())
	w.printSection(w.facts())
	w.printSection(w.journal())
	w.printSection(w.faults())
	w.line("")
	w.put(dim, w.app.path(w.view.dir, c.File))
	w.line("")
}

// printSection writes a table that has more than its heading.
func (w *portrait) printSection(t *table) {
	if len(t.lines) > 1 {
		w.line("")
		w.table(t)
	}
}

// standing is the state and what follows from it.
func (w *portrait) standing() *table {
	t, p := &table{}, w.who
	fact := func(name, text string, st style) {
		if text != "" {
			t.row(cell{name, dim}, cell{text, st})
		}
	}
	fact("state", string(p.State), bold)
	st := plain
	if p.Due != 0 && p.Due < w.today {
		st = amber
	}
	fact("due", joined(", ", dueWords(p, w.today), string(p.Word)), st)
	fact("why", p.Reason, plain)
	fact("do", actionWords(p), green)
	fact("attempts", attemptWords(p), plain)
	if p.Missed > 0 {
		fact("missed", count(p.Missed, "appointment"), plain)
	}
	return t
}

// actionWords says what to do, with the number or address to do it with.
func actionWords(p *followup.Assessment) string {
	text := joined(" ", string(p.Action.Type), p.Action.To)
	switch {
	case p.HandOver:
		return text + ", to hand over the ball"
	case p.State == followup.Unclear:
		return "mend the note"
	case p.Action.Type == followup.ActDecide:
		return "decide what comes next"
	case p.Action.Type == followup.ActNone:
		return ""
	}
	return text
}

// attemptWords says how far a chase is: "2 of 5, the next is the last try".
func attemptWords(p *followup.Assessment) string {
	text := ""
	if p.Attempts > 0 {
		text = number(p.Attempts)
		if p.ChaseLength > 0 {
			text += " of " + number(p.ChaseLength)
		}
	}
	if p.LastTry {
		text = joined(", ", text, "the next is the last try")
	}
	return text
}

// ahead is what comes next if nothing happens: the days on which the person's standing changes.
func (w *portrait) ahead() *table {
	t := &table{}
	t.heading("If nothing happens")
	spans := followup.Timeline(w.who.Contact, w.view.agenda.Settings, w.today, aheadDays)
	for i := 1; i < len(spans); i++ {
		s, before := &spans[i], &spans[i-1]
		if s.State == before.State && s.Word == before.Word && s.Due == before.Due {
			continue
		}
		t.row(cell{s.From.Named(w.today), plain}, cell{string(s.State), plain}, cell{wordFrom(s, w.today), plain}, cell{s.Reason, plain})
	}
	return t
}

// wordFrom says what is due in a span, and when where that is not its first day.
func wordFrom(s *followup.Span, today civil.Date) string {
	if s.Due == 0 || s.Due == s.From {
		return string(s.Word)
	}
	return joined(" ", string(s.Word), dueWords(&s.Assessment, today))
}

// promises are those that are open, theirs too.
func (w *portrait) promises() *table {
	t := &table{}
	t.heading("Promises")
	for _, e := range openPromises(w.who.Contact) {
		st := plain
		if e.Date < w.today {
			st = amber
		}
		when := "no date"
		if e.Date != 0 {
			when = joined(" ", e.Date.Named(w.today), e.Time.String())
		}
		t.row(cell{when, st}, cell{entryWords(&e), plain}, cell{note.Plain(e.Text), plain})
	}
	return t
}

func openPromises(c *contact.Contact) []contact.Entry {
	var open []contact.Entry
	for _, e := range c.Journal {
		if e.Promise == note.Open {
			open = append(open, e)
		}
	}
	return open
}

// entryWords are who, kind and outcome as in the entry grammar: "they email", "call, no answer".
func entryWords(e *contact.Entry) string {
	words := e.Kind.String()
	if e.Theirs {
		words = "they " + words
	}
	words = joined(", ", words, e.Outcome.String())
	if e.Until != 0 {
		words += " until " + e.Until.String()
	}
	return words
}

// facts are what the front matter says, under the names of its keys.
func (w *portrait) facts() *table {
	t := &table{}
	t.heading("Facts")
	named := func(d civil.Date) string { return d.Named(w.today) }
	for _, f := range factsOf(w.who.Contact, w.view.agenda.Settings, named) {
		t.row(cell{f.key, dim}, cell{f.value, plain})
	}
	return t
}

type fact struct{ key, value string }

// factsOf gives the facts that there are; date writes a date that is one.
func factsOf(c *contact.Contact, s *followup.Settings, date func(civil.Date) string) []fact {
	day := func(d civil.Date) string {
		if d == 0 {
			return ""
		}
		return date(d)
	}
	facts := []fact{
		{"aka", strings.Join(c.Aka, ", ")},
		{"email", strings.Join(c.Emails, ", ")},
		{"phone", strings.Join(c.Phones, ", ")},
		{"tags", strings.Join(c.Tags, ", ")},
		{"offers", strings.Join(c.Offers, ", ")},
		{"needs", strings.Join(c.Needs, ", ")},
		{"met", day(c.Met)},
		{"at", c.At},
		{"by", c.By},
		{"since", day(c.Since)},
		{"last", day(c.Last)},
		{"next", day(c.Next)},
		{"every", s.CadenceOf(c).String()},
		{"policy", s.PolicyOf(c).Name},
		{"closed", day(c.Closed)},
		{"birthday", c.Note.Front.Text("birthday").Value},
	}
	for _, l := range c.Links {
		facts = append(facts, fact{"links", joined(": ", l.Name, l.Value)})
	}
	for _, x := range c.Extra {
		facts = append(facts, fact{x.Key, x.Value})
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.value == "" })
}

// journal is the last entries that happened, newest first.
func (w *portrait) journal() *table {
	t := &table{}
	happened := w.happened()
	title := "Journal"
	if n := len(happened); n > lastEntries {
		happened = happened[:lastEntries]
		title = fmt.Sprintf("Journal, the last %d of %d", lastEntries, n)
	}
	t.heading(title)
	for _, e := range happened {
		t.row(cell{e.Day().Named(w.today), plain}, cell{entryWords(&e), plain}, cell{note.Plain(e.Text), plain})
	}
	return t
}

// happened gives the entries of the journal that happened by today, newest first. Those that the front
// matter stands for are among the facts.
func (w *portrait) happened() []contact.Entry {
	var es []contact.Entry
	for _, e := range slices.Backward(w.who.Contact.Journal) {
		if !e.FromFront && e.Promise != note.Open && e.Promise != note.Dropped && e.Day() <= w.today {
			es = append(es, e)
		}
	}
	return es
}

// faults are the problems in the person's note.
func (w *portrait) faults() *table {
	t := &table{}
	t.heading("To mend")
	for _, p := range problemsOf(w.view.problems, []*followup.Assessment{w.who}) {
		where := "note"
		if p.Line > 0 {
			where = "line " + number(p.Line)
		}
		t.row(cell{where, amber}, cell{joined("; ", p.Message, p.Help), plain})
	}
	return t
}

// records writes a person as lines for programs: id, name of the fact, values.
func (w *portrait) records() {
	p, c := w.who, w.who.Contact
	put := func(key string, values ...string) {
		if strings.Join(values, "") != "" {
			w.record(append([]string{c.ID, key}, values...)...)
		}
	}
	put("name", c.Name)
	put("company", c.Company)
	put("role", c.Role)
	put("file", c.File)
	put("state", string(p.State))
	put("word", string(p.Word))
	put("due", p.Due.String())
	put("time", p.Time.String())
	put("reason", p.Reason)
	put("action", string(p.Action.Type), p.Action.To)
	put("attempts", number(p.Attempts))
	for _, f := range factsOf(c, w.view.agenda.Settings, civil.Date.String) {
		put(f.key, f.value)
	}
	for _, s := range followup.Timeline(c, w.view.agenda.Settings, w.today, aheadDays)[1:] {
		put("ahead", s.From.String(), string(s.State), string(s.Word), s.Due.String(), s.Reason)
	}
	for _, e := range openPromises(c) {
		put("promise", e.Date.String(), e.Time.String(), entryWords(&e), e.Text)
	}
	for _, e := range w.happened() {
		put("entry", e.Day().String(), e.Time.String(), entryWords(&e), e.Text)
	}
}

// joined writes the parts that are not empty with a separator between them.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}

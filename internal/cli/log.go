package cli

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// logOptions are what `redial log` is asked for.
type logOptions struct {
	changeOptions
	on   string
	next string
	keep bool
}

func newLog(a *app) *cobra.Command {
	o := logOptions{changeOptions: changeOptions{app: a}}
	cmd := &cobra.Command{
		Use:               "log WHO ENTRY",
		Args:              atLeast(2, "WHO and ENTRY", `redial log ada "call, no answer"`),
		ValidArgsFunction: a.completeWhoThen(completeEntry),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args[0], strings.Join(args[1:], " ")) },
	}
	fs := cmd.Flags()
	fs.StringVar(&o.on, "on", "", "it happened on `WHEN`, not today: yesterday, mon, 2026-12-01 …")
	fs.StringVar(&o.next, "next", "", "follow up `WHEN`: tue, 2w, 1 dec …")
	fs.BoolVar(&o.keep, "keep", false, "leave a promise that this fulfils as it is")
	o.addFlags(fs)
	complete(cmd, "on", completeWhen)
	complete(cmd, "next", completeWhen)
	describe(cmd, manual{
		short: "write down what happened",
		long: `Writes an entry into the journal of a note, dated today unless it says
otherwise, and says what comes next. An ENTRY is what stands in a note,
without the bullet: KIND, OUTCOME: TEXT. The earliest open promise of yours of
that kind that has come due is ticked, and gets the outcome and the words;
--keep writes a line of its own. WHO may be several, with commas between.

Where the output is no terminal each line is the id, the file, the line's
number, what became of it, and its text; then the id, "next", state, word,
due, time and reason; tab-separated.`,
		examples: `redial log ada "call, no answer"
redial log ada "call: liked it, wants it in writing" --next fri
redial log ada "they email: two questions" --on yesterday
redial log ada,ben "met: lunch with both"
redial log ada "call, not now until 2027-01-15: after the move"`,
		exits: exitsOfChanging,
	})
	return cmd
}

// exitsOfChanging are the exit statuses of commands that change notes.
const exitsOfChanging = `0    done
1    could not do it: an unknown or ambiguous person, a note that can't be
     edited safely
2    used wrongly: flag, argument, entry, date words`

func (o *logOptions) run(who, text string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	today := q.agenda.Today
	day, at, err := o.app.readWhen(cmp.Or(o.on, "today"), today)
	if err != nil {
		return err
	}
	e, err := readEntry(text, day)
	if err != nil {
		return err
	}
	if e.Time == 0 {
		e.Time = at
	}
	if e.Promise == note.NoBox && e.Date > today {
		return misuse("`"+e.Date.String()+"` is still to come", `redial plan `+quote(who)+` `+e.Date.String()+` ENTRY writes a promise`)
	}
	next, err := o.readNext(today)
	if err != nil {
		return err
	}
	return o.change(q, func(src []byte, c *contact.Contact) ([]byte, error) {
		src, err := logged(src, c, e, !o.keep)
		if err != nil || next == 0 {
			return src, err
		}
		return setNext(q, src, c, next)
	})
}

// readNext reads --next.
func (o *logOptions) readNext(today civil.Date) (civil.Date, error) {
	if o.next == "" {
		return 0, nil
	}
	day, _, err := o.app.readWhen(o.next, today)
	return day, err
}

// logged writes down an entry in a note. Where the entry fulfils a promise, that line is ticked and gets its
// outcome and its words: what happened once stands on one line, and counts once.
func logged(src []byte, c *contact.Contact, e note.Entry, tick bool) ([]byte, error) {
	if p := fulfilled(c, &e); tick && p != nil {
		return note.Tick(src, *p.Entry, note.Fulfilment{Day: e.Date, Outcome: e.Outcome, Until: e.Until, Text: e.Text})
	}
	return note.AppendEntry(src, e)
}

// fulfilled gives the earliest open promise of mine of an entry's kind that has come due, or nil.
func fulfilled(c *contact.Contact, e *note.Entry) *contact.Entry {
	if e.Promise != note.NoBox || e.Theirs || e.Kind == note.Remark {
		return nil
	}
	return earliestPromise(c, func(p *contact.Entry) bool {
		return !p.Theirs && p.Kind == e.Kind && p.Date <= e.Date && p.Outcome == note.NoOutcome
	})
}

// earliestPromise gives the open promise with the earliest date of those that are meant, or nil.
func earliestPromise(c *contact.Contact, meant func(*contact.Entry) bool) *contact.Entry {
	var first *contact.Entry
	for i := range c.Journal {
		p := &c.Journal[i]
		if p.Promise == note.Open && p.Date != 0 && meant(p) && (first == nil || p.Date < first.Date) {
			first = p
		}
	}
	return first
}

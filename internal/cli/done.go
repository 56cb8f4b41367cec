package cli

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// doneOptions are what `redial done` is asked for.
type doneOptions struct {
	changeOptions
	on     string
	theirs bool
	drop   bool
}

func newDone(a *app) *cobra.Command {
	o := doneOptions{changeOptions: changeOptions{app: a}}
	cmd := &cobra.Command{
		Use:               "done WHO [ENTRY]",
		Args:              atLeast(1, "WHO", "redial done ada"),
		ValidArgsFunction: a.completeWhoThen(completeEntry),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args[0], strings.Join(args[1:], " ")) },
	}
	fs := cmd.Flags()
	fs.StringVar(&o.on, "on", "", "it was done on `WHEN`, not today: yesterday, mon, 2026-12-01 …")
	fs.BoolVar(&o.theirs, "theirs", false, "tick a promise of theirs")
	fs.BoolVar(&o.drop, "drop", false, "mark it as dropped: it will not happen")
	o.addFlags(fs)
	complete(cmd, "on", completeWhen)
	describe(cmd, manual{
		short: "tick the earliest open promise",
		long: `Ticks the earliest open promise of yours, with the outcome and the words that
ENTRY gives, if any. On another day than the promised one, the day is noted.
Without a promise of yours that of theirs is ticked; --theirs takes theirs
first.`,
		examples: `redial done ada
redial done ada "no answer"
redial done ada "spoke: wants the retainer sheet" --on yesterday
redial done ben --theirs
redial done ben --drop`,
		exits: exitsOfChanging,
	})
	return cmd
}

func (o *doneOptions) run(who, text string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	day, _, err := o.app.readWhen(cmp.Or(o.on, "today"), q.agenda.Today)
	if err != nil {
		return err
	}
	f, err := readFulfilment(text, day)
	if err != nil {
		return err
	}
	return o.change(q, func(src []byte, c *contact.Contact) ([]byte, error) {
		p := o.meant(c)
		if p == nil {
			return nil, failed(c.ID+" has no open promise", o.app.command("log "+quote(c.ID)+` "call: …"`)+" writes down what happened")
		}
		if o.drop {
			return note.Drop(src, *p.Entry)
		}
		return note.Tick(src, *p.Entry, f)
	})
}

// meant gives the promise that is ticked.
func (o *doneOptions) meant(c *contact.Contact) *contact.Entry {
	mine := earliestPromise(c, func(p *contact.Entry) bool { return !p.Theirs })
	theirs := earliestPromise(c, func(p *contact.Entry) bool { return p.Theirs })
	if o.theirs || mine == nil {
		return theirs
	}
	return mine
}

// readFulfilment reads the outcome and the words behind it; words without an outcome are text.
func readFulfilment(text string, day civil.Date) (note.Fulfilment, error) {
	f := note.Fulfilment{Day: day}
	if text == "" {
		return f, nil
	}
	e, problems, ok := note.ReadEntry(day.String() + " " + text)
	if !ok || e.Unknown {
		f.Text = text
		return f, nil
	}
	if hasFault(problems) {
		return f, badEntry(text, problems)
	}
	f.Outcome, f.Until, f.Text = e.Outcome, e.Until, e.Text
	return f, nil
}

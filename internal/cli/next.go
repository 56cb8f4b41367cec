package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// nextOptions are what `redial next` is asked for.
type nextOptions struct {
	changeOptions
	clear   bool
	carried bool
	spread  string
}

func newNext(a *app) *cobra.Command {
	o := nextOptions{changeOptions: changeOptions{app: a}}
	cmd := &cobra.Command{
		Use:               "next WHO WHEN",
		ValidArgsFunction: a.completeWhoThen(completeWhen),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	fs := cmd.Flags()
	fs.BoolVar(&o.clear, "clear", false, "take the date away")
	fs.BoolVar(&o.carried, "carried", false, "everybody who was carried over, but for promises and answers that they wait for")
	fs.StringVar(&o.spread, "spread", "5d", "with --carried: spread them evenly over so many `DAYS`, from the next one on")
	o.addFlags(fs)
	describe(cmd, manual{
		short: "set the day of the next follow-up",
		long: `Sets the day on which somebody is to be followed up; it holds until a touch on
or after it. Where you promised something, the promise gets that day instead.
With --carried, what was carried over is spread over the next working days;
promises stay, and so does who waits for your answer: somebody counts on you.`,
		examples: `redial next ada tue
redial next ada,ben 2w
redial next ada --clear
redial next --carried --spread 5d --dry-run`,
		exits: exitsOfChanging,
	})
	return cmd
}

func (o *nextOptions) run(args []string) error {
	switch {
	case o.carried && len(args) > 0:
		return misuse("--carried is about everybody who was carried over", "leave `"+args[0]+"` out")
	case o.carried:
		return o.spreadCarried()
	case len(args) == 0:
		return misuse("redial next needs WHO and WHEN", "redial next ada tue")
	case o.clear && len(args) > 1:
		return misuse("--clear takes no day, and there is `"+args[1]+"`", "redial next "+quote(args[0])+" --clear")
	case o.clear:
		return o.clearNext(args[0])
	case len(args) == 1:
		return misuse("redial next needs a day", "redial next "+quote(args[0])+" tue")
	}
	return o.set(args[0], strings.Join(args[1:], " "))
}

func (o *nextOptions) clearNext(who string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	return o.change(q, func(src []byte, _ *contact.Contact) ([]byte, error) { return note.ClearKey(src, "next") })
}

func (o *nextOptions) set(who, when string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	day, at, err := o.app.readWhen(when, q.agenda.Today)
	if err != nil {
		return err
	}
	if err := o.change(q, moveTo(q, day, at)); err != nil {
		return err
	}
	o.app.hint("     " + howFull(q, day))
	return nil
}

// moveTo sets `next`, or gives the promise that makes somebody due another day.
func moveTo(q *asked, day civil.Date, at civil.Time) edit {
	return func(src []byte, c *contact.Contact) ([]byte, error) {
		p := earliestPromise(c, func(p *contact.Entry) bool { return !p.Theirs })
		if p == nil {
			return setNext(q, src, c, day)
		}
		src, err := note.Redate(src, *p.Entry, day, at)
		if err != nil || c.Next == 0 || c.Next >= day {
			return src, err
		}
		if followup.Assess(c, q.agenda.Settings, q.agenda.Today).Due == c.Next {
			return note.ClearKey(src, "next") // it would still come first
		}
		return src, nil
	}
}

// setNext sets `next` in a note. A day on or before that of the last contact would not hold: it is over by then, and
// nobody would be due.
func setNext(q *asked, src []byte, c *contact.Contact, day civil.Date) ([]byte, error) {
	now := contact.New(note.Parse(c.File, src), c.ID)
	if last := followup.Assess(now, q.agenda.Settings, q.agenda.Today).LastTouch; last >= day {
		return nil, failed("`next: "+day.String()+"` would not hold for "+c.ID+": there was contact on "+last.Named(q.agenda.Today),
			"name a later day; a promise holds on the same day, too: redial plan "+quote(c.ID)+" "+day.String()+` "call: …"`)
	}
	return note.SetKey(src, "next", []string{day.String()})
}

// spreadCarried gives everybody who was carried over a day of their own among the next working days.
func (o *nextOptions) spreadCarried() error {
	days, err := civil.ParsePeriod(o.spread)
	if err != nil || days.Unit != civil.Days {
		return misuse("`"+o.spread+"` is no number of days", "--spread 5d")
	}
	v, err := o.app.view()
	if err != nil {
		return err
	}
	moved, kept := parted(v.agenda.In(followup.ListCarried))
	var failures []error
	for i, p := range moved {
		day := nthWorkday(v.agenda, i*days.N/max(1, len(moved))+1)
		q := &asked{v, []*followup.Assessment{p}}
		if err := o.change(q, func(src []byte, _ *contact.Contact) ([]byte, error) {
			return note.SetKey(src, "next", []string{day.String()})
		}); err != nil {
			failures = append(failures, err)
		}
	}
	o.app.hint(fmt.Sprintf("%s moved, %s kept", number(len(moved)-len(failures)), number(len(kept))))
	for _, p := range kept {
		o.app.hint("  " + p.Contact.ID + " stays: " + whyKept[p.State])
	}
	return o.app.reportAllBut(failures)
}

// whyKept says why somebody in a state is not moved with the others.
var whyKept = map[followup.State]string{
	followup.Promised: "it is a promise; move it by name",
	followup.MyTurn:   "they wait for your answer",
	followup.Unclear:  "the note has to be mended first",
}

// parted parts those whose date may be moved from those who count on it.
func parted(carried []*followup.Assessment) (moved, kept []*followup.Assessment) {
	for _, p := range carried {
		if whyKept[p.State] != "" {
			kept = append(kept, p)
		} else {
			moved = append(moved, p)
		}
	}
	return moved, kept
}

// nthWorkday gives the n-th working day after today.
func nthWorkday(g *followup.Agenda, n int) civil.Date {
	day := g.Today
	for range n {
		day = g.Settings.Workdays.After(day)
	}
	return day
}

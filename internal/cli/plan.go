package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// planOptions are what `redial plan` is asked for.
type planOptions struct{ changeOptions }

func newPlan(a *app) *cobra.Command {
	o := planOptions{changeOptions{app: a}}
	cmd := &cobra.Command{
		Use:               "plan WHO WHEN ENTRY",
		Args:              atLeast(3, "WHO, WHEN and ENTRY", `redial plan ada "tue 14:00" "call: the figures"`),
		ValidArgsFunction: a.completeWhoThen(completeWhen, completeEntry),
		RunE: func(_ *cobra.Command, args []string) error {
			return o.run(args[0], args[1], strings.Join(args[2:], " "))
		},
	}
	o.addFlags(cmd.Flags())
	describe(cmd, manual{
		short: "write down a promise, with its day",
		long: `Writes a promise into the journal of a note: something that you, or they, said
would happen, with its day and perhaps its time. It says how full that day is.`,
		examples: `redial plan ada "tue 14:00" "call: the figures"
redial plan ada 2w "email: the article"
redial plan ben fri "they call: when the board has met"`,
		exits: exitsOfChanging,
	})
	return cmd
}

func (o *planOptions) run(who, when, text string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	day, at, err := o.app.readWhen(when, q.agenda.Today)
	if err != nil {
		return err
	}
	e, err := readEntry(text, day)
	if err != nil {
		return err
	}
	if e.Promise == note.Kept || e.Promise == note.Dropped {
		return misuse("a plan is still open: `"+text+"`", "leave the box out")
	}
	e.Promise, e.Date = note.Open, day
	if at != 0 {
		e.Time = at
	}
	if err := o.change(q, func(src []byte, _ *contact.Contact) ([]byte, error) { return note.AppendEntry(src, e) }); err != nil {
		return err
	}
	o.app.hint("     " + howFull(q, day))
	return nil
}

// howFull says how much falls due on a day already, if nothing happens.
func howFull(q *asked, day civil.Date) string {
	today := q.agenda.Today
	if day < today {
		return saidDay(day, today)
	}
	loads := q.agenda.Forecast(int(day-today) + 1)
	n := 0
	for _, a := range loads[len(loads)-1].Due {
		n++
		for _, p := range q.people {
			if a.Contact.ID == p.Contact.ID {
				n--
			}
		}
	}
	if n == 0 {
		return saidDay(day, today) + ": nobody else is due on that day"
	}
	return fmt.Sprintf("%s: %s due on that day as well", saidDay(day, today), count(n, "other is", "others are"))
}

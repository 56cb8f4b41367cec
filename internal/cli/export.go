package cli

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/ical"
)

// format is a form in which people and dates leave the notebook. Each is a command below
// `redial export`.
type format struct {
	name   string // as it is typed
	kind   string // what it is, in a few words
	manual manual // without exit statuses, which all formats share
	flags  func(fs *pflag.FlagSet)
	write  func(w io.Writer, c chosen) error
}

// formats gives all of them, in the order in which help lists them.
func formats() []format {
	return []format{calendarFormat(), cardFormat(), tableFormat(), documentFormat()}
}

// chosen are those whom an export is about.
type chosen struct {
	*view
	people []*followup.Assessment
	all    bool // nobody was named: it is everybody, by id
}

// calendarFormat writes what public/follow-ups.ics holds.
func calendarFormat() format {
	return format{
		name: "ics",
		kind: "the calendar: promises, follow-ups, call blocks, birthdays",
		manual: manual{
			short: "the follow-ups of the next 28 days, for a calendar",
			long: `Writes the calendar that each build puts into public/follow-ups.ics: promises
with a time, with an alarm; what is due, as all-day events; the call block of
each working day with its people; an hour after each event; birthdays. Times
have no time zone: 14:00 is 14:00 wherever you are.

With WHO it holds the dates of these people alone, without the blocks. A
calendar that takes it in again moves what has moved, if it goes by the ids of
events; where yours makes doubles, replace the old calendar.

A calendar that is subscribed to public/follow-ups.ics keeps itself current:
put the file where your calendar can reach it, a folder that is synced or your
own web space, and give its address as "from URL". Subscribed calendars
refresh slowly, some once a day, and may leave out alarms.`,
			examples: `redial export ics -o follow-ups.ics
redial export ics ada, ben
redial export ics | khal import --batch /dev/stdin`,
		},
		write: func(w io.Writer, c chosen) error {
			in := ical.Input{Agenda: c.agenda, Title: c.title, Block: ical.Block(c.callBlock)}
			if !c.all {
				in = ical.Input{Agenda: c.alone(), Title: c.title}
			}
			return ical.Write(w, in)
		},
	}
}

// alone is the agenda of those who were chosen, as if there were nobody else and no event.
func (c *chosen) alone() *followup.Agenda {
	var contacts []*contact.Contact
	for _, p := range c.people {
		contacts = append(contacts, p.Contact)
	}
	return followup.NewAgenda(contact.NewBook(contacts, nil), c.agenda.Settings, c.agenda.Today)
}

func newExport(a *app) *cobra.Command {
	all := formats()
	names := make([]cobra.Completion, len(all))
	list := ""
	for i, f := range all {
		names[i] = f.name
		list += "  " + f.name + strings.Repeat(" ", 8-len(f.name)) + f.kind + "\n"
	}
	cmd := &cobra.Command{
		Use:  "export FORMAT [WHO…]",
		Args: func(_ *cobra.Command, args []string) error { return noFormat(args, names) },
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	describe(cmd, manual{
		short: "dates and people for other programs",
		long: `Writes what the notebook knows in a form that other programs read, to standard
output or with -o to a file. FORMAT is one of:

` + list + `
"redial help export ics" says what is in it, and so on. WHO is an id, a name,
an alias or an unambiguous part of one; without it, it is everybody.`,
		examples: `redial export ics -o follow-ups.ics
redial export ics ada, ben`,
		exits: exitsOfExporting,
	})
	for _, f := range all {
		cmd.AddCommand(newFormat(a, f))
	}
	return cmd
}

// noFormat says that a word is no format, or that there is none. With one, its own command runs.
func noFormat(args []string, names []string) error {
	rest := "it is " + strings.Join(names, ", ")
	if len(args) == 0 {
		return misuse("redial export needs a format", rest)
	}
	return misuse("there is no format `"+args[0]+"`", didYouMean(args[0], names, "redial export ", rest))
}

const exitsOfExporting = `0    done
1    could not do it: no notebook, settings that can't be read, an unknown or
     ambiguous person, a file that is there already or can't be written
2    used wrongly: format, flag, argument, date words`

// exportOptions are what `redial export` is asked for, whatever the format.
type exportOptions struct {
	app *app
	to  destination
}

func newFormat(a *app, f format) *cobra.Command {
	o := exportOptions{app: a}
	cmd := &cobra.Command{
		Use:               f.name + " [WHO…]",
		ValidArgsFunction: a.completeWho,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(f, args) },
	}
	o.to.addFlags(cmd.Flags())
	if f.flags != nil {
		f.flags(cmd.Flags())
	}
	f.manual.exits = exitsOfExporting
	describe(cmd, f.manual)
	return cmd
}

func (o *exportOptions) run(f format, args []string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	c := chosen{view: v, people: v.agenda.All, all: len(args) == 0}
	if !c.all {
		if c.people, err = o.app.people(v, args); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := f.write(&b, c); err != nil {
		return err
	}
	if err := o.app.deliver(b.Bytes(), o.to, v.dir); err != nil {
		return err
	}
	o.app.mending(v.dir, v.problems)
	return nil
}

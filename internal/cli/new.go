package cli

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/contact"
	"redial/internal/note"
)

// newOptions are what `redial new` is asked for.
type newOptions struct {
	changeOptions
	facts map[string]*[]string // by flag
	batch string
	force bool

	noMet            bool
	met, since, next string // date words
	at, by           string
	every, policy    string
	folder, message  string

	event                         bool
	date, until, where, intention string
}

func newNew(a *app) *cobra.Command {
	o := newOptions{changeOptions: changeOptions{app: a}}
	cmd := &cobra.Command{
		Use:               "new NAME [ENTRY]",
		ValidArgsFunction: completeNew,
		RunE:              o.run,
	}
	o.addFlagsOfNew(cmd)
	describe(cmd, manual{
		short: "a new note; --batch reads many",
		long: `Makes the note of somebody whom you met today, or on the day of the event that
--at names, or on that of --met; they are due for a first follow-up on the
next working day. ENTRY is the first line of the journal, as "redial log"
takes it. Someone with the same e-mail address, or the same name and company,
is not noted twice.

With --batch each line of FILE is one person; empty lines, and lines that
begin with #, are left out:

  Name, Company, email, what to do

What to do becomes a promise where it is an ENTRY ("tue call", "email: the
figures"); other words stand beside "met". Where the output is no terminal
each line says, tab-separated, what became of one person ("new" or "there
already"), the id and the file; then state, word, due, time and reason, or why
it is the same. With --event the note is that of an event.`,
		examples: `redial new "Ada Byron" --company "Analytical Engines" --email ada@example.com
redial new "Ada Byron" --at breakfast -m "asked for the pricing article"
redial new "Ben Carrow" "they call, call me: about the office"
redial new "Carla Dunne" --no-met --by ada --next 2w
redial new --batch cards.txt --at breakfast
redial new --event "London Breakfast" --date fri --intention "two printers"`,
		exits: `0    done
1    could not do it: somebody who is there already, a line of --batch that
     is not understood, a note that can't be written
2    used wrongly: flag, argument, entry, date words`,
	})
	return cmd
}

func (o *newOptions) run(cmd *cobra.Command, args []string) error {
	if err := o.checkUse(cmd, args); err != nil {
		return err
	}
	if o.event {
		return o.runEvent(strings.Join(args, " "))
	}
	n, err := o.settle()
	if err != nil {
		return err
	}
	if o.batch != "" {
		return n.noteAll()
	}
	return n.noteOne(args[0], strings.Join(args[1:], " "))
}

// noteOne makes the note of one person.
func (n *newcomers) noteOne(name, entry string) error {
	c, err := n.newcomer(name)
	if err != nil {
		return err
	}
	if err := n.firstEntry(c, entry); err != nil {
		return err
	}
	if other, by := n.already(c); other != nil && !n.force {
		return failed(saidThere(other, by), n.app.command("log "+quote(other.ID)+` "met: …"`)+" writes down that you met; --force makes a second note")
	}
	w, id, err := n.write(c)
	if err != nil {
		return err
	}
	return n.tell(w, id)
}

// saidThere says who somebody is that is there already.
func saidThere(other *contact.Contact, by string) string {
	return other.ID + " is there already: " + joined(", ", other.Name, other.Role, other.Company) + " (" + by + ")"
}

// firstEntry makes the first line of the journal, of ENTRY or of -m.
func (n *newcomers) firstEntry(c *newcomer, text string) error {
	switch {
	case text == "" && n.message == "":
		return nil
	case text != "" && n.message != "":
		return misuse("there are two entries: `"+text+"` and `"+n.message+"`", "leave one of them out")
	case text == "" && c.met == 0:
		text = note.Remark.String() + ": " + n.message
	case text == "":
		text = note.Met.String() + ": " + n.message
	}
	e, err := readEntry(text, cmp.Or(c.met, n.agenda.Today))
	if err != nil && !strings.ContainsAny(text, " :,") {
		return misuse("`"+text+"` is no entry", "a name of several words needs quotes: redial new "+quote(c.name+" "+text))
	}
	if err != nil {
		return err
	}
	if e.Promise == note.NoBox && e.Date > n.agenda.Today {
		return misuse("`"+e.Date.String()+"` is still to come", "a box makes it a promise: \"[ ] "+e.String()+"\"")
	}
	if e.Kind == note.Met && e.Promise == note.NoBox && n.metUnsaid() {
		c.met = e.Date
	}
	c.entries = []note.Entry{e}
	return nil
}

// tell says what was written, and what comes next.
func (n *newcomers) tell(w written, id string) error {
	changes := note.Changes(nil, w.after)
	n.print(n.asked, &contact.Contact{ID: id, File: w.file}, changes)
	n.think(n.asked, id, w)
	if n.edit && !n.dryRun {
		return n.openEditor(filepath.Join(n.dir, filepath.FromSlash(w.file)), len(changes))
	}
	return nil
}

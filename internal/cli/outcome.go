package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// outcomeCommand is an outcome as a command of its own.
type outcomeCommand struct {
	use, short, long, examples string
	kind                       note.Kind
	outcome                    note.Outcome
}

// outcomeCommands are the outcomes that have one (SPEC 7).
func outcomeCommands() []outcomeCommand {
	return []outcomeCommand{
		{
			use: "park WHO [UNTIL]", short: "not now: come back on a day, else in three months",
			long: `Writes that they said "not now". They are back in Today on the day that UNTIL
names, else after three months.`,
			examples: `redial park ada 2027-01-15
redial park ada 2mo -m "after the move"`,
			kind: note.Call, outcome: note.NotNow,
		},
		{
			use: "over WHO", short: "over to you: the next move is theirs",
			long: `Writes that the ball is with them. They are left alone until the policy's long
stop, and due for one last try then.`,
			examples: `redial over ada
redial over ada --kind call -m "rings when the board has met"`,
			kind: note.Message, outcome: note.OverToYou,
		},
		{
			use: "last WHO", short: "the last try is out",
			long: `Writes that the last try went out. Unless they answer, they are let go after
the policy's grace.`,
			examples: `redial last ada
redial last ada --kind email -m "the door stays open"`,
			kind: note.Message, outcome: note.LastTry,
		},
		{
			use: "letgo WHO", short: "let them go, quietly",
			long: `Writes that you let them go. Nothing is due any more; anything of theirs
brings them back.`,
			examples: `redial letgo ada`,
			kind:     note.Remark, outcome: note.LetGo,
		},
		{
			use: "no WHO", short: "they said no: closed",
			long: `Writes that they said no. They are never due again, unless they come back by
themselves.`,
			examples: `redial no ada
redial no ada --kind email -m "has someone already"`,
			kind: note.Call, outcome: note.No,
		},
	}
}

// outcomeOptions are what such a command is asked for.
type outcomeOptions struct {
	changeOptions
	outcomeCommand
	kindFlag string
	message  string
}

func newOutcome(a *app, c outcomeCommand) *cobra.Command {
	o := outcomeOptions{changeOptions: changeOptions{app: a}, outcomeCommand: c}
	args, until := exactly(1, "WHO", c.examples), cobra.CompletionFunc(words())
	if c.outcome == note.NotNow {
		args, until = atLeast(1, "WHO", c.examples), completeWhen
	}
	cmd := &cobra.Command{
		Use:               c.use,
		Args:              args,
		ValidArgsFunction: a.completeWhoThen(until),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args[0], strings.Join(args[1:], " ")) },
	}
	fs := cmd.Flags()
	fs.StringVarP(&o.message, "message", "m", "", "`TEXT` of the entry")
	fs.StringVar(&o.kindFlag, "kind", c.kind.String(), "by what `KIND` of contact it was said: call, email, message …")
	o.addFlags(fs)
	complete(cmd, "kind", words(kindNames()...))
	describe(cmd, manual{short: c.short, long: c.long, examples: c.examples, exits: exitsOfChanging})
	return cmd
}

func kindNames() []cobra.Completion {
	var names []cobra.Completion
	for _, w := range note.KindWords() {
		names = append(names, w.Kind.String())
	}
	return names
}

func (o *outcomeOptions) run(who, until string) error {
	q, err := o.ask(who)
	if err != nil {
		return err
	}
	e, err := o.entry(until, q.agenda.Today)
	if err != nil {
		return err
	}
	return o.change(q, func(src []byte, c *contact.Contact) ([]byte, error) {
		if stands(c, e) { // said twice, it is so once
			return src, nil
		}
		return logged(src, c, e, true)
	})
}

// stands reports whether an entry is in the journal already, and is the last that happened, remarks left aside:
// what came behind it may be the reason to say it again.
func stands(c *contact.Contact, e note.Entry) bool {
	for _, there := range slices.Backward(c.Journal) {
		switch {
		case !there.Happened() || there.Day() > e.Date || there.FromFront:
		case there.Day() == e.Date && there.Kind == e.Kind && there.Outcome == e.Outcome && there.Until == e.Until && !there.Theirs:
			return strings.HasSuffix(there.Text, e.Text)
		case there.Kind != note.Remark || there.Outcome != note.NoOutcome:
			return false
		}
	}
	return false
}

// entry makes the entry of today that says so.
func (o *outcomeOptions) entry(until string, today civil.Date) (note.Entry, error) {
	text := o.kindFlag + ", " + o.outcome.String()
	if until != "" {
		day, _, err := o.app.readWhen(until, today)
		if err != nil {
			return note.Entry{}, err
		}
		if day <= today {
			return note.Entry{}, misuse("`"+until+"` is no day to come", "name a later one, or leave it out: three months")
		}
		text += " until " + day.String()
	}
	if o.message != "" {
		text += ": " + o.message
	}
	return readEntry(text, today)
}

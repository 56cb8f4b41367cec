package cli

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
ENTRY gives, if any; where it names a kind, the earliest of that kind. On
another day than the promised one, the day is noted. Where no kind is named
and there is no promise of yours, that of theirs is ticked; --theirs, or
"they" in ENTRY, takes theirs.`,
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
	today := q.agenda.Today
	day, _, err := o.app.readWhen(cmp.Or(o.on, "today"), today)
	if err != nil {
		return err
	}
	switch {
	case day > today:
		return misuse("--on is still to come: "+saidDay(day, today), "redial next "+quote(who)+" "+day.String()+" gives the promise that day")
	case o.drop && text != "":
		return misuse("--drop takes no words, and there is `"+text+"`", "redial done "+quote(who)+" --drop")
	}
	e, err := readFulfilment(text, day)
	if err != nil {
		return err
	}
	if e.Date > today {
		return misuse("`"+e.Date.String()+"` is still to come", "redial next "+quote(who)+" "+e.Date.String()+" gives the promise that day")
	}
	day = cmp.Or(e.Date, day)
	e.Theirs = e.Theirs || o.theirs
	return o.change(q, func(src []byte, c *contact.Contact) ([]byte, error) {
		p := meant(c, &e)
		if p == nil {
			return nil, failed(c.ID+" has no open promise"+ofKind(&e), o.app.command("log "+quote(c.ID)+` "call: …"`)+" writes down what happened"+o.orTheirs(c, &e))
		}
		if o.drop {
			return note.Drop(src, *p.Entry)
		}
		return note.Tick(src, *p.Entry, note.Fulfilment{Day: day, Outcome: e.Outcome, Until: e.Until, Text: e.Text})
	})
}

// meant gives the promise that is ticked. Mine goes before theirs, also where its date can't be read and it has to
// be mended first. Words that name a kind and not "they" are about mine alone: what I sent keeps no promise of theirs.
func meant(c *contact.Contact, e *note.Entry) *contact.Entry {
	if e.Theirs {
		return promiseOf(c, true, e.Kind)
	}
	p := promiseOf(c, false, e.Kind)
	if p == nil && e.Kind == note.NoKind {
		p = promiseOf(c, true, e.Kind)
	}
	return p
}

// promiseOf gives the earliest open promise of a kind, or of any, else one without a date that can be read, or nil.
func promiseOf(c *contact.Contact, theirs bool, kind note.Kind) *contact.Entry {
	is := func(p *contact.Entry) bool { return p.Theirs == theirs && (kind == note.NoKind || p.Kind == kind) }
	if p := earliestPromise(c, is); p != nil {
		return p
	}
	i := slices.IndexFunc(c.Journal, func(p contact.Entry) bool { return p.Promise == note.Open && is(&p) })
	if i < 0 {
		return nil
	}
	return &c.Journal[i]
}

// orTheirs says how to tick a promise of theirs, where they made one of the kind that was named.
func (o *doneOptions) orTheirs(c *contact.Contact, e *note.Entry) string {
	if e.Theirs || promiseOf(c, true, e.Kind) == nil {
		return ""
	}
	return "; " + o.app.command("done "+quote(c.ID)+` "they `+e.Kind.String()+`"`) + " ticks that of theirs"
}

func ofKind(e *note.Entry) string {
	if e.Kind == note.NoKind {
		return ""
	}
	return " of the kind " + e.Kind.String()
}

// readFulfilment reads the outcome and the words behind it; words that are no entry are text. The entry
// has a kind and a date only where the words name one.
func readFulfilment(text string, day civil.Date) (note.Entry, error) {
	if text == "" {
		return note.Entry{}, nil
	}
	e, problems, ok := note.ReadEntry(text)
	if ok && (e.Promise == note.Open || e.Promise == note.Dropped) {
		return e, misuse("what is done is not open: `"+text+"`", "leave the box out")
	}
	words, date := text, e.Date
	if ok {
		_, words, _ = strings.Cut(text, date.String())
		words = strings.TrimLeft(words, " :,-")
	} else {
		e, problems, ok = note.ReadEntry(day.String() + " " + text)
	}
	switch {
	case words == "" || !ok:
		return note.Entry{Date: date, Text: words}, nil
	case e.Unknown:
		return readFreely(words, date, day)
	case hasFault(problems):
		return e, badEntry(text, problems)
	case !namesKind(words, e.Kind):
		e.Kind = note.NoKind
	}
	e.Date = date
	return e, nil
}

// readFreely reads words that begin with no kind as those behind one: "again, no answer". An outcome that is lost
// among them is refused, for the promise would be ticked as if they had been reached.
func readFreely(words string, date, day civil.Date) (note.Entry, error) {
	e, problems, ok := note.ReadEntry(day.String() + " call, " + words)
	switch {
	case !ok:
		return note.Entry{Date: date, Text: words}, nil
	case hasFault(problems):
		return e, badEntry(words, problems)
	}
	return note.Entry{Date: date, Outcome: e.Outcome, Until: e.Until, Text: e.Text}, nil
}

// namesKind reports whether an entry without a date begins with a word for its kind. "no answer" does not,
// though it is read as a call.
func namesKind(text string, kind note.Kind) bool {
	text = strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' }), " "))
	text = strings.TrimPrefix(text, "they ")
	for _, row := range note.KindWords() {
		for _, word := range append(row.Words, row.Kind.String()) {
			rest, ok := strings.CutPrefix(text, strings.ReplaceAll(word, "-", " "))
			if r, _ := utf8.DecodeRuneInString(rest); ok && row.Kind == kind && !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}

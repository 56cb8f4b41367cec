package cli

import (
	"bufio"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// forgetOptions are what `redial forget` is asked for.
type forgetOptions struct {
	app    *app
	yes    bool
	dryRun bool
}

func newForget(a *app) *cobra.Command {
	o := forgetOptions{app: a}
	cmd := &cobra.Command{
		Use:               "forget WHO",
		Args:              exactly(1, "WHO", "redial forget ada"),
		ValidArgsFunction: a.completeWhoThen(words()),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	cmd.Flags().BoolVar(&o.yes, "yes", false, "don't ask")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "show what would be removed, and remove nothing")
	describe(cmd, manual{
		short: "remove a person's note, after asking",
		long: `Removes the note of somebody from the notebook, after showing it and asking;
without a terminal to ask on it needs --yes. It lists where other notes name
them, and leaves those lines to you. What git has recorded stays in its
history. The page goes with the next build.`,
		examples: `redial forget ada
redial forget ada --yes
redial forget ada --dry-run`,
		exits: `0    done
1    could not do it: an unknown or ambiguous person, the answer was no, a
     note that can't be removed
2    used wrongly: flag, argument, nobody to ask`,
	})
	return cmd
}

func (o *forgetOptions) run(who string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	people, err := o.app.somebody(v, who)
	if err != nil {
		return err
	}
	if !o.yes && !o.dryRun && !o.app.err.isTerminal() {
		return misuse("there is no terminal to ask on", o.app.command("forget "+quote(who)+" --yes")+" removes it without asking")
	}
	for _, p := range people {
		o.show(v, p)
	}
	if o.dryRun {
		o.app.hint("dry run: nothing was removed")
		return nil
	}
	if !o.yes && !o.app.confirms("remove "+idsOf(people)+"? [y/N] ") {
		return failed("nothing was removed", "answer y, or give --yes")
	}
	return o.remove(v, people)
}

func idsOf(people []*followup.Assessment) string {
	var ids []string
	for _, p := range people {
		ids = append(ids, p.Contact.ID)
	}
	return strings.Join(ids, ", ")
}

// show says what would go, and where it is named elsewhere.
func (o *forgetOptions) show(v *view, p *followup.Assessment) {
	c, file := p.Contact, o.app.path(v.dir, p.Contact.File)
	o.app.hint(file + ": " + joined(", ", c.Name, c.Role, c.Company, count(len(c.Note.Entries), "entry", "entries")))
	if c.Photo != "" {
		o.app.hint("  its picture stays: " + o.app.path(v.dir, path.Join(path.Dir(c.File), c.Photo)))
	}
	for _, t := range traces(v.agenda.Book, c) {
		o.app.hint(fmt.Sprintf("  named in %s:%d: %s", o.app.path(v.dir, t.file), t.line, t.text))
	}
}

// remove removes the notes, and says what stays.
func (o *forgetOptions) remove(v *view, people []*followup.Assessment) error {
	var failures []error
	for _, p := range people {
		if err := v.notebook.Remove(p.Contact.File); err != nil {
			failures = append(failures, err)
			continue
		}
		file := o.app.path(v.dir, p.Contact.File)
		if !o.app.out.isTerminal() {
			o.app.out.record(p.Contact.ID, file, "removed")
		} else {
			o.app.out.line("removed " + file)
		}
	}
	if len(failures) < len(people) {
		o.app.hint(whatStays(v.dir))
	}
	return o.app.reportAllBut(failures)
}

// whatStays says where a note that is removed can still be found.
func whatStays(dir string) string {
	for up := dir; ; up = filepath.Dir(up) {
		if isThere(filepath.Join(up, ".git")) {
			return "what was committed stays in git's history; the page goes with the next build"
		}
		if up == filepath.Dir(up) {
			return "the page goes with the next build; copies that you made of the notebook still have the note"
		}
	}
}

// confirms asks a question that is answered by y or yes.
func (a *app) confirms(question string) bool {
	a.out.flush()
	a.err.put(plain, question)
	a.err.flush()
	answer, err := bufio.NewReader(a.stdin).ReadString('\n')
	if err != nil {
		a.err.line("")
		a.err.flush()
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes"
}

// trace is a line of another note that names somebody.
type trace struct {
	file string // in problems' form
	line int
	text string
}

// traces gives the lines of other notes that name somebody: by a link, by `by:`, or by the whole name.
func traces(b *contact.Book, c *contact.Contact) []trace {
	var all []trace
	look := func(id string, n *note.Note) {
		if id == c.ID {
			return
		}
		linked := map[int]bool{}
		for _, m := range b.Mentions(c.ID) {
			if m.FromID() == id {
				linked[m.Line] = true
			}
		}
		line := 0
		for text := range strings.Lines(n.Source) {
			if line++; linked[line] || namesWhole(text, c.Name) {
				all = append(all, trace{n.File, line, strings.TrimSpace(text)})
			}
		}
	}
	for _, other := range b.Contacts {
		look(other.ID, other.Note)
	}
	for _, e := range b.Events {
		look(e.ID, e.Note)
	}
	return all
}

// namesWhole reports whether a text has a name of several words as a whole.
func namesWhole(text, name string) bool {
	asked, there := plainWords(name), plainWords(text)
	if len(asked) < 2 {
		return false
	}
	for i := range there {
		if i+len(asked) <= len(there) && slices.Equal(there[i:i+len(asked)], asked) {
			return true
		}
	}
	return false
}

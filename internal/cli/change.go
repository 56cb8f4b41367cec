package cli

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
	"redial/internal/notebook"
)

// changeOptions are those of every command that changes notes.
type changeOptions struct {
	app     *app
	dryRun  bool
	edit    bool
	saidDry bool
}

func (o *changeOptions) addFlags(fs *pflag.FlagSet) {
	fs.BoolVar(&o.dryRun, "dry-run", false, "show what would be written, and write nothing")
	fs.BoolVarP(&o.edit, "edit", "e", false, "open the note in $VISUAL or $EDITOR at the line, afterwards")
}

// edit changes the bytes of a note. The contact is read from those same bytes.
type edit func(src []byte, c *contact.Contact) ([]byte, error)

// asked is whom a changing command is about, and when.
type asked struct {
	*view
	people []*followup.Assessment
}

// ask reads the notebook and finds the people.
func (o *changeOptions) ask(who string) (*asked, error) {
	v, err := o.app.view()
	if err != nil {
		return nil, err
	}
	people, err := o.app.somebody(v, who)
	if err != nil {
		return nil, err
	}
	return &asked{v, people}, nil
}

// change makes an edit in the note of everybody who was asked for: each note wholly or not at all. What
// was written is said for each; the error names those that were left alone.
func (o *changeOptions) change(q *asked, how edit) error {
	var failures []error
	for _, p := range q.people {
		if err := o.changeOne(q, p.Contact, how); err != nil {
			failures = append(failures, err)
		}
	}
	o.app.out.flush()
	return o.app.reportAllBut(failures)
}

// written is a note that was changed.
type written struct {
	file          string // in problems' form
	before, after []byte
}

func (o *changeOptions) changeOne(q *asked, c *contact.Contact, how edit) error {
	w := written{file: c.File}
	err := o.update(q.notebook, c.File, func(src []byte) ([]byte, error) {
		after, err := how(src, contact.New(note.Parse(c.File, src), c.ID))
		w.before, w.after = src, after
		return after, err
	})
	if err != nil {
		return o.place(q, c.File, err)
	}
	changes := note.Changes(w.before, w.after)
	o.print(q, c, changes)
	o.think(q, c.ID, w)
	if o.edit && !o.dryRun {
		return o.openEditor(filepath.Join(q.dir, filepath.FromSlash(c.File)), firstLine(changes))
	}
	return nil
}

// update writes a note, or only reads it when nothing is to be written.
func (o *changeOptions) update(nb *notebook.Notebook, file string, change func([]byte) ([]byte, error)) error {
	if !o.dryRun {
		return nb.Update(file, change)
	}
	src, err := nb.Read(file)
	if err == nil {
		_, err = change(src)
	}
	return err
}

// place puts the note's path, as seen from here, before a refusal.
func (o *changeOptions) place(q *asked, file string, err error) error {
	var r *note.Refused
	if !errors.As(err, &r) {
		return err
	}
	at := *r
	at.File = o.app.path(q.dir, file)
	return &at
}

// print writes the lines that an edit changed, with their numbers.
func (o *changeOptions) print(q *asked, c *contact.Contact, changes []note.Change) {
	s := o.app.out
	path := o.app.path(q.dir, c.File)
	if !s.isTerminal() {
		for _, ch := range changes {
			s.record(c.ID, path, number(ch.Line), string(ch.How), shownText(ch))
		}
		return
	}
	s.put(bold, path)
	s.line("")
	for _, ch := range changes {
		s.put(dim, fmt.Sprintf("%4d ", ch.Line))
		s.put(styleOf[ch.How], signOf[ch.How]+" "+shownText(ch))
		s.line("")
	}
	if len(changes) == 0 {
		s.line("     nothing to change")
	}
}

var (
	signOf  = map[note.How]string{note.Added: "+", note.Removed: "-", note.Changed: "~"}
	styleOf = map[note.How]style{note.Added: green, note.Removed: amber, note.Changed: plain}
)

func shownText(ch note.Change) string {
	if ch.How == note.Removed {
		return ch.Before
	}
	return ch.After
}

func firstLine(changes []note.Change) int {
	for _, ch := range changes {
		if ch.How != note.Removed {
			return ch.Line
		}
	}
	return 1
}

// think says where the contact stands now, and how to go on where nothing says what comes next.
func (o *changeOptions) think(q *asked, id string, w written) {
	c := contact.New(note.Parse(w.file, w.after), id)
	a := followup.Assess(c, q.agenda.Settings, q.agenda.Today)
	s := o.app.out
	if !s.isTerminal() {
		s.record(id, "next", string(a.State), string(a.Word), a.Due.String(), a.Time.String(), a.Reason)
	} else {
		s.line("     " + nextStep(&a, q.agenda.Today))
	}
	if a.State == followup.NoNextStep {
		o.app.hint("     how to go on: " + o.app.command("next "+quote(id)+" 2w") + ", or " +
			o.app.command("plan "+quote(id)+` fri "call: …"`))
	}
	if a.State == followup.Closed && c.Next != 0 {
		o.app.hint("     who is closed is never due; if they came back, write it down: " + o.app.command("log "+quote(id)+` "they call: …"`))
	}
	o.sayDry()
}

// sayDry says once that a dry run writes nothing.
func (o *changeOptions) sayDry() {
	if o.dryRun && !o.saidDry {
		o.saidDry = true
		o.app.hint("     dry run: nothing is written")
	}
}

// nextStep says in a line what comes next: "Next: attempt 3 on Mon 30 Nov. Called twice, …".
func nextStep(a *followup.Assessment, today civil.Date) string {
	if a.Due == 0 {
		state := strings.ToUpper(string(a.State[:1])) + string(a.State[1:])
		if strings.HasPrefix(a.Reason, state) {
			return a.Reason
		}
		return state + ": " + a.Reason
	}
	what := strings.ToLower(string(a.Word))
	switch {
	case a.State == followup.Chasing && a.LastTry:
		what = "the last try"
	case a.State == followup.Chasing:
		what = fmt.Sprintf("attempt %d", a.Attempts+1)
	}
	at := ""
	if a.Time != 0 {
		at = " at " + a.Time.String()
	}
	return fmt.Sprintf("Next: %s on %s%s. %s", what, a.Due.Named(today), at, a.Reason)
}

// openEditor opens a file in the person's editor at a line.
func (o *changeOptions) openEditor(file string, line int) error {
	editor := o.app.env("VISUAL")
	if editor == "" {
		editor = o.app.env("EDITOR")
	}
	if editor == "" {
		return failed("no editor is set", "set VISUAL or EDITOR, or open "+file)
	}
	o.app.out.flush()
	words := strings.Fields(editor)
	cmd := exec.Command(words[0], append(words[1:], editorArgs(words[0], file, line)...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = o.app.stdin, o.app.stdout, o.app.stderr
	if err := cmd.Run(); err != nil {
		return failed("the editor did not end well: "+err.Error(), "open "+file)
	}
	return nil
}

// editorArgs gives the arguments with which an editor opens a file at a line.
func editorArgs(editor, file string, line int) []string {
	switch strings.TrimSuffix(filepath.Base(editor), ".exe") {
	case "code", "codium", "cursor":
		return []string{"--wait", "--goto", fmt.Sprintf("%s:%d", file, line)}
	case "subl", "zed", "hx", "helix":
		return []string{fmt.Sprintf("%s:%d", file, line)}
	}
	return []string{fmt.Sprintf("+%d", line), file}
}

package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/build"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
)

// checkOptions are what `redial check` is asked for.
type checkOptions struct {
	app    *app
	strict bool
	json   bool
}

func newCheck(a *app) *cobra.Command {
	o := checkOptions{app: a}
	cmd := &cobra.Command{
		Use:               "check [FILE…]",
		ValidArgsFunction: notes,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	cmd.Flags().BoolVar(&o.strict, "strict", false, "warnings count as errors")
	jsonFlag(cmd.Flags(), &o.json)
	describe(cmd, manual{
		short: "every problem in the notes, and what to write instead",
		long: `Lists every problem of the notes and the settings; with FILE, those of these
files or folders. The first line of each never changes its shape, for editors
to read:

  file:line:column: severity: message [code]`,
		examples: `redial check
redial check notes/ada-byron.md
redial check --strict -q
redial check --json | jq '.problems[].code'`,
		exits: `0  done: no errors (nor warnings, with --strict)
1  could not do it: no notebook, or no such note
2  used wrongly: flag, argument, date words
3  there are errors (or warnings, with --strict)`,
	})
	return cmd
}

func (o *checkOptions) run(args []string) error {
	v, err := o.view()
	if err != nil {
		return err
	}
	files := noteFiles(v.agenda.Book)
	problems := v.problems
	if len(args) > 0 {
		if files, problems, err = o.restrict(v, files, args); err != nil {
			return err
		}
	}
	if o.json {
		err = o.app.out.json(v.document(nil, problems, false))
	} else {
		o.app.printProblems(o.app.out, v.dir, problems)
	}
	o.app.hint(checked(len(files), problems))
	if err == nil && (diag.Errors(problems) > 0 || o.strict && len(problems) > 0) {
		return errNotes
	}
	return err
}

// view reads the notebook. Errors in the settings are problems here, and what could be read of them
// holds.
func (o *checkOptions) view() (*view, error) {
	today, err := o.app.today()
	if err != nil {
		return nil, err
	}
	nb, err := o.app.notebook()
	if err != nil {
		return nil, err
	}
	v := &view{dir: nb.Dir, title: nb.Config.Title}
	v.agenda, v.problems, err = build.Assess(nb, today)
	var settings *build.SettingsError
	if !errors.As(err, &settings) {
		return v, err
	}
	notes, err := nb.Load()
	if err != nil {
		return nil, err
	}
	v.agenda = followup.NewAgenda(notes.Book, nb.Config.Followup, today)
	v.problems = diag.Sort(append(notes.Problems, settings.Problems...))
	return v, nil
}

// noteFiles gives the files of the contacts and events of a book.
func noteFiles(b *contact.Book) []string {
	var files []string
	for _, c := range b.Contacts {
		files = append(files, c.File)
	}
	for _, e := range b.Events {
		files = append(files, e.File)
	}
	return files
}

// checked counts notes and problems: "61 notes, 2 errors, 1 warning".
func checked(files int, problems []diag.Problem) string {
	wrong := diag.Errors(problems)
	return joined(", ", count(files, "note"), count(wrong, "error"), count(len(problems)-wrong, "warning"))
}

// restrict keeps the files and problems that the arguments name, which are files or folders.
func (o *checkOptions) restrict(v *view, files, args []string) ([]string, []diag.Problem, error) {
	var wanted []string
	for _, arg := range args {
		path, err := o.inNotebook(v, arg)
		if err != nil {
			return nil, nil, err
		}
		if !o.knows(v, files, path) {
			return nil, nil, failed("`"+arg+"` is no note of the notebook in "+v.dir, "a note ends in .md and lies below notes/")
		}
		wanted = append(wanted, path)
	}
	unwanted := func(file string) bool {
		return !slices.ContainsFunc(wanted, func(path string) bool { return within(file, path) })
	}
	files = slices.DeleteFunc(files, unwanted)
	problems := slices.DeleteFunc(slices.Clone(v.problems), func(p diag.Problem) bool { return unwanted(p.File) })
	return files, problems, nil
}

// inNotebook gives the path from the notebook's folder of a path as typed.
func (o *checkOptions) inNotebook(v *view, arg string) (string, error) {
	here, err := o.app.dir()
	if err != nil {
		return "", err
	}
	path := arg
	if !filepath.IsAbs(path) {
		path = filepath.Join(here, path)
	}
	if _, err := os.Lstat(path); err != nil {
		return "", failed(fmt.Sprintf("`%s`: no such file", arg), o.app.command("check")+" checks all notes")
	}
	root, err := filepath.Abs(v.dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(root, path)
	return filepath.ToSlash(rel), err
}

// knows reports whether a path is a note, a file that has a problem, or a folder of the notebook.
func (o *checkOptions) knows(v *view, files []string, path string) bool {
	info, err := os.Stat(filepath.Join(v.dir, filepath.FromSlash(path)))
	if err == nil && info.IsDir() && filepath.IsLocal(path) {
		return true
	}
	hasProblem := func(p diag.Problem) bool { return p.File == path }
	return slices.Contains(files, path) || slices.ContainsFunc(v.problems, hasProblem)
}

// within reports whether a file is the path, or lies below it.
func within(file, path string) bool {
	return path == "." || file == path || strings.HasPrefix(file, path+"/")
}

package cli

import (
	_ "embed"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
)

//go:embed starter/redial.yaml
var settingsText []byte

//go:embed starter/sample.md
var sampleText string

// initOptions are what `redial init` is asked for.
type initOptions struct{ app *app }

func newInit(a *app) *cobra.Command {
	o := initOptions{app: a}
	cmd := &cobra.Command{
		Use:               "init [DIR]",
		Args:              atMost(1),
		ValidArgsFunction: directories,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	describe(cmd, manual{
		short: "begin a notebook",
		long: `Makes a notebook of DIR, or of the folder that you are in: redial.yaml with
every setting as a comment, a .gitignore that keeps public/ out of git, and
notes/ with one sample note that is due today. Nothing that is there already
is changed; where notes/ has notes, no sample is added.`,
		examples: `redial init
redial init ~/people`,
		exits: `0  done
1  could not do it: there is a notebook already, or the folder can't be
   written
2  used wrongly: flag, argument, date words`,
	})
	return cmd
}

func (o *initOptions) run(args []string) error {
	today, err := o.app.today()
	if err != nil {
		return err
	}
	dir, err := o.app.folder(append(args, o.app.dirFlag, ".")[0])
	if err != nil {
		return err
	}
	for _, settings := range []string{"redial.yaml", "notes/redial.yaml"} {
		if path := filepath.Join(dir, settings); isThere(path) {
			return failed("there is a notebook already: "+o.app.path(dir, settings), o.at(dir, "build --open"))
		}
	}
	made, err := begin(dir, today)
	if err != nil {
		return err
	}
	o.print(dir, made)
	return nil
}

// folder gives the whole path of a folder as typed.
func (a *app) folder(dir string) (string, error) {
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir), nil
	}
	here, err := a.dir()
	return filepath.Join(here, dir), err
}

// sampleName is the file of the sample note.
const sampleName = "notes/ada-byron.md"

// begin makes the files of a notebook that are not there yet, and gives their paths from its folder.
func begin(dir string, today civil.Date) (made []string, err error) {
	var n newFiles
	defer func() {
		if err != nil {
			n.undo()
		}
	}()
	hasNotes, err := holdsNotes(filepath.Join(dir, "notes"))
	if err != nil {
		return nil, err
	}
	put := func(path string, data []byte) {
		if err == nil {
			err = n.write(filepath.Join(dir, filepath.FromSlash(path)), data)
			made = append(made, path)
		}
	}
	put("redial.yaml", settingsText)
	if !isThere(filepath.Join(dir, ".gitignore")) {
		put(".gitignore", []byte("/public/\n"))
	}
	if !hasNotes {
		put(sampleName, sample(today))
	}
	return made, err
}

// holdsNotes reports whether a folder, which need not be there, holds a Markdown file.
func holdsNotes(dir string) (found bool, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if path == "." && err != nil && !isThere(dir) {
			return fs.SkipAll
		}
		if err == nil && !e.IsDir() && strings.HasSuffix(path, ".md") {
			found = true
			return fs.SkipAll
		}
		return err
	})
	return found, err
}

// sample is the sample note with its dates: met the working day before, a call today.
func sample(today civil.Date) []byte {
	met := today - 1
	for !civil.MondayToFriday.Has(met) {
		met--
	}
	return []byte(strings.NewReplacer("MET", met.String(), "TODAY", today.String()).Replace(sampleText))
}

// print says what was made, and what to type next.
func (o *initOptions) print(dir string, made []string) {
	s := o.app.out
	if !s.isTerminal() {
		for _, path := range made {
			s.record(o.app.path(dir, path))
		}
	} else {
		s.line("A notebook is in " + dir)
		s.table(o.madeTable(made))
		s.line("")
		s.table(o.nextTable(dir))
	}
	if !slices.Contains(made, ".gitignore") && !ignoresPublic(filepath.Join(dir, ".gitignore")) {
		o.app.hint("add a line to " + o.app.path(dir, ".gitignore") + ": /public/")
	}
	if loose, _ := filepath.Glob(filepath.Join(dir, "*.md")); len(loose) > 0 {
		o.app.hint("notes are read below " + o.app.path(dir, "notes") + "; move yours there")
	}
}

func (o *initOptions) madeTable(made []string) *table {
	about := map[string]string{
		"redial.yaml": "settings, every one optional",
		".gitignore":  "keeps the generated site out of git",
		sampleName:    "a sample note, due today",
	}
	t := &table{}
	for _, path := range made {
		t.row(cell{path, bold}, cell{about[path], plain})
	}
	return t
}

func (o *initOptions) nextTable(dir string) *table {
	t := &table{}
	t.heading("Next")
	t.row(cell{o.at(dir, ""), plain}, cell{"who is due today", dim})
	t.row(cell{o.at(dir, "build --open"), plain}, cell{"the dashboard", dim})
	t.row(cell{"redial help format", plain}, cell{"how a note is written", dim})
	return t
}

// at writes a command for the notebook in a folder.
func (o *initOptions) at(dir, words string) string {
	if here, err := o.app.dir(); err == nil && here == dir {
		return strings.TrimSpace("redial " + words)
	}
	return strings.TrimSpace("redial -C " + quote(o.app.path(dir, "")) + " " + words)
}

// ignoresPublic reports whether git is told to leave public/ alone.
func ignoresPublic(file string) bool {
	data, err := os.ReadFile(file)
	return err == nil && slices.ContainsFunc(strings.Fields(string(data)), func(line string) bool {
		return strings.Trim(line, "/") == "public"
	})
}

package cli

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"redial/internal/samples"
)

// demoOptions are what `redial demo` is asked for.
type demoOptions struct {
	app     *app
	noOpen  bool
	noWatch bool
}

func newDemo(a *app) *cobra.Command {
	o := demoOptions{app: a}
	cmd := &cobra.Command{
		Use:               "demo [DIR]",
		Args:              atMost(1),
		ValidArgsFunction: directories,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	cmd.Flags().BoolVar(&o.noOpen, "no-open", false, "leave the browser alone")
	cmd.Flags().BoolVar(&o.noWatch, "no-watch", false, "build once, and end")
	describe(cmd, manual{
		short: "the dashboard of a sample notebook",
		long: `Puts the notes of somebody who uses Redial into a new folder, with their dates
moved to around today, builds the dashboard, opens it, and keeps it current
until stopped: change a note, and watch the page. The folder is yours; delete
it when you have seen enough. Each run makes another one in the folder for
temporary files, or makes DIR, which must be empty or not there yet (some
browsers may not read temporary files).`,
		examples: `redial demo
redial demo ~/redial-demo
cd "$(redial demo --no-open --no-watch)"`,
		exits: `0  done, or stopped by Ctrl-C
1  could not do it: DIR is not empty, or can't be written
2  used wrongly: flag, argument, date words`,
	})
	return cmd
}

func (o *demoOptions) run(args []string) error {
	dir, err := o.folder(args)
	if err != nil {
		return err
	}
	if err := o.fill(dir); err != nil {
		return err
	}
	o.app.dirFlag = dir // from here on it is the notebook of this command
	if o.noWatch {
		return o.once(dir)
	}
	ctx, stop := o.app.until()
	defer stop()
	return o.app.keep(ctx, dir, 0, func(index string) { o.present(dir, index) })
}

// once builds the dashboard, and leaves it at that.
func (o *demoOptions) once(dir string) error {
	nb, err := o.app.notebook()
	if err != nil {
		return err
	}
	result, err := o.app.build(nb)
	if err != nil {
		return err
	}
	o.app.mending(dir, result.Problems)
	o.present(dir, result.Index)
	return nil
}

// present says where everything is, and opens the dashboard.
func (o *demoOptions) present(dir, index string) {
	o.print(dir, index)
	o.app.out.flush()
	if !o.noOpen {
		o.app.show(index)
	}
}

// folder gives an empty folder for the notes: the one that was asked for, else a new one among the
// temporary files.
func (o *demoOptions) folder(args []string) (string, error) {
	if len(args) == 0 && o.app.dirFlag == "" {
		return os.MkdirTemp("", "redial-demo-")
	}
	dir, err := o.app.folder(append(args, o.app.dirFlag)[0])
	if err != nil {
		return "", err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return "", failed(o.app.path(dir, "")+" is not empty", "redial demo makes a new folder; or name one that is not there yet")
	}
	return dir, nil
}

// fill writes the sample notes.
func (o *demoOptions) fill(dir string) error {
	today, err := o.app.today()
	if err != nil {
		return err
	}
	files, err := samples.Around(today)
	if err != nil {
		return err
	}
	var n newFiles
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if err := n.write(filepath.Join(dir, "notes", filepath.FromSlash(path)), files[path]); err != nil {
			n.undo()
			return err
		}
	}
	return nil
}

// print says where everything is, and what to try.
func (o *demoOptions) print(dir, index string) {
	s := o.app.out
	if !s.isTerminal() {
		s.record(dir)
		return
	}
	t := &table{}
	t.row(cell{"dashboard", dim}, cell{index, plain})
	t.row(cell{"notes", dim}, cell{filepath.Join(dir, "notes"), plain})
	s.table(t)
	s.line("")
	if o.noWatch {
		s.line("Change a note, or add one, and look again:")
		s.line("  redial build -C " + quote(dir) + " --open")
	} else {
		s.line("Change a note, or add one, in any editor: the page follows. Ctrl-C stops.")
	}
	s.line("Begin a notebook of your own:")
	s.line("  redial init")
}

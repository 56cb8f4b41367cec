package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"redial/internal/build"
	"redial/internal/diag"
	"redial/internal/notebook"
)

// buildOptions are what `redial build` is asked for.
type buildOptions struct {
	app    *app
	open   bool
	strict bool
}

func newBuild(a *app) *cobra.Command {
	o := buildOptions{app: a}
	cmd := &cobra.Command{
		Use:               "build",
		Args:              none,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return o.run() },
	}
	cmd.Flags().BoolVar(&o.open, "open", false, "show the dashboard in the browser")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "exit with 3 when notes have errors")
	describe(cmd, manual{
		short: "turn the notes into the dashboard in public/",
		long: `Builds the site: plain pages in public/, to be opened from disk. A note with
faults is shown as far as it can be read; what is wrong with it is said here
and on its page. Files that are right already are not touched, and nothing
that Redial did not write is removed.`,
		examples: `redial build --open
redial build -C ~/people
redial build --strict --today 2026-12-01`,
		exits: `0  done, also when notes have problems
1  could not do it: no notebook, errors in redial.yaml, public/ that can't be
   written
2  used wrongly: flag, argument, date words
3  with --strict: built, and notes have errors`,
	})
	return cmd
}

func (o *buildOptions) run() error {
	nb, err := o.app.notebook()
	if err != nil {
		return err
	}
	result, err := o.app.build(nb)
	if err != nil {
		return err
	}
	o.app.printProblems(o.app.err, nb.Dir, result.Problems)
	if o.open {
		o.app.show(result.Index)
	}
	if o.strict && diag.Errors(result.Problems) > 0 {
		return errNotes
	}
	return nil
}

// build builds the site of a notebook, and says what came of it.
func (a *app) build(nb *notebook.Notebook) (*build.Result, error) {
	today, err := a.today()
	if err != nil {
		return nil, err
	}
	start := a.now()
	result, err := build.Run(nb, today)
	if err != nil {
		return nil, a.printSettings(nb, err)
	}
	a.hint(fmt.Sprintf("%s, %s, %s -> %s", count(result.Pages, "page"), count(result.Notes, "note"),
		lasted(a.now().Sub(start)), a.path("", result.Index)))
	return result, nil
}

// lasted writes how long something took: "41 ms", "1.2 s".
func lasted(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Package cli is the command line: the tree of commands, what they print, and the statuses with which
// they exit (SPEC 7 and 9). It decides nothing about notes, rules or pages; it asks the rooms that do.
//
// # Streams
//
// Data goes to standard output; progress, problems and hints go to standard error. On a terminal, data
// is laid out for eyes: a headline, sections, columns aligned by what the terminal shows. Anywhere else
// it is one record a line: tab-separated, whole, dates as YYYY-MM-DD, without headings. `--json` gives
// the shapes of SPEC 9, which are those of public/data.json.
//
// Whatever comes from a note, a file name or an argument passes through [diag.Visible] before it is
// written: a [screen] has no way round it.
//
// # Wording
//
//   - An error begins in lower case, has no full stop, quotes what was typed in backquotes, and is
//     followed by "help:" and what to type instead.
//   - A hint ends with a command that can be typed as it stands.
//   - A date is said with its weekday on a terminal. Numbers have their noun: "6 due today".
//   - Colour repeats what the words say, and never says it alone.
//
// # Exit status
//
//	0    done, also when nothing is due or found
//	1    could not do it: no notebook, settings or output that can't be read or written, an unknown or
//	     ambiguous person
//	2    used wrongly: command, flag, argument, date words
//	3    notes have errors: check, and build --strict
//	10   something is due: due --exit-code
//	130  interrupted
package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"redial/internal/civil"
)

// Main runs one command and gives its exit status. Args are those behind the program's name. Env looks
// a variable up as [os.Getenv] does: REDIAL_DIR, NO_COLOR, CLICOLOR_FORCE and TERM are asked for.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) int {
	return run(args, machine{
		stdin: stdin, stdout: stdout, stderr: stderr, env: env,
		now: newClock().now, dir: os.Getwd, columns: columns, open: browse, until: untilSignal,
	})
}

// machine is what a command has of the world around it. Tests hand in one of their own.
type machine struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	now            func() time.Time
	dir            func() (string, error)                    // the folder that the command runs in
	columns        func(w io.Writer) int                     // the width of the terminal behind w; 0 when there is none
	open           func(page string) error                   // shows a file, or an address, in the browser
	until          func() (ctx context.Context, stop func()) // ends when the person ends a command that goes on
}

// app is one run of the program: the machine, and what the flags that every command has say.
type app struct {
	machine
	out, err *screen

	dirFlag   string // -C
	todayFlag string // --today, as typed
	quiet     bool
	colour    colour
}

func newApp(m machine) *app {
	a := &app{machine: m, colour: colourAuto}
	a.out = a.screen(m.stdout)
	a.err = a.screen(m.stderr)
	return a
}

// screen makes a stream of ours out of one that was handed in. Whether it paints is asked at each
// word, because the flag that decides is read later.
func (a *app) screen(w io.Writer) *screen {
	columns := a.columns(w)
	return &screen{
		w:       bufio.NewWriter(w),
		columns: columns,
		paints:  func() bool { return a.colour.paints(a.env, columns > 0) },
	}
}

func run(args []string, m machine) int {
	a := newApp(m)
	root := newRoot(a)
	root.SetArgs(append([]string{}, args...))
	err := root.Execute()
	err = cmp.Or(err, a.out.flush())
	a.report(err)
	return exitCode(err)
}

// today is the day as of which a command looks: --today, else the machine's own.
func (a *app) today() (civil.Date, error) {
	real := civil.FromTime(a.now())
	if a.todayFlag == "" {
		return real, nil
	}
	day, at, err := civil.ParseWhen(a.todayFlag, real)
	if err != nil {
		return 0, a.notADay(err)
	}
	if !at.IsZero() {
		return 0, misuse("--today takes a day, not a time: `"+a.todayFlag+"`", "redial --today "+day.String())
	}
	return day, nil
}

// notADay puts the refusal of date words in our words.
func (a *app) notADay(err error) error {
	var w *civil.WhenError
	if !errors.As(err, &w) {
		return usage(err, "")
	}
	message := "`" + w.Text + "` is not a day"
	if w.Why != "" {
		message += ": " + w.Why
	}
	forms, _, _ := strings.Cut(civil.WhenForms, ", each with a time")
	help := "write " + forms
	if w.Near != "" {
		help = "did you mean " + w.Near + "?\n" + help
	}
	return misuse(message, help)
}

// hint says something on standard error that is no error, unless -q forbids it.
func (a *app) hint(text string) {
	if !a.quiet {
		a.tell(text)
	}
}

// tell writes a line to standard error, behind what standard output already holds.
func (a *app) tell(text string) {
	a.out.flush()
	a.err.line(text)
	a.err.flush()
}

package cli

import (
	"context"
	"errors"
	"strings"
)

// The exit statuses of SPEC 7.
const (
	exitDone        = 0
	exitFailed      = 1
	exitMisused     = 2
	exitNotes       = 3
	exitDue         = 10
	exitInterrupted = 130
)

// What is no failure, and yet told by the exit status alone.
var (
	errNotes = errors.New("notes have errors")
	errDue   = errors.New("something is due")
)

// exitCode is the one place where an error becomes an exit status.
func exitCode(err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDue):
		return exitDue
	case errors.Is(err, errNotes):
		return exitNotes
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &f) && f.misuse:
		return exitMisused
	}
	return exitFailed
}

// failure is an error with what to type next.
type failure struct {
	misuse bool // the command line is wrong, not the world
	err    error
	help   string // may be empty
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// misuse is a command line that can't be meant: exit status 2.
func misuse(message, help string) error { return usage(errors.New(message), help) }

func usage(err error, help string) error { return &failure{misuse: true, err: err, help: help} }

// failed is something that can't be done: exit status 1.
func failed(message, help string) error { return &failure{err: errors.New(message), help: help} }

// report says on standard error what went wrong, and what to type.
func (a *app) report(err error) {
	if err == nil || errors.Is(err, errDue) || errors.Is(err, errNotes) {
		return
	}
	message, help := explain(err)
	a.out.flush()
	a.err.put(red, "error: ")
	a.err.line(message)
	for line := range strings.Lines(help) {
		a.err.put(plain, "  help: ")
		a.err.line(strings.TrimSuffix(line, "\n"))
	}
	a.err.flush()
}

// explain parts an error from its help. The rooms below write theirs as a last line, "help: …".
func explain(err error) (message, help string) {
	message = err.Error()
	var f *failure
	if errors.As(err, &f) && f.help != "" {
		return message, f.help
	}
	message, help, _ = strings.Cut(message, "\nhelp: ")
	return message, help
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

func TestExitStatuses(t *testing.T) {
	cases := []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("disk full"), 1},
		{failed("nobody is called `x`", ""), 1},
		{misuse("unknown flag `--x`", ""), 2},
		{fmt.Errorf("due: %w", misuse("unknown flag `--x`", "")), 2},
		{errNotes, 3},
		{errDue, 10},
		{fmt.Errorf("watch: %w", context.Canceled), 130},
	}
	for _, c := range cases {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: exit status %d, want %d", c.err, got, c.want)
		}
	}
}

func TestAnErrorFromBelowIsPartedFromItsHelp(t *testing.T) {
	message, help := explain(errors.New("no notebook in /tmp or above it\nhelp: `redial init` makes one here"))
	if message != "no notebook in /tmp or above it" || help != "`redial init` makes one here" {
		t.Errorf("%q, %q", message, help)
	}
}

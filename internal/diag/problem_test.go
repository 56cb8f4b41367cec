package diag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/diag"
)

// TestProblemsComeInTheOrderInWhichOneMendsThem: by file and from top to bottom, each once.
func TestProblemsComeInTheOrderInWhichOneMendsThem(t *testing.T) {
	at := func(file string, line, column int, code, message string) diag.Problem {
		return diag.Problem{File: file, Line: line, Column: column, Code: code, Message: message}
	}
	want := []diag.Problem{
		at("a.md", 0, 0, "c", "m"),
		at("a.md", 2, 9, "c", "m"),
		at("a.md", 10, 1, "b", "m"),
		at("a.md", 10, 1, "c", "a"),
		at("a.md", 10, 1, "c", "m"),
		at("a.md", 10, 2, "a", "a"),
		at("b.md", 1, 1, "c", "m"),
	}
	mixed := []diag.Problem{want[6], want[4], want[5], want[4], want[3], want[0], want[2], want[1], want[1], want[4]}
	if d := cmp.Diff(want, diag.Sort(mixed)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestOnlyErrorsAreCountedAsErrors(t *testing.T) {
	ps := []diag.Problem{{Severity: diag.Error}, {Severity: diag.Warning}, {Severity: diag.Error}}
	if n := diag.Errors(ps); n != 2 {
		t.Errorf("%d errors of two", n)
	}
}

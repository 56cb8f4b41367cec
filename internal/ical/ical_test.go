package ical_test

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "record what the calendar is now")

// golden compares with a file under testdata, or records it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is not what it was; if it should be, go test -update (-was +is):\n%s", name, d)
	}
}

func TestTheCalendarOfTheSamplesStaysAsItIs(t *testing.T) {
	golden(t, "samples.ics", write(t, sampled(t)))
}

//go:build unix

package notebook

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"redial/internal/diag"
)

func TestWhatAKilledCommandLeftIsGoneAfterTheNext(t *testing.T) {
	left := []string{
		"notes/.redial-12-1.tmp = half", "notes/sub/.redial-12-2.tmp = half", "notes/sub/ben.md = x",
		"notes/.ada.md.redial-old = old", "notes/.eve.md.redial-new = new",
	}
	foreign := []string{"notes/.redial-x.tmp = theirs", "notes/redial-1-1.tmp = theirs", "notes/.redial-1-1.tmp.md = theirs"}
	commands := map[string]func(*Notebook) error{
		"load": func(nb *Notebook) error { _, err := nb.Load(); return err },
		"update": func(nb *Notebook) error {
			if err := nb.Update("notes/sub/ben.md", becomes("y")); err != nil {
				return err
			}
			return nb.Update(ada, becomes("new"))
		},
	}
	for name, command := range commands {
		nb := open(t, slices.Concat(left, foreign, []string{"notes/ada.md = old"})...)
		if err := command(nb); err != nil {
			t.Fatal(name, err)
		}
		for _, line := range left {
			file, _, _ := strings.Cut(line, " = ")
			if file != "notes/sub/ben.md" && exists(nb.at(file)) {
				t.Errorf("%s left %s", name, file)
			}
		}
		for _, line := range foreign {
			if file, _, _ := strings.Cut(line, " = "); !exists(nb.at(file)) {
				t.Errorf("%s removed %s", name, file)
			}
		}
	}
}

func TestNotesAreOnlyTidiedWhenNoCommandWrites(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	nb.fault = func(step, _ string) error {
		if step == "rename" {
			read(t, nb.Dir)
		}
		return nil
	}
	if err := nb.Update(ada, becomes("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, ada, "new")
}

// TestNoteThatWasHalfWrittenInPlaceIsMended holds what is made of a note that was being written in place
// when the command was killed.
func TestNoteThatWasHalfWrittenInPlaceIsMended(t *testing.T) {
	const before, after = "one two three", "one 2 and also three"
	cases := []struct{ name, now, want string }{
		{"not begun", before, before},
		{"done", after, after},
		{"broken off in the middle", "one 2 and ree", before},
		{"broken off behind the old end", "one 2 and also t", before},
		{"saved by somebody since", "one two three four", "one two three four"},
		{"emptied by somebody since", "", ""},
	}
	for _, c := range cases {
		nb := open(t, "notes/ada.md = "+c.now, "notes/.ada.md.redial-old = "+before, "notes/.ada.md.redial-new = "+after)
		read(t, nb.Dir)
		if got, err := os.ReadFile(nb.at(ada)); err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, not %q", c.name, got, err, c.want)
		}
		kept, _ := os.ReadFile(nb.at("notes/.ada.md.redial-kept"))
		if since := strings.Contains(c.name, "since"); since != (string(kept) == before) {
			t.Errorf("%s: kept %q", c.name, kept)
		}
		if exists(nb.at("notes/.ada.md.redial-old")) || exists(nb.at("notes/.ada.md.redial-new")) {
			t.Errorf("%s: files are left", c.name)
		}
	}
	nb := open(t, "notes/ada.md = one 2", "notes/.ada.md.redial-old = one two", "notes/.ada.md.redial-new = one 2")
	read(t, nb.Dir)
	holds(t, nb, ada, "one 2")
}

func TestNothingThatIsPutBesideANoteLooksLikeOne(t *testing.T) {
	for _, name := range []string{fmt.Sprintf(tempPattern, 12, 3), ".ada.md" + oldSuffix, ".ada.md" + newSuffix, ".ada.md" + keptSuffix} {
		if isNote(name) || !isHidden(name) {
			t.Errorf("%s is a note", name)
		}
	}
	nb := open(t, "notes/.redial-1-1.tmp = "+named("Ada"), "notes/.a.md.redial-kept = "+named("Ada"))
	if s := read(t, nb.Dir); s.Notes != 0 || diag.Errors(s.Problems) > 0 {
		t.Errorf("%d notes, %v", s.Notes, s.Problems)
	}
}

package note

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const entriesFile = "testdata/entries.txt"

// TestEntriesAreReadAsTheyAreMeant reads every line of testdata/entries.txt that begins with a hyphen
// and compares it with the indented lines below it; its head says how they are written.
func TestEntriesAreReadAsTheyAreMeant(t *testing.T) {
	src, err := os.ReadFile(entriesFile)
	if err != nil {
		t.Fatal(err)
	}
	got := recordEntries(string(src))
	if *update {
		if err := os.WriteFile(entriesFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(strings.Split(string(src), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s: what is read differs from what should be read (-want +got):\n%s", entriesFile, d)
	}
}

// recordEntries puts what is read of each entry below it, and leaves everything else as it is.
func recordEntries(src string) string {
	var b strings.Builder
	recorded := false
	for line := range strings.Lines(src) {
		if recorded && strings.HasPrefix(line, "    ") {
			continue
		}
		b.WriteString(line)
		var text string
		if text, recorded = strings.CutPrefix(strings.TrimSuffix(line, "\n"), "- "); recorded {
			b.WriteString(dump(strings.ReplaceAll(text, "⏎", "\n")))
		}
	}
	return b.String()
}

// dump writes what is read of an entry, piece by piece, and what is wrong in it.
func dump(text string) string {
	e, faults, isEntry := readEntry(text)
	var b strings.Builder
	fmt.Fprintf(&b, "    %s\n", dumpEntry(&e, isEntry))
	for _, f := range faults {
		fmt.Fprintf(&b, "    ! %s %s «%s»", f.severity, f.code, strings.ReplaceAll(text[f.offset:f.offset+f.width], "\n", "⏎"))
		if !strings.Contains(f.message, "`"+text[f.offset:f.offset+f.width]+"`") {
			fmt.Fprintf(&b, " %s", f.message)
		}
		if f.remark != "" {
			fmt.Fprintf(&b, " (%s)", f.remark)
		}
		fmt.Fprintf(&b, " → %s\n", strings.Replace(f.help, kindList(), "…", 1))
	}
	return b.String()
}

func dumpEntry(e *Entry, isEntry bool) string {
	if !isEntry {
		return "no entry"
	}
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(e.Promise.String())
	add(e.Date.String())
	add(e.Time.String())
	if e.Date.IsZero() {
		add("unreadable")
	}
	if e.Theirs {
		add("they")
	}
	if e.Unknown {
		add("?")
	}
	add(e.Kind.String())
	if e.Outcome != NoOutcome {
		add("/ " + e.Outcome.String())
	}
	if !e.Until.IsZero() {
		add("until " + e.Until.String())
	}
	if !e.Done.IsZero() {
		add("done " + e.Done.String())
	}
	switch {
	case e.GoesOn:
		add("… " + e.Text)
	case e.Text != "":
		add("| " + e.Text)
	}
	return strings.Join(parts, " ")
}

package followup_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

var update = flag.Bool("update", false, "write what the rules say into testdata/rules")

// TestRules holds the rules to testdata/rules/*.txt. A case there is a paragraph: a line "# why", the
// note, indented by four spaces (keys first, then the journal; settings stand under "redial.yaml:"),
// and a line for each day on which it is looked at, with what Redial must say:
//
//	2026-11-25: my turn | My turn, due 2026-11-25 | call | Asked you to call, on Tue 24 Nov.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no rules found", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { runRules(t, file) })
	}
}

func runRules(t *testing.T, file string) {
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, block := range strings.Split(strings.TrimRight(string(src), "\n"), "\n\n") {
		got := block
		t.Run(title(block), func(t *testing.T) {
			got = answer(t, block)
			if !*update && got != block {
				t.Errorf("the rules say otherwise (-want +got):\n%s", cmp.Diff(block, got))
			}
		})
		out = append(out, got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func title(block string) string {
	first, _, _ := strings.Cut(block, "\n")
	return strings.TrimPrefix(first, "# ")
}

// answer fills in what the rules say on each day of a case.
func answer(t *testing.T, block string) string {
	var out, body, settings []string
	in := &body
	var c *contact.Contact
	var s *followup.Settings
	for _, line := range strings.Split(block, "\n") {
		text, indented := strings.CutPrefix(line, "    ")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "redial.yaml:":
			in = &settings
		case line == "note:":
			in = &body
		case indented:
			*in = append(*in, text)
		default:
			if c == nil {
				c, s = readCase(t, body, settings)
			}
			line = line[:len("2006-01-02")]
			line += ": " + say(followup.Assess(c, s, day(t, line)))
			for _, p := range followup.Check(c, s, day(t, line[:len("2006-01-02")])) {
				line += fmt.Sprintf(" [%s:%d]", p.Code, p.Line)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func readCase(t *testing.T, body, settings []string) (*contact.Contact, *followup.Settings) {
	cfg, problems := config.Parse("redial.yaml", []byte(strings.Join(settings, "\n")+"\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return contactOf(body), cfg.Followup
}

// contactOf makes a contact of lines: keys up to the first list item, then the journal.
func contactOf(lines []string) *contact.Contact {
	i := 0
	for i < len(lines) && !strings.HasPrefix(lines[i], "- ") {
		i++
	}
	src := "---\nname: Ada Byron\n" + strings.Join(lines[:i], "\n") + "\n---\n\n" + strings.Join(lines[i:], "\n") + "\n"
	return contact.New(note.Parse("notes/ada.md", []byte(src)), "ada")
}

func day(t *testing.T, s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// say writes an assessment on one line.
func say(a followup.Assessment) string {
	parts := []string{string(a.State)}
	add := func(ok bool, format string, args ...any) {
		if ok {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	add(a.Due != 0, "%s, due %s", a.Word, strings.TrimSpace(a.Due.String()+" "+a.Time.String()))
	add(a.Attempts > 0 && a.ChaseLength > 0, "chase %d of %d", a.Attempts, a.ChaseLength)
	add(a.Attempts > 0 && a.ChaseLength == 0, "chase %d", a.Attempts)
	add(a.Missed > 0, "missed %d", a.Missed)
	add(a.LastTry, "last try")
	add(a.Cold, "cold")
	add(a.HandOver, "hand over")
	add(true, "%s", a.Action.Type)
	add(true, "%s", a.Reason)
	return strings.Join(parts, " | ")
}

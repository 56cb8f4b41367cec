package note

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/diag"
)

// TestANoteIsReadAsItWasMeant reads each note of testdata/notes and compares what was read of it with
// the file beside it. The name of a note says what a person did to it.
func TestANoteIsReadAsItWasMeant(t *testing.T) {
	for _, file := range noteFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := dumpNote(Parse(name+".md", src))
			expected := strings.TrimSuffix(file, ".md") + ".txt"
			if *update {
				if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(expected)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
				t.Errorf("what is read of %s differs (-want +got):\n%s", file, d)
			}
		})
	}
}

func noteFiles(t interface{ Fatal(...any) }) []string {
	files, err := filepath.Glob("testdata/notes/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no notes in testdata/notes: ", err)
	}
	return files
}

// dumpNote writes all that was read of a note.
func dumpNote(n *Note) string {
	var b strings.Builder
	dumpFront(&b, &n.Front)
	line := 1 + strings.Count(n.Source[:n.Body.Start], "\n")
	fmt.Fprintf(&b, "body from line %d, heading %q\n", line, n.Heading)
	for _, e := range n.Entries {
		fmt.Fprintf(&b, "entry %d: %s\n", e.Line, dumpEntry(&e, true))
		for line := range strings.Lines(n.Source[e.Span().Start:e.Span().End]) {
			fmt.Fprintf(&b, "  | %s\n", strings.TrimRight(line, "\r\n"))
		}
	}
	for _, l := range n.Links {
		fmt.Fprintf(&b, "link %d:%d %q wiki=%v entry=%d\n", l.Line, l.Column, l.Target, l.Wiki, l.Entry)
	}
	for _, p := range n.Problems {
		dumpProblem(&b, p)
	}
	return b.String()
}

func dumpFront(b *strings.Builder, f *Front) {
	fmt.Fprintf(b, "front matter: %v\n", f.Present)
	for _, key := range Keys() {
		switch {
		case isDate(key):
			if d := f.Date(key); d.Line > 0 {
				fmt.Fprintf(b, "%s %v bad=%v %q %d:%d\n", key, d.Date, d.Bad, d.Value, d.Line, d.Column)
			}
		case key != "links" && key != "every" && key != "birthday":
			for t := range f.Texts(key) {
				dumpText(b, key, t)
			}
		}
	}
	for _, l := range f.Links() {
		dumpText(b, "link "+l.Name, l.Text)
	}
	if t := f.Text("every"); t.Line > 0 {
		fmt.Fprintf(b, "every %v never=%v %q %d:%d\n", f.Every().Period, f.Every().Never, t.Value, t.Line, t.Column)
	}
	if t := f.Text("birthday"); t.Line > 0 {
		d := f.Birthday()
		fmt.Fprintf(b, "birthday %d-%d-%d %q %d:%d\n", d.Year, d.Month, d.Day, t.Value, t.Line, t.Column)
	}
	for _, x := range f.Extra() {
		dumpText(b, fmt.Sprintf("extra %q", x.Key), x.Text)
	}
}

func dumpText(b *strings.Builder, key string, t Text) {
	if t.Line > 0 {
		fmt.Fprintf(b, "%s %q %d:%d\n", key, t.Value, t.Line, t.Column)
	}
}

func dumpProblem(b *strings.Builder, p diag.Problem) {
	fmt.Fprintf(b, "%d:%d: %s: %s [%s]\n", p.Line, p.Column, p.Severity, p.Message, p.Code)
	if p.Excerpt != "" {
		fmt.Fprintf(b, "  | %s\n", p.Excerpt)
		fmt.Fprintf(b, "  | %s%s %s\n", strings.Repeat(" ", max(0, p.Column-1)), strings.Repeat("^", p.Width), p.Remark)
	}
	fmt.Fprintf(b, "  help: %s\n", strings.Replace(p.Help, kindList(), "…", 1))
}

package diag_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/diag"
)

var update = flag.Bool("update", false, "write what is printed into testdata/ as what should be printed")

func printed(p diag.Problem, s diag.Style) string {
	var b strings.Builder
	if err := diag.Print(&b, p, s); err != nil {
		panic(err)
	}
	return b.String()
}

// problems are those of testdata/printed.txt, each with what it shows.
var problems = []struct {
	shows string
	diag.Problem
}{
	{"the shape that SPEC 9 promises", diag.Problem{
		File: "notes/tom-field.md", Line: 5, Column: 7, Severity: diag.Error, Code: "bad-date",
		Message: "`31 Nov 2026` is not a date", Help: "write 2026-11-30",
		Excerpt: "next: 31 Nov 2026", Width: 11, Remark: "November has 30 days",
	}},
	{"a warning without a remark, far down in the file", diag.Problem{
		File: "notes/ada.md", Line: 1204, Column: 1, Severity: diag.Warning, Code: "unknown-key",
		Message: "unknown key `compnay`", Help: "did you mean `company`?", Excerpt: "compnay: Engines Ltd", Width: 7,
	}},
	{"a line as a whole", diag.Problem{
		File: "notes/ada.md", Line: 3, Severity: diag.Error, Code: "conflict", Message: "a conflict that git left",
		Excerpt: "<<<<<<< ours", Help: "choose one side",
	}},
	{"a line as a whole with a remark", diag.Problem{
		File: "notes/ada.md", Line: 3, Severity: diag.Error, Code: "conflict", Message: "a conflict that git left",
		Excerpt: "<<<<<<< ours", Remark: "it ends on line 7",
	}},
	{"a file as a whole", diag.Problem{
		File: "notes/ada.md", Severity: diag.Error, Code: "unreadable", Message: "permission denied", Help: "chmod u+r notes/ada.md",
	}},
	{"a file as a whole with a remark and nothing to do", diag.Problem{
		File: "notes/ada.md", Severity: diag.Warning, Code: "twin", Message: "the same name as notes/ada-b.md", Remark: "both are shown",
	}},
	{"a place without words", diag.Problem{
		File: "a.md", Line: 2, Column: 5, Severity: diag.Warning, Code: "c", Message: "m", Excerpt: "name:", Remark: "here",
	}},
	{"the end of the line", diag.Problem{
		File: "a.md", Line: 2, Column: 6, Severity: diag.Error, Code: "c", Message: "m", Excerpt: "name:", Width: 1, Remark: "a value",
	}},
	{"a place behind the end of the line", diag.Problem{
		File: "a.md", Line: 2, Column: 99, Severity: diag.Error, Code: "c", Message: "m", Excerpt: "name:", Width: 3,
	}},
	{"tabs go to multiples of four", diag.Problem{
		File: "a.md", Line: 2, Column: 5, Severity: diag.Error, Code: "c", Message: "m", Excerpt: "\ta:\tb c\t|", Width: 3, Remark: "b c",
	}},
	{"letters of two columns", diag.Problem{
		File: "notes/山田.md", Line: 9, Column: 7, Severity: diag.Error, Code: "c", Message: "`太郎` is not a date", Excerpt: "名前: 山田太郎", Width: 2, Remark: "太郎",
	}},
	{"emoji of several runes", diag.Problem{
		File: "a.md", Line: 9, Column: 8, Severity: diag.Error, Code: "c", Message: "m", Excerpt: "a ❤️ 🇬🇧 word", Width: 4, Remark: "word",
	}},
	{"marks that combine", diag.Problem{
		File: "a.md", Line: 9, Column: 6, Severity: diag.Error, Code: "c", Message: "m", Excerpt: "Zoe\u0308 et A\u0301da", Width: 2, Remark: "et",
	}},
	{"escape sequences, direction marks, zero widths and bytes that are no text", diag.Problem{
		File: "notes/\x1b[31mred\x07.md", Line: 9, Column: 3, Severity: diag.Error, Code: "c",
		Message: "`\x1b]0;title\x07` is \u202enot a date", Help: "type\r\nsomething \u009b0m else",
		Excerpt: "a \x1b[2J\u202eb\u200dc\xff\x7f d", Width: 8, Remark: "\u2066x\u2069\x00",
	}},
	{"a long line, its beginning meant", diag.Problem{
		File: "a.md", Line: 4, Column: 3, Severity: diag.Error, Code: "c", Message: "m",
		Excerpt: "a word " + strings.Repeat("and so on ", 40), Width: 4, Remark: "word",
	}},
	{"a long line, its middle meant", diag.Problem{
		File: "a.md", Line: 4, Column: 201, Severity: diag.Error, Code: "c", Message: "m",
		Excerpt: strings.Repeat("and so on ", 20) + "a word " + strings.Repeat("and so on ", 20), Width: 6, Remark: "a word",
	}},
	{"a long line, its end meant", diag.Problem{
		File: "a.md", Line: 4, Column: 401, Severity: diag.Error, Code: "c", Message: "m",
		Excerpt: strings.Repeat("and so on ", 40) + "word", Width: 4, Remark: "word",
	}},
	{"a long line, all of it meant", diag.Problem{
		File: "a.md", Line: 4, Column: 1, Severity: diag.Error, Code: "c", Message: "m",
		Excerpt: strings.Repeat("and so on ", 40), Width: 400, Remark: "too long",
	}},
	{"a long line as a whole", diag.Problem{
		File: "a.md", Line: 4, Severity: diag.Error, Code: "c", Message: "m", Excerpt: strings.Repeat("山田 ", 60), Remark: "too long",
	}},
	{"a long line of letters of two columns", diag.Problem{
		File: "a.md", Line: 4, Column: 151, Severity: diag.Error, Code: "c", Message: "m",
		Excerpt: strings.Repeat("山", 150) + "太郎" + strings.Repeat("山", 150), Width: 2, Remark: "太郎",
	}},
}

func TestProblemsArePrintedInTheShapeThatNeverChanges(t *testing.T) {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString("# " + p.shows + "\n\n" + printed(p.Problem, diag.Style{}) + "\n")
	}
	golden := filepath.Join("testdata", "printed.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); d != "" {
		t.Errorf("%s (-want +got):\n%s", golden, d)
	}
}

func TestColourPaintsAndChangesNoWord(t *testing.T) {
	mark := func(name string) func(string) string {
		return func(s string) string { return "<" + name + ">" + s + "</" + name + ">" }
	}
	style := diag.Style{Place: mark("place"), Error: mark("error"), Warning: mark("warning"), Faint: mark("faint"), Help: mark("help")}
	got := printed(problems[0].Problem, style)
	const want = "<place>notes/tom-field.md:5:7:</place> <error>error:</error> `31 Nov 2026` is not a date <faint>[bad-date]</faint>\n" +
		"  <faint>5 |</faint> next: 31 Nov 2026\n" +
		"  <faint>  |</faint>       <error>^^^^^^^^^^^ November has 30 days</error>\n" +
		"  <help>help:</help> write 2026-11-30\n"
	if got != want {
		t.Error(cmp.Diff(want, got))
	}
	tags := regexp.MustCompile(`</?[a-z]+>`)
	for _, p := range problems[1:] {
		if painted := tags.ReplaceAllString(printed(p.Problem, style), ""); painted != printed(p.Problem, diag.Style{}) {
			t.Errorf("%s: %q", p.shows, painted)
		}
	}
}

// TestNoTextReachesTheTerminalUnescaped: whatever a note, a file name or a message holds.
func TestNoTextReachesTheTerminalUnescaped(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"\x1b[31m", "\x9b", "\u009b", "\u202e", "\u200b", "\t", "\r", "\n", "\xff", "\u2028", "山", "🇬🇧", "é", "e\u0301", " "}),
			rapid.String(),
		)).Draw(t, "pieces"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		p := diag.Problem{
			File: text.Draw(t, "file"), Message: text.Draw(t, "message"), Help: text.Draw(t, "help"),
			Remark: text.Draw(t, "remark"), Excerpt: text.Draw(t, "excerpt"), Code: "c", Severity: diag.Warning,
			Line: rapid.IntRange(0, 2000).Draw(t, "line"), Column: rapid.IntRange(0, 50).Draw(t, "column"),
			Width: rapid.IntRange(0, 50).Draw(t, "width"),
		}
		out := printed(p, diag.Style{})
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if line != diag.Visible(line) {
				t.Fatalf("%q", line)
			}
		}
		if n := strings.Count(out, "\n"); n > 4 {
			t.Fatalf("%d lines: %q", n, out)
		}
	})
}

// TestCaretsStandBelowTheWordsThatAreMeant: as many columns before them as before the words.
func TestCaretsStandBelowTheWordsThatAreMeant(t *testing.T) {
	word := rapid.SampledFrom([]string{"next", "山田", "❤️", "🇬🇧", "Zoe\u0308", "é", " ", "ß", "한국", "x"})
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Join(rapid.SliceOfN(word, 0, 80).Draw(t, "before"), "")
		after := strings.Join(rapid.SliceOfN(word, 0, 80).Draw(t, "after"), "")
		const meant = "MEANT太郎"
		p := diag.Problem{
			File: "a.md", Line: 7, Column: len([]rune(before)) + 1, Width: len([]rune(meant)), Severity: diag.Error,
			Excerpt: before + meant + after,
		}
		lines := strings.Split(printed(p, diag.Style{}), "\n")
		shown, carets := lines[1], lines[2]
		at := strings.Index(shown, meant)
		if at < 0 {
			t.Fatalf("the words are not shown: %q", lines)
		}
		if got, want := strings.Index(carets, "^"), displaywidth.String(shown[:at]); got != want {
			t.Fatalf("carets in column %d, words in %d: %q", got, want, lines)
		}
		if got, want := strings.Count(carets, "^"), displaywidth.String(meant); got != want {
			t.Fatalf("%d carets, %d columns: %q", got, want, lines)
		}
		if w := displaywidth.String(shown); w > 110 {
			t.Fatalf("%d columns: %q", w, lines)
		}
	})
}

func TestALineOfMegabytesIsPrintedShort(t *testing.T) {
	p := diag.Problem{File: "a.md", Line: 1, Column: 8 << 20, Width: 8 << 20, Excerpt: strings.Repeat("a", 16<<20), Severity: diag.Error}
	if n := len(printed(p, diag.Style{})); n > 1000 {
		t.Errorf("%d bytes", n)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAFailureToWriteIsTold(t *testing.T) {
	if err := diag.Print(brokenPipe{}, diag.Problem{}, diag.Style{}); err == nil {
		t.Error("nothing was written, and nothing said")
	}
}

package diag

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Style paints the parts of a printed problem. A part without a function stays as it is, so the zero
// Style is plain text. Painting must not change what is read: the first line of a problem has one
// shape, and programs depend on it.
type Style struct {
	Place   func(string) string // file:line:column:
	Error   func(string) string // the word error, and the carets below the marked words
	Warning func(string) string // the same of a warning
	Faint   func(string) string // line numbers, bars and the code
	Help    func(string) string // the word help
}

// Print writes a problem: its place, severity, message and code on one line, in a shape that never
// changes (SPEC 9), then the line of the file with carets below what is meant, and what to type instead.
//
//	notes/tom-field.md:5:7: error: `31 Nov 2026` is not a date [bad-date]
//	  5 | next: 31 Nov 2026
//	    |       ^^^^^^^^^^^ November has 30 days
//	  help: write 2026-11-30
//
// Where no line or no column is meant the first line says 1. Every text is made [Visible]. The error is
// that of w.
func Print(w io.Writer, p Problem, s Style) error {
	severity := s.Warning
	if p.Severity == Error {
		severity = s.Error
	}
	var b strings.Builder
	place := fmt.Sprintf("%s:%d:%d:", Visible(p.File), max(1, p.Line), max(1, p.Column))
	fmt.Fprintf(&b, "%s %s %s %s\n", paint(s.Place, place), paint(severity, string(p.Severity)+":"),
		Visible(p.Message), paint(s.Faint, "["+p.Code+"]"))
	switch {
	case p.Line > 0 && p.Excerpt != "":
		writeExcerpt(&b, p, s, severity)
	case p.Remark != "":
		fmt.Fprintf(&b, "  %s\n", Visible(p.Remark))
	}
	if p.Help != "" {
		fmt.Fprintf(&b, "  %s %s\n", paint(s.Help, "help:"), Visible(p.Help))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func paint(with func(string) string, text string) string {
	if with == nil {
		return text
	}
	return with(text)
}

// writeExcerpt writes the line of the file, and below it the carets and the remark.
func writeExcerpt(b *strings.Builder, p Problem, s Style, severity func(string) string) {
	number := strconv.Itoa(p.Line)
	line, indent, carets := layOut(p)
	fmt.Fprintf(b, "  %s", paint(s.Faint, number+" |"))
	if line != "" {
		b.WriteString(" " + line)
	}
	b.WriteByte('\n')
	below := strings.TrimSpace(strings.Repeat("^", carets) + " " + Visible(p.Remark))
	if below == "" {
		return
	}
	bar := strings.Repeat(" ", len(number)) + " |"
	fmt.Fprintf(b, "  %s %s%s\n", paint(s.Faint, bar), strings.Repeat(" ", indent), paint(severity, below))
}

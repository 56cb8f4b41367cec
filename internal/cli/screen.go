package cli

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"

	"redial/internal/diag"
)

// screen is a stream with what is known of the terminal behind it. What is written to it can't steer
// that terminal: every text is made visible first.
type screen struct {
	w       *bufio.Writer
	columns int // the width of the terminal; 0 when there is none
	paints  func() bool
}

// columns gives the width of the terminal behind w, and 0 when there is none.
func columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil || n == 0 {
		return usualColumns
	}
	return max(n, fewestColumns)
}

const (
	usualColumns  = 80 // of a terminal that doesn't say
	fewestColumns = 24 // below which nothing is laid out any closer
)

// isTerminal reports whether a person reads what is written.
func (s *screen) isTerminal() bool { return s.columns > 0 }

// put writes text in a style.
func (s *screen) put(st style, text string) {
	text = visible(text)
	if st == plain || text == "" || !s.paints() {
		s.w.WriteString(text)
		return
	}
	s.w.WriteString(st.paint(text))
}

// line writes text and ends the line.
func (s *screen) line(text string) {
	s.put(plain, text)
	s.w.WriteByte('\n')
}

// text writes lines of our own, such as a help text.
func (s *screen) text(lines string) {
	for l := range strings.Lines(lines) {
		s.line(strings.TrimSuffix(l, "\n"))
	}
}

// record writes one line of data for programs: cells between tabs.
func (s *screen) record(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			s.w.WriteByte('\t')
		}
		s.put(plain, c)
	}
	s.w.WriteByte('\n')
}

func (s *screen) flush() error { return s.w.Flush() }

// visible is text that a terminal shows and doesn't obey, on one line.
func visible(text string) string {
	return diag.Visible(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text))
}

// width is the number of columns that text takes.
func width(text string) int { return displaywidth.String(visible(text)) }

// wrap breaks text at its blanks into lines of at most so many columns. A longer word stays whole.
func wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && width(longer) > columns {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// shorten cuts text that takes more than so many columns, and marks the cut.
func shorten(text string, columns int) string {
	return displaywidth.TruncateString(visible(text), columns, "…")
}

// count writes a number with its noun: "1 note", "2 notes". The plural is one + "s" unless given.
func count(n int, one string, many ...string) string {
	noun := one
	if n != 1 {
		noun = cmp.Or(strings.Join(many, ""), one+"s")
	}
	return number(n) + " " + noun
}

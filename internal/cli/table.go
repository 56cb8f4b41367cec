package cli

import (
	"strconv"
	"strings"
)

// cell is a text of a table, and how it looks.
type cell struct {
	text  string
	style style
}

// table is rows under headings, for eyes. Its columns are as wide as their widest cell over all
// sections; the last one takes what is left, and goes on below itself.
type table struct {
	lines []tableLine
}

// tableLine is a heading, or a row where it has cells.
type tableLine struct {
	heading string
	cells   []cell
}

const (
	indent     = 2  // columns before a row
	gap        = 2  // columns between cells
	widestCell = 32 // of any but the last; longer ones are cut
	leastFlow  = 30 // columns that the last cell must have beside the others; else it goes below them
)

func (t *table) heading(text string) { t.lines = append(t.lines, tableLine{heading: text}) }

func (t *table) row(cells ...cell) { t.lines = append(t.lines, tableLine{cells: cells}) }

// table lays rows out.
func (s *screen) table(t *table) {
	widths := t.widths()
	for _, l := range t.lines {
		if l.cells == nil {
			s.put(bold, l.heading)
			s.w.WriteByte('\n')
			continue
		}
		s.row(l.cells, widths)
	}
}

// widths are those of all columns but the last.
func (t *table) widths() []int {
	var ws []int
	for _, l := range t.lines {
		for i := range max(0, len(l.cells)-1) {
			if i == len(ws) {
				ws = append(ws, 0)
			}
			ws[i] = max(ws[i], min(width(l.cells[i].text), widestCell))
		}
	}
	return ws
}

// row writes one row. Blanks are written only before something that follows them.
func (s *screen) row(cells []cell, widths []int) {
	last := len(cells) - 1
	at, left := 0, indent // where the line ends, and where the next cell begins
	for i, c := range cells[:last] {
		if widths[i] == 0 {
			continue
		}
		if text := shorten(c.text, widths[i]); text != "" {
			s.pad(left - at)
			s.put(c.style, text)
			at = left + width(text)
		}
		left += widths[i] + gap
	}
	s.flow(cells[last], at, left)
}

// flow writes the last cell of a row, beside the others or, where little room is left, below them.
func (s *screen) flow(c cell, at, left int) {
	if s.columns-left < leastFlow && at > 0 && c.text != "" {
		left = 2 * indent
		at = s.newLine()
	}
	for i, l := range wrap(c.text, s.columns-left) {
		if i > 0 {
			at = s.newLine()
		}
		if l != "" {
			s.pad(left - at)
			s.put(c.style, l)
		}
	}
	s.newLine()
}

// newLine ends the line, and gives where the next one is.
func (s *screen) newLine() int {
	s.w.WriteByte('\n')
	return 0
}

func (s *screen) pad(n int) { s.w.WriteString(strings.Repeat(" ", max(0, n))) }

func number(n int) string { return strconv.Itoa(n) }

package diag

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

const (
	excerptWidth = 100 // columns of an excerpt; a longer line is cut around its place
	excerptLead  = 30  // columns that are kept before the place then
	tabWidth     = 4
	longestPart  = 4 * excerptWidth // runes of a line that are looked at on either side of its place
)

// cell is what a terminal shows as one: a letter with its marks, an emoji, an escaped character.
type cell struct {
	text   string
	width  int // columns
	marked bool
}

// layOut gives the line of a problem as it is shown, the columns before the carets and their number.
// Columns are those of a terminal: a Chinese letter has two, a combining mark none, a tab goes to the
// next multiple of four.
func layOut(p Problem) (line string, indent, carets int) {
	before, marked, after := cut(p.Excerpt, p.Column-1, p.Width)
	cells := appendCells(nil, before, false)
	cells = appendCells(cells, marked, true)
	from := width(cells, false)
	if p.Width > 0 {
		carets = max(1, width(cells, true))
	}
	cells = appendCells(cells, after, false)
	if p.Column == 0 {
		from, carets = 0, 0
	}
	return fit(cells, from, carets)
}

// cut parts a line at a place, both in runes, and leaves out what is too far from it to be shown.
func cut(line string, at, width int) (before, marked, after string) {
	i := runes(line, max(0, at))
	before, line = line[:i], line[i:]
	i = runes(line, width)
	marked, after = line[:i], line[i:]
	return last(before, longestPart), marked[:runes(marked, longestPart)], after[:runes(after, longestPart)]
}

// runes gives the length of the first n runes of s in bytes.
func runes(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}

// last gives the last n runes of s.
func last(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// appendCells takes a text apart as a terminal shows it, behind the cells that stand before it.
func appendCells(cells []cell, text string, marked bool) []cell {
	column := width(cells, false) + width(cells, true)
	for i, piece := range strings.Split(text, "\t") {
		if i > 0 {
			n := tabWidth - column%tabWidth
			cells = append(cells, cell{strings.Repeat(" ", n), n, marked})
			column += n
		}
		g := displaywidth.StringGraphemes(Visible(piece))
		for g.Next() {
			cells = append(cells, cell{g.Value(), g.Width(), marked})
			column += g.Width()
		}
	}
	return cells
}

// width sums the columns of the cells that are marked, or of those that are not.
func width(cells []cell, marked bool) int {
	n := 0
	for _, c := range cells {
		if c.marked == marked {
			n += c.width
		}
	}
	return n
}

// fit writes the cells on one line. One that is too long is cut on either side, so that the carets,
// which stand below so many columns from a place on, stay in it.
func fit(cells []cell, from, carets int) (line string, indent, shown int) {
	total := width(cells, false) + width(cells, true)
	start := 0
	if total > excerptWidth && from+carets > excerptWidth-1 {
		start = from - excerptLead
	}
	var b strings.Builder
	x, skipped := 0, 0
	for _, c := range cells {
		if x < start {
			x += c.width
			skipped = x
			continue
		}
		if x-skipped+c.width > excerptWidth {
			b.WriteString("…")
			break
		}
		b.WriteString(c.text)
		x += c.width
	}
	line = b.String()
	if skipped > 0 {
		line, skipped = "…"+line, skipped-1
	}
	indent = from - skipped
	return strings.TrimRight(line, " "), indent, min(carets, excerptWidth-indent)
}

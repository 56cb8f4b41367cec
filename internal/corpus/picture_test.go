package corpus_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// The picture of growth has both its axes in powers of ten: what grows with the notes and no faster is a
// straight line up from the left at the slope of the grid, and one above the other a fixed factor apart.
// The marks to the right of the lines are one person with as many entries as are written there.

// plot is one of the two halves of the picture.
type plot struct {
	left      int
	title     string
	marks     []string // of the powers of ten up the side, from the lowest
	low       int      // power of ten
	of        func(spent) float64
	all, busy []row
}

const (
	plotWidth, plotHeight, plotTop = 230, 220, 40
	busyLeft, busyWidth            = 245, 55 // beside the left of a plot
	fewest, most                   = 2, 5    // notes, in powers of ten
)

// lines are the rows of the table that have a line, in the order of their classes.
var lines = []struct {
	row, label string
	at         int // of the label, beside the left
}{{"build", "build", 0}, {"build again", "build again", 50}, {"due", "due", 135}, {"hugo build", "Hugo", 180}}

// draw writes the picture of a table's rows, and of those of one busy person.
func draw(file string, all, busy []row) error {
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 320" font-family="system-ui,sans-serif" font-size="12" role="img" aria-label="Processor time and memory by the number of notes, and of one person with 20,000 entries">
<style>text{fill:#444}path{fill:none;stroke-width:2}.g{stroke:#ddd;stroke-width:1}.l0{stroke:#0f5e4d}.l1{stroke:#c2562d}.l2{stroke:#3b6ea8}.l3{stroke:#888;stroke-dasharray:4 3}.c0{fill:#0f5e4d}.c1{fill:#c2562d}.c2{fill:#3b6ea8}.c3{fill:#888}
@media(prefers-color-scheme:dark){text{fill:#bbb}.g{stroke:#444}.l0{stroke:#4fb89c}.l1{stroke:#e08a63}.l2{stroke:#7ba8dc}.c0{fill:#4fb89c}.c1{fill:#e08a63}.c2{fill:#7ba8dc}}</style>
`)
	for _, p := range []plot{
		{left: 60, title: "processor time", marks: []string{"10 ms", "0.1 s", "1 s", "10 s", "100 s"}, low: -2,
			of: func(s spent) float64 { return s.cpu.Seconds() }, all: all, busy: busy},
		{left: 435, title: "peak of memory", marks: []string{"10 MB", "100 MB", "1 GB", "10 GB"}, low: 7,
			of: func(s spent) float64 { return float64(s.peak) }, all: all, busy: busy},
	} {
		p.draw(&b)
	}
	b.WriteString("</svg>\n")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}

func (p *plot) x(notes float64) float64 {
	return float64(p.left) + plotWidth*(math.Log10(notes)-fewest)/(most-fewest)
}

func (p *plot) y(v float64) float64 {
	return plotTop + plotHeight*(1-(max(math.Log10(v), float64(p.low))-float64(p.low))/float64(len(p.marks)-1))
}

func (p *plot) draw(b *bytes.Buffer) {
	const below = plotTop + plotHeight
	fmt.Fprintf(b, "<text x=\"%d\" y=\"20\" font-weight=\"600\">%s</text>\n", p.left, p.title)
	for i, mark := range p.marks {
		y := p.y(math.Pow10(p.low + i))
		fmt.Fprintf(b, "<path class=\"g\" d=\"M%d %.0fh%dm%d 0h%d\"/>", p.left, y, plotWidth, busyLeft-plotWidth, busyWidth)
		fmt.Fprintf(b, "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%s</text>\n", p.left-6, y+4, mark)
	}
	for i, mark := range []string{"100", "1,000", "10,000", "100,000"} {
		x := p.x(math.Pow10(fewest + i))
		fmt.Fprintf(b, "<path class=\"g\" d=\"M%.0f %dv%d\"/>", x, plotTop, plotHeight)
		if i < most-fewest {
			fmt.Fprintf(b, "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x, below+18, mark)
		}
	}
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">notes</text>\n", p.left+plotWidth, below+18)
	middle := p.left + busyLeft + busyWidth/2
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">1 person,</text><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">20,000 entries</text>\n", middle, below+18, middle, below+33)
	for i, s := range lines {
		p.line(b, i, s.row)
		fmt.Fprintf(b, "<text class=\"c%d\" x=\"%d\" y=\"%d\">%s</text>\n", i, p.left+s.at, below+44, s.label)
	}
}

// line draws what a row of the table took with each number of notes, and with one busy person.
func (p *plot) line(b *bytes.Buffer, class int, name string) {
	verb := "M"
	var d bytes.Buffer
	for _, r := range p.all {
		if r.name == name {
			fmt.Fprintf(&d, "%s%.1f %.1f", verb, p.x(float64(r.notes)), p.y(middle(r.ours, p.of)))
			verb = "L"
		}
	}
	for _, r := range p.busy {
		if r.name == name {
			fmt.Fprintf(&d, "M%d %.1fh20", p.left+busyLeft+busyWidth/2-10, p.y(middle(r.ours, p.of)))
		}
	}
	if d.Len() > 0 {
		fmt.Fprintf(b, "<path class=\"l%d\" d=\"%s\"/>\n", class, d.String())
	}
}

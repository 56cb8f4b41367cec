package corpus_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// The picture of growth has both its axes in powers of ten: what grows with the notes and no faster is a
// straight line up from the left at the slope of the grid, and one above the other a fixed factor apart.

// plot is one of the two halves of the picture.
type plot struct {
	left          int
	title         string
	unit          string
	low, high     int // powers of ten
	of            func(spent) float64
	lines, labels []string // rows of the table, and what they are called
}

const (
	plotWidth, plotHeight, plotTop = 300, 220, 40
	fewest, most                   = 2, 5 // notes, in powers of ten
)

// draw writes the picture of a table's rows.
func draw(file string, rows []row) error {
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 320" font-family="system-ui,sans-serif" font-size="12" role="img" aria-label="Processor time and memory by the number of notes">
<style>text{fill:#444}path{fill:none;stroke-width:2}.g{stroke:#ddd;stroke-width:1}.l0{stroke:#0f5e4d}.l1{stroke:#c2562d}.l2{stroke:#3b6ea8}.l3{stroke:#888;stroke-dasharray:4 3}.c0{fill:#0f5e4d}.c1{fill:#c2562d}.c2{fill:#3b6ea8}.c3{fill:#888}
@media(prefers-color-scheme:dark){text{fill:#bbb}.g{stroke:#444}}</style>
`)
	for _, p := range []plot{
		{left: 50, title: "processor time", unit: "s", low: -2, high: 3, of: func(s spent) float64 { return s.cpu.Seconds() },
			lines: []string{"build", "build again", "due", "hugo build"}, labels: []string{"build", "build again", "due", "Hugo"}},
		{left: 430, title: "peak of memory", unit: "MB", low: 1, high: 4, of: func(s spent) float64 { return float64(s.peak) / 1e6 },
			lines: []string{"build", "build again", "due", "hugo build"}, labels: []string{"build", "build again", "due", "Hugo"}},
	} {
		p.draw(&b, rows)
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
	v = max(math.Log10(v), float64(p.low))
	return plotTop + plotHeight*(float64(p.high)-v)/float64(p.high-p.low)
}

func (p *plot) draw(b *bytes.Buffer, rows []row) {
	fmt.Fprintf(b, "<text x=\"%d\" y=\"20\" font-weight=\"600\">%s</text>\n", p.left, p.title)
	for i := p.low; i <= p.high; i++ {
		y := p.y(math.Pow10(i))
		fmt.Fprintf(b, "<path class=\"g\" d=\"M%d %.0fh%d\"/><text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%g %s</text>\n", p.left, y, plotWidth, p.left-4, y+4, math.Pow10(i), p.unit)
	}
	for i := fewest; i <= most; i++ {
		x := p.x(math.Pow10(i))
		fmt.Fprintf(b, "<path class=\"g\" d=\"M%.0f %dv%d\"/><text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", x, plotTop, plotHeight, x, plotTop+plotHeight+18, math.Pow10(i))
	}
	for i, name := range p.lines {
		p.line(b, i, rows, name)
		fmt.Fprintf(b, "<text class=\"c%d\" x=\"%d\" y=\"%d\">%s</text>\n", i, p.left+i*80, plotTop+plotHeight+44, p.labels[i])
	}
}

func (p *plot) line(b *bytes.Buffer, class int, rows []row, name string) {
	verb := "M"
	var d bytes.Buffer
	for _, r := range rows {
		if r.name != name || r.notes == 0 {
			continue
		}
		values := make([]float64, len(r.ours))
		for i, s := range r.ours {
			values[i] = p.of(s)
		}
		slices.Sort(values)
		fmt.Fprintf(&d, "%s%.1f %.1f", verb, p.x(float64(r.notes)), p.y(values[len(values)/2]))
		verb = "L"
	}
	if d.Len() > 0 {
		fmt.Fprintf(b, "<path class=\"l%d\" d=\"%s\"/>\n", class, d.String())
	}
}

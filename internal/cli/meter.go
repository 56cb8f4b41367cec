package cli

import (
	"fmt"
	"io"
	"strings"
)

// meter shows on a terminal how far something is that takes its time: one line that is written over and
// over, and gone at the end. It costs nothing where nobody looks, and shows nothing of what is done
// quickly.
type meter struct {
	s           *screen // nil where nothing is shown
	what        string
	done, whole int64
	shown       int // percent
}

// From where on something takes its time.
const (
	slowBytes = 2 << 20 // of a file that is read
	slowNotes = 200     // that are written
)

// meter begins to measure work of a known size; one that is not known is not shown.
func (a *app) meter(what string, whole int64) *meter {
	m := &meter{what: what, whole: whole, shown: -1}
	if a.err.isTerminal() && !a.quiet && whole > 0 {
		m.s = a.err
	}
	return m
}

// reader measures what is read of a file.
func (m *meter) reader(r io.Reader) io.Reader {
	if m.whole < slowBytes {
		m.s = nil
	}
	return &metered{r, m}
}

type metered struct {
	r io.Reader
	m *meter
}

func (r *metered) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.m.add(int64(n))
	return n, err
}

// add tells that more is done.
func (m *meter) add(n int64) {
	m.done += n
	percent := int(100 * m.done / max(1, m.whole))
	if m.s == nil || percent == m.shown || m.whole < slowNotes {
		return
	}
	m.shown = min(percent, 100)
	const wide = 20
	bar := strings.Repeat("█", wide*m.shown/100) + strings.Repeat("░", wide-wide*m.shown/100)
	m.s.over(fmt.Sprintf("%s %s %3d %%", m.what, bar, m.shown))
}

// end takes the line away.
func (m *meter) end() {
	if m.s != nil && m.shown >= 0 {
		m.s.over("")
		m.s = nil
	}
}

// over writes a line over the one that stands there.
func (s *screen) over(text string) {
	s.w.WriteString("\r\x1b[K")
	s.put(plain, shorten(text, s.columns-1))
	s.flush()
}

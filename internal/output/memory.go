package output

import (
	"io/fs"
	"os"
	"time"
)

// Memory is what stood after the last Write, for a program that writes a folder again and again. A file
// that is the same one, of the same size and time, is taken to hold the same bytes, unless it was
// written so shortly before it was looked at that the clock of a disk can't tell.
type Memory struct {
	Now func() time.Time

	began time.Time           // when the last Write began to look
	files map[string]standing // by path
}

type standing struct {
	info fs.FileInfo
	sum  Sum
}

// coarse is how far apart two changes are that every disk's clock tells apart.
const coarse = 2 * time.Second

// holds reports whether a file is known to have a sum as it stands.
func (m *Memory) holds(f *place, sum Sum) bool {
	if m == nil {
		return false
	}
	was, ok := m.files[f.Path]
	return ok && was.sum == sum && os.SameFile(was.info, f.info) &&
		was.info.Size() == f.info.Size() && was.info.ModTime().Equal(f.info.ModTime())
}

// begin notes when a Write begins to look.
func (m *Memory) begin() {
	if m != nil {
		m.began = m.Now()
	}
}

// keep remembers the files that were found to be right. Of those that were written just now the next
// Write has to read the bytes.
func (m *Memory) keep(p *plan) {
	if m == nil {
		return
	}
	files := make(map[string]standing, len(p.places))
	for path, f := range p.places {
		if f.info != nil && !f.written && m.began.Sub(f.info.ModTime()) > coarse {
			files[path] = standing{f.info, f.sum}
		}
	}
	m.files = files
}

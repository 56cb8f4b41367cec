package output

import (
	"hash/maphash"
	"io/fs"
	"os"
	"time"
)

// Memory is what stood after the last Write, for a program that writes a folder again and again. A file
// that is the same one, of the same size and time, is taken to hold the same bytes, unless it was
// written so shortly before it was looked at that the clock of a disk can't tell.
type Memory struct {
	now func() time.Time

	seed  maphash.Seed
	began time.Time            // when the last Write began to look
	files map[string]*standing // by path; nil where the last Write did not end well
	list  fs.FileInfo          // of the manifest
	known fs.FileInfo          // of the file of what is known; nil where it is not ours
	turn  int                  // counts brief plans

	before Sum // of all files but the stamp and those aside
}

// NewMemory makes an empty memory. Now gives the time.
func NewMemory(now func() time.Time) *Memory { return &Memory{now: now, seed: maphash.MakeSeed()} }

// standing is a file as the last Write left it.
type standing struct {
	info   fs.FileInfo
	sum    Sum
	key    Key
	close  Key
	pieces *pieces
	turn   int  // of the last brief plan that it was in
	sure   bool // it was not written so shortly before that its time can't be trusted
}

// coarse is how far apart two changes are that every disk's clock tells apart.
const coarse = 2 * time.Second

// holds reports whether a file is known to have a sum as it stands.
func (m *Memory) holds(f *place, sum Sum) bool {
	if m == nil {
		return false
	}
	was := m.files[f.Path]
	return was != nil && was.sum == sum && was.sure && was.is(f.info)
}

// is reports whether a file is the one that stood, as far as the system tells.
func (s *standing) is(info fs.FileInfo) bool { return sameFile(s.info, info) }

func sameFile(a, b fs.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// isStill reports whether a file that stands is the one that the last Write left. A Write that trusts
// takes the system's word; else bytes that may have changed unseen are read.
func (o *Output) isStill(h *hand, f *place, was *standing) bool {
	return o.Trust && was.is(f.info) || o.Memory.holds(f, was.sum) || h.sum(f.Path) == was.sum
}

func (m *Memory) piecesOf(f *place) *pieces {
	if m == nil || m.files[f.Path] == nil || !f.stands {
		return nil
	}
	return m.files[f.Path].pieces
}

// closely gives what more is known of a file that is the one of the last Write.
func (m *Memory) closely(f *place) (Key, *pieces) {
	if m == nil || m.files[f.Path] == nil || m.files[f.Path].key != f.Key {
		return Key{}, nil
	}
	return m.files[f.Path].close, m.files[f.Path].pieces
}

// begin notes when a Write begins to look.
func (m *Memory) begin() {
	if m != nil {
		m.began = m.now()
	}
}

// forget is called before a Write that may end anywhere.
func (m *Memory) forget() {
	if m != nil {
		m.files = nil
	}
}

// keep remembers the files of the site. Of those that were written just now the next Write has to read
// the bytes, unless it trusts.
func (o *Output) keep(p *plan) {
	m := o.Memory
	if m == nil {
		return
	}
	files := make(map[string]*standing, len(p.places))
	for path, f := range p.places {
		files[path] = o.standing(f)
	}
	m.files, m.before = files, p.before()
	m.list, _ = o.root.Lstat(ManifestName)
}

func (o *Output) standing(f *place) *standing {
	s := &standing{info: f.info, sum: f.sum, key: f.Key, close: f.close, pieces: f.pieces}
	if f.written || s.info == nil {
		s.info, _ = o.root.Lstat(f.Path)
		return s
	}
	s.sure = o.Memory.began.Sub(f.info.ModTime()) > coarse
	return s
}

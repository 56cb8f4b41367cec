package site

import (
	"bytes"
	"crypto/sha256"
	"io/fs"

	"redial/internal/diag"
)

// Plan is a site whose files are yet to be made: which there are, and how.
type Plan struct {
	Files []Planned // sorted so that what others need comes first: static files and images, data, pages, index.html, stamp.js
	Rest  int       // how many other pages the site has: they are those of [Input.Last], with the same keys

	site *site
}

// Planned is a file that is made when its turn comes. Nothing of it is kept before and after.
type Planned struct {
	Path string // below public/, with slashes
	Key  Key    // what it follows from; zero where that is not known

	// Make writes the file. Files may be made at the same time, and more than once.
	Make func(b *bytes.Buffer, before Before) error

	// MayFail tells that a layout of the user's is filled.
	MayFail bool

	// Closely, where there is one, works out the key of what the file holds, at a price, and gives how it is
	// made of that.
	Closely func() (Key, func(b *bytes.Buffer, before Before) error)

	Pieces func() *Pieces // where the file is made of many
	Copied bool           // it is a copy of one of Static or Images
	Aside  bool           // no page loads it: it may come after stamp.js, which does not tell of it
}

// Before stands for the bytes of all files that come before stamp.js, but those aside.
type Before = func() [sha256.Size]byte

// ownStyle is a style that the built-in ones don't have: where the user has one, every page loads it after
// theirs, so that a few lines restyle all of them.
const ownStyle = "own.css"

// NewPlan plans a site. The problems are those of layouts and settings; the error is a layout that
// can't be read, or a folder that can't be read.
func NewPlan(in Input) (*Plan, []diag.Problem, error) {
	s, problems := newSite(in)
	set, unknown, err := s.readLayouts(in.Last)
	if err != nil {
		return nil, nil, err
	}
	s.layouts, s.unknown, s.ownStyle = set, unknown, holdsFile(in.Static, ownStyle)
	s.findImages()
	s.keys = s.readKeys(set.sum)
	s.rows = s.readRows(in.Last)
	pages := s.pages()
	static, taken, err := s.static(in.Static, pages)
	if err != nil {
		return nil, nil, err
	}
	data := s.data()
	p := &Plan{Files: make([]Planned, 0, len(static)+len(s.images.files)+len(data)+len(pages)+1), site: s}
	p.Files = append(append(append(p.Files, static...), s.images.files...), data...)
	for i := range pages {
		l := &pages[i]
		f := Planned{Path: l.path, Key: l.key, Make: s.filled(l), MayFail: set.own}
		if l.key == s.keys.all {
			f.Closely = s.closely(l)
		}
		p.Files = append(p.Files, f)
	}
	p.Files = append(p.Files, stamp())
	p.Rest = s.rest
	s.since = nil
	return p, append(append(problems, unknown...), taken...), nil
}

// File is one file of the site.
type File struct {
	Path string // below public/, with slashes
	Data []byte
}

// Build makes all files of a site at once, in the order of a plan. The error is a layout that can't be
// read or filled, or a folder that can't be read.
func Build(in Input) ([]File, []diag.Problem, error) {
	p, problems, err := NewPlan(in)
	if err != nil {
		return nil, nil, err
	}
	files, err := p.All(in.Each)
	return files, problems, err
}

// All makes all files.
func (p *Plan) All(each func(n int, do func(i int))) ([]File, error) {
	if each == nil {
		each = inTurn
	}
	files, errs := make([]File, len(p.Files)), make([]error, len(p.Files))
	last := len(files) - 1
	before := func() (all [sha256.Size]byte) {
		h := sha256.New()
		for i := range last {
			if !p.Files[i].Aside {
				h.Write([]byte(files[i].Path + "\x00"))
				h.Write(files[i].Data)
			}
		}
		h.Sum(all[:0])
		return all
	}
	made := func(i int) {
		var b bytes.Buffer
		errs[i] = p.Files[i].Make(&b, before)
		files[i] = File{p.Files[i].Path, b.Bytes()}
	}
	each(last, made)
	made(last)
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// copied plans a file that is copied as it is.
func copied(path string, from fs.FS, name string) Planned {
	return Planned{Path: path, Copied: true, Make: func(b *bytes.Buffer, _ Before) error {
		f, err := from.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = b.ReadFrom(f)
		return err
	}}
}

// readable tells why a file can't be read.
func readable(from fs.FS, name string) error {
	f, err := from.Open(name)
	if err != nil {
		return err
	}
	return f.Close()
}

// inTurn does things one after the other.
func inTurn(n int, do func(i int)) {
	for i := range n {
		do(i)
	}
}

// readLayouts reads the layouts, unless they are those of the last plan.
func (s *site) readLayouts(last *Plan) (*layoutSet, []diag.Problem, error) {
	if s.Still && last != nil {
		return last.site.layouts, last.site.unknown, nil
	}
	return readLayouts(s.Layouts)
}

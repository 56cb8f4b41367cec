package note

import "github.com/yuin/goldmark/ast"

// Parse reads a note. It never fails: what is wrong is in the note's problems, and all that could be
// read is in its other fields. file is the name that the problems bear. src is neither kept nor written
// to. The time it takes grows with the size of src and no faster.
func Parse(file string, src []byte) *Note { return (*Shelf)(nil).Parse(file, src) }

// read reads a note with the whole tree of its body, but for the list of its problems, which are in the order
// in which they were found.
func read(file string, src []byte) *reading {
	r := newReading(file, src, nil)
	r.whole = true
	r.read()
	return r
}

func newReading(file string, src []byte, shelf *Shelf) *reading {
	r := &reading{note: &Note{File: file}}
	r.text = r.readSource(src)
	r.note.Source = shelf.put(r.text)
	r.ruler = newRuler(r.text, r.top())
	return r
}

func (r *reading) read() {
	r.conflicts = findConflicts(r.text)
	r.view = seen(r.text, r.conflicts, both)
	r.reportConflicts(r.conflicts)
	r.readFront()
	r.readBody()
	r.checkMeetings()
	r.packFront()
}

// reading is a note while it is read.
type reading struct {
	note      *Note
	text      []byte     // what is read of the file
	conflicts []conflict // what git left in it
	view      []byte     // the text as Markdown: without git's marks, and without a front matter of theirs
	ruler     ruler
	problems  []problem

	named   map[string]first // the keys read so far, by the name under which they count
	front   block            // where the front matter stands, where there is one and no conflict
	keys    []pair           // its keys, in the order of the file
	seconds []block          // front matter in the body
	foreign bool             // a front matter of another language stands on top
	root    ast.Node         // the tree of the body
	whole   bool             // no paragraph of it is left unread
}

// top is where the text begins: behind the byte order mark.
func (r *reading) top() int {
	if len(r.text) >= len(bom) && string(r.text[:len(bom)]) == bom {
		return len(bom)
	}
	return 0
}

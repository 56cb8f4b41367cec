package note

import "strings"

// Shelf holds the sources of many notes one behind the other: each by itself takes up more room, and parts what
// else is kept. It is for reading many notes in one go, by one goroutine: a source lies there as long as any of
// those beside it is held.
type Shelf struct{ texts strings.Builder }

// shelfSize is how many bytes lie together.
const shelfSize = 64 << 10

// Parse reads a note as the function of that name does, and puts its source on the shelf. A nil shelf gives the
// source room of its own.
func (s *Shelf) Parse(file string, src []byte) *Note {
	r := newReading(file, src, s)
	r.read()
	r.note.Problems = r.list()
	return r.note
}

// put gives a text as it lies on the shelf.
func (s *Shelf) put(text []byte) string {
	if s == nil || len(text) > shelfSize/8 {
		return string(text)
	}
	if s.texts.Cap()-s.texts.Len() < len(text) {
		s.texts = strings.Builder{}
		s.texts.Grow(shelfSize)
	}
	at := s.texts.Len()
	s.texts.Write(text)
	return s.texts.String()[at:]
}

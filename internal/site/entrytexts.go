package site

import (
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"

	"redial/internal/contact"
	"redial/internal/note"
)

// entryTexts are the texts of a run of entries on a page. Those with marks are read so many at one go, while
// the run is written.
type entryTexts struct {
	s     *site
	path  string
	count int
	at    func(i int) (*contact.Contact, *contact.Entry)

	from   int        // the first of those that were read last
	read   []ast.Node // what they were read as; nil for those that are read by themselves
	source []byte
}

// readAhead is how many entries are looked through at one go.
const readAhead = 100

// of gives the text of an entry.
func (t *entryTexts) of(i int) template.HTML {
	if i < t.from || i >= t.from+len(t.read) {
		t.readFrom(i)
	}
	c, e := t.at(i)
	n := t.read[i-t.from]
	if n == nil {
		return t.s.inline(t.path, c.ID, e.Text)
	}
	w := (&prose{s: t.s, path: t.path, id: c.ID}).writer(t.source)
	w.inside(n)
	return w.done()
}

// readFrom reads the texts with marks of the next entries, but for those that are not as [note.Inlines] needs
// them.
func (t *entryTexts) readFrom(first int) {
	t.from, t.read = first, make([]ast.Node, min(readAhead, t.count-first))
	var texts []string
	var places []int
	for i := range t.read {
		if _, e := t.at(first + i); !note.IsPlain(e.Text) && isShort(e.Text) {
			texts, places = append(texts, e.Text), append(places, i)
		}
	}
	if len(texts) == 0 {
		return
	}
	var read []ast.Node
	read, t.source = note.Inlines(texts)
	for k, n := range read {
		t.read[places[k]] = n
	}
}

// isShort reports whether a text is on one line, without blanks around it, and within the limits of the format
// whatever it holds.
func isShort(text string) bool {
	return text != "" && len(text) <= note.MaxShort && text[0] > ' ' && text[len(text)-1] > ' ' && strings.IndexByte(text, '\n') < 0
}

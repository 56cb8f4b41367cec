package site

import (
	"bytes"
	"html/template"
)

// Entries is a run of entries of a journal.
type Entries struct {
	List    []Entry
	layouts *layoutSet
}

// HTML gives the entries one after the other, each as entry.html shows it.
func (e Entries) HTML() (template.HTML, error) {
	b, done := e.layouts.buffer()
	defer done()
	err := e.write(b)
	return template.HTML(b.String()), err
}

// write writes them where they are to stand.
func (e Entries) write(b *bytes.Buffer) error {
	for i := range e.List {
		if err := e.layouts.execute(b, "entry.html", &e.List[i]); err != nil {
			return layoutError(err)
		}
		b.WriteByte('\n')
	}
	return nil
}

package site

import (
	"bytes"
	"html/template"
	"reflect"
)

// Entries is a run of entries of a journal. They are made one by one while they are written: those of a
// busy month would be many times its page.
type Entries struct {
	Count   int
	at      func(i int) Entry
	layouts *layoutSet
}

// List gives the entries, for layouts that write them in another way than entry.html does.
func (e Entries) List() []Entry {
	list := make([]Entry, e.Count)
	for i := range list {
		list[i] = e.at(i)
	}
	return list
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
	var one Entry
	dot := reflect.ValueOf(&one).Elem()
	f := e.layouts.compiled.filling("entry.html", dot.Type())
	if f != nil {
		defer e.layouts.compiled.room.Put(f)
	}
	for i := range e.Count {
		if one = e.at(i); f == nil || !f.fill(b, dot) {
			if err := e.layouts.set.ExecuteTemplate(b, "entry.html", &one); err != nil {
				return e.layouts.fault(err)
			}
		}
		b.WriteByte('\n')
	}
	return nil
}

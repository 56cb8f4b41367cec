package contact_test

import (
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/note"
)

// FindMisspelt is the dearest question that a command asks the book: nobody is called so, and everybody is
// compared letter by letter.
func BenchmarkFindMisspelt(b *testing.B) {
	var cs []*contact.Contact
	for _, f := range corpus.Generate(corpus.Options{Notes: 10000, Seed: 1}) {
		if strings.HasSuffix(f.Path, ".md") && !strings.Contains(f.Path, "/events/") {
			id := strings.TrimSuffix(strings.TrimPrefix(f.Path, "notes/"), ".md")
			cs = append(cs, contact.New(note.Parse(f.Path, f.Data), id))
		}
	}
	book := contact.NewBook(cs, nil)
	for b.Loop() {
		book.Find("ada birom")
	}
}

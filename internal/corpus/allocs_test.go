package corpus_test

import (
	"strings"
	"testing"

	"redial/internal/corpus"
	"redial/internal/followup"
	"redial/internal/note"
)

// The allocations of a note and of an assessment are steady, as times are not: whoever doubles them sees
// it here. The bounds lie a tenth above what it takes.
func TestReadingAndAssessingAllocateNoMoreThanTheyDid(t *testing.T) {
	files := notesOf(corpus.Generate(corpus.Options{Notes: 400, Seed: 1}))
	nb, s := read(files), settingsOf(t)
	entries := 0
	for _, c := range nb.book.Contacts {
		entries += len(c.Journal)
	}
	perNote := func(run func()) float64 { return testing.AllocsPerRun(3, run) / float64(len(files)) }
	for _, c := range []struct {
		what string
		most float64
		run  func()
	}{
		{"parsing a note", 298, func() {
			for _, f := range files {
				note.Parse(f.Path, f.Data)
			}
		}},
		{"making a book, for each note", 24, func() { bookOf(nb.notes) }},
		{"assessing a contact", 9.8, func() { followup.NewAgenda(nb.book, s, corpus.Today) }},
		{"the tree of a page, for each note", 13.5, func() {
			for _, n := range nb.notes {
				note.TreeAround(n)
			}
		}},
		{"finding a misspelt name, for each contact", 1.2, func() { nb.book.Find("ada birom") }},
	} {
		got := perNote(c.run)
		t.Logf("%s: %.1f of %.1f", c.what, got, c.most)
		if got > c.most {
			t.Errorf("%s takes %.1f allocations, and no more than %.1f are allowed", c.what, got, c.most)
		}
	}
	if n := testing.AllocsPerRun(3, func() { note.IsPlain(strings.Repeat("called back ", 100)) }); n > 1 {
		t.Errorf("looking at a text takes %v allocations", n)
	}
	t.Logf("%d notes, %d entries", len(files), entries)
}

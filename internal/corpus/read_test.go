package corpus_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/diag"
	"redial/internal/followup"
	"redial/internal/note"
)

// people is what was read of a generated notebook, without a disk.
type people struct {
	notes    []*note.Note
	book     *contact.Book
	problems []diag.Problem // of notes and book, not of the rules
}

func read(files []corpus.File) people {
	var nb people
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".md") && !strings.Contains(f.Path, ".sync-conflict-") {
			n := note.Parse(f.Path, f.Data)
			nb.notes = append(nb.notes, n)
			nb.problems = append(nb.problems, n.Problems...)
		}
	}
	nb.book = bookOf(nb.notes)
	nb.problems = append(nb.problems, nb.book.Problems...)
	return nb
}

func bookOf(notes []*note.Note) *contact.Book {
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, n := range notes {
		if id := idOf(n.File); contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
		} else {
			contacts = append(contacts, contact.New(n, id))
		}
	}
	return contact.NewBook(contacts, events)
}

// checked gives all problems, those of the rules too.
func (nb people) checked(s *followup.Settings) []diag.Problem {
	all := slices.Clone(nb.problems)
	for _, c := range nb.book.Contacts {
		all = append(all, followup.Check(c, s, corpus.Today)...)
	}
	return diag.Sort(all)
}

// settingsOf gives the settings of generated notebooks that the rules read.
func settingsOf(t testing.TB) *followup.Settings {
	t.Helper()
	s := followup.DefaultSettings()
	s.Policies["patient"] = s.Policies["steady"]
	return s
}

func TestANotebookWithoutFaultsGivesNoWarning(t *testing.T) {
	for seed := range uint64(4) {
		for _, p := range read(corpus.Generate(corpus.Options{Notes: 600, Seed: seed})).checked(settingsOf(t)) {
			t.Errorf("seed %d: %s", seed, shown(p))
		}
	}
}

func TestEveryPlantedFaultIsOneProblem(t *testing.T) {
	files := corpus.Generate(corpus.Options{Notes: 2000, Seed: 11, Faults: 0.01})
	found := map[string][]diag.Problem{}
	for _, p := range read(files).checked(settingsOf(t)) {
		if p.Code != "twin" { // stands at the later of two notes, which may be the one without the fault
			found[p.File] = append(found[p.File], p)
		}
	}
	for _, f := range files {
		got := found[f.Path]
		delete(found, f.Path)
		switch {
		case f.Fault == "conflict-copy" || f.Fault == "twin": // the first needs a disk
		case f.Fault == "" && len(got) > 0, f.Fault != "" && len(got) != 1, len(got) == 1 && got[0].Code != f.Fault:
			t.Errorf("%s: planted %q, found %d:", f.Path, f.Fault, len(got))
			for _, p := range got {
				t.Log(shown(p))
			}
		}
	}
}

func TestEntriesReadBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := corpus.Journal(drawn{t}, corpus.Today, rapid.IntRange(1, 12).Draw(t, "entries"))
		n := note.Parse("notes/a.md", journal(want))
		if len(n.Problems) > 0 {
			t.Errorf("%s", shown(n.Problems[0]))
		}
		if len(n.Entries) != len(want) {
			t.Fatalf("%d entries of %d", len(n.Entries), len(want))
		}
		for i, e := range n.Entries {
			if diff := cmp.Diff(want[i], spoken(e, want[i].Line)); diff != "" {
				t.Errorf("%s\n%s", want[i].Line, diff)
			}
			if got := string(n.Source[e.Span().Start:e.Span().End]); !strings.HasPrefix(got, "- "+want[i].Line) {
				t.Errorf("%s\nspan is %q", want[i].Line, got)
			}
		}
	})
}

// spoken says what was read of an entry in the words of the corpus.
func spoken(e note.Entry, line string) corpus.Entry {
	return corpus.Entry{
		Line: line, Date: e.Date, Until: e.Until, Done: e.Done, Time: e.Time, Promise: e.Promise.String(),
		Theirs: e.Theirs, Kind: e.Kind.String(), Outcome: e.Outcome.String(), Text: e.Text,
	}
}

func journal(entries []corpus.Entry) []byte {
	var b strings.Builder
	b.WriteString("---\nname: A\n---\n\n")
	for _, e := range entries {
		b.WriteString("- " + e.Line + "\n")
	}
	return []byte(b.String())
}

// drawn is a source of which rapid knows what was drawn, and tries to draw less.
type drawn struct{ t *rapid.T }

func (d drawn) Uint64() uint64 { return rapid.Uint64Range(0, 1<<20).Draw(d.t, "draw") }

func shown(p diag.Problem) string {
	return fmt.Sprintf("%s:%d:%d: %s [%s] %s\n  %s", path.Base(p.File), p.Line, p.Column, p.Message, p.Code, p.Help, p.Excerpt)
}

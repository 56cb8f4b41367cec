package corpus_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/note"
)

// What one hostile note may take to parse: many times what it does, far below what a bomb takes.
const (
	mostBytes = 64 // allocated for each byte of the note, beside
	mostFixed = 64 << 20
)

func TestHostileNotesAreReadInSecondsAndGiveOneProblemForEachFault(t *testing.T) {
	for _, h := range corpus.Hostiles() {
		t.Run(h.Name, func(t *testing.T) {
			for _, it := range h.Items {
				if it.Kind == corpus.Regular && strings.HasPrefix(it.Path, "notes/") && strings.HasSuffix(it.Path, ".md") {
					checkHostile(t, h, it)
				}
			}
		})
	}
}

func checkHostile(t *testing.T, h corpus.Hostile, it corpus.Item) {
	t.Helper()
	id := idOf(it.Path)
	i := slices.IndexFunc(h.Contacts, func(c corpus.Contact) bool { return c.ID == id })
	if i < 0 {
		return
	}
	n := parseInBounds(t, it)
	c, want := contact.New(n, id), h.Contacts[i]
	if want.Name != "" && c.Name != want.Name || c.Next != want.Next || len(n.Entries) != want.Entries {
		t.Errorf("%s: read name %q, next %s, %d entries, want %q, %s, %d", it.Path, c.Name, c.Next, len(n.Entries), want.Name, want.Next, want.Entries)
	}
	var got, codes []string
	for _, p := range n.Problems {
		got = append(got, p.Code)
	}
	for _, p := range h.Problems {
		if p.File == it.Path && p.Code != "twin" {
			codes = append(codes, p.Code)
		}
	}
	if !slices.Equal(got, codes) {
		t.Errorf("%s: problems %q, want %q", it.Path, got, codes)
		for _, p := range n.Problems {
			t.Log(shown(p)[:min(300, len(shown(p)))])
		}
	}
}

func parseInBounds(t *testing.T, it corpus.Item) *note.Note {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n := note.Parse(it.Path, it.Data)
	runtime.ReadMemStats(&after)
	bytes := after.TotalAlloc - before.TotalAlloc
	over := bytes > uint64(mostFixed+mostBytes*len(it.Data))
	if over && !testing.Short() { // a short run may be one of the race detector, which multiplies it
		t.Errorf("%s: %d MiB for %d KiB", it.Path, bytes>>20, len(it.Data)>>10)
	}
	return n
}

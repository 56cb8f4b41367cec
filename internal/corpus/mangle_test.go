package corpus_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/corpus"
	"redial/internal/followup"
	"redial/internal/site"
	"redial/layouts"
	"redial/static"
)

// pieces are what notes are mangled with: all that means something to one of those who read them.
var pieces = []string{
	"---\n", "\n---\n", "+++\n", "\ufeff", "\r\n", "\r", "\n", "\n\n", "\x00", "\xff", "\t", "    ", ":", ": ", "- ", "* ", "1. ", "> ", "# ", "\n===\n",
	"[ ] ", "[x] ", "[-] ", "[>] ", "2026-12-01", "2026-02-30", "31 Nov 2026", " 14:00 ", "they ", "call", ", no answer", ", not now until ", "(done 2026-12-01)",
	"[[", "]]", "[", "](", ")", "<", ">", "`", "```\n", "~~~", "*", "**", "_", "|", "|-|", "\\", "&", "&#x41;", "![", "[^1]", "{", "}", "'", "\"", "#", "<<<<<<< HEAD\n",
	"||||||| base\n", "=======\n", ">>>>>>> theirs\n", "name: ", "next: ", "every: 6w\n", "tags: [a, b]\n", "at: events/x\n", "\u202e", "é", "山", "👩‍👩‍👧", "\u2028",
}

// What nobody thought of: a note with pieces put in, cut out and doubled anywhere goes through the whole
// program but the disk, beside one that is sound. Nothing may panic, everybody has a page, and what is
// read of the sound one stays.
func TestAMangledNoteHarmsNobodyElse(t *testing.T) {
	files := corpus.Generate(corpus.Options{Notes: 60, Seed: 21, Faults: 0.02})
	sound := corpus.File{Path: "notes/zz-sound.md", Data: []byte("---\nname: Sound Note\nnext: 2026-12-04\n---\n\n- 2026-11-18 met\n")}
	rapid.Check(t, func(t *rapid.T) {
		src := mangle(t, rapid.SampledFrom(files).Draw(t, "note").Data)
		nb := read([]corpus.File{{Path: "notes/mangled.md", Data: src}, sound})
		for _, n := range nb.notes {
			for _, e := range n.Entries {
				if e.Span().Start < n.Body.Start || e.Span().End > len(n.Source) || e.Span().Start >= e.Span().End {
					t.Fatalf("entry of line %d lies at %v, the body at %v of %d bytes", e.Line, e.Span(), n.Body, len(n.Source))
				}
			}
		}
		if c := nb.book.Contact("zz-sound"); c == nil || c.Next != corpus.Today+3 || len(c.Journal) != 1 {
			t.Fatalf("the sound note is read as %+v", c)
		}
		checkPages(t, nb)
	})
}

// checkPages builds the site of people and looks for a page of each.
func checkPages(t *rapid.T, nb people) {
	s := followup.DefaultSettings()
	files, _, err := site.Build(site.Input{
		Agenda: followup.NewAgenda(nb.book, s, corpus.Today), Problems: nb.checked(s),
		Layouts: []fs.FS{layouts.Files}, Static: []fs.FS{static.Files},
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, f := range files {
		if strings.HasPrefix(f.Path, "people/") && f.Path != "people/index.html" {
			pages++
		}
	}
	if pages != len(nb.book.Contacts) {
		t.Fatalf("%d pages for %d contacts", pages, len(nb.book.Contacts))
	}
}

// mangle puts pieces in, cuts parts out and doubles them.
func mangle(t *rapid.T, src []byte) []byte {
	for range rapid.IntRange(1, 6).Draw(t, "times") {
		at := rapid.IntRange(0, len(src)).Draw(t, "at")
		to := min(len(src), at+rapid.IntRange(0, 80).Draw(t, "length"))
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			piece := strings.Repeat(rapid.SampledFrom(pieces).Draw(t, "piece"), rapid.IntRange(1, 3).Draw(t, "count"))
			src = bytes.Join([][]byte{src[:at], []byte(piece), src[at:]}, nil)
		case 1:
			src = bytes.Join([][]byte{src[:at], src[to:]}, nil)
		case 2:
			src = bytes.Join([][]byte{src[:to], src[at:]}, nil)
		}
	}
	return src
}

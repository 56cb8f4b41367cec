package site

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"redial/internal/corpus"
	"redial/internal/note"
)

// FuzzTextWithoutMarksNeedsNoParser holds that what is taken for plain text is what the parser makes of it.
func FuzzTextWithoutMarksNeedsNoParser(f *testing.F) {
	for _, s := range []string{"", "called back", "a > b ] ! (c) - d + e # 1. f", "- [ ] x", "# no heading", "> no quote", "1) one", "tea\tand  cake", "http: //a", "| a | b |", "mailto:a@b.example www.a.example", "© \u00a0ü", "=== ---", "\x00", ":smile:"} {
		f.Add(s)
	}
	for _, p := range corpus.Payloads("127.0.0.1:9") {
		f.Add(p.Text)
	}
	s := &site{}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSpace(text)
		if !note.IsPlain(text) || !utf8.ValidString(text) || len(text) > note.MaxParagraph {
			return
		}
		if got, want := s.inline("", "", text), s.marked("", "", text); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
		if got, want := note.Plain(text), note.PlainNode(note.Inline(text)); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
	})
}

// What is shown around the entries must not depend on their paragraphs being left unread.
func TestNotesAreShownAsTheWholeTreeShowsThem(t *testing.T) {
	for name, nb := range map[string]*notebook{"samples": sampled(t), "generated": generated(150, 5), "laden": laden("127.0.0.1:9"), "few": few(t)} {
		s, _ := newSite(nb.input(corpus.Today))
		s.findImages()
		for _, c := range s.Agenda.Book.Contacts {
			around := s.newProse(s.pageOf[c.ID], c.ID, c.Name, c.Note)
			whole := *around
			whole.root, whole.source = note.Tree(c.Note)
			whole.items = note.Items(whole.root, whole.source)
			whole.entries = map[*ast.ListItem]bool{}
			for i := range c.Note.Entries {
				whole.entries[whole.items[c.Note.Entries[i].Span().Start]] = true
			}
			if got, want := around.notes(), whole.notes(); got != want {
				t.Errorf("%s: the notes of %s are %q, and %q by the whole tree", name, c.ID, got, want)
			}
			for i := range c.Note.Entries {
				at := c.Note.Entries[i].Span().Start
				if got, want := around.below(at), whole.below(at); got != want {
					t.Errorf("%s: below an entry of %s stands %q, and %q by the whole tree", name, c.ID, got, want)
				}
			}
		}
	}
}

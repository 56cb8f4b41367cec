package site

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"pgregory.net/rapid"

	"redial/internal/corpus"
	"redial/internal/note"
)

// FuzzPlainMarksNeedNoParser holds that what is read without the parser is what the parser makes of it.
func FuzzPlainMarksNeedNoParser(f *testing.F) {
	for _, s := range []string{
		"", "called back", "a > b ] ! (c) - d + e # 1. f", "- [ ] x", "# no heading", "> no quote", "1) one", "tea\tand  cake", "http: //a", "| a | b |", "mailto:a@b.example www.a.example", "© \u00a0ü", "=== ---", "\x00", ":smile:",
		"the *outline*, with **two** prices", "see [the pilot](https://example.com/pilot) first", "[[Ada]] and [[ada-byron|her]]", "`make *all*`", "5 < 6, 2 * 3, a_b_c \\*so\\*", "https://a.example/b_c, and more",
		"_so_ (*and* so)\n**and so:** on", "*a [b](c.md) d*", "*a `b` https://c.example*",
	} {
		f.Add(s)
	}
	for _, p := range corpus.Payloads("127.0.0.1:9") {
		f.Add(p.Text)
	}
	s := made(f)
	f.Fuzz(func(t *testing.T, text string) {
		if text = strings.TrimSpace(text); utf8.ValidString(text) && len(text) <= note.MaxParagraph {
			s.checkPieces(t, text)
		}
	})
}

// checkPieces holds a text to what the parser makes of it, and tells whether it is read without it.
func (s *site) checkPieces(t rapid.TB, text string) bool {
	_, sure := note.Pieces(text, nil)
	if !sure && !note.IsPlain(text) {
		return false
	}
	const id = "clients/x"
	if got, want := s.inline("people/clients/x.html", id, text), s.marked("people/clients/x.html", id, text); got != want {
		t.Fatalf("%q is\n%q, and by the parser\n%q", text, got, want)
	}
	if got, want := note.Plain(text), note.PlainNode(note.Inline(text)); got != want {
		t.Fatalf("%q is\n%q, and by the parser\n%q", text, got, want)
	}
	return true
}

// made is a site with people to link to.
func made(t testing.TB) *site {
	s, _ := newSite(generated(20, 5).input(corpus.Today))
	if len(s.Agenda.Book.Contacts) == 0 {
		t.Fatal("nobody is in it")
	}
	s.findImages()
	return s
}

// What the parser is spared must be sure to mean the same, however marks stand beside each other.
func TestNoMixtureOfMarksIsReadInTwoWays(t *testing.T) {
	s := made(t)
	part := rapid.SampledFrom([]string{
		"*", "*", "**", "_", "_", "__", "***", "`", "``", "[", "[[", "]", "]]", "](", ")", "(", "!", "|", "#", "<", ">", "\\", "~", "~~", "\n", "\n", "\r", " ", " ", " ", "  ", "\t",
		"&", ";", "&amp;", "://", "https://a.example/b", "http://", "a.md", "x", "x", "y", "word", "word", "é", "—", "\u00a0", "\u2003", "1", ".", ",", ":", "\"", "'", "-", "=", "@", "[x](y.md)", "[[z]]", "`c`", "*em*", "**st**", "_em_",
		s.Agenda.Book.Contacts[0].Name, s.Agenda.Book.Contacts[0].ID + ".md",
	})
	sure := 0
	rapid.Check(t, func(r *rapid.T) {
		for range 40 {
			text := strings.TrimSpace(strings.Join(rapid.SliceOfN(part, 1, 12).Draw(r, "parts"), ""))
			if s.checkPieces(r, text) {
				sure++
			}
		}
	})
	if sure == 0 {
		t.Error("none was read without the parser")
	}
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

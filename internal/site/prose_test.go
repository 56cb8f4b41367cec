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
	w := (&prose{s: s, path: "people/clients/x.html", id: id}).writer(nil)
	w.marked(text)
	if got, want := s.inline("people/clients/x.html", id, text), w.done(); got != want {
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
			if got, want := s.shownOf(c.ID, c.Note), s.shownByWholeTree(c.ID, c.Note); got != want {
				t.Errorf("%s: of %s is shown\n%s\nand by the whole tree\n%s", name, c.ID, got, want)
			}
		}
	}
}

// shownOf gives what is shown of a note around its entries, and below each of them.
func (s *site) shownOf(id string, n *note.Note) string {
	return s.newProse(s.pageOf[id], id, "Ada", n).all(n)
}

func (s *site) shownByWholeTree(id string, n *note.Note) string {
	p := &prose{s: s, path: s.pageOf[id], id: id, name: "Ada"}
	p.root, p.source = note.Tree(n)
	p.items = note.Items(p.root, p.source)
	p.entries = map[*ast.ListItem]bool{}
	for i := range n.Entries {
		p.entries[p.items[n.Entries[i].Span().Start]] = true
	}
	return p.all(n)
}

func (p *prose) all(n *note.Note) string {
	parts := []string{string(p.notes())}
	for i := range n.Entries {
		parts = append(parts, string(p.below(n.Entries[i].Span().Start)))
	}
	return strings.Join(parts, "\n-- ")
}

// The same, however blocks stand beside each other.
func TestNoMixtureOfLinesIsShownInTwoWays(t *testing.T) {
	s := made(t)
	id := s.Agenda.Book.Contacts[0].ID
	line := rapid.SampledFrom([]string{
		"- 2026-11-18 met: a", "- 2026-11-19 call", "- 2026-11-19 call", "- [ ] 2026-11-20 email: b", "- only text", "* 2026-11-21 met", "1. 2026-11-18 call",
		"  - 2026-11-18 call", "", "", "", "  child", "    deeper", "\ttab", "text", "*text* of [a] and [b](c.md)", "[[Ada]], https://a.example", "`a", "b`  ", "end\\", "<b>", "a & b &amp; c",
		"# Ada", "## Journal", "# head", "### *head*", "#", "# head #", "===", "---", "> quote", "```", "<!-- c", "-->", "[a]: /b", "| a | b |", "|---|---|", "-", "\r", "~~a~~",
		"- only text", "  - child", "  > quote", "- [ ] a box", "[ ] no box", "1. one", "3) three", "***", "  - [x] box", "> - 2026-11-18 call", "- [a]", "- > quote", "    - deep",
	})
	shaped := 0
	rapid.Check(t, func(r *rapid.T) {
		for range 5 {
			text := strings.Join(rapid.SliceOfN(line, 1, 10).Draw(r, "lines"), "\n")
			n := note.Parse("notes/x.md", []byte(text))
			if root, source := note.TreeAround(n); root.HasChildren() && source == nil {
				shaped++
			}
			if got, want := s.shownOf(id, n), s.shownByWholeTree(id, n); got != want {
				r.Fatalf("of %q is shown\n%s\nand by the whole tree\n%s", text, got, want)
			}
		}
	})
	if shaped == 0 {
		t.Error("all were parsed again")
	}
}

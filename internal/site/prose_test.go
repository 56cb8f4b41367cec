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
		w := (&prose{s: s}).writer(nil)
		w.marked(text)
		if got, want := s.inline("", "", text), w.done(); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
		if got, want := note.Plain(text), note.PlainNode(note.Inline(text)); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
	})
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

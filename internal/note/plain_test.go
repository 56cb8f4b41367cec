package note

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

func TestARowShowsMarkdownAsPlainText(t *testing.T) {
	for markdown, want := range map[string]string{
		"sent the article":                   "sent the article",
		"  two   blanks\nand a line ":        "two blanks and a line",
		"*very* **keen** ~~not~~":            "very keen not",
		"see [the article](https://a.com)":   "see the article",
		"ask [[ben]] and [[cy|her brother]]": "ask ben and her brother",
		"run `make *all*`":                   "run make *all*",
		"https://a.com/b_c, and more":        "https://a.com/b_c, and more",
		"<ada@example.com>":                  "ada@example.com",
		"![a photo](ada.jpg)":                "a photo",
		"5 < 6 &amp; \\*so\\*":               "5 < 6 & *so*",
		"<b>bold</b>":                        "<b>bold</b>",
		"- no list":                          "- no list",
		"# no *heading*":                     "# no heading",
		"":                                   "",
		"[[":                                 "[[",
	} {
		if got := Plain(markdown); got != want {
			t.Errorf("%q is %q, not %q", markdown, got, want)
		}
	}
}

func TestBareAddressesAreLinks(t *testing.T) {
	for text, want := range map[string]string{
		"see https://a.example.":                          "see <https://a.example>.",
		"(https://a.example/x_(y))":                       "(<https://a.example/x_(y)>)",
		"https://a.example, HTTP://b.example/?q=1&r=2!":   "<https://a.example>, <HTTP://b.example/?q=1&r=2>!",
		"xhttps://a.example ftp://a.example :// https://": "xhttps://a.example ftp://a.example :// https://",
		"[x](https://a.example) `https://b.example`":      "x https://b.example",
		"https://a.example/a_b_c d":                       "<https://a.example/a_b_c> d",
		"\"https://a.example\"":                           "\"<https://a.example>\"",
	} {
		root, source := Inline(text)
		var b strings.Builder
		if err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.Text:
				if entering {
					b.Write(n.Segment.Value(source))
				}
			case *ast.AutoLink:
				if entering {
					fmt.Fprintf(&b, "<%s>", n.URL(source))
				}
			}
			return ast.WalkContinue, nil
		}); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%q has %q, not %q", text, b.String(), want)
		}
	}
}

// TestNotesAreReadSideBySide: the parser is shared, and its first use sets it up.
func TestNotesAreReadSideBySide(t *testing.T) {
	src := []byte("---\nname: Ada\n---\n- 2026-11-18 met: [[Ben]] https://a.example\n")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			n := Parse("ada.md", src)
			if root, _ := Tree(n); len(n.Entries) != 1 || len(n.Links) != 1 || root == nil {
				t.Errorf("%+v", n)
			}
		})
	}
	all.Wait()
}

func TestBlanksAreFoundWhateverTheyAre(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b", "a " + string(r), string(r) + " b"} {
			if want := strings.Join(strings.Fields(s), " "); spaced(s) != want {
				t.Fatalf("%q is %q, not %q", s, spaced(s), want)
			}
		}
	}
}

package note

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// IsPlain reports whether a piece of Markdown on one line surely means nothing but its text: no byte in it
// can begin a mark, there is no & with a ; that could end an entity, and no address that would be a link.
func IsPlain(markdown string) bool {
	var holds byteMeaning
	for i := range len(markdown) {
		holds |= meanings[markdown[i]]
	}
	switch {
	case holds&mark != 0, holds&entity == entity:
		return false
	case holds&colon != 0:
		return !strings.Contains(markdown, "://")
	}
	return true
}

// byteMeaning is what a byte can be in a piece of Markdown besides text.
type byteMeaning uint8

const (
	mark byteMeaning = 1 << iota
	ampersand
	semicolon
	colon
	entity = ampersand | semicolon
)

var meanings = newMeanings()

func newMeanings() (of [256]byteMeaning) {
	for _, c := range []byte("*_[`<\\~\n\r") {
		of[c] = mark
	}
	of['&'], of[';'], of[':'] = ampersand, semicolon, colon
	return of
}

// Plain gives a piece of Markdown as plain text on one line: the text of its emphasis, links and code
// without the marks.
func Plain(markdown string) string {
	if IsPlain(markdown) {
		return spaced(markdown)
	}
	return PlainNode(Inline(markdown))
}

// spaced gives a text with one blank between its words, and none around them.
func spaced(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && i > 0 && s[i-1] != ' ' && i+1 < len(s):
		case c <= ' ', mayBlank[c]:
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// mayBlank tells of the first bytes of all blanks that are not ASCII.
var mayBlank = [256]bool{0xC2: true, 0xE1: true, 0xE2: true, 0xE3: true}

// PlainNode gives the text of a tree's node as [Plain] does.
func PlainNode(n ast.Node, source []byte) string {
	var b strings.Builder
	writePlain(&b, n, source)
	return spaced(b.String())
}

func writePlain(b *strings.Builder, n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Text:
		b.Write(resolved(n, source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.AutoLink:
		b.Write(n.Label(source))
	case *ast.RawHTML:
		for _, s := range n.Segments.Sliced(0, n.Segments.Len()) {
			b.Write(s.Value(source))
		}
	case *Raw:
		for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
			b.Write(s.Value(source))
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		writePlain(b, c, source)
	}
}

// resolved gives the text of a node with what its escapes and entities stand for.
func resolved(n *ast.Text, source []byte) []byte {
	value := n.Segment.Value(source)
	if n.IsRaw() || n.Parent() != nil && n.Parent().Kind() == ast.KindCodeSpan {
		return value
	}
	value = util.UnescapePunctuations(value)
	return util.ResolveEntityNames(util.ResolveNumericReferences(value))
}

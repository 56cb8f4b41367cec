package note

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Wiki is a link to another note by its name or id: [[Ben]], or [[Ben|my brother]] to show another
// text. The text shown is its only child.
type Wiki struct {
	ast.BaseInline
	Target string // as written, without blanks around it and without the part of a page behind `#`
}

// KindWiki is the kind of [Wiki] nodes.
var KindWiki = ast.NewNodeKind("Wiki")

// Kind implements [ast.Node].
func (*Wiki) Kind() ast.NodeKind { return KindWiki }

// Dump implements [ast.Node].
func (n *Wiki) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Target": n.Target}, nil)
}

// longestWiki bounds the search for the end of a [[link]]: without it, text full of brackets takes a
// time that grows with its square.
const longestWiki = 300

type wikiParser struct{}

// Trigger implements [parser.InlineParser].
func (*wikiParser) Trigger() []byte { return []byte{'['} }

// Parse implements [parser.InlineParser].
func (*wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, place := block.PeekLine()
	if len(line) < 2 || line[1] != '[' {
		return nil
	}
	inside, target, ok := wikiAt(string(line[:min(len(line), longestWiki)]))
	if !ok {
		return nil
	}
	n := &Wiki{Target: target}
	n.SetPos(place.Start)
	from, to := shownOf(inside)
	at := place.Start + len("[[")
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(at+from, at+to)))
	block.Advance(len("[[") + len(inside) + len("]]"))
	return n
}

// wikiAt reads the link at the beginning of s: what stands between its brackets, and where it leads.
func wikiAt(s string) (inside, target string, ok bool) {
	inside, ok = strings.CutPrefix(s[:min(len(s), longestWiki)], "[[")
	end := strings.IndexAny(inside, "[]\n")
	if !ok || end <= 0 || !strings.HasPrefix(inside[end:], "]]") {
		return "", "", false
	}
	inside = inside[:end]
	target, _, _ = strings.Cut(inside, "|")
	target, _, _ = strings.Cut(target, "#")
	target = strings.TrimSpace(target)
	return inside, target, target != ""
}

// shownOf gives where the part of what stands between the brackets lies that is shown.
func shownOf(inside string) (from, to int) {
	if bar := strings.IndexByte(inside, '|'); bar >= 0 && len(strings.TrimSpace(inside[bar+1:])) > 0 {
		from = bar + 1
	}
	to = len(strings.TrimRight(inside, "| \t"))
	from += len(inside[from:to]) - len(strings.TrimLeft(inside[from:to], " \t"))
	return from, to
}

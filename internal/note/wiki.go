package note

import (
	"bytes"

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
	if len(line) < len("[[a]]") || line[1] != '[' {
		return nil
	}
	inside := line[2:min(len(line), longestWiki)]
	end := bytes.IndexAny(inside, "[]\n")
	if end <= 0 || !bytes.HasPrefix(inside[end:], []byte("]]")) {
		return nil
	}
	inside = inside[:end]
	target, _, _ := bytes.Cut(inside, []byte("|"))
	target, _, _ = bytes.Cut(target, []byte("#"))
	if target = bytes.TrimSpace(target); len(target) == 0 {
		return nil
	}
	n := &Wiki{Target: string(target)}
	n.SetPos(place.Start)
	n.AppendChild(n, ast.NewTextSegment(shown(inside, place.Start+2)))
	block.Advance(len("[[") + end + len("]]"))
	return n
}

// shown gives the part of what stands between the brackets that is shown.
func shown(inside []byte, at int) text.Segment {
	from := 0
	if bar := bytes.IndexByte(inside, '|'); bar >= 0 && len(bytes.TrimSpace(inside[bar+1:])) > 0 {
		from = bar + 1
	}
	to := len(bytes.TrimRight(inside, "| \t"))
	from += len(inside[from:to]) - len(bytes.TrimLeft(inside[from:to], " \t"))
	return text.NewSegment(at+from, at+to)
}

package note

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Most bodies are headings, paragraphs, lists and quotes. What a page shows around the entries of such a one
// is kept as the places of its blocks, so that the body need not be parsed again.

// Unread is a paragraph that was not read further. What it says can be read by itself: nothing else of its
// note is needed for that.
type Unread struct {
	ast.BaseBlock
	Markdown string
	Tight    bool // it is the text of an item in a tight list
}

// KindUnread is the kind of [Unread] nodes.
var KindUnread = ast.NewNodeKind("Unread")

// Kind implements [ast.Node].
func (*Unread) Kind() ast.NodeKind { return KindUnread }

// Dump implements [ast.Node].
func (n *Unread) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Markdown": n.Markdown}, nil)
}

// plainBlock is a block of a body, before those in it.
type plainBlock struct {
	start, end int32 // of its text in the source; of an item, its marker; of a list, its first number
	kind       plainKind
	depth      uint8 // of how many others it stands in
	level      byte  // of a heading; of a list, its marker
}

type plainKind uint8

const (
	plainParagraph plainKind = iota
	plainTight               // a paragraph of an item in a tight list
	plainHeading             // one without marks
	plainList                // one of entries alone is empty
	plainItem
	plainEntry // an item that is an entry, without its first paragraph
	plainQuote
	plainRule
)

// mostPlain is how many blocks of a body are kept at most.
const mostPlain = 64

// shape gives the blocks of a body where they are all of the kinds above, and not too many; else nil. Entries
// of one paragraph are left out.
func (b *body) shape() []plainBlock {
	var room [mostPlain]plainBlock
	s := shaping{body: b, blocks: room[:0]}
	if b.note.view != b.note.Source || !s.all(b.root.FirstChild(), 0) || len(s.blocks) == 0 {
		return nil
	}
	return slices.Clone(s.blocks)
}

// shaping is a body while its shape is found.
type shaping struct {
	*body
	blocks []plainBlock
}

// all adds a block, those that follow it and those in them; it tells whether it could.
func (s *shaping) all(first ast.Node, depth uint8) bool {
	for n := first; n != nil; n = n.NextSibling() {
		p, ok := s.plain(n)
		if !ok || len(s.blocks) == cap(s.blocks) {
			return false
		}
		p.depth = depth
		s.blocks = append(s.blocks, p)
		switch {
		case p.kind == plainList:
			ok = s.items(n.FirstChild(), depth+1)
		case p.kind == plainQuote:
			ok = s.all(n.FirstChild(), depth+1)
		}
		if !ok {
			return false
		}
	}
	return true
}

// items adds the items of a list that are more than an entry of one paragraph.
func (s *shaping) items(first ast.Node, depth uint8) bool {
	for n := first; n != nil; n = n.NextSibling() {
		if s.alone(n, n.NextSibling()) {
			continue
		}
		p, inside := plainBlock{start: int32(marker(n.(*ast.ListItem), s.view)), kind: plainItem, depth: depth}, n.FirstChild()
		if inside != nil && isEntry(s.note.Entries, int(p.start)) {
			p.kind, inside = plainEntry, inside.NextSibling()
		}
		if len(s.blocks) == cap(s.blocks) {
			return false
		}
		s.blocks = append(s.blocks, p)
		if !s.all(inside, depth+1) {
			return false
		}
	}
	return true
}

// plain gives a block that means the same wherever it stands; ok tells whether it is one.
func (s *shaping) plain(n ast.Node) (p plainBlock, ok bool) {
	switch n := n.(type) {
	case *ast.List:
		return plainBlock{start: int32(n.Start), kind: plainList, level: n.Marker}, true
	case *ast.Blockquote:
		return plainBlock{kind: plainQuote}, true
	case *ast.ThematicBreak:
		return plainBlock{kind: plainRule}, true
	case *ast.Heading:
		p, ok = oneText(n.Lines())
		p.kind, p.level = plainHeading, byte(n.Level)
		return p, ok && IsPlain(s.note.Source[p.start:p.end])
	case *ast.Paragraph, *ast.TextBlock:
		return s.paragraph(n)
	case *Raw:
		p, ok = s.paragraph(n)
		return p, ok && n.Why == ""
	}
	return p, false
}

// paragraph gives a paragraph, but for one that may begin with a box.
func (s *shaping) paragraph(n ast.Node) (p plainBlock, ok bool) {
	p, ok = oneText(n.Lines())
	if list, is := n.Parent().Parent().(*ast.List); is && ok {
		if list.IsTight {
			p.kind = plainTight
		}
		ok = !strings.HasPrefix(strings.TrimLeft(s.note.Source[p.start:p.end], " \t"), "[")
	}
	return p, ok
}

// oneText gives where lines stand that follow each other without anything between them.
func oneText(lines *text.Segments) (p plainBlock, ok bool) {
	if lines.Len() == 0 {
		return p, false
	}
	for i, l := range lines.Sliced(0, lines.Len()) {
		if l.Padding != 0 || i > 0 && l.Start != lines.At(i-1).Stop {
			return p, false
		}
	}
	return plainBlock{start: int32(lines.At(0).Start), end: int32(lines.At(lines.Len() - 1).Stop)}, true
}

// shaped gives the tree of a body that has a shape.
func (n *Note) shaped() ast.Node {
	root := ast.NewDocument()
	parents := make([]ast.Node, 1, 8)
	parents[0] = root
	for _, p := range n.shape {
		block := n.shapedAs(p)
		parents = append(parents[:p.depth+1], block)
		parents[p.depth].AppendChild(parents[p.depth], block)
	}
	return root
}

func (n *Note) shapedAs(p plainBlock) ast.Node {
	switch p.kind {
	case plainList:
		list := ast.NewList(p.level)
		list.Start = int(p.start)
		return list
	case plainItem, plainEntry:
		item := ast.NewListItem(0)
		item.SetPos(int(p.start))
		if p.kind == plainEntry {
			item.AppendChild(item, &Unread{})
		}
		return item
	case plainQuote:
		return ast.NewBlockquote()
	case plainRule:
		return ast.NewThematicBreak()
	}
	says := strings.Trim(n.Source[p.start:p.end], " \t\r\n\f\v")
	if p.kind == plainHeading {
		h := ast.NewHeading(int(p.level))
		h.AppendChild(h, ast.NewString([]byte(says)))
		return h
	}
	return &Unread{Markdown: says, Tight: p.kind == plainTight}
}

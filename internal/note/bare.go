package note

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// linkBare makes links of the addresses in the texts of a tree that begin with http:// or https://.
// The tree was made of the source from an offset on.
func linkBare(root ast.Node, source []byte, from int) {
	if !bytes.Contains(source[from:], []byte("://")) {
		return
	}
	for _, t := range textNodes(root, source, nil) {
		linkText(t, source)
	}
}

// textNodes gives the texts below a node that are not in a link or in code. What follows one without
// a gap is put into it: goldmark begins a new text at each sign that could have begun an emphasis.
func textNodes(n ast.Node, source []byte, list []*ast.Text) []*ast.Text {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			for next := c.NextSibling(); next != nil && c.Segment.Stop > 0 && c.Merge(next, source); next = c.NextSibling() {
				n.RemoveChild(n, next)
			}
			list = append(list, c)
		case *ast.Link, *ast.Image, *ast.CodeSpan, *Wiki:
		default:
			list = textNodes(c, source, list)
		}
	}
	return list
}

// linkText takes the addresses out of one text. The text keeps what stands behind the last of them,
// and the end of its line.
func linkText(t *ast.Text, source []byte) {
	parent := t.Parent()
	for at := t.Segment.Start; ; {
		start, end := address(source[at:t.Segment.Stop])
		if start < 0 {
			return
		}
		start, end = at+start, at+end
		if start > t.Segment.Start {
			before := ast.NewTextSegment(text.NewSegment(t.Segment.Start, start))
			before.Segment.Padding = t.Segment.Padding
			parent.InsertBefore(parent, t, before)
		}
		link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, end)))
		link.SetPos(start)
		parent.InsertBefore(parent, t, link)
		t.Segment = text.NewSegment(end, t.Segment.Stop)
		at = end
	}
}

// address finds the first address in s; start is negative where there is none.
func address(s []byte) (start, end int) {
	for from := 0; ; {
		i := bytes.Index(s[from:], []byte("://"))
		if i < 0 {
			return -1, -1
		}
		i += from
		from = i + len("://")
		start = i - schemeBefore(s[:i])
		if start == i || start > 0 && isWordByte(s[start-1]) {
			continue
		}
		if end = from + addressLength(s[from:]); end > from {
			return start, end
		}
	}
}

// schemeBefore gives the length of the scheme that s ends with.
func schemeBefore(s []byte) int {
	for _, scheme := range []string{"https", "http"} {
		if n := len(s) - len(scheme); n >= 0 && bytes.EqualFold(s[n:], []byte(scheme)) {
			return len(scheme)
		}
	}
	return 0
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// addressLength gives how far an address goes: to the next blank or angle bracket, without the signs
// of the sentence around it.
func addressLength(s []byte) int {
	end := bytes.IndexAny(s, " \t\r\n<>\"")
	if end < 0 {
		end = len(s)
	}
	open := bytes.Count(s[:end], []byte("("))
	closed := bytes.Count(s[:end], []byte(")"))
	for ; end > 0; end-- {
		switch s[end-1] {
		case '.', ',', ':', ';', '!', '?', '\'', '*', '_', '~', ']':
		case ')':
			if closed <= open {
				return end
			}
			closed--
		default:
			return end
		}
	}
	return 0
}

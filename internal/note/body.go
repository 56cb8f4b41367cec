package note

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"redial/internal/diag"
)

// readBody takes the heading, the entries and the links from the tree of the body.
func (r *reading) readBody() {
	r.readSecondFront()
	if r.note.view = r.note.Source; len(r.conflicts) > 0 {
		r.note.view = string(r.view)
	}
	from := r.note.Body.Start
	links := bytes.Contains(r.view[from:], []byte("[[")) || bytes.Contains(r.view[from:], []byte(".md"))
	leave := every
	if links || r.whole {
		leave = nil
	}
	root, excesses := parse(r.view, from, leave)
	for _, e := range excesses {
		r.found(problem{at: e.at, width: e.width, severity: diag.Error, code: codeTooLarge,
			message: e.why, help: "shorten it; until then it is shown as it is"})
	}
	r.root = root
	b := body{reading: r, links: links}
	b.findHeading()
	if n := bytes.Count(r.view[max(0, from-1):], []byte("\n- ")); n > 0 {
		b.note.Entries = make([]Entry, 0, n) // most items are entries: room that grows would be a third too large
	}
	b.visit(root, none, false)
	if b.note.shape = b.shape(); b.note.shape == nil {
		b.note.runs = b.runs()
	}
	if len(b.note.Entries) == 0 {
		b.note.Entries = nil
	}
}

// body is the walk over the tree.
type body struct {
	*reading
	links bool // there may be links to other notes
}

// none is the entry of a link that stands in no entry.
const none = -1

// visit reads the blocks below a node, which stand in an entry or in none.
func (b *body) visit(n ast.Node, entry int, quoted bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.ListItem:
			inside := entry
			if !quoted && b.item(c) {
				inside = len(b.note.Entries) - 1
			}
			b.visit(c, inside, quoted)
		case *ast.Blockquote:
			b.visit(c, entry, true)
		case *ast.List:
			b.visit(c, entry, quoted)
		case *ast.FencedCodeBlock:
			if !quoted {
				b.checkFence(c)
			}
		default:
			if !quoted {
				b.checkLines(c)
			}
			if b.links {
				b.findLinks(c, entry)
			}
		}
	}
}

// runs gives where entries of one paragraph stand of which the tree of the text around needs nothing: those
// of the lists of the document, but for the first and the last item of each. What comes before and behind is
// read the same without them. In their place the list has blank lines, which make it a loose one; so it has
// to be loose already, unless nothing else is in it.
func (b *body) runs() []Span {
	var runs []Span
	for c := b.root.FirstChild(); c != nil; c = c.NextSibling() {
		if list, ok := c.(*ast.List); ok && (!list.IsTight || b.alone(list.FirstChild(), nil)) {
			runs = append(runs, b.runsOf(list)...)
		}
	}
	return runs
}

// runsOf gives those of a list whose items begin their lines, so that none can be taken into another.
func (b *body) runsOf(list *ast.List) []Span {
	var runs []Span
	start := none
	for n := list.FirstChild().NextSibling(); n != nil; n = n.NextSibling() {
		at := marker(n.(*ast.ListItem), b.view)
		switch needless := n.NextSibling() != nil && b.alone(n, n.NextSibling()); {
		case lineStart(b.view, at) != at:
			return nil
		case needless && start == none:
			start = at
		case !needless && start != none:
			runs = append(runs, Span{start, at})
			start = none
		}
	}
	return runs
}

// alone reports whether all items from one up to another are entries of one paragraph.
func (b *body) alone(n, end ast.Node) bool {
	for ; n != end; n = n.NextSibling() {
		if n.FirstChild() != n.LastChild() || !isEntry(b.note.Entries, marker(n.(*ast.ListItem), b.view)) {
			return false
		}
	}
	return true
}

// item reads a list item; it tells whether it is an entry.
func (b *body) item(item *ast.ListItem) bool {
	first := item.FirstChild()
	if first == nil || !isText(first) || first.Lines().Len() == 0 {
		return false
	}
	text, from := b.joined(first)
	entry, faults, ok := readEntry(text)
	for _, f := range faults {
		b.found(problem{at: from.place(f.offset), width: f.width, severity: f.severity,
			code: f.code, message: f.message, help: f.help, remark: f.remark})
	}
	if !ok {
		return false
	}
	at := extentOf(item, marker(item, b.view), b.view)
	line, _ := b.ruler.line(at.Start)
	entry.Line, entry.Start, entry.End = int32(line), int32(at.Start), int32(at.End) // files are no larger than MaxFile
	b.note.Entries = append(b.note.Entries, entry)
	return true
}

// joined gives the lines of a paragraph as joined does. A single line is a part of the note's source: the
// texts of the entries would take as much room again.
func (b *body) joined(n ast.Node) (string, parts) {
	lines := n.Lines()
	if lines.Len() > 1 {
		return joined(n, b.view)
	}
	l := lines.At(0)
	return strings.TrimRight(b.note.view[l.Start:l.Stop], " \t\r\n"), parts{first: l.Start}
}

// isText reports whether a block is a paragraph: in a tight list goldmark makes it a text block, and
// one that is too long is raw.
func isText(n ast.Node) bool {
	k := n.Kind()
	return k == ast.KindTextBlock || k == ast.KindParagraph || k == KindRaw
}

// parts tells where the pieces of a joined text come from.
type parts struct {
	first int // the source of the first one, which begins the text
	more  []part
}

type part struct{ joined, source int }

// joined gives the lines of a paragraph without the blanks around them.
func joined(n ast.Node, source []byte) (string, parts) {
	lines := n.Lines()
	if lines.Len() == 1 {
		l := lines.At(0)
		return string(bytes.TrimRight(source[l.Start:l.Stop], " \t\r\n")), parts{first: l.Start}
	}
	var b strings.Builder
	var from parts
	for i, l := range lines.Sliced(0, lines.Len()) {
		line := source[l.Start:l.Stop]
		at := l.Start + len(line) - len(bytes.TrimLeft(line, " \t"))
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if i == 0 {
			from.first = at
		} else {
			from.more = append(from.more, part{b.Len(), at})
		}
		b.Write(bytes.TrimSpace(line))
	}
	return b.String(), from
}

// place gives where a byte of the joined text stands in the source.
func (ps parts) place(offset int) int {
	at := part{0, ps.first}
	for _, p := range ps.more {
		if p.joined > offset {
			break
		}
		at = p
	}
	return at.source + offset - at.joined
}

// extentOf gives where a block stands that begins at start: to the end of its last line that is not
// blank.
func extentOf(n ast.Node, start int, source []byte) Span {
	end := len(source)
	if next := following(n); next != nil {
		end = max(start, lineStart(source, startOf(next, source)))
	}
	text := bytes.TrimRight(source[start:end], " \t\r\n")
	last, _ := lineAt(source, start+len(text))
	return Span{start, min(start+len(text)+len(last), end)}
}

// following gives the block that comes behind a block and all that is in it.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// startOf gives where a block begins.
func startOf(n ast.Node, source []byte) int {
	for {
		if item, ok := n.(*ast.ListItem); ok {
			return marker(item, source)
		}
		if at := n.Pos(); at >= 0 {
			return at
		}
		if n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n.FirstChild() == nil {
			return len(source)
		}
		n = n.FirstChild()
	}
}

// findHeading sets the first heading of the body that is not within a list or a quote. "Journal" is
// the heading of a journal, and nobody's name.
func (b *body) findHeading() {
	for c := b.root.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindHeading {
			continue
		}
		title := PlainNode(c, b.view)
		if title != "" && !strings.EqualFold(title, "journal") {
			b.note.Heading = title
			return
		}
	}
}

// findLinks collects the links to other notes below a block.
func (b *body) findLinks(n ast.Node, entry int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *Wiki:
			b.addLink(Link{Target: c.Target, Wiki: true, Entry: entry}, c.Pos())
		case *ast.Link:
			if target := noteTarget(string(c.Destination)); target != "" {
				b.addLink(Link{Target: target, Entry: entry}, c.Pos())
			}
			b.findLinks(c, entry)
		default:
			b.findLinks(c, entry)
		}
	}
}

func (b *body) addLink(l Link, at int) {
	l.Line, l.Column = b.ruler.column(at)
	b.note.Links = append(b.note.Links, l)
}

// noteTarget gives the path of a note that a link leads to; it is empty for all other links.
func noteTarget(destination string) string {
	if end := strings.IndexAny(destination, "#?"); end >= 0 {
		destination = destination[:end]
	}
	if !strings.HasSuffix(strings.ToLower(destination), ".md") {
		return ""
	}
	first, _, _ := strings.Cut(destination, "/")
	if strings.Contains(first, ":") || strings.HasPrefix(destination, "//") {
		return ""
	}
	return destination
}

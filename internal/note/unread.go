package note

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Most of a notebook's text is the first paragraph of some entry. Its inline Markdown is of no use to
// those who read the entries, which have their text from the source, nor on the page of a contact, which
// shows each entry by itself. So such paragraphs are left unread: they are [Raw] without a reason, and all
// else in the tree is as it would be.

// unread leaves paragraphs unread. It comes after all other transformers: what they make of a paragraph is
// none any more.
type unread struct{}

// unreadKey is where the context says which paragraphs are left unread, as a *leaving.
var unreadKey = parser.NewContextKey()

// leaving says which paragraphs are left unread.
type leaving struct {
	which func(*ast.Paragraph, []byte) bool
	room  []Raw // for those to come: there is one for nearly every line of a journal
}

// Transform implements [parser.ParagraphTransformer].
func (unread) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	l, ok := pc.Get(unreadKey).(*leaving)
	if !ok || p.Lines().Len() == 0 {
		return
	}
	if line, _ := reader.PeekLine(); isUnderline(line) || !l.which(p, reader.Source()) {
		return // one with a line below it may yet become a heading
	}
	l.leave(p)
}

func (l *leaving) leave(p *ast.Paragraph) {
	if len(l.room) == 0 {
		l.room = make([]Raw, 4)
	}
	raw := &l.room[0]
	l.room = l.room[1:]
	raw.SetLines(p.Lines())
	raw.SetPos(p.Lines().At(0).Start)
	raw.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, raw)
}

// isUnderline reports whether a line can make a heading of the paragraph above it.
func isUnderline(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && len(bytes.Trim(line, "=-")) == 0
}

// every leaves all paragraphs unread.
func every(*ast.Paragraph, []byte) bool { return true }

// firstOf leaves the first paragraphs of the items of some entries unread, which are in the order of the file.
func firstOf(entries []Entry) func(*ast.Paragraph, []byte) bool {
	return func(p *ast.Paragraph, source []byte) bool {
		item, ok := p.Parent().(*ast.ListItem)
		return ok && p.PreviousSibling() == nil && isEntry(entries, marker(item, source))
	}
}

// isEntry reports whether one of some entries, which are in the order of the file, begins at a place.
func isEntry(entries []Entry, at int) bool {
	_, ok := slices.BinarySearchFunc(entries, at, func(e Entry, at int) int { return int(e.Start) - at })
	return ok
}

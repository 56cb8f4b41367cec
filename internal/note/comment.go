package note

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// comment reads HTML comments, as goldmark does. Other HTML begins no block here: it is shown as text
// and never run, and a tag that is not closed would else swallow the journal below it. For the same
// reason a comment that never ends is none.
type comment struct{ parser.BlockParser }

var (
	commentStart = []byte("<!--")
	commentEnd   = []byte("-->")
	lastEnd      = parser.NewContextKey() // where the last commentEnd of the source lies, as an int
)

func (c comment) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if !bytes.HasPrefix(bytes.TrimLeft(line, " "), commentStart) || segment.Start >= endOfComments(reader, pc) {
		return nil, parser.NoChildren
	}
	return c.BlockParser.Open(parent, reader, pc)
}

// endOfComments gives where the last comment ends. It is looked for once, so that many beginnings
// without an end take no time.
func endOfComments(reader text.Reader, pc parser.Context) int {
	if at, ok := pc.Get(lastEnd).(int); ok {
		return at
	}
	at := bytes.LastIndex(reader.Source(), commentEnd)
	pc.Set(lastEnd, at)
	return at
}

package note

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// One parser decides what is a list, a quote or code: the tree that the entries are taken from is the
// tree that a page is made of.
//
// Of goldmark's extensions it has tables, strikethrough and boxes. Bare addresses are made links on the
// finished tree, at a tenth of the price of goldmark's own (which looks at every blank). Footnotes and
// definition lists are left out, since entries of many notes stand on one page, where their numbers
// would clash; the typographer, since it changes what the person typed.
var (
	markdown = newParser(blockParsers(), transformers())
	inline   = newParser([]util.PrioritizedValue{util.Prioritized(parser.NewParagraphParser(), 1000)},
		[]util.PrioritizedValue{util.Prioritized(&longText{}, 50)})
)

func newParser(blocks, transformers []util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithParagraphTransformers(transformers...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(&wikiParser{}, 50),
			util.Prioritized(extension.NewStrikethroughParser(), 500)))
}

// blockParsers are goldmark's own in their order, within the limits.
func blockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(shortHeading{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(comment{parser.NewHTMLBlockParser()}, 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

func transformers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(&longText{}, 50),
		util.Prioritized(reference{parser.LinkReferenceParagraphTransformer}, 100),
		util.Prioritized(smallTable{extension.NewTableParagraphTransformer()}, 200),
		util.Prioritized(unread{}, 1000),
	}
}

// reference takes the definitions of links off the beginning of a paragraph, as goldmark does, which makes
// a reader for every paragraph before it looks whether one is there.
type reference struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer].
func (r reference) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := p.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if line := bytes.TrimSpace(reader.Source()[first.Start:first.Stop]); len(line) > 0 && line[0] != '[' {
			return
		}
	}
	r.ParagraphTransformer.Transform(p, reader, pc)
}

// Tree gives the Markdown of a note's body as goldmark's tree, with positions in n.Source. Text beyond
// a limit is a [Raw] node in it, [[links]] are [Wiki] nodes. The tree is made anew on each call, and so is
// source, which is n.Source as bytes.
func Tree(n *Note) (root ast.Node, source []byte) {
	source = []byte(n.Source)
	seen := source
	if n.view != n.Source {
		seen = []byte(n.view)
	}
	root, _ = parse(seen, n.Body.Start, nil)
	return root, source
}

// TreeAround gives the tree of a note whose entries are shown by themselves: the first paragraphs of their
// items are not read further, and are [Raw] nodes in it. Most entries that are one paragraph are not in it at
// all, and the source is blank in their place: most of a note is a list of them. The tree of most bodies is
// made of their shape: its paragraphs are [Unread], and there is no source.
func TreeAround(n *Note) (root ast.Node, source []byte) {
	if n.shape != nil {
		return n.shaped(), nil
	}
	if n.view != n.Source { // where two sides are told together, all is read
		return Tree(n)
	}
	source = []byte(n.Source)
	for _, r := range n.runs {
		blank(source[r.Start:r.End])
	}
	root, _ = parse(source, n.Body.Start, firstOf(n.Entries))
	return root, source
}

// Inline gives a piece of Markdown that is no block, the text of an entry say, as a tree with one
// paragraph, and the source that the tree's positions refer to. What looks like a list or a heading is
// text in it.
func Inline(markdown string) (root ast.Node, source []byte) {
	source = []byte(markdown)
	root = inline.Parse(text.NewReader(source))
	linkBare(root, source, 0)
	return root, source
}

// Inlines gives pieces of Markdown as [Inline] does, read at one go: for a short one, to begin is most of the
// work. Each has to be on one line, of at most [MaxShort] bytes and without blanks around it; it becomes a
// paragraph of its own.
func Inlines(markdown []string) (paragraphs []ast.Node, source []byte) {
	source = []byte(strings.Join(markdown, "\n\n"))
	root := inline.Parse(text.NewReader(source))
	linkBare(root, source, 0)
	paragraphs = make([]ast.Node, 0, len(markdown))
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		paragraphs = append(paragraphs, c)
	}
	return paragraphs, source
}

// parse reads the Markdown of text from an offset on, and tells what was beyond the limits.
// What leave says of is left unread; nil for nothing.
func parse(source []byte, from int, leave func(*ast.Paragraph, []byte) bool) (ast.Node, []excess) {
	reader := text.NewReader(source)
	reader.SetPosition(0, text.NewSegment(0, from))
	reader.AdvanceLine()
	context := parser.NewContext()
	if leave != nil {
		context.Set(unreadKey, &leaving{which: leave})
	}
	root := markdown.Parse(reader, parser.WithContext(context))
	linkBare(root, source, from)
	return root, limitsOf(context).excesses
}

// Items gives the list items of a tree by the place of their markers: an entry's item is the one at
// its Span.Start.
func Items(root ast.Node, source []byte) map[int]*ast.ListItem {
	items := map[int]*ast.ListItem{}
	eachBlock(root, func(n ast.Node) {
		if item, ok := n.(*ast.ListItem); ok {
			items[marker(item, source)] = item
		}
	})
	return items
}

// eachBlock calls f for each block below n, in the order of the text.
func eachBlock(n ast.Node, f func(ast.Node)) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		f(c)
		eachBlock(c, f)
	}
}

// marker gives the place of an item's marker. goldmark's own position is off where a tab stands before
// the marker and was taken for the indent of the item around it. In a tree without a source it is right.
func marker(item *ast.ListItem, source []byte) int {
	at := item.Pos()
	if source == nil {
		return at
	}
	for at > 0 && (at >= len(source) || !isMarker(source[at])) {
		at--
	}
	return at
}

func isMarker(c byte) bool {
	return c == '-' || c == '*' || c == '+' || c >= '0' && c <= '9'
}

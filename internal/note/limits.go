package note

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark takes a time that grows with the square of some texts: nested containers, marks of
// emphasis, brackets, tables of few letters and many cells. The limits of SPEC 3 are drawn before it
// begins on them; a list of any length is within them.

// maxMarks is how many signs that may begin an emphasis, a link or code are read in one paragraph. No
// person writes so many, and within it the worst paragraph of 16 KiB takes milliseconds.
const maxMarks = 1000

// MaxShort is how many bytes a paragraph can have that is surely within the limits.
const MaxShort = maxMarks

// Raw is text beyond a limit of the format: it is shown as it stands in the file.
type Raw struct {
	ast.BaseBlock
	Why string // the limit, as the problem says it
}

// KindRaw is the kind of [Raw] nodes.
var KindRaw = ast.NewNodeKind("Raw")

// Kind implements [ast.Node].
func (*Raw) Kind() ast.NodeKind { return KindRaw }

// IsRaw implements [ast.Node]: there is no inline Markdown in it.
func (*Raw) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (n *Raw) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// excess is a place where a limit was passed.
type excess struct {
	at, width int
	why       string
}

// limits is what the parsers below share while one text is read.
type limits struct {
	excesses []excess
	nested   ast.Node // the block of the document in which containers were nested too deep
}

var limitsKey = parser.NewContextKey()

func limitsOf(pc parser.Context) *limits {
	return pc.ComputeIfAbsent(limitsKey, func() any { return &limits{} }).(*limits)
}

const (
	tooDeep   = "containers are nested more than 50 deep"
	tooLong   = "a paragraph is longer than 16 KiB"
	tooMarked = "a paragraph has more than 1,000 signs of emphasis, links or code"
	tooWide   = "a table has more than 1,000 cells"
)

// shallow is the parser of a container that opens none inside 50 others.
type shallow struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	deep, top := depth(parent)
	if deep < MaxNesting {
		return s.BlockParser.Open(parent, reader, pc)
	}
	line, place := reader.Position()
	if node, _ := s.BlockParser.Open(parent, reader, pc); node != nil {
		reader.SetPosition(line, place)
		if l := limitsOf(pc); l.nested != top {
			l.nested = top
			l.excesses = append(l.excesses, excess{place.Start, 1, tooDeep})
		}
	}
	return nil, parser.NoChildren
}

// depth counts the quotes and items around a block, itself included, and gives the outermost block of
// the document that holds it.
func depth(n ast.Node) (deep int, top ast.Node) {
	for ; n != nil && n.Kind() != ast.KindDocument; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindListItem {
			deep++
		}
		top = n
	}
	return deep, top
}

// shortHeading leaves a heading that is too long to the paragraphs.
type shortHeading struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (s shortHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > MaxParagraph {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// longText makes paragraphs beyond a limit raw. It comes before all other transformers: they would
// have to read them.
type longText struct{}

// Transform implements [parser.ParagraphTransformer].
func (*longText) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := p.Lines()
	if lines.Len() == 0 {
		return
	}
	if l := limitsOf(pc); l.nested != nil { // first: one fault is one problem
		if deep, top := depth(p); deep >= MaxNesting && top == l.nested {
			makeRaw(p, "", reader.Source(), pc)
			return
		}
	}
	if length := lines.At(lines.Len()-1).Stop - lines.At(0).Start; length > maxMarks {
		if why := excessOf(lines, reader.Source(), length); why != "" {
			makeRaw(p, why, reader.Source(), pc)
		}
	}
}

// excessOf tells which limit lines pass. A table may be long, as long as its cells are not.
func excessOf(lines *text.Segments, source []byte, length int) string {
	if length > MaxParagraph && textLength(lines) > MaxParagraph && !hasShortCells(lines, source) {
		return tooLong
	}
	marks := 0
	for _, l := range lines.Sliced(0, lines.Len()) {
		for _, c := range source[l.Start:l.Stop] {
			switch c {
			case '*', '_', '[', '`', '<', '~':
				marks++
			}
		}
	}
	if marks > maxMarks {
		return tooMarked
	}
	return ""
}

func textLength(lines *text.Segments) int {
	n := 0
	for _, l := range lines.Sliced(0, lines.Len()) {
		n += l.Len()
	}
	return n
}

// makeRaw puts a raw block in the place of a paragraph, and records why where it was not yet.
func makeRaw(p *ast.Paragraph, why string, source []byte, pc parser.Context) {
	raw := &Raw{Why: why}
	raw.SetLines(p.Lines())
	first := p.Lines().At(0)
	raw.SetPos(first.Start)
	raw.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, raw)
	if why == "" {
		raw.Why = tooDeep
		return
	}
	l := limitsOf(pc)
	l.excesses = append(l.excesses, excess{first.Start, len(bytes.TrimRight(first.Value(source), " \t\r\n")), why})
}

// smallTable makes tables of no more than 1,000 cells.
type smallTable struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer].
func (s smallTable) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if cells(p.Lines(), reader.Source()) > MaxCells {
		makeRaw(p, tooWide, reader.Source(), pc)
		return
	}
	s.ParagraphTransformer.Transform(p, reader, pc)
}

// cells counts the cells of the table that lines would become: 0 where none would. Rows that are
// shorter than the head are filled up.
func cells(lines *text.Segments, source []byte) int {
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if !isDelimiter(source[line.Start:line.Stop]) {
			continue
		}
		head := lines.At(i - 1)
		n := columns(source[line.Start:line.Stop])
		if n != columns(source[head.Start:head.Stop]) {
			return 0
		}
		return n * (lines.Len() - i)
	}
	return 0
}

// isDelimiter reports whether a line looks like the one below a table's head: |---|:--:|.
func isDelimiter(line []byte) bool {
	dashes := false
	for _, c := range line {
		switch c {
		case '-':
			dashes = true
		case '|', ':', ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return dashes
}

// columns counts the columns of a row.
func columns(row []byte) int {
	row = bytes.TrimSpace(row)
	row = bytes.TrimPrefix(row, []byte("|"))
	n := 1
	for i, c := range row {
		if c == '|' && i < len(row)-1 && (i == 0 || row[i-1] != '\\') {
			n++
		}
	}
	return n
}

// hasShortCells reports whether lines are a table within the limits, none of whose cells is too long.
func hasShortCells(lines *text.Segments, source []byte) bool {
	if n := cells(lines, source); n == 0 || n > MaxCells {
		return false
	}
	for _, l := range lines.Sliced(0, lines.Len()) {
		for cell := range bytes.SplitSeq(source[l.Start:l.Stop], []byte("|")) {
			if len(cell) > MaxParagraph {
				return false
			}
		}
	}
	return true
}

package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Most marks that people make leave no doubt: a word in stars, a link, code, an escaped sign. They are read
// here, without a tree. Whatever could be meant in two ways is left to goldmark, which says what the others
// mean, too: a fuzz test holds the two to each other.

// Piece is a part of a piece of Markdown.
type Piece struct {
	Kind PieceKind
	Text string // what is shown, as plain text; of what begins or ends an emphasis nothing
	To   string // where a link leads, as written
}

// PieceKind is what a piece is.
type PieceKind uint8

// The kinds of pieces.
const (
	Words PieceKind = iota
	EmphasisStart
	EmphasisEnd
	StrongStart
	StrongEnd
	CodeSpan
	Anchor   // [text](to)
	WikiLink // [[to]] or [[to|text]]
	Address  // one that stands in the text
)

// Pieces adds to room what Markdown within one paragraph says, in order; ok tells whether it could be read
// without goldmark. Pieces follow each other as in the text, and an emphasis holds no other.
func Pieces(markdown string, room []Piece) (pieces []Piece, ok bool) {
	holds := meaningOf(markdown)
	if len(markdown) == 0 || len(markdown) > maxMarks || holds&entity == entity || markdown[0] <= ' ' || markdown[len(markdown)-1] <= ' ' {
		return nil, false
	}
	p := piecing{text: markdown, list: room, linked: holds&colon != 0 && strings.Contains(markdown, "://")}
	for p.at < len(p.text) {
		if c := p.text[p.at]; meanings[c]&mark == 0 {
			p.at++
		} else if !p.mark(c) {
			return nil, false
		}
	}
	p.cut(len(p.text))
	return p.list, p.open == 0 && !(p.escaped && p.linked)
}

// piecing is a text while its pieces are read.
type piecing struct {
	text    string
	at      int // what is read next
	from    int // all before it is in the list
	list    []Piece
	sign    byte // of the emphasis that is open
	open    int  // how many signs it has; 0 for none
	escaped bool // a sign was escaped
	linked  bool // there may be addresses in the text
}

// mark reads the mark c, or passes over a sign that is none; it tells whether that is sure.
func (p *piecing) mark(c byte) bool {
	switch c {
	case '*', '_':
		return p.stress(c)
	case '`':
		return p.code()
	case '[':
		return p.wiki() || p.link()
	case '\\':
		return p.escape()
	case '\n':
		return p.line()
	case '<':
		p.at++
		return strings.IndexByte(p.text[p.at:], '>') < 0
	}
	return false
}

// cut puts the text from the last piece up to a place into the list.
func (p *piecing) cut(end int) {
	rest := p.text[p.from:end]
	for p.linked {
		start, end := address([]byte(rest))
		if start < 0 {
			break
		}
		if start > 0 {
			p.list = append(p.list, Piece{Words, rest[:start], ""})
		}
		p.list = append(p.list, Piece{Address, rest[start:end], rest[start:end]})
		rest = rest[end:]
	}
	if rest != "" {
		p.list = append(p.list, Piece{Words, rest, ""})
	}
	p.from = end
}

// add puts what stands from here up to a place into the list.
func (p *piecing) add(piece Piece, end int) bool {
	p.cut(p.at)
	p.list = append(p.list, piece)
	p.at, p.from = end, end
	return true
}

// stress reads a run of signs that can begin or end an emphasis; of those that could do both it is not sure.
func (p *piecing) stress(c byte) bool {
	end := p.at + 1
	for end < len(p.text) && p.text[end] == c {
		end++
	}
	n := end - p.at
	last, _ := utf8.DecodeLastRuneInString(p.text[:p.at])
	next, _ := utf8.DecodeRuneInString(p.text[end:])
	before, after := edgeOf(last, p.at == 0), edgeOf(next, end == len(p.text))
	begins := after != edgeBlank && (after != edgeSign || before != edgeLetter)
	ends := before != edgeBlank && (before != edgeSign || after != edgeLetter)
	switch {
	case !begins && !ends, c == '_' && before == edgeLetter && after == edgeLetter:
		p.at = end
		return true
	case n > 2:
		return false
	case begins && !ends && p.open == 0:
		p.open, p.sign = n, c
		return p.add(Piece{Kind: [...]PieceKind{EmphasisStart, StrongStart}[n-1]}, end)
	case ends && !begins && p.open == n && p.sign == c:
		p.open = 0
		return p.add(Piece{Kind: [...]PieceKind{EmphasisEnd, StrongEnd}[n-1]}, end)
	}
	return false
}

// edge is what stands beside a run of signs.
type edge uint8

const (
	edgeLetter edge = iota
	edgeSign
	edgeBlank
)

func edgeOf(r rune, none bool) edge {
	switch {
	case none, util.IsSpaceRune(r):
		return edgeBlank
	case util.IsPunctRune(r):
		return edgeSign
	}
	return edgeLetter
}

// code reads a span of code within single signs.
func (p *piecing) code() bool {
	start := p.at + 1
	end := start + strings.IndexByte(p.text[start:], '`')
	if end <= start || end+1 < len(p.text) && p.text[end+1] == '`' {
		return false
	}
	inside := p.text[start:end]
	if inside[0] == ' ' || inside[len(inside)-1] == ' ' || strings.Contains(inside, "  ") || strings.ContainsFunc(inside, isNotASCII) {
		return false
	}
	return p.add(Piece{CodeSpan, inside, ""}, end+1)
}

func isNotASCII(r rune) bool { return r < ' ' || r > unicode.MaxASCII }

// wiki reads a link to another note.
func (p *piecing) wiki() bool {
	inside, target, ok := wikiAt(p.text[p.at:])
	if !ok || p.follows('!') {
		return false
	}
	from, to := shownOf(inside)
	if strings.IndexByte(inside[from:to], '\\') >= 0 {
		return false
	}
	return p.add(Piece{WikiLink, inside[from:to], target}, p.at+len("[[")+len(inside)+len("]]"))
}

// link reads a link with a plain text, and without a title.
func (p *piecing) link() bool {
	start := p.at + 1
	end := start
	for end < len(p.text) && p.text[end] != ']' && meanings[p.text[end]]&mark == 0 {
		end++
	}
	if end == start || p.follows('!') || !strings.HasPrefix(p.text[end:], "](") {
		return false
	}
	to := end + len("](")
	close := to
	for close < len(p.text) && staysInLink(p.text[close]) {
		close++
	}
	if close == to || close == len(p.text) || p.text[close] != ')' {
		return false
	}
	return p.add(Piece{Anchor, p.text[start:end], p.text[to:close]}, close+1)
}

// staysInLink reports whether a byte of a link's address is read as nothing but itself.
func staysInLink(c byte) bool {
	return isWordByte(c) && c < utf8.RuneSelf || strings.IndexByte("-._~:/?#@!$+,=%&", c) >= 0
}

func (p *piecing) follows(c byte) bool { return p.at > 0 && p.text[p.at-1] == c }

// escape reads a sign that is escaped.
func (p *piecing) escape() bool {
	switch {
	case p.at+1 == len(p.text), p.text[p.at+1] == '\n':
		return false
	case !util.IsPunct(p.text[p.at+1]):
		p.at++
		return true
	}
	p.cut(p.at)
	p.from, p.escaped = p.at+1, true
	p.at += len(`\*`)
	return true
}

// line passes over the end of a line that means no more than a blank.
func (p *piecing) line() bool {
	p.at++
	before, after := p.text[p.at-2], p.text[p.at] // the text neither begins nor ends with it
	return before > ' ' && before != '\\' && after > ' '
}

package note

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands between the words of an entry. None of these looks at more of s than it passes over
// and a few bytes, so that reading a line stays linear.

// skipBlanks gives the first place at or after pos that is no blank.
func skipBlanks(s string, pos int) int {
	for pos < len(s) {
		r, n := utf8.DecodeRuneInString(s[pos:])
		if !unicode.IsSpace(r) {
			break
		}
		pos += n
	}
	return pos
}

// skipJoint passes over what joins two words of a phrase: blanks, or one hyphen.
func skipJoint(s string, pos int) int {
	if pos < len(s) && s[pos] == '-' {
		return pos + 1
	}
	return skipBlanks(s, pos)
}

// wordEnds reports whether no letter, digit or mark goes on at pos.
func wordEnds(s string, pos int) bool {
	r, n := utf8.DecodeRuneInString(s[pos:])
	return n == 0 || !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '_'
}

// continues reports whether a hyphen or an apostrophe ties another letter to the word that ends at
// pos: "post-mortem" is not post, "they're" not they.
func continues(s string, pos int) bool {
	r, n := utf8.DecodeRuneInString(s[pos:])
	return (r == '-' || r == '\'' || r == '’') && !wordEnds(s, pos+n)
}

// dashAt gives the length of a dash at pos: - -- --- – —. It is 0 where there is none.
func dashAt(s string, pos int) int {
	for _, d := range []string{"---", "--", "-", "–", "—"} {
		if strings.HasPrefix(s[pos:], d) {
			return len(d)
		}
	}
	return 0
}

// blankOrEnd reports whether a blank or the end is at pos.
func blankOrEnd(s string, pos int) bool {
	return pos >= len(s) || skipBlanks(s, pos) > pos
}

// separator is what parts two pieces of an entry.
type separator byte

const (
	nothing separator = iota // blanks at most
	comma
	dash  // with a blank behind it
	pause // ; !
	stop  // : .
)

// separatorAt passes over blanks, one separator and blanks. A colon that begins a word is none
// (":smile:"), nor is a full stop or an exclamation mark that something is tied to ("![photo](a.jpg)").
func separatorAt(s string, pos int) (sep separator, next int) {
	p := skipBlanks(s, pos)
	if p >= len(s) {
		return nothing, p
	}
	behind, width := p == pos, 1
	loose := blankOrEnd(s, p+1)
	switch c := s[p]; {
	case c == ',':
		sep = comma
	case c == ';' && (behind || loose), c == '!' && loose:
		sep = pause
	case c == ':' && (behind || loose), c == '.' && loose:
		sep = stop
	default:
		width = dashAt(s, p)
		if width == 0 || !blankOrEnd(s, p+width) {
			return nothing, p
		}
		sep = dash
	}
	return sep, skipBlanks(s, p+width)
}

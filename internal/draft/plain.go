package draft

import (
	"strings"
	"unicode"
)

// Text of notes gets into a header of a letter, into a link and on a terminal. So characters that have
// no shape are left out, but for the two that join and part letters in the scripts of Persia and India,
// and in emoji.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// plain leaves out what has no shape. Line ends of every kind become line feeds, tabs become blanks,
// bytes that are no text the sign for that.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !strings.ContainsFunc(s, shapeless) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t':
			return ' '
		case r != '\n' && shapeless(r):
			return -1
		}
		return r
	}, s)
}

func shapeless(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner
}

// oneLine puts a text on one line, with single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// tidy takes away blanks at the ends of lines, blank lines around a text, and all but one of those
// between two paragraphs.
func tidy(s string) string {
	var b strings.Builder
	blank := false
	for line := range strings.Lines(plain(s)) {
		line = strings.TrimRight(line, " \n")
		if line == "" {
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte('\n')
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		blank = false
	}
	return b.String()
}

// clip shortens a text to a number of characters, with an ellipsis.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if rs := []rune(s); len(rs) > limit {
		return strings.TrimRight(string(rs[:limit-1]), " ") + "…"
	}
	return s
}

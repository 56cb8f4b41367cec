package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible makes the characters of a text visible that a terminal would obey or hide instead of showing
// them: control characters (C0, DEL, C1), those that turn the direction of writing or have no width
// (Unicode's class Cf), line and paragraph separators, and bytes that are no UTF-8. They are written as
// in Go's strings: \x1b, \n, \u202e. Everything that is shown on a terminal and was not written by
// Redial passes through here once (SPEC 8: no terminal escapes).
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 && r == utf8.RuneError || hidden(r) {
			b.WriteString(escaped(s[i], r))
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// hidden reports whether a terminal would not simply show r.
func hidden(r rune) bool {
	return r != ' ' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// escaped writes a rune that is hidden, or the byte first where it begins no rune.
func escaped(first byte, r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < utf8.RuneSelf || r == utf8.RuneError:
		return fmt.Sprintf(`\x%02x`, first)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

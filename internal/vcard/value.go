package vcard

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/emersion/go-vcard"

	"redial/internal/roster"
)

// decode gives the value of a line as text, with its escapes. The error says what could not be decoded;
// the value is then what could be made of it.
func decode(f *vcard.Field) (value string, err error) {
	value = f.Value
	switch how := strings.ToUpper(f.Params.Get("ENCODING")); {
	case how == "QUOTED-PRINTABLE" || how == "Q" || f.Params.HasType("QUOTED-PRINTABLE"):
		value = unquote(value)
	case how == "B" || how == "BASE64" || f.Params.HasType("BASE64"):
		b, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(value), ""), "="))
		if err != nil {
			return roster.Text(value), fmt.Errorf("this is no base64")
		}
		value = string(b)
	}
	return inCharset(value, f.Params.Get("CHARSET"))
}

// unquote reads quoted-printable. What is none stays as it is.
func unquote(s string) string {
	if !strings.Contains(s, "=") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '=' && i+2 < len(s) {
			high, low := hex(s[i+1]), hex(s[i+2])
			if high >= 0 && low >= 0 {
				b.WriteByte(byte(high<<4 | low))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// inCharset makes text of bytes in a charset; without a name it is found by looking.
func inCharset(s, name string) (string, error) {
	switch key := charsetKey(name); key {
	case "", "utf8", "usascii", "ascii":
		return roster.Text(s), nil
	default:
		e := charsets[key]
		if e == nil {
			return roster.Text(s), fmt.Errorf("the charset `%s` is not known", name)
		}
		text, err := e.NewDecoder().String(s)
		return text, err
	}
}

func charsetKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// charsets are those of one byte a character, by their names without blanks and hyphens. What calls
// itself ISO 8859-1 is Windows-1252, which has characters where the other has none.
var charsets = func() map[string]encoding.Encoding {
	all := map[string]encoding.Encoding{}
	for _, e := range charmap.All {
		if named, ok := e.(fmt.Stringer); ok {
			all[charsetKey(named.String())] = e
		}
	}
	for alias, e := range map[string]encoding.Encoding{
		"iso88591": charmap.Windows1252, "latin1": charmap.Windows1252, "cp1252": charmap.Windows1252, "ansi": charmap.Windows1252,
		"macroman": charmap.Macintosh, "xmacroman": charmap.Macintosh, "mac": charmap.Macintosh, "cp1251": charmap.Windows1251,
		"cp1250": charmap.Windows1250, "cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "latin2": charmap.ISO8859_2,
	} {
		all[alias] = e
	}
	return all
}()

// unescape gives a value without its escapes: \n, \, \; \\, and the \: that some write. Another backslash
// is itself.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			switch c := s[i+1]; c {
			case 'n', 'N':
				b.WriteByte('\n')
				i++
				continue
			case ',', ';', ':', '\\':
				b.WriteByte(c)
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// split parts a value at the separators that are not escaped, and unescapes the parts.
func split(s, separators string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.IndexByte(separators, s[i]) >= 0:
			parts = append(parts, unescape(s[start:i]))
			start = i + 1
		}
	}
	return append(parts, unescape(s[start:]))
}

package contact

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"redial/internal/civil"
	"redial/internal/note"
)

// shownName gives the name under which a note is shown: name:, else the first heading, else the last
// part of its id made readable (SPEC 3).
func shownName(n *note.Note, id string) string {
	name := n.Front.Text("name").Value
	switch {
	case name != "":
		return name
	case n.Heading != "":
		return n.Heading
	}
	return readable(path.Base(id))
}

// readable makes a name of a file name: `ada-byron` is `Ada Byron`, `o'brien_tom` is `O'Brien Tom`.
// A file name with blanks is taken as it is, one with capitals keeps its letter case.
func readable(file string) string {
	file = norm.NFC.String(file)
	if strings.ContainsFunc(file, unicode.IsSpace) {
		return strings.TrimSpace(file)
	}
	ws := strings.FieldsFunc(file, func(r rune) bool { return r == '-' || r == '_' })
	if len(ws) == 0 {
		return file
	}
	if !strings.ContainsFunc(file, unicode.IsUpper) {
		for i, w := range ws {
			ws[i] = capital(w)
		}
	}
	return strings.Join(ws, " ")
}

// capital writes the first letter of a word large, and that after an initial `o'` or `d'` too.
func capital(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	rest := w[size:]
	if tail, ok := strings.CutPrefix(rest, "'"); ok && utf8.RuneCountInString(tail) > 1 {
		rest = "'" + capital(tail)
	}
	return string(unicode.ToTitle(r)) + rest
}

// datedName takes a date off the front of an event's file name: `2026-11-18-london-breakfast` is
// 2026-11-18 and `london-breakfast`.
func datedName(file string) (civil.Date, string) {
	const form = len("2006-01-02")
	if len(file) < form {
		return 0, file
	}
	d, err := civil.Parse(file[:form])
	if err != nil {
		return 0, file
	}
	return d, strings.TrimLeft(file[form:], "-_ ")
}

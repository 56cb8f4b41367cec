package note

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// AppendText adds paragraphs to the end of a note, behind a blank line. It refuses, with a [*Refused],
// text that would be more than text there: an entry, a link to another note, a part of what stands above.
func AppendText(src []byte, text string) ([]byte, error) {
	text = strings.Trim(text, "\n")
	if text == "" {
		return src, nil
	}
	if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		return nil, &Refused{Reason: "this is no text", Help: "leave out what is no text"}
	}
	d, err := edit(src)
	if err != nil {
		return nil, err
	}
	end := len(bytes.TrimRight(d.text, " \t\r\n"))
	end = d.endOfLine(max(d.top(), end))
	eol := d.eol(end)
	written := strings.ReplaceAll(text, "\n", eol)
	if end > d.top() {
		written = eol + eol + written
	}
	if end == len(d.src) {
		written += eol
	}
	after := d.apply(splice{end, end, written})
	again := read("", standIn(after))
	grown := !slices.EqualFunc(d.note.Entries, again.note.Entries, func(a, b Entry) bool { return a.Span() == b.Span() })
	if grown || !d.readsAsBefore(again, again.note.Entries, added) || linksBeside(again.note, added) != linksBeside(d.note, added) {
		return nil, &Refused{Reason: "the text would be read as more than text", Help: "add it by hand"}
	}
	return after, d.refuseNew(again)
}

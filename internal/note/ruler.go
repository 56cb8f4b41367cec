package note

import (
	"bytes"
	"unicode/utf8"
)

// ruler tells lines and columns of offsets. It walks from the place last asked for, so that asking in
// the order of the text costs one pass over it.
type ruler struct {
	text  []byte
	top   int // where the first line begins: behind the byte order mark
	at    int // where the line last asked for begins
	lines int // the lines before it
}

func newRuler(text []byte, top int) ruler { return ruler{text: text, top: top, at: top} }

// line gives the number, from 1, of the line in which an offset lies, and where it begins.
func (r *ruler) line(offset int) (number, start int) {
	offset = max(offset, r.top)
	if offset < r.at {
		r.at, r.lines = r.top, 0
	}
	if n := bytes.Count(r.text[r.at:offset], []byte("\n")); n > 0 {
		r.lines += n
		r.at = lineStart(r.text, offset)
	}
	return r.lines + 1, r.at
}

// column gives the line and the column, both from 1, of an offset. Columns count runes.
func (r *ruler) column(offset int) (line, column int) {
	line, start := r.line(offset)
	return line, utf8.RuneCount(r.text[start:max(offset, start)]) + 1
}

// offset gives where a column of a line lies; behind its last one it is the line's end.
func (r *ruler) offset(line, column int) int {
	if line <= r.lines {
		r.at, r.lines = r.top, 0
	}
	for r.lines+1 < line && r.at < len(r.text) {
		_, r.at = lineAt(r.text, r.at)
		r.lines++
	}
	text, _ := lineAt(r.text, r.at)
	at := r.at
	for ; column > 1 && at < r.at+len(text); column-- {
		_, n := utf8.DecodeRune(r.text[at:])
		at += n
	}
	return at
}

package note

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"redial/internal/diag"
)

// Edits are splices: they replace, insert or take away the bytes that they must, and never write a note
// anew from what was read of it. Where a splice goes is decided by the tree and the YAML nodes that
// reading made; then the result is read again and held against what was meant. A mistake of a parser,
// of ours or of a library, becomes a refusal that way, and never a harmed note.

// Refused tells why an edit leaves a note alone: something in it must be mended by hand first, or what
// was asked for can't be written so that it reads back.
type Refused struct {
	File   string // set by whoever knows it; may be empty
	Line   int    // from 1; 0 where no line is meant
	Reason string
	Help   string // what to do by hand
}

// Error gives the place, the reason and, on a line of its own, the help.
func (e *Refused) Error() string {
	message := e.Reason
	switch {
	case e.File != "" && e.Line > 0:
		message = fmt.Sprintf("%s:%d: %s", e.File, e.Line, message)
	case e.File != "":
		message = e.File + ": " + message
	case e.Line > 0:
		message = fmt.Sprintf("line %d: %s", e.Line, message)
	}
	if e.Help != "" {
		message += "\nhelp: " + e.Help
	}
	return message
}

// editing is a note that is to be edited. The text of its reading is as long as the file and has its
// lines at the same places, whatever bytes are in it.
type editing struct {
	*reading
	src []byte
}

// splice replaces a range of the file's bytes.
type splice struct {
	start, end int
	text       string
}

// edit prepares a note. It refuses one in which no place is certain.
func edit(src []byte) (*editing, error) {
	if len(src) > MaxFile {
		return nil, &Refused{Reason: "the note is larger than 16 MiB", Help: "split it"}
	}
	if utf16Order(src) != nil {
		return nil, &Refused{Line: 1, Reason: "the note is UTF-16, and not UTF-8", Help: "save the file as UTF-8"}
	}
	d := &editing{read("", standIn(src)), src}
	return d, d.refuse(func(p problem) bool {
		return p.code == codeConflict || p.code == codeDuplicate || p.code == CodeOpenFront
	})
}

// standIn gives a text of the same length that is UTF-8: a question mark stands for each byte that is
// none.
func standIn(src []byte) []byte {
	if utf8.Valid(src) {
		return src
	}
	text := bytes.Clone(src)
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && n == 1 {
			text[i] = '?'
		}
		i += n
	}
	return text
}

// refuse gives the first error of the note that stands in the way of an edit.
func (d *editing) refuse(inTheWay func(problem) bool) error {
	var first *problem
	for i, p := range d.problems {
		if p.severity == diag.Error && inTheWay(p) && (first == nil || p.at < first.at) {
			first = &d.problems[i]
		}
	}
	if first == nil {
		return nil
	}
	p := d.place(*first)
	return &Refused{Line: p.Line, Reason: p.Message, Help: p.Help}
}

// at refuses with the line of an offset.
func (d *editing) at(offset int, reason, help string) error {
	line, _ := d.ruler.line(offset)
	return &Refused{Line: line, Reason: reason, Help: help}
}

// valid refuses to write beside bytes that are no text: nobody can say what they were.
func (d *editing) valid(start, end int) error {
	if utf8.Valid(d.src[start:end]) {
		return nil
	}
	return d.at(start+firstInvalid(d.src[start:end]), "this is not UTF-8", "save the note as UTF-8")
}

// apply gives the file with splices made, which are in the order of the file.
func (d *editing) apply(splices ...splice) []byte {
	var out []byte
	at := 0
	for _, s := range splices {
		out = append(append(out, d.src[at:s.start]...), s.text...)
		at = s.end
	}
	return append(out, d.src[at:]...)
}

// eol gives the line end for what is inserted at an offset: that of the line before where a line begins
// there, else that of its own line; of the last line, which may have none, that of the line before.
func (d *editing) eol(at int) string {
	start := lineStart(d.text, at)
	end := d.endOfLine(at)
	switch {
	case start > 0 && (start == at || end == len(d.src)):
		return lineEnd(d.src, start)
	case end < len(d.src):
		_, next := lineAt(d.text, at)
		return lineEnd(d.src, next)
	}
	return "\n"
}

// lineEnd gives the end of the line before the one that begins at an offset.
func lineEnd(text []byte, start int) string {
	if bytes.HasSuffix(text[:start], []byte("\r\n")) {
		return "\r\n"
	}
	return string(text[start-1 : start])
}

// endOfLine gives where the text of an offset's line ends, without the line end.
func (d *editing) endOfLine(at int) int {
	line, _ := lineAt(d.text, at)
	return at + len(line)
}

// bare is an entry without its place, and without how its text is joined to its kind.
func bare(e Entry) Entry {
	e.Line, e.Start, e.End = 0, 0, 0
	e.GoesOn = false
	return e
}

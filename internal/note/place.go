package note

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
)

// Places shows places of a note in problems that other rooms find in it. It is made once for a note and
// finds a line in no time.
type Places struct {
	note   *Note
	text   []byte
	starts []int
}

// PlacesOf gives the places of a note.
func PlacesOf(n *Note) *Places {
	p := &Places{note: n, text: onlyLineFeeds([]byte(n.Source)), starts: []int{0}}
	for at := 0; ; {
		i := bytes.IndexByte(p.text[at:], '\n')
		if i < 0 {
			return p
		}
		at += i + 1
		p.starts = append(p.starts, at)
	}
}

// Value gives a problem at a value of the front matter, with the value marked.
func (p *Places) Value(t Text) diag.Problem {
	d := p.Line(t.Line, t.Column)
	d.Width = utf8.RuneCountInString(t.Value)
	return d
}

// Entry gives a problem at the date of an entry, with the date marked.
func (p *Places) Entry(e *Entry) diag.Problem {
	d := p.Line(int(e.Line), 1)
	if i := strings.Index(d.Excerpt, e.Date.String()); i >= 0 {
		d.Column = utf8.RuneCountInString(d.Excerpt[:i]) + 1
		d.Width = len(e.Date.String())
	}
	return d
}

// Line gives a problem at a line and column, both from 1, with nothing marked.
func (p *Places) Line(line, column int) diag.Problem {
	d := diag.Problem{File: p.note.File, Line: line, Column: column}
	if line < 1 || line > len(p.starts) {
		return d
	}
	text, _ := lineAt(p.text, p.starts[line-1])
	text = bytes.TrimPrefix(text, []byte(bom))
	d.Excerpt = excerpt(bytes.ToValidUTF8(text, []byte("\uFFFD")), 0)
	return d
}

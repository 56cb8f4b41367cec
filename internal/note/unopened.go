package note

import (
	"bytes"
	"fmt"
	"strings"

	"redial/internal/diag"
)

// A front matter whose first `---` was forgotten, or is another line (a dash that a phone made of it), is read
// all the same, with an error: else the date of the next follow-up would be text, and nobody would be told.

// unopenedBlock finds the front matter of a text of which the line that should open it is another, or none.
// Without such a line, a key that says when must stand among those on top: a text may begin with "Where: ".
func (r *reading) unopenedBlock(text []byte, open int, first []byte) (block, bool) {
	b := block{open: open, start: open}
	instead := likeRule(first)
	if instead {
		_, b.start = lineAt(text, open)
	}
	top, _ := lineAt(text, b.start)
	if key, _, ok := keyLine(top); !ok || !known(key) {
		return block{}, false
	}
	limit := min(len(text), b.start+MaxFront)
	b.end = extent(text[:limit], b.start)
	if !instead && !saysWhen(text[b.start:b.end]) {
		return block{}, false
	}
	b.body = b.end
	closing, next := lineAt(text, b.end)
	if likeRule(closing) || bytes.Equal(bytes.TrimSpace(closing), rule) {
		b.body = next
	}
	r.reportUnopened(b, instead, likeRule(closing), string(bytes.TrimSpace(first)))
	if limit < len(text) && b.end >= lineStart(text, limit) {
		return r.largeBlock(text, b)
	}
	return b, true
}

// likeRule reports whether a line is made of dashes or the like, and is no rule of a front matter.
func likeRule(line []byte) bool {
	s := string(bytes.TrimSpace(line[:min(len(line), longestRule+1)]))
	return s != "" && len(s) <= longestRule && s != string(rule) && s != "-" && s != "*" && strings.Trim(s, "-‐‑‒–—―−=*_") == ""
}

const longestRule = 100

// saysWhen reports whether a key among lines has a day or a rhythm: one on which follow-ups depend.
func saysWhen(lines []byte) bool {
	for at := 0; at < len(lines); {
		line, next := lineAt(lines, at)
		key, value, ok := keyLine(line)
		if key = strings.ToLower(key); ok && (isDate(key) || key == "every" || key == "birthday") {
			if v := plain(line[value:]); v != "" && isDigit(v[0]) {
				return true
			}
		}
		at = next
	}
	return false
}

// reportUnopened reports such a block. instead and closing say that a line like a rule stands above it, and below.
func (r *reading) reportUnopened(b block, instead, closing bool, first string) {
	p := problem{at: b.open, width: len(first), severity: diag.Error, code: codeYAML,
		message: "no line `---` stands above the front matter", help: "put one there"}
	if instead {
		p.message = fmt.Sprintf("`%s` opens no front matter", clip(first))
		p.help = "write `---` there"
	}
	last := bytes.TrimRight(r.text[b.start:b.end], " \t\r\n")
	line, _ := r.ruler.line(b.start + len(last))
	switch {
	case closing:
		p.help += ", and where the front matter ends"
	case b.body == b.end:
		p.help += fmt.Sprintf(", and a line `---` behind line %d", line)
	}
	p.help += "; until then what looks like `key: value` counts"
	r.found(p)
}

package note

import (
	"bytes"
	"fmt"

	"redial/internal/diag"
)

// A conflict is what git leaves in a file that two people changed at the same place:
//
//	<<<<<<< ours
//	…
//	||||||| base (with the diff3 style)
//	…
//	=======
//	…
//	>>>>>>> theirs
//
// Its fields are where the four lines begin, or missing. One that lacks its second or its last mark
// has no sides: only its marks are taken out.
type conflict struct{ ours, base, theirs, end int }

const missing = -1

func (c conflict) whole() bool { return c.theirs != missing && c.end != missing }

// findConflicts looks for git's marks, byte by byte and before any parsing: they break the YAML, and
// in Markdown they are text of the line above.
func findConflicts(text []byte) []conflict {
	if !bytes.Contains(text, []byte("<<<<<<<")) {
		return nil
	}
	var all []conflict
	open := false
	for at := 0; at < len(text); {
		line, next := lineAt(text, at)
		mark := gitMark(line)
		switch {
		case mark == '<':
			all = append(all, conflict{at, missing, missing, missing})
			open = true
		case mark != 0 && open:
			open = all[len(all)-1].add(mark, at)
		}
		at = next
	}
	return all
}

// gitMark gives the sign of a line that is a mark of git's, else 0.
func gitMark(line []byte) byte {
	const length = 7
	if len(line) < length {
		return 0
	}
	c := line[0]
	if c != '<' && c != '|' && c != '=' && c != '>' {
		return 0
	}
	for _, other := range line[1:length] {
		if other != c {
			return 0
		}
	}
	if rest := line[length:]; len(rest) > 0 && rest[0] != ' ' || c == '=' && !isBlank(rest) {
		return 0
	}
	return c
}

// add takes in the next mark, and tells whether the conflict goes on behind it.
func (c *conflict) add(mark byte, at int) (open bool) {
	switch {
	case mark == '|' && c.base == missing && c.theirs == missing:
		c.base = at
	case mark == '=' && c.theirs == missing:
		c.theirs = at
	case mark == '>' && c.theirs != missing:
		c.end = at
		return false
	}
	return true
}

func (r *reading) reportConflicts(all []conflict) {
	for _, c := range all {
		line, _ := lineAt(r.text, c.ours)
		p := problem{at: c.ours, width: len(line), severity: diag.Error, code: codeConflict,
			message: "a merge conflict of git stands here",
			help:    "keep what is right and delete the line of git's"}
		if c.whole() {
			first, _ := r.ruler.line(c.ours)
			last, _ := r.ruler.line(c.end)
			p.help = fmt.Sprintf("keep what is right of lines %d to %d and delete git's lines; until then both sides count, and the earlier date of a key", first, last)
		}
		r.found(p)
	}
}

// side is a way to look at a text with conflicts.
type side int

const (
	both  side = iota // without git's marks and the common base
	ours              // and without their side
	their             // and without our side
)

// seen gives the text as one side has it, with blanks for all else: offsets and lines stay.
func seen(text []byte, all []conflict, s side) []byte {
	if len(all) == 0 {
		return text
	}
	text = bytes.Clone(text)
	for _, c := range all {
		for _, mark := range []int{c.ours, c.base, c.theirs, c.end} {
			blankLine(text, mark)
		}
		if !c.whole() {
			continue
		}
		if c.base != missing {
			blank(text[c.base:c.theirs])
		}
		if s == ours {
			blank(text[c.theirs:c.end])
		}
		if s == their {
			blank(text[c.ours:c.theirs])
		}
	}
	return text
}

func blankLine(text []byte, at int) {
	if at != missing {
		_, next := lineAt(text, at)
		blank(text[at:next])
	}
}

// blank overwrites all but the ends of lines.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

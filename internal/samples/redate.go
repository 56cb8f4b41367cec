package samples

import (
	"bytes"
	"regexp"

	"redial/internal/civil"
)

// isoDate finds what looks like YYYY-MM-DD, alone or as a part of an id ("events/2026-11-18-breakfast").
var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// Redate moves every date of a note by so many weeks (back where they are negative), in the front
// matter, in the journal and in what is written between. Birthdays stay: people are born once. What
// looks like a date and is none, and one that would leave the calendar, stay as they are.
func Redate(src []byte, weeks int) []byte {
	var out []byte
	for line := range bytes.Lines(src) {
		if !bytes.HasPrefix(line, []byte("birthday:")) {
			line = isoDate.ReplaceAllFunc(line, func(d []byte) []byte { return move(d, weeks) })
		}
		out = append(out, line...)
	}
	return out
}

// move gives the date of a text so many weeks later, or the text itself.
func move(text []byte, weeks int) []byte {
	d, err := civil.Parse(string(text))
	if err != nil {
		return text
	}
	moved := d.Add(7 * weeks).String()
	if _, err := civil.Parse(moved); err != nil {
		return text
	}
	return []byte(moved)
}

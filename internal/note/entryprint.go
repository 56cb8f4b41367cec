package note

import "strings"

// String writes an entry as it stands in a note, without the list marker and in the words of SPEC 3:
//
//	[x] 2026-12-01 14:00 they call, not now until 2027-01-15: after the move (done 2026-12-02)
//
// What it writes reads back as the same entry. An entry whose words were not understood is written as
// it was; one whose text goes on from the kind has a colon between them where it would be read otherwise.
func (e *Entry) String() string {
	if e.GoesOn && e.Outcome == NoOutcome {
		line := e.line(" ")
		if again, faults, ok := readEntry(line); ok && len(faults) == 0 && bare(again) == bare(*e) {
			return line
		}
	}
	return e.line(": ")
}

// line writes an entry, with a separator before its text.
func (e *Entry) line(separator string) string {
	parts := []string{e.opening()}
	if e.Outcome != NoOutcome {
		parts = append(parts, ", ", e.Outcome.String())
	}
	if !e.Until.IsZero() {
		parts = append(parts, " until ", e.Until.String())
	}
	if e.Text != "" {
		parts = append(parts, separator, e.Text)
	}
	if !e.Done.IsZero() {
		parts = append(parts, " (done ", e.Done.String(), ")")
	}
	return strings.Join(parts, "")
}

// opening writes an entry up to its kind.
func (e *Entry) opening() string {
	var words []string
	if box, ok := map[Promise]string{Open: "[ ]", Kept: "[x]", Dropped: "[-]"}[e.Promise]; ok {
		words = append(words, box)
	}
	if !e.Date.IsZero() {
		words = append(words, e.Date.String())
	}
	if !e.Time.IsZero() {
		words = append(words, e.Time.String())
	}
	if e.Theirs {
		words = append(words, "they")
	}
	if !e.Unknown {
		words = append(words, e.Kind.String())
	}
	return strings.Join(words, " ")
}

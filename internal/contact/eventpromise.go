package contact

import (
	"fmt"
	"unicode/utf8"

	"redial/internal/diag"
	"redial/internal/note"
)

// reportEvents reports, in the notes of events, what makes people due and makes nobody due there: open promises,
// and the keys of follow-ups.
func (b *Book) reportEvents() {
	for _, e := range b.Events {
		for _, key := range []string{"next", "every"} {
			if v := e.Note.Front.Text(key); v.Value != "" {
				b.onEvent(e, v.Line, v.Column, utf8.RuneCountInString(v.Value), fmt.Sprintf("`%s` counts in the note of a person, and this is one of an event", key))
			}
		}
		var places *note.Places // made at the first promise
		for i := range e.Note.Entries {
			if p := &e.Note.Entries[i]; p.Promise == note.Open {
				if places == nil {
					places = note.PlacesOf(e.Note)
				}
				at := places.Entry(p)
				b.onEvent(e, at.Line, at.Column, at.Width, "a promise counts in the note of a person, and this is one of an event")
			}
		}
	}
}

func (b *Book) onEvent(e *Event, line, column, width int, message string) {
	b.Problems = append(b.Problems, diag.Problem{
		File: e.File, Line: line, Column: column, Width: width, Excerpt: lineOf(e.Note.Source, line), Severity: diag.Warning,
		Code: "promise-on-event", Message: message, Help: "nobody is due because of it; write it into the note of whom it is about",
	})
}

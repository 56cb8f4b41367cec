package note

import (
	"cmp"

	"redial/internal/civil"
)

// Happened reports whether an entry is no promise, or one that was kept, and has a date.
func (e *Entry) Happened() bool {
	return e.Date != 0 && (e.Promise == NoBox || e.Promise == Kept)
}

// NewestFirst reports whether a journal is kept newest first: more of the neighbouring lines that
// happened step back in date than forward (SPEC 3). Lines are compared by the dates that they begin
// with, because by these people put them in their place; what did not happen stands between them
// unnoticed.
func NewestFirst(es []Entry) bool {
	steps := 0
	var last civil.Date
	for i := range es {
		if !es[i].Happened() {
			continue
		}
		if last != 0 {
			steps += cmp.Compare(last, es[i].Date)
		}
		last = es[i].Date
	}
	return steps > 0
}

package contact

import (
	"path"
	"strings"

	"redial/internal/civil"
	"redial/internal/note"
)

// IsEvent reports whether a note is one of an event: its `type:` says so, and where that says
// neither `event` nor `contact`, whether it lies below notes/events/ (SPEC 3).
func IsEvent(n *note.Note, id string) bool {
	switch key(n.Front.Text("type").Value) {
	case "event":
		return true
	case "contact":
		return false
	}
	folder, _, below := strings.Cut(id, "/")
	return below && strings.EqualFold(folder, "events")
}

// NewEvent makes an event of a note. Where `date:` is absent, a date that its file name begins with
// is taken: `events/2026-11-18-london-breakfast`.
func NewEvent(n *note.Note, id string) *Event {
	date, rest := datedName(path.Base(id))
	named := id
	if date != 0 && rest != "" {
		named = rest
	}
	f := &n.Front
	if d := f.Date("date"); d.Date != 0 || d.Bad {
		date = d.Date
	}
	return &Event{
		ID: id, File: n.File, Name: shownName(n, named), Date: date, Until: f.Date("until").Date,
		Where: f.Text("where").Value, Intention: f.Text("intention").Value, Note: n,
	}
}

// LastDay gives the day on which an event ends; zero where it has no date.
func (e *Event) LastDay() civil.Date { return max(e.Date, e.Until) }

package note

import (
	"fmt"

	"redial/internal/diag"
)

// checkMeetings warns where `met:` and the journal name different days for one meeting: there are
// entries `met`, and none of them, nor a meeting, visit or event, took place on the day of `met:`.
func (r *reading) checkMeetings() {
	met := r.note.Front.Date("met")
	if met.Date == 0 {
		return
	}
	var other *Entry
	for i := range r.note.Entries {
		e := &r.note.Entries[i]
		if !e.tookPlace() {
			continue
		}
		if e.Day() == met.Date {
			return
		}
		if e.Kind == Met && other == nil {
			other = e
		}
	}
	if other == nil {
		return
	}
	p := r.valueProblem(met.Text, codeMeetings)
	p.severity = diag.Warning
	p.message = fmt.Sprintf("`met: %s` and the `met` of line %d are on different days", met.Value, other.Line)
	p.remark = fmt.Sprintf("line %d says %s", other.Line, other.Day())
	p.help = fmt.Sprintf("write the same day twice, or `meeting` instead of `met` in line %d", other.Line)
	r.found(p)
}

// tookPlace reports whether an entry is a time that they met.
func (e *Entry) tookPlace() bool {
	if e.Promise == Open || e.Promise == Dropped || e.Date == 0 {
		return false
	}
	switch e.Outcome {
	case NoAnswer, StoodUp, Cancelled, LastTry:
		return false
	}
	return e.Kind == Met || e.Kind == Meeting || e.Kind == Visit || e.Kind == Event
}

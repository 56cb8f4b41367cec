package followup

import (
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
)

// FollowUp is what came after meeting someone at an event.
type FollowUp struct {
	Contact *contact.Contact
	Met     civil.Date // the day of the meeting; zero where the journal tells of none at the event
	Due     civil.Date // by when to follow up; zero where Met is
	Done    civil.Date // of the first touch of mine, or talk, after it; zero for none yet
}

// InADay reports whether one followed up by the day that was due.
func (f *FollowUp) InADay() bool { return f.Done != 0 && f.Done <= f.Due }

// FollowUps gives what came after meeting each of the people of an event, by their ids (SPEC 1, P2).
func (g *Agenda) FollowUps(eventID string) []FollowUp {
	event := g.Book.Event(eventID)
	s := &g.sums
	return slices.Clone(once(s, func() ([]FollowUp, bool) { fs, ok := s.followed[event]; return fs, ok }, func() []FollowUp {
		people := g.Book.People(eventID)
		fs := make([]FollowUp, len(people))
		for i, c := range people {
			o := newCase(c, g.Settings, g.Today)
			fs[i] = o.followUpAfter(event)
			o.close()
		}
		if s.followed == nil {
			s.followed = map[*contact.Event][]FollowUp{}
		}
		s.followed[event] = fs
		return fs
	}))
}

// FollowedUpInADay counts, of the people of an event, those whom one followed up by the day that was
// due after it.
func (g *Agenda) FollowedUpInADay(eventID string) int {
	n := 0
	for _, f := range g.FollowUps(eventID) {
		n += count(f.InADay())
	}
	return n
}

// followUpAfter tells how the meeting at an event was followed up. Where the event has no date, it is
// the first meeting of all.
func (o *one) followUpAfter(e *contact.Event) FollowUp {
	for i := range o.touches {
		if t := &o.touches[i]; o.isMeeting(i) && (e.Date == 0 || at(e, t.day)) {
			return FollowUp{o.Contact, t.day, o.followUpDue(t), o.followUpOf(i)}
		}
	}
	return FollowUp{Contact: o.Contact}
}

// at reports whether a day is one of an event's.
func at(e *contact.Event, day civil.Date) bool {
	return day >= e.Date && day <= max(e.Date, e.Until)
}

package followup

import (
	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// figureDays is how far back the figures look.
const figureDays = 90

// Figures are the follow-through of the last 90 days (SPEC 4, Figures).
type Figures struct {
	Met, FollowedUp int // meetings whose follow-up fell due, or was made; those followed up by their day
	Fell, Kept      int // promises of mine that fell due; those kept by their day
	Begun, Answered int // chases begun; those that ended with them being reached
}

// Figures works out the follow-through of everybody.
func (g *Agenda) Figures() Figures {
	var f Figures
	for _, c := range g.Book.Contacts {
		f.add(FiguresOf(c, g.Settings, g.Today))
	}
	return f
}

func (f *Figures) add(g Figures) {
	f.Met += g.Met
	f.FollowedUp += g.FollowedUp
	f.Fell += g.Fell
	f.Kept += g.Kept
	f.Begun += g.Begun
	f.Answered += g.Answered
}

// FiguresOf works out the follow-through towards one contact.
func FiguresOf(c *contact.Contact, s *Settings, today civil.Date) Figures {
	o := newCase(c, s, today)
	var f Figures
	since := today.Add(-figureDays)
	o.countMeetings(&f, since)
	o.countPromises(&f, since)
	o.countChases(&f, since)
	return f
}

// countMeetings counts meetings, and those that one followed up by the day on which that was due.
func (o *one) countMeetings(f *Figures, since civil.Date) {
	for i := range o.touches {
		t := &o.touches[i]
		if t.day < since || !o.isMeeting(i) {
			continue
		}
		switch done := o.followedUp(i); {
		case done:
			f.Met++
			f.FollowedUp++
		case o.followUpDue(t) < o.today:
			f.Met++
		}
	}
}

// isMeeting reports whether a touch is the last met of its day.
func (o *one) isMeeting(i int) bool {
	t := &o.touches[i]
	if t.kind != note.Met || !t.talk {
		return false
	}
	for _, u := range o.touches[i+1:] {
		if u.day != t.day {
			break
		}
		if u.kind == note.Met && u.talk {
			return false
		}
	}
	return true
}

// followedUp reports whether the first touch of mine, or talk, after a meeting came by its due day.
func (o *one) followedUp(i int) bool {
	due := o.followUpDue(&o.touches[i])
	for _, t := range o.touches[i+1:] {
		if t.mine() {
			return t.day <= due
		}
	}
	return false
}

// countPromises counts promises of mine that fell due. One that is due today and open is not over.
func (o *one) countPromises(f *Figures, since civil.Date) {
	for i := range o.Journal {
		e := &o.Journal[i]
		if e.Promise == "" || e.Theirs || e.Date < since || e.Date > o.today {
			continue
		}
		switch StatusOf(e) {
		case PromiseKept:
			f.Kept++
		case PromiseOpen:
			if e.Date == o.today {
				continue
			}
		}
		f.Fell++
	}
}

// countChases counts chases, and those that ended with them being reached.
func (o *one) countChases(f *Figures, since civil.Date) {
	var begun civil.Date
	for i := range o.touches {
		switch t := &o.touches[i]; {
		case t.attempt && begun == 0:
			begun = t.day
			if begun >= since {
				f.Begun++
			}
		case t.reached:
			if begun != 0 && begun >= since {
				f.Answered++
			}
			begun = 0
		}
	}
}

// Totals are what one looks at to judge whether someone is worth the effort (SPEC 1, P10).
type Totals struct {
	Touches           int // all of them
	Attempts          int // touches of mine that did not reach them
	Reached           int // touches that did
	Chases            int // runs of attempts
	Answered          int // those that ended with them being reached
	MissedAppointment int // missed appointments ever
}

// TotalsOf counts the touches of a contact up to a day.
func TotalsOf(c *contact.Contact, s *Settings, today civil.Date) Totals {
	o := newCase(c, s, today)
	var f Figures
	o.countChases(&f, 0)
	n := Totals{Touches: len(o.touches), Chases: f.Begun, Answered: f.Answered}
	for i := range o.touches {
		t := &o.touches[i]
		n.Attempts += count(t.attempt)
		n.Reached += count(t.reached)
		n.MissedAppointment += count(appointmentMissed(t))
	}
	return n
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// FollowedUpInADay counts, of the people of an event, those whom one followed up by the day that was
// due after it (SPEC 1, P2).
func (g *Agenda) FollowedUpInADay(eventID string) int {
	n := 0
	event := g.Book.Event(eventID)
	for _, c := range g.Book.People(eventID) {
		n += count(newCase(c, g.Settings, g.Today).followedUpAfter(event))
	}
	return n
}

// followedUpAfter reports whether the meeting at an event was followed up by its due day. Where the
// event has no date, it is the first meeting of all.
func (o *one) followedUpAfter(e *contact.Event) bool {
	for i := range o.touches {
		if o.isMeeting(i) && (e.Date == 0 || at(e, o.touches[i].day)) {
			return o.followedUp(i)
		}
	}
	return false
}

// at reports whether a day is one of an event's.
func at(e *contact.Event, day civil.Date) bool {
	return day >= e.Date && day <= max(e.Date, e.Until)
}

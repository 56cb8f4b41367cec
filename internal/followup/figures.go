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

	TheirFell, TheirKept int // promises of theirs that fell due, but for dropped ones; those kept by their day
}

func (f *Figures) meeting(followedUp bool) {
	f.Met++
	f.FollowedUp += count(followedUp)
}

func (f *Figures) fallen(kept bool) {
	f.Fell++
	f.Kept += count(kept)
}

func (f *Figures) theirs(kept bool) {
	f.TheirFell++
	f.TheirKept += count(kept)
}

func (f *Figures) chase(answered bool) {
	f.Begun++
	f.Answered += count(answered)
}

// Figures works out the follow-through of everybody.
func (g *Agenda) Figures() Figures {
	s := &g.sums
	return *once(s, func() (*Figures, bool) { return s.figures, s.figures != nil }, func() *Figures {
		f := g.figuresOf(g.Book.Contacts)
		s.figures = &f
		return s.figures
	})
}

// add adds figures so many times; -1 takes them away.
func (f *Figures) add(g Figures, times int) {
	f.Met += times * g.Met
	f.FollowedUp += times * g.FollowedUp
	f.Fell += times * g.Fell
	f.Kept += times * g.Kept
	f.Begun += times * g.Begun
	f.Answered += times * g.Answered
	f.TheirFell += times * g.TheirFell
	f.TheirKept += times * g.TheirKept
}

// FiguresOf works out the follow-through towards one contact.
func FiguresOf(c *contact.Contact, s *Settings, today civil.Date) Figures {
	o := newCase(c, s, today)
	defer o.close()
	var f Figures
	within := func(tell func(bool)) func(civil.Date, bool) {
		return func(day civil.Date, well bool) {
			if day >= today.Add(-figureDays) {
				tell(well)
			}
		}
	}
	o.eachMeeting(within(f.meeting))
	o.eachFallen(false, within(f.fallen))
	o.eachFallen(true, within(f.theirs))
	chases := within(f.chase)
	o.eachChase(func(c chase) { chases(c.begun, c.answered) })
	return f
}

// eachMeeting tells the days of the meetings whose follow-up fell due or was made, and whether one
// followed up by the day on which that was due.
func (o *one) eachMeeting(tell func(day civil.Date, well bool)) {
	for i := range o.touches {
		t := &o.touches[i]
		if !o.isMeeting(i) {
			continue
		}
		if done := o.followedUp(i); done || o.followUpDue(t) < o.today {
			tell(t.day, done)
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
	done := o.followUpOf(i)
	return done != 0 && done <= o.followUpDue(&o.touches[i])
}

// followUpOf gives the day of the first touch of mine, or talk, after a meeting; zero for none.
func (o *one) followUpOf(i int) civil.Date {
	for _, t := range o.touches[i+1:] {
		if t.mine() {
			return t.day
		}
	}
	return 0
}

// eachFallen tells the days of the promises that fell due, mine or theirs, and whether they were kept
// by their day. One that is due today and open is not over. A dropped one of mine was not kept; one of
// theirs was perhaps let off, and is not told.
func (o *one) eachFallen(theirs bool, tell func(day civil.Date, well bool)) {
	for i := range o.Journal {
		e := &o.Journal[i]
		status := StatusOf(e)
		switch {
		case status == "", e.Theirs != theirs, e.Date == 0, e.Date > o.today:
		case status == PromiseOpen && e.Date == o.today:
		case status == PromiseDropped && theirs:
		default:
			tell(e.Date, status == PromiseKept)
		}
	}
}

// chase is a run of attempts.
type chase struct {
	begun    civil.Date
	attempts int  // days with an attempt
	answered bool // it ended with them being reached
}

// eachChase tells the chases, the running one too.
func (o *one) eachChase(tell func(chase)) {
	var c chase
	var last civil.Date
	for i := range o.touches {
		switch t := &o.touches[i]; {
		case t.chased:
			if c.begun == 0 {
				c.begun, last = t.day, 0
			}
			c.attempts += count(t.day != last)
			last = t.day
		case t.reached && c.begun != 0:
			c.answered = true
			tell(c)
			c = chase{}
		}
	}
	if c.begun != 0 {
		tell(c)
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

// PastOf gives the touches of a contact up to a day, in the order in which they count, and what they come to.
func PastOf(c *contact.Contact, s *Settings, today civil.Date) (Totals, []Touch) {
	o := newCase(c, s, today)
	defer o.close()
	n, ts := Totals{Touches: len(o.touches)}, make([]Touch, len(o.touches))
	o.eachChase(func(c chase) {
		n.Chases++
		n.Answered += count(c.answered)
	})
	for i := range o.touches {
		t := &o.touches[i]
		missed := appointmentMissed(t)
		ts[i] = Touch{t.day, t.Entry, t.reached, t.attempt, t.theirs, missed}
		n.Attempts += count(t.attempt)
		n.Reached += count(t.reached)
		n.MissedAppointment += count(missed)
	}
	return n, ts
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Touch is a touch as it counts, for a picture of them.
type Touch struct {
	Day     civil.Date
	Entry   *contact.Entry
	Reached bool
	Attempt bool
	Theirs  bool
	Missed  bool // a missed appointment
}

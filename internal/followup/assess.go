package followup

import (
	"sync"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

const (
	newDays  = 60 // how long someone just met is new
	coldDays = 15 // from this day after the meeting on the follow-up is cold
)

// Assess tells where a contact stands on a day. It depends on nothing but its arguments.
func Assess(c *contact.Contact, s *Settings, today civil.Date) Assessment {
	o := newCase(c, s, today)
	defer o.close()
	return o.decide()
}

// one is one contact on one day: what was read, and what follows from it.
type one struct {
	*contact.Contact
	history
	workdays civil.Workdays
	today    civil.Date

	mine    *contact.Entry // the earliest open promise of mine
	theirs  *contact.Entry // the earliest open promise of theirs that no attempt came after
	unclear *contact.Entry // an open promise of mine whose date can't be read
	turn    *touch         // the first touch of theirs that waits for me
	turnDue civil.Date
	changes []civil.Date // days after today on which the assessment may be another, if nothing happens
	future  bool         // lines that are dated after today begin to count on one of them
}

// cases are those that were closed. Everybody's journal is read several times for one site, and what is read
// of it is thrown away each time.
var cases = sync.Pool{New: func() any { return new(one) }}

// newCase reads the case of a contact on a day. It is to be closed when nothing more is asked of it.
func newCase(c *contact.Contact, s *Settings, today civil.Date) *one {
	o := cases.Get().(*one)
	o.read(c, s, today)
	return o
}

// close gives back the room that a case takes: nothing of it may be held any longer.
func (o *one) close() { cases.Put(o) }

// read reads a case into the room of another.
func (o *one) read(c *contact.Contact, s *Settings, today civil.Date) {
	*o = one{Contact: c, history: o.history, workdays: s.Workdays, today: today, changes: o.changes[:0]}
	o.history.read(c, s, today)
	o.readPromises()
	o.readTurn()
	o.readFuture()
}

func (o *one) readPromises() {
	for i := range o.Journal {
		e := &o.Journal[i]
		switch {
		case e.Promise != note.Open:
		case e.Date == 0:
			o.unclear = e
		case e.Theirs:
			if o.tried <= e.Date && (o.theirs == nil || earlier(e, o.theirs)) {
				o.theirs = e
			}
		case o.mine == nil || earlier(e, o.mine):
			o.mine = e
		}
	}
}

// earlier orders promises by date, and on one day those with a time first.
func earlier(a, b *contact.Entry) bool {
	if a.Date != b.Date {
		return a.Date < b.Date
	}
	return a.Time != 0 && (b.Time == 0 || a.Time < b.Time)
}

// readTurn finds the first touch since my last one that waits for me.
func (o *one) readTurn() {
	first := len(o.touches)
	for first > 0 && !o.touches[first-1].mine() {
		first--
	}
	if first > 0 && o.touches[first-1].outcome == note.CallMe {
		first--
	}
	for i := first; i < len(o.touches); i++ {
		t := &o.touches[i]
		if t.outcome == note.CallMe || t.wrote() || t.missedMe() {
			o.turn, o.turnDue = t, o.workdays.After(t.day)
			return
		}
	}
}

// readFuture collects the days on which lines that are dated after today begin to count.
func (o *one) readFuture() {
	for i := len(o.Journal) - 1; i >= 0; i-- {
		e := &o.Journal[i]
		if happened(e) && e.Day() > o.today {
			o.changes, o.future = append(o.changes, e.Day()), true
		}
	}
	o.changesOn(o.Closed)
}

// changesOn says that the assessment may be another from a day on.
func (o *one) changesOn(day civil.Date) {
	if day > o.today {
		o.changes = append(o.changes, day)
	}
}

// decide finds the state, by the first rule that applies, and fills in the rest.
func (o *one) decide() Assessment {
	a := o.facts()
	for _, rule := range rules {
		if rule.applies(o) {
			a.State = rule.state
			rule.fill(o, &a)
			break
		}
	}
	o.finish(&a)
	return a
}

// rules is the table of SPEC 4: the first that applies decides.
var rules = []struct {
	state   State
	applies func(*one) bool
	fill    func(*one, *Assessment)
}{
	{Unclear, (*one).isUnclear, (*one).fillUnclear},
	{MyTurn, (*one).isUrgentTurn, (*one).fillTurn},
	{Promised, (*one).isPromised, (*one).fillPromised},
	{Closed, (*one).isClosed, (*one).fillClosed},
	{Planned, (*one).isPlanned, (*one).fillPlanned},
	{LetGo, (*one).isLetGo, (*one).fillLetGo},
	{MyTurn, (*one).isTurn, (*one).fillTurn},
	{Parked, (*one).isParked, (*one).fillParked},
	{New, (*one).isNew, (*one).fillNew},
	{Waiting, (*one).isWaiting, (*one).fillWaiting},
	{Chasing, (*one).isChasing, (*one).fillChasing},
	{LetGo, (*one).isSpent, (*one).fillSpent},
	{InTouch, (*one).isInTouch, (*one).fillInTouch},
	{NoNextStep, (*one).isKnown, (*one).fillNoNextStep},
	{Untracked, func(*one) bool { return true }, (*one).fillUntracked},
}

// facts gives what is true of a contact whatever its state.
func (o *one) facts() Assessment {
	a := Assessment{
		Contact: o.Contact, Attempts: len(o.chase), ChaseLength: o.policy.Length(), Missed: o.missed,
		LastEntry: lastEntry(o.Contact, o.today), Ended: o.closing(),
	}
	if t := o.last(); t != nil {
		a.LastTouch = t.day
	}
	if o.reached >= 0 {
		a.LastReached = o.touches[o.reached].day
	}
	return a
}

// lastEntry gives the last entry that happened, remarks included, or nil.
func lastEntry(c *contact.Contact, today civil.Date) *contact.Entry {
	for i := len(c.Journal) - 1; i >= 0; i-- {
		if e := &c.Journal[i]; happened(e) && e.Day() <= today {
			return e
		}
	}
	return nil
}

func (o *one) isUnclear() bool { return len(o.Unreadable) > 0 || o.unclear != nil }

func (o *one) isPromised() bool { return o.mine != nil }

// isUrgentTurn: unless closed or let go, my turn goes before what was promised or planned for later.
func (o *one) isUrgentTurn() bool {
	if o.turn == nil || o.isClosed() || o.isLetGo() {
		return false
	}
	if o.isPromised() {
		due, _ := o.promisedDue()
		return o.turnDue < due
	}
	return o.isPlanned() && o.turnDue < o.Next
}

// promisedDue gives when an open promise of mine makes the contact due, and whether that is `next`.
func (o *one) promisedDue() (due civil.Date, byNext bool) {
	if o.isPlanned() && o.Next < o.mine.Date {
		return o.Next, true
	}
	return o.mine.Date, false
}

// isClosed: they said no, or the note says so, and they did not come back since.
func (o *one) isClosed() bool { return o.closing() != 0 }

// closing gives the day on which the contact ended, or zero.
func (o *one) closing() civil.Date {
	byKey := o.Closed != 0 && o.Closed <= o.today
	var said civil.Date
	for i := range o.touches {
		t := &o.touches[i]
		switch {
		case t.outcome == note.No:
			said = t.day
		case comesBack(t):
			said = 0
			byKey = byKey && t.day <= o.Closed
		}
	}
	if byKey {
		return max(o.Closed, said)
	}
	return said
}

// comesBack reports whether a touch opens again what was closed.
func comesBack(t *touch) bool {
	return t.theirs || t.outcome == note.Yes || t.outcome == note.CallMe || t.outcome == note.NotNow
}

// isPlanned: `next` holds until a touch on or after it.
func (o *one) isPlanned() bool {
	t := o.last()
	return o.Next != 0 && (t == nil || t.day < o.Next)
}

// isLetGo: the outcome `let go`, and no touch after it. Alone it is a decision, and no touch itself.
func (o *one) isLetGo() bool { return o.letGo() != nil }

func (o *one) letGo() *contact.Entry {
	for i := len(o.Journal) - 1; i >= 0; i-- {
		e := &o.Journal[i]
		switch {
		case !happened(e) || e.Day() > o.today:
		case e.Outcome == note.LetGo:
			return e
		case e.Kind != note.Remark && !e.FromFront:
			return nil
		case e.FromFront && o.counts(e):
			return nil
		}
	}
	return nil
}

// counts reports whether an entry is among the touches.
func (o *one) counts(e *contact.Entry) bool {
	for i := range o.touches {
		if o.touches[i].Entry == e {
			return true
		}
	}
	return false
}

func (o *one) isTurn() bool { return o.turn != nil }

// isParked: they said `not now`, and I did nothing since that was over.
func (o *one) isParked() bool {
	if o.park < 0 || o.touches[o.park].outcome != note.NotNow {
		return false
	}
	for i := o.park + 1; i < len(o.touches); i++ {
		if t := &o.touches[i]; !t.theirs && t.day >= o.resume {
			return false
		}
	}
	return true
}

// isNew: met within the last 60 days, and not followed up since.
func (o *one) isNew() bool {
	m := o.meeting()
	if m == nil || int(o.today-m.day) > newDays {
		return false
	}
	o.changesOn(m.day.Add(newDays + 1))
	return true
}

// meeting gives the latest met that nothing of mine and no conversation came after, or nil.
func (o *one) meeting() *touch {
	for i := len(o.touches) - 1; i >= 0; i-- {
		t := &o.touches[i]
		if t.kind == note.Met && t.talk {
			return t
		}
		if t.mine() {
			return nil
		}
	}
	return nil
}

// isWaiting: it is their move.
func (o *one) isWaiting() bool {
	return o.theirs != nil || o.handedOver() || o.final && o.today < o.graceEnd()
}

func (o *one) handedOver() bool {
	t := o.last()
	return t != nil && t.outcome == note.OverToYou
}

func (o *one) isChasing() bool { return len(o.chase) > 0 && !o.final }

// isSpent: the last try stayed unanswered for the policy's grace.
func (o *one) isSpent() bool { return o.final }

func (o *one) isInTouch() bool { return !o.cadence.IsZero() && len(o.touches) > 0 }

func (o *one) isKnown() bool { return !o.cadence.IsZero() || len(o.touches) > 0 }

package followup

import (
	"cmp"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// touch is an entry that happened and was contact, or tried to be, as it counts (SPEC 3).
type touch struct {
	*contact.Entry
	day     civil.Date
	kind    note.Kind    // with a first meeting, and one on the day of a met, read as met
	outcome note.Outcome // without those that mean nothing on an entry of theirs
	theirs  bool
	missed  bool // no answer, stood up, cancelled
	talk    bool // a conversation that took place
	reached bool
	attempt bool
	chased  bool // an attempt that counts in a chase: not while they are parked
}

// mine reports whether the ball was with them after the touch: it was mine, or we talked.
func (t *touch) mine() bool { return !t.theirs || t.talk }

// missedMe reports whether they tried to talk to me and I was not there.
func (t *touch) missedMe() bool { return t.theirs && t.missed }

// wrote reports whether it is writing of theirs that asks for an answer.
func (t *touch) wrote() bool {
	return t.theirs && written(t.kind) && (t.outcome == note.NoOutcome || t.outcome == note.Yes)
}

// history is what a contact's journal tells on a day.
type history struct {
	touches []touch
	policy  Policy
	cadence civil.Period // zero where none holds

	reached int          // index of the last touch that reached them, or -1
	park    int          // index of the last touch that reached them and may have parked them, or -1
	resume  civil.Date   // the end of the `not now` of touches[park]; zero where it says none
	chase   []civil.Date // the days of the attempts of the running chase
	final   bool         // the last try is out
	tried   civil.Date   // the day of the last attempt of all
	missed  int          // missed appointments
	missAt  int          // index of the last of them, or -1
}

// notNow is how long a `not now` without a date lasts.
var notNow = civil.Period{N: 3, Unit: civil.Months}

// read reads a journal as of a day, into the room of another. Lines dated after it do not count yet.
func (h *history) read(c *contact.Contact, s *Settings, today civil.Date) {
	*h = history{
		touches: touchesOf(c, today, h.touches[:0]), chase: h.chase[:0],
		policy: s.PolicyOf(c), cadence: s.CadenceOf(c), reached: -1, park: -1, missAt: -1,
	}
	h.classify(theirOverdue{Contact: c})
	h.count()
}

// touchesOf gives the touches of a contact up to a day, with their kinds as they count, in some room.
func touchesOf(c *contact.Contact, today civil.Date, ts []touch) []touch {
	ts = slices.Grow(ts, len(c.Journal))
	last := -1 // where `last:` stands
	for i := range c.Journal {
		e := &c.Journal[i]
		if !happened(e) || e.Kind == note.Remark || e.Day() > today {
			continue
		}
		if isLast(e) {
			last = len(ts)
		}
		ts = append(ts, newTouch(e))
	}
	if last >= 0 && (last < len(ts)-1 || last > 0 && ts[last-1].day == ts[last].day) {
		ts = append(ts[:last], ts[last+1:]...)
	}
	return readMeetings(ts)
}

// isLast reports whether an entry is the `last:` of the front matter.
func isLast(e *contact.Entry) bool { return e.FromFront && e.Kind == note.Call }

// happened reports whether an entry took place: everything but open and dropped promises.
func happened(e *contact.Entry) bool {
	return e.Date != 0 && (e.Promise == note.NoBox || e.Promise == note.Kept)
}

func newTouch(e *contact.Entry) touch {
	t := touch{Entry: e, day: e.Day(), kind: e.Kind, outcome: e.Outcome, theirs: e.Theirs}
	t.missed = missedOutcome(t.outcome)
	if t.outcome == note.StoodUp || t.outcome == note.Cancelled {
		t.theirs = false
	}
	if t.theirs && t.outcome == note.LastTry {
		t.outcome = note.NoOutcome
	}
	t.talk = spoken(t.kind) && !t.missed && t.outcome != note.LastTry
	return t
}

func missedOutcome(o note.Outcome) bool {
	return o == note.NoAnswer || o == note.StoodUp || o == note.Cancelled
}

// spoken reports whether a kind is a conversation.
func spoken(k note.Kind) bool {
	switch k {
	case note.Met, note.Call, note.Meeting, note.Visit, note.Event:
		return true
	}
	return false
}

// written reports whether a kind, from them, is writing that waits for an answer.
func written(k note.Kind) bool {
	switch k {
	case note.Email, note.Message, note.Letter, note.Intro, note.Gift:
		return true
	}
	return false
}

// gathering reports whether a kind is one that may be the meeting of a met.
func gathering(k note.Kind) bool {
	return k == note.Met || k == note.Meeting || k == note.Visit || k == note.Event
}

// readMeetings reads the first touch of all, and those on the day of a met, as the met that they are.
// The `met:` of the front matter is dropped where the journal tells of the same meeting.
func readMeetings(ts []touch) []touch {
	if len(ts) > 0 && gathering(ts[0].kind) && ts[0].talk {
		ts[0].kind = note.Met
	}
	kept := ts[:0]
	for i := 0; i < len(ts); {
		end := i + 1
		for end < len(ts) && ts[end].day == ts[i].day {
			end++
		}
		kept = append(kept, joinMeetings(ts[i:end])...)
		i = end
	}
	return kept
}

// joinMeetings does for the touches of one day what readMeetings says.
func joinMeetings(day []touch) []touch {
	met, told := false, false
	for i := range day {
		if day[i].talk && gathering(day[i].kind) {
			met = met || day[i].kind == note.Met
			told = told || !day[i].FromFront
		}
	}
	if !met {
		return day
	}
	kept := day[:0]
	for _, t := range day {
		if t.FromFront && t.kind == note.Met && told {
			continue
		}
		if t.talk && gathering(t.kind) {
			t.kind = note.Met
		}
		kept = append(kept, t)
	}
	return kept
}

// classify tells what reached them and what was an attempt.
func (h *history) classify(overdue theirOverdue) {
	chasing := false
	for i := range h.touches {
		t := &h.touches[i]
		t.reached = reaches(t)
		t.attempt = !t.reached && tries(t)
		if t.attempt && keepsInTouch(t) && !h.cadence.IsZero() && !chasing && !overdue.on(t.day) {
			t.attempt = false
		}
		t.chased = t.attempt && t.day >= h.resume
		if t.reached {
			chasing = false
			h.note(i)
		} else if t.chased {
			chasing = true
		}
	}
}

// note remembers a touch that reached them.
func (h *history) note(i int) {
	t := &h.touches[i]
	h.reached = i
	if t.missedMe() || t.theirs && written(t.kind) && t.outcome == note.NoOutcome {
		return
	}
	h.park, h.resume = i, 0
	if t.outcome == note.NotNow {
		h.resume = t.Until
		if h.resume == 0 {
			h.resume = t.day.Plus(notNow)
		}
	}
}

func reaches(t *touch) bool {
	if t.theirs || t.talk {
		return true
	}
	switch t.outcome {
	case note.Spoke, note.CallMe, note.Yes, note.NotNow, note.No:
		return true
	}
	return false
}

// tries reports whether a touch of mine that did not reach them was an attempt to.
func tries(t *touch) bool {
	return t.missed || t.outcome == note.LastTry || oneWay(t.kind) && (t.outcome == note.NoOutcome || t.outcome == note.OverToYou)
}

// oneWay reports whether a kind, from me, is writing that may stay unanswered.
func oneWay(k note.Kind) bool { return k == note.Email || k == note.Message || k == note.Letter }

// keepsInTouch reports whether a touch is one that, under a cadence, asks for no answer.
func keepsInTouch(t *touch) bool { return oneWay(t.kind) && t.outcome == note.NoOutcome }

// theirOverdue tells, for days asked in rising order, whether a promise of theirs was overdue.
type theirOverdue struct {
	*contact.Contact
	known    bool
	promises []*contact.Entry // that were overdue at some time, in the order of their days
	next     int              // the first that was due no sooner than the day that was asked last
	until    civil.Date       // when the last of those before it was kept
}

func (o *theirOverdue) read() {
	for i := range o.Journal {
		e := &o.Journal[i]
		if e.Theirs && e.Date != 0 && (e.Promise == note.Open || e.Promise == note.Kept && e.Done > e.Date) {
			o.promises = append(o.promises, e)
		}
	}
	slices.SortStableFunc(o.promises, func(a, b *contact.Entry) int { return cmp.Compare(a.Date, b.Date) })
	o.known = true
}

func (o *theirOverdue) on(day civil.Date) bool {
	if !o.known {
		o.read()
	}
	for ; o.next < len(o.promises) && o.promises[o.next].Date < day; o.next++ {
		end := o.promises[o.next].Done
		if o.promises[o.next].Promise == note.Open {
			end = forever
		}
		o.until = max(o.until, end)
	}
	return day < o.until
}

// forever is later than every day.
const forever = civil.Date(1<<31 - 1)

// count works out the running chase and the missed appointments.
func (h *history) count() {
	for i := range h.touches {
		t := &h.touches[i]
		if t.attempt {
			h.tried = t.day
		}
		switch {
		case appointmentMissed(t):
			h.missed++
			h.missAt = i
		case t.talk && t.kind != note.Event:
			h.missed, h.missAt = 0, -1
		}
	}
	for i := h.reached + 1; i < len(h.touches); i++ {
		t := &h.touches[i]
		if !t.chased {
			continue
		}
		if n := len(h.chase); n == 0 || h.chase[n-1] != t.day {
			h.chase = append(h.chase, t.day)
		}
		h.final = h.final || t.outcome == note.LastTry
	}
	h.final = h.final || !h.policy.LastTry.IsZero() && len(h.chase) >= h.policy.Length()
}

func appointmentMissed(t *touch) bool {
	if t.theirs {
		return false
	}
	return t.outcome == note.StoodUp || t.outcome == note.Cancelled ||
		t.outcome == note.NoAnswer && t.Promise == note.Kept && t.Time != 0
}

// last gives the last touch of all, or nil.
func (h *history) last() *touch {
	if len(h.touches) == 0 {
		return nil
	}
	return &h.touches[len(h.touches)-1]
}

// graceEnd gives the day on which a chase is let go, once the last try is out.
func (h *history) graceEnd() civil.Date {
	grace := h.policy.Grace
	if grace.IsZero() {
		grace = civil.Period{N: 2, Unit: civil.Weeks}
	}
	return h.chase[len(h.chase)-1].Plus(grace)
}

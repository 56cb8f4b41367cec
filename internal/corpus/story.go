package corpus

import (
	"slices"

	"redial/internal/civil"
)

// story draws the journal of somebody: n entries in the order in which they happened, from a first
// meeting on, the last of them what the state of things follows from. Everything that happened lies
// between start and today; what is to happen lies after the last of it. So no line of it asks for a
// warning: no promise stands open although it was kept, nothing follows a no.
func (d dice) story(start, today civil.Date, n int) []Entry {
	out := make([]Entry, 0, n+2)
	for i, day := range d.days(start, today-1, n) {
		out = append(out, d.scene(day, today-1, i == 0))
	}
	if n == 0 {
		return out
	}
	return append(out, d.ending(out[n-1].Date, today)...)
}

// days draws n days between two, sorted, the first of them the start.
func (d dice) days(start, today civil.Date, n int) []civil.Date {
	out := make([]civil.Date, n)
	for i := range out {
		out[i] = start.Add(d.n(int(today-start) + 1))
	}
	slices.Sort(out)
	if n > 0 {
		out[0] = start
	}
	return out
}

// scene draws one entry that happened.
func (d dice) scene(day, end civil.Date, first bool) Entry {
	e := Entry{Date: day}
	switch {
	case first:
		e.Kind = pick(d, []string{"met", "met", "met", "meeting", "email", "intro"})
	default:
		e.Kind = pick(d, commonKinds)
		e.Theirs = e.Kind != "note" && d.percent(20)
		e.Outcome = d.sceneOutcome(e)
	}
	if d.percent(12) {
		e.Time = civil.At(8+d.n(10), 15*d.n(4))
	}
	if d.percent(15) && contains(promised, e.Kind) {
		e.Promise = pick(d, []string{"kept", "kept", "dropped"})
	}
	if e.Promise == "kept" && d.percent(30) {
		e.Done = min(end, day.Add(1+d.n(9)))
	}
	if e.Done == e.Date {
		e.Done = 0
	}
	if d.percent(80) {
		e.Text = pick(d, texts)
	}
	e.Line = d.write(e)
	return e
}

// sceneOutcome draws how an entry in the middle of a story ended: nothing that ends it.
func (d dice) sceneOutcome(e Entry) string {
	switch {
	case e.Kind == "note" || e.Kind == "intro" || e.Kind == "gift" || e.Theirs:
		return ""
	case isWriting(e.Kind):
		return pick(d, []string{"", "", "", "", "spoke", "no answer"})
	case e.Kind == "call":
		return pick(d, []string{"", "", "no answer", "no answer", "no answer", "spoke", "cancelled"})
	}
	return pick(d, []string{"", "", "", "", "", "stood up", "cancelled"})
}

// promised are the kinds that one agrees on beforehand.
var promised = []string{"call", "email", "message", "meeting", "visit", "letter"}

var commonKinds = []string{"email", "call", "call", "call", "email", "email", "message", "meeting", "visit", "letter", "event", "intro", "gift", "note"}

// ending draws what a story ends with, which decides where the contact stands.
func (d dice) ending(last, today civil.Date) []Entry {
	e := Entry{Date: last.Add(d.n(int(today-last) + 1)), Kind: "call"}
	switch d.n(14) {
	default:
		return nil
	case 4:
		e.Promise, e.Date, e.Time = "open", today.Add(d.n(30)), civil.At(9+d.n(8), 30*d.n(2))
	case 5:
		e.Promise, e.Date, e.Kind = "open", today.Add(d.n(60)), pick(d, []string{"call", "email", "letter"})
	case 6:
		e.Promise, e.Theirs, e.Date, e.Kind = "open", true, today.Add(d.n(40)-10), "email"
	case 7:
		e.Outcome, e.Kind = "over to you", "message"
	case 8:
		e.Outcome, e.Kind = "last try", "letter"
	case 9:
		e.Outcome, e.Until = "not now", e.Date.Add(20+d.n(200))
	case 10:
		e.Outcome = "not now"
	case 11:
		e.Outcome = "no"
	case 12:
		e.Outcome, e.Kind = "let go", "note"
	case 13:
		e.Outcome, e.Theirs = "call me", true
	}
	if d.percent(60) {
		e.Text = pick(d, texts)
	}
	e.Line = d.write(e)
	return []Entry{e}
}

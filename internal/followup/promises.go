package followup

import (
	"cmp"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// PromiseStatus is what became of a promise.
type PromiseStatus string

// What became of a promise.
const (
	PromiseOpen    PromiseStatus = "open"
	PromiseKept    PromiseStatus = "kept"
	PromiseLate    PromiseStatus = "late" // kept after its day
	PromiseDropped PromiseStatus = "dropped"
)

// Promise is one line of the ledger.
type Promise struct {
	Contact *contact.Contact
	Entry   *contact.Entry
	Status  PromiseStatus
}

// StatusOf tells what became of a promise; an entry without a box has none.
func StatusOf(e *contact.Entry) PromiseStatus {
	switch {
	case e.Promise == note.Open:
		return PromiseOpen
	case e.Promise == note.Dropped:
		return PromiseDropped
	case e.Promise == note.Kept && e.Done > e.Date:
		return PromiseLate
	case e.Promise == note.Kept:
		return PromiseKept
	}
	return ""
}

// PromisesOf gives the promises of a contact, mine and theirs, by date and time. Those whose date
// can't be read come first.
func PromisesOf(c *contact.Contact) []Promise {
	var ps []Promise
	for i := range c.Journal {
		if e := &c.Journal[i]; e.Promise != note.NoBox {
			ps = append(ps, Promise{c, e, StatusOf(e)})
		}
	}
	sortPromises(ps)
	return ps
}

// Promises gives the ledger of everybody, mine and theirs, by date, time and id. It is the agenda's own: it
// must not be changed.
func (g *Agenda) Promises() []Promise {
	s := &g.sums
	return once(s, func() ([]Promise, bool) { return s.promises, s.promises != nil }, func() []Promise {
		s.promises = promisesOf(g.Book.Contacts)
		return s.promises
	})
}

func promisesOf(cs []*contact.Contact) []Promise {
	ps := []Promise{}
	for _, c := range cs {
		ps = append(ps, PromisesOf(c)...)
	}
	sortPromises(ps)
	return ps
}

func sortPromises(ps []Promise) { slices.SortStableFunc(ps, comparePromises) }

func comparePromises(a, b Promise) int {
	return cmp.Or(
		cmp.Compare(a.Entry.Date, b.Entry.Date),
		cmp.Compare(timeKey(a.Entry.Time), timeKey(b.Entry.Time)),
		cmp.Compare(a.Contact.ID, b.Contact.ID))
}

// Nudge gives the day from which an open promise of theirs is worth a reminder, or zero where the
// contact's policy never asks for one.
func (s *Settings) Nudge(p Promise) civil.Date {
	nudge := s.PolicyOf(p.Contact).Nudge
	if nudge.IsZero() || p.Entry.Date == 0 {
		return 0
	}
	return s.Workdays.From(p.Entry.Date.Plus(nudge))
}

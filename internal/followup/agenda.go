package followup

import (
	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
)

// Assess tells where a contact stands on a day. It depends on nothing but its arguments.
func Assess(c *contact.Contact, s *Settings, today civil.Date) Assessment {
	panic("to come")
}

// Timeline gives what Assess says of a contact on each day from today through the given number of
// days after it, if nothing happens, with equal days joined: the first span begins today.
func Timeline(c *contact.Contact, s *Settings, today civil.Date, days int) []Span {
	panic("to come")
}

// List gives the list in which an assessment stands on the dashboard of a day.
func (a *Assessment) List(today civil.Date) List {
	panic("to come")
}

// Compare orders assessments as the dashboard does: by word, due date, time and id.
func Compare(a, b *Assessment) int {
	panic("to come")
}

// Agenda is all assessments of a day.
type Agenda struct {
	Today    civil.Date
	Settings *Settings
	Book     *contact.Book
	All      []*Assessment // everybody, sorted by id, as in the book
}

// NewAgenda assesses everybody.
func NewAgenda(b *contact.Book, s *Settings, today civil.Date) *Agenda {
	panic("to come")
}

// In gives those who stand in a list, in the dashboard's order.
func (a *Agenda) In(l List) []*Assessment {
	panic("to come")
}

// Of gives the assessment of a contact by id, or nil.
func (a *Agenda) Of(id string) *Assessment {
	panic("to come")
}

// Due gives those who are due within so many days after today (0: today or earlier), in the
// dashboard's order.
func (a *Agenda) Due(days int) []*Assessment {
	panic("to come")
}

// Load is one day of the forecast.
type Load struct {
	Day civil.Date
	Due []*Assessment // who falls due on that day if nothing happens; today's holds what was carried over too
}

// Forecast gives what falls due when, from today on, for so many days, if nothing happens.
func (a *Agenda) Forecast(days int) []Load {
	panic("to come")
}

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

// Promises gives the ledger, mine and theirs, by date, time and id.
func (a *Agenda) Promises() []Promise {
	panic("to come")
}

// Figures are the follow-through (SPEC 4, Figures).
type Figures struct {
	Met, FollowedUp int // meetings of the last 90 days whose follow-up fell due; those followed up by then
	Fell, Kept      int // promises of mine that fell due in the last 90 days; those kept by their day
	Begun, Answered int // chases begun in the last 90 days; those that ended with them being reached
}

// Figures works out the follow-through of everybody.
func (a *Agenda) Figures() Figures {
	panic("to come")
}

// FollowedUpInADay counts, of the people of an event, those whom one followed up by the day that was due.
func (a *Agenda) FollowedUpInADay(eventID string) int {
	panic("to come")
}

// Check gives the problems that depend on the rules and the day: future-entry, next-before-until,
// next-on-closed, promise-on-closed, unticked-promise, unknown-policy.
func Check(c *contact.Contact, s *Settings, today civil.Date) []diag.Problem {
	panic("to come")
}

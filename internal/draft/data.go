package draft

import (
	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Data is what a template is filled with. Text is on one line, and empty where nothing is known.
type Data struct {
	Name    string // as shown: "Ada Byron"
	First   string // how to greet, as First gives it: "Ada"; {{with .First}} {{.}}{{end}}
	Company string // "Analytical Engines Ltd"
	Event   string // the name of the event where you met; never the free text of `at:`
	Article Article

	Met     Entry  // the latest meeting: Kind is met, meeting, visit or event
	Turn    Entry  // what they did that waits for you: an email, message, letter, call, intro or gift, or the outcome `call me`
	Tried   Entry  // your latest attempt, while you have not reached them since
	Owed    Entry  // what they said they would do, when that is past
	Promise Entry  // what you promised: to write or send something, or to call or meet when that day is past
	Plan    Entry  // the earliest call, meeting or visit that you promised for today or later
	NotNow  Entry  // when they said "not now", while they are parked
	Until   string // when they asked you to come back: "in January 2027", "on Monday 11 January 2027"

	Attempts int    // on how many days you tried since you last reached them
	Missed   int    // missed appointments since you last talked
	Reached  string // the day on which you last reached them: "Wednesday 18 November"
}

// Entry is an entry of the journal as a draft may tell of it: without its text, which was not written for
// them. Where there is none, Day is empty.
type Entry struct {
	Kind    string // one of met, call, email, message, meeting, visit, letter, event, intro, gift
	Outcome string // as `redial help format` lists them: "no answer", "stood up", …; empty for none
	Day     string // "Tuesday 1 December"
	Time    string // "14:00"; empty for none
}

// Setting is what a draft depends on beside the one whom it is for.
type Setting struct {
	Today    civil.Date
	Book     *contact.Book // of the events; nil for none
	Articles []Article     // in the order of preference
}

// Data collects what a draft may say to a contact. Its error is a [*RefusedError] where they said no.
func (s Setting) Data(a *followup.Assessment) (Data, error) {
	c := a.Contact
	if a.Ended != 0 {
		return Data{}, &RefusedError{clip(oneLine(c.Name), longestName), a.Ended}
	}
	d := Data{
		Name: clip(oneLine(c.Name), longestName), First: First(c.Name), Company: clip(oneLine(c.Company), longestName),
		Event: s.event(c), Article: choose(s.Articles, c), Attempts: a.Attempts, Missed: a.Missed, Reached: s.day(a.LastReached),
		Met: s.met(a), Turn: s.turn(a), Tried: s.tried(a), Plan: s.plan(c),
	}
	d.Owed, d.Promise = s.promised(a)
	d.NotNow, d.Until = s.parked(a)
	return d, nil
}

// day writes a day in full, with the year where it is not this one.
func (s Setting) day(d civil.Date) string {
	text := d.Long()
	switch {
	case d == 0:
		return ""
	case d.Year() == s.Today.Year():
		return text[:len(text)-len(" 2006")]
	}
	return text
}

func (s Setting) entry(e *contact.Entry) Entry {
	if e == nil {
		return Entry{}
	}
	return Entry{e.Kind.String(), e.Outcome.String(), s.day(e.Day()), e.Time.String()}
}

// event gives the name of the event where one met.
func (s Setting) event(c *contact.Contact) string {
	if c.At == "" || s.Book == nil {
		return ""
	}
	id, isEvent, ok := s.Book.Resolve(c.ID, c.At, true)
	if !ok || !isEvent {
		return ""
	}
	return clip(oneLine(s.Book.Event(id).Name), longestName)
}

// met gives the latest meeting. The first of all touches is a met, whatever it was called, and so is
// one on the day of `met:` (SPEC 3).
func (s Setting) met(a *followup.Assessment) Entry {
	e := lastMeeting(a)
	m := s.entry(e)
	if e != nil && (e.Day() == a.Contact.Met || isFirstTouch(a.Contact, e)) {
		m.Kind = note.Met.String()
	}
	return m
}

func isFirstTouch(c *contact.Contact, e *contact.Entry) bool {
	for i := range c.Journal {
		if isTouch(&c.Journal[i]) {
			return &c.Journal[i] == e
		}
	}
	return false
}

func (s Setting) turn(a *followup.Assessment) Entry {
	if a.Word != followup.WordMyTurn {
		return Entry{}
	}
	return s.entry(entryAt(a.Contact, a.Line))
}

// tried gives the latest attempt of the chase.
func (s Setting) tried(a *followup.Assessment) Entry {
	if a.Attempts == 0 {
		return Entry{}
	}
	return s.entry(latest(a, isAttempt))
}

// isAttempt reports whether an entry of a running chase is one of its attempts.
func isAttempt(e *contact.Entry) bool {
	switch {
	case e.Outcome == note.StoodUp || e.Outcome == note.Cancelled:
		return true
	case e.Theirs:
		return false
	case e.Outcome == note.NoAnswer || e.Outcome == note.LastTry:
		return true
	}
	return e.Kind == note.Email || e.Kind == note.Message || e.Kind == note.Letter
}

// plan gives what there is to announce.
func (s Setting) plan(c *contact.Contact) Entry {
	var first *contact.Entry
	for i := range c.Journal {
		e := &c.Journal[i]
		if e.Promise == note.Open && !e.Theirs && inPerson(e.Kind) && e.Date >= s.Today && (first == nil || e.Date < first.Date) {
			first = e
		}
	}
	return s.entry(first)
}

// promised gives the promise that is the reason: one of theirs that is past, or one of mine that is to be
// sent, or was not kept on its day.
func (s Setting) promised(a *followup.Assessment) (owed, mine Entry) {
	e := entryAt(a.Contact, a.Line)
	switch {
	case e == nil || e.Promise != note.Open:
	case e.Theirs && a.State == followup.Waiting && e.Date < s.Today:
		return s.entry(e), Entry{}
	case !e.Theirs && (!inPerson(e.Kind) || e.Date < s.Today) && a.State == followup.Promised:
		return Entry{}, s.entry(e)
	}
	return Entry{}, Entry{}
}

// parked gives when they said "not now", and until when.
func (s Setting) parked(a *followup.Assessment) (said Entry, until string) {
	e := entryAt(a.Contact, a.Line)
	if a.State != followup.Parked || e == nil {
		return Entry{}, ""
	}
	switch {
	case e.Until == 0:
	case e.Until.Day() == 1:
		until = "in " + e.Until.MonthName()
	default:
		until = "on " + s.day(e.Until)
	}
	return s.entry(e), until
}

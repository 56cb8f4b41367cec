package draft

import (
	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Fitting names the template that fits where a contact stands on a day; none for someone who said no.
//
//	hand over the ball               over-to-you
//	Just met, My turn                thank-you
//	Agreed, Promise                  announce for a call, meeting or visit of that day or later; else thank-you
//	                                 after a meeting, or come-back, which brings what was promised
//	Come back, Rhythm                come-back
//	Nudge, Chase                     second-try; come-back while it is their move
//	Last try                         last-try
//	Planned, and what is not due     by what happened last: last-try or second-try while a chase runs,
//	                                 thank-you after a meeting, else come-back
//	let go, or the last try is out   come-back
func Fitting(a *followup.Assessment, today civil.Date) Name {
	switch {
	case a.Ended != 0:
		return ""
	case a.HandOver:
		return OverToYou
	}
	switch a.Word {
	case followup.WordJustMet, followup.WordMyTurn:
		return ThankYou
	case followup.WordComeBack, followup.WordRhythm:
		return ComeBack
	case followup.WordNudge, followup.WordChase:
		if a.State == followup.Waiting && a.Due > today {
			return ComeBack
		}
		return SecondTry
	case followup.WordLastTry:
		return LastTry
	case followup.WordAgreed, followup.WordPromise:
		return forPromise(a, today)
	}
	return byHistory(a)
}

// forPromise announces what is agreed for a day, and brings what was to be sent.
func forPromise(a *followup.Assessment, today civil.Date) Name {
	e := entryAt(a.Contact, a.Line)
	switch {
	case e != nil && inPerson(e.Kind) && e.Date >= today:
		return Announce
	case e != nil && !inPerson(e.Kind) && metLast(a):
		return ThankYou
	}
	return ComeBack
}

// byHistory goes by what happened last.
func byHistory(a *followup.Assessment) Name {
	switch {
	case a.State == followup.LetGo || a.State == followup.Waiting || a.Attempts == 0 && !metLast(a):
		return ComeBack
	case a.Attempts == 0:
		return ThankYou
	case a.LastTry:
		return LastTry
	}
	return SecondTry
}

// metLast reports whether the last touch of all was a meeting.
func metLast(a *followup.Assessment) bool {
	m := lastMeeting(a)
	return m != nil && m.Day() == a.LastTouch
}

// lastMeeting gives the latest meeting that took place, or nil.
func lastMeeting(a *followup.Assessment) *contact.Entry {
	return latest(a, func(e *contact.Entry) bool { return isMeeting(e.Kind) && !missed(e.Outcome) })
}

// latest gives the latest touch of some kind up to the last touch of all, or nil.
func latest(a *followup.Assessment, is func(*contact.Entry) bool) *contact.Entry {
	js := a.Contact.Journal
	for i := len(js) - 1; i >= 0; i-- {
		if e := &js[i]; isTouch(e) && e.Day() <= a.LastTouch && is(e) {
			return e
		}
	}
	return nil
}

// entryAt gives the entry of a line, or nil.
func entryAt(c *contact.Contact, line int) *contact.Entry {
	for i := range c.Journal {
		if e := &c.Journal[i]; int(e.Line) == line {
			return e
		}
	}
	return nil
}

// isTouch reports whether an entry happened and was contact, or tried to be.
func isTouch(e *contact.Entry) bool {
	return e.Date != 0 && (e.Promise == note.NoBox || e.Promise == note.Kept) && e.Kind != note.Remark
}

func isMeeting(k note.Kind) bool {
	return k == note.Met || k == note.Meeting || k == note.Visit || k == note.Event
}

// inPerson reports whether a kind is one that is agreed for a day.
func inPerson(k note.Kind) bool { return k == note.Call || isMeeting(k) }

func missed(o note.Outcome) bool {
	return o == note.NoAnswer || o == note.StoodUp || o == note.Cancelled
}

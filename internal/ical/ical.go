// Package ical writes the calendar of a notebook: follow-ups.ics, in the form of RFC 5545 (SPEC 6).
//
// # What is in it
//
// All of it lies between the day of the agenda and [Days] days after it, both included: the days that
// `redial due --days 28` lists.
//
//   - Each open promise with a time, mine or theirs, is an event at that time, with an alarm ten minutes
//     before. A meeting takes an hour, anything else half an hour.
//   - Each follow-up that falls due if nothing happens is an all-day event that leaves the day free; a
//     promise of the first kind is not there a second time. What was carried over stands on today.
//   - Each working day has the call block of the settings. It lists who fell due since the one before,
//     each with what to do, the number and the reason. A notebook without anybody has none.
//   - On the working day after an event, an hour is set aside for writing to those who were there. It
//     follows the call block, and begins at nine where there is none.
//   - Birthdays are all-day events; one of 29 February is kept on the 28th in other years.
//
// # How it is written
//
// Times are floating: without a zone, as the person wrote them, so that a call at 14:00 is at 14:00
// wherever the calendar is read. An all-day event ends on the next day (VALUE=DATE), because clients
// disagree on one that doesn't. Lines end with CRLF and are folded at 75 octets, never within a rune.
//
// The same notes, settings and day give the same bytes. A UID is made of what an event is about and the
// id of the note, and stays when the event moves to another day. DTSTAMP is the day of the last touch; it
// never comes from a clock.
//
// # The library
//
// github.com/arran4/golang-ical does the escaping and the folding. Its faults can be kept out: lines end
// as on Unix unless told otherwise; the setters for times write UTC, so the values are set as text; and
// carriage returns and other control characters pass through, so that [text] takes them out before. The
// tests hold it to that.
package ical

import (
	"io"

	"redial/internal/civil"
	"redial/internal/followup"
)

// Days is how many days after today the calendar reaches.
const Days = 28

// Input is what a calendar is made of.
type Input struct {
	Agenda *followup.Agenda
	Title  string // of the calendar; empty for "Redial"
	Block  Block  // the call block of each working day; zero for none
}

// Block is a part of a day. Its zero value is none.
type Block struct{ Start, End civil.Time }

// Write writes a calendar. Its errors are those of w.
func Write(w io.Writer, in Input) error {
	g := in.Agenda
	c := calendar{Input: in, last: min(g.Today.Add(Days), lastDay)}
	loads := g.Forecast(max(0, int(c.last-g.Today)+1))
	c.addPromises()
	c.addFollowUps(loads)
	c.addCallBlocks(loads)
	c.addEventBlocks()
	c.addBirthdays()
	return encode(w, in.Title, c.items)
}

// lastDay is the last one that has a next day with a year of four digits.
var lastDay = civil.Of(9999, 12, 30)

// calendar collects the items of one.
type calendar struct {
	Input
	last  civil.Date
	items []item
}

// holds reports whether a day is one of the calendar's.
func (c *calendar) holds(d civil.Date) bool { return d >= c.Agenda.Today && d <= c.last }

func (c *calendar) add(it item) { c.items = append(c.items, it) }

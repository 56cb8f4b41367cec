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
	"bytes"
	"hash/maphash"
	"io"
	"reflect"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
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
	c := New(in, nil)
	var b bytes.Buffer
	for i := range c.Keys() {
		b.Reset()
		if err := c.Piece(i, &b); err != nil {
			return err
		}
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// lastDay is the last one that has a next day with a year of four digits.
var lastDay = civil.Of(9999, 12, 30)

// Calendar is the calendar of a notebook, item by item. It never changes.
type Calendar struct {
	Input
	last   civil.Date
	items  []item // by day and time
	seed   maphash.Seed
	loads  []followup.Load
	blocks map[civil.Date]item // the call blocks
}

// New makes a calendar. Of one that was made before it takes the items of those who are assessed as they
// were; before may be nil.
func New(in Input, before *Calendar) *Calendar {
	c := &Calendar{Input: in, last: min(in.Agenda.Today.Add(Days), lastDay), blocks: map[civil.Date]item{}}
	c.loads = in.Agenda.Forecast(max(0, int(c.last-in.Agenda.Today)+1))
	people := in.Agenda.All
	if c.follows(before) {
		c.seed = before.seed
		people = c.keep(before)
	} else {
		c.seed, before = maphash.MakeSeed(), nil
	}
	kept := len(c.items)
	due := dueOf(people, c.loads)
	for _, a := range people {
		c.addPromises(a.Contact)
		c.addFollowUps(due[a.Contact])
		c.addBirthday(a.Contact)
	}
	c.addCallBlocks(before)
	c.addEventBlocks()
	slices.SortFunc(c.items[kept:], compareItems)
	c.items = merged(c.items[:kept:kept], c.items[kept:])
	return c
}

// follows reports whether what was said of somebody who did not change is still right.
func (c *Calendar) follows(before *Calendar) bool {
	return before != nil && before.Agenda.Today == c.Agenda.Today && before.Block == c.Block && reflect.DeepEqual(before.Agenda.Settings, c.Agenda.Settings)
}

// keep takes over the items of those who are assessed as they were, and gives all others.
func (c *Calendar) keep(before *Calendar) (others []*followup.Assessment) {
	gone := map[*contact.Contact]bool{}
	old := before.Agenda.All
	for _, a := range c.Agenda.All {
		for len(old) > 0 && old[0] != a && old[0].Contact.ID <= a.Contact.ID {
			gone[old[0].Contact] = true
			old = old[1:]
		}
		if len(old) > 0 && old[0] == a {
			old = old[1:]
		} else {
			others = append(others, a)
		}
	}
	for _, a := range old {
		gone[a.Contact] = true
	}
	c.items = make([]item, 0, len(before.items))
	for i := range before.items {
		if it := &before.items[i]; it.of != nil && !gone[it.of] {
			c.items = append(c.items, *it)
		}
	}
	return others
}

// merged gives the items of two sorted lists in order.
func merged(a, b []item) []item {
	all := make([]item, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compareItems(b[0], a[0]) < 0 {
			all, b = append(all, b[0]), b[1:]
		} else {
			all, a = append(all, a[0]), a[1:]
		}
	}
	return append(append(all, a...), b...)
}

// Keys gives a number for each piece of the calendar as text: those of one number have the same bytes, here
// and in the calendars that this one was made of. The first and the last piece stand around the items.
func (c *Calendar) Keys() []uint64 {
	keys := make([]uint64, len(c.items)+2)
	for i := range c.items {
		keys[i+1] = c.items[i].key
	}
	return keys
}

// holds reports whether a day is one of the calendar's.
func (c *Calendar) holds(d civil.Date) bool { return d >= c.Agenda.Today && d <= c.last }

func (c *Calendar) add(it item) {
	if it.key == 0 {
		told := it
		told.of = nil
		it.key = max(1, maphash.Comparable(c.seed, told))
	}
	c.items = append(c.items, it)
}

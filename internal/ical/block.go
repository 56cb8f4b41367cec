package ical

import (
	"cmp"
	"fmt"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// listed is how many people a block names before it only counts them; clients refuse longer texts.
const listed = 100

// addCallBlocks adds the call block of each working day, for those who fell due since the one before. One
// for the same people is taken from the calendar before.
func (c *Calendar) addCallBlocks(before *Calendar) {
	if c.Block == (Block{}) || len(c.Agenda.All) == 0 {
		return
	}
	var people []entry
	same := true
	for i, l := range c.loads {
		same = same && before != nil && i < len(before.loads) && slices.Equal(before.loads[i].Due, l.Due)
		for _, a := range l.Due {
			people = append(people, entry{a, l.Day})
		}
		if !c.Agenda.Settings.Workdays.Has(l.Day) {
			continue
		}
		block, known := item{}, false
		if same {
			block, known = before.blocks[l.Day]
		}
		if !known {
			block = c.callBlock(l.Day, people)
		}
		c.add(block)
		c.blocks[l.Day] = c.items[len(c.items)-1]
		people, same = people[:0], true
	}
}

// entry is someone in the list of a block.
type entry struct {
	*followup.Assessment
	day civil.Date // as of which it is said
}

func (c *Calendar) callBlock(day civil.Date, people []entry) item {
	it := item{
		uid: uid("call-block", day.String()), day: day, at: c.Block.Start, minutes: c.Block.End.Minutes() - c.Block.Start.Minutes(),
		summary: "Calls: " + count(len(people)), description: list(people),
	}
	for _, p := range people {
		it.stamp = max(it.stamp, c.stamp(p.Contact))
	}
	if len(people) == 0 {
		it.summary, it.description = "Calls", "Nobody is due yet."
	}
	return it
}

func count(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// list names people, each with what to do and why.
func list(people []entry) string {
	var all []string
	for _, p := range people[:min(len(people), listed)] {
		all = append(all, lines(p.heading(), reason(p.Assessment, p.day)))
	}
	if n := len(people) - len(all); n > 0 {
		all = append(all, fmt.Sprintf("And %d more.", n))
	}
	return joined("\n\n", all...)
}

// heading is "14:00 Ada Byron, Analytical Engines Ltd: call +44 20 7946 0000".
func (e entry) heading() string {
	at := ""
	if isPromised(e.Assessment, e.day) {
		at = e.Time.String()
	}
	name := joined(" ", at, joined(", ", e.Contact.Name, e.Contact.Company))
	return joined(": ", name, e.do())
}

// do says what to do, with the number or address for it, and a number in any case.
func (e entry) do() string {
	switch e.Action.Type {
	case followup.ActCall:
		return joined(" ", "call", e.Action.To)
	case followup.ActNone:
		return ""
	case followup.ActDecide:
		if e.State == followup.Unclear {
			return "mend " + e.Contact.File
		}
		return "decide what comes next"
	}
	do := joined(" ", string(e.Action.Type), e.Action.To)
	if phones := e.Contact.Phones; len(phones) > 0 && phones[0] != e.Action.To {
		do += ", phone " + phones[0]
	}
	return do
}

const eventMinutes = 60

// nine is when the hour after an event begins, where no call block comes before it.
var nine = civil.At(9, 0)

// addEventBlocks adds an hour on the working day after each event.
func (c *Calendar) addEventBlocks() {
	for _, e := range c.Agenda.Book.Events {
		if e.Date == 0 {
			continue
		}
		if day := c.Agenda.Settings.Workdays.After(e.LastDay()); c.holds(day) {
			c.add(c.eventBlock(e, day))
		}
	}
}

func (c *Calendar) eventBlock(e *contact.Event, day civil.Date) item {
	it := item{
		uid: uid("after", e.ID), day: day, at: cmp.Or(c.Block.End, nine), minutes: eventMinutes,
		summary: "Follow up: " + e.Name,
	}
	var people []entry
	for _, who := range c.Agenda.Book.People(e.ID) {
		people = append(people, entry{c.Agenda.Of(who.ID), c.Agenda.Today})
		it.stamp = max(it.stamp, c.stamp(who))
	}
	it.description = lines(after("Intention: ", e.Intention), cmp.Or(list(people), "Write to everybody whom you met there; their notes say at: "+e.ID))
	return it
}

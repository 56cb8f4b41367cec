package site

import (
	"fmt"
	"html/template"
	"slices"

	"redial/internal/contact"
	"redial/internal/followup"
)

// Side is what stands beside the lists.
type Side struct {
	Mine, Theirs  Ledger
	Events        []NextEvent // to come, the nearest first; the script shows the first that is not over
	Birthdays     []Birthday  // of the next seven days
	MoreBirthdays int         // that are not listed
	Load          Load
	Through       []Share
	Heat          Heat
}

// Ledger is a part of the open promises: the first of them.
type Ledger struct {
	First []PromiseLine
	More  int // that are not listed
}

// PromiseLine is an open promise.
type PromiseLine struct {
	Text string // what was promised: the text of the entry, else its kind
	Name string
	Link template.URL // to the contact's page
	Day  Day
	Time string
	Past bool // on the day of the build
}

const firstPromises = 6

func (s *site) ledger(theirs bool) Ledger {
	var l Ledger
	for _, p := range s.promised {
		if p.Status != followup.PromiseOpen || p.Entry.Theirs != theirs {
			continue
		}
		if len(l.First) == firstPromises {
			l.More++
			continue
		}
		line := PromiseLine{
			Text: what(p.Entry), Name: p.Contact.Name, Link: link(indexPath, s.pageOf[p.Contact.ID]),
			Day: s.dayTexts.of(p.Entry.Date), Time: p.Entry.Time.String(), Past: p.Entry.Date < s.today,
		}
		l.First = append(l.First, line)
	}
	return l
}

// what says what was promised.
func what(e *contact.Entry) string {
	if t := clip(plain(e.Said())); t != "" {
		return capital(t)
	}
	return capital(nouns[e.Kind])
}

// NextEvent is an event to come.
type NextEvent struct {
	Name   string
	Link   template.URL // to the event's page
	Day    Day
	Until  Day           // last day; that of Day where it has one alone
	Where  string        // as typed
	Plan   template.HTML // the intention; empty for no plan yet
	Hidden bool          // on the day of the build
}

// OverEvent is an event that is over, with nobody noted who was met there.
type OverEvent struct {
	Name   string
	Link   template.URL // to the event's page
	ID     string       // as `at:` in a note names it
	Day    Day          // its last day
	Copy   string       // the line that such a note needs
	Hidden bool         // on the day of the build
}

// overDays is for how many days an event without anybody asks to be noted: as long as one who was met
// there would be new.
const overDays = 60

func (s *site) events() []NextEvent {
	var es []NextEvent
	for _, e := range s.byDay() {
		if e.LastDay() >= s.today && e.Date <= s.today.Add(Horizon) || e.LastDay() >= s.today && len(es) == 0 {
			es = append(es, NextEvent{
				Name: e.Name, Link: link(indexPath, s.pageOf[e.ID]), Day: s.dayTexts.of(e.Date), Until: s.dayTexts.of(e.LastDay()), Where: e.Where,
				Plan: s.intention(indexPath, e), Hidden: len(es) > 0,
			})
		}
	}
	return es
}

func (s *site) overEvents() []OverEvent {
	var es []OverEvent
	for _, e := range s.byDay() {
		last := e.LastDay()
		if last.Add(overDays) < s.today || last > s.today.Add(Horizon) || len(s.Agenda.Book.People(e.ID)) > 0 {
			continue
		}
		es = append(es, OverEvent{
			Name: e.Name, Link: link(indexPath, s.pageOf[e.ID]), ID: e.ID, Day: s.dayTexts.of(last), Copy: "at: " + e.ID,
			Hidden: last >= s.today,
		})
	}
	return es
}

// byDay gives the events that have a date, by it.
func (s *site) byDay() []*contact.Event {
	var es []*contact.Event
	for _, e := range s.Agenda.Book.Events {
		if e.Date != 0 {
			es = append(es, e)
		}
	}
	slices.SortStableFunc(es, func(a, b *contact.Event) int { return int(a.Date - b.Date) })
	return es
}

// Share is one figure of the follow-through.
type Share struct {
	Label, Value string
	Percent      int // of the bar, 0 to 100
}

func (s *site) through() []Share {
	f := s.done
	if f.Met+f.Fell+f.Begun == 0 {
		return nil // of a notebook that has just begun, there is nothing to tell
	}
	return []Share{
		share("Followed up within a day", f.FollowedUp, f.Met, "met"),
		share("Promises kept on time", f.Kept, f.Fell, "due"),
		share("Chases answered", f.Answered, f.Begun, "begun"),
	}
}

func share(label string, part, all int, noun string) Share {
	if all == 0 {
		return Share{label, "none " + noun, 0}
	}
	return Share{label, fmt.Sprintf("%d of %d %s", part, all, noun), 100 * part / all}
}

func (s *site) side() Side {
	side := Side{
		Mine: s.ledger(false), Theirs: s.ledger(true), Events: s.events(), Load: s.load, Through: s.through(), Heat: s.heat(heatWeeks),
	}
	side.Birthdays, side.MoreBirthdays = s.birthdaysOn(s.today)
	return side
}

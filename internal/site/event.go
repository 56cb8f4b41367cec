package site

import (
	"html/template"
	"slices"
	"strings"

	"redial/internal/contact"
	"redial/internal/followup"
)

const eventsPath = "events/index.html"

// Events is what events.html is filled with: the events to come and the past ones.
type Events struct {
	Ahead   []EventItem // the nearest first
	Behind  []EventItem // the latest first
	Undated []EventItem
	Example string // the file of a note that would be one
}

// EventItem is an event in the list of all.
type EventItem struct {
	Occasion
	Link template.URL // to the event's page
}

// Event is what event.html is filled with.
type Event struct {
	Occasion
	Full     string // its first day: "Wednesday 18 November 2026"
	FullEnd  string // its last day, where it has several
	Problems Problems
	People   []EventPerson // those first who are not followed up yet
	Notes    template.HTML // the body of its note
	From, To []Mention     // notes that name it, and that it names
	Up       template.URL  // to the list of events
}

// Occasion is what the list of events and the page of one say of an event. What is said before it and
// what after it both stand there; the page's script shows what is right on the reader's day.
type Occasion struct {
	Name       string
	Day, Until Day           // its first and last day; none where it has no date
	Over       bool          // it is past on the day of the build
	Where      string        // as typed
	Plan       template.HTML // the intention; empty for no plan yet
	Keep       Day           // the working day after it, for the follow-ups
	Met        int           // how many people are noted from it
	Followed   int           // how many of them were followed up within a day
	Percent    int           // of Met, 0 to 100
	Due        Day           // the last day on which a follow-up is still in time; none where that is past on the day of the build
	Stand      string        // "Three have a next step, one is waiting."
	File       string        // "notes/events/2026-11-18-london-breakfast.md"
	Open       template.URL  // of the note in the editor; may be empty
	Copy       string        // "at: events/2026-11-18-london-breakfast"
}

// EventPerson is someone who was met at an event.
type EventPerson struct {
	PersonRow
	InADay bool // followed up in time
	Done   Day  // of the follow-up; none for not yet
	By     Day  // by when it was due; none where no meeting there is noted
}

// eventPages gives the page of each event and the list of all.
func (s *site) eventPages() []later {
	events := s.Agenda.Book.Events
	ps := make([]later, len(events), len(events)+1)
	s.each(len(events), func(i int) {
		e := events[i]
		ps[i] = later{path: s.pageOf[e.ID], key: s.eventKey(e), make: func() page { return s.event(e, s.Agenda.FollowUps(e.ID)) }}
	})
	return append(ps, later{path: eventsPath, key: s.keys.all, make: s.allEvents})
}

func (s *site) allEvents() page {
	all := Events{Example: "notes/events/" + s.today.Add(soonDays).String() + "-breakfast.md"}
	for _, e := range s.Agenda.Book.Events {
		if e.Date == 0 {
			all.Undated = append(all.Undated, s.eventItem(e, s.Agenda.FollowUps(e.ID)))
		}
	}
	for _, e := range s.byDay() {
		item := s.eventItem(e, s.Agenda.FollowUps(e.ID))
		if item.Over {
			all.Behind = append(all.Behind, item)
		} else {
			all.Ahead = append(all.Ahead, item)
		}
	}
	slices.Reverse(all.Behind)
	about := "Events to come and past ones: the plan before, the follow-up after."
	return page{s.frame(eventsPath, "events", "Events", about), "events.html", all}
}

func (s *site) eventItem(e *contact.Event, follow []followup.FollowUp) EventItem {
	return EventItem{s.occasion(eventsPath, e, follow), link(eventsPath, s.pageOf[e.ID])}
}

func (s *site) event(e *contact.Event, follow []followup.FollowUp) page {
	path := s.pageOf[e.ID]
	m := Event{Occasion: s.occasion(path, e, follow), Up: link(path, eventsPath), Problems: s.problemsOf(e.File)}
	m.Problems.Open = true
	if e.Date != 0 {
		m.Full = e.Date.Long()
	}
	if e.LastDay() != e.Date {
		m.FullEnd = e.LastDay().Long()
	}
	for i := range follow {
		m.People = append(m.People, s.eventPerson(path, &follow[i]))
	}
	slices.SortStableFunc(m.People, func(a, b EventPerson) int { return as01(a.Done.ISO != "") - as01(b.Done.ISO != "") })
	m.Notes = s.newProse(path, e.ID, e.Name, e.Note).notes()
	m.From, m.To = s.mentions(path, e.ID)
	return page{s.frame(path, "events", e.Name, e.Name+": the plan, and who was met."), "event.html", m}
}

func (s *site) occasion(path string, e *contact.Event, follow []followup.FollowUp) Occasion {
	o := Occasion{
		Name: e.Name, Day: day(e.Date, s.today), Until: day(e.LastDay(), s.today),
		Over: e.Date != 0 && e.LastDay() < s.today, Where: e.Where, Plan: s.intention(path, e),
		Met: len(follow), File: e.File, Open: s.editor.open(e.File, 1), Copy: "at: " + e.ID, Stand: s.stand(follow),
	}
	if e.Date != 0 {
		o.Keep = day(s.Agenda.Settings.Workdays.After(e.LastDay()), s.today)
	}
	for i := range follow {
		f := &follow[i]
		if f.InADay() {
			o.Followed++
		} else if f.Done == 0 && f.Due >= s.today {
			o.Due = laterDay(o.Due, day(f.Due, s.today))
		}
	}
	if o.Met > 0 {
		o.Percent = 100 * o.Followed / o.Met
	}
	return o
}

func laterDay(a, b Day) Day {
	if b.ISO > a.ISO {
		return b
	}
	return a
}

func (s *site) eventPerson(path string, f *followup.FollowUp) EventPerson {
	return EventPerson{
		PersonRow: s.personRow(path, s.views[f.Contact.ID]), InADay: f.InADay(),
		Done: day(f.Done, s.today), By: day(f.Due, s.today),
	}
}

// stands are what is said of how many stand where, in this order.
var stands = []struct{ one, many string }{
	{"has a next step", "have a next step"}, {"is waiting on them", "are waiting on them"}, {"is parked", "are parked"},
	{"has no next step", "have no next step"}, {"was let go", "were let go"}, {"is closed", "are closed"},
}

// standOf gives the place in stands of the state of a contact.
var standOf = map[followup.State]int{
	followup.Waiting: 1, followup.Parked: 2, followup.NoNextStep: 3, followup.Untracked: 3, followup.LetGo: 4, followup.Closed: 5,
}

// stand says in one sentence where those who were met stand.
func (s *site) stand(follow []followup.FollowUp) string {
	n := make([]int, len(stands))
	for i := range follow {
		n[standOf[s.views[follow[i].Contact.ID].State]]++
	}
	var parts []string
	for i, w := range stands {
		switch n[i] {
		case 0:
		case 1:
			parts = append(parts, "one "+w.one)
		default:
			parts = append(parts, number(n[i])+" "+w.many)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return capital(strings.Join(parts, ", ")) + "."
}

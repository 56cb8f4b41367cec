package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"redial/internal/contact"
	"redial/internal/followup"
)

const eventsPath = "events/index.html"

// Events is what events.html is filled with: the events to come and the past ones, or those of a year.
type Events struct {
	Year         string       // "2025"; empty for the list of all
	Behind       []EventItem  // past ones, the latest first
	More         int          // past ones that have no place here
	Ahead        []EventItem  // the nearest first; like all that follows, of the list of all
	Undated      []EventItem  // those without a date
	Years        []MonthLink  // to the pages of all past ones, where some have no place here
	Example      string       // the file of a note that would be one
	Up           template.URL // from a year to the list of all
	Newer, Older MonthLink    // from a year to others
}

// Past is how many past ones there are.
func (e Events) Past() int { return len(e.Behind) + e.More }

// pastEvents is how many past events stand in the list of all; further ones stand on the page of their year.
const pastEvents = 50

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
	s.keys.events = make([]*eventKey, len(events))
	s.each(len(events), func(i int) {
		e := events[i]
		s.keys.events[i] = s.eventKey(i)
		ps[i] = later{path: s.pageOf[e.ID], key: s.keys.events[i].key, make: func() page { return s.event(e, s.Agenda.FollowUps(e.ID)) }}
	})
	years := s.pastYears()
	still := s.eventsStill()
	ps = append(ps, later{path: eventsPath, key: s.keys.all, make: func() page { return s.allEvents(years) }, still: still})
	for i := range years {
		ps = append(ps, later{path: years[i].path, key: s.keys.all, make: func() page { return s.eventYear(years, i) }, still: still})
	}
	return ps
}

// eventsStill tells whether every event is the same, and who belongs to it, and whom their plans mean.
func (s *site) eventsStill() func(last *site) bool {
	same := s.since.names()
	return func(last *site) bool { return same && slices.Equal(last.eventNumbers, s.eventNumbers) }
}

// eventYear is a page of past events.
type eventYear struct {
	path, name string
	events     []*contact.Event // the latest first
}

// pastYears gives the pages of past events, the latest first; none where the list of all has room for them.
func (s *site) pastYears() []eventYear {
	var years []eventYear
	past := 0
	for _, e := range slices.Backward(s.byDay()) {
		if e.LastDay() >= s.today {
			continue
		}
		name := strconv.Itoa(e.Date.Year())
		if past++; len(years) == 0 || years[len(years)-1].name != name {
			years = append(years, eventYear{path: "past-events/" + name + ".html", name: name})
		}
		y := &years[len(years)-1]
		y.events = append(y.events, e)
	}
	if past <= pastEvents {
		return nil
	}
	return years
}

func (y *eventYear) link(from string) MonthLink {
	return MonthLink{y.name, link(from, y.path), len(y.events)}
}

// eventYear makes the page of the i-th of some years.
func (s *site) eventYear(years []eventYear, i int) page {
	y := &years[i]
	m := Events{Year: y.name, Up: link(y.path, eventsPath)}
	for _, e := range y.events {
		m.Behind = append(m.Behind, s.eventItem(y.path, e))
	}
	if i > 0 {
		m.Newer = years[i-1].link(y.path)
	}
	if i+1 < len(years) {
		m.Older = years[i+1].link(y.path)
	}
	return page{s.frame(y.path, "events", "Events of "+y.name, "Past events: the plan before, the follow-up after."), "events.html", m}
}

func (s *site) allEvents(years []eventYear) page {
	all := Events{Example: "notes/events/" + s.today.Add(soonDays).String() + "-breakfast.md"}
	for _, e := range s.Agenda.Book.Events {
		if e.Date == 0 {
			all.Undated = append(all.Undated, s.eventItem(eventsPath, e))
		}
	}
	byDay := s.byDay()
	for _, e := range byDay {
		if e.LastDay() >= s.today {
			all.Ahead = append(all.Ahead, s.eventItem(eventsPath, e))
		}
	}
	for _, e := range slices.Backward(byDay) {
		switch {
		case e.LastDay() >= s.today:
		case len(all.Behind) < pastEvents:
			all.Behind = append(all.Behind, s.eventItem(eventsPath, e))
		default:
			all.More++
		}
	}
	for i := range years {
		all.Years = append(all.Years, years[i].link(eventsPath))
	}
	about := "Events to come and past ones: the plan before, the follow-up after."
	return page{s.frame(eventsPath, "events", "Events", about), "events.html", all}
}

func (s *site) eventItem(path string, e *contact.Event) EventItem {
	return EventItem{s.occasion(path, e, s.Agenda.FollowUps(e.ID)), link(path, s.pageOf[e.ID])}
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
		Name: e.Name, Day: s.dayTexts.of(e.Date), Until: s.dayTexts.of(e.LastDay()),
		Over: e.Date != 0 && e.LastDay() < s.today, Where: e.Where, Plan: s.intention(path, e),
		Met: len(follow), File: e.File, Open: s.editor.open(e.File, 1), Copy: "at: " + e.ID, Stand: s.stand(follow),
	}
	if e.Date != 0 {
		o.Keep = s.dayTexts.of(s.Agenda.Settings.Workdays.After(e.LastDay()))
	}
	for i := range follow {
		f := &follow[i]
		if f.InADay() {
			o.Followed++
		} else if f.Done == 0 && f.Due >= s.today {
			o.Due = laterDay(o.Due, s.dayTexts.of(f.Due))
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
		PersonRow: s.personRow(path, s.view(f.Contact.ID)), InADay: f.InADay(),
		Done: s.dayTexts.of(f.Done), By: s.dayTexts.of(f.Due),
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
		n[standOf[s.view(follow[i].Contact.ID).State]]++
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

package site

import (
	"html/template"
	"sync"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// Index is what index.html is filled with: who is due, and what to know beside it.
type Index struct {
	Today    Day
	Headline string // "Tuesday 1 December"
	Full     string // "Tuesday 1 December 2026"
	Lede     Lede
	Problems Problems
	First    *First // of a notebook without anybody in it
	Empty    Empty
	Over     []OverEvent
	Sections []Section
	People   int          // how many there are in the notebook
	Dense    string       // how close they stand on paper: empty, close or full
	Calendar template.URL // follow-ups.ics
	Side     Side
}

// Lede is the sentences under the headline, as lede.html shows them.
type Lede struct {
	Reach  string // "Nine people to reach: six due today, three carried over."
	First  Someone
	Agreed Someone // who is due today at a time; without a Name where that is First, or nobody is
	NoStep string  // "Two have no next step."
	Due    int     // today and before
}

// Someone is a contact that a sentence names, and when. Without a Name there is nobody.
type Someone struct {
	Name string
	Link template.URL // to the contact's page
	Day  Day
	Time string
}

// First teaches the first note.
type First struct{ Next string }

// Empty is what empty.html shows in Today: nothing where somebody is due.
type Empty struct {
	Says string  // "Nothing new today."
	Next Someone // who is due first after it
}

// Section is one list.
type Section struct {
	List  string // carried, today, week, …
	Title string
	Hint  string // said beside the title
	Quiet bool   // may be folded away
	Full  bool   // its rows tell all
	Count int    // all that stand in it
	Rows  []Row
	Also  []Also       // of waiting: what others promised who stand elsewhere
	More  int          // how many are not shown
	Link  template.URL // to a page that shows them
}

// Hidden reports whether there is nothing in the section to show.
func (s Section) Hidden() bool { return s.Count == 0 && s.List != string(followup.ListToday) }

// Spread reports whether it is so full that one would rather lay it over some days.
func (s Section) Spread() bool { return s.Count >= manyCarried }

// manyCarried are more than one catches up with on a day.
const manyCarried = 8

const (
	indexPath    = "index.html"
	calendarPath = "follow-ups.ics"
)

func (s *site) index() page {
	f := s.frame(indexPath, "index", "Today", "Who is due for a follow-up today, and why.")
	b := &s.boards()[0]
	m := Index{
		Today: f.Today, Full: f.Full, Headline: headline(s.today), Lede: s.lede(b), Empty: s.empty(b), Sections: s.sections(b),
		Problems: s.problems(), Over: s.overEvents(), People: len(s.Agenda.All), Calendar: calendarPath, Side: s.side(),
	}
	if m.People == 0 {
		m.First = &First{s.today.Add(3).String()}
	}
	for i, t := range b.lists {
		for _, p := range t.first {
			m.Sections[i].Rows = append(m.Sections[i].Rows, s.rowOf(p, b.day, m.Sections[i].Full, true))
		}
	}
	m.Dense = b.dense()
	for _, p := range b.theirs {
		m.Sections[waitingPlace].Also = append(m.Sections[waitingPlace].Also, s.also(p, b.day))
	}
	return page{f, "index.html", m}
}

func headline(d civil.Date) string { return d.Long()[:len(d.Long())-len(" 2006")] }

// sections gives the lists of a day without their rows.
func (s *site) sections(b *board) []Section {
	secs := make([]Section, len(lists))
	for i, l := range lists {
		t := &b.lists[i]
		secs[i] = Section{
			List: string(l.list), Title: l.title, Hint: l.hint, Quiet: l.quiet, Full: i <= todayPlace,
			Count: t.count, More: t.count - len(t.first), Link: link(indexPath, peoplePath) + template.URL("?state="+string(l.list)),
		}
		if i <= weekPlace {
			secs[i].Link = link(indexPath, duePath) + template.URL("#"+string(l.list))
		}
	}
	w := &secs[waitingPlace]
	w.Count, w.More = w.Count+b.owing, w.More+b.owing-len(b.theirs)
	return secs
}

func (s *site) lede(b *board) Lede {
	carried, today := &b.lists[carriedPlace], &b.lists[todayPlace]
	l := Lede{
		Reach: toReach(today.count, carried.count), NoStep: withoutStep(b.lists[noStepPlace].count), Due: today.count + carried.count,
	}
	for _, p := range carried.first[:min(1, len(carried.first))] {
		l.First = s.someone(b, p, 0)
	}
	for i, p := range today.first {
		at := p.stands[p.span].time
		switch {
		case i == 0 && l.First.Name == "":
			l.First = s.someone(b, p, at)
		case at != 0 && l.First.Time == "" && l.Agreed.Name == "":
			l.Agreed = s.someone(b, p, at)
		}
	}
	return l
}

func (s *site) someone(b *board, p spot, at civil.Time) Someone {
	return Someone{p.Contact.Name, link(indexPath, s.pageOf[p.Contact.ID]), s.dayTexts.seen(p.due, b.day), at.String()}
}

// empty tells who is next, where nobody is due on the day.
func (s *site) empty(b *board) Empty {
	var e Empty
	if b.lists[todayPlace].count > 0 || len(s.inOrder) == 0 {
		return e
	}
	if b.lists[carriedPlace].count > 0 {
		e.Says = "Nothing new today."
	}
	for _, p := range b.next.first {
		e.Next = s.someone(b, p, 0)
		return e
	}
	if e.Says == "" {
		e.Says = "Nothing is planned: a note with a next: date is enough."
	}
	return e
}

// shownSpans keeps the spans of those who have a row on some day: there are few of them, and they stand on
// many days.
type shownSpans struct {
	mutex sync.Mutex
	of    map[*contact.Contact][]followup.Span
}

func (m *shownSpans) spans(c *contact.Contact, find func(*contact.Contact) []followup.Span) []followup.Span {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	known, ok := m.of[c]
	if !ok {
		if m.of == nil {
			m.of = map[*contact.Contact][]followup.Span{}
		}
		known = find(c)
		m.of[c] = known
	}
	return known
}

// rowOf makes the row of a contact where it stands on a day, with a letter in it or not.
func (s *site) rowOf(p spot, seen civil.Date, full, letter bool) Row {
	spans := s.shown.spans(p.Contact, s.spans)
	r := s.row(p.view, &spans[p.span], s.face(&spans[p.span], seen), seen, full)
	if !letter {
		r.Action = r.Action.withoutDraft()
	}
	return r
}

package site

import (
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// view is a contact as lists show it.
type view struct {
	*followup.Assessment
	place  int    // among all, by id
	letter uint8  // the place of the initial of its name among those of the pages
	home   string // the list in which it stands while it is not due soon
	turns  string // what changes for lists within the horizon, as turnData writes it
	stands []stand

	note   Key    // of its note; zero as long as nobody asked
	row    Key    // of what the list of everyone shows of it
	number uint64 // stands for what lists show of it, in this plan and those after it
}

// readViews makes the views of all contacts, by id and in order.
func (s *site) readViews() {
	all := s.Agenda.All
	s.inOrder = make([]*view, len(all))
	s.each(len(all), func(i int) { s.inOrder[i] = s.readView(i) })
	for _, v := range s.inOrder {
		if v.number == 0 {
			s.pieces++
			v.number = s.pieces
		}
	}
	if s.since.ids {
		s.places = s.since.last.places
		return
	}
	s.places = make(map[string]int32, len(all))
	for i, v := range s.inOrder {
		s.places[v.Contact.ID] = int32(i)
	}
}

// view gives the view of the contact of an id; nil for none.
func (s *site) view(id string) *view {
	if i, ok := s.places[id]; ok {
		return s.inOrder[i]
	}
	return nil
}

// readView makes the view of the i-th contact, unless there is one that is the same.
func (s *site) readView(i int) *view {
	a := s.Agenda.All[i]
	if was := s.since.view(i, a); was != nil && (s.since.ids || s.since.last.pageOf[a.Contact.ID] == s.pageOf[a.Contact.ID]) {
		if was.place != i {
			moved := *was
			moved.place, was = i, &moved
		}
		return was
	}
	spans := s.spans(a.Contact)
	v := &view{
		Assessment: a, place: i, home: string(home(&spans[0].Assessment)), turns: turnData(spans, s.today),
		stands: standsOf(spans), letter: initialOf(a.Contact.Name),
	}
	v.row = v.rowKey(s.pageOf[a.Contact.ID])
	if was := s.since.told(s, v); was != nil {
		v.number = was.number
	}
	return v
}

func (s *site) spans(c *contact.Contact) []followup.Span {
	return followup.Timeline(c, s.Agenda.Settings, s.today, Horizon)
}

// Face is how a contact looks over a stretch of days.
type Face struct {
	From   string // first day, YYYY-MM-DD
	State  string // "my turn"
	Word   string // why it is due; empty where it is not
	Due    Day
	Time   string // HH:MM
	Reason string
	Tries  string // "2 of 5 attempts"
	Action Action
}

// Echoes reports whether the word says no more than the state.
func (f Face) Echoes() bool { return strings.EqualFold(f.Word, f.State) }

// face is how a contact looks in a span, as seen on a day: dates of another year name it.
func (s *site) face(sp *followup.Span, seen civil.Date) Face {
	a := &sp.Assessment
	due := a.Due
	if a.Word == followup.WordUnclear {
		due = seen // on whatever day it is
	}
	return Face{
		From: sp.From.String(), State: string(a.State), Word: string(a.Word), Due: s.dayTexts.seen(due, seen), Time: a.Time.String(),
		Reason: a.Reason, Tries: attempts(a), Action: s.action(a, sp.From),
	}
}

// home gives the list in which an assessment stands while it is not due soon.
func home(a *followup.Assessment) followup.List {
	return a.List(a.Due.Add(-soonDays - 1))
}

// faces gives the looks of a contact over the horizon, those joined that differ in nothing shown.
func (s *site) faces(spans []followup.Span) []Face {
	var fs []Face
	for i := range spans {
		f := s.face(&spans[i], s.today)
		if n := len(fs); n > 0 {
			same := fs[n-1]
			if same.From = f.From; same == f {
				continue
			}
		}
		fs = append(fs, f)
	}
	return fs
}

package site

import (
	"encoding/json"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// Horizon is for how many days after the build a page's script knows what changes. A page says from
// StaleAfter days on that it is too old; the rest is for what is due within that day's 45.
const (
	Horizon    = 67
	StaleAfter = 45
)

const (
	soonDays  = 7  // of the list of the next seven days
	showDays  = 45 // who is due within these is shown, wherever
	firstRows = 10 // of a list are shown whatever their date
)

// view is a contact as lists show it.
type view struct {
	*followup.Assessment
	place int    // among all, by id
	home  string // the list in which it stands while it is not due soon
	turns string // what changes for lists within the horizon, as turnData writes it
	moves bool   // its row is needed on some day of the horizon

	number uint64 // stands for what lists show of it, in this plan and those after it
}

// readViews makes the views of all contacts, by id.
func (s *site) readViews() map[string]*view {
	all := s.Agenda.All
	vs := make([]*view, len(all))
	s.each(len(all), func(i int) { vs[i] = s.readView(i) })
	views := make(map[string]*view, len(all))
	for _, v := range vs {
		if v.number == 0 {
			s.pieces++
			v.number = s.pieces
		}
		views[v.Contact.ID] = v
	}
	return views
}

// readView makes the view of the i-th contact, unless there is one that is the same.
func (s *site) readView(i int) *view {
	a := s.Agenda.All[i]
	if was := s.since.view(a); was != nil && was.place == i && s.since.last.pageOf[a.Contact.ID] == s.pageOf[a.Contact.ID] {
		return was
	}
	spans := s.spans(a.Contact)
	return &view{
		Assessment: a, place: i, home: string(home(&spans[0].Assessment)), turns: turnData(spans, s.today),
		moves: moves(spans, s.today.Add(Horizon)),
	}
}

func (s *site) spans(c *contact.Contact) []followup.Span {
	return followup.Timeline(c, s.Agenda.Settings, s.today, Horizon)
}

// looks are what a contact's row and page need besides. They are worked out where they are needed: those
// of everybody would be the most of what a build holds.
type looks struct {
	spans []followup.Span
	faces []Face
}

func (s *site) looks(v *view) looks {
	l := looks{spans: s.spans(v.Contact)}
	l.faces = s.faces(l.spans)
	return l
}

// Face is how a contact looks over a stretch of days. A row holds the one of the day of the build as
// HTML, and all of them as JSON where there are several: its script shows the one of the reader's day,
// and puts the row in the list that follows from List, Due and the day.
type Face struct {
	From   string `json:"from"` // first day, YYYY-MM-DD
	List   string `json:"list"` // its list while it is not due within seven days
	State  string `json:"state"`
	Rank   int    `json:"rank"` // place of Word in the order of what is due
	Word   string `json:"word,omitempty"`
	Due    string `json:"due,omitempty"`   // YYYY-MM-DD
	Time   string `json:"time,omitempty"`  // HH:MM
	Touch  string `json:"touch,omitempty"` // last touch, YYYY-MM-DD: the order of those who are never due
	Reason string `json:"why"`
	Tries  string `json:"tries,omitempty"` // "2 of 5 attempts"
	Action Action `json:"act"`
}

func (s *site) face(from civil.Date, a *followup.Assessment) Face {
	return Face{
		From: from.String(), List: string(home(a)), State: string(a.State), Rank: a.Word.Rank(), Word: string(a.Word),
		Due: a.Due.String(), Time: a.Time.String(), Touch: a.LastTouch.String(), Reason: a.Reason,
		Tries: attempts(a), Action: s.action(a, from),
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
		f := s.face(spans[i].From, &spans[i].Assessment)
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

// short takes drafts out of the looks of a row that is one of many: a letter is as long as all the rest
// of it. It stays for the day of the build where the contact is due by then or within seven days; on the
// contact's own page it stays in any case.
func short(fs []Face, l followup.List) []Face {
	short := slices.Clone(fs)
	due := l == followup.ListCarried || l == followup.ListToday || l == followup.ListWeek
	for i := range short {
		if a := &short[i].Action; !due || *a != fs[0].Action {
			*a = a.withoutDraft()
		}
	}
	return short
}

// faceData writes faces for the script; a single one needs none. An action like that of the first, which
// stands in the row, is left out.
func faceData(fs []Face) string {
	if len(fs) < 2 {
		return ""
	}
	type look struct {
		Face
		Action *Action `json:"act,omitempty"`
	}
	looks := make([]look, len(fs))
	for i, f := range fs {
		looks[i].Face = f
		if f.Action != fs[0].Action {
			looks[i].Action = &f.Action
		}
	}
	b, err := json.Marshal(looks)
	if err != nil { // strings and numbers alone: can't be
		return ""
	}
	return string(b)
}

// moves reports whether a contact's row is needed on some day of the horizon: it is due within the
// next seven days or earlier, or stands in another list than on the day of the build.
func moves(spans []followup.Span, last civil.Date) bool {
	for i := range spans {
		a, end := &spans[i].Assessment, last
		if i+1 < len(spans) {
			end = spans[i+1].From - 1
		}
		if a.Due != 0 && a.Due <= end.Add(soonDays) || home(a) != home(&spans[0].Assessment) {
			return true
		}
	}
	return false
}

package site

import (
	"html/template"
	"strconv"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Index is what index.html is filled with: who is due, and what to know beside it.
type Index struct {
	Today    Day
	Headline string // "Tuesday 1 December"
	Full     string // "Tuesday 1 December 2026"
	Lede     Lede
	Problems Problems
	First    *First // of a notebook without anybody in it
	Empty    *Empty // for when nobody is due today
	Over     []OverEvent
	Sections []Section
	People   int
	Link     template.URL // to the people page
	Side     Side
}

// Lede is the sentences under the headline.
type Lede struct {
	Reach  string // "Nine people to reach: six due today, three carried over."
	Name   string // who is due today at a time
	Time   string
	NoStep string // "Two have no next step."
	Due    int    // today and before
}

// First teaches the first note.
type First struct{ Next string }

// Empty stands in Today where nobody is due.
type Empty struct {
	Nothing string // what is said where nobody is next
	Next    Next   // who is due first after today
	Beyond  Next   // the same of those who have no row: they are due after the horizon
	Hidden  bool   // on the day of the build
}

// Next is who is due next. Without a Name nobody is.
type Next struct {
	Name string
	Link template.URL
	Day  Day
}

// Section is one list.
type Section struct {
	List  string // carried, today, week, …
	Title string
	Hint  string
	Quiet bool // may be folded away
	Count int  // all that stand in it on the day of the build, shown or not
	Rest  int  // those of them that have no row: they stand in it on every day of the horizon
	Rows  []Row
	Also  []Also       // of waiting: what others promised who stand elsewhere
	Apart int          // those of them that have no row
	More  int          // how many are not shown
	Link  template.URL // to all of them on the people page
}

// Hidden reports whether there is nothing in the section to show.
func (s Section) Hidden() bool { return s.Count == 0 && s.List != string(followup.ListToday) }

// Row is a contact in a list.
type Row struct {
	Face
	Faces   string // all of them as JSON, where they change within the horizon
	ID      string // of the element
	Place   int    // in the order of ids
	Who     string // the contact as a command names it; empty where it must not be copied
	Name    string
	Company string
	Link    template.URL // to the contact's page
	Day     Day          // of Due
	Last    *Last
	File    string       // "notes/ada-byron.md:17": the reason's line
	Open    template.URL // of the note in the editor; may be empty
	Hidden  bool         // on the day of the build
}

// Last is the last entry that happened.
type Last struct {
	Says string // "call, no answer"
	Text string // plain
	Day  Day
}

// Also is an open promise of theirs of someone who stands in another list.
type Also struct {
	Row    string // id of the contact's row; empty where there is none
	Name   string
	Link   template.URL
	Says   string // "promised a call"
	Text   string
	Day    Day
	Hidden bool // on the day of the build
}

// titles of lists, and what is said beside them.
var lists = []struct {
	list        followup.List
	title, hint string
	quiet       bool
}{
	{followup.ListCarried, "Carried over", "agreed and promised first", false},
	{followup.ListToday, "Today", "", false},
	{followup.ListWeek, "Next seven days", "", false},
	{followup.ListWaiting, "Waiting on them", "their move", false},
	{followup.ListLastTry, "One last try, later", "then let go", false},
	{followup.ListNoStep, "No next step", "give each a date, or let them rest", false},
	{followup.ListParked, "Parked", "not now, back on a day", true},
	{followup.ListLater, "Later", "nothing to do yet", true},
	{followup.ListUntracked, "Untracked", "nothing to follow from yet", true},
	{followup.ListLetGo, "Let go", "ended quietly; a word of theirs brings them back", true},
	{followup.ListClosed, "Closed", "they said no", true},
}

const indexPath = "index.html"

func (s *site) index() page {
	f := s.frame(indexPath, "index", "Today", "Who is due for a follow-up today, and why.")
	m := Index{
		Today: f.Today, Full: f.Full, Headline: s.today.Long()[:len(s.today.Long())-len(" 2006")],
		Problems: s.problems(), Over: s.overEvents(), People: len(s.Agenda.All),
		Link: link(indexPath, peoplePath), Side: s.side(),
	}
	if m.People == 0 {
		m.First = &First{s.today.Add(3).String()}
	}
	for _, l := range lists {
		sec := s.section(l.list)
		sec.Title, sec.Hint, sec.Quiet = l.title, l.hint, l.quiet
		m.Sections = append(m.Sections, sec)
	}
	m.Lede = s.lede(m.Sections)
	m.Empty = s.empty(m.Sections)
	return page{f, "index.html", m}
}

func (s *site) lede(secs []Section) Lede {
	carried, today, noStep := secs[0], secs[1], secs[5]
	l := Lede{Reach: toReach(today.Count, carried.Count), NoStep: withoutStep(noStep.Count), Due: today.Count + carried.Count}
	for _, r := range today.Rows {
		if r.Time != "" {
			l.Name, l.Time = r.Name, r.Time
			break
		}
	}
	return l
}

// empty tells who is next, for when nobody is due today.
func (s *site) empty(secs []Section) *Empty {
	if len(s.Agenda.All) == 0 {
		return nil
	}
	rows := map[int]bool{}
	for _, sec := range secs {
		for _, r := range sec.Rows {
			rows[r.Place] = true
		}
	}
	e := &Empty{
		Hidden: secs[1].Count > 0,
		Next:   s.next(func(*view) bool { return true }),
		Beyond: s.next(func(v *view) bool { return !rows[v.place] }),
	}
	if e.Next.Name == "" {
		e.Nothing = "Nothing is planned: a note with a next: date is enough."
	}
	return e
}

// next gives the first of some who is due after today.
func (s *site) next(among func(*view) bool) Next {
	var first *followup.Assessment
	for _, a := range s.Agenda.All {
		if a.Due > s.today && among(s.views[a.Contact.ID]) && (first == nil || followup.CompareByDay(a, first) < 0) {
			first = a
		}
	}
	if first == nil {
		return Next{}
	}
	c := first.Contact
	return Next{c.Name, link(indexPath, s.pageOf[c.ID]), day(first.Due, s.today)}
}

// section makes a list with the rows that it needs on the days of the horizon.
func (s *site) section(l followup.List) Section {
	sec := Section{List: string(l), Link: link(indexPath, peoplePath) + template.URL("?state="+string(l))}
	all := s.Agenda.In(l)
	sec.Count = len(all)
	for i, a := range all {
		v := s.views[a.Contact.ID]
		if i >= firstRows && !v.moves {
			sec.Rest++
			continue
		}
		r := s.row(v, short(s.looks(v).faces, l))
		r.Hidden = !shown(l, i, a.Due, s.today)
		if r.Hidden {
			sec.More++
		}
		sec.Rows = append(sec.Rows, r)
	}
	sec.More += sec.Rest
	if l == followup.ListWaiting {
		s.addAlso(&sec)
	}
	return sec
}

// shown reports whether the i-th of a list is shown on a day: everybody who is due, the first ten of
// the others, and those of them who are due within 45 days.
func shown(l followup.List, i int, due, today civil.Date) bool {
	switch l {
	case followup.ListCarried, followup.ListToday, followup.ListWeek:
		return true
	}
	return i < firstRows || due != 0 && due <= today.Add(showDays)
}

func (s *site) rowID(v *view) string { return "p" + strconv.Itoa(v.place) }

// row makes the row of a contact with the given looks.
func (s *site) row(v *view, faces []Face) Row {
	c := v.Contact
	r := Row{
		Face: faces[0], Faces: faceData(faces), ID: s.rowID(v), Place: v.place, Who: who(c.ID), Name: c.Name,
		Company: c.Company, Link: link(indexPath, s.pageOf[c.ID]), Day: day(v.Due, s.today),
		Last: s.last(v.LastEntry), File: Place(c.File, v.Line), Open: s.editor.open(c.File, v.Line),
	}
	return r
}

func (s *site) last(e *contact.Entry) *Last {
	if e == nil {
		return nil
	}
	return &Last{says(e), clipTo(plain(e.Text), maxLast), day(e.Day(), s.today)}
}

// addAlso adds the open promises of theirs to the list of waiting, for those who don't stand in it on
// every day anyway. They count, on each day, where their contact stands elsewhere; the first ten of
// them are shown, and those of the next 45 days.
func (s *site) addAlso(sec *Section) {
	n := 0
	for _, p := range s.Agenda.Promises() {
		v := s.views[p.Contact.ID]
		if p.Status != followup.PromiseOpen || !p.Entry.Theirs || s.alwaysWaits(v) {
			continue
		}
		waits := v.List(s.today) == followup.ListWaiting
		shown := !waits && (n < firstRows || p.Entry.Date <= s.today.Add(showDays))
		if !waits {
			n++
			sec.Count++
			if !shown {
				sec.More++
			}
		}
		if moved := v.moves; moved || n <= firstRows || p.Entry.Date <= s.today.Add(Horizon+showDays) {
			sec.Also = append(sec.Also, s.also(v, p, moved, !shown))
		} else {
			sec.Apart++
		}
	}
}

func (s *site) also(v *view, p followup.Promise, moved, hidden bool) Also {
	a := Also{
		Name: p.Contact.Name, Link: link(indexPath, s.pageOf[p.Contact.ID]), Says: promised(p.Entry),
		Text: clip(plain(p.Entry.Text)), Day: day(p.Entry.Date, s.today), Hidden: hidden,
	}
	if moved {
		a.Row = s.rowID(v)
	}
	return a
}

// alwaysWaits reports whether a contact stands in waiting on every day of the horizon.
func (s *site) alwaysWaits(v *view) bool {
	return v.List(s.today) == followup.ListWaiting && !v.moves
}

// promised says what kind of thing they will do.
func promised(e *contact.Entry) string {
	if e.Kind == note.Remark {
		return "promised"
	}
	n := nouns[e.Kind]
	article := "a "
	switch n[0] {
	case 'a', 'e', 'i':
		article = "an "
	}
	if e.Kind == note.Met {
		n = "meeting"
	}
	return "promised " + article + n
}

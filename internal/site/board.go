package site

import (
	"cmp"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// Horizon is for how many days after the build a page knows what changes. A page says from StaleAfter
// days on that it is too old.
const (
	Horizon    = 67
	StaleAfter = 45
)

const (
	soonDays  = 7  // of the list of the next seven days
	fullRows  = 30 // of what is carried over and due today together are on the dashboard, half of them for each at least
	roomyRows = 10 // of them have room for all on a sheet of paper
	closeRows = 18 // of them have room to write beside them there
	theirRows = 5  // of what others promised who stand elsewhere: they are listed beside it, too
	someRows  = 10 // of every other list are
)

// lists are those of the dashboard in its order, and what is said beside them.
var lists = [...]struct {
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

// the places of some of them.
const (
	carriedPlace = iota
	todayPlace
	weekPlace
	waitingPlace
	_
	noStepPlace
)

// stand is where a contact stands from a day on, in as much as lists are sorted by it. Those of everybody
// are kept, so it is small.
type stand struct {
	from, due, touch civil.Date // due and touch: zero for none
	time             civil.Time
	home             uint8 // place of its list while it is not due within seven days
	rank             uint8 // of its word
	unclear          bool  // due on every day
}

func standsOf(spans []followup.Span) []stand {
	ss := make([]stand, len(spans))
	for i := range spans {
		a := &spans[i].Assessment
		ss[i] = stand{
			from: spans[i].From, due: a.Due, touch: a.LastTouch, time: a.Time, home: placeOf(home(a)),
			rank: uint8(a.Word.Rank()), unclear: a.Word == followup.WordUnclear,
		}
	}
	return ss
}

func placeOf(l followup.List) uint8 {
	for i := range lists {
		if lists[i].list == l {
			return uint8(i)
		}
	}
	return uint8(len(lists)) // not a list: can't be
}

// spot is a contact in a list of a day.
type spot struct {
	*view
	span int        // which of its stands it is in
	due  civil.Date // on that day
}

// on gives where a contact stands on a day, and in which list.
func (v *view) on(day civil.Date) (spot, int) {
	i := len(v.stands) - 1
	for i > 0 && v.stands[i].from > day {
		i--
	}
	st := &v.stands[i]
	due := st.due
	if st.unclear {
		due = day
	}
	return spot{v, i, due}, st.list(due, day)
}

// list gives the place of a list as [followup.Assessment.List] does.
func (st *stand) list(due, day civil.Date) int {
	switch {
	case due == 0 || due > day+soonDays:
		return int(st.home)
	case due < day:
		return carriedPlace
	case due == day:
		return todayPlace
	}
	return weekPlace
}

// byWord orders as [followup.Compare] does.
func byWord(a, b spot) int {
	x, y := &a.stands[a.span], &b.stands[b.span]
	return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(a.due, b.due), cmp.Compare(timeKey(x.time), timeKey(y.time)), cmp.Compare(a.place, b.place))
}

func timeKey(t civil.Time) civil.Time {
	if t == 0 {
		return civil.At(24, 0)
	}
	return t
}

// byDay orders as [followup.CompareByDay] does.
func byDay(a, b spot) int {
	switch {
	case a.due == 0 && b.due == 0:
		return cmp.Or(cmp.Compare(a.stands[a.span].touch, b.stands[b.span].touch), cmp.Compare(a.place, b.place))
	case a.due == 0 || b.due == 0:
		return cmp.Compare(b.due, a.due)
	}
	return cmp.Or(cmp.Compare(a.due, b.due), byWord(a, b))
}

// board is who stands where on the dashboard of a day.
type board struct {
	day    civil.Date
	lists  [len(lists)]top
	next   top // who is due first after the day
	theirs []followup.Promise
	owing  int // how many there are like those in theirs
}

// top is the first of a list, and how many there are in all.
type top struct {
	first []spot
	count int
}

// add takes a contact into a list, of which n are kept.
func (t *top) add(p spot, n int, order func(a, b spot) int) {
	t.count++
	if len(t.first) == n {
		if order(p, t.first[n-1]) > 0 {
			return
		}
		t.first = t.first[:n-1]
	}
	i, _ := slices.BinarySearchFunc(t.first, p, order)
	t.first = slices.Insert(t.first, i, p)
}

// board works out the dashboard of a day.
func (s *site) board(day civil.Date) board {
	b := board{day: day}
	for _, v := range s.inOrder {
		p, l := v.on(day)
		switch l {
		case carriedPlace, todayPlace:
			b.lists[l].add(p, fullRows, byWord)
		default:
			b.lists[l].add(p, someRows, byDay)
		}
		if p.due > day {
			b.next.add(p, 1, byDay)
		}
	}
	b.fit()
	s.addTheirs(&b)
	return b
}

// fit leaves so many of what is due as a page shows.
func (b *board) fit() {
	carried, today := &b.lists[carriedPlace], &b.lists[todayPlace]
	c, t := len(carried.first), len(today.first)
	carried.first = carried.first[:min(c, max(fullRows/2, fullRows-t))]
	today.first = today.first[:min(t, max(fullRows/2, fullRows-c))]
}

// dense tells how much room a sheet of paper has for each of those who are due: much (nothing is said),
// a little less (close), or two lines (full).
func (b *board) dense() string {
	switch n := len(b.lists[carriedPlace].first) + len(b.lists[todayPlace].first); {
	case n > closeRows:
		return "full"
	case n > roomyRows:
		return "close"
	}
	return ""
}

// addTheirs adds the open promises of those who stand in another list than waiting: they are waited for
// all the same.
func (s *site) addTheirs(b *board) {
	for _, p := range s.owed() {
		if _, l := s.view(p.Contact.ID).on(b.day); l == waitingPlace {
			continue
		}
		b.owing++
		if len(b.theirs) < theirRows {
			b.theirs = append(b.theirs, p)
		}
	}
}

// readOwed gives the open promises of others.
func (s *site) readOwed() []followup.Promise {
	return slices.DeleteFunc(slices.Clone(s.promised), func(p followup.Promise) bool {
		return p.Status != followup.PromiseOpen || !p.Entry.Theirs
	})
}

// readBirthdays gives the birthdays that fall into the horizon and the seven days after it, the nearest first.
func (s *site) readBirthdays() []birthday {
	var bs []birthday
	for _, a := range s.Agenda.All {
		if next, age := a.Contact.NextBirthday(s.today); next != 0 && next <= s.today.Add(Horizon+soonDays) {
			bs = append(bs, birthday{a.Contact, next, age})
		}
	}
	slices.SortStableFunc(bs, func(a, b birthday) int { return cmp.Compare(a.day, b.day) })
	return bs
}

// birthday is the next one of a contact.
type birthday struct {
	*contact.Contact
	day civil.Date
	age int // 0 where the year is not known
}

package followup

import (
	"cmp"
	"slices"
	"sort"

	"redial/internal/civil"
	"redial/internal/contact"
)

// weekDays is how far the dashboard's list of the next days reaches.
const weekDays = 7

// List gives the list in which an assessment stands on the dashboard of a day.
func (a *Assessment) List(today civil.Date) List {
	switch {
	case a.Due == 0:
		return listOf[a.State]
	case a.Due < today:
		return ListCarried
	case a.Due == today:
		return ListToday
	case a.Due <= today.Add(weekDays):
		return ListWeek
	case a.State == Waiting, a.State == Parked:
		return listOf[a.State]
	case a.Word == WordLastTry:
		return ListLastTry
	}
	return ListLater
}

// listOf gives the list of those who are not due soon, by state.
var listOf = map[State]List{
	Waiting: ListWaiting, Parked: ListParked, NoNextStep: ListNoStep, Untracked: ListUntracked,
	LetGo: ListLetGo, Closed: ListClosed,
}

// wordOrder is the order in which what is due is listed.
var wordOrder = []Word{
	WordUnclear, WordAgreed, WordPromise, WordJustMet, WordMyTurn, WordComeBack, WordLastTry,
	WordNudge, WordChase, WordRhythm, WordPlanned,
}

// Rank gives the place of a word in the order of what is due, from 0; no word comes last.
func (w Word) Rank() int {
	if i := slices.Index(wordOrder, w); i >= 0 {
		return i
	}
	return len(wordOrder)
}

// Compare orders assessments as the dashboard does: by word, due date, time and id.
func Compare(a, b *Assessment) int {
	return cmp.Or(
		cmp.Compare(a.Word.Rank(), b.Word.Rank()), cmp.Compare(a.Due, b.Due),
		cmp.Compare(timeKey(a.Time), timeKey(b.Time)), cmp.Compare(a.Contact.ID, b.Contact.ID))
}

// timeKey puts what has no time behind what has one.
func timeKey(t civil.Time) civil.Time {
	if t == 0 {
		return civil.At(24, 0)
	}
	return t
}

// Agenda is all assessments of a day.
type Agenda struct {
	Today    civil.Date
	Settings *Settings
	Book     *contact.Book
	All      []*Assessment // everybody, sorted by id, as in the book

	sums sums
}

// NewAgenda assesses everybody.
func NewAgenda(b *contact.Book, s *Settings, today civil.Date) *Agenda {
	return (*Agenda)(nil).Renew(b, s, today)
}

// In gives those who stand in a list: in the dashboard's order where they are due, else by the last
// touch, the longest ago first, and the id.
func (g *Agenda) In(l List) []*Assessment {
	var as []*Assessment
	for _, a := range g.All {
		if a.List(g.Today) == l {
			as = append(as, a)
		}
	}
	slices.SortStableFunc(as, orderIn(l))
	return as
}

func orderIn(l List) func(a, b *Assessment) int {
	switch l {
	case ListCarried, ListToday:
		return Compare
	}
	return CompareByDay
}

// CompareByDay orders assessments by the day on which they are due, then as Compare does; those who
// are never due come last, the longest unheard of first.
func CompareByDay(a, b *Assessment) int {
	if a.Due == 0 && b.Due == 0 {
		return cmp.Or(cmp.Compare(a.LastTouch, b.LastTouch), cmp.Compare(a.Contact.ID, b.Contact.ID))
	}
	return cmp.Or(compareDue(a.Due, b.Due), Compare(a, b))
}

func compareDue(a, b civil.Date) int {
	if a == 0 || b == 0 {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// Of gives the assessment of a contact by id, or nil.
func (g *Agenda) Of(id string) *Assessment {
	i, ok := sort.Find(len(g.All), func(i int) int { return cmp.Compare(id, g.All[i].Contact.ID) })
	if !ok {
		return nil
	}
	return g.All[i]
}

// Due gives those who are due within so many days after today (0: today or earlier), in the
// dashboard's order: what was carried over, what is due today, then by day.
func (g *Agenda) Due(days int) []*Assessment {
	due := append(g.In(ListCarried), g.In(ListToday)...)
	var ahead []*Assessment
	for _, a := range g.All {
		if a.Due > g.Today && a.Due <= g.Today.Add(days) {
			ahead = append(ahead, a)
		}
	}
	slices.SortStableFunc(ahead, CompareByDay)
	return append(due, ahead...)
}

// Load is one day of the forecast.
type Load struct {
	Day civil.Date
	Due []*Assessment // who falls due on that day if nothing happens; today's holds what was carried over too
}

// keptDays is how far the forecast reaches that is worked out once: as far as the calendar's.
const keptDays = 29

// Forecast gives what falls due when, from today on, for so many days, if nothing happens.
func (g *Agenda) Forecast(days int) []Load {
	if days > keptDays {
		return g.forecastOf(g.Book.Contacts, days)
	}
	s := &g.sums
	all := once(s, func() ([]Load, bool) { return s.loads, s.loads != nil }, func() []Load {
		s.loads = g.forecastOf(g.Book.Contacts, keptDays)
		return s.loads
	})
	return slices.Clone(all[:days])
}

func (g *Agenda) forecastOf(cs []*contact.Contact, days int) []Load {
	loads := make([]Load, days)
	for i := range loads {
		loads[i].Day = g.Today.Add(i)
	}
	for _, c := range cs {
		spans := Timeline(c, g.Settings, g.Today, days-1)
		for i := range spans {
			if day, ok := fallsDue(spans, i, g.Today, g.Today.Add(days-1)); ok {
				n := int(day - g.Today)
				due := spans[i].Assessment
				loads[n].Due = append(loads[n].Due, &due)
			}
		}
	}
	for i := range loads {
		slices.SortStableFunc(loads[i].Due, Compare)
	}
	return loads
}

// fallsDue gives the day within a span on which its assessment falls due: the one it names, or the
// first of the span where that one is past and was not yet due before.
func fallsDue(spans []Span, i int, today, last civil.Date) (civil.Date, bool) {
	s := &spans[i]
	if s.Due == 0 {
		return 0, false
	}
	end := last
	if i+1 < len(spans) {
		end = spans[i+1].From - 1
	}
	day := max(s.Due, s.From)
	if day > end {
		return 0, false
	}
	wasDue := i > 0 && spans[i-1].Due != 0 && spans[i-1].Due < s.From
	return day, !wasDue || s.Due >= s.From
}

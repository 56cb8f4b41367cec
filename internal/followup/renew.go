package followup

import (
	"reflect"
	"slices"
	"sync"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
)

// Renew gives the agenda of a book as of a day, as [NewAgenda] does. A contact that is the same value as
// in the last agenda is not assessed again, unless the settings or the day are others; what was worked
// out there of everybody is corrected by those who are new and those who are gone. Last may be nil.
func (last *Agenda) Renew(b *contact.Book, s *Settings, today civil.Date) *Agenda {
	g := &Agenda{Today: today, Settings: s, Book: b, All: make([]*Assessment, len(b.Contacts))}
	if last == nil || last.Today != today || !reflect.DeepEqual(last.Settings, s) {
		all := make([]Assessment, len(b.Contacts)) // in one piece: it is gone through more quickly
		for i, c := range b.Contacts {
			all[i] = Assess(c, s, today)
			g.All[i] = &all[i]
		}
		return g
	}
	n := g.assessNew(last)
	if !n.many(len(g.All)) {
		g.learn(last, n)
	}
	return g
}

// news is in what two books differ.
type news struct {
	come, gone []*contact.Contact
	isGone     map[*contact.Contact]bool
}

// many reports whether working everything out anew is less work than correcting it.
func (n *news) many(all int) bool { return 4*(len(n.gone)+len(n.come)) > all }

// leaves notes that a contact is gone, or another by now.
func (n *news) leaves(c *contact.Contact) {
	n.gone = append(n.gone, c)
	n.isGone[c] = true
}

// assessNew takes over the assessments of those who stayed as they were. Both books are sorted by id.
func (g *Agenda) assessNew(last *Agenda) *news {
	n := &news{isGone: map[*contact.Contact]bool{}}
	old := last.All
	for i, c := range g.Book.Contacts {
		for len(old) > 0 && old[0].Contact != c && old[0].Contact.ID <= c.ID {
			n.leaves(old[0].Contact)
			old = old[1:]
		}
		if len(old) > 0 && old[0].Contact == c {
			g.All[i], old = old[0], old[1:]
			continue
		}
		a := Assess(c, g.Settings, g.Today)
		g.All[i] = &a
		n.come = append(n.come, c)
	}
	for _, a := range old {
		n.leaves(a.Contact)
	}
	return n
}

// sums are what is worked out of everybody where it is asked for, once for an agenda.
type sums struct {
	mutex    sync.Mutex // makers of pages ask at the same time
	promises []Promise
	problems []diag.Problem
	figures  *Figures
	review   *Review
	loads    []Load
	followed map[*contact.Event][]FollowUp
}

// once gives what is worked out once for an agenda.
func once[T any](s *sums, have func() (T, bool), work func() T) T {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if v, ok := have(); ok {
		return v
	}
	return work()
}

// learn takes over the sums of the last agenda, corrected.
func (g *Agenda) learn(last *Agenda, n *news) {
	last.sums.mutex.Lock()
	defer last.sums.mutex.Unlock()
	was, is := &last.sums, &g.sums
	if was.promises != nil {
		is.promises = renewed(was.promises, func(p Promise) bool { return n.isGone[p.Contact] }, promisesOf(n.come), comparePromises)
	}
	if was.problems != nil {
		is.problems = g.renewProblems(was.problems, n)
	}
	if was.figures != nil {
		f := *was.figures
		f.add(g.figuresOf(n.come), 1)
		f.add(g.figuresOf(n.gone), -1)
		is.figures = &f
	}
	if was.review != nil {
		is.review = was.review.renewed(g.reviewOf(n.come, len(was.review.Weeks)), g.reviewOf(n.gone, len(was.review.Weeks)))
	}
	if was.loads != nil {
		is.loads = g.renewLoads(was.loads, n)
	}
	if was.followed != nil {
		is.followed = g.renewFollowed(was.followed)
	}
}

// renewed gives a sorted list without those that left, and with those that came.
func renewed[T any](list []T, left func(T) bool, come []T, compare func(a, b T) int) []T {
	all := make([]T, 0, len(list)+len(come))
	for _, v := range list {
		if left(v) {
			continue
		}
		for len(come) > 0 && compare(come[0], v) < 0 {
			all = append(all, come[0])
			come = come[1:]
		}
		all = append(all, v)
	}
	return append(all, come...)
}

// renewProblems parts problems by the file of the note that they are of. They are the same list where those who
// changed have the same ones.
func (g *Agenda) renewProblems(was []diag.Problem, n *news) []diag.Problem {
	gone := make(map[string]bool, len(n.gone))
	for _, c := range n.gone {
		gone[c.File] = true
	}
	left := func(p diag.Problem) bool { return gone[p.File] }
	come := g.problemsOf(n.come)
	var had []diag.Problem
	for _, p := range was {
		if left(p) {
			had = append(had, p)
		}
	}
	if slices.Equal(had, come) {
		return was
	}
	return append(slices.DeleteFunc(slices.Clone(was), left), come...)
}

// Problems gives what [Check] gives for everybody. Their order means nothing. It is the agenda's own list: it
// must not be changed.
func (g *Agenda) Problems() []diag.Problem {
	s := &g.sums
	return once(s, func() ([]diag.Problem, bool) { return s.problems, s.problems != nil }, func() []diag.Problem {
		s.problems = g.problemsOf(g.Book.Contacts)
		return s.problems
	})
}

func (g *Agenda) problemsOf(cs []*contact.Contact) []diag.Problem {
	ps := []diag.Problem{}
	for _, c := range cs {
		ps = append(ps, Check(c, g.Settings, g.Today)...)
	}
	return ps
}

func (g *Agenda) figuresOf(cs []*contact.Contact) Figures {
	var f Figures
	for _, c := range cs {
		f.add(FiguresOf(c, g.Settings, g.Today), 1)
	}
	return f
}

// renewLoads corrects each day of a forecast.
func (g *Agenda) renewLoads(was []Load, n *news) []Load {
	come := g.forecastOf(n.come, len(was))
	is := make([]Load, len(was))
	for i := range was {
		due := renewed(was[i].Due, func(a *Assessment) bool { return n.isGone[a.Contact] }, come[i].Due, Compare)
		is[i] = Load{was[i].Day, due}
	}
	return is
}

// renewFollowed keeps the follow-ups of an event whose people are the same.
func (g *Agenda) renewFollowed(was map[*contact.Event][]FollowUp) map[*contact.Event][]FollowUp {
	is := make(map[*contact.Event][]FollowUp, len(was))
	for e, fs := range was {
		people := g.Book.People(e.ID)
		if g.Book.Event(e.ID) == e && slices.EqualFunc(fs, people, func(f FollowUp, c *contact.Contact) bool { return f.Contact == c }) {
			is[e] = fs
		}
	}
	return is
}

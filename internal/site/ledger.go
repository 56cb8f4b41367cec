package site

import (
	"fmt"
	"html/template"
	"slices"
	"sort"

	"redial/internal/civil"
	"redial/internal/followup"
)

const promisesPath = "promises.html"

// Promises is what promises.html is filled with: the ledger.
type Promises struct {
	Mine, Theirs LedgerSide
	Months       []LedgerMonth // what became of all that is settled, the latest first
	None         bool          // nothing was ever promised
	Example      string        // a day for a first promise
}

// LedgerSide is what one side promised.
type LedgerSide struct {
	Open    LedgerList // by day: what was carried over first
	Carried int        // how many of the open ones are past their day, on the day of the build
	Share   Share      // kept on time, of the last 90 days
	Recent  LedgerList // what was settled in the last 90 days, the latest first
	Settled            // the same, counted
}

// LedgerList is the first of some promises, and where all of them stand.
type LedgerList struct {
	Lines []LedgerLine
	Count int
	More  int          // that are not among the lines
	Link  template.URL // to the page where those begin
}

// Settled counts what is no longer open: Sum is all of it, Percent how much of that was kept in time.
type Settled struct{ Kept, Late, Dropped int }

// LedgerMonth is a month in which promises were due.
type LedgerMonth struct {
	Name         string       // "August 2026"
	Link         template.URL // to where they stand
	Mine, Theirs Settled
}

// LedgerPage is what settled.html is filled with: promises that have no place on promises.html.
type LedgerPage struct {
	Title        string // "Promises of 2026"
	Months       []LedgerMonthLines
	Newer, Older MonthLink    // to what was promised for later and earlier days
	Up           template.URL // to promises.html
}

// LedgerMonthLines are the promises of a month, or all that are still open.
type LedgerMonthLines struct {
	ID, Name     string // "m2026-08", "August 2026"; none of what is still open
	Mine, Theirs []LedgerLine
}

// LedgerLine is one promise.
type LedgerLine struct {
	PromiseLine
	Status string       // open, kept, late or dropped
	Word   string       // the same with a capital
	Done   Day          // of one that was kept late
	Nudge  Day          // from when on one may remind them of an open one
	Line   int          // of the note in which it stands
	Open   template.URL // of its line in the editor
}

const (
	ledgerDays     = 90
	maxLedger      = 100 // promises in a list of promises.html
	ledgerPageFull = 400 // promises on another page
)

// ledgerPage is a page of promises that has promises of both sides.
type ledgerPage struct {
	path, title string
	promises    []followup.Promise
	run         string // pages of one run lead to each other
}

// ledgerPages are the pages of promises beside the ledger itself.
type ledgerPages struct{ open, settled []ledgerPage }

// readLedger cuts the promises into pages, where they are others than in the last plan.
func (s *site) readLedger() ledgerPages {
	if n := s.since; n.last != nil && slices.Equal(n.last.promised, s.promised) {
		return n.last.ledgers
	}
	return ledgerPages{s.openPages(), settledPages(s.promised)}
}

// promisePages gives the ledger and the pages that hold what it does not.
func (s *site) promisePages() []later {
	s.keys.ledgers = map[string]ledgerKey{}
	pages := []later{{
		path: promisesPath, key: s.keys.all, make: func() page { return s.promises(s.ledgers.open, s.ledgers.settled) },
		still: func(last *site) bool { return last.done == s.done && slices.Equal(last.promised, s.promised) },
	}}
	for _, ps := range [][]ledgerPage{s.ledgers.open, s.ledgers.settled} {
		for i := range ps {
			var newer, older MonthLink
			if i > 0 && ps[i-1].run == ps[i].run {
				newer = ledgerLink(ps[i].path, &ps[i-1])
			}
			if i+1 < len(ps) && ps[i+1].run == ps[i].run {
				older = ledgerLink(ps[i].path, &ps[i+1])
			}
			k := s.ledgerKey(&ps[i], newer, older)
			s.keys.ledgers[ps[i].path] = k
			pages = append(pages, later{path: ps[i].path, key: k.key, make: func() page { return s.ledgerPage(&ps[i], newer, older) }})
		}
	}
	return pages
}

func ledgerLink(from string, to *ledgerPage) MonthLink {
	return MonthLink{to.title, link(from, to.path), len(to.promises)}
}

// openPages gives the pages of open promises, where a side has more of them than the ledger lists.
func (s *site) openPages() []ledgerPage {
	var ps []ledgerPage
	for _, side := range []struct {
		theirs      bool
		name, title string
	}{{false, "open-mine", "What you promised"}, {true, "open-theirs", "What others promised you"}} {
		var open []followup.Promise
		for _, p := range s.promised {
			if p.Status == followup.PromiseOpen && p.Entry.Theirs == side.theirs {
				open = append(open, p)
			}
		}
		if len(open) > maxLedger {
			ps = append(ps, chunks(side.name, side.title, side.name, open)...)
		}
	}
	return ps
}

// settledPages gives the pages of what is settled, the latest first: one a year, or one a month of a year
// in which there is a lot.
func settledPages(all []followup.Promise) []ledgerPage {
	settled := make([]followup.Promise, 0, len(all))
	for _, p := range slices.Backward(all) {
		if p.Status != followup.PromiseOpen && p.Entry.Date != 0 {
			settled = append(settled, p)
		}
	}
	var ps []ledgerPage
	for year := range runs(settled, func(p followup.Promise) civil.Date { return civil.Of(p.Entry.Date.Year(), 1, 1) }) {
		if y := year[0].Entry.Date.String()[:len("2006")]; len(year) <= ledgerPageFull {
			ps = append(ps, chunks(y, "Promises of "+y, "settled", year)...)
			continue
		}
		for month := range runs(year, func(p followup.Promise) civil.Date { return monthOf(p.Entry.Date) }) {
			d := month[0].Entry.Date
			ps = append(ps, chunks(d.String()[:len("2006-01")], "Promises of "+monthOf(d).MonthName(), "settled", month)...)
		}
	}
	return ps
}

// runs parts promises where what is told of them changes. What is told never comes back, so that its end can
// be searched for.
func runs(all []followup.Promise, of func(followup.Promise) civil.Date) func(func([]followup.Promise) bool) {
	return func(yield func([]followup.Promise) bool) {
		for len(all) > 0 {
			first := of(all[0])
			n := sort.Search(len(all), func(i int) bool { return of(all[i]) != first })
			if !yield(all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// chunks makes pages of promises, as many as it takes.
func chunks(name, title, run string, all []followup.Promise) []ledgerPage {
	var ps []ledgerPage
	for part := range slices.Chunk(all, ledgerPageFull) {
		p := ledgerPage{"promises/" + name + ".html", title, part, run}
		if n := len(ps); n > 0 {
			p.path, p.title = fmt.Sprintf("promises/%s-%d.html", name, n+1), fmt.Sprintf("%s, %d", title, n+1)
		}
		ps = append(ps, p)
	}
	return ps
}

func (s *site) promises(open, settled []ledgerPage) page {
	m := Promises{None: len(s.promised) == 0, Example: s.today.Add(3).String()}
	for _, p := range s.promised {
		if side := m.side(p); p.Status == followup.PromiseOpen {
			s.list(&side.Open, p)
			side.Carried += as01(s.isPast(p))
		}
	}
	for _, p := range slices.Backward(s.promised) {
		if side := m.side(p); p.Status != followup.PromiseOpen && p.Entry.Date >= s.today.Add(-ledgerDays) {
			s.list(&side.Recent, p)
			side.Settled.add(p)
		}
	}
	m.Months = ledgerMonths(settled)
	for i := range open {
		if side := m.side(open[i].promises[0]); side.Open.Link == "" {
			side.Open.Link = link(promisesPath, open[i].path)
		}
	}
	if len(settled) > 0 {
		m.Mine.Recent.Link = link(promisesPath, settled[0].path)
		m.Theirs.Recent.Link = m.Mine.Recent.Link
	}
	f := s.done
	m.Mine.Share = share("Kept on time", f.Kept, f.Fell, "due")
	m.Theirs.Share = share("Kept on time", f.TheirKept, f.TheirFell, "due")
	about := "What you promised, what others promised you, and what became of it."
	return page{s.frame(promisesPath, "promises", "Promises", about), "promises.html", m}
}

func (m *Promises) side(p followup.Promise) *LedgerSide {
	if p.Entry.Theirs {
		return &m.Theirs
	}
	return &m.Mine
}

func as01(b bool) int {
	if b {
		return 1
	}
	return 0
}

// list adds a promise to a list of the ledger.
func (s *site) list(l *LedgerList, p followup.Promise) {
	l.Count++
	if len(l.Lines) < maxLedger {
		l.Lines = append(l.Lines, s.ledgerLine(promisesPath, p))
	} else {
		l.More++
	}
}

func (n *Settled) add(p followup.Promise) {
	switch p.Status {
	case followup.PromiseKept:
		n.Kept++
	case followup.PromiseLate:
		n.Late++
	case followup.PromiseDropped:
		n.Dropped++
	}
}

// Sum is how many there are.
func (n Settled) Sum() int { return n.Kept + n.Late + n.Dropped }

// Percent is the share of them that were kept on time.
func (n Settled) Percent() int {
	if n.Sum() == 0 {
		return 0
	}
	return 100 * n.Kept / n.Sum()
}

// ledgerMonths counts what is settled by month, and leads to where it stands.
func ledgerMonths(pages []ledgerPage) []LedgerMonth {
	var ms []LedgerMonth
	for i := range pages {
		for month := range runs(pages[i].promises, func(p followup.Promise) civil.Date { return monthOf(p.Entry.Date) }) {
			name, id := monthOf(month[0].Entry.Date).MonthName(), monthID(month[0].Entry.Date)
			if n := len(ms); n == 0 || ms[n-1].Name != name {
				ms = append(ms, LedgerMonth{Name: name, Link: link(promisesPath, pages[i].path) + template.URL("#"+id)})
			}
			m := &ms[len(ms)-1]
			for _, p := range month {
				if p.Entry.Theirs {
					m.Theirs.add(p)
				} else {
					m.Mine.add(p)
				}
			}
		}
	}
	return ms
}

func monthID(d civil.Date) string { return "m" + d.String()[:len("2006-01")] }

func (s *site) ledgerPage(of *ledgerPage, newer, older MonthLink) page {
	m := LedgerPage{Title: of.title, Newer: newer, Older: older, Up: link(of.path, promisesPath)}
	for month := range runs(of.promises, func(p followup.Promise) civil.Date {
		if p.Status == followup.PromiseOpen {
			return 0
		}
		return monthOf(p.Entry.Date)
	}) {
		var lines LedgerMonthLines
		if d := month[0].Entry.Date; month[0].Status != followup.PromiseOpen {
			lines.ID, lines.Name = monthID(d), monthOf(d).MonthName()
		}
		for _, p := range month {
			side := &lines.Mine
			if p.Entry.Theirs {
				side = &lines.Theirs
			}
			*side = append(*side, s.ledgerLine(of.path, p))
		}
		m.Months = append(m.Months, lines)
	}
	return page{s.frame(of.path, "promises", of.title, "Promises, and what became of them."), "settled.html", m}
}

// ledgerKey is the key of a page of promises, with what it was made of but what is common.
type ledgerKey struct {
	key          Key
	page         *ledgerPage
	newer, older MonthLink
}

// ledgerKey gives the key of a page of promises.
func (s *site) ledgerKey(of *ledgerPage, newer, older MonthLink) ledgerKey {
	k := ledgerKey{page: of, newer: newer, older: older}
	if s.keys.none {
		return k
	}
	if n := s.since; n.called && n.inCommon(s) {
		was, ok := n.last.keys.ledgers[of.path]
		if ok && was.page.title == of.title && was.newer == newer && was.older == older && slices.Equal(was.page.promises, of.promises) {
			k.key = was.key
			return k
		}
	}
	d := newDigest(s.keys.common)
	d.text(of.title, newer.Name, string(newer.Link), older.Name, string(older.Link))
	for _, p := range of.promises {
		d.entry(p.Contact, p.Entry)
		d.text(p.Contact.Name, s.pageOf[p.Contact.ID], p.Contact.File, p.Contact.Policy)
		d.text(p.Contact.Tags...)
		d.number(int(p.Entry.Line))
	}
	k.key = d.key()
	return k
}

func (s *site) isPast(p followup.Promise) bool {
	return p.Status == followup.PromiseOpen && p.Entry.Date != 0 && p.Entry.Date < s.today
}

func (s *site) ledgerLine(path string, p followup.Promise) LedgerLine {
	e := p.Entry
	l := LedgerLine{
		PromiseLine: PromiseLine{
			Text: what(e), Name: p.Contact.Name, Link: link(path, s.pageOf[p.Contact.ID]), Day: s.dayTexts.of(e.Date),
			Time: e.Time.String(), Past: s.isPast(p),
		},
		Status: string(p.Status), Word: capital(string(p.Status)), Line: int(e.Line), Open: s.editor.open(p.Contact.File, int(e.Line)),
	}
	switch {
	case p.Status == followup.PromiseLate:
		l.Done = s.dayTexts.of(e.Done)
	case p.Status == followup.PromiseOpen && e.Theirs:
		l.Nudge = s.dayTexts.of(s.Agenda.Settings.Nudge(p))
	}
	return l
}

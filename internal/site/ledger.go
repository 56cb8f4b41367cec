package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/followup"
)

const promisesPath = "promises.html"

// Promises is what promises.html is filled with: the ledger.
type Promises struct{ Mine, Theirs LedgerSide }

// LedgerSide is what one side promised.
type LedgerSide struct {
	Open    []LedgerLine // by day: what was carried over first
	Carried int          // how many of them are past their day, on the day of the build
	Share   Share        // kept on time, of the last 90 days
	Recent  Settled      // in the last 90 days
	Older   []Settled
	listed  int
}

// Settled is what is no longer open of the promises for a stretch of days: kept, late or dropped.
type Settled struct {
	Name                string       // of a month: "August 2026"
	Link                template.URL // to the month in the journal, where it has one
	Kept, Late, Dropped int
	Lines               []LedgerLine // the latest first
	More                int          // that are not listed
}

// LedgerLine is one promise.
type LedgerLine struct {
	PromiseLine
	Status string // open, kept, late or dropped
	Word   string // the same with a capital
	Done   Day    // of one that was kept late
	Nudge  Day    // from when on one may remind them of an open one
	Line   int
	Open   template.URL // of its line in the editor
}

const (
	ledgerDays = 90
	maxSettled = 1000 // settled promises of a side that are listed; the journal has those that were kept
)

func (s *site) promises() page {
	var m Promises
	all := s.Agenda.Promises()
	for _, p := range all {
		if side := m.side(p); p.Status == followup.PromiseOpen {
			l := s.ledgerLine(p)
			side.Open = append(side.Open, l)
			side.Carried += as01(l.Past)
		}
	}
	slices.Reverse(all)
	for _, p := range all {
		if p.Status != followup.PromiseOpen {
			s.settle(m.side(p), p)
		}
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

// settle adds a promise that is no longer open to the stretch of days in which it belongs; they come the
// latest first.
func (s *site) settle(side *LedgerSide, p followup.Promise) {
	at := &side.Recent
	if p.Entry.Date < s.today.Add(-ledgerDays) {
		at = s.ledgerMonth(side, monthOf(p.Entry.Date))
	}
	switch p.Status {
	case followup.PromiseKept:
		at.Kept++
	case followup.PromiseLate:
		at.Late++
	case followup.PromiseDropped:
		at.Dropped++
	}
	if side.listed >= maxSettled {
		at.More++
		return
	}
	side.listed++
	at.Lines = append(at.Lines, s.ledgerLine(p))
}

func (s *site) ledgerMonth(side *LedgerSide, month civil.Date) *Settled {
	if n := len(side.Older); n > 0 && side.Older[n-1].Name == month.MonthName() {
		return &side.Older[n-1]
	}
	m := Settled{Name: month.MonthName()}
	if s.journal.has(month) {
		m.Link = link(promisesPath, monthPath(month))
	}
	side.Older = append(side.Older, m)
	return &side.Older[len(side.Older)-1]
}

// Says counts them in words: "12 kept, 2 late, 1 dropped".
func (s Settled) Says() string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{s.Kept, "kept"}, {s.Late, "late"}, {s.Dropped, "dropped"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	if len(parts) == 0 {
		return "none fell due"
	}
	return strings.Join(parts, ", ")
}

func (s *site) ledgerLine(p followup.Promise) LedgerLine {
	e := p.Entry
	l := LedgerLine{
		PromiseLine: PromiseLine{
			Text: what(e), Name: p.Contact.Name, Link: link(promisesPath, s.pageOf[p.Contact.ID]), Day: day(e.Date, s.today),
			Time: e.Time.String(), Past: p.Status == followup.PromiseOpen && e.Date != 0 && e.Date < s.today,
		},
		Status: string(p.Status), Word: capital(string(p.Status)), Line: e.Line, Open: s.editor.open(p.Contact.File, e.Line),
	}
	switch {
	case p.Status == followup.PromiseLate:
		l.Done = day(e.Done, s.today)
	case p.Status == followup.PromiseOpen && e.Theirs:
		l.Nudge = day(s.Agenda.Settings.Nudge(p), s.today)
	}
	return l
}

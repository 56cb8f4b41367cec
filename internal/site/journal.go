package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

const journalPath = "journal/index.html"

// Journal is what journal.html is filled with: a heat map of the last weeks, the months, and what
// happened of late.
type Journal struct {
	Heat   Heat
	Months []MonthLink
	Days   []JournalDay // the newest
	Count  int          // of all entries
}

// Month is what month.html is filled with: what happened in a month, by day, newest first.
type Month struct {
	Name         string // "November 2026"
	Days         []JournalDay
	Newer, Older MonthLink
	Count        int
}

// MonthLink leads to the page of a month.
type MonthLink struct {
	Name  string
	Link  template.URL
	Count int
}

// JournalDay is a day on which something happened.
type JournalDay struct {
	ID      string // of the element: "d2026-11-25"
	Day     Day
	Full    string // "Wednesday 25 November"
	Entries Entries
}

// Entry is a journal entry as a page shows it.
type Entry struct {
	Own  bool         // it stands on the contact's own page
	Name string       // of the contact
	Link template.URL // to the contact's page; empty on it
	Day  Day
	Time string
	Mark string        // what tells it apart: open, kept, late, dropped, theirs, missed, note, or nothing
	Says string        // "Call, no answer"
	Chip string        // "promise kept", "open promise"; may be empty
	Text template.HTML // the text behind the colon
	More template.HTML // further paragraphs and lists of the item
	Line int           // on the contact's own page
	Open template.URL  // of the line in the editor, there
}

// recentDays is how many days stand on the first page of the journal.
const recentDays = 14

func monthOf(d civil.Date) civil.Date { return d.Add(1 - d.Day()) }

func monthPath(m civil.Date) string { return "journal/" + m.String()[:len("2006-01")] + ".html" }

// months gives the pages of the journal.
func (s *site) months() []later {
	months := s.journal.months
	pages := make([]later, len(months), len(months)+1)
	s.each(len(months), func(i int) {
		ls := months[i]
		path := monthPath(monthOf(ls[0].e.Day()))
		var newer, older MonthLink
		if i > 0 {
			newer = monthLink(path, months[i-1])
		}
		if i+1 < len(months) {
			older = monthLink(path, months[i+1])
		}
		pages[i] = later{path, s.monthKey(ls, newer, older), func() page { return s.month(path, ls, newer, older) }}
	})
	return append(pages, later{journalPath, s.keys.all, s.journalPage})
}

func (s *site) month(path string, ls []line, newer, older MonthLink) page {
	name := monthOf(ls[0].e.Day()).MonthName()
	m := Month{Name: name, Days: s.days(path, ls), Count: len(ls), Newer: newer, Older: older}
	return page{s.frame(path, "journal", name, "What happened in "+name+", by day."), "month.html", m}
}

func monthLink(from string, ls []line) MonthLink {
	m := monthOf(ls[0].e.Day())
	return MonthLink{m.MonthName(), link(from, monthPath(m)), len(ls)}
}

func (s *site) journalPage() page {
	m := Journal{Heat: s.heatOfDays(), Count: s.journal.count}
	for _, ls := range s.journal.months {
		m.Months = append(m.Months, monthLink(journalPath, ls))
	}
	recent := s.journal.recent(recentDays)
	m.Days = s.days(journalPath, recent)
	return page{s.frame(journalPath, "journal", "Journal", "What happened, by day."), "journal.html", m}
}

// heatOfDays is the heat map with a link for each day that has entries.
func (s *site) heatOfDays() Heat {
	h := s.heat()
	first := monday(s.today).Add(-7 * (heatWeeks - 1))
	n, touches := s.journal.byDay(first)
	for d := first; d <= s.today; d++ {
		if n[d] == 0 {
			continue
		}
		h.Days = append(h.Days, HeatDay{
			Link: link(journalPath, monthPath(monthOf(d))) + template.URL("#"+dayID(d)),
			X:    int(d-first) / 7 * heatStep, Y: int(d-first) % 7 * heatStep, Level: heatLevel(touches[d]),
			Title: d.Named(s.today) + ": " + plural(n[d], "entry", "entries"),
		})
	}
	return h
}

func dayID(d civil.Date) string { return "d" + d.String() }

func (s *site) days(path string, ls []line) []JournalDay {
	var days []JournalDay
	for len(ls) > 0 {
		d := ls[0].e.Day()
		n := 1
		for n < len(ls) && ls[n].e.Day() == d {
			n++
		}
		entries := make([]Entry, n)
		for i, l := range ls[:n] {
			entries[i] = s.entry(path, l.c, l.e)
			entries[i].Link = link(path, s.pageOf[l.c.ID])
		}
		days = append(days, JournalDay{ID: dayID(d), Day: day(d, s.today), Full: d.Long(), Entries: Entries{entries, s.layouts}})
		ls = ls[n:]
	}
	return days
}

// entry makes an entry without what stands below its first paragraph.
func (s *site) entry(path string, c *contact.Contact, e *contact.Entry) Entry {
	out := Entry{
		Day: day(e.Day(), s.today), Time: e.Time.String(), Mark: mark(e), Says: capital(says(e)), Chip: s.chip(e),
		Own: path == s.pageOf[c.ID], Name: c.Name, Text: s.inline(path, c.ID, e.Text),
	}
	if out.Own {
		out.Line, out.Open = e.Line, s.editor.open(c.File, e.Line)
	}
	if e.FromFront && e.Kind == note.Met {
		out.Text = s.place(path, c).html()
	}
	return out
}

// repeats reports whether `met:` or `last:` only says again what stands in the journal: an entry of
// that day, or for `last:` a later one.
func repeats(c *contact.Contact, e *contact.Entry) bool {
	if !e.FromFront {
		return false
	}
	for i := range c.Journal {
		o := &c.Journal[i]
		if o.FromFront || o.Kind == note.Remark || o.Promise == note.Open || o.Promise == note.Dropped {
			continue
		}
		if o.Day() == e.Day() && (e.Kind != note.Met || inPerson[o.Kind]) || e.Kind != note.Met && o.Day() > e.Day() {
			return true
		}
	}
	return false
}

// inPerson are the kinds that are the same touch as a `met:` of their day.
var inPerson = map[note.Kind]bool{note.Met: true, note.Meeting: true, note.Visit: true, note.Event: true}

// mark tells entries apart by what became of them; the layout gives each a sign, not only a colour.
func mark(e *contact.Entry) string {
	switch {
	case e.Promise == note.Open:
		return "open"
	case e.Promise == note.Dropped:
		return "dropped"
	case late(e):
		return "late"
	case missed[e.Outcome]:
		return "missed"
	case e.Theirs:
		return "theirs"
	case e.Promise == note.Kept:
		return "kept"
	case e.Kind == note.Remark:
		return "note"
	}
	return ""
}

var missed = map[note.Outcome]bool{note.NoAnswer: true, note.StoodUp: true, note.Cancelled: true}

// chip says what became of a promise, or that the words were not understood.
func (s *site) chip(e *contact.Entry) string {
	of := ""
	if e.Theirs {
		of = " of theirs"
	}
	switch {
	case e.Promise == note.Open && e.Date == 0:
		return "open promise" + of + ", its date can't be read"
	case e.Promise == note.Open:
		return "open promise" + of
	case e.Promise == note.Dropped:
		return "promise" + of + " dropped"
	case late(e):
		return fmt.Sprintf("promise%s for %s, kept late", of, e.Date.Named(s.today))
	case e.Promise == note.Kept:
		return "promise" + of + " kept"
	case e.Unknown:
		return "not understood, read as a note"
	}
	return ""
}

// timeline gives the journal of a contact, newest first; what is still open stands above.
func (s *site) timeline(path string, c *contact.Contact, p *prose) []Entry {
	es := make([]Entry, 0, len(c.Journal))
	for i := len(c.Journal) - 1; i >= 0; i-- {
		e := &c.Journal[i]
		if repeats(c, e) {
			continue
		}
		out := s.entry(path, c, e)
		if !e.FromFront {
			out.More = p.below(e.Span().Start)
		}
		es = append(es, out)
	}
	slices.SortStableFunc(es, func(a, b Entry) int { return cmp.Compare(isOpen(b), isOpen(a)) })
	return es
}

func isOpen(e Entry) int {
	if e.Mark == "open" {
		return 1
	}
	return 0
}

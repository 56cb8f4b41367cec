package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

const journalPath = "journal/index.html"

// Journal is what journal.html is filled with: a heat map of the last year, the months, and what happened
// of late.
type Journal struct {
	Heat  Heat
	Years []JournalYear // the latest first
	Days  []JournalDay  // the newest
	Count int           // of all entries
	Since string        // the month of the first: "May 2026"
	Whole bool          // all of them stand on this page
}

// JournalYear leads to the months of a year, the latest first. Their names are short: "Nov".
type JournalYear struct {
	Name   string
	Months []MonthLink
}

// Month is what month.html is filled with: what happened in a month, or in some days of it, by day, newest
// first.
type Month struct {
	Name         string // "November 2026"; of a part "November 2026, 3 to 9"
	Days         []JournalDay
	Newer, Older MonthLink
	Parts        []MonthLink // of a month in which a lot happened, this one without a link
	Count        int
}

// MonthLink leads to the page of a month.
type MonthLink struct {
	Name  string
	Link  template.URL // without one it is the page itself, or there is none
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

// What stands on one page: the first of the journal shows so many days, or so many entries; one of a
// month holds so many.
const (
	recentDays    = 14
	recentLines   = 300
	monthPageFull = 500
)

func monthOf(d civil.Date) civil.Date { return d.Add(1 - d.Day()) }

func monthPath(m civil.Date) string { return "journal/" + m.String()[:len("2006-01")] + ".html" }

// monthPage is a page of the journal: a month, or some days of one in which a lot happened.
type monthPage struct {
	path  string
	month civil.Date // the first of it
	alone bool       // the month has no other part
	days  [2]civil.Date
	name  string // "November 2026, 3 to 9"
	lines []line // newest first
	told  *seal  // stands for what they tell
}

func (p *monthPage) named() string {
	name, from, to := p.month.MonthName(), p.days[0].Day(), p.days[1].Day()
	switch {
	case p.alone:
		return name
	case from == to:
		return fmt.Sprintf("%s, %d", name, from)
	}
	return fmt.Sprintf("%s, %d to %d", name, from, to)
}

// pages gives the pages on which all of it stands, newest first.
func (j journal) pages() []journalPart {
	var ps []journalPart
	for i := range j.months {
		m := &j.months[i]
		for n := range m.pages {
			ps = append(ps, journalPart{&m.pages[n], partID{m.named, n}})
		}
	}
	return ps
}

// journalPart is a page of the journal with what stands for its name and path.
type journalPart struct {
	*monthPage
	id partID
}

type partID struct {
	*seal
	n int // of the pages of its month
}

// partsOf cuts what happened in a month, newest first, into pages. A month is filled from its first day on,
// so that what happens today changes its latest page alone; that one has the path of the month, the others
// those of their first day.
func partsOf(month civil.Date, ls []line) []monthPage {
	var ps []monthPage
	taken := map[string]int{}
	for end := len(ls); end > 0; {
		start := pageStart(ls[:end])
		p := monthPage{month: month, lines: ls[start:end], days: [2]civil.Date{ls[end-1].e.Day(), ls[start].e.Day()}}
		p.path = "journal/" + p.days[0].String()
		if taken[p.path]++; taken[p.path] > 1 {
			p.path += fmt.Sprintf("-%d", taken[p.path])
		}
		p.path += ".html"
		ps = append(ps, p)
		end = start
	}
	slices.Reverse(ps)
	ps[0].path, ps[0].alone = monthPath(month), len(ps) == 1
	for i := range ps {
		ps[i].name = ps[i].named()
	}
	return ps
}

// pageStart gives where the page that ends with the given lines begins: whole days that it can hold, or
// as much of one as it can.
func pageStart(ls []line) int {
	full := max(0, len(ls)-monthPageFull)
	if full == 0 || ls[full-1].e.Day() != ls[full].e.Day() {
		return full
	}
	for start := full; start < len(ls); start++ {
		if ls[start].e.Day() != ls[full].e.Day() {
			return start
		}
	}
	return full
}

// months gives the pages of the journal.
func (s *site) months() []later {
	pages, keys := make([]later, len(s.parts), len(s.parts)+1), make([]monthKey, len(s.parts))
	s.each(len(s.parts), func(i int) {
		keys[i] = s.monthKey(i)
		pages[i] = later{path: s.parts[i].path, key: keys[i].key, make: func() page { return s.month(i) }}
	})
	s.keys.months = make(map[string]monthKey, len(pages))
	for i, p := range pages {
		s.keys.months[p.path] = keys[i]
	}
	return append(pages, later{path: journalPath, key: s.journalKey(), make: s.journalPage})
}

// month makes the i-th page of the journal.
func (s *site) month(i int) page {
	p := s.parts[i].monthPage
	m := s.aroundMonth(i)
	m.Days = s.days(p.path, p.lines)
	return page{s.frame(p.path, "journal", m.Name, "What happened in "+m.Name+", by day."), "month.html", m}
}

// aroundMonth gives the i-th page of the journal without its days.
func (s *site) aroundMonth(i int) Month {
	p := s.parts[i].monthPage
	m := Month{Name: p.name, Count: len(p.lines), Parts: s.siblings(p)}
	if i > 0 {
		m.Newer = partLink(p.path, s.parts[i-1].monthPage)
	}
	if i+1 < len(s.parts) {
		m.Older = partLink(p.path, s.parts[i+1].monthPage)
	}
	return m
}

func partLink(from string, to *monthPage) MonthLink {
	return MonthLink{to.name, link(from, to.path), len(to.lines)}
}

// siblings gives the parts of the month of one; none where it has no other.
func (s *site) siblings(of *monthPage) []MonthLink {
	if of.alone {
		return nil
	}
	first, _ := slices.BinarySearchFunc(s.parts, of.month, func(p journalPart, m civil.Date) int { return int(m - p.month) })
	var ls []MonthLink
	for i := first; i < len(s.parts) && s.parts[i].month == of.month; i++ {
		l := partLink(of.path, s.parts[i].monthPage)
		if _, days, ok := strings.Cut(l.Name, ", "); ok {
			l.Name = days
		}
		if s.parts[i].path == of.path {
			l.Link = ""
		}
		ls = append(ls, l)
	}
	return ls
}

// dayPath gives the page on which a day stands.
func (s *site) dayPath(d civil.Date) string {
	i, _ := slices.BinarySearchFunc(s.parts, d, func(p journalPart, d civil.Date) int { return int(d - p.days[0]) })
	return s.parts[i].path
}

func (s *site) journalPage() page {
	recent := s.journal.recent(recentDays, recentLines, monthPageFull)
	m := Journal{
		Heat: s.heatOfDays(), Count: s.journal.count, Years: s.years(),
		Days: s.days(journalPath, recent), Whole: len(recent) == s.journal.count,
	}
	if n := len(s.parts); n > 0 {
		m.Since = s.parts[n-1].month.MonthName()
	}
	return page{s.frame(journalPath, "journal", "Journal", "What happened, by day."), "journal.html", m}
}

// years gives the months that have something in them.
func (s *site) years() []JournalYear {
	var ys []JournalYear
	for i := range s.parts {
		p := s.parts[i].monthPage
		month, year, _ := strings.Cut(p.month.MonthName(), " ")
		if n := len(ys); n == 0 || ys[n-1].Name != year {
			ys = append(ys, JournalYear{Name: year})
		}
		y := &ys[len(ys)-1]
		if i == 0 || s.parts[i-1].month != p.month {
			y.Months = append(y.Months, MonthLink{month[:3], link(journalPath, p.path), 0})
		}
		y.Months[len(y.Months)-1].Count += len(p.lines)
	}
	return ys
}

// heatOfDays is the heat map of a year with a link for each day that has entries.
func (s *site) heatOfDays() Heat {
	h := s.heat(yearWeeks)
	first := heatFrom(s.today, yearWeeks)
	n, touches := s.journal.byDay(first, s.today)
	shade := shades(touches)
	for d := first; d <= s.today; d++ {
		if n[d-first] == 0 {
			continue
		}
		h.Days = append(h.Days, HeatDay{
			Link: link(journalPath, s.dayPath(d)) + template.URL("#"+dayID(d)),
			X:    int(d-first) / 7 * heatStep, Y: int(d-first) % 7 * heatStep, Level: shade(touches[d-first]),
			Title: d.Named(s.today) + ": " + plural(n[d-first], "entry", "entries"),
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
		of := ls[:n]
		texts := entryTexts{s: s, path: path, count: n, at: func(i int) (*contact.Contact, *contact.Entry) { return of[i].c, of[i].e }}
		entries := Entries{n, func(i int) Entry {
			e := s.entry(path, of[i].c, of[i].e, texts.of(i), false)
			e.Link = link(path, s.pageOf[of[i].c.ID])
			return e
		}, s.layouts}
		days = append(days, JournalDay{ID: dayID(d), Day: s.dayTexts.of(d), Full: d.Long(), Entries: entries})
		ls = ls[n:]
	}
	return days
}

// entry makes an entry without what stands below its first paragraph, for the contact's own page or another.
func (s *site) entry(path string, c *contact.Contact, e *contact.Entry, text template.HTML, own bool) Entry {
	out := Entry{
		Day: s.dayTexts.of(e.Day()), Time: e.Time.String(), Mark: mark(e), Says: capitalSays(e), Chip: s.chip(e),
		Own: own, Name: c.Name, Text: text,
	}
	if own {
		out.Line, out.Open = int(e.Line), s.editor.open(c.File, int(e.Line))
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

// timeline gives the journal of a contact, newest first; what is still open stands above. What is folded
// away comes apart.
func (s *site) timeline(path string, c *contact.Contact, p *prose) (recent, older Entries) {
	order := make([]*contact.Entry, 0, len(c.Journal))
	for i := len(c.Journal) - 1; i >= 0; i-- {
		if e := &c.Journal[i]; !repeats(c, e) {
			order = append(order, e)
		}
	}
	slices.SortStableFunc(order, func(a, b *contact.Entry) int {
		return cmp.Compare(as01(b.Promise == note.Open), as01(a.Promise == note.Open))
	})
	run := func(es []*contact.Entry) Entries {
		texts := entryTexts{s: s, path: path, count: len(es), at: func(i int) (*contact.Contact, *contact.Entry) { return c, es[i] }}
		return Entries{len(es), func(i int) Entry {
			out := s.entry(path, c, es[i], texts.of(i), true)
			if !es[i].FromFront {
				out.More = p.below(es[i].Span().Start)
			}
			return out
		}, s.layouts}
	}
	first := min(len(order), recentEntries)
	return run(order[:first]), run(order[first:])
}

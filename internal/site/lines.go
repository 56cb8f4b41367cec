package site

import (
	"cmp"
	"slices"
	"sort"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// line is an entry with the contact in whose journal it stands.
type line struct {
	c *contact.Contact
	e *contact.Entry
}

// journal is what happened.
type journal struct {
	months []monthLines // newest first
	count  int          // of lines
}

// monthLines are those of a month, newest first.
type monthLines struct {
	lines []line
	days  [31]dayCount // by day, from the first on
	pages []monthPage  // on which they stand
	named *seal        // stands for the names and paths of the pages
}

// seal stands for something, in this plan and those that are made after it: where the pointer is the same, it
// is.
type seal struct{ _ byte }

// dayCount counts the lines of a day, and those of them in which contact was made or tried.
type dayCount struct{ lines, touches int }

func newMonth(ls []line) monthLines {
	m := monthLines{lines: ls, named: new(seal), pages: partsOf(ls[0].month(), ls)}
	m.count(ls, 1)
	for i := range m.pages {
		m.pages[i].told = new(seal)
	}
	return m
}

// count adds lines to the counts of their days, so many times.
func (m *monthLines) count(ls []line, times int) {
	first := m.first()
	for _, l := range ls {
		d := &m.days[l.e.Day()-first]
		d.lines += times
		d.touches += times * as01(l.e.Kind != note.Remark)
	}
}

func (m *monthLines) first() civil.Date { return m.lines[0].month() }

// renewed gives a month without some of its lines, and with others. It is not ok where none are left.
func (m *monthLines) renewed(out, in []line) (is monthLines, ok bool) {
	is = monthLines{lines: replaced(m.lines, out, in), days: m.days}
	if len(is.lines) == 0 {
		return is, false
	}
	is.count(out, -1)
	is.count(in, 1)
	is.pages = partsOf(m.first(), is.lines)
	is.keep(m, tells(out) == tells(in))
	return is, true
}

// keep takes over what stands for the pages that are as they were, counted from the oldest on; alike tells that
// all lines tell the same.
func (m *monthLines) keep(was *monthLines, alike bool) {
	more := len(m.pages) - len(was.pages)
	named := more == 0
	for i := range m.pages {
		p := &m.pages[i]
		if i < more {
			p.told = new(seal)
			continue
		}
		old := &was.pages[i-more]
		named = named && p.path == old.path && p.days == old.days
		if p.told = old.told; !alike && !slices.Equal(p.lines, old.lines) {
			p.told = new(seal)
		}
	}
	if m.named = was.named; !named {
		m.named = new(seal)
	}
}

// readJournal collects what happened. Of the last plan's journal it corrects the months that those who
// are others stand in.
func (s *site) readJournal() journal {
	if !s.since.few() {
		return newJournal(s.linesOf(s.Agenda.Book.Contacts))
	}
	return s.since.last.journal.renewed(s.linesOf(s.since.gone), s.linesOf(s.since.come))
}

// linesOf gives what happened with some contacts, each in the order of its journal.
func (s *site) linesOf(cs []*contact.Contact) []line {
	n := 0
	for _, c := range cs {
		n += len(c.Journal)
	}
	ls := make([]line, 0, n)
	for _, c := range cs {
		for i := range c.Journal {
			if e := &c.Journal[i]; happened(e, s.today) && !repeats(c, e) {
				ls = append(ls, line{c, e})
			}
		}
	}
	return ls
}

func (l line) month() civil.Date { return monthOf(l.e.Day()) }

func newJournal(ls []line) journal {
	j := journal{count: len(ls)}
	for _, month := range byMonth(ls) {
		j.months = append(j.months, newMonth(slices.Clone(month))) // one month does not hold all others
	}
	return j
}

// byMonth sorts lines and parts them.
func byMonth(ls []line) [][]line {
	ls = sorted(ls)
	var months [][]line
	for len(ls) > 0 {
		n, first := 1, ls[0].month()
		for n < len(ls) && ls[n].e.Day() >= first {
			n++
		}
		months = append(months, ls[:n:n])
		ls = ls[n:]
	}
	return months
}

// sorted gives lines, those of one contact in the order of its journal, with the newest first. What they are
// compared by is put side by side before: to look it up in the entries each time takes ten times as long.
func sorted(ls []line) []line {
	type place struct {
		day civil.Date
		at  civil.Time
		i   int32
	}
	order := make([]place, len(ls))
	for i, l := range ls {
		order[i] = place{l.e.Day(), l.e.At, int32(i)}
	}
	slices.SortFunc(order, func(a, b place) int {
		switch {
		case a.day != b.day:
			return int(b.day - a.day)
		case a.at != b.at:
			return int(b.at - a.at)
		}
		return cmp.Or(cmp.Compare(ls[a.i].c.ID, ls[b.i].c.ID), int(a.i-b.i))
	})
	all := make([]line, len(ls))
	for i, p := range order {
		all[i] = ls[p.i]
	}
	return all
}

// newestFirst orders lines of different contacts; those of one stand in the order of its journal.
func newestFirst(a, b line) int {
	return cmp.Or(cmp.Compare(b.e.Day(), a.e.Day()), cmp.Compare(b.e.At, a.e.At), cmp.Compare(a.c.ID, b.c.ID))
}

// renewed gives the journal without some lines, and with others. Months in which none of them stands are the
// same.
func (j journal) renewed(out, in []line) journal {
	is := journal{count: j.count - len(out) + len(in)}
	gone, come := byMonth(out), byMonth(in)
	of := func(months *[][]line, month civil.Date) (ls []line) {
		if len(*months) > 0 && (*months)[0][0].month() == month {
			ls, *months = (*months)[0], (*months)[1:]
		}
		return ls
	}
	for i := range j.months {
		m := &j.months[i]
		for len(come) > 0 && come[0][0].month() > m.first() {
			is.months = append(is.months, newMonth(come[0]))
			come = come[1:]
		}
		out, in := of(&gone, m.first()), of(&come, m.first())
		if len(out)+len(in) == 0 {
			is.months = append(is.months, *m)
		} else if now, ok := m.renewed(out, in); ok {
			is.months = append(is.months, now)
		}
	}
	for _, ls := range come {
		is.months = append(is.months, newMonth(ls))
	}
	return is
}

// tells stands for what lines tell, and for their order among others.
func tells(ls []line) Key {
	d := newDigest()
	d.lines(ls)
	for _, l := range ls {
		d.number(int(l.e.Day()))
		d.number(int(l.e.At))
	}
	return d.key()
}

// replaced gives lines, newest first, without some of them and with others.
func replaced(ls, out, in []line) []line {
	all := append(make([]line, 0, len(ls)+len(in)), ls...)
	if slices.EqualFunc(out, in, func(a, b line) bool { return newestFirst(a, b) == 0 }) {
		for i, l := range out {
			all[placeOfLine(all, l)] = in[i]
		}
		return all
	}
	for _, l := range out {
		i := placeOfLine(all, l)
		all = slices.Delete(all, i, i+1)
	}
	for _, l := range in { // behind those that it stands with, which are of the same journal
		i := sort.Search(len(all), func(i int) bool { return newestFirst(all[i], l) > 0 })
		all = slices.Insert(all, i, l)
	}
	return all
}

// placeOfLine finds a line among all.
func placeOfLine(all []line, l line) int {
	i := sort.Search(len(all), func(i int) bool { return newestFirst(all[i], l) >= 0 })
	for all[i] != l {
		i++
	}
	return i
}

// recent gives the lines of so many days, the newest, or of as many as hold so many lines. Of one day
// alone it gives no more than most.
func (j journal) recent(days, lines, most int) []line {
	var ls []line
	var last civil.Date
	for m := range j.months {
		month := j.months[m].lines
		for i, l := range month {
			if l.e.Day() != last {
				if days--; days < 0 || len(ls)+i > lines {
					return append(ls, month[:i]...)
				}
				last = l.e.Day()
			}
			if len(ls)+i == most {
				return append(ls, month[:i]...)
			}
		}
		ls = append(ls, month...)
	}
	return ls
}

// byDay counts the lines of each day from one to another, and those of them in which contact was made or
// tried.
func (j journal) byDay(first, last civil.Date) (lines, touches []int) {
	lines, touches = make([]int, last-first+1), make([]int, last-first+1)
	for i := range j.months {
		m := &j.months[i]
		start := m.first()
		if start.Add(len(m.days)) <= first {
			break
		}
		for i, n := range m.days {
			if d := start.Add(i); d >= first && d <= last {
				lines[d-first] += n.lines
				touches[d-first] += n.touches
			}
		}
	}
	return lines, touches
}

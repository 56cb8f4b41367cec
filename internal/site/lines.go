package site

import (
	"cmp"
	"slices"

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
	told  *told        // stands for what they tell, in this plan and those that it was made after
}

// told is the same pointer for what is the same.
type told struct{ _ byte }

// dayCount counts the lines of a day, and those of them in which contact was made or tried.
type dayCount struct{ lines, touches int32 }

func newMonth(ls []line) monthLines {
	m := monthLines{lines: ls, told: new(told)}
	m.pages = partsOf(m.first(), ls)
	for _, l := range ls {
		d := &m.days[l.e.Day().Day()-1]
		d.lines++
		d.touches += int32(as01(l.e.Kind != note.Remark))
	}
	return m
}

func (m *monthLines) first() civil.Date { return m.lines[0].month() }

// readJournal collects what happened. Of the last plan's journal it corrects the months that those who
// are others stand in.
func (s *site) readJournal() journal {
	if !s.since.few() {
		return parted(s.linesOf(s.Agenda.Book.Contacts))
	}
	gone := make(map[*contact.Contact]bool, len(s.since.gone))
	for _, c := range s.since.gone {
		gone[c] = true
	}
	return s.since.last.journal.renewed(gone, s.linesOf(s.since.gone), s.linesOf(s.since.come))
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

// parted parts lines into months.
func parted(ls []line) journal {
	ls = sorted(ls)
	j := journal{count: len(ls)}
	for len(ls) > 0 {
		n := 1
		for n < len(ls) && ls[n].month() == ls[0].month() {
			n++
		}
		j.months = append(j.months, newMonth(ls[:n:n]))
		ls = ls[n:]
	}
	return j
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

// renewed gives the journal without those who are gone, and with those who came. Months in which none of
// them stands are the same slices.
func (j journal) renewed(gone map[*contact.Contact]bool, out, in []line) journal {
	touched := map[civil.Date]bool{}
	for _, l := range slices.Concat(out, in) {
		touched[l.month()] = true
	}
	come := parted(in).months
	is := journal{count: j.count - len(out) + len(in)}
	same := alike(parted(out).months, come)
	for _, m := range j.months {
		for len(come) > 0 && come[0].first() > m.first() {
			is.months = append(is.months, come[0])
			come = come[1:]
		}
		if !touched[m.first()] {
			is.months = append(is.months, m)
			continue
		}
		var fresh []line
		if len(come) > 0 && come[0].first() == m.first() {
			fresh, come = come[0].lines, come[1:]
		}
		if ls := merged(m.lines, gone, fresh); len(ls) > 0 {
			fresh := newMonth(ls)
			if same[m.first()] {
				fresh.told = m.told
			}
			is.months = append(is.months, fresh)
		}
	}
	is.months = append(is.months, come...)
	return is
}

// alike gives the months whose lines tell the same in two lists of months.
func alike(a, b []monthLines) map[civil.Date]bool {
	told := make(map[civil.Date]Key, len(a))
	for i := range a {
		told[a[i].first()] = tells(a[i].lines)
	}
	months := map[civil.Date]bool{}
	for i := range b {
		if was, ok := told[b[i].first()]; ok && was == tells(b[i].lines) {
			months[b[i].first()] = true
		}
	}
	return months
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

// merged gives lines without those of some, and with fresh ones.
func merged(ls []line, gone map[*contact.Contact]bool, fresh []line) []line {
	all := make([]line, 0, len(ls)+len(fresh))
	for _, l := range ls {
		if gone[l.c] {
			continue
		}
		for len(fresh) > 0 && newestFirst(fresh[0], l) < 0 {
			all = append(all, fresh[0])
			fresh = fresh[1:]
		}
		all = append(all, l)
	}
	return append(all, fresh...)
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
				lines[d-first] += int(n.lines)
				touches[d-first] += int(n.touches)
			}
		}
	}
	return lines, touches
}

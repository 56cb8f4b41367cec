package site

import (
	"html/template"
	"slices"
)

const duePath = "due.html"

// groupRows is how many rows a browser lays out at once where thousands may stand.
const groupRows = 100

// Due is what due.html is filled with: everybody who is carried over, due today or in the next seven days,
// in the order of Today, which has room for the first of them alone.
type Due struct {
	Today    Day
	Full     string       // "Tuesday 1 December 2026"
	Up       template.URL // to Today
	Sections []DueSection
}

// DueSection is one of the lists.
type DueSection struct {
	List, Title string
	Count       int
	Groups      [][]DueRow // of 100 each
}

// DueRow is a contact that is due.
type DueRow struct {
	PersonRow
	Company string
	Word    string // why it is due, in a word
	Time    string
	Reason  string
}

// dueNow gives the lists of the page.
func (s *site) dueNow() [weekPlace + 1][]spot {
	var all [weekPlace + 1][]spot
	for _, v := range s.inOrder {
		if p, l := v.on(s.today); l <= weekPlace {
			all[l] = append(all[l], p)
		}
	}
	for l := range all {
		order := byWord
		if l == weekPlace {
			order = byDay
		}
		slices.SortFunc(all[l], order)
	}
	return all
}

func (s *site) due() page {
	f := s.frame(duePath, "index", "Everyone who is due", "Everybody who is carried over, due today or in the next seven days.")
	m := Due{Today: f.Today, Full: f.Full, Up: link(duePath, indexPath)}
	for l, all := range s.dueNow() {
		sec := DueSection{List: string(lists[l].list), Title: lists[l].title, Count: len(all)}
		for group := range slices.Chunk(all, groupRows) {
			sec.Groups = append(sec.Groups, s.dueRows(group))
		}
		m.Sections = append(m.Sections, sec)
	}
	return page{f, "due.html", m}
}

// dueKey gives the key of what the page shows.
func (s *site) dueKey() Key {
	d := newDigest(s.keys.called)
	for _, all := range s.dueNow() {
		d.number(len(all))
		for _, p := range all {
			d.follow(p.row)
			d.text(p.Contact.Company, p.Time.String(), p.Reason)
		}
	}
	return d.key()
}

func (s *site) dueRows(all []spot) []DueRow {
	rows := make([]DueRow, len(all))
	for i, p := range all {
		a := p.Assessment
		rows[i] = DueRow{s.personRow(duePath, p.view), a.Contact.Company, string(a.Word), a.Time.String(), a.Reason}
	}
	return rows
}

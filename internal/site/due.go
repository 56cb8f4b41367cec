package site

import (
	"html/template"
	"slices"

	"redial/internal/followup"
)

const duePath = "due.html"

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

func (s *site) due() page {
	f := s.frame(duePath, "index", "Everyone who is due", "Everybody who is carried over, due today or in the next seven days.")
	m := Due{Today: f.Today, Full: f.Full, Up: link(duePath, indexPath)}
	for _, l := range lists[:weekPlace+1] {
		all := s.Agenda.In(l.list)
		sec := DueSection{List: string(l.list), Title: l.title, Count: len(all)}
		for group := range slices.Chunk(all, groupRows) {
			sec.Groups = append(sec.Groups, s.dueRows(group))
		}
		m.Sections = append(m.Sections, sec)
	}
	return page{f, "due.html", m}
}

func (s *site) dueRows(all []*followup.Assessment) []DueRow {
	rows := make([]DueRow, len(all))
	for i, a := range all {
		rows[i] = DueRow{s.personRow(duePath, s.views[a.Contact.ID]), a.Contact.Company, string(a.Word), a.Time.String(), a.Reason}
	}
	return rows
}

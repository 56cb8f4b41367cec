package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html/template"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/contact"
	"redial/internal/followup"
)

const peoplePath = "people/index.html"

// groupRows is how many rows a browser lays out at once.
const groupRows = 100

// People is what people.html is filled with: everyone.
type People struct {
	Count  int
	States []Facet
	Tags   []Facet
	Groups [][]PersonRow // of 100 each, by name
}

// Facet is a filter: a state or a tag.
type Facet struct {
	Value string // in the address: "no-step"
	Label string
	Count int
}

// PersonRow is a contact in the list of everyone.
type PersonRow struct {
	Place    int // in the order of ids, which is that of the search's data
	Name     string
	Link     template.URL
	Position string // role and company
	Does     string // what they offer
	Last     Day    // the last touch
	Due      Day
	List     string // today's
	Label    string // of the list
	Home     string // the list while not due soon
	Spans    string // what changes within the horizon, as JSON; may be empty
}

// labels are what lists are called behind a name.
var labels = map[followup.List]string{
	followup.ListCarried: "carried over", followup.ListToday: "today", followup.ListWeek: "soon",
	followup.ListWaiting: "waiting", followup.ListLastTry: "last try", followup.ListNoStep: "no next step",
	followup.ListParked: "parked", followup.ListLater: "later", followup.ListUntracked: "untracked",
	followup.ListLetGo: "let go", followup.ListClosed: "closed",
}

func (s *site) people() page {
	m := People{Count: len(s.Agenda.All), States: s.stateFacets(), Tags: s.tagFacets()}
	for group := range slices.Chunk(s.byName(), groupRows) {
		var rows []PersonRow
		for _, v := range group {
			rows = append(rows, s.personRow(peoplePath, v))
		}
		m.Groups = append(m.Groups, rows)
	}
	return page{s.frame(peoplePath, "people", "People", "Everyone, with a search."), "people.html", m}
}

func (s *site) byName() []*view {
	type named struct {
		*view
		name string
	}
	all := make([]named, 0, len(s.views))
	for _, a := range s.Agenda.All {
		all = append(all, named{s.views[a.Contact.ID], contact.Fold(a.Contact.Name)})
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(a.name, b.name) })
	vs := make([]*view, len(all))
	for i := range all {
		vs[i] = all[i].view
	}
	return vs
}

func (s *site) personRow(path string, v *view) PersonRow {
	c, l := v.Contact, v.List(s.today)
	return PersonRow{
		Place: v.place, Name: c.Name, Link: link(path, s.pageOf[c.ID]), Position: position(c),
		Does: strings.Join(c.Offers, ", "), Last: day(v.LastTouch, s.today), Due: day(v.Due, s.today),
		List: string(l), Label: labels[l], Home: v.home, Spans: v.turns,
	}
}

func position(c *contact.Contact) string {
	if c.Role == "" || c.Company == "" {
		return c.Role + c.Company
	}
	return c.Role + ", " + c.Company
}

// turnData writes for each stretch of days from when on it holds, the list and the due date; nothing
// where there is one alone.
func turnData(spans []followup.Span) string {
	var turns [][3]string
	for i := range spans {
		a := &spans[i].Assessment
		due := a.Due.String()
		if a.Word == followup.WordUnclear {
			due = "today"
		}
		t := [3]string{spans[i].From.String(), string(home(a)), due}
		if n := len(turns); n == 0 || turns[n-1][1] != t[1] || turns[n-1][2] != t[2] {
			turns = append(turns, t)
		}
	}
	if len(turns) == 1 && turns[0][2] != "today" {
		return ""
	}
	b, err := json.Marshal(turns)
	if err != nil { // strings alone: can't be
		return ""
	}
	return string(b)
}

func (s *site) stateFacets() []Facet {
	n := map[followup.List]int{}
	for _, a := range s.Agenda.All {
		n[a.List(s.today)]++
	}
	var fs []Facet
	for _, l := range lists {
		fs = append(fs, Facet{string(l.list), capital(labels[l.list]), n[l.list]})
	}
	return fs
}

// maxTags bounds the tags that have a button; all of them are found by the search.
const maxTags = 12

func (s *site) tagFacets() []Facet {
	n := map[string]int{}
	for _, a := range s.Agenda.All {
		for _, t := range a.Contact.Tags {
			n[t]++
		}
	}
	fs := make([]Facet, 0, len(n))
	for t, count := range n {
		fs = append(fs, Facet{t, t, count})
	}
	slices.SortFunc(fs, func(a, b Facet) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	return fs[:min(len(fs), maxTags)]
}

// peopleData makes the index of the search: a line a contact, by id, its columns parted by tabs, handed
// to a function of the page. A script loads from disk where data does not.
func (s *site) peopleData(to *bytes.Buffer, _ Sums) error {
	writeScript(to, "redialPeople", len(s.Agenda.All), func(i int, line *bytes.Buffer) {
		a := s.Agenda.All[i]
		c, v := a.Contact, s.views[a.Contact.ID]
		writeColumns(line, string(link(indexPath, s.pageOf[c.ID])), c.Name, strings.Join(c.Aka, ", "), c.Company, c.Role,
			strings.Join(c.Tags, ", "), strings.Join(c.Offers, ", "), strings.Join(c.Needs, ", "),
			v.LastTouch.String(), v.home, v.Due.String(), v.turns)
	})
	return nil
}

func writeColumns(b *bytes.Buffer, columns ...string) {
	for i, c := range columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(oneLine.Replace(c))
	}
}

// oneLine makes blanks of what parts lines and columns.
var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// peopleWords makes the words of the notes: a line a contact, as in the index.
func (s *site) peopleWords(to *bytes.Buffer, _ Sums) error {
	seen := map[string]bool{}
	writeScript(to, "redialWords", len(s.Agenda.All), func(i int, line *bytes.Buffer) {
		clear(seen)
		writeWords(line, s.Agenda.All[i].Contact, seen)
	})
	return nil
}

// writeWords writes the words of a note's body, each once, in the order in which they first stand.
func writeWords(b *bytes.Buffer, c *contact.Contact, seen map[string]bool) {
	if c.Note == nil {
		return
	}
	for w := range words(string(c.Note.Source[c.Note.Body.Start:c.Note.Body.End])) {
		if len(w) < 2 || seen[w] {
			continue
		}
		if len(seen) > 0 {
			b.WriteByte(' ')
		}
		seen[w] = true
		b.WriteString(w)
	}
}

// words gives the words of a text, folded. Text of ASCII is parted first, and most of its words need not
// be copied; to fold it at once would be the most of what a search costs.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < utf8.RuneSelf && apart(r) }) {
			folded := contact.Fold(w)
			if isASCII(w) {
				if !yield(folded) {
					return
				}
				continue
			}
			for w := range strings.FieldsFuncSeq(folded, apart) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// writeScript writes a file that hands lines of text to a function of the page, as one. The text is
// JSON, which is also a string of a script (ECMA-262, 12.9.4), and holds no < that could end one.
func writeScript(b *bytes.Buffer, function string, lines int, write func(i int, line *bytes.Buffer)) {
	b.WriteString("window." + function + "&&" + function + `("`)
	var line bytes.Buffer
	for i := range lines {
		if i > 0 {
			b.WriteString(`\n`)
		}
		line.Reset()
		write(i, &line)
		text, err := json.Marshal(line.String())
		if err == nil { // a string: can't be otherwise
			b.Write(text[1 : len(text)-1])
		}
	}
	b.WriteString("\");\n")
}

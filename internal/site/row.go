package site

import (
	"bytes"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Row is a contact in a list.
type Row struct {
	Face
	ID      string // of the element
	Place   int    // in the order of ids
	Who     string // the contact as a command names it; empty where it must not be copied
	Plain   bool   // Who is the path of the note below notes/, without .md
	Name    string
	Company string
	Link    template.URL // to the contact's page
	File    string       // "notes/ada-byron.md:17": the reason's line
	Open    template.URL // of the note in the editor; may be empty

	Full bool  // it is carried over or due today; else the row has none of what follows
	Last *Last // the last entry that happened
	Ways []Way // how to get in touch
}

// Last is the last entry that happened.
type Last struct {
	Says string // "call, no answer"
	Text string // plain
	Day  Day
}

// Also is an open promise of theirs of someone who stands in another list than waiting.
type Also struct {
	Name string
	Link template.URL // to the contact's page
	Says string       // "promised a call"
	Text string
	Day  Day
}

func (s *site) rowID(v *view) string { return "p" + strconv.Itoa(v.place) }

// row makes the row of a contact with a face, as seen on a day.
func (s *site) row(v *view, sp *followup.Span, f Face, seen civil.Date, full bool) Row {
	c := v.Contact
	r := Row{
		Face: f, ID: s.rowID(v), Place: v.place, Who: who(c.ID), Name: c.Name, Company: c.Company,
		Link: link(indexPath, s.pageOf[c.ID]), File: Place(c.File, sp.Line), Open: s.editor.open(c.File, sp.Line), Full: full,
	}
	r.Plain = r.Who == c.ID
	if full {
		r.Last, r.Ways = s.last(sp.LastEntry, seen), allWays(c)
	} else {
		r.Action = r.Action.withoutDraft()
	}
	return r
}

func (s *site) last(e *contact.Entry, seen civil.Date) *Last {
	if e == nil {
		return nil
	}
	return &Last{says(e), clipTo(plain(e.Text), maxLast), s.dayTexts.seen(e.Day(), seen)}
}

// allWays are the ways to get in touch, and where a letter goes to.
func allWays(c *contact.Contact) []Way {
	ws := ways(c)
	for _, f := range c.Extra {
		if slices.Contains(postal, strings.ToLower(f.Key)) && f.Value != "" {
			ws = append(ws, Way{Text: f.Value})
		}
	}
	return ws
}

// postal are the keys under which people keep where a letter goes to; import writes the first.
var postal = []string{"address", "postal address", "post"}

func (s *site) also(p followup.Promise, seen civil.Date) Also {
	return Also{
		Name: p.Contact.Name, Link: link(indexPath, s.pageOf[p.Contact.ID]), Says: promised(p.Entry),
		Text: clip(plain(p.Entry.Text)), Day: s.dayTexts.seen(p.Entry.Date, seen),
	}
}

// promised says what kind of thing they will do.
func promised(e *contact.Entry) string {
	if e.Kind == note.Remark {
		return "promised"
	}
	n := nouns[e.Kind]
	article := "a "
	switch n[0] {
	case 'a', 'e', 'i':
		article = "an "
	}
	if e.Kind == note.Met {
		n = "meeting"
	}
	return "promised " + article + n
}

// Birthday is the next birthday of a contact.
type Birthday struct {
	Name string
	Link template.URL // to the contact's page
	Day  Day
	Age  int // 0 where the year is not known
}

func (s *site) birthday(b birthday, seen civil.Date) Birthday {
	return Birthday{b.Name, link(indexPath, s.pageOf[b.ID]), s.dayTexts.seen(b.day, seen), b.age}
}

// birthdaysOn gives those within seven days of a day, and how many there are beyond those that are shown.
func (s *site) birthdaysOn(d civil.Date) (shown []Birthday, more int) {
	for _, b := range s.birthdays() {
		switch {
		case b.day < d || b.day > d+soonDays:
		case len(shown) < someRows:
			shown = append(shown, s.birthday(b, d))
		default:
			more++
		}
	}
	return shown, more
}

// part fills a layout that is a part of a page.
func (l *layoutSet) part(name string, model any) (template.HTML, error) {
	var b bytes.Buffer
	if err := l.execute(&b, name, model); err != nil {
		return "", l.fault(err)
	}
	return template.HTML(strings.TrimSpace(b.String())), nil
}

package vcard

import (
	"redial/internal/civil"
	"redial/internal/roster"
)

// dates and texts are the keys of a note that cards have no property for, in the order in which they
// are written.
var (
	dates = []struct {
		key string
		of  func(p *roster.Person) *civil.Date
	}{
		{"MET", func(p *roster.Person) *civil.Date { return &p.Met }},
		{"SINCE", func(p *roster.Person) *civil.Date { return &p.Since }},
		{"LAST", func(p *roster.Person) *civil.Date { return &p.Last }},
		{"NEXT", func(p *roster.Person) *civil.Date { return &p.Next }},
		{"CLOSED", func(p *roster.Person) *civil.Date { return &p.Closed }},
	}
	texts = []struct {
		key string
		of  func(p *roster.Person) *string
	}{
		{"AT", func(p *roster.Person) *string { return &p.At }},
		{"BY", func(p *roster.Person) *string { return &p.By }},
		{"EVERY", func(p *roster.Person) *string { return &p.Every }},
		{"POLICY", func(p *roster.Person) *string { return &p.Policy }},
	}
	lists = []struct {
		key string
		of  func(p *roster.Person) *[]string
	}{
		{"OFFERS", func(p *roster.Person) *[]string { return &p.Offers }},
		{"NEEDS", func(p *roster.Person) *[]string { return &p.Needs }},
	}
)

// product is the PRODID of our cards.
const product = "-//Redial//EN"

// ours reads what this program writes.
func (c *cardReader) ours() {
	for _, d := range dates {
		text := c.text(own + d.key)
		if text == "" {
			continue
		}
		if day, err := civil.Parse(text); err == nil {
			*d.of(c.p) = day
		} else {
			c.p.Fault(lineOf(c.card.Get(own+d.key)), own+d.key, text, "this is no date")
		}
	}
	for _, t := range texts {
		*t.of(c.p) = c.text(own + t.key)
	}
	for _, l := range lists {
		*l.of(c.p) = c.list(own + l.key)
	}
	for _, f := range c.fields(own + "FACT") {
		if parts := split(c.value(f), ";"); len(parts) == 2 && !roster.IsKey(parts[0]) {
			c.p.Extra = append(c.p.Extra, roster.Link{Name: parts[0], Value: parts[1]})
		}
	}
}

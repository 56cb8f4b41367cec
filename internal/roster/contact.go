package roster

import (
	"strings"

	"redial/internal/contact"
	"redial/internal/note"
)

// Of gives a contact as a person: what other programs may know. Its journal stays in the note.
func Of(c *contact.Contact) *Person {
	p := &Person{
		Source: sourceOf(c), Name: c.Name, Aka: c.Aka, Company: c.Company, Role: c.Role, Emails: c.Emails, Phones: c.Phones,
		Tags: c.Tags, Offers: c.Offers, Needs: c.Needs, At: c.At, By: c.By, Birthday: c.Birthday.String(),
		Every: c.Note.Front.Text("every").Value, Policy: c.Policy,
		Met: c.Met, Since: c.Since, Last: c.Last, Next: c.Next, Closed: c.Closed, Notes: Prose(c.Note),
	}
	for _, l := range c.Links {
		p.Links = append(p.Links, Link{l.Name, l.Value})
	}
	for _, f := range c.Extra {
		if f.Key != "" && f.Key != sourceKey && f.Value != "" {
			p.Extra = append(p.Extra, Link{f.Key, f.Value})
		}
	}
	return p
}

// ownSource begins what this program's contacts are known by in other address books.
const ownSource = "redial:"

// sourceOf gives what an address book knows a contact by: what it came with, else its id.
func sourceOf(c *contact.Contact) string {
	if s := storedSource(c); s != "" {
		return s
	}
	return ownSource + c.ID
}

// storedSource gives the value of `source:`, or nothing.
func storedSource(c *contact.Contact) string {
	for _, f := range c.Extra {
		if f.Key == sourceKey {
			return f.Value
		}
	}
	return ""
}

// Prose gives the text of a note's body that is no journal: without the entries, and without the
// heading that stands over nothing else.
func Prose(n *note.Note) string {
	var b strings.Builder
	at := n.Body.Start
	for _, e := range n.Entries {
		if e.Span().Start < at { // stands below another one
			continue
		}
		b.WriteString(n.Source[at:e.Span().Start])
		at = e.Span().End
	}
	b.WriteString(n.Source[at:n.Body.End])
	var kept []string
	for l := range strings.SplitSeq(lines(b.String()), "\n") {
		if title := strings.Trim(l, "# "); strings.HasPrefix(l, "#") && strings.EqualFold(title, "journal") {
			continue
		}
		kept = append(kept, l)
	}
	return lines(strings.Join(kept, "\n"))
}

package roster

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/note"
)

// What a person may have at most. More is none, and would make a note that nobody can read.
const (
	maxList  = 100       // values of one list
	maxValue = 2000      // bytes of one value
	maxName  = 200       // bytes of a name
	maxNotes = 256 << 10 // bytes of notes
)

// Tidy makes a person of what was read that a note can hold: every value one line of visible text,
// each once and none too long; a name, if there is anything by which to call them. It is not ok where
// there is nothing.
func (p *Person) Tidy() (ok bool) {
	p.Name, p.Source = cut(line(p.Name), maxName), cut(line(p.Source), maxValue)
	for _, v := range []*string{&p.Company, &p.Role, &p.At, &p.By, &p.Birthday, &p.Every, &p.Policy} {
		*v = cut(line(*v), maxValue)
	}
	p.tidyEmails()
	p.Aka = p.list("aka", p.Aka, line)
	p.Aka = slices.DeleteFunc(p.Aka, func(a string) bool { return nameKey(a) == nameKey(p.Name) })
	p.Phones = p.list("phone", p.Phones, phone)
	p.Tags, p.Offers, p.Needs = p.list("tags", p.Tags, line), p.list("offers", p.Offers, line), p.list("needs", p.Needs, line)
	p.Links, p.Extra = p.links("links", p.Links), p.links("facts", p.Extra)
	for i, f := range p.Extra {
		if IsKey(f.Name) || !note.CanBeKey(f.Name) {
			p.Extra[i].Name = factKey(f.Name)
		}
	}
	for i := range p.Entries {
		p.Entries[i].Text = line(p.Entries[i].Text)
	}
	for i := range p.Faults {
		p.Faults[i].Text = cut(line(p.Faults[i].Text), maxValue)
	}
	p.remarks = append(p.remarks, p.unread...)
	p.unread = nil
	p.gather()
	p.Notes = lines(p.Notes)
	if len(p.Notes) > maxNotes {
		p.Notes = cut(p.Notes, maxNotes)
		p.Faults = append(p.Faults, Fault{Line: p.Line, Text: "notes", Why: "longer than 256 KiB, and cut there"})
	}
	return p.nameless()
}

// nameless finds a name for those who have none.
func (p *Person) nameless() (ok bool) {
	page := strings.TrimPrefix(first(p.profiles()), "linkedin.com/in/")
	for _, name := range append(append([]string{p.Name}, p.Aka...), p.Company, first(p.Emails), first(p.Phones), page) {
		if name != "" {
			p.Name = cut(name, maxName)
			p.Aka = slices.DeleteFunc(p.Aka, func(a string) bool { return a == name })
			return true
		}
	}
	return false
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// tidyEmails takes addresses out of "Ada <ada@example.com>".
func (p *Person) tidyEmails() {
	p.Emails = p.list("email", p.Emails, func(s string) string {
		s = line(s)
		s = strings.TrimPrefix(s, "mailto:")
		if len(s) > maxValue || !strings.ContainsAny(s, "<>") {
			return s
		}
		if a, err := mail.ParseAddress(s); err == nil {
			return a.Address
		}
		return s
	})
}

// phone leaves a number as it was written, but for the scheme that some cards have.
func phone(s string) string { return strings.TrimPrefix(line(s), "tel:") }

// list makes the values of a list clean, each once.
func (p *Person) list(key string, values []string, clean func(string) string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, v := range values {
		v = cut(clean(v), maxValue)
		if v == "" || seen[v] {
			continue
		}
		if seen[v] = true; len(kept) == maxList {
			p.tooMany(key, len(values))
			break
		}
		kept = append(kept, v)
	}
	return kept
}

func (p *Person) links(key string, links []Link) []Link {
	var kept []Link
	seen := map[Link]bool{}
	for _, l := range links {
		l = Link{cut(line(l.Name), maxName), cut(line(l.Value), maxValue)}
		if l.Value == "" || seen[l] {
			continue
		}
		if seen[l] = true; len(kept) == maxList {
			p.tooMany(key, len(links))
			break
		}
		kept = append(kept, l)
	}
	return kept
}

func (p *Person) tooMany(key string, n int) {
	p.Faults = append(p.Faults, Fault{Line: p.Line, Text: key, Why: fmt.Sprintf("there are %d; the first %d are taken", n, maxList)})
}

// cut shortens a text to so many bytes, and breaks no character.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return strings.TrimSpace(s[:most])
}

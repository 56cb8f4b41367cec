package site

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"

	"redial/internal/contact"
	"redial/internal/note"
)

// intention gives the plan for an event on a page, with links to the people whose full names it holds.
// One with marks of Markdown is left as it is: who writes those, links as they wish.
func (s *site) intention(path string, e *contact.Event) template.HTML {
	if !note.IsPlain(e.Intention) {
		return s.inline(path, e.ID, e.Intention)
	}
	var b strings.Builder
	for rest := e.Intention; rest != ""; {
		at, c := s.firstNamed(rest)
		if c == nil {
			template.HTMLEscape(&b, []byte(rest))
			break
		}
		template.HTMLEscape(&b, []byte(rest[:at]))
		b.WriteString(string(Value{Text: c.Name, Link: link(path, s.pageOf[c.ID])}.html()))
		rest = rest[at+len(c.Name):]
	}
	return template.HTML(b.String())
}

// firstNamed finds who is named first in a text, and where; of two names that begin there, the longer.
// A name of one word is no name here: it may be any word, or that of many.
func (s *site) firstNamed(text string) (at int, c *contact.Contact) {
	for _, v := range s.inOrder {
		name := v.Contact.Name
		i := strings.Index(text, name)
		switch {
		case i < 0, !strings.Contains(name, " "), !standsAlone(text, i, i+len(name)):
		case c == nil, i < at, i == at && len(name) > len(c.Name):
			at, c = i, v.Contact
		}
	}
	return at, c
}

// standsAlone reports whether a part of a text is no part of a longer word.
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

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
	words := *s.firstWords.get()
	for i := range text {
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.IsLetter(before) {
			continue
		}
		first, _, _ := strings.Cut(text[i:], " ")
		for _, place := range words[first] {
			named := s.inOrder[place].Contact
			if strings.HasPrefix(text[i:], named.Name) && standsAlone(text, i, i+len(named.Name)) && (c == nil || len(named.Name) > len(c.Name)) {
				c = named
			}
		}
		if c != nil {
			return i, c
		}
	}
	return 0, nil
}

// readFirstWords plans to tell whose names of several words begin with a word, as places by id.
func (s *site) readFirstWords() *lazy[map[string][]int32] {
	if n := s.since; n.last != nil && n.ids && n.namedAlike() && n.last.firstWords.have() != nil {
		return n.last.firstWords
	}
	return &lazy[map[string][]int32]{work: func() *map[string][]int32 {
		words := map[string][]int32{}
		for i, v := range s.inOrder {
			if first, _, ok := strings.Cut(v.Contact.Name, " "); ok {
				words[first] = append(words[first], int32(i))
			}
		}
		return &words
	}}
}

// standsAlone reports whether a part of a text is no part of a longer word.
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

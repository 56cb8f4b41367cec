package contact

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"redial/internal/note"
)

// passage is a piece of what a note says of a contact.
type passage struct {
	label string // the key, the day of the journal entry, or `note`
	text  string
	rank  int  // 0 names, 1 what they do, 2 other facts, 3 the journal, 4 other text
	long  bool // text in sentences, where a word that is nearly the same means nothing
}

// passages gives all that a note says of a contact, the most telling first.
func passages(c *Contact) iter.Seq[passage] {
	return func(yield func(passage) bool) {
		_ = facts(c, yield) && entries(c, yield) && textLines(c, yield)
	}
}

func facts(c *Contact, yield func(passage) bool) bool {
	for _, f := range []struct {
		label string
		rank  int
		texts []string
	}{
		{"name", 0, []string{c.Name}}, {"aka", 0, c.Aka},
		{"offers", 1, c.Offers}, {"role", 1, []string{c.Role}}, {"company", 1, []string{c.Company}}, {"tags", 1, c.Tags},
		{"needs", 2, c.Needs}, {"at", 2, []string{c.At}}, {"by", 2, []string{c.By}},
		{"email", 2, c.Emails}, {"phone", 2, c.Phones},
	} {
		for _, t := range f.texts {
			if t != "" && !yield(passage{f.label, t, f.rank, false}) {
				return false
			}
		}
	}
	for _, l := range c.Links {
		if !yield(passage{"links", strings.TrimSpace(l.Name + " " + l.Value), 2, false}) {
			return false
		}
	}
	for _, x := range c.Extra {
		if !yield(passage{x.Key, x.Value, 2, false}) {
			return false
		}
	}
	return true
}

// entries gives the journal, the newest entry first.
func entries(c *Contact, yield func(passage) bool) bool {
	for i := len(c.Journal) - 1; i >= 0; i-- {
		e := &c.Journal[i]
		if e.Text == "" {
			continue
		}
		label := "journal"
		if e.Date != 0 {
			label = e.Date.String()
		}
		if !yield(passage{label, e.Text, 3, true}) {
			return false
		}
	}
	return true
}

// textLines gives the body line by line. The first lines of entries are among them; they were found in the
// journal before.
func textLines(c *Contact, yield func(passage) bool) bool {
	for line := range strings.Lines(bodyOf(c)) {
		line = strings.TrimLeft(strings.TrimSpace(line), "#>*+- \t")
		if line != "" && !yield(passage{"note", line, 4, true}) {
			return false
		}
	}
	return true
}

// find gives the place in a passage of the first word that fits what was asked: in what a reader sees of a
// long text, else in how it is written, as in the address of a link.
func (p passage) find(asked string, m manner) (place, bool) {
	if m.whole && !mayHold(p.text, asked) {
		return place{}, false
	}
	if p.long {
		seen := p
		seen.text = note.Plain(p.text)
		if at, ok := seen.firstWord(asked, m); ok {
			return at, true
		}
	}
	return p.firstWord(asked, m)
}

func (p passage) firstWord(asked string, m manner) (place, bool) {
	for _, w := range words(p.text) {
		if m.fits(w.folded, asked) {
			return place{passage: p, word: w}, true
		}
	}
	return place{}, false
}

func bodyOf(c *Contact) string { return c.Note.Source[c.Note.Body.Start:c.Note.Body.End] }

// mayHold tells quickly that no word of a text holds what was asked.
func mayHold(text, asked string) bool { return strings.Contains(joined(text), asked) }

// mayHoldAll tells quickly that a note does not hold all that was asked.
func mayHoldAll(c *Contact, asked []string) bool {
	missing := slices.Clone(asked)
	check := func(text string) bool {
		text = joined(text)
		missing = slices.DeleteFunc(missing, func(a string) bool { return strings.Contains(text, a) })
		return len(missing) > 0
	}
	_ = facts(c, func(p passage) bool { return check(p.text) }) && check(bodyOf(c))
	return len(missing) == 0
}

// joined gives a text folded as words are, with what parts them.
func joined(text string) string { return strings.ReplaceAll(Fold(text), "'", "") }

// around is how many letters of a long passage are shown on either side of a word.
const around = 30

// excerpt gives the passage, or, where it is long, the word with what stands around it, cut between words
// where there are any.
func (p *place) excerpt() string {
	before, found, after := p.text[:p.start], p.text[p.start:p.end], p.text[p.end:]
	return strings.Join(strings.Fields(tail(before)+found+head(after)), " ")
}

// head gives the beginning of a text, up to a blank.
func head(s string) string {
	if utf8.RuneCountInString(s) <= around {
		return s
	}
	cut := string([]rune(s)[:around])
	if i := strings.LastIndexFunc(cut, unicode.IsSpace); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// tail gives the end of a text, from a blank on.
func tail(s string) string {
	n := utf8.RuneCountInString(s)
	if n <= around {
		return s
	}
	cut := string([]rune(s)[n-around:])
	if i := strings.IndexFunc(cut, unicode.IsSpace); i >= 0 {
		cut = cut[i:]
	}
	return "…" + strings.TrimLeftFunc(cut, unicode.IsSpace)
}

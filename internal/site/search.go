package site

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/contact"
)

// peopleData makes the index of the search: a line a contact, by name, its columns parted by tabs, handed
// to a function of the page. A script loads from disk where data does not. The columns are the path of
// the page below people/ without .html, name, other names, company, role, offers, needs, the day of the last
// touch, and list, due day and turns as a row of people.html has them; each one behind these is a tag.
func (s *site) peopleData(to *bytes.Buffer, _ Sums) error {
	writeScript(to, "redialPeople", len(s.named), func(i int, line *bytes.Buffer) {
		v := s.named[i]
		c := v.Contact
		page := strings.TrimSuffix(strings.TrimPrefix(string(link(indexPath, s.pageOf[c.ID])), "people/"), ".html")
		writeColumns(line, page, c.Name, strings.Join(c.Aka, ", "), c.Company, c.Role,
			strings.Join(c.Offers, ", "), strings.Join(c.Needs, ", "), v.LastTouch.String(), v.home, v.Due.String(), v.turns)
		for _, t := range c.Tags {
			line.WriteByte('\t')
			line.WriteString(oneLine.Replace(t))
		}
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

// peopleWords makes the words of the notes: a line a word, by word, and behind a tab in whose notes it
// stands, as deltas writes it. Each word stands there once, so the file is a third of what the words of
// each contact would be, and a search looks at each word once.
func (s *site) peopleWords(to *bytes.Buffer, _ Sums) error {
	w := wordIndex{places: map[string]int{}}
	for i, v := range s.named {
		w.at = int32(i)
		w.note(v.Contact)
	}
	all := w.sorted()
	writeScript(to, "redialWords", len(all), func(i int, line *bytes.Buffer) {
		line.WriteString(all[i])
		line.WriteByte('\t')
		writeDeltas(line, w.people[w.places[all[i]]])
	})
	return nil
}

// wordIndex tells in whose notes a word stands.
type wordIndex struct {
	places map[string]int // of a word in people
	people [][]int32      // in rising order
	at     int32          // whose note is read
}

// note adds the words of a note's body, and how to reach the contact.
func (w *wordIndex) note(c *contact.Contact) {
	if c.Note != nil {
		w.text(string(c.Note.Source[c.Note.Body.Start:c.Note.Body.End]))
	}
	for _, e := range c.Emails {
		w.text(e)
	}
	for _, p := range c.Phones {
		w.text(p)
		w.add(strings.Map(digit, p))
	}
	for i := range c.Extra {
		w.text(c.Extra[i].Value)
	}
	w.text(c.At)
	w.text(c.By)
}

func digit(r rune) rune {
	if '0' <= r && r <= '9' {
		return r
	}
	return -1
}

func (w *wordIndex) text(s string) {
	for word := range words(s) {
		w.add(word)
	}
}

func (w *wordIndex) add(word string) {
	if len(word) < 2 {
		return
	}
	i, ok := w.places[word]
	if !ok {
		i = len(w.people)
		w.places[word] = i
		w.people = append(w.people, nil)
	}
	if in := w.people[i]; len(in) == 0 || in[len(in)-1] != w.at {
		w.people[i] = append(in, w.at)
	}
}

func (w *wordIndex) sorted() []string {
	all := make([]string, 0, len(w.places))
	for word := range w.places {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}

// sixBits are the characters that deltas are written with, by value.
const sixBits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// writeDeltas writes rising numbers, each as how much more it is than the one before: in digits of five
// bits, the lowest first, with 32 added to all but the last.
func writeDeltas(b *bytes.Buffer, numbers []int32) {
	var before int32
	for _, n := range numbers {
		d := n - before
		before = n
		for ; d >= 32; d >>= 5 {
			b.WriteByte(sixBits[d&31|32])
		}
		b.WriteByte(sixBits[d])
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

package site

import (
	"bytes"
	"encoding/json"
	"iter"
	"strings"
	"unicode/utf8"

	"redial/internal/contact"
)

// peopleData makes the index of the search: a line a contact, by name, its columns parted by tabs, handed
// to a function of the page. A script loads from disk where data does not. The columns are the path of
// the page below people/ without .html, the day of the last touch, and list, due day and turns as a row of
// people.html has them; then what is searched, in one piece: name, other names, company, role, offers, needs,
// and each one behind these is a tag.
func (s *site) peopleData() *Pieces {
	return script("redialPeople", numbers(s.named), func(i int, line *bytes.Buffer) {
		v := s.named[i]
		c := v.Contact
		page := strings.TrimSuffix(strings.TrimPrefix(string(link(indexPath, s.pageOf[c.ID])), "people/"), ".html")
		writeColumns(line, page, v.LastTouch.String(), v.home, v.Due.String(), v.turns,
			c.Name, strings.Join(c.Aka, ", "), c.Company, c.Role, strings.Join(c.Offers, ", "), strings.Join(c.Needs, ", "))
		for _, t := range c.Tags {
			line.WriteByte('\t')
			line.WriteString(oneLine.Replace(t))
		}
	})
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
func (s *site) peopleWords() *Pieces {
	w := s.words.get()
	keys := make([]uint64, len(w.order))
	for i, at := range w.order {
		keys[i] = w.numbers[at]
	}
	return script("redialWords", keys, func(i int, line *bytes.Buffer) {
		at := w.order[i]
		line.WriteString(w.words[at])
		line.WriteByte('\t')
		writeDeltas(line, w.people[at])
	})
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

// words gives the words of a text, folded. It is parted first, and most words need not be copied; to fold
// it at once would be the most of what a search costs.
func words(text string, known foldings) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; at < len(text); at++ {
			start, holds := at, byteClass(0)
			for at < len(text) && classes[text[at]] != parting {
				holds |= classes[text[at]]
				at++
			}
			switch {
			case at == start:
			case holds&(foreign|large) == 0:
				if !yield(text[start:at]) {
					return
				}
			default:
				for _, w := range known.of(text[start:at], holds) {
					if !yield(w) {
						return
					}
				}
			}
		}
	}
}

// foldings are the words that parts of texts become when they are folded, by part: most stand in many notes.
type foldings map[string][]string

func (known foldings) of(part string, holds byteClass) []string {
	ws, ok := known[part]
	if !ok {
		if ws = []string{strings.ToLower(part)}; holds&foreign != 0 {
			ws = strings.FieldsFunc(contact.Fold(part), apart)
		}
		known[part] = ws
	}
	return ws
}

// byteClass is what a byte is in a word.
type byteClass uint8

const (
	small   byteClass = 1 << iota // a small letter or a digit
	large                         // a capital letter
	foreign                       // a part of a character that is not ASCII
	parting byteClass = 0         // it parts words
)

// classes are those of all bytes.
var classes = newClasses()

func newClasses() (all [256]byteClass) {
	for c := range all {
		switch {
		case c >= utf8.RuneSelf:
			all[c] = foreign
		case apart(rune(c)):
		case 'A' <= c && c <= 'Z':
			all[c] = large
		default:
			all[c] = small
		}
	}
	return all
}

// script is a file that hands lines of text to a function of the page, as one. The text is JSON, which is
// also a string of a script (ECMA-262, 12.9.4), and holds no < that could end one.
func script(function string, keys []uint64, write func(i int, line *bytes.Buffer)) *Pieces {
	var line, quoted bytes.Buffer
	quote := json.NewEncoder(&quoted)
	lines := listed(`\n`, keys, func(i int, b *bytes.Buffer) error {
		line.Reset()
		quoted.Reset()
		write(i, &line)
		if err := quote.Encode(line.String()); err == nil { // a string: can't be otherwise
			b.Write(quoted.Bytes()[1 : quoted.Len()-len("\"\n")])
		}
		return nil
	})
	return joined(verbatim("window."+function+"&&"+function+`("`), lines, verbatim("\");\n"))
}

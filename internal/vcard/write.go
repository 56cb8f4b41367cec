package vcard

import (
	"bufio"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"redial/internal/roster"
)

// Write writes a card for each person. Its errors are those of w.
func Write(w io.Writer, people iter.Seq[*roster.Person], v Version) error {
	b := bufio.NewWriter(w)
	for p := range people {
		c := cardWriter{w: b, v: v}
		c.card(p)
	}
	return b.Flush()
}

// cardWriter writes one card. What can't be written shows when the writer behind it is flushed.
type cardWriter struct {
	w     *bufio.Writer
	v     Version
	items int // groups of a property and its label
}

// card writes a card: what address books know first, what is ours last.
func (c *cardWriter) card(p *roster.Person) {
	c.line("BEGIN", "VCARD")
	c.line("VERSION", string(c.v))
	c.line("PRODID", product)
	if p.Source != "" {
		c.line("UID", escape(strings.TrimPrefix(p.Source, "uid:")))
	}
	c.line("FN", escape(p.Name))
	c.line("N", nameParts(p.Name))
	c.list("NICKNAME", p.Aka)
	c.text("ORG", p.Company)
	c.text("TITLE", p.Role)
	for _, e := range p.Emails {
		c.line("EMAIL;TYPE="+c.internet(), escape(e))
	}
	for _, n := range p.Phones {
		c.line("TEL;TYPE=voice", escape(n))
	}
	for _, l := range p.Links {
		c.link(l)
	}
	c.birthday(p.Birthday)
	c.list("CATEGORIES", p.Tags)
	c.text("NOTE", p.Notes)
	c.own(p)
	c.line("END", "VCARD")
}

// internet is the type of an address, which 4.0 has none for.
func (c *cardWriter) internet() string {
	if c.v == V4 {
		return "work"
	}
	return "INTERNET"
}

// nameParts takes a name apart, because 3.0 demands it: the last word for the family's. Who shows
// names shows FN.
func nameParts(name string) string {
	given, family := name, ""
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		given, family = name[:i], name[i+1:]
	}
	return escape(family) + ";" + escape(given) + ";;;"
}

// link writes an address with the label that Apple's programs, and others after them, read.
func (c *cardWriter) link(l roster.Link) {
	if l.Name == "" {
		c.line("URL", escape(l.Value))
		return
	}
	c.items++
	group := "item" + strconv.Itoa(c.items) + "."
	c.line(group+"URL", escape(l.Value))
	c.line(group+"X-ABLabel", escape(l.Name))
}

// birthday writes a birthday; without a year it is written as Apple does in 3.0, which has no form for it.
func (c *cardWriter) birthday(day string) {
	const leap = "1604" // has a 29 February
	switch {
	case day == "":
	case len(day) == len("12-10") && c.v == V3:
		c.line("BDAY;X-APPLE-OMIT-YEAR="+leap, leap+"-"+day)
	case len(day) == len("12-10"):
		c.line("BDAY", "--"+strings.ReplaceAll(day, "-", ""))
	case c.v == V4:
		c.line("BDAY", strings.ReplaceAll(day, "-", ""))
	default:
		c.line("BDAY", day)
	}
}

// own writes the keys of a note that cards have no property for.
func (c *cardWriter) own(p *roster.Person) {
	for _, d := range dates {
		c.text(own+d.key, d.of(p).String())
	}
	for _, t := range texts {
		c.text(own+t.key, *t.of(p))
	}
	for _, l := range lists {
		c.list(own+l.key, *l.of(p))
	}
	for _, f := range p.Extra {
		if f.Name == address {
			c.line("ADR", ";;"+escape(f.Value)+";;;;")
		} else {
			c.line(own+"FACT", escape(f.Name)+";"+escape(f.Value))
		}
	}
}

func (c *cardWriter) text(name, value string) {
	if value != "" {
		c.line(name, escape(value))
	}
}

func (c *cardWriter) list(name string, values []string) {
	if len(values) == 0 {
		return
	}
	escaped := make([]string, len(values))
	for i, v := range values {
		escaped[i] = escape(v)
	}
	c.line(name, strings.Join(escaped, ","))
}

// escape writes text as a value (RFC 2426, 5; RFC 6350, 3.4), without characters that steer a terminal.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.Map(roster.Visible, strings.ReplaceAll(s, "\r\n", "\n")) {
		switch {
		case r == '\\' || r == ',' || r == ';':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// octets is how many a line has at most, without its end.
const octets = 75

// line writes a line, folded within no rune.
func (c *cardWriter) line(name, value string) {
	text := name + ":" + value
	room := octets
	for len(text) > room {
		end := room
		for !utf8.RuneStart(text[end]) {
			end--
		}
		c.w.WriteString(text[:end])
		c.w.WriteString("\r\n ")
		text, room = text[end:], octets-1
	}
	c.w.WriteString(text)
	c.w.WriteString("\r\n")
}

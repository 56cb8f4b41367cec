package vcard

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/emersion/go-vcard"

	"redial/internal/roster"
)

// Reader reads the cards of a file.
type Reader struct {
	cards cards
	left  map[string]bool // names of properties of which nothing was made
}

// NewReader begins to read a file.
func NewReader(r io.Reader) *Reader {
	return &Reader{cards: cards{lines: newLineReader(r)}, left: map[string]bool{}}
}

// Read gives the persons of the cards in a file, one by one: see [Reader.Persons].
func Read(r io.Reader) iter.Seq2[*roster.Person, error] { return NewReader(r).Persons() }

// Persons gives the persons of the cards, one by one. It ends with the first error, which is one of
// reading: a card with faults is read as far as it goes.
func (r *Reader) Persons() iter.Seq2[*roster.Person, error] {
	return func(yield func(*roster.Person, error) bool) {
		for {
			card, err := r.cards.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(card.person(r.left), nil) {
				return
			}
		}
	}
}

// Left gives the names of the properties of which nothing was made, although they say something of a
// person: those of the cards that were read.
func (r *Reader) Left() []string { return slices.Sorted(maps.Keys(r.left)) }

// cards reads the cards of a file as lines.
type cards struct {
	lines *lineReader
	begun *textLine // a BEGIN that came before the END of the card before it
}

// rawCard is a card as lines.
type rawCard struct {
	line   int
	lines  []textLine
	size   int
	photo  bool
	faults []roster.Fault
}

func is(line textLine, what string) bool {
	name, value, _ := strings.Cut(line.text, ":")
	return strings.EqualFold(strings.TrimSpace(name), what) && strings.EqualFold(strings.TrimSpace(value), "VCARD")
}

// next reads up to the end of the next card, or to where another begins.
func (c *cards) next() (*rawCard, error) {
	begin, err := c.begin()
	if err != nil {
		return nil, err
	}
	card := &rawCard{line: begin.n}
	for {
		line, err := c.lines.next()
		switch {
		case err == io.EOF:
			card.fault(begin.n, "BEGIN:VCARD", "the file ends within this card")
			return card, nil
		case err != nil:
			return nil, err
		case is(line, "END"):
			return card, nil
		case is(line, "BEGIN") && card.expectsAgent():
			if err := c.passOver(); err != nil && err != io.EOF {
				return nil, err
			}
		case is(line, "BEGIN"):
			card.fault(line.n, "BEGIN:VCARD", "the card before it has no END:VCARD")
			c.begun = &line
			return card, nil
		default:
			card.add(line)
		}
	}
}

// begin finds the beginning of a card. What stands between cards belongs to none.
func (c *cards) begin() (textLine, error) {
	if b := c.begun; b != nil {
		c.begun = nil
		return *b, nil
	}
	for {
		line, err := c.lines.next()
		if err != nil || is(line, "BEGIN") {
			return line, err
		}
	}
}

// expectsAgent reports whether the last line is one of 2.1 behind which a card stands within the card.
func (r *rawCard) expectsAgent() bool {
	n := len(r.lines)
	return n > 0 && nameOf(r.lines[n-1].text) == "AGENT" && strings.HasSuffix(r.lines[n-1].text, ":")
}

// passOver reads to the end of a card within a card.
func (c *cards) passOver() error {
	for {
		line, err := c.lines.next()
		if err != nil || is(line, "END") {
			return err
		}
	}
}

func (r *rawCard) fault(line int, text, why string) {
	r.faults = append(r.faults, roster.Fault{Line: line, Text: text, Why: why})
}

// add keeps a line, unless it is too much.
func (r *rawCard) add(line textLine) {
	name := nameOf(line.text)
	switch {
	case skipped[name]:
		r.photo = r.photo || name != "KEY"
	case r.size+len(line.text) > maxCard || len(r.lines) == maxLines:
		if r.size <= maxCard {
			r.fault(line.n, shown(line.text), "the card is longer than 4 MiB or 10,000 lines; the rest of it is left out")
		}
		r.size = maxCard + 1
	default:
		if line.cut {
			r.fault(line.n, shown(line.text), "longer than 1 MiB, and cut there")
		}
		r.size += len(line.text)
		r.lines = append(r.lines, line)
	}
}

// shown gives the beginning of a line, for a message.
func shown(s string) string {
	const most = 60
	s = roster.Text(s)
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}

// lineParam is the parameter in which a line's number goes through the library.
const lineParam = "X-REDIAL-LINE"

// parse lets the library read the lines of a card, and gives those that it can't read.
func (r *rawCard) parse() (card vcard.Card, lost []textLine) {
	var b strings.Builder
	b.WriteString("BEGIN:VCARD\n")
	for _, line := range r.lines {
		if plain, ok := plainLine(line); ok {
			b.WriteString(plain)
		} else {
			lost = append(lost, line)
		}
	}
	b.WriteString("END:VCARD\n")
	card, _ = vcard.NewDecoder(strings.NewReader(b.String())).Decode()
	read := map[int]bool{}
	for _, line := range lost {
		read[line.n] = true
	}
	for _, fields := range card {
		for _, f := range fields {
			read[lineOf(f)] = true
		}
	}
	for _, line := range r.lines {
		if !read[line.n] {
			lost = append(lost, line)
		}
	}
	slices.SortFunc(lost, func(a, b textLine) int { return a.n - b.n })
	return card, lost
}

func lineOf(f *vcard.Field) int {
	n, _ := strconv.Atoi(f.Params.Get(lineParam))
	return n
}

// plainLine writes a line as the library reads it right: each parameter with a name, the backslashes of
// the value doubled, so that unescaping is left to whoever knows what the value is.
func plainLine(line textLine) (string, bool) {
	head, value, ok := cutHead(line.text)
	if name := nameOf(line.text); !ok || name == "" || name == "BEGIN" || name == "END" {
		return "", false
	}
	params := splitOutside(head, ';')
	for i, p := range params[1:] {
		if !strings.Contains(p, "=") {
			p = "TYPE=" + p
		}
		params[i+1] = strings.TrimSpace(p)
	}
	params = slices.Insert(params, 1, fmt.Sprintf("%s=%d", lineParam, line.n))
	params[0] = strings.TrimSpace(params[0])
	value = strings.NewReplacer(`\`, `\\`, "\n", " ", "\r", " ").Replace(value)
	return strings.Join(params, ";") + ":" + value + "\n", true
}

// cutHead parts name and parameters from the value, at the first colon outside of quotes.
func cutHead(line string) (head, value string, ok bool) {
	parts := splitOutside(line, ':')
	if len(parts) < 2 {
		return strings.Cut(line, ":") // a quote that is not closed
	}
	return parts[0], line[len(parts[0])+1:], true
}

// splitOutside parts a text at a separator, but not within double quotes.
func splitOutside(s string, separator byte) []string {
	var parts []string
	quoted, start := false, 0
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
			if separator == ':' {
				return append(parts, s[start:])
			}
		}
	}
	return append(parts, s[start:])
}

package roster

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"
)

// header is the line of titles of a table, and how the table is written.
type header struct {
	kind      Kind
	separator rune
	guarded   bool // written for a spreadsheet, with apostrophes before what looks like a formula
	row       int  // how many rows with anything in them stand above it
	columns   []column
	order     Order           // of days in numbers; empty where it is not known
	left      map[string]bool // titles of the columns of which nothing was made, although they have values
}

// headerRows is how many rows are looked at: LinkedIn has three above its titles.
const headerRows = 15

func buffered(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(Unicode(r), headSize) }

func head(b *bufio.Reader) []byte {
	bytes, _ := b.Peek(headSize)
	return bytes
}

// Look says what a file is whose beginning is given, 64 KiB of it if there is as much.
func Look(head []byte) Kind {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return Zip
	}
	b := buffered(bytes.NewReader(head))
	text, _ := b.Peek(headSize)
	start := bytes.ToUpper(bytes.TrimLeft(text[:min(len(text), 2000)], " \t\r\n\x00"))
	switch {
	case bytes.HasPrefix(start, []byte("BEGIN:VCARD")), bytes.Contains(start, []byte("\nBEGIN:VCARD")):
		return VCard
	case bytes.HasPrefix(start, []byte("{")):
		if bytes.Contains(text, []byte(`"account"`)) || bytes.Contains(text, []byte(`"app_version"`)) {
			return Monica
		}
		if bytes.Contains(text, []byte(`"contacts"`)) && bytes.Contains(text, []byte(`"today"`)) {
			return Document
		}
		return Unknown
	}
	h, err := findHeader(text, Unknown, nil)
	if err != nil {
		return Unknown
	}
	return h.kind
}

var separators = []rune{',', ';', '\t', '|'}

// findHeader finds the line of titles. A kind that is asked for decides, else the first that fits.
func findHeader(head []byte, kind Kind, m Map) (*header, error) {
	var best *header
	var wrong error
	for _, separator := range separators {
		rows, err := firstRows(head, separator)
		wrong = cmp.Or(wrong, err)
		for i, row := range rows {
			h := headerOf(row, kind, m)
			if h == nil || best != nil && h.count() <= best.count() {
				continue
			}
			h.separator, h.row = separator, i
			best = h
		}
	}
	if best == nil && wrong != nil {
		return nil, wrong
	}
	if best == nil {
		return nil, noHeader(head, m)
	}
	return best, nil
}

// firstRows gives the rows among which titles may be. The error is that of a row that is too much.
func firstRows(head []byte, separator rune) ([][]string, error) {
	t := newTable(bytes.NewReader(head), separator)
	t.csv.ReuseRecord = false
	var rows [][]string
	for len(rows) < headerRows {
		row, err := t.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// noHeader says what stands where titles should be.
func noHeader(head []byte, m Map) error {
	var longest []string
	for _, separator := range separators {
		rows, _ := firstRows(head, separator)
		if len(rows) == 0 {
			continue
		}
		row := slices.DeleteFunc(rows[0], func(title string) bool { return strings.TrimSpace(title) == "" })
		if len(row) > len(longest) {
			longest = row
		}
	}
	if len(m) > 0 {
		return errors.New("no row has the titles of --map: " + strings.Join(m.titles(), ", ") + "\nhelp: the first row is " + shown(longest))
	}
	if len(longest) < 2 {
		return errors.New("this is no address book that Redial can read\nhelp: vCard, LinkedIn, Google, Outlook, Monica 4, or a table with a line of titles")
	}
	return errors.New("the columns of this table are not known: " + shown(longest) +
		"\nhelp: name them: --map \"name=" + line(longest[0]) + ",email=" + line(longest[1]) + "\"")
}

// shown gives titles for a message.
func shown(row []string) string {
	const most = 12
	var names []string
	for _, title := range row[:min(len(row), most)] {
		names = append(names, cut(line(title), 40))
	}
	if len(row) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// headerOf makes a header of a row, or nil where it is none.
func headerOf(row []string, kind Kind, m Map) *header {
	if len(m) > 0 {
		return m.header(row, kind)
	}
	is := kindOf(row)
	if kind != Unknown && is != Unknown {
		is = kind
	}
	if is == Unknown {
		return nil
	}
	h := &header{kind: is}
	for _, title := range row {
		h.columns = append(h.columns, columnOf(is, title))
	}
	return h
}

// kindOf says of what kind of table a row has the titles.
func kindOf(row []string) Kind {
	has := map[string]bool{}
	for _, title := range row {
		has[normal(title)] = true
	}
	all := func(titles ...string) bool {
		return !slices.ContainsFunc(titles, func(t string) bool { return !has[t] })
	}
	any := func(titles ...string) bool { return slices.ContainsFunc(titles, func(t string) bool { return has[t] }) }
	switch {
	case all("id", "name", "aka", "company", "policy", "closed"):
		return Redial
	case all("first name", "last name", "connected on"):
		return LinkedIn
	case any("group membership", "yomi name", "phonetic first name", "organization 1 - name"), any("labels") && any("organization name"),
		any("e-mail 1 - value", "phone 1 - value", "email 1 - value") && any("name", "first name", "given name"):
		return Google
	case any("first name", "last name") && any("e-mail address", "business phone", "home phone", "internet free busy", "given yomi", "mobile phone", "business street"):
		return Outlook
	}
	return plainTable(row)
}

// plainTable reports whether a row holds titles of a table of no particular program: one by which to
// know a person, and another that is known, or no other at all.
func plainTable(row []string) Kind {
	titles, identity := 0, false
	for _, title := range row {
		c := columnOf(CSV, title)
		if c.to == "" || c.to == toLabel {
			continue
		}
		titles++
		identity = identity || slices.Contains([]target{"name", toFirst, toFamily, "email"}, c.to)
	}
	if identity && (titles >= 2 || len(row) == 1) {
		return CSV
	}
	return Unknown
}

// count is how many columns are known.
func (h *header) count() int {
	n := 0
	for _, c := range h.columns {
		if c.to != "" {
			n++
		}
	}
	return n
}

// titlesLeft gives the titles of the columns of which nothing was made, although they have values.
func (h *header) titlesLeft() []string {
	var titles []string
	for _, c := range h.columns {
		if h.left[c.title] && !slices.Contains(titles, c.title) {
			titles = append(titles, c.title)
		}
	}
	return titles
}

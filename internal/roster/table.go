package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// table reads the rows of a table, one at a time.
type table struct {
	csv  *csv.Reader
	left *budget
	line int // on which the row begins that was read last

	cells int  // of that row
	ends  bool // it ends with a line end in its last cell
}

// budget lets so many bytes through and no more, until it is filled again. The reader of rows keeps one
// whole, however long: a quote that is never closed makes one row of the rest of the file.
type budget struct {
	r      io.Reader
	left   int
	quotes int // that went through
}

var errTooMuch = errors.New("too much")

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooMuch
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	b.quotes += bytes.Count(p[:n], []byte(`"`))
	return n, err
}

// newTable reads rows whose cells are parted by a separator. It takes quotes where they should not be
// as text, as those do who write such files.
func newTable(r io.Reader, separator rune) *table {
	left := &budget{r: r}
	c := csv.NewReader(left)
	c.Comma, c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = separator, -1, true, true
	return &table{csv: c, left: left}
}

// next gives the next row with anything in it. The error is io.EOF at the end.
func (t *table) next() ([]string, error) {
	for {
		t.left.left = MaxRow
		row, err := t.csv.Read()
		switch {
		case errors.Is(err, errTooMuch):
			return nil, fmt.Errorf("line %d: a row of more than 1 MiB\nhelp: perhaps a quote is not closed there", t.line+1)
		case err != nil:
			return nil, err
		case len(row) > MaxColumns:
			return nil, fmt.Errorf("line %d: a row of %d columns\nhelp: %d are the most that an address book can have", t.line+1, len(row), MaxColumns)
		}
		t.line, _ = t.csv.FieldPos(0)
		t.cells, t.ends = len(row), strings.HasSuffix(row[len(row)-1], "\n")
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			return row, nil
		}
	}
}

// isOpen reports whether the last row, at the end of the file, ends within a quote: quotes come in pairs,
// and a row within one swallows the cells behind it, and the line ends.
func (t *table) isOpen(columns int) bool {
	return t.left.quotes%2 == 1 && (t.cells < columns || t.ends)
}

// Table is a table of persons.
type Table struct {
	Kind Kind
	h    *header
	t    *table
}

// OpenTable finds the line of titles of a table, the columns of which are known by them or named by a
// map. With a kind other than Unknown it is taken for one of that kind.
func OpenTable(r io.Reader, kind Kind, m Map) (*Table, error) {
	start, whole := Peek(r)
	b := buffered(whole)
	h, err := findHeader(head(b), kind, m)
	if err != nil {
		return nil, err
	}
	h.guarded = h.kind == Redial && bytes.HasPrefix(start, []byte("\xef\xbb\xbf"))
	t := &Table{h.kind, h, newTable(b, h.separator)}
	for range h.row + 1 {
		if _, err := t.t.next(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Persons gives the rows as persons. It ends with the first error.
func (t *Table) Persons() iter.Seq2[*Person, error] {
	return func(yield func(*Person, error) bool) {
		for {
			row, err := t.t.next()
			if err == io.EOF && !t.t.isOpen(len(t.h.columns)) {
				return
			}
			if err == io.EOF {
				err = fmt.Errorf("line %d: a quote is opened in this row and never closed\nhelp: close it, or leave it out; the rest of the file is taken for a part of it", t.t.line)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(t.h.person(row, t.t.line), nil) {
				return
			}
		}
	}
}

// Named reports whether a column is a name, or a part of one.
func (t *Table) Named() bool {
	return slices.ContainsFunc(t.h.columns, func(c column) bool {
		return slices.Contains([]target{"name", toFirst, toFamily, toFiledAs}, c.to)
	})
}

// SetOrder says in which order the table writes a day in numbers.
func (t *Table) SetOrder(o Order) { t.h.order = o }

// Left gives the titles of the columns of which nothing was made, although they have values: those of
// the rows that were read.
func (t *Table) Left() []string { return t.h.titlesLeft() }

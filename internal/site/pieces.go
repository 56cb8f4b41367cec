package site

import (
	"bytes"
	"slices"
	"strings"

	"redial/internal/contact"
	"redial/internal/diag"
)

// Pieces are a file that is made piece by piece.
type Pieces struct {
	// Keys has a number for each piece: pieces of one number have the same bytes, in this plan and in those
	// that it was made after. Zero stands for a piece of which that is not known.
	Keys []uint64

	// Make writes a piece.
	Make func(i int, b *bytes.Buffer) error
}

// inPieces plans a file of pieces.
func (s *site) inPieces(path string, pieces func() *Pieces) Planned {
	return Planned{Path: path, Key: s.keys.all, Pieces: pieces, Make: func(b *bytes.Buffer, _ Before) error {
		p := pieces()
		for i := range p.Keys {
			if err := p.Make(i, b); err != nil {
				return err
			}
		}
		return nil
	}}
}

// run is a part of a file of pieces: so many of one kind.
type run struct {
	keys []uint64
	make func(i int, b *bytes.Buffer) error
}

// joined is a file of runs.
func joined(runs ...run) *Pieces {
	var keys []uint64
	for _, r := range runs {
		keys = append(keys, r.keys...)
	}
	return &Pieces{Keys: keys, Make: func(i int, b *bytes.Buffer) error {
		at := 0
		for i >= len(runs[at].keys) {
			i -= len(runs[at].keys)
			at++
		}
		return runs[at].make(i, b)
	}}
}

// verbatim is a run of one piece, which is so small that it is made each time.
func verbatim(s string) run {
	return run{make([]uint64, 1), func(_ int, b *bytes.Buffer) error {
		b.WriteString(s)
		return nil
	}}
}

// listed is a run of pieces that a text parts.
func listed(parted string, keys []uint64, each func(i int, b *bytes.Buffer) error) run {
	if len(keys) > 0 {
		keys = slices.Clone(keys)
		keys[0] = 0 // nothing parts the first from what stands above, so that it is made each time
	}
	return run{keys, func(i int, b *bytes.Buffer) error {
		if i > 0 {
			b.WriteString(parted)
		}
		return each(i, b)
	}}
}

// numbers gives the numbers of what lists show of people.
func numbers(vs []*view) []uint64 {
	keys := make([]uint64, len(vs))
	for i, v := range vs {
		keys[i] = v.number
	}
	return keys
}

// numbered gives the numbers of values that follow each other: those of the last plan where the two lists
// begin and end alike.
func numbered[T any](s *site, is, was []T, had []uint64, same func(a, b T) bool) []uint64 {
	numbers := make([]uint64, len(is))
	first, last := 0, 0
	for most := min(len(is), len(was)); first < most && same(is[first], was[first]); first++ {
		numbers[first] = had[first]
	}
	for most := min(len(is), len(was)) - first; last < most && same(is[len(is)-1-last], was[len(was)-1-last]); last++ {
		numbers[len(is)-1-last] = had[len(was)-1-last]
	}
	for i := first; i < len(is)-last; i++ {
		s.pieces++
		numbers[i] = s.pieces
	}
	return numbers
}

// attendance is an event with those who belong to it.
type attendance struct {
	*contact.Event
	people []*contact.Contact
}

// readNumbers numbers what data.json tells beside the contacts.
func (s *site) readNumbers() {
	s.attended = make([]attendance, len(s.Agenda.Book.Events))
	for i, e := range s.Agenda.Book.Events {
		s.attended[i] = attendance{e, s.Agenda.Book.People(e.ID)}
	}
	was := s.since.last
	if was == nil {
		was = new(site)
	}
	s.eventNumbers = numbered(s, s.attended, was.attended, was.eventNumbers, func(a, b attendance) bool {
		return a.Event == b.Event && slices.Equal(a.people, b.people)
	})
	s.problemNumbers = numbered(s, s.Problems, was.Problems, was.problemNumbers, func(a, b diag.Problem) bool { return a == b })
}

// document is data.json, contact by contact: at once it would take several times its size.
func (s *site) document() *Pieces {
	frame, err := JSON(Document{
		Version: dataVersion, Today: s.today.String(), Title: s.Options.Title,
		Contacts: []ContactData{}, Events: []EventData{}, Problems: []ProblemData{},
	})
	if err != nil { // texts and a number: can't be
		panic(err)
	}
	below := string(frame)
	var runs []run
	var room bytes.Buffer
	add := func(name string, keys []uint64, value func(i int) any) {
		above, rest, _ := strings.Cut(below, name+": []")
		runs = append(runs, verbatim(above+name+": ["), listed(",", keys, func(i int, b *bytes.Buffer) error {
			b.WriteString("\n    ")
			err := writeJSON(b, &room, "    ", value(i))
			b.Truncate(b.Len() - 1) // the end of the line
			return err
		}))
		below = "]" + rest
		if len(keys) > 0 {
			below = "\n  " + below
		}
	}
	add(`"contacts"`, numbers(s.inOrder), func(i int) any { return NewContact(s.Agenda.Settings, s.Agenda.All[i], false) })
	add(`"events"`, s.eventNumbers, func(i int) any { return newEvent(s.Agenda, s.attended[i].Event) })
	add(`"problems"`, s.problemNumbers, func(i int) any { return newProblem(s.Problems[i]) })
	return joined(append(runs, verbatim(below))...)
}

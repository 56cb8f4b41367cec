package site

import "bytes"

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
	return Planned{Path: path, Key: s.keys.all, Pieces: pieces, Make: func(b *bytes.Buffer, _ Sums) error {
		p := pieces()
		for i := range p.Keys {
			if err := p.Make(i, b); err != nil {
				return err
			}
		}
		return nil
	}}
}

// between is a file of pieces between what stands above and below. Text parts them.
func between(above, below func(b *bytes.Buffer) error, parted string, keys []uint64, each func(i int, b *bytes.Buffer) error) *Pieces {
	last := len(keys) + 1
	all := make([]uint64, last+1)
	copy(all[1:], keys)
	all[1] = 0 // nothing parts the first from what stands above, so that it is made each time
	return &Pieces{Keys: all, Make: func(i int, b *bytes.Buffer) error {
		switch i {
		case 0:
			return above(b)
		case last:
			return below(b)
		case 1:
		default:
			b.WriteString(parted)
		}
		return each(i-1, b)
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

// document is data.json, contact by contact: at once it would take several times its size.
func (s *site) document() *Pieces {
	const nobody = `"contacts": []`
	around := func() (above, below []byte, err error) {
		d := newDocument(s.Agenda, s.Problems)
		d.Title = s.Options.Title
		all, err := JSON(d)
		above, below, _ = bytes.Cut(all, []byte(nobody))
		return above, below, err
	}
	all := make([]*view, len(s.Agenda.All))
	for i, a := range s.Agenda.All {
		all[i] = s.views[a.Contact.ID]
	}
	return between(func(b *bytes.Buffer) error {
		above, _, err := around()
		b.Write(above)
		b.WriteString(nobody[:len(nobody)-1])
		return err
	}, func(b *bytes.Buffer) error {
		_, below, err := around()
		if len(s.Agenda.All) > 0 {
			b.WriteString("\n  ")
		}
		b.WriteByte(']')
		b.Write(below)
		return err
	}, ",", numbers(all), func(i int, b *bytes.Buffer) error {
		b.WriteString("\n    ")
		if err := writeJSON(b, "    ", NewContact(s.Agenda.Settings, s.Agenda.All[i], false)); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the end of the line
		return nil
	})
}

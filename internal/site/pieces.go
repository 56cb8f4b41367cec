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

// whole writes all pieces.
func (p *Pieces) whole(b *bytes.Buffer, _ Sums) error {
	for i := range p.Keys {
		if err := p.Make(i, b); err != nil {
			return err
		}
	}
	return nil
}

// inPieces plans a file of pieces.
func (s *site) inPieces(path string, p *Pieces) Planned {
	return Planned{Path: path, Key: s.keys.all, Pieces: p, Make: p.whole}
}

// perContact is a file with a piece for everybody, by id, between what stands above and below. Nothing
// parts the first from what stands above it, so that it is made each time.
func (s *site) perContact(parted string, above, below func(b *bytes.Buffer) error, each func(i int, b *bytes.Buffer) error) *Pieces {
	n := len(s.Agenda.All)
	keys := make([]uint64, n+2)
	for i := range n {
		if i > 0 {
			keys[i+1] = s.views[s.Agenda.All[i].Contact.ID].number
		}
	}
	return &Pieces{Keys: keys, Make: func(i int, b *bytes.Buffer) error {
		switch i {
		case 0:
			return above(b)
		case n + 1:
			return below(b)
		case 1:
		default:
			b.WriteString(parted)
		}
		return each(i-1, b)
	}}
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
	return s.perContact(",", func(b *bytes.Buffer) error {
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
	}, func(i int, b *bytes.Buffer) error {
		b.WriteString("\n    ")
		if err := writeJSON(b, "    ", NewContact(s.Agenda.Settings, s.Agenda.All[i], false)); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the end of the line
		return nil
	})
}

package notebook

import (
	"cmp"
	"crypto/sha256"
	"iter"
	"slices"
	"time"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

// Memory is what earlier readings of a notebook left, so that the next one parses only what changed.
// It is used by one goroutine at a time; its zero value remembers nothing.
//
// A note whose size, times and place on the disk are those of the last reading is taken to be
// unchanged, unless it was written so shortly before it that the clock of a disk can't tell. Every
// other note is read, and parsed when its bytes are others.
//
// While anything was written less than 150 ms ago, a reading gives what the last one gave, and
// [Snapshot.Again] asks to look once more, for half a second at most: a change is read when it is over.
//
// Editors empty a note, or take it away, for up to a tenth of a second while they save it. So a note
// that was whole and is now missing, empty or cut off in its front matter, and one that is new and not
// yet whole, is left as it was for a second, and Again asks to look once more. What is then still so is
// believed. A note that lies under another name was moved, and is believed at once.
//
// The first reading waits for nothing.
type Memory struct {
	notes    map[string]*kept // by their file as in problems; nil before the first reading
	last     *Snapshot        // what the last reading gave
	restless time.Time        // since when something is being written; zero where nothing is

	sorted []*kept         // the notes by id
	at     map[string]int  // where in sorted the note of a path is; nil as long as nobody asked
	disk   []diag.Problem  // of the disk, at the last reading that looked at everything
	other  map[string]bool // what else it met, by path
	held   bool            // a note is held back
}

const (
	// quiet is how long nothing was written when a change is over, and unrest how long that is waited for.
	quiet  = 150 * time.Millisecond
	unrest = 500 * time.Millisecond
	// patience is how long a note may be missing or half written before that is believed.
	patience = time.Second
	// coarse is how far apart two changes are that every disk's clock tells apart.
	coarse = 2 * time.Second
)

// kept is a note as it was read.
type kept struct {
	found
	note    reading
	stamp   stamp
	sum     [sha256.Size]byte
	settled bool      // it was not written so shortly before it was read that its stamp can't be trusted
	whole   bool      // it was neither missing, nor empty, nor cut off
	front   bool      // it had front matter
	since   time.Time // since when it is held back; zero where it is not
}

// Load reads all notes, as [Notebook.Load] does, and those that did not change from memory.
func (m *Memory) Load(nb *Notebook, now time.Time) (*Snapshot, error) {
	w, err := nb.walk(now, len(m.sorted))
	if err != nil {
		return nil, err
	}
	w.stamp()
	nb.tidy(w.left)
	if m.wait(w.restless, now) {
		s := *m.last
		s.Changed, s.Again, s.Dirs, s.Brief = nil, quiet, w.dirs, false
		return &s, nil
	}
	s := &Snapshot{Problems: w.problems, Dirs: w.dirs, Around: w.around.Sum64()}
	notes, same := m.read(w.notes, now, s)
	if m.other = w.other; same && slices.Equal(w.problems, m.disk) {
		s.Book, s.Problems, s.Notes = m.last.Book, m.last.Problems, m.last.Notes
		m.last = s
		return s, nil
	}
	m.sorted, m.disk, m.at, m.held = notes, slices.Clone(w.problems), nil, s.Again > 0
	s.gather(readings(notes), m.last)
	m.last = s
	return s, nil
}

// wait tells whether to wait until what is being written is over.
func (m *Memory) wait(restless bool, now time.Time) bool {
	switch {
	case !restless || m.last == nil || !m.restless.IsZero() && now.Sub(m.restless) >= unrest:
		m.restless = time.Time{}
		return false
	case m.restless.IsZero():
		m.restless = now
	}
	return true
}

// read gives the listed notes and those that are held back, sorted by id, and tells s what is new.
func (m *Memory) read(list []listed, now time.Time, s *Snapshot) (notes []*kept, same bool) {
	first := m.notes == nil
	notes = make([]*kept, len(list))
	inParallel(len(list), func(i int, d *desk) {
		if !first {
			d.shelf = nil
		}
		notes[i] = m.notes[list[i].file].refresh(list[i], now, first, d)
	})
	if !first && slices.Equal(notes, m.sorted) {
		return m.sorted, true
	}
	notes = slices.DeleteFunc(notes, func(k *kept) bool { return k == nil })
	notes = append(notes, m.missing(notes, now)...)
	slices.SortFunc(notes, func(a, b *kept) int { return cmp.Compare(a.id, b.id) })

	last := m.notes
	m.notes = make(map[string]*kept, len(notes))
	for _, k := range notes {
		m.notes[k.file] = k
		old := last[k.file]
		if k.shown() && (old == nil || !old.shown() || old.sum != k.sum) || !k.shown() && old != nil && old.shown() {
			s.Changed = append(s.Changed, k.file)
		}
		if !k.since.IsZero() {
			s.Again = patience
		}
	}
	for file, old := range last {
		if m.notes[file] == nil && old.shown() {
			s.Changed = append(s.Changed, file)
		}
	}
	slices.Sort(s.Changed)
	return notes, false
}

// missing gives the notes that were there and are not listed any more, as long as that is not believed.
func (m *Memory) missing(notes []*kept, now time.Time) []*kept {
	listed := make(map[string]bool, len(notes))
	moved := map[content]bool{}
	for _, k := range notes {
		listed[k.file] = true
		if m.notes[k.file] == nil && k.stamp.place != (place{}) {
			moved[k.stamp.content()] = true
		}
	}
	var held []*kept
	for file, old := range m.notes {
		if listed[file] || moved[old.stamp.content()] {
			continue
		}
		if h := old.hold(now); h != nil {
			held = append(held, h)
		}
	}
	return held
}

// refresh gives a note as it is now, or as it was where that is not to be believed yet; nil where it is
// gone and was not there before. Before the first reading everything is believed.
func (k *kept) refresh(l listed, now time.Time, first bool, d *desk) *kept {
	if l.missing == nil && k != nil && k.settled && k.stamp == l.stamp && k.found == l.found && k.since.IsZero() {
		return k
	}
	n, gone := readNote(l.found, k, d)
	if gone {
		return k.hold(now)
	}
	n.stamp = l.stamp
	n.settled = now.Sub(l.stamp.written()) > coarse
	if after, err := stampOf(l.path); err != nil || after != l.stamp {
		n.whole, n.settled = false, false
	}
	if k != nil && k.front && !n.front {
		n.whole = false
	}
	if !n.whole && !first && (k == nil || k.whole || !k.since.IsZero()) {
		if k == nil {
			k = &kept{found: l.found}
		}
		if h := k.hold(now); h != nil {
			return h
		}
	}
	return n
}

// hold gives a note as it was, as long as it is worth waiting for, else nil.
func (k *kept) hold(now time.Time) *kept {
	if k == nil {
		return nil
	}
	held := *k
	if held.since.IsZero() {
		held.since = now
	}
	held.settled = false
	if now.Sub(held.since) >= patience {
		return nil
	}
	return &held
}

// shown reports whether there is something of the note to show: one that is new and not whole yet is
// only waited for.
func (k *kept) shown() bool {
	return k.note.contact != nil || k.note.event != nil || k.note.problems != nil
}

// reading is what came of one note: a contact, an event, or neither.
type reading struct {
	contact  *contact.Contact
	event    *contact.Event
	problems []diag.Problem
}

// readings gives what came of notes.
func readings(notes []*kept) iter.Seq[*reading] {
	return func(yield func(*reading) bool) {
		for _, k := range notes {
			if !yield(&k.note) {
				return
			}
		}
	}
}

func newReading(n *note.Note, id string) reading {
	if contact.IsEvent(n, id) {
		return reading{event: contact.NewEvent(n, id), problems: n.Problems}
	}
	return reading{contact: contact.New(n, id), problems: n.Problems}
}

// cutOff reports whether a note's front matter is not closed, as it is while an editor writes it.
func cutOff(problems []diag.Problem) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == note.CodeOpenFront })
}

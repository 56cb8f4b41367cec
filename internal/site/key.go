package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"

	"redial/internal/contact"
	"redial/internal/note"
)

// Key stands for all that a file follows from: a file of the same path and key has the same bytes,
// in this build and in every other. The zero key stands for nothing.
//
// There is no graph of what depends on what. A page of a contact follows from its note; from what it
// takes of other notes, which is worked out anew for each build ([Around]); and from what all pages have
// in common: the program, the layouts, the settings, the day, what everybody is called and where their
// pages lie. A page of the journal follows from its entries and what is common; every other file from
// all notes.
type Key = [16]byte

// digest gathers what a file follows from.
type digest struct {
	sum hash.Hash
	b   []byte
}

func newDigest(parts ...Key) *digest {
	d := &digest{sum: sha256.New()}
	for _, p := range parts {
		d.sum.Write(p[:])
	}
	return d
}

// text adds texts, each with its length, so that no two lists of them are the same.
func (d *digest) text(texts ...string) {
	for _, t := range texts {
		d.number(len(t))
		d.b = append(d.b, t...)
	}
	if len(d.b) > 4096 {
		d.flush()
	}
}

// bytes adds the last text, as it is.
func (d *digest) bytes(s string) {
	for ; len(d.b)+len(s) > 4096; s = s[min(len(s), 4096):] {
		d.b = append(d.b, s[:min(len(s), 4096)]...)
		d.flush()
	}
	d.b = append(d.b, s...)
}

func (d *digest) number(n int) { d.b = binary.AppendVarint(d.b, int64(n)) }

// value adds a value that holds no pointers, as it is written.
func (d *digest) value(v any) { d.text(fmt.Sprintf("%+v", v)) }

func (d *digest) flush() {
	d.sum.Write(d.b)
	d.b = d.b[:0]
}

func (d *digest) key() Key {
	d.flush()
	return Key(d.sum.Sum(nil)[:len(Key{})])
}

// keys are those of one build. Without a program there are none.
type keys struct {
	none   bool
	common Key            // what all pages follow from
	all    Key            // the same with every note and problem
	notes  map[string]Key // of each note, by id
	names  Key            // what everybody is called
}

// readKeys works out what the pages follow from. It comes when the images are known.
func (s *site) readKeys(layouts [sha256.Size]byte) keys {
	k := keys{none: s.Program == ""}
	if k.none {
		return k
	}
	k.notes = s.noteKeys()
	k.names = s.namesKey()
	k.common = s.commonKey(layouts, k.names)
	all := newDigest(k.common)
	for _, c := range s.Agenda.Book.Contacts {
		key := k.notes[c.ID]
		all.text(string(key[:]))
	}
	for _, p := range s.Problems {
		all.value(p)
	}
	k.all = all.key()
	return k
}

// noteKeys gives the key of each contact's note.
func (s *site) noteKeys() map[string]Key {
	come := s.Agenda.Book.Contacts
	notes := make(map[string]Key, len(come))
	if s.since.few() && !s.since.last.keys.none {
		notes, come = maps.Clone(s.since.last.keys.notes), s.since.come
		for _, c := range s.since.gone {
			delete(notes, c.ID)
		}
	}
	sums := make([]Key, len(come))
	s.each(len(sums), func(i int) { sums[i] = sumOf(come[i].File, come[i].Note) })
	for i, c := range come {
		notes[c.ID] = sums[i]
	}
	return notes
}

// commonKey gives the key of what all pages have in common.
func (s *site) commonKey(layouts [sha256.Size]byte, names Key) Key {
	common := newDigest()
	common.text(s.Program, string(layouts[:]))
	common.value(s.today)
	common.value(s.options())
	common.value(*s.Agenda.Settings)
	common.text(string(names[:]))
	for _, name := range slices.Sorted(maps.Keys(s.images.path)) {
		common.text(name, s.images.path[name])
	}
	return common.key()
}

// namesKey gives the key of what everybody and every event is called, and of the notes of the events.
func (s *site) namesKey() Key {
	if s.since.names() {
		return s.since.last.keys.names
	}
	names := newDigest()
	for _, c := range s.Agenda.Book.Contacts {
		names.text(c.ID, c.Name)
		names.text(c.Aka...)
	}
	for _, e := range s.Agenda.Book.Events {
		sum := sumOf(e.File, e.Note)
		names.text(e.ID, e.Name, string(sum[:]))
	}
	return names.key()
}

// options gives the settings that pages depend on: where the notebook lies matters to links to an editor
// alone.
func (s *site) options() Options {
	o := s.Options
	if o.Editor == "" {
		o.Dir = ""
	}
	return o
}

// sumOf gives the key of a note.
func sumOf(file string, n *note.Note) Key {
	d := newDigest()
	d.text(file)
	if n != nil {
		d.bytes(n.Source)
	}
	return d.key()
}

// personKey gives the key of a contact's page.
func (s *site) personKey(v *view) Key {
	if s.keys.none {
		return Key{}
	}
	r := s.around(s.pageOf[v.Contact.ID], v.Contact)
	d := newDigest(s.keys.common, s.keys.notes[v.Contact.ID])
	d.number(v.place)
	for _, p := range s.faulty[v.Contact.File] {
		d.value(p)
	}
	r.add(d)
	return d.key()
}

// eventKey gives the key of an event's page. What its note says is common to all pages.
func (s *site) eventKey(e *contact.Event) Key {
	if s.keys.none {
		return Key{}
	}
	d := newDigest(s.keys.common)
	d.text(e.ID)
	for _, p := range s.faulty[e.File] {
		d.value(p)
	}
	for _, c := range s.Agenda.Book.People(e.ID) {
		key := s.keys.notes[c.ID]
		d.text(string(key[:]))
	}
	var r Around
	r.From, r.To = s.mentions(s.pageOf[e.ID], e.ID)
	r.add(d)
	return d.key()
}

// monthKey gives the key of a page of the journal that shows entries.
func (s *site) monthKey(ls []line, around ...MonthLink) Key {
	if s.keys.none {
		return Key{}
	}
	d := newDigest(s.keys.common)
	for _, m := range around {
		d.text(m.Name, string(m.Link))
	}
	for _, l := range ls {
		d.entry(l.c, l.e)
	}
	return d.key()
}

// entry adds what the journal shows of an entry.
func (d *digest) entry(c *contact.Contact, e *contact.Entry) {
	d.text(c.ID, e.Promise.String(), e.Kind.String(), e.Outcome.String(), e.Text)
	d.number(int(e.Date))
	d.number(int(e.Time))
	d.number(int(e.Until))
	d.number(int(e.Done))
	d.number(as01(e.Theirs) | as01(e.Unknown)<<1 | as01(e.FromFront)<<2)
	if e.FromFront {
		d.text(c.At)
	}
}

package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
	"sync"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

// Key stands for all that a file follows from: a file of the same path and key has the same bytes,
// in this build and in every other. The zero key stands for nothing.
//
// There is no graph of what depends on what. A page of a contact follows from its note; from what it
// takes of other notes, which is worked out anew for each build ([Around], [targets]); and from what all pages
// have in common: the program, the layouts, the settings and the day. A page of the journal follows from its
// entries, those in whose notes they stand and what is common; every other file from all notes. So a note
// that is new makes no page anew but those that tell of it.
type Key = [16]byte

// digest gathers what a file follows from.
type digest struct {
	sum hash.Hash
	b   []byte
}

// digests are those whose key was given. There is one for every page.
var digests = sync.Pool{New: func() any { return &digest{sum: sha256.New()} }}

func newDigest(parts ...Key) *digest {
	d := digests.Get().(*digest)
	d.sum.Reset()
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

// follow adds what something else follows from.
func (d *digest) follow(k Key) {
	d.b = append(d.b, k[:]...)
	if len(d.b) > 4096 {
		d.flush()
	}
}

// value adds a value that holds no pointers, as it is written.
func (d *digest) value(v any) { d.text(fmt.Sprintf("%+v", v)) }

func (d *digest) problems(ps []diag.Problem) {
	d.number(len(ps))
	for _, p := range ps {
		d.text(p.File, string(p.Severity), p.Code, p.Message, p.Help, p.Excerpt, p.Remark)
		d.number(p.Line)
		d.number(p.Column)
		d.number(p.Width)
	}
}

func (d *digest) flush() {
	d.sum.Write(d.b)
	d.b = d.b[:0]
}

// key gives the key, once: the digest is another's then.
func (d *digest) key() Key {
	d.flush()
	d.b = d.sum.Sum(d.b)
	k := Key(d.b)
	d.b = d.b[:0]
	digests.Put(d)
	return k
}

// keys are those of one build. Without a program there are none.
type keys struct {
	none    bool
	common  Key                 // what all pages follow from
	called  Key                 // the same with what everybody is called
	all     Key                 // the same with every note and problem
	names   Key                 // what everybody is called
	targets []targets           // of contacts, by their place
	people  []*personKey        // of the pages of contacts, by their place
	events  []*eventKey         // of their pages, by their place
	months  map[string]monthKey // of the pages of the journal, by path

	ledgers map[string]ledgerKey // of the pages of promises, by path

	introductions []Key // of their pages, by their number

	pictures Key // of all images that notes show
}

// readKeys works out what the pages follow from. It comes when the images are known.
func (s *site) readKeys(layouts [sha256.Size]byte) keys {
	k := keys{none: s.Program == ""}
	if k.none {
		return k
	}
	s.readNotes()
	k.names = s.namesKey()
	k.common = s.commonKey(layouts)
	k.pictures = s.picturesKey()
	k.targets = s.readTargets(k.pictures)
	k.called = newDigest(k.common, k.names, k.pictures).key()
	all := newDigest(k.called)
	for _, v := range s.inOrder {
		all.follow(v.note)
	}
	all.problems(s.Problems)
	k.all = all.key()
	return k
}

// readNotes works out the keys of the notes that are not known.
func (s *site) readNotes() {
	s.each(len(s.inOrder), func(i int) {
		if v := s.inOrder[i]; v.note == (Key{}) {
			v.note = sumOf(v.Contact.File, v.Contact.Note)
		}
	})
}

// commonKey gives the key of what all pages have in common.
func (s *site) commonKey(layouts [sha256.Size]byte) Key {
	common := newDigest()
	common.text(s.Program, string(layouts[:]))
	common.value(s.today)
	common.value(s.options())
	common.number(as01(s.ownStyle))
	common.value(*s.Agenda.Settings)
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

// personKey is the key of a contact's page, with what it was made of but the note and what is common.
type personKey struct {
	key      Key
	targets  targets
	problems []diag.Problem
	from, to []contact.Mention
	meet     []contact.Pair // those that are shown
	toMeet   int            // how many there are
}

// same reports whether two keys are made of the same, where note and place are.
func (k *personKey) same(o *personKey) bool {
	return k.targets == o.targets && k.toMeet == o.toMeet && slices.Equal(k.problems, o.problems) && slices.Equal(k.from, o.from) && slices.Equal(k.to, o.to) &&
		slices.EqualFunc(k.meet, o.meet, samePair)
}

func samePair(a, b contact.Pair) bool {
	return a.A == b.A && a.B == b.B && slices.Equal(a.Fits, b.Fits)
}

// personKeys gives the keys of the pages of all contacts, by place.
func (s *site) personKeys() []*personKey {
	if keys := s.since.personKeys(s); keys != nil {
		return keys
	}
	keys := make([]*personKey, len(s.inOrder))
	s.each(len(keys), func(i int) { keys[i] = s.personKey(s.inOrder[i]) })
	return keys
}

// personKeys gives those of the last plan, but of those of whom something is other than there; nil where that may
// be everybody.
func (n *since) personKeys(s *site) []*personKey {
	if !n.few() || !n.names() || !n.inCommon(s) || n.last.keys.pictures != s.keys.pictures {
		return nil
	}
	told, known := s.Agenda.Book.Retold(n.last.Agenda.Book)
	if !known || n.last.matches != s.matches || !slices.Equal(n.last.Problems, s.Problems) {
		return nil
	}
	keys := slices.Clone(n.last.keys.people)
	anew := func(id string) {
		if i, ok := s.places[id]; ok {
			keys[i] = s.personKey(s.inOrder[i])
		}
	}
	for id := range told {
		anew(id)
	}
	for _, c := range n.come {
		if !told[c.ID] {
			anew(c.ID)
		}
	}
	return keys
}

// personKey gives the key of a contact's page. What other notes say in it is worked out where it may be
// another than in the last plan.
func (s *site) personKey(v *view) *personKey {
	if s.keys.none {
		return new(personKey)
	}
	c, book := v.Contact, s.Agenda.Book
	k := personKey{targets: s.keys.targets[v.place], problems: s.faulty[c.File], from: book.Mentions(c.ID), to: book.Mentioning(c.ID)}
	k.meet, k.toMeet = s.matches.shown(c)
	if was := s.since.personKey(s, v); was != nil && was.same(&k) {
		return was
	}
	k.problems = slices.Clone(k.problems) // kept for longer than the others
	r := s.around(s.pageOf[c.ID], c)
	d := newDigest(s.keys.common, v.note, k.targets)
	d.problems(k.problems)
	r.add(d)
	fresh := k // the others stay on the stack
	fresh.key = d.key()
	return &fresh
}

// personKey gives the key that the last plan had of a contact who stayed as he was, where nobody is called
// otherwise; nil for none.
func (n *since) personKey(s *site, v *view) *personKey {
	was := n.view(v.place, v.Assessment)
	if was == nil || !n.called || !n.inCommon(s) {
		return nil
	}
	return n.last.keys.people[was.place]
}

// eventKey is the key of an event's page, with what it was made of but what is common and where its note leads.
type eventKey struct {
	key      Key
	problems []diag.Problem
	people   []*contact.Contact
	from, to []contact.Mention
}

func (k *eventKey) same(o *eventKey) bool {
	return slices.Equal(k.problems, o.problems) && slices.Equal(k.people, o.people) && slices.Equal(k.from, o.from) && slices.Equal(k.to, o.to)
}

// eventKey gives the key of the page of the i-th event.
func (s *site) eventKey(i int) *eventKey {
	if s.keys.none {
		return new(eventKey)
	}
	e, book := s.attended[i], s.Agenda.Book
	k := &eventKey{problems: s.faulty[e.File], people: e.people, from: book.Mentions(e.ID), to: book.Mentioning(e.ID)}
	if was := s.since.eventKey(s, i); was != nil && was.same(k) {
		return was
	}
	k.problems = slices.Clone(k.problems) // kept for longer than the others
	d := newDigest(s.keys.common)
	d.follow(sumOf(e.File, e.Note))
	s.addLinks(d, e.ID, e.Note, s.keys.pictures)
	d.text(string(s.intention(s.pageOf[e.ID], e.Event)))
	d.problems(k.problems)
	for _, c := range e.people {
		d.follow(s.view(c.ID).note)
		d.text(s.pageOf[c.ID])
	}
	var r Around
	r.From, r.To = s.mentions(s.pageOf[e.ID], e.ID)
	r.add(d)
	k.key = d.key()
	return k
}

// eventKey gives the key that the last plan had of an event, where everybody and every event is called as
// before; nil for none.
func (n *since) eventKey(s *site, i int) *eventKey {
	if !n.names() || !n.inCommon(s) || n.last.keys.pictures != s.keys.pictures {
		return nil
	}
	return n.last.keys.events[i]
}

// monthKey is the key of a page of the journal, and what stands for all that it was made of but what is
// common.
type monthKey struct {
	key              Key
	told             *seal
	at, newer, older partID
}

// monthKey gives the key of the i-th page of the journal.
func (s *site) monthKey(i int) monthKey {
	p := s.parts[i]
	k := monthKey{told: p.told, at: p.id}
	if s.keys.none {
		return k
	}
	if i > 0 {
		k.newer = s.parts[i-1].id
	}
	if i+1 < len(s.parts) {
		k.older = s.parts[i+1].id
	}
	if n := s.since; n.called && n.sameTargets && n.inCommon(s) {
		if was := n.last.keys.months[p.path]; was.told == k.told && was.at == k.at && was.newer == k.newer && was.older == k.older {
			return was
		}
	}
	d, m := newDigest(s.keys.common), s.aroundMonth(i)
	for _, l := range append(m.Parts, m.Newer, m.Older) {
		d.text(l.Name, string(l.Link))
		if s.layouts.own { // the built-in one does not show it, and it changes often
			d.number(l.Count)
		}
	}
	s.addLines(d, p.lines)
	k.key = d.key()
	return k
}

// journalKey gives the key of the first page of the journal.
func (s *site) journalKey() Key {
	if s.keys.none {
		return Key{}
	}
	d := newDigest(s.keys.common)
	for i := range s.parts {
		d.text(s.parts[i].path)
		d.number(len(s.parts[i].lines))
	}
	lines, touches := s.journal.byDay(heatFrom(s.today, yearWeeks), s.today)
	for i := range lines {
		d.number(lines[i])
		d.number(touches[i])
	}
	s.addLines(d, s.journal.recent(recentDays, recentLines, monthPageFull))
	return d.key()
}

// addLines adds what a page shows of lines: beside what they tell, whose they are and where they lead.
func (s *site) addLines(d *digest, ls []line) {
	d.lines(ls)
	for _, l := range ls {
		d.text(l.c.Name, s.pageOf[l.c.ID])
		s.addTargetsOf(d, l)
	}
}

func (d *digest) lines(ls []line) {
	for _, l := range ls {
		d.entry(l.c, l.e)
	}
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

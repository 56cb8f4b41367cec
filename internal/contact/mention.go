package contact

import (
	"cmp"
	"slices"
)

// Mention is a place where one note names another.
type Mention struct {
	From    *Contact // the contact in whose note it stands; nil where that is an event's
	Event   *Event   // the event in whose note it stands; nil where that is a contact's
	Entry   *Entry   // the journal entry of From that it stands in; nil in other text and front matter
	By      bool     // it is `by:`: From was introduced by the one mentioned
	To      string   // the id of the one mentioned
	ToEvent bool     // the one mentioned is an event
	Line    int      // where it stands, from 1
}

// FromID gives the id of the note that it stands in.
func (m *Mention) FromID() string { return m.page().id() }

// FromName gives the shown name of the note that it stands in.
func (m *Mention) FromName() string { return m.page().name() }

func (m *Mention) page() page { return page{contact: m.From, event: m.Event} }

// Mentions gives the places where other notes name that of an id, by the id of the other and then
// line. A link that is there twice in an entry is one mention; `at:` is none, see People.
func (b *Book) Mentions(id string) []Mention { return b.mentions[id] }

// Mentioning gives the places where the note of an id names others, by line.
func (b *Book) Mentioning(id string) []Mention { return b.mentioning[id] }

// connect follows every link, `at:` and `by:`; those that lead nowhere are problems.
func (b *Book) connect() {
	b.people = map[string][]*Contact{}
	b.mentions, b.mentioning = map[string][]Mention{}, map[string][]Mention{}
	for i, p := range b.pages {
		f := &finder{book: b, from: p, self: i}
		f.followLinks()
		if p.contact != nil {
			f.followAt()
			f.followBy()
		}
		b.addMentions(f.mentions)
	}
	b.byRest = nil
}

func (b *Book) addMentions(ms []Mention) {
	slices.SortStableFunc(ms, func(x, y Mention) int { return cmp.Compare(x.Line, y.Line) })
	for _, m := range ms {
		b.mentions[m.To] = append(b.mentions[m.To], m)
	}
	if len(ms) > 0 {
		b.mentioning[ms[0].FromID()] = ms
	}
}

// finder follows the links of one note.
type finder struct {
	book     *Book
	from     page
	self     int // index of from
	mentions []Mention
	seen     map[Mention]bool
	entries  map[int]*Entry // by where they begin in the source
	lines    *lines
}

func (f *finder) followLinks() {
	for _, l := range f.from.note().Links {
		found := f.book.lookUp(f.from.id(), l.Target, l.Wiki, false)
		if len(found) == 1 {
			f.mention(Mention{Entry: f.entry(l.Entry), Line: l.Line}, found[0])
		} else {
			f.deadLink(l, found)
		}
	}
}

func (f *finder) followAt() {
	c := f.from.contact
	if c.At == "" {
		return
	}
	events := f.book.eventsOf(c)
	if len(events) == 1 {
		id := f.book.pages[events[0]].id()
		f.book.people[id] = append(f.book.people[id], c)
		return
	}
	f.deadValue(c.Note.Front.Text("at"), events, "at", looksLikeEvent(c.At))
}

func (f *finder) followBy() {
	c := f.from.contact
	if c.By == "" {
		return
	}
	found := f.book.lookUp(c.ID, c.By, true, false)
	if len(found) == 1 {
		f.mention(Mention{By: true, Line: c.Note.Front.Text("by").Line}, found[0])
		return
	}
	f.deadValue(c.Note.Front.Text("by"), found, "by", looksLikeID(c.By))
}

// mention notes that a page is named; a note that names itself, and a second link to the same one in
// the same entry or the same line, are left aside.
func (f *finder) mention(m Mention, to int32) {
	if int(to) == f.self {
		return
	}
	m.From, m.Event = f.from.contact, f.from.event
	m.To, m.ToEvent = f.book.pages[to].id(), f.book.pages[to].event != nil
	same := m
	if m.Entry != nil {
		same.Line = int(m.Entry.Line)
	}
	if f.seen[same] {
		return
	}
	if f.seen == nil {
		f.seen = map[Mention]bool{}
	}
	f.seen[same] = true
	f.mentions = append(f.mentions, m)
}

// entry gives the journal entry of the contact that is the i-th of the file.
func (f *finder) entry(i int) *Entry {
	c := f.from.contact
	if c == nil || i < 0 || i >= len(c.Note.Entries) {
		return nil
	}
	if f.entries == nil {
		f.entries = make(map[int]*Entry, len(c.Journal))
		for j := range c.Journal {
			if e := &c.Journal[j]; !e.FromFront {
				f.entries[e.Span().Start] = e
			}
		}
	}
	return f.entries[c.Note.Entries[i].Span().Start]
}

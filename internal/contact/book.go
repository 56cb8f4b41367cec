package contact

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"redial/internal/diag"
	"redial/internal/note"
)

// Book is everybody and every event, sorted by id. NewBook makes it; it never changes afterwards.
type Book struct {
	Contacts []*Contact
	Events   []*Event
	Problems []diag.Problem // dead links, twins, promises on events: what no note alone can show

	pages  []page // all of them, contacts first
	byTwin index
	byName index

	eventsByName index
	byRest       map[uint64]int32 // what remains of names without a letter; there while NewBook finds a dead link

	people     map[string][]*Contact
	mentions   map[string][]Mention // by the id of the one mentioned
	mentioning map[string][]Mention // by the id of the one whose note it is

	renewal renewal
}

// page is a contact or an event: the other one is nil.
type page struct {
	contact *Contact
	event   *Event
}

func (p page) id() string {
	if p.event != nil {
		return p.event.ID
	}
	return p.contact.ID
}

func (p page) name() string {
	if p.event != nil {
		return p.event.Name
	}
	return p.contact.Name
}

func (p page) note() *note.Note {
	if p.event != nil {
		return p.event.Note
	}
	return p.contact.Note
}

// names gives what a page can be called by: its name, its other names, the last part of its id.
func (p page) names() []string {
	names := []string{p.name(), path.Base(p.id())}
	if p.contact != nil {
		names = append(names, p.contact.Aka...)
	}
	return names
}

// NewBook makes a book of contacts and events, in whatever order they are given; every id stands for
// one of them.
func NewBook(contacts []*Contact, events []*Event) *Book {
	b := &Book{Contacts: slices.Clone(contacts), Events: slices.Clone(events), renewal: renewal{book: new(seal)}}
	slices.SortFunc(b.Contacts, func(x, y *Contact) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(b.Events, func(x, y *Event) int { return cmp.Compare(x.ID, y.ID) })
	b.index()
	b.connect()
	b.findTwins()
	b.reportEvents()
	b.Problems = diag.Sort(b.Problems)
	return b
}

func (b *Book) index() {
	n := len(b.Contacts) + len(b.Events)
	b.pages = make([]page, 0, n)
	for _, c := range b.Contacts {
		b.pages = append(b.pages, page{contact: c})
	}
	for _, e := range b.Events {
		b.pages = append(b.pages, page{event: e})
	}
	twins, names := make([]called, 0, n), make([]called, 0, 2*n)
	var events []called
	for i, p := range b.pages {
		twins = append(twins, called{twinID(p.id()), int32(i)})
		for _, name := range p.names() {
			if name = key(name); name == "" {
				continue
			}
			names = append(names, called{name, int32(i)})
			if p.event != nil {
				events = append(events, called{name, int32(i)})
			}
		}
	}
	b.byTwin, b.byName, b.eventsByName = newIndex(twins), newIndex(names), newIndex(events)
}

// twinID gives an id as file systems see it that know no letter case and one form of Unicode.
func twinID(id string) string {
	if asciiLength(id) == len(id) {
		return strings.ToLower(id)
	}
	return norm.NFC.String(strings.ToLower(norm.NFC.String(id)))
}

// Contact gives the contact of an id, or nil.
func (b *Book) Contact(id string) *Contact {
	if i, ok := b.place(id); ok {
		return b.pages[i].contact
	}
	return nil
}

// Event gives the event of an id, or nil.
func (b *Book) Event(id string) *Event {
	if i, ok := b.place(id); ok {
		return b.pages[i].event
	}
	return nil
}

// place gives where the page of an id is among pages.
func (b *Book) place(id string) (place int32, ok bool) {
	i, ok := slices.BinarySearchFunc(b.Contacts, id, func(c *Contact, id string) int { return cmp.Compare(c.ID, id) })
	if ok {
		return int32(i), true
	}
	i, ok = slices.BinarySearchFunc(b.Events, id, func(e *Event, id string) int { return cmp.Compare(e.ID, id) })
	return int32(len(b.Contacts) + i), ok
}

// People gives those who belong to an event, sorted by id: their `at:` is its id, in any form that
// Resolve takes, or its name.
func (b *Book) People(eventID string) []*Contact { return b.people[eventID] }

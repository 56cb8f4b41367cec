package contact

import (
	"cmp"
	"maps"
	"slices"

	"redial/internal/diag"
)

// renewal is what a book has of the one that it was renewed of.
type renewal struct {
	book   *seal           // stands for the book itself
	of     *seal           // for the one before; nil for none
	retold map[string]bool // the ids of whom the mentions are others than there
}

// seal stands for a book without holding it.
type seal struct{ _ byte }

// Retold gives the ids of all whom a note names, or whose note names others, otherwise than in the book that
// this one was renewed of. It is not known where that was another book, or all links were followed anew.
func (b *Book) Retold(last *Book) (ids map[string]bool, known bool) {
	switch {
	case b == last:
		return nil, true
	case b.renewal.of == nil || b.renewal.of != last.renewal.book:
		return nil, false
	}
	return b.renewal.retold, true
}

// Renew gives the book of contacts and events, both sorted by id, as [NewBook] does. Where they are those
// of the last book but for a few whose names and addresses are the same, only the links of those few are
// followed anew. Last may be nil.
func (last *Book) Renew(contacts []*Contact, events []*Event) *Book {
	changed, ok := last.changed(contacts, events)
	if !ok {
		return NewBook(contacts, events)
	}
	b := *last
	b.renewal = renewal{book: new(seal), of: last.renewal.book, retold: map[string]bool{}}
	b.Contacts, b.pages = slices.Clone(contacts), slices.Clone(last.pages)
	b.people, b.mentions, b.mentioning = maps.Clone(last.people), maps.Clone(last.mentions), maps.Clone(last.mentioning)
	files := make(map[string]bool, len(changed))
	for _, i := range changed {
		files[contacts[i].File] = true
		b.leave(last.Contacts[i])
		b.pages[i] = page{contact: contacts[i]}
	}
	b.Problems = slices.DeleteFunc(slices.Clone(last.Problems), func(p diag.Problem) bool { return files[p.File] })
	for _, i := range changed {
		b.enter(i)
	}
	b.byRest = nil
	b.Problems = diag.Sort(b.Problems)
	return &b
}

// changed gives the places of the contacts that are others than in a book. It is not ok where anything is
// other that the links of others may depend on, or where that is too many.
func (last *Book) changed(contacts []*Contact, events []*Event) (places []int, ok bool) {
	if last == nil || len(contacts) != len(last.Contacts) || !slices.Equal(events, last.Events) {
		return nil, false
	}
	for i, c := range contacts {
		old := last.Contacts[i]
		if c == old {
			continue
		}
		if len(places) > len(contacts)/16+8 || !calledAlike(old, c) {
			return nil, false
		}
		places = append(places, i)
	}
	for _, i := range places {
		if slices.ContainsFunc(last.Problems, func(p diag.Problem) bool { return p.File == contacts[i].File && p.Code == twinCode }) {
			return nil, false
		}
	}
	return places, true
}

// calledAlike reports whether two contacts are found by the same names, and have the same addresses.
func calledAlike(a, b *Contact) bool {
	return a.ID == b.ID && a.File == b.File && a.Name == b.Name && slices.Equal(a.Aka, b.Aka) && slices.Equal(a.Emails, b.Emails)
}

// leave takes away what a contact's note says of others.
func (b *Book) leave(old *Contact) {
	b.renewal.retold[old.ID] = true
	for _, m := range b.mentioning[old.ID] {
		b.renewal.retold[m.To] = true
		b.mentions[m.To] = withoutAny(b.mentions[m.To], func(o Mention) bool { return o.From == old })
		if len(b.mentions[m.To]) == 0 {
			delete(b.mentions, m.To)
		}
	}
	delete(b.mentioning, old.ID)
	if old.At == "" {
		return
	}
	for id, people := range b.people {
		if slices.Contains(people, old) {
			if b.people[id] = withoutAny(people, func(c *Contact) bool { return c == old }); len(b.people[id]) == 0 {
				delete(b.people, id)
			}
		}
	}
}

// withoutAny gives a new list, because the old one is another book's.
func withoutAny[T any](list []T, is func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), is)
}

// enter follows the links of the i-th contact.
func (b *Book) enter(i int) {
	c := b.pages[i].contact
	before := b.people
	b.people = map[string][]*Contact{}
	f := &finder{book: b, from: b.pages[i], self: i}
	f.followLinks()
	f.followAt()
	f.followBy()
	at := b.people
	b.people = before
	for id := range at {
		b.people[id] = inserted(b.people[id], c, func(a, b *Contact) int { return cmp.Compare(a.ID, b.ID) })
	}
	slices.SortStableFunc(f.mentions, func(x, y Mention) int { return cmp.Compare(x.Line, y.Line) })
	for _, m := range f.mentions {
		b.renewal.retold[m.To] = true
		b.mentions[m.To] = inserted(b.mentions[m.To], m, b.earlier)
	}
	if len(f.mentions) > 0 {
		b.mentioning[c.ID] = f.mentions
	}
}

// earlier orders mentions as the pages stand in which they are.
func (b *Book) earlier(x, y Mention) int {
	return cmp.Or(cmp.Compare(is(x.Event != nil), is(y.Event != nil)), cmp.Compare(x.FromID(), y.FromID()))
}

// inserted gives a new list with a value behind those that are not to stand behind it.
func inserted[T any](list []T, v T, compare func(a, b T) int) []T {
	i := len(list)
	for i > 0 && compare(list[i-1], v) > 0 {
		i--
	}
	return slices.Concat(list[:i], []T{v}, list[i:])
}

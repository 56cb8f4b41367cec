package contact_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/contact"
	"redial/internal/note"
)

// shelf is a set of notes from which books are made.
type shelf struct {
	contacts []*contact.Contact
	events   []*contact.Event
}

func (s *shelf) put(id, src string) {
	c := contact.New(note.Parse("notes/"+id+".md", []byte(src)), id)
	i, found := slices.BinarySearchFunc(s.contacts, id, func(c *contact.Contact, id string) int { return strings.Compare(c.ID, id) })
	if found {
		s.contacts = slices.Clone(s.contacts)
		s.contacts[i] = c
		return
	}
	s.contacts = slices.Insert(slices.Clone(s.contacts), i, c)
}

// differs tells in what two books of the same notes differ.
func (s *shelf) differs(a, b *contact.Book) string {
	same := cmp.Options{
		cmp.Comparer(func(x, y *contact.Contact) bool { return x == y }), cmp.Comparer(func(x, y *contact.Event) bool { return x == y }),
		cmp.Comparer(func(x, y *contact.Entry) bool { return x == y }),
	}
	var d strings.Builder
	d.WriteString(cmp.Diff(a.Problems, b.Problems) + cmp.Diff(a.Contacts, b.Contacts, same))
	for _, c := range s.contacts {
		d.WriteString(cmp.Diff(a.Mentions(c.ID), b.Mentions(c.ID), same) + cmp.Diff(a.Mentioning(c.ID), b.Mentioning(c.ID), same))
		if a.Contact(c.ID) != c || b.Contact(c.ID) != c {
			fmt.Fprintf(&d, "%s is another\n", c.ID)
		}
		for _, name := range []string{c.Name, c.ID, "Ada", "Shorty", "fair"} {
			ida, evA, okA := a.Resolve(c.ID, name, true)
			idb, evB, okB := b.Resolve(c.ID, name, true)
			if ida != idb || evA != evB || okA != okB {
				fmt.Fprintf(&d, "%q leads to %s and %s\n", name, ida, idb)
			}
		}
	}
	for _, e := range s.events {
		d.WriteString(cmp.Diff(a.People(e.ID), b.People(e.ID), same) + cmp.Diff(a.Mentions(e.ID), b.Mentions(e.ID), same) +
			cmp.Diff(a.Mentioning(e.ID), b.Mentioning(e.ID), same))
	}
	return d.String()
}

// Links that are followed anew for one note must lead where all of them would, and those of others must
// lead to it as before.
func TestABookThatIsRenewedIsTheOneOfAllNotes(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	id := func() string { return fmt.Sprintf("p%02d", random.IntN(24)) }
	src := func() string {
		var b strings.Builder
		b.WriteString("---\nname: " + one("Ada", "Ben", "Cy", "Dora", "Eve", "Finn", "Gus") + one(" A", " B", " C", " D", " E", "", " G") + "\n")
		for _, line := range []string{
			"aka: [" + one("Shorty", "Lofty", "Ada") + "]", "email: " + one("a@example.com", "b@example.com", "A@example.com"),
			"at: " + one("events/fair", "Fair", "events/nowhere", "a street"), "by: " + one(id(), "Ada A", "someone-else"),
		} {
			if random.IntN(3) == 0 {
				b.WriteString(line + "\n")
			}
		}
		b.WriteString("---\n\n")
		for range random.IntN(4) {
			b.WriteString(one("See", "- 2026-11-03 call: about", "- 2026-11-05 intro: to") + " [[" + one(id(), id(), "Ada A", "Shorty", "Nobody", "fair") + "]] and [them](" + id() + ".md).\n\n")
		}
		return b.String()
	}
	s := &shelf{events: []*contact.Event{
		contact.NewEvent(note.Parse("notes/events/fair.md", []byte("---\nname: Fair\ndate: 2026-11-03\n---\n\nWith [[p03]] and [[p05]].\n")), "events/fair"),
	}}
	for range 40 {
		s.put(id(), src())
	}
	b := contact.NewBook(s.contacts, s.events)
	for n := range 400 {
		who := s.contacts[random.IntN(len(s.contacts))]
		text := string(who.Note.Source)
		switch random.IntN(10) {
		case 0:
			s.put(id(), src())
		case 1:
			i := random.IntN(len(s.contacts))
			if len(s.contacts) > 10 {
				s.contacts = slices.Delete(slices.Clone(s.contacts), i, i+1)
			}
		case 2:
			s.put(who.ID, strings.Replace(text, "---\n", "---\nat: events/fair\n", 1))
		case 3:
			s.put(who.ID, strings.Replace(text, "at: ", "where: ", 1))
		case 4:
			s.put(who.ID, strings.Replace(text, "\n\n", "\n\n\n", 1)) // everything stands a line lower
		case 5:
			at := strings.LastIndex(text, "See")
			s.put(who.ID, text[:max(at, len(text)/2)])
		default:
			s.put(who.ID, text+fmt.Sprintf("\n- 2026-11-%02d %s [[%s]]\n", 1+n%28, one("call:", "intro: to", "note:"), one(id(), "Ada A", "Nobody", "events/fair")))
		}
		b = b.Renew(s.contacts, s.events)
		if d := s.differs(contact.NewBook(s.contacts, s.events), b); d != "" {
			t.Fatalf("after edit %d, of all notes (-), renewed (+):\n%s", n, d)
		}
	}
}

func TestAnEditOfOneNoteFollowsItsLinksAlone(t *testing.T) {
	s := &shelf{}
	for i := range 40 {
		s.put(fmt.Sprintf("p%02d", i), fmt.Sprintf("---\nname: Name %d\n---\n\nSee [[p%02d]].\n", i, (i+1)%40))
	}
	b := contact.NewBook(s.contacts, nil)
	s.put("p07", "---\nname: Name 7\n---\n\nSee [[p30]].\n")
	is := b.Renew(s.contacts, nil)
	for i := range 40 {
		id := fmt.Sprintf("p%02d", i)
		was, now := b.Mentioning(id), is.Mentioning(id)
		if same := &was[0] == &now[0]; same != (id != "p07") {
			t.Errorf("the links of %s were followed anew: %v", id, !same)
		}
	}
	if len(b.Mentions("p08")) != 1 || len(is.Mentions("p08")) != 0 || len(is.Mentions("p30")) != 2 {
		t.Error("the last book changed, or this one did not")
	}
}

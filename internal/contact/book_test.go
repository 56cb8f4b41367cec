package contact_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

func person(id, name string) *contact.Contact {
	n := &note.Note{File: "notes/" + id + ".md"}
	n.Front.Set("name", note.Text{Value: name, Line: 2, Column: 7})
	return contact.New(n, id)
}

var names = rapid.Custom(func(t *rapid.T) string {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("abcAB éłßŁ山'-.🦊")), 1, 8, -1)
	return strings.TrimSpace(word.Draw(t, "name"))
})

func TestAnExactNameOrIDAlwaysFindsItsContact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cs []*contact.Contact
		for i, name := range rapid.SliceOfN(names, 1, 12).Draw(t, "names") {
			cs = append(cs, person(fmt.Sprintf("p%d", i), name))
		}
		b := contact.NewBook(cs, nil)
		for _, c := range cs {
			if found := b.Find(c.ID); len(found) != 1 || found[0] != c {
				t.Fatalf("id %s finds %v", c.ID, found)
			}
			if !slices.Contains(b.Find(c.Name), c) {
				t.Fatalf("%q does not find its contact", c.Name)
			}
		}
	})
}

func TestTheOrderInWhichNotesAreReadDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cs []*contact.Contact
		for i, name := range rapid.SliceOfN(names, 1, 12).Draw(t, "names") {
			c := person(fmt.Sprintf("p%d", i), name)
			c.Note.Links = []note.Link{{Target: names.Draw(t, "target"), Wiki: true, Entry: -1, Line: 4, Column: 1}}
			cs = append(cs, c)
		}
		one := contact.NewBook(cs, nil)
		other := contact.NewBook(rapid.Permutation(cs).Draw(t, "order"), nil)
		if d := cmp.Diff(one.Problems, other.Problems); d != "" {
			t.Fatal(d)
		}
		for _, c := range cs {
			if !slices.Equal(one.Mentions(c.ID), other.Mentions(c.ID)) {
				t.Fatalf("mentions of %s: %v, %v", c.ID, one.Mentions(c.ID), other.Mentions(c.ID))
			}
		}
	})
}

func TestTheOrderOfLinesIsFreeWhereNoTwoAreOfOneDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var es []note.Entry
		for _, day := range rapid.SliceOfNDistinct(rapid.IntRange(1, 60), 0, 12, rapid.ID).Draw(t, "days") {
			es = append(es, note.Entry{Date: civil.Of(2026, 11, day), Kind: note.Call, Line: int32(day)})
		}
		inOrder := func(es []note.Entry) []contact.Entry { return contact.New(&note.Note{Entries: es}, "a").Journal }
		if d := cmp.Diff(inOrder(es), inOrder(rapid.Permutation(es).Draw(t, "order"))); d != "" {
			t.Fatal(d)
		}
	})
}

// What is done for each of many must not be done among all of them.
func TestABookOfManyIsMadeInSeconds(t *testing.T) {
	const many = 50000
	cs := make([]*contact.Contact, many)
	for i := range cs {
		n := &note.Note{File: fmt.Sprintf("notes/p%d.md", i)}
		n.Front.Set("name", note.Text{Value: "Ben Hall", Line: 2, Column: 7})
		n.Front.Add("email", note.Text{Value: "office@example.com"})
		n.Front.Set("at", note.Text{Value: "events/fair"})
		n.Front.Set("by", note.Text{Value: fmt.Sprintf("p%d", i/2)})
		n.Links = []note.Link{{Target: fmt.Sprintf("nobody %d", i), Wiki: true, Entry: -1}, {Target: "Ben Hall", Wiki: true, Entry: -1}}
		cs[i] = contact.New(n, fmt.Sprintf("p%d", i))
	}
	fair := contact.NewEvent(&note.Note{File: "notes/events/fair.md"}, "events/fair")
	b := contact.NewBook(cs, []*contact.Event{fair})
	if got := len(b.People("events/fair")); got != many {
		t.Errorf("%d people at the fair", got)
	}
	if found := b.Find("hall ben"); len(found) != many {
		t.Errorf("%d found", len(found))
	}
	if len(b.Problems) < 3*many-2 {
		t.Errorf("%d problems", len(b.Problems))
	}
}

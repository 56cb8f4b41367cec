package ical_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/ical"
	"redial/internal/note"
)

// pieces writes each piece of a calendar.
func pieces(t *testing.T, c *ical.Calendar) []string {
	t.Helper()
	var all []string
	for i := range c.Keys() {
		var b bytes.Buffer
		if err := c.Piece(i, &b); err != nil {
			t.Fatal(err)
		}
		all = append(all, b.String())
	}
	return all
}

// A calendar that is made of the one before must be the one of all notes, and a piece of the same number
// must have the same bytes: they are copied from the file as it stands.
func TestACalendarMadeOfTheLastOneIsTheOneOfAllNotes(t *testing.T) {
	in := generated(60, 3)
	in.Block = ical.Block{Start: 9*60 + 1, End: 10*60 + 1}
	random := rand.New(rand.NewPCG(5, 1))
	people := slices.Clone(in.Agenda.Book.Contacts)
	last := ical.New(in, nil)
	lines := []string{
		"- [ ] 2026-12-04 14:00 call: the list", "- [ ] 2026-12-04 14:00 they call: the list", "- 2026-11-30 call: spoke of it", "- 2026-11-30 call, no answer",
		"- 2026-11-29 they email: call me", "- 2026-11-30 call, no", "- [ ] 2026-12-01 09:00 meeting: breakfast",
	}
	for n := range 60 {
		i := random.IntN(len(people))
		c := people[i]
		switch {
		case n%10 == 9:
			people = slices.Delete(people, i, i+1)
		case n%10 == 8:
			src := fmt.Sprintf("---\nname: New %d\nnext: 2026-12-0%d\nbirthday: 12-0%d\n---\n", n, 1+n%9, 1+n%7)
			id := fmt.Sprintf("n%d", n)
			people = append(people, contact.New(note.Parse("notes/"+id+".md", []byte(src)), id))
		default:
			src := string(c.Note.Source) + "\n" + lines[random.IntN(len(lines))] + "\n"
			people[i] = contact.New(note.Parse(c.File, []byte(src)), c.ID)
		}
		today := in.Agenda.Today
		if n%20 == 19 {
			today++
		}
		in.Agenda = in.Agenda.Renew(contact.NewBook(people, in.Agenda.Book.Events), in.Agenda.Settings, today)
		is := ical.New(in, last)
		fresh := in
		fresh.Agenda = followup.NewAgenda(in.Agenda.Book, in.Agenda.Settings, today)
		want, got := pieces(t, ical.New(fresh, nil)), pieces(t, is)
		if !slices.Equal(want, got) {
			t.Fatalf("after edit %d:\n%s\nwant\n%s", n, strings.Join(got, ""), strings.Join(want, ""))
		}
		text := map[uint64]string{}
		for j, p := range pieces(t, last) {
			text[last.Keys()[j]] = p
		}
		for j, k := range is.Keys() {
			if was, ok := text[k]; ok && k != 0 && was != got[j] {
				t.Fatalf("after edit %d number %d stands for\n%s\nand\n%s", n, k, was, got[j])
			}
		}
		last = is
	}
}

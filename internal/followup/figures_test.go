package followup_test

import (
	"fmt"
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		why  string
		note string
		want string // met/followed up, fell due/kept, chases begun/answered
	}{
		{"followed up on the next day", "- 2026-11-02 met\n- 2026-11-03 email", "1/1 0/0 1/0"},
		{"met on a Friday, followed up on Monday", "- 2026-11-06 met\n- 2026-11-09 call", "1/1 0/0 0/0"},
		{"followed up too late", "- 2026-11-02 met\n- 2026-11-05 call", "1/0 0/0 0/0"},
		{"not followed up at all", "- 2026-11-02 met", "1/0 0/0 0/0"},
		{"the day is not over", "- 2026-11-19 met", "0/0 0/0 0/0"},
		{"met too long ago", "- 2026-08-02 met", "0/0 0/0 0/0"},
		{"one meeting, told twice", "met: 2026-11-02\n- 2026-11-02 breakfast\n- 2026-11-03 call", "1/1 0/0 0/0"},
		{"kept on its day", "- [x] 2026-11-03 call", "0/0 1/1 0/0"},
		{"kept before its day", "- [x] 2026-11-03 call (done 2026-11-01)", "0/0 1/1 0/0"},
		{"kept late", "- [x] 2026-11-03 call (done 2026-11-04)", "0/0 1/0 0/0"},
		{"dropped counts as not kept", "- [-] 2026-11-03 call", "0/0 1/0 0/0"},
		{"open and overdue", "- [ ] 2026-11-03 call", "0/0 1/0 0/0"},
		{"open and due today", "- [ ] 2026-11-20 call", "0/0 0/0 0/0"},
		{"still to come", "- [ ] 2026-11-23 call", "0/0 0/0 0/0"},
		{"theirs are theirs", "- [ ] 2026-11-03 they call", "0/0 0/0 0/0, theirs 1/0"},
		{"theirs, kept on its day", "- [x] 2026-11-03 they call", "0/0 0/0 0/0, theirs 1/1"},
		{"theirs, late", "- [x] 2026-11-03 they call (done 2026-11-05)", "0/0 0/0 0/0, theirs 1/0"},
		{"theirs, let off", "- [-] 2026-11-03 they call", "0/0 0/0 0/0"},
		{"theirs, due today", "- [ ] 2026-11-20 they call", "0/0 0/0 0/0"},
		{"a promise without a readable date", "- [ ] 2026-11-31 call", "0/0 0/0 0/0"},
		{"a chase that was answered", "- 2026-11-02 call\n- 2026-11-09 email\n- 2026-11-12 call, no answer\n- 2026-11-13 they email", "0/0 0/0 1/1"},
		{"two chases, one answered", "- 2026-11-02 email\n- 2026-11-03 they email\n- 2026-11-09 email", "0/0 0/0 2/1"},
		{"a chase that began too long ago", "- 2026-08-02 email\n- 2026-11-03 they email", "0/0 0/0 0/0"},
	} {
		f := followup.FiguresOf(contactOf(strings.Split(c.note, "\n")), followup.DefaultSettings(), base)
		got := fmt.Sprintf("%d/%d %d/%d %d/%d", f.Met, f.FollowedUp, f.Fell, f.Kept, f.Begun, f.Answered)
		if f.TheirFell > 0 {
			got += fmt.Sprintf(", theirs %d/%d", f.TheirFell, f.TheirKept)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

func TestWhoWasFollowedUpAfterAnEvent(t *testing.T) {
	people := map[string]string{
		"a": "at: events/fair\n- 2026-11-18 met\n- 2026-11-19 email",
		"b": "at: events/fair\n- 2026-11-18 met\n- 2026-11-23 email",
		"c": "at: events/fair\nmet: 2026-11-18",
		"d": "- 2026-11-18 met\n- 2026-11-19 email",
	}
	var contacts []*contact.Contact
	for id, lines := range people {
		c := contactOf(strings.Split(lines, "\n"))
		c.ID = id
		contacts = append(contacts, c)
	}
	g := followup.NewAgenda(contact.NewBook(contacts, []*contact.Event{fair("2026-11-18")}), followup.DefaultSettings(), base)
	if n := g.FollowedUpInADay("events/fair"); n != 1 {
		t.Errorf("%d of three were followed up in time, want 1", n)
	}
}

// fair is an event of a day.
func fair(date string) *contact.Event {
	return contact.NewEvent(note.Parse("notes/events/fair.md", []byte("---\nname: Fair\ndate: "+date+"\n---\n")), "events/fair")
}

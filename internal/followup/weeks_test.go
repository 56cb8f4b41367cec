package followup_test

import (
	"fmt"
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/followup"
)

// reviewOf is the review of three weeks, of which Friday 20 November 2026 is in the last, of the notes
// of as many people as there are.
func reviewOf(notes ...string) *followup.Review {
	var cs []*contact.Contact
	for i, n := range notes {
		c := contactOf(strings.Split(n, "\n"))
		c.ID = fmt.Sprint(i)
		cs = append(cs, c)
	}
	return followup.NewAgenda(contact.NewBook(cs, nil), followup.DefaultSettings(), base).Review(3)
}

// sayWeeks writes the weeks in which something was: met/followed up, fell due/kept, chases begun/answered,
// touches/reached, missed appointments.
func sayWeeks(r *followup.Review) string {
	var b strings.Builder
	for _, w := range r.Weeks {
		empty := followup.Week{From: w.From}
		if w == empty {
			continue
		}
		fmt.Fprintf(&b, "%s %d/%d %d/%d %d/%d %d/%d %d; ", w.From.Short(), w.Met, w.FollowedUp, w.Fell, w.Kept, w.Begun, w.Answered, w.Touches, w.Reached, w.Missed)
	}
	return b.String() + fmt.Sprint(r.Attempts, r.Open)
}

func TestAWeekTellsWhatFellInIt(t *testing.T) {
	for _, c := range []struct{ why, note, want string }{
		{"nothing", "", "[] 0"},
		{"a Monday begins its week", "- 2026-11-09 call", "Mon 9 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"a Sunday ends it", "- 2026-11-15 call", "Mon 9 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"today is in the last", "- 2026-11-20 call", "Mon 16 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"before the first", "- 2026-11-01 call", "[] 0"},
		{"on its first day", "- 2026-11-02 call", "Mon 2 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"still to come", "- 2026-11-21 call\n- [ ] 2026-11-21 call", "[] 0"},
		{"a meeting stands in its own week, not in that of the follow-up", "- 2026-11-06 met\n- 2026-11-09 call",
			"Mon 2 Nov 1/1 0/0 0/0 1/1 0; Mon 9 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"a promise stands in the week that was promised", "- [x] 2026-11-06 call (done 2026-11-10)",
			"Mon 2 Nov 0/0 1/0 0/0 0/0 0; Mon 9 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"a chase stands in the week in which it began, with the days that it took",
			"- 2026-11-06 call, no answer\n- 2026-11-06 email\n- 2026-11-10 call, no answer\n- 2026-11-17 they email",
			"Mon 2 Nov 0/0 0/0 1/1 2/0 0; Mon 9 Nov 0/0 0/0 0/0 1/0 0; Mon 16 Nov 0/0 0/0 0/0 1/1 0; [0 1] 0"},
		{"a chase that runs", "- 2026-11-06 email", "Mon 2 Nov 0/0 0/0 1/0 1/0 0; [] 1"},
		{"a chase from before is no longer told", "- 2026-10-06 email\n- 2026-11-10 they email", "Mon 9 Nov 0/0 0/0 0/0 1/1 0; [] 0"},
		{"a missed appointment", "- 2026-11-10 meeting, stood up", "Mon 9 Nov 0/0 0/0 1/0 1/0 1; [] 1"},
	} {
		if got := sayWeeks(reviewOf(c.note)); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

func TestAWeekAddsUpEverybody(t *testing.T) {
	got := sayWeeks(reviewOf("- 2026-11-09 email\n- 2026-11-10 they email", "- 2026-11-11 email\n- 2026-11-12 they call", "- 2026-11-10 call"))
	if want := "Mon 9 Nov 0/0 0/0 2/2 5/3 0; [2] 0"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWhatCameAfterAnEvent(t *testing.T) {
	for _, c := range []struct{ why, note, want string }{
		{"followed up on the next day", "- 2026-11-18 met\n- 2026-11-19 email", "2026-11-18 2026-11-19 2026-11-19 true"},
		{"followed up late", "- 2026-11-18 met\n- 2026-11-20 email", "2026-11-18 2026-11-19 2026-11-20 false"},
		{"not yet", "met: 2026-11-18", "2026-11-18 2026-11-19  false"},
		{"what they did first is no follow-up", "- 2026-11-18 met\n- 2026-11-19 they email", "2026-11-18 2026-11-19  false"},
		{"met on another day than that of the event", "- 2026-11-12 met\n- 2026-11-13 email", "   false"},
		{"no meeting noted", "", "   false"},
	} {
		a := contactOf(strings.Split("at: events/fair\n"+c.note, "\n"))
		g := followup.NewAgenda(contact.NewBook([]*contact.Contact{a}, []*contact.Event{fair("2026-11-18")}), followup.DefaultSettings(), base)
		f := g.FollowUps("events/fair")[0]
		if got := fmt.Sprintf("%s %s %s %t", f.Met, f.Due, f.Done, f.InADay()); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
}

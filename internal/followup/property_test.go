package followup_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// base is the day around which random notes are written.
var base = civil.Of(2026, 11, 20)

var (
	kinds    = []string{"met", "call", "email", "message", "meeting", "visit", "letter", "event", "intro", "gift", "note"}
	outcomes = []string{
		"", "", "", "", "no answer", "stood up", "cancelled", "spoke", "call me", "over to you", "last try", "let go",
		"not now", "not now until 2026-12-15", "not now until 2026-10-01", "yes", "no",
	}
	boxes = []string{"", "", "", "", "", "[ ] ", "[x] ", "[-] "}
)

// drawDay gives a day between 150 days before the base and 40 after it.
func drawDay(t *rapid.T, label string) civil.Date {
	return base.Add(rapid.IntRange(-150, 40).Draw(t, label))
}

// drawEntry gives a journal line of a day.
func drawEntry(t *rapid.T, day civil.Date) string {
	var b strings.Builder
	b.WriteString("- " + rapid.SampledFrom(boxes).Draw(t, "box") + day.String() + " ")
	if rapid.IntRange(0, 3).Draw(t, "timed") == 0 {
		b.WriteString(fmt.Sprintf("%02d:00 ", rapid.IntRange(8, 18).Draw(t, "hour")))
	}
	if rapid.IntRange(0, 3).Draw(t, "theirs") == 0 {
		b.WriteString("they ")
	}
	b.WriteString(rapid.SampledFrom(kinds).Draw(t, "kind"))
	if o := rapid.SampledFrom(outcomes).Draw(t, "outcome"); o != "" {
		b.WriteString(", " + o)
	}
	b.WriteString(": some words")
	if strings.Contains(b.String(), "[x]") && rapid.Bool().Draw(t, "late") {
		b.WriteString(fmt.Sprintf(" (done %s)", day.Add(rapid.IntRange(-3, 20).Draw(t, "done"))))
	}
	return b.String()
}

// drawKeys gives the lines of front matter that decide.
func drawKeys(t *rapid.T) []string {
	var keys []string
	maybe := func(odds int, key string, value func() string) {
		if rapid.IntRange(0, odds).Draw(t, key) == 0 {
			keys = append(keys, key+": "+value())
		}
	}
	date := func() string { return drawDay(t, "key").String() }
	maybe(3, "met", date)
	maybe(5, "last", date)
	maybe(5, "next", date)
	maybe(9, "closed", date)
	maybe(9, "since", date)
	maybe(3, "every", func() string { return rapid.SampledFrom([]string{"10d", "6w", "1mo", "never"}).Draw(t, "period") })
	maybe(2, "policy", func() string { return rapid.SampledFrom([]string{"steady", "persistent", "light"}).Draw(t, "name") })
	return keys
}

// drawContact gives a contact with a random note. With distinct days the order of its lines is free.
func drawContact(t *rapid.T, distinct bool) (*contact.Contact, []string) {
	lines := drawKeys(t)
	seen := map[civil.Date]bool{}
	for range rapid.IntRange(0, 9).Draw(t, "entries") {
		day := drawDay(t, "day")
		if distinct && seen[day] {
			continue
		}
		seen[day] = true
		line := drawEntry(t, day)
		if done := strings.Index(line, " (done"); distinct && done >= 0 {
			line = line[:done] // it may count on the day of another
		}
		lines = append(lines, line)
	}
	return contactOf(lines), lines
}

func TestEveryoneHasOneStateOneListAndAReason(t *testing.T) {
	s := followup.DefaultSettings()
	rapid.Check(t, func(t *rapid.T) {
		c, lines := drawContact(t, false)
		a := followup.Assess(c, s, base)
		if a.State == "" || a.List(base) == "" || !strings.HasSuffix(a.Reason, ".") {
			t.Fatalf("%+v of\n%s", a, strings.Join(lines, "\n"))
		}
		if (a.Due == 0) != (a.Word == "") || a.Action.Type == "" {
			t.Fatalf("due, word and action don't belong together: %+v", a)
		}
		if strings.Contains(a.Reason, "0001") || strings.Contains(a.Reason, "%!") {
			t.Fatalf("no reason to show: %s", a.Reason)
		}
	})
}

func TestTheOrderOfLinesIsFree(t *testing.T) {
	s := followup.DefaultSettings()
	rapid.Check(t, func(t *rapid.T) {
		c, lines := drawContact(t, true)
		shuffled := shuffleJournal(lines, rapid.Uint64().Draw(t, "seed"))
		want, got := say(followup.Assess(c, s, base)), say(followup.Assess(contactOf(shuffled), s, base))
		if want != got {
			t.Fatalf("%s\nbut shuffled\n%s\nof\n%s", want, got, strings.Join(shuffled, "\n"))
		}
	})
}

// shuffleJournal puts the journal's lines in another order, behind the keys.
func shuffleJournal(lines []string, seed uint64) []string {
	keys := 0
	for keys < len(lines) && !strings.HasPrefix(lines[keys], "- ") {
		keys++
	}
	out := append([]string(nil), lines...)
	journal := out[keys:]
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(journal), func(i, j int) { journal[i], journal[j] = journal[j], journal[i] })
	return out
}

func TestTheForecastIsWhatTheDaysBring(t *testing.T) {
	s := followup.DefaultSettings()
	rapid.Check(t, func(t *rapid.T) {
		c, lines := drawContact(t, false)
		spans := followup.Timeline(c, s, base, 75)
		for i := range 76 {
			day := base.Add(i)
			for len(spans) > 1 && spans[1].From <= day {
				spans = spans[1:]
			}
			got, want := spans[0].Assessment, followup.Assess(c, s, day)
			if got.State == followup.Unclear {
				got.Due = day
			}
			if got != want {
				t.Fatalf("on %s\n%s\nforecast\n%s\nof\n%s", day, say(want), say(got), strings.Join(lines, "\n"))
			}
		}
	})
}

// What they wrote and nobody answered stays due from the first of it on, whatever they write today; so
// the touch is one of mine, or a talk.
func TestATouchThatReachedTodayLeavesNoDueDateInThePast(t *testing.T) {
	s := followup.DefaultSettings()
	reaching := []string{
		"call", "met", "meeting", "visit", "event", "email, spoke", "call, call me", "call, over to you", "call, yes",
		"call, not now", "message, yes", "they call", "they call, yes", "gift, spoke",
	}
	rapid.Check(t, func(t *rapid.T) {
		_, lines := drawContact(t, false)
		lines = append(lines, "- "+base.String()+" 23:59 "+rapid.SampledFrom(reaching).Draw(t, "reached"))
		c := contactOf(lines)
		a := followup.Assess(c, s, base)
		if writtenDue(&a) {
			return
		}
		if a.Due != 0 && a.Due < base {
			t.Fatalf("%s\nof\n%s", say(a), strings.Join(lines, "\n"))
		}
	})
}

// writtenDue reports whether a due date is one that the person wrote.
func writtenDue(a *followup.Assessment) bool {
	switch a.State {
	case followup.Promised, followup.Planned, followup.Unclear:
		return true
	case followup.Parked:
		for _, e := range a.Contact.Journal {
			if e.Outcome == note.NotNow && e.Until == a.Due {
				return true
			}
		}
	}
	return false
}

func TestNobodyIsInNoListAndNobodyTwiceAmongTheDue(t *testing.T) {
	s := followup.DefaultSettings()
	rapid.Check(t, func(t *rapid.T) {
		var people []*contact.Contact
		for i := range rapid.IntRange(0, 12).Draw(t, "people") {
			c, _ := drawContact(t, false)
			c.ID = fmt.Sprintf("p%02d", i)
			people = append(people, c)
		}
		g := followup.NewAgenda(contact.NewBook(people, nil), s, base)
		seen := map[string]int{}
		for _, l := range followup.Lists() {
			for _, a := range g.In(l) {
				seen[a.Contact.ID]++
			}
		}
		due := map[string]int{}
		for _, a := range g.Due(28) {
			due[a.Contact.ID]++
		}
		for _, c := range people {
			if seen[c.ID] != 1 || due[c.ID] > 1 {
				t.Fatalf("%s is in %d lists, %d times due", c.ID, seen[c.ID], due[c.ID])
			}
		}
	})
}

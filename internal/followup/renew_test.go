package followup_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
)

// asked is all that can be asked of an agenda about everybody.
type asked struct {
	All      []*followup.Assessment
	Promises []followup.Promise
	Problems []diag.Problem
	Figures  followup.Figures
	Review   *followup.Review
	Month    []followup.Load
	Calendar []followup.Load
	Long     []followup.Load
	Followed []followup.FollowUp
}

func ask(g *followup.Agenda) asked {
	return asked{
		g.All, g.Promises(), diag.Sort(slices.Clone(g.Problems())), g.Figures(), g.Review(26), g.Forecast(28), g.Forecast(29), g.Forecast(60),
		g.FollowUps("events/fair"),
	}
}

// A figure that is corrected by one note after the other must stay the one that all notes give.
func TestAnAgendaThatIsRenewedIsTheOneOfAllNotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		settings := followup.DefaultSettings()
		events := []*contact.Event{fair("2026-11-18")}
		drawn := 0
		draw := func(id string) *contact.Contact {
			c, _ := drawContact(t, false)
			c.ID, c.File = id, "notes/"+id+".md"
			c.Note.File = c.File
			if drawn%3 == 0 {
				c.At = events[0].ID
			}
			drawn++
			return c
		}
		people := map[string]*contact.Contact{}
		for i := range 12 {
			id := fmt.Sprintf("p%02d", 3*i)
			people[id] = draw(id)
		}
		day := base
		var g *followup.Agenda
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			id := fmt.Sprintf("p%02d", rapid.IntRange(0, 36).Draw(t, "who"))
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				delete(people, id)
			case 1:
				day++
			case 2:
				settings = followup.DefaultSettings()
				settings.Workdays = civil.Workdays(rapid.IntRange(1, 127).Draw(t, "workdays"))
			case 3:
				events = []*contact.Event{fair("2026-11-19")}
			default:
				people[id] = draw(id)
			}
			var all []*contact.Contact
			for _, c := range people {
				all = append(all, c)
			}
			book := contact.NewBook(all, events)
			g = g.Renew(book, settings, day)
			if rapid.Bool().Draw(t, "asked") {
				want := ask(followup.NewAgenda(book, settings, day))
				if diff := cmp.Diff(want, ask(g), cmpopts.EquateEmpty(), cmp.Comparer(func(a, b *contact.Contact) bool { return a == b }),
					cmp.Comparer(func(a, b *contact.Entry) bool { return a == b })); diff != "" {
					t.Fatalf("of all notes (-), renewed (+):\n%s", diff)
				}
			}
		}
	})
}

func TestOnlyWhoIsAnotherIsAssessedAgain(t *testing.T) {
	var people []*contact.Contact
	for i := range 20 {
		c := contactOf([]string{"- 2026-11-18 met: at the fair"})
		c.ID = fmt.Sprintf("p%02d", i)
		people = append(people, c)
	}
	g := followup.NewAgenda(contact.NewBook(people, nil), followup.DefaultSettings(), base)
	other := *people[7]
	people[7] = &other
	h := g.Renew(contact.NewBook(people, nil), followup.DefaultSettings(), base)
	for i := range people {
		if same := g.All[i] == h.All[i]; same != (i != 7) {
			t.Errorf("%s: assessed again is %v", people[i].ID, !same)
		}
	}
}

package vcard_test

import (
	"testing"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/roster"
)

// anyPerson draws persons of whatever texts, as Tidy leaves them.
func anyPerson(t *rapid.T) *roster.Person {
	text := rapid.String()
	list := rapid.SliceOfN(text, 0, 3)
	link := rapid.Custom(func(t *rapid.T) roster.Link {
		return roster.Link{Name: rapid.StringMatching(`[a-z]{0,5}x?`).Draw(t, "name"), Value: text.Draw(t, "value")}
	})
	fact := rapid.Custom(func(t *rapid.T) roster.Link {
		return roster.Link{Name: rapid.StringMatching(`(fact [a-z;,]{1,5}|address)`).Draw(t, "key"), Value: text.Draw(t, "value")}
	})
	date := rapid.Custom(func(t *rapid.T) civil.Date {
		return civil.Of(rapid.IntRange(1900, 2100).Draw(t, "year"), 3, rapid.IntRange(1, 31).Draw(t, "day"))
	})
	return &roster.Person{
		Name: text.Draw(t, "name"), Aka: list.Draw(t, "aka"), Company: text.Draw(t, "company"), Role: text.Draw(t, "role"),
		Emails: list.Draw(t, "emails"), Phones: list.Draw(t, "phones"), Tags: list.Draw(t, "tags"), Offers: list.Draw(t, "offers"), Needs: list.Draw(t, "needs"),
		Links: rapid.SliceOfN(link, 0, 3).Draw(t, "links"), Extra: rapid.SliceOfN(fact, 0, 3).Draw(t, "facts"),
		At: text.Draw(t, "at"), By: text.Draw(t, "by"), Every: text.Draw(t, "every"), Policy: text.Draw(t, "policy"),
		Met: date.Draw(t, "met"), Next: date.Draw(t, "next"), Notes: text.Draw(t, "notes"),
		Birthday: rapid.SampledFrom([]string{"", "12-10", "02-29", "1985-12-10", "1900-01-01"}).Draw(t, "birthday"),
		Source:   rapid.SampledFrom([]string{"", "uid:a", "redial:b c", "uid:x;y,z"}).Draw(t, "source"),
	}
}

func TestWhateverANoteHoldsComesBackFromACard(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := anyPerson(r)
		if p.Tidy() {
			writeAndRead(r, p)
		}
	})
}

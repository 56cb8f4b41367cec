package site

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

func TestLinesStandNewestFirstAndThoseOfOnePersonInTheirOrder(t *testing.T) {
	people := []*contact.Contact{{ID: "ada"}, {ID: "ben"}, {ID: "cy"}}
	one := rapid.Custom(func(t *rapid.T) line {
		day := civil.Date(rapid.IntRange(700_000, 700_003).Draw(t, "day"))
		at := civil.Time(rapid.IntRange(0, 2).Draw(t, "at"))
		return line{rapid.SampledFrom(people).Draw(t, "who"), &contact.Entry{Entry: &note.Entry{Date: day}, At: at}}
	})
	rapid.Check(t, func(t *rapid.T) {
		ls := rapid.SliceOfN(one, 0, 40).Draw(t, "lines")
		want := slices.Clone(ls)
		slices.SortStableFunc(want, newestFirst)
		if got := sorted(ls); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

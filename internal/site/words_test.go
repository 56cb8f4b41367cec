package site

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/contact"
)

// What the search knows of a note must be what it makes of the words that are typed: those of the text
// folded as a whole.
func TestWordsAreThoseOfTheFoldedText(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"Ada", "b", " ", "\n", "-", "é", "e\u0301", "\u0301", "Å", "ﬁ", "½", "ß", "≠", "=\u0338", "´", "’", "…", "Ὀδ", "й", "и\u0306", "日本", "か\u3099", "\u200d", "\xff", "\u00ad", "1", "_", "ｆｕ",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		want := slices.Collect(strings.FieldsFuncSeq(contact.Fold(text), apart))
		if got := slices.Collect(words(text, foldings{})); !slices.Equal(got, want) {
			t.Fatalf("%q gives %q, want %q", text, got, want)
		}
	})
}

package diag

import (
	"testing"

	"pgregory.net/rapid"
)

func TestNearestProposesTheWordThatWasMeant(t *testing.T) {
	words := []string{"company", "next", "needs", "name", "met", "title", "steady", "light"}
	for _, c := range []struct{ word, want string }{
		{"compnay", "company"}, {"nxet", "next"}, {"Next", "next"}, {"need", "needs"}, {"nmae", "name"},
		{"mett", "met"}, {"me", "met"}, {"steddy", "steady"}, {"liht", "light"},
		{"colour", ""}, {"xyz", ""}, {"", ""}, {"city", ""},
	} {
		if got := Nearest(c.word, words); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

// plainDistance is the textbook's full table, which the banded one must agree with.
func plainDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistanceIsThatOfTheFullTableUpToItsLimit(t *testing.T) {
	word := rapid.StringMatching(`[abcé]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		most := rapid.IntRange(0, 4).Draw(t, "most")
		want := min(plainDistance(a, b), most+1)
		if got := Distance(a, b, most); got != want {
			t.Fatalf("Distance(%q, %q, %d) = %d, want %d", string(a), string(b), most, got, want)
		}
	})
}

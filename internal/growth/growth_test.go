//go:build unix

package growth

import (
	"testing"
)

// heard notes what a test would be told.
type heard struct {
	testing.TB
	errors int
}

func (h *heard) Errorf(string, ...any) { h.errors++ }

// squares and lines are work whose growth is known.
func squares(n int) {
	for range n {
		lines(n)
	}
}

func lines(n int) {
	mixed := 0
	for i := range n {
		mixed ^= i
	}
	kept = mixed // so that it has to be worked out
}

var kept = 0

func TestTheSquareIsFoundAndTheLineIsNot(t *testing.T) {
	cases := []struct {
		name string
		size int
		work func(int)
		want int
	}{
		{"square", 1 << 16, squares, 1},
		{"line", 1 << 28, lines, 0},
		{"square of little", 1 << 6, squares, 0},
	}
	for _, c := range cases {
		h := &heard{TB: t}
		Linear(h, c.size, c.work)
		if h.errors != c.want {
			t.Errorf("%s: %d errors, want %d", c.name, h.errors, c.want)
		}
	}
}

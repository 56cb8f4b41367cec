package diag

import "strings"

// Nearest gives the one of words that was perhaps meant by a misspelt word: the one that is the
// fewest letters away, letter case aside, of equal ones the first. It is empty where none is near: one
// letter in a word of up to three, two in a longer one.
func Nearest(word string, words []string) string {
	w := []rune(strings.ToLower(word))
	best, near := limit(len(w))+1, ""
	for _, s := range words {
		if d := Distance(w, []rune(strings.ToLower(s)), best-1); d < best {
			best, near = d, s
		}
	}
	return near
}

func limit(letters int) int {
	if letters <= 3 {
		return 1
	}
	return 2
}

// Distance counts the letters that must be put in, taken out, changed or swapped with a neighbour to
// turn a into b (optimal string alignment). It gives up where they are more than most, and gives
// most+1: its cost grows with the shorter word times most, never with the product of both lengths.
func Distance(a, b []rune, most int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if most < 0 || len(b)-len(a) > most {
		return most + 1
	}
	// The rows of a's letters so far; cells outside the band stay at most+1. Those of a word need no room
	// of their own.
	var words [3][32]int
	last, row, before := words[0][:], words[1][:], words[2][:]
	if len(b) >= len(words[0]) {
		last, row, before = make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	}
	for j := range last {
		last[j] = min(j, most+1)
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-most), min(len(b), i+most)
		row[from-1] = most + 1
		if from == 1 {
			row[0] = min(i, most+1)
		}
		if to < len(b) {
			row[to+1] = most + 1
		}
		nearest := row[from-1]
		for j := from; j <= to; j++ {
			row[j] = step(a, b, i, j, before, last, row)
			nearest = min(nearest, row[j])
		}
		if nearest > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], most+1)
}

// step gives the distance of the first i letters of a and the first j of b.
func step(a, b []rune, i, j int, before, last, row []int) int {
	change := 1
	if a[i-1] == b[j-1] {
		change = 0
	}
	d := min(last[j]+1, row[j-1]+1, last[j-1]+change)
	if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
		d = min(d, before[j-2]+1)
	}
	return d
}

package note

import (
	"strings"
	"testing"
)

// TestEveryWordOfTheTablesIsUnderstood reads each word that help and completion show, in any letter
// case and with hyphens for its blanks.
func TestEveryWordOfTheTablesIsUnderstood(t *testing.T) {
	read := func(text string) Entry {
		e, faults, ok := readEntry(text)
		if !ok || len(faults) > 0 {
			t.Errorf("%q: entry %t, %+v", text, ok, faults)
		}
		return e
	}
	for _, row := range KindWords() {
		for _, w := range append(row.Words, row.Kind.String()) {
			for _, w := range wordings(w) {
				if e := read("2026-12-01 " + w + ": x"); e.Kind != row.Kind || e.Text != "x" {
					t.Errorf("%q is %q, not %q", w, e.Kind, row.Kind)
				}
			}
		}
	}
	for _, row := range OutcomeWords() {
		for _, w := range append(row.Words, row.Outcome.String()) {
			for _, w := range wordings(w) {
				if e := read("2026-12-01 visit, " + w + ": x"); e.Outcome != row.Outcome || e.Text != "x" {
					t.Errorf("%q is %q, not %q", w, e.Outcome, row.Outcome)
				}
			}
		}
	}
}

func wordings(w string) []string {
	return []string{w, strings.ToUpper(w), strings.ReplaceAll(w, " ", "-"), strings.ReplaceAll(w, " ", "  ")}
}

// TestNoWordStandsForTwoThings: a word in two rows would be read as the first and shown as both.
func TestNoWordStandsForTwoThings(t *testing.T) {
	seen := map[string]bool{}
	once := func(w string) {
		w = strings.ReplaceAll(w, "-", " ")
		if seen[w] {
			t.Errorf("%q stands in two rows", w)
		}
		seen[w] = true
	}
	for _, row := range KindWords() {
		once(row.Kind.String())
		for _, w := range row.Words {
			once(w)
		}
	}
	for _, row := range OutcomeWords() {
		once(row.Outcome.String())
		for _, w := range row.Words {
			once(w)
		}
	}
}

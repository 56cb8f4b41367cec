// Package diag holds problems: what is wrong in a note or in the settings, where, and what to type
// instead. Problems are values; they are collected and shown, and never stop a build (SPEC 9).
package diag

import (
	"cmp"
	"slices"
)

// Severity tells whether a problem changes the exit status of `check`.
type Severity string

// The severities. An error means that something that was written does not count; a warning means that
// it counts, and is perhaps not what was meant.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is one thing wrong in a note or a setting, with its place.
type Problem struct {
	File     string   // as a path from the notebook's folder, with slashes
	Line     int      // from 1; 0 when the file as a whole is meant
	Column   int      // from 1, in runes; 0 when the line as a whole is meant
	Severity Severity // error or warning
	Code     string   // a short fixed name, "bad-date"
	Message  string   // lower case, no full stop: "`31 Nov 2026` is not a date"
	Help     string   // what to type: "write 2026-11-30"; may be empty

	Excerpt string // the line of the file, without its line end; may be empty
	Width   int    // how many runes from Column on are meant; 0 for none
	Remark  string // said beside the marked words: "November has 30 days"; may be empty
}

// Sort orders problems by file, line, column, code and message, and drops repetitions.
func Sort(ps []Problem) []Problem {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool { return a == b })
}

// Errors counts the errors among problems.
func Errors(ps []Problem) int {
	n := 0
	for _, p := range ps {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

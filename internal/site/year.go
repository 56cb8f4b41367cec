package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"redial/internal/followup"
)

// Year is the picture of a year of contact with someone: a column for a week, a sign for each touch. The
// signs differ in form, and the caption has their numbers.
type Year struct {
	Signs       []Sign
	Months      string // path of a line at the first week of each month
	Width       int    // of the picture, which is 48 high
	First, Last Day
	Half        Day // where the half of it begins that a narrow screen shows
	Kinds       []SignKind
	Label       string // the whole picture in words
}

// Sign is a touch.
type Sign struct {
	Kind, Path, Title string
}

// SignKind is a row of the caption.
type SignKind struct {
	Kind, Path string
	Count      int
	Says       string // "reached"
}

const (
	stripWeeks  = 53
	stripStep   = 12
	stripHeight = 48 // room for four in a week; more of them are told in numbers alone
)

// signs are the kinds of touches, what they are called, and their form in a square of ten, behind where it
// begins.
var signs = [...]struct{ kind, says, form string }{
	{"reached", "reached", "h9v9h-9z"},
	{"theirs", "from them", "m9 0v9l-9-4.5z"},
	{"attempt", "not answered", "m.75.75h7.5v7.5h-7.5z"},
	{"missed", "missed appointments", "m.75.75 7.5 7.5m0-7.5-7.5 7.5"},
	{"kept", "kept in touch", "m1.5 4.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"},
}

// signStarts are the paths of the signs in the caption.
var signStarts = readSignStarts()

func readSignStarts() (all [len(signs)]string) {
	for k := range signs {
		all[k] = signAt(0, 0, signs[k].form)
	}
	return all
}

// signOf gives the place of a touch in signs.
func signOf(t *followup.Touch) int {
	switch {
	case t.Missed:
		return 3
	case t.Attempt:
		return 2
	case t.Theirs:
		return 1
	case t.Reached:
		return 0
	}
	return 4
}

// year draws the last 53 weeks up to today, a week from Monday on.
func (s *site) year(touches []followup.Touch) Year {
	first := monday(s.today).Add(-7 * (stripWeeks - 1))
	y := Year{Width: stripWeeks * stripStep, Months: s.yearMonths(), First: s.dayTexts.of(first), Last: s.dayTexts.of(s.today), Half: s.dayTexts.of(first.Add(7 * ((stripWeeks + 1) / 2)))}
	var count [5]int
	var high [stripWeeks]int
	old := slices.IndexFunc(touches, func(t followup.Touch) bool { return t.Day >= first })
	if old < 0 {
		old = len(touches)
	}
	y.Signs = make([]Sign, 0, len(touches)-old)
	for _, t := range touches[old:] {
		k, week := signOf(&t), int(t.Day-first)/7
		count[k]++
		if high[week]++; high[week] <= stripHeight/stripStep {
			y.Signs = append(y.Signs, Sign{signs[k].kind, s.signPaths()[k][week][high[week]-1], s.dayTexts.of(t.Day).Text + ": " + says(t.Entry)})
		}
	}
	told := append(make([]byte, 0, 128), "Contact in each week of a year: "...)
	for k, n := range count {
		if n > 0 {
			if len(y.Kinds) > 0 {
				told = append(told, ", "...)
			}
			y.Kinds = append(y.Kinds, SignKind{signs[k].kind, signStarts[k], n, signs[k].says})
			told = append(append(strconv.AppendInt(told, int64(n), 10), ' '), signs[k].says...)
		}
	}
	y.Label = string(append(told, '.'))
	return y
}

// paths are those of all signs at all places, by kind, week, and how many others stand below: everybody's
// are of them.
type paths [len(signs)][stripWeeks][stripHeight / stripStep]string

func readSignPaths() *paths {
	all := &paths{}
	for k := range all {
		for week := range all[k] {
			for below := range all[k][week] {
				all[k][week][below] = signAt(week*stripStep, stripHeight-(below+1)*stripStep, signs[k].form)
			}
		}
	}
	return all
}

// signAt writes the path of a sign at a place.
func signAt(x, y int, form string) string {
	var room [64]byte
	b := strconv.AppendInt(append(room[:0], 'M'), int64(x), 10)
	b = strconv.AppendInt(append(b, ' '), int64(y), 10)
	return string(append(b, form...))
}

// readYearMonths gives the path of the lines at which the months begin, which is the same for everybody.
func (s *site) readYearMonths() string {
	first := monday(s.today).Add(-7 * (stripWeeks - 1))
	var months strings.Builder
	for d := first; d <= s.today; d += 7 {
		if d.Month() != d.Add(-7).Month() {
			fmt.Fprintf(&months, "M%d 0v%d", int(d-first)/7*stripStep-1, stripHeight)
		}
	}
	return months.String()
}

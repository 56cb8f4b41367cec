package samples

import (
	"bytes"
	"regexp"
	"slices"
	"time"

	"redial/internal/civil"
)

// Move is how far dates are moved: by weeks, and by working days on top. Both may be negative.
type Move struct{ Weeks, Workdays int }

// isoDate finds what looks like YYYY-MM-DD, alone or as a part of an id ("events/2026-11-18-breakfast").
var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// weekdayName finds a working day that somebody speaks of. "Mondays" are every week's, and stay.
var weekdayName = regexp.MustCompile(`\b(?:Monday|Tuesday|Wednesday|Thursday|Friday)\b`)

// weekdayNames are the working days in order.
var weekdayNames = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}

// workdays is how many working days a week has.
const workdays = 5

// Redate moves every date of a note, in the front matter, in the journal and in what is written between,
// and the weekdays that are spoken of. Birthdays stay: people are born once. What looks like a date and is
// none, and one that would leave the calendar, stay as they are.
func Redate(src []byte, by Move) []byte {
	var out []byte
	for line := range bytes.Lines(src) {
		if !bytes.HasPrefix(line, []byte("birthday:")) {
			line = isoDate.ReplaceAllFunc(line, by.date)
			line = weekdayName.ReplaceAllFunc(line, by.name)
		}
		out = append(out, line...)
	}
	return out
}

// date gives the date of a text moved, or the text itself.
func (by Move) date(text []byte) []byte {
	d, err := civil.Parse(string(text))
	if err != nil {
		return text
	}
	moved := by.day(d).String()
	if _, err := civil.Parse(moved); err != nil {
		return text
	}
	return []byte(moved)
}

// day moves a day. Working days keep their distance from each other, counted in working days; where they
// move against the week, a weekend goes with the Friday before it.
func (by Move) day(d civil.Date) civil.Date {
	if by.Workdays == 0 {
		return d.Add(7 * by.Weeks)
	}
	monday, weekday := weekOf(d)
	to := min(weekday, workdays-1) + by.Workdays
	return monday.Add(7*(by.Weeks+floor(to, workdays)) + mod(to, workdays))
}

func (by Move) name(text []byte) []byte {
	at := slices.Index(weekdayNames, string(text))
	return []byte(weekdayNames[mod(at+by.Workdays, workdays)])
}

// weekOf gives the Monday of a day's week, and how many days after it the day is.
func weekOf(d civil.Date) (monday civil.Date, weekday int) {
	weekday = mod(int(d.Weekday())-int(time.Monday), 7)
	return d.Add(-weekday), weekday
}

// floor divides and rounds down; mod gives what is left then.
func floor(a, b int) int { return (a - mod(a, b)) / b }

func mod(a, b int) int { return (a%b + b) % b }

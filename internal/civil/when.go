package civil

import (
	"fmt"
	"strings"
	"time"
)

// WhenForms lists the date words that [ParseWhen] understands, as they are shown to the person.
const WhenForms = "today, tomorrow, yesterday, tue, 3d, 2w, 1mo, 1y, in 2 weeks, 4 dec, 4 dec 2026, eow, eom " +
	"or 2026-12-04, each with a time if you like: tue 14:00"

// A WhenError tells that a text is none of the date words.
type WhenError struct {
	Text string // as typed
	Why  string // "November has 30 days"; empty when the form is unknown
	Near string // a date in the right form that was perhaps meant; may be empty
}

// Error says what is wrong and lists the forms that are understood.
func (e *WhenError) Error() string {
	why := ""
	if e.Why != "" {
		why = ": " + e.Why
	}
	if e.Near != "" {
		why += fmt.Sprintf(" (did you mean %s?)", e.Near)
	}
	return fmt.Sprintf("`%s` is not a date that is understood%s; write %s", e.Text, why, WhenForms)
}

// ParseWhen reads a day as people type it at a command, and the time behind it if there is one:
//
//	today, tomorrow, yesterday
//	tue, tuesday           the first one strictly after today
//	3d, +3d, 2w, 1mo, 1y   counted from today; months and years clamp to the end of the month
//	in 3 days, in 2 weeks  the same in words
//	4 dec, dec 4, 4 december 2026   without a year the next such day, today included
//	eow                    the next Friday, today included
//	eom                    the last day of this month
//	2026-12-04             as in notes
//
// Letter case does not matter. Anything else is refused with a [*WhenError], for a wrong day is worse
// than none: "next friday" means two days to two people, and so does 5/1 (SPEC 7).
func ParseWhen(s string, today Date) (Date, Time, error) {
	words := strings.Fields(strings.ToLower(s))
	var clock Time
	if n := len(words); n > 1 {
		if t, ok := ParseTime(words[n-1]); ok {
			clock, words = t, words[:n-1]
		}
	}
	d, err := day(words, today)
	if err == nil && (d < firstDay || d > lastDay) {
		err = &DateError{Why: "years go from 1 to 9999"}
	}
	if err != nil {
		return 0, 0, &WhenError{Text: s, Why: err.Why, Near: err.Near}
	}
	return d, clock, nil
}

const (
	firstDay Date = 1
	lastDay  Date = 3652059 // 9999-12-31
)

// unknownForm is the error of words that no form fits.
func unknownForm(words []string) *DateError {
	o := FindOther(strings.Join(words, " "))
	if !o.Sure {
		return &DateError{}
	}
	return &DateError{Why: o.Why, Near: o.Near}
}

// day reads the words of a day without its time.
func day(words []string, today Date) (Date, *DateError) {
	switch {
	case len(words) == 1:
		return oneWord(words[0], today)
	case len(words) == 3 && words[0] == "in":
		return inWords(words, today)
	case len(words) == 2 || len(words) == 3:
		return dayOfMonth(words, today)
	}
	return 0, unknownForm(words)
}

func oneWord(w string, today Date) (Date, *DateError) {
	switch w {
	case "today":
		return today, nil
	case "tomorrow":
		return today + 1, nil
	case "yesterday":
		return today - 1, nil
	case "eow":
		return (today - 1).next(time.Friday), nil
	case "eom":
		y, m, _ := today.Date()
		return Of(y, m, DaysIn(y, m)), nil
	}
	if wd, ok := weekdayNamed(w); ok {
		return today.next(wd), nil
	}
	if p, err := ParsePeriod(strings.TrimPrefix(w, "+")); err == nil {
		return today.plusWithin(p)
	}
	y, m, d, ok := split(w)
	if !ok {
		return 0, unknownForm([]string{w})
	}
	return existing(y, m, d)
}

// plusWithin adds a period that may lead out of the calendar.
func (d Date) plusWithin(p Period) (Date, *DateError) {
	if years := map[Unit]int{Months: 12, Years: 1}[p.Unit]; years > 0 && d.Year()+p.N/years > 9999 {
		return lastDay + 1, nil
	}
	return d.Plus(p), nil
}

// existing makes a date of numbers, if there is such a day.
func existing(y, m, d int) (Date, *DateError) {
	day, err := check("", y, m, d)
	if err != nil {
		return 0, err.(*DateError)
	}
	return day, nil
}

// next gives the first day after d that is such a weekday.
func (d Date) next(wd time.Weekday) Date {
	ahead := (int(wd) - int(d.Weekday()) + 6) % 7
	return d + 1 + Date(ahead)
}

// weekdayNamed reads the name of a weekday: whole, of three letters, or tues, thur and thurs.
func weekdayNamed(w string) (time.Weekday, bool) {
	for wd := range time.Weekday(7) {
		name := strings.ToLower(wd.String())
		if w == name || w == name[:3] {
			return wd, true
		}
	}
	switch w {
	case "tues":
		return time.Tuesday, true
	case "thur", "thurs":
		return time.Thursday, true
	}
	return 0, false
}

// inWords reads "in 2 weeks".
func inWords(words []string, today Date) (Date, *DateError) {
	letters := map[string]string{
		"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "mo", "months": "mo", "year": "y", "years": "y",
	}
	p, err := ParsePeriod(words[1] + letters[words[2]])
	if err != nil || letters[words[2]] == "" {
		return 0, unknownForm(words)
	}
	return today.plusWithin(p)
}

// dayOfMonth reads "4 dec", "dec 4" and both with a year behind them.
func dayOfMonth(words []string, today Date) (Date, *DateError) {
	number, name := words[0], words[1]
	if _, ok := monthNamed(number); ok {
		number, name = name, number
	}
	d, ok := dayNumberOf(number)
	m, named := monthNamed(name)
	if !ok || !named {
		return 0, unknownForm(words)
	}
	if len(words) == 2 {
		return nextSuchDay(m, d, today)
	}
	y, ok := digits(words[2])
	if !ok || len(words[2]) != 4 {
		return 0, unknownForm(words)
	}
	return existing(y, int(m), d)
}

func dayNumberOf(s string) (int, bool) {
	if len(s) > 2 {
		return 0, false
	}
	return digits(s)
}

// nextSuchDay gives the first day on or after today that is the d-th of m; for 29 February that may
// be years away.
func nextSuchDay(m time.Month, d int, today Date) (Date, *DateError) {
	const leapYear = 2024
	if d < 1 || d > DaysIn(leapYear, m) {
		return 0, &DateError{Why: fmt.Sprintf("%s has no day %d", m, d)}
	}
	for y := today.Year(); ; y++ {
		if day := Of(y, m, d); day >= today && day.Day() == d {
			return day, nil
		}
	}
}

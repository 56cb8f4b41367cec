// Package civil holds dates as people write them: a day of the calendar, a time of day, a period,
// all without a time zone.
//
// # Dates
//
// A [Date] is one day of the proleptic Gregorian calendar, counted from 1 January of the year 1. Its
// zero value is "no date". Dates compare with < and ==, and two of them subtract to a number of days:
// there is no clock in them, so a day never has 23 or 25 hours. The written form is YYYY-MM-DD
// (RFC 3339, full-date) and nothing else.
//
// # Periods
//
// A [Period] is a count of days, weeks, months or years: 10d, 6w, 3mo (or 3m), 1y. Adding months or
// years clamps to the end of the month and is always counted from the anchor: 31 January + 1mo is
// 28 February, + 2mo is 31 March (SPEC 4).
//
// # Working days
//
// [Workdays] is the set of weekdays on which one works; dates that Redial works out move forward to
// one of them (SPEC 4).
//
// # Date words
//
// [ParseWhen] reads what people type at a command: "tue", "3d", "in 2 weeks", "4 dec", "eom"
// (SPEC 7). It is a closed grammar: what it does not know whole is refused, never guessed.
//
// # Other forms
//
// [FindOther] finds dates in other forms, 1 Dec 2026 or 2026/12/01, so that a problem can say what to
// write instead. No such form is ever read as a date.
package civil

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day of the calendar: 1 is 1 January of the year 1, 0 is no date.
type Date int32

// Of gives the date of a year, a month and a day. Values out of range carry over, as in [time.Date].
func Of(year int, month time.Month, day int) Date {
	return FromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// FromTime gives the day that t shows in its own time zone.
func FromTime(t time.Time) Date {
	y, m, d := t.Date()
	u := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Date(u/secondsPerDay + unixDay)
}

const (
	secondsPerDay = 24 * 60 * 60
	unixDay       = 719163 // 1970-01-01 as a Date
)

func (d Date) utc() time.Time {
	return time.Unix((int64(d)-unixDay)*secondsPerDay, 0).UTC()
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// Date gives the year, month and day of d.
func (d Date) Date() (year int, month time.Month, day int) { return d.utc().Date() }

// Year gives the year of d.
func (d Date) Year() int { return d.utc().Year() }

// Month gives the month of d.
func (d Date) Month() time.Month { return d.utc().Month() }

// Day gives the day of the month of d.
func (d Date) Day() int { return d.utc().Day() }

// Weekday gives the day of the week of d.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((int64(d)%7 + 7) % 7)
}

// String writes d as YYYY-MM-DD, and no date as the empty string.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return string(d.AppendTo(make([]byte, 0, len("2006-01-02"))))
}

// AppendTo writes d as YYYY-MM-DD at the end of b.
func (d Date) AppendTo(b []byte) []byte {
	y, m, n := d.Date()
	if y < 0 || y > 9999 {
		return d.utc().AppendFormat(b, "2006-01-02")
	}
	return append(b, digit(y/1000), digit(y/100), digit(y/10), digit(y), '-', digit(int(m)/10), digit(int(m)), '-', digit(n/10), digit(n))
}

// digit gives the last digit of n.
func digit(n int) byte { return byte('0' + n%10) }

// MarshalText writes d as YYYY-MM-DD, and no date as the empty string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Date.MarshalText] writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	var err error
	*d, err = Parse(string(b))
	return err
}

// Short writes d as people name a day that is near: "Tue 1 Dec".
func (d Date) Short() string {
	var room [len("Mon 31 Jan")]byte
	return string(d.appendShort(room[:0]))
}

func (d Date) appendShort(b []byte) []byte {
	_, m, n := d.Date()
	b = append(b, d.Weekday().String()[:3]...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, ' ')
	return append(b, m.String()[:3]...)
}

// Named writes d as [Date.Short] does, with the year when it is not that of from: "Fri 15 Jan 2027".
func (d Date) Named(from Date) string {
	if d.Year() == from.Year() {
		return d.Short()
	}
	return d.utc().Format("Mon 2 Jan 2006")
}

// Long writes d in full: "Tuesday 1 December 2026".
func (d Date) Long() string { return d.utc().Format("Monday 2 January 2006") }

// MonthName writes the month and year of d: "January 2027".
func (d Date) MonthName() string { return d.utc().Format("January 2006") }

// A DateError tells what is wrong with a text that should be a date.
type DateError struct {
	Text string // as written
	Why  string // "November has 30 days"; empty when the form is wrong
	Near string // a date in the right form that was perhaps meant; may be empty
}

func (e *DateError) Error() string {
	return fmt.Sprintf("`%s` is not a date", e.Text)
}

// Parse reads YYYY-MM-DD. Its error is a [*DateError].
func Parse(s string) (Date, error) {
	y, m, d, ok := split(s)
	if !ok {
		o := FindOther(strings.TrimSpace(s))
		return 0, &DateError{Text: s, Why: o.Why, Near: o.Near}
	}
	return check(s, y, m, d)
}

// split takes YYYY-MM-DD apart.
func split(s string) (y, m, d int, ok bool) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	return y, m, d, ok1 && ok2 && ok3
}

func digits(s string) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// check makes a date of numbers that were written as text, or says why there is no such day.
func check(text string, y, m, d int) (Date, error) {
	switch {
	case y < 1:
		return 0, &DateError{Text: text, Why: "there is no year 0"}
	case m < 1 || m > 12:
		o, _ := nearest(y, d, m) // perhaps day and month were swapped
		return 0, &DateError{Text: text, Why: "a month is 01 to 12", Near: o.Near}
	case d < 1:
		return 0, &DateError{Text: text, Why: "a month begins with day 01"}
	case d > DaysIn(y, time.Month(m)):
		last := Of(y, time.Month(m), DaysIn(y, time.Month(m)))
		return 0, &DateError{Text: text, Why: lengthOf(y, time.Month(m)), Near: last.String()}
	}
	return Of(y, time.Month(m), d), nil
}

// DaysIn gives the number of days of a month.
func DaysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Time is a time of day in minutes, plus one: 0 is no time, 1 is 00:00, 841 is 14:00.
type Time int16

// At gives the time of an hour and a minute.
func At(hour, minute int) Time { return Time(hour*60 + minute + 1) }

// IsZero reports whether t is no time.
func (t Time) IsZero() bool { return t == 0 }

// Minutes gives the minutes since midnight; no time counts as midnight.
func (t Time) Minutes() int { return max(0, int(t)-1) }

// String writes t as HH:MM, and no time as the empty string.
func (t Time) String() string {
	if t == 0 {
		return ""
	}
	h, m := t.Minutes()/60, t.Minutes()%60
	return string([]byte{digit(h / 10), digit(h), ':', digit(m / 10), digit(m)})
}

// ParseTime reads a time of day, H:MM or HH:MM of 24 hours.
func ParseTime(s string) (Time, bool) {
	if len(s) == len("9:00") {
		s = "0" + s
	}
	if len(s) != len("09:00") || s[2] != ':' {
		return 0, false
	}
	h, ok1 := digits(s[:2])
	m, ok2 := digits(s[3:])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return 0, false
	}
	return At(h, m), true
}

package civil

import (
	"fmt"
	"strings"
	"time"
)

// Unit is what a period counts.
type Unit byte

// The units of a period, by the letters that people write for them.
const (
	Days   Unit = 'd'
	Weeks  Unit = 'w'
	Months Unit = 'm'
	Years  Unit = 'y'
)

// Period is a count of days, weeks, months or years. Its zero value is no period.
type Period struct {
	N    int
	Unit Unit
}

// maxPeriod bounds the count of a period, so that adding one never leaves the calendar.
const maxPeriod = 10000

// ParsePeriod reads 10d, 6w, 3mo (or 3m), 1y. The count is 1 to 10000.
func ParsePeriod(s string) (Period, error) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	n, ok := digits(s[:i])
	unit, known := units[strings.ToLower(s[i:])]
	if !ok || !known || n < 1 || n > maxPeriod {
		return Period{}, fmt.Errorf("`%s` is not a period", s)
	}
	return Period{n, unit}, nil
}

var units = map[string]Unit{"d": Days, "w": Weeks, "mo": Months, "m": Months, "y": Years}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p.N == 0 }

// String writes p as it is typed: 10d, 6w, 3mo, 1y.
func (p Period) String() string {
	switch {
	case p.N == 0:
		return ""
	case p.Unit == Months:
		return fmt.Sprintf("%dmo", p.N)
	}
	return fmt.Sprintf("%d%c", p.N, p.Unit)
}

// Words writes p as it is said: "day", "6 weeks", "3 months"; a single one has no number.
func (p Period) Words() string {
	w := map[Unit]string{Days: "day", Weeks: "week", Months: "month", Years: "year"}[p.Unit]
	if p.N == 1 {
		return w
	}
	return fmt.Sprintf("%d %ss", p.N, w)
}

// Add gives the day n days after d.
func (d Date) Add(n int) Date { return d + Date(n) }

// Plus gives the day one period after d. Months and years keep the day of the month, clamped to the
// end of a shorter one.
func (d Date) Plus(p Period) Date {
	switch p.Unit {
	case Days:
		return d.Add(p.N)
	case Weeks:
		return d.Add(7 * p.N)
	case Years:
		return d.addMonths(12 * p.N)
	}
	return d.addMonths(p.N)
}

func (d Date) addMonths(n int) Date {
	y, m, day := d.Date()
	first := Of(y, m+time.Month(n), 1)
	y, m, _ = first.Date()
	return Of(y, m, min(day, DaysIn(y, m)))
}

// Workdays is a set of weekdays: bit n stands for [time.Weekday] n.
type Workdays uint8

// MondayToFriday is the working week unless the settings say otherwise.
const MondayToFriday Workdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday

// Has reports whether one works on d. In an empty set every day is a working day.
func (w Workdays) Has(d Date) bool { return w == 0 || w&(1<<d.Weekday()) != 0 }

// From gives the first working day on or after d.
func (w Workdays) From(d Date) Date {
	for !w.Has(d) {
		d++
	}
	return d
}

// After gives the first working day after d.
func (w Workdays) After(d Date) Date { return w.From(d + 1) }

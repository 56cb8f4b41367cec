package roster

import (
	"fmt"
	"regexp"
	"strings"

	"redial/internal/civil"
)

// day reads a date that can be only one: 2024-03-12, 12 Mar 2024, 12.3.2024, 2024-03-12T00:00:00Z. One
// that may be two, as 3/12/2024, is refused, and why says so.
func day(s string) (d civil.Date, why string) {
	s = strings.TrimSpace(s)
	if d, err := civil.Parse(s); err == nil {
		return d, ""
	}
	if head, _, ok := strings.Cut(s, " "); ok && isTime(s[len(head):]) { // 2024-03-12 10:15:00
		s = head
	}
	o := civil.FindOther(s)
	switch {
	case o.Len == 0 || o.Len < len(s) || !o.Sure:
		return 0, "this is no date"
	case o.Why != "":
		return 0, o.Why
	case o.Near == "":
		return 0, TwoDays
	}
	d, err := civil.Parse(o.Near)
	if err != nil {
		return 0, "this is no date"
	}
	return d, ""
}

// TwoDays is why a day in numbers can't be read.
const TwoDays = "day and month can't be told apart"

// Order is the order in which a file writes a day in numbers, where that could be either.
type Order string

// The orders, as --dates takes them.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
)

var inNumbers = regexp.MustCompile(`^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b`)

// sorted writes a day in numbers as YYYY-MM-DD, where the order is known and the day may be two.
func (o Order) sorted(s string) string {
	m := inNumbers.FindStringSubmatch(s)
	if m == nil || o == "" {
		return s
	}
	if _, why := day(strings.TrimSpace(m[0])); why == "" { // 13/12/2024 is one in any order
		return s
	}
	d, month := m[1], m[2]
	if o == MonthFirst {
		d, month = m[2], m[1]
	}
	return fmt.Sprintf("%s-%02s-%02s", m[3], month, d)
}

var timeOfDay = regexp.MustCompile(`^\s+\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|[+-]\d\d:?\d\d))?$`)

func isTime(s string) bool { return timeOfDay.MatchString(s) }

// DayOf reads a date as an address book writes it. It is not ok where it can't be read, or may be two.
func DayOf(s string) (d civil.Date, ok bool) {
	d, why := day(s)
	return d, why == ""
}

// withoutYear is a birthday of which the year is not known: --12-10, --1210, 12-10. Four digits alone
// are a year.
var withoutYear = regexp.MustCompile(`^(?:--(\d\d)-?|(\d\d)-)(\d\d)$`)

// unknownYear is what some programs write for a year that is not known (Apple's, Microsoft's).
const unknownYear = 1604

// Birthday writes a birthday as a note has it: YYYY-MM-DD, or MM-DD where the year is not known. It
// is empty with no reason where the text stands for none (0/0/00).
func Birthday(s string) (birthday, why string) {
	s = strings.TrimRight(strings.TrimSpace(s), "; ")
	if strings.Trim(s, "0/.- ") == "" {
		return "", ""
	}
	s, _, _ = strings.Cut(s, "T")
	if m := withoutYear.FindStringSubmatch(s); m != nil {
		if d, err := civil.Parse("2000-" + m[1] + m[2] + "-" + m[3]); err == nil {
			return d.String()[len("2000-"):], ""
		}
		return "", "there is no such day"
	}
	d, why := day(s)
	switch {
	case why != "":
		return "", why
	case d.Year() == unknownYear:
		return d.String()[len("1604-"):], ""
	}
	return d.String(), ""
}

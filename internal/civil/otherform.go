package civil

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// OtherForm is a date that is written in another form than YYYY-MM-DD. It is never read as a date:
// it serves to say what to write instead.
type OtherForm struct {
	Len  int    // bytes of the text; 0 for no date
	Near string // the date in the right form; empty where it can't be told, as of 01/02/2026
	Why  string // why there is no such day: "November has 30 days"
	Sure bool   // day, month and a year of four digits: "5/1" or "1 may" can be something else
}

// longestForm bounds how much of a text is looked at: "Wednesday, 23rd of September 2026" fits.
const longestForm = 48

// FindOther finds a date in another form at the beginning of s: 2026/12/01, 2026-1-8, 20261201,
// 1 Dec 2026, Tue 1st of December 2026, Dec 1, 2026, 1.12.2026, 2026-12-01T14:00, and without a year or
// with one of two digits 1 Dec, Dec 1, 1/12, 1/12/26.
func FindOther(s string) OtherForm {
	s = s[:min(len(s), longestForm)]
	if !mayBeDate(s) {
		return OtherForm{}
	}
	day := weekdayPrefix().FindString(s)
	for _, f := range otherForms() {
		m := f.pattern.FindStringSubmatch(s[len(day):])
		if m == nil || !endsWell(s[len(day)+len(m[0]):]) {
			continue
		}
		if o, ok := f.read(m[1:]); ok {
			o.Len = len(day) + len(m[0])
			return o
		}
	}
	return OtherForm{}
}

// mayBeDate reports whether a text begins with a digit, or like the name of a month or a weekday: few do, and to
// try all forms takes long.
func mayBeDate(s string) bool {
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return s != ""
	}
	return len(s) >= 3 && strings.Contains("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun", strings.ToLower(s[:3]))
}

// endsWell reports whether a number or word that ends before s is whole there, and no hour.
func endsWell(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if r == ':' && len(s) > 1 {
		return s[1] < '0' || s[1] > '9'
	}
	return n == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// form is one way to write a date. Order says what its groups are: y, m, d, or n and o for two numbers
// of which either may be the month.
type form struct {
	pattern *regexp.Regexp
	order   string
}

const (
	monthWord = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|` +
		`sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	dayNumber = `(\d{1,2})(?:st|nd|rd|th|\.)?`
	mark      = `\s?[-/.‐‑‒–—−]\s?`
	gap       = `[\s/-]{0,2}`
)

// The patterns are made when the first of them is asked for: most notes never need them.
var (
	weekdayPrefix = sync.OnceValue(func() *regexp.Regexp {
		return pattern(`(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*`)
	})
	otherForms = sync.OnceValue(allForms)
)

func allForms() []form {
	return []form{
		{pattern(`(\d{4})` + mark + `(\d{1,2})` + mark + `(\d{1,2})(?:T\d[\d:.+]*Z?)?`), "ymd"},
		{pattern(`(\d{4})(\d\d)(\d\d)`), "ymd"},
		{pattern(`(\d{4})` + gap + monthWord + gap + dayNumber), "ymd"},
		{pattern(dayNumber + gap + `(?:of\s)?` + monthWord + `,?` + gap + `(\d{4})`), "dmy"},
		{pattern(monthWord + gap + dayNumber + `,?` + gap + `(\d{4})`), "mdy"},
		{pattern(`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})`), "dmy"},
		{pattern(`(\d{1,2})` + mark + `(\d{1,2})` + mark + `(\d{4})`), "noy"},
		{pattern(dayNumber + gap + `(?:of\s)?` + monthWord + `,?` + gap + `'?\d\d`), "dm"},
		{pattern(dayNumber + gap + `(?:of\s)?` + monthWord), "dm"},
		{pattern(monthWord + gap + dayNumber), "md"},
		{pattern(`(\d{1,2})[-/.](\d{1,2})(?:[-/.]\d{2}|\.)?`), "no"},
		{pattern(`(\d{4})-(\d\d)`), "ym"},
	}
}

func pattern(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)^` + p) }

// read makes a date of the groups of a match; it is not ok where the numbers are no date at all.
func (f form) read(groups []string) (OtherForm, bool) {
	v := map[rune]int{}
	for i, c := range f.order {
		v[c] = number(groups[i])
	}
	if n, o := v['n'], v['o']; n > 0 && o > 0 {
		switch { // 13/2 and 2/13 tell which is the month; 1/2 does not
		case n > 12 || n == o:
			v['d'], v['m'] = n, o
		case o > 12:
			v['d'], v['m'] = o, n
		case n <= 12:
			return OtherForm{Sure: v['y'] > 0}, true
		}
	}
	if f.order == "ym" {
		return OtherForm{}, plausible(v['y'], v['m'], 1)
	}
	if v['y'] == 0 {
		return OtherForm{}, plausible(1, v['m'], v['d'])
	}
	if f.order == "ymd" && v['m'] > 12 { // 2026-31-12
		v['m'], v['d'] = v['d'], v['m']
	}
	return nearest(v['y'], v['m'], v['d'])
}

// number reads digits, or the name of a month.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	m, _ := monthNamed(s[:min(len(s), 3)])
	return int(m)
}

func plausible(y, m, d int) bool { return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= 31 }

func nearest(y, m, d int) (OtherForm, bool) {
	if !plausible(y, m, d) || y < 1000 {
		return OtherForm{}, false
	}
	last := DaysIn(y, time.Month(m))
	o := OtherForm{Near: Of(y, time.Month(m), min(d, last)).String(), Sure: true}
	if d > last {
		o.Why = lengthOf(y, time.Month(m))
	}
	return o, true
}

// lengthOf says how many days a month has.
func lengthOf(y int, m time.Month) string {
	if m == time.February {
		return fmt.Sprintf("February %d has %d days", y, DaysIn(y, m))
	}
	return fmt.Sprintf("%s has %d days", m, DaysIn(y, m))
}

// monthNamed reads the name of a month, whole or of three letters.
func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(s, m.String()) || strings.EqualFold(s, m.String()[:3]) {
			return m, true
		}
	}
	return 0, false
}

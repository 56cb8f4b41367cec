package note

import (
	"strings"
	"time"

	"redial/internal/civil"
)

// boxForm tells what kind of box an item begins with.
type boxForm byte

const (
	boxNone  boxForm = iota
	boxRight         // [ ] [x] [X] [-]
	boxOther         // such as [>]
)

// longestBox bounds what counts as a box: more between brackets is text.
const longestBox = 20

// readBox reads the box before the date. Other boxes than those of the grammar are taken as open, for
// a promise must not be lost over a sign; they are reported when a date follows.
func (r *reader) readBox() {
	close := strings.IndexByte(r.text[:min(len(r.text), longestBox)], ']')
	if !strings.HasPrefix(r.text, "[") || close < 0 || strings.HasPrefix(r.text[close+1:], "(") {
		return
	}
	inside := r.text[1:close]
	if strings.HasPrefix(inside, "[") || isDateLike(inside) { // [[2026-12-01]], [2026-12-01]
		return
	}
	r.box, r.entry.Promise = boxRight, Open
	switch inside {
	case " ":
	case "x", "X":
		r.entry.Promise = Kept
	case "-":
		r.entry.Promise = Dropped
	default:
		r.box = boxOther
		if strings.EqualFold(strings.TrimSpace(inside), "x") {
			r.entry.Promise = Kept
		}
	}
	r.pos = skipBlanks(r.text, close+1)
}

// dateForm tells how an item's date is written.
type dateForm byte

const (
	dateNone dateForm = iota
	dateGood          // YYYY-MM-DD, and there is such a day
	dateBad           // a date, but there is no such day or it is in another form
)

const isoLength = len("2006-01-02")

// looksISO reports whether s begins with four, two and two digits with hyphens between them.
func looksISO(s string) bool {
	if len(s) < isoLength {
		return false
	}
	for i, c := range []byte(s[:isoLength]) {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if !isDigit(c) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// readDate reads the date at the beginning of the item, or behind its box.
func (r *reader) readDate() {
	box := r.pos
	r.dateAt = r.pos
	if looksISO(r.text[r.pos:]) && wordEnds(r.text, r.pos+isoLength) {
		r.readISO()
	} else {
		r.readOther()
	}
	if r.date == dateNone {
		if r.box == boxOther { // "[1] see below" has no box
			r.box, r.entry.Promise = boxNone, NoBox
		}
		return
	}
	if r.box == boxOther {
		r.reportBox(strings.TrimSpace(r.text[:box]))
	}
}

func (r *reader) readISO() {
	r.pos += isoLength
	r.dateEnd = r.pos
	d, err := civil.Parse(r.text[r.dateAt:r.pos])
	r.entry.Date, r.date = d, dateGood
	if err != nil {
		r.date = dateBad
	}
}

// readOther finds a date in another form. One that may as well be something else ("5/1", "1 may")
// is taken for a date only when the words of an entry follow.
func (r *reader) readOther() {
	o := findWrapped(r.text[r.pos:])
	if o.Len == 0 {
		return
	}
	end := r.pos + o.Len
	if !o.Sure && !readable(r.text, end) {
		return
	}
	r.other, r.date = o, dateBad
	r.pos, r.dateEnd = end, end
}

// findWrapped finds a date in another form at the beginning of s; one in Markdown's marks or in
// brackets is such a form too, whatever it is by itself.
func findWrapped(s string) civil.OtherForm {
	inner := strings.TrimLeft(s[:min(len(s), 4)], "*_`[(<\"'")
	before := min(len(s), 4) - len(inner)
	o := civil.FindOther(s[before:])
	if o.Len < isoLength && looksISO(s[before:]) { // with a letter tied to it, or with brackets around it
		o = civil.OtherForm{Len: isoLength, Near: existing(s[before : before+isoLength]), Sure: true}
	}
	if before == 0 {
		return o
	}
	if o.Len > 0 {
		after := s[before+o.Len:]
		o.Len += before + len(after) - len(strings.TrimLeft(after, "*_`])>\"'"))
	}
	return o
}

// existing gives a date as it is written, or nothing where there is no such day.
func existing(s string) string {
	d, _ := civil.Parse(s)
	return d.String()
}

// readable reports whether a time, `they`, a kind or an outcome stands at s[pos:], after a separator
// or not.
func readable(s string, pos int) bool {
	r := reader{text: s}
	r.pass(pos)
	if r.readTime(); !r.entry.Time.IsZero() {
		return true
	}
	if r.readThey(); r.entry.Theirs {
		return true
	}
	return r.readOpening()
}

// readWeekday passes over the name of the day behind the date, "2026-12-01 (Tue)", which many
// calendars write. It is read only where an entry goes on behind it.
func (r *reader) readWeekday() {
	at := skipBracket(r.text, r.pos)
	day, nameEnd, ok := weekdayAt(r.text, at)
	end := nameEnd
	if at > r.pos && strings.HasPrefix(r.text[end:], ")") {
		end++
	}
	if !ok || (at > r.pos) != (end > nameEnd) || end < len(r.text) && !readable(r.text, end) {
		return
	}
	if !r.entry.Date.IsZero() && r.entry.Date.Weekday() != day {
		r.reportWeekday(at, nameEnd-at, day)
	}
	r.pass(end)
}

// weekdayAt reads the name of a day, whole or of three letters.
func weekdayAt(s string, pos int) (day time.Weekday, end int, ok bool) {
	for day := range time.Weekday(7) {
		for _, name := range []string{day.String(), day.String()[:3]} {
			if end, ok := isWord(s, pos, name); ok {
				return day, end, true
			}
		}
	}
	return 0, 0, false
}

// readTime reads a time of day and the separator behind it: 14:00, 9:05, 2pm, 2:30 pm.
func (r *reader) readTime() {
	end := r.pos
	for end < len(r.text) && end-r.pos < len("00:00") && (r.text[end] == ':' || isDigit(r.text[end])) {
		end++
	}
	clock := strings.TrimSuffix(r.text[r.pos:end], ":")
	end = r.pos + len(clock)
	t, ok := civil.ParseTime(clock)
	if after, pm, half := halfDay(r.text, end); half {
		t, ok = twelveHours(clock, pm)
		end = after
	}
	if !ok || !wordEnds(r.text, end) {
		return
	}
	r.entry.Time = t
	r.pass(end)
}

// halfDay reads am or pm, tied to the number before it or after blanks.
func halfDay(s string, pos int) (end int, pm, ok bool) {
	pos = skipBlanks(s, pos)
	if end, ok := isWord(s, pos, "pm"); ok {
		return end, true, true
	}
	end, ok = isWord(s, pos, "am")
	return end, false, ok
}

// twelveHours reads a time of the clock with two halves, with or without minutes.
func twelveHours(clock string, pm bool) (civil.Time, bool) {
	if !strings.Contains(clock, ":") {
		clock += ":00"
	}
	t, ok := civil.ParseTime(clock)
	hour := t.Minutes() / 60
	if !ok || hour < 1 || hour > 12 {
		return 0, false
	}
	hour %= 12
	if pm {
		hour += 12
	}
	return civil.At(hour, t.Minutes()%60), true
}

package site

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// smallNumbers are written in words, as the page's script does.
var smallNumbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// number writes n in words up to twelve.
func number(n int) string {
	if n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return fmt.Sprint(n)
}

// Number writes n in words, with a capital.
func capitalNumber(n int) string { return capital(number(n)) }

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || size == 1 && (r < 'a' || r > 'z') {
		return s
	}
	return strings.ToUpper(string(r)) + s[size:]
}

// plural writes a count with its noun: "1 entry", "3 entries".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// toReach is the first sentence under the headline.
func toReach(today, carried int) string {
	n := today + carried
	people := capitalNumber(n) + " people to reach"
	if n == 1 {
		people = "One person to reach"
	}
	switch {
	case n == 0:
		return "Nothing is due."
	case carried == 0:
		return people + " today."
	case today == 0:
		return people + ", carried over."
	}
	return fmt.Sprintf("%s: %s due today, %s carried over.", people, number(today), number(carried))
}

// withoutStep is the sentence that counts those with no next step.
func withoutStep(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "One has no next step."
	}
	return capitalNumber(n) + " have no next step."
}

// attempts writes the chase count of a row.
func attempts(a *followup.Assessment) string {
	switch {
	case a.Attempts == 0:
		return ""
	case a.ChaseLength > 0 && a.Attempts <= a.ChaseLength:
		return strconv.Itoa(a.Attempts) + " of " + plural(a.ChaseLength, "attempt", "attempts")
	}
	return plural(a.Attempts, "attempt", "attempts")
}

// nouns are what the kinds are called on pages.
var nouns = map[note.Kind]string{
	note.Met: "met", note.Call: "call", note.Email: "email", note.Message: "message", note.Meeting: "meeting",
	note.Visit: "visit", note.Letter: "letter", note.Event: "event", note.Intro: "introduction", note.Gift: "gift",
	note.Remark: "note",
}

// says writes kind and outcome of an entry: "call, no answer", "email from them", "visit, theirs".
func says(e *contact.Entry) string { return saying(e).plain + until(e) }

// capitalSays does so with a capital.
func capitalSays(e *contact.Entry) string { return saying(e).capital + until(e) }

func until(e *contact.Entry) string {
	if e.Until == 0 {
		return ""
	}
	return " until " + e.Until.Named(e.Date)
}

// phrase is a kind and an outcome in words.
type phrase struct{ plain, capital string }

func saying(e *contact.Entry) phrase { return sayings[e.Kind][as01(e.Theirs)][e.Outcome] }

// sayings are all that can be said, by kind, whose it is, and outcome: each stands on many lines.
var sayings = newSayings()

func newSayings() (all [note.Remark + 1][2][note.No + 1]phrase) {
	for k := range all {
		for theirs := range all[k] {
			for o := range all[k][theirs] {
				s := sayingOf(note.Kind(k), theirs == 1, note.Outcome(o))
				all[k][theirs][o] = phrase{s, capital(s)}
			}
		}
	}
	return all
}

func sayingOf(kind note.Kind, theirs bool, outcome note.Outcome) string {
	s := nouns[kind]
	if theirs {
		switch kind {
		case note.Met, note.Meeting, note.Visit, note.Event, note.Remark:
			s += ", theirs"
		default:
			s += " from them"
		}
	}
	if outcome != note.NoOutcome {
		s += ", " + outcome.String()
	}
	return s
}

// Day is a date of a page: YYYY-MM-DD for programs, and as people write it.
type Day struct{ ISO, Text string }

// day writes a date as seen from another; no date has no text.
func day(d, from civil.Date) Day {
	if d == 0 {
		return Day{}
	}
	return Day{d.String(), d.Named(from)}
}

// dayTexts keeps dates as seen from one day: each stands on many lines.
type dayTexts struct {
	from civil.Date
	near [knownDays]atomic.Pointer[Day]
}

// knownDays is for how many days up to that one, and a few after it, texts are kept: 22 years.
const knownDays = 1 << 13

// of gives what [day] gives.
func (t *dayTexts) of(d civil.Date) Day {
	i := t.from + Horizon - d
	if d == 0 || i < 0 || i >= knownDays {
		return day(d, t.from)
	}
	at := &t.near[i]
	if known := at.Load(); known != nil {
		return *known
	}
	text := day(d, t.from)
	at.Store(&text)
	return text
}

// seen gives what [day] gives of a date as seen from another.
func (t *dayTexts) seen(d, from civil.Date) Day {
	if from == t.from || from.Year() == t.from.Year() {
		return t.of(d)
	}
	return day(d, from)
}

// who is how a command names a contact, quoted for a shell. It is empty where the id holds what must
// not get into a terminal.
func who(id string) string {
	if strings.ContainsFunc(id, unprintable) || !utf8.ValidString(id) {
		return ""
	}
	if strings.HasPrefix(id, "-") { // would be taken for a flag
		return "-- '" + strings.ReplaceAll(id, "'", `'\''`) + "'"
	}
	if strings.TrimLeft(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") == "" {
		return id
	}
	return "'" + strings.ReplaceAll(id, "'", `'\''`) + "'"
}

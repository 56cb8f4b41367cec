package followup

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// Reasons are sentences a friend would say. Their dates are absolute, because the page is read on
// other days, and name the year wherever it is not that of the day on which something is due; so a
// reason never changes with the day on which it is read.

// quoteRunes bounds how much of an entry's text a reason repeats.
const quoteRunes = 90

func (o *one) sayUnclear() (reason string, line int) {
	if len(o.Unreadable) > 0 {
		v := o.Note.Front.Text(o.Unreadable[0])
		return fmt.Sprintf("The date at `%s: %s` can't be read; mend line %d.", o.Unreadable[0], v.Value, v.Line), v.Line
	}
	return fmt.Sprintf("The date of a promise can't be read; mend line %d.", o.unclear.Line), int(o.unclear.Line)
}

// promiseVerbs say what was promised, by kind.
var promiseVerbs = map[note.Kind]string{
	note.Met: "meet", note.Call: "call", note.Email: "email", note.Message: "send a message",
	note.Meeting: "meet", note.Visit: "visit", note.Letter: "send a letter", note.Event: "be at the event",
	note.Intro: "make an introduction", note.Gift: "send a gift", note.Remark: "see to it",
}

func (o *one) sayPromised() string {
	e := o.mine
	at := ""
	if e.Time != 0 {
		at = " at " + e.Time.String()
	}
	return sentence("You said you would %s on %s%s%s", promiseVerbs[e.Kind], e.Date.Short(), at, quoteText(e.Said()))
}

func (o *one) sayWaitingFor(due civil.Date) string {
	e := o.theirs
	return sentence("Said they would %s on %s%s", promiseVerbs[e.Kind], named(e.Date, due), quoteText(e.Said()))
}

// sentence ends with a full stop, where the text that it repeats does not end one already.
func sentence(format string, args ...any) string {
	s := fmt.Sprintf(format, args...)
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’)`))
	if strings.ContainsRune(".?!…", end) {
		return s
	}
	return s + "."
}

// quote repeats an entry's text after a colon, without a full stop.
func quote(e *contact.Entry) string { return quoteText(e.Text) }

func quoteText(markdown string) string {
	text := strings.TrimRight(note.Plain(markdown), ". ")
	if text == "" {
		return ""
	}
	return ": " + shorten(text, quoteRunes)
}

// shorten cuts a text at a word, with an ellipsis.
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut := string([]rune(s)[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > limit/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// named writes a day, with the year where it is not that of the day on which something is due.
func named(day, due civil.Date) string { return day.Named(due) }

func (o *one) sayPlanned() string {
	return fmt.Sprintf("You set the next follow-up for %s.", o.Next.Short())
}

func (o *one) sayClosed() (string, int) {
	day := o.closing()
	for i := len(o.touches) - 1; i >= 0; i-- {
		if t := &o.touches[i]; t.outcome == note.No && t.day == day {
			return sentence("Said no on %s%s", named(day, 0), quote(t.Entry)), int(t.Line)
		}
	}
	return fmt.Sprintf("Closed on %s.", named(day, 0)), o.Note.Front.Text("closed").Line
}

func (o *one) sayLetGo(e *contact.Entry) string {
	return sentence("You let it go on %s%s", named(e.Day(), 0), quote(e))
}

func (o *one) saySpent() string {
	return fmt.Sprintf("The last try, on %s, stayed unanswered; let go on %s.",
		named(o.chase[len(o.chase)-1], 0), named(o.graceEnd(), 0))
}

func (o *one) sayTurn(due civil.Date) string {
	t := o.turn
	switch day := named(t.day, due); {
	case t.outcome == note.CallMe:
		return sentence("Asked you to call, on %s%s", day, quote(t.Entry))
	case t.missedMe():
		return sentence("Called on %s and missed you%s", day, quote(t.Entry))
	case t.kind == note.Intro:
		return sentence("Made you an introduction on %s%s", day, quote(t.Entry))
	case t.kind == note.Gift:
		return sentence("Sent you a gift on %s%s", day, quote(t.Entry))
	default:
		return sentence("Wrote to you on %s%s", day, quote(t.Entry))
	}
}

func (o *one) sayParked(t *touch, due civil.Date) string {
	switch {
	case t.Until == 0:
		return fmt.Sprintf("Said “not now” on %s; three months later is a good time to ask again.", named(t.day, due))
	case t.Until.Day() == 1:
		return fmt.Sprintf("Asked you to come back in %s.", t.Until.MonthName())
	}
	return fmt.Sprintf("Asked you to come back on %s.", named(t.Until, t.day))
}

func (o *one) sayNew(t *touch, a *Assessment) string {
	when := "on " + named(a.Due, t.day)
	if a.Due == t.day+1 {
		when = "the day after"
	}
	if a.Cold {
		return fmt.Sprintf("You met on %s; the first follow-up was due %s. Cold: late, but a short note still works.",
			named(t.day, a.Due), when)
	}
	return fmt.Sprintf("You met on %s; the first follow-up is due %s.", named(t.day, a.Due), when)
}

func (o *one) sayHandedOver(due civil.Date, stopped bool) string {
	day := named(o.last().day, due)
	if stopped {
		return fmt.Sprintf("You handed the ball over on %s and nothing came. One last try, then let it go.", day)
	}
	return fmt.Sprintf("You handed the ball over on %s; it is their move.", day)
}

func (o *one) sayLastTryOut() string {
	return fmt.Sprintf("The last try went out on %s; without an answer it is let go on %s.",
		named(o.chase[len(o.chase)-1], 0), named(o.graceEnd(), 0))
}

func (o *one) sayChasing(due civil.Date, last bool) string {
	n := len(o.chase)
	result := missedWords(o.lastAttempt())
	s := fmt.Sprintf("%s %s, last on %s%s.", o.tryVerb(), times(n), named(o.chase[n-1], due), result)
	if n == 1 {
		s = fmt.Sprintf("%s on %s%s.", o.tryVerb(), named(o.chase[0], due), result)
	}
	if last {
		s += " One last try, then let it go."
	}
	return s
}

// missedWords says how the last attempt failed.
func missedWords(t *touch) string {
	switch t.outcome {
	case note.StoodUp:
		return "; nobody came"
	case note.Cancelled:
		return "; it was cancelled"
	}
	return ", no answer"
}

// tryVerb says how the running chase was tried.
func (o *one) tryVerb() string {
	verb := ""
	for i := o.reached + 1; i < len(o.touches); i++ {
		t := &o.touches[i]
		if !t.chased {
			continue
		}
		switch v := attemptVerb(t); {
		case verb == "":
			verb = v
		case verb != v:
			return "Tried"
		}
	}
	return verb
}

func attemptVerb(t *touch) string {
	switch {
	case t.kind == note.Call:
		return "Called"
	case oneWay(t.kind):
		return "Wrote"
	case gathering(t.kind):
		return "Agreed to meet"
	}
	return "Tried"
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func (o *one) sayInTouch(t *touch, due civil.Date) string {
	return fmt.Sprintf("Every %s; last contact on %s.", o.cadence.Words(), named(t.day, due))
}

func (o *one) sayNoNextStep() (reason string, line int) {
	t := o.last()
	if t == nil {
		return fmt.Sprintf("Every %s, but there is no contact yet to count from.", o.cadence.Words()), o.Note.Front.Text("every").Line
	}
	return fmt.Sprintf("Last contact on %s; nothing says what comes next.", named(t.day, 0)), int(t.Line)
}

func (o *one) sayUntracked() string {
	if o.Since != 0 {
		return fmt.Sprintf("Known since %s; no contact and nothing planned yet.", named(o.Since, 0))
	}
	return "No contact and nothing planned yet."
}

func (o *one) sayHandOver() string {
	if o.missed == 1 {
		return " An appointment was missed: hand over the ball."
	}
	return fmt.Sprintf(" %d appointments were missed: hand over the ball.", o.missed)
}

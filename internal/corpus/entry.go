package corpus

import (
	"math/rand/v2"
	"strings"

	"redial/internal/civil"
)

// Entry is a journal entry as written, and what it says. Words are those of the tables of SPEC 3.
type Entry struct {
	Line string // the list item's first paragraph on one line, without the marker: "[ ] 2026-12-01 call: …"

	Date, Until, Done civil.Date // zero for none
	Time              civil.Time // zero for none
	Promise           string     // "open", "kept", "dropped"; empty for none
	Theirs            bool
	Kind, Outcome     string
	Text              string // without (done DATE)
}

// Journal draws n entries in any order and with no sense in them, dated within 400 days of today, each
// written in one of the ways that people write it. What it says is certain: nothing is drawn whose
// reading SPEC 3 leaves to the reader.
func Journal(src rand.Source, today civil.Date, n int) []Entry {
	d := dice{src}
	out := make([]Entry, n)
	for i := range out {
		out[i] = d.anyEntry(today)
	}
	return out
}

func (d dice) anyEntry(today civil.Date) Entry {
	e := Entry{Date: today.Add(400 - d.n(800)), Kind: pick(d, kindNames)}
	e.Theirs = d.percent(25)
	e.Outcome = pick(d, outcomesOf(e))
	if e.Outcome == "not now" && d.percent(60) {
		e.Until = e.Date.Add(d.n(200))
	}
	if d.percent(15) {
		e.Time = civil.At(8+d.n(10), 15*d.n(4))
	}
	e.Promise = pick(d, []string{"", "", "", "", "open", "kept", "dropped"})
	if e.Promise == "kept" && d.percent(40) {
		e.Done = e.Date.Add(1 + d.n(20))
	}
	if d.percent(70) {
		e.Text = pick(d, texts)
	}
	e.Line = d.write(e)
	return e
}

// outcomesOf gives the outcomes that mean what they say with a kind: a message that they write has no
// answer, an appointment that failed is never counted as theirs, what one hands over is one's own.
func outcomesOf(e Entry) []string {
	switch {
	case e.Kind == "note":
		return []string{""}
	case e.Theirs && isWriting(e.Kind):
		return []string{"", "", "", "call me", "not now", "yes", "no"}
	case e.Theirs:
		return []string{"", "", "", "call me", "not now", "yes", "no", "spoke"}
	}
	return outcomeNames
}

func isWriting(kind string) bool {
	switch kind {
	case "email", "message", "letter", "intro", "gift":
		return true
	}
	return false
}

// write gives an entry as somebody would type it.
func (d dice) write(e Entry) string {
	var b strings.Builder
	b.WriteString(d.box(e.Promise))
	b.WriteString(e.Date.String())
	sep := d.separator(e)
	b.WriteString(sep + d.words(e, sep))
	if e.Text != "" {
		b.WriteString(": " + e.Text)
	}
	if e.Done != 0 {
		b.WriteString(" (done " + e.Done.String() + ")")
	}
	return b.String()
}

// box writes what a promise's box holds; an entry without a promise has none.
func (d dice) box(promise string) string {
	switch promise {
	case "open":
		return "[ ] "
	case "kept":
		return pick(d, []string{"[x] ", "[X] "})
	case "dropped":
		return "[-] "
	}
	return ""
}

// separator gives the time and what stands between the date and the words.
func (d dice) separator(e Entry) string {
	if e.Time != 0 {
		return " " + e.Time.String() + " "
	}
	return pick(d, []string{" ", " ", " ", " ", " ", ": ", " - ", " – "})
}

// words gives whose it is, the kind and the outcome, as they are written behind a separator.
func (d dice) words(e Entry, sep string) string {
	kind := d.kindWord(e.Kind)
	outcome := d.outcomeWord(e)
	whose := ""
	if e.Theirs {
		whose = "they "
	}
	switch {
	case outcome == "":
		return d.letters(whose + kind)
	case kindOfOutcome[e.Outcome] == e.Kind && !e.Theirs && !(sep == ": " && vague(e.Outcome)) && d.percent(25):
		return d.letters(outcome)
	}
	return d.letters(whose+kind) + d.join(outcome)
}

// vague tells whether an outcome is no more than a word behind a colon ("no, she moved").
func vague(outcome string) bool { return outcome == "no" || outcome == "yes" || outcome == "spoke" }

// join writes an outcome behind its kind: after a comma, with none, in brackets, after a dash.
func (d dice) join(outcome string) string {
	switch d.n(12) {
	case 9:
		return " (" + outcome + ")"
	case 10:
		return " " + outcome
	case 11:
		return " - " + outcome
	}
	return ", " + outcome
}

// letters writes words as people do: in lower case, or with a capital.
func (d dice) letters(s string) string {
	switch {
	case d.percent(6):
		return strings.ToUpper(s[:1]) + s[1:]
	case d.percent(1):
		return strings.ToUpper(s)
	}
	return s
}

// kindWord gives the kind's name four times in five, else another word for it.
func (d dice) kindWord(kind string) string {
	if d.percent(20) {
		return pick(d, kindWords[kind])
	}
	return kind
}

func (d dice) outcomeWord(e Entry) string {
	s := e.Outcome
	if d.percent(20) && s != "" {
		s = pick(d, outcomeWords[e.Outcome])
	}
	if e.Until != 0 {
		s += " until " + e.Until.String()
	}
	return s
}

// kindOfOutcome tells the kind of an outcome that stands without one.
var kindOfOutcome = map[string]string{
	"no answer": "call", "stood up": "call", "cancelled": "call", "spoke": "call", "not now": "call", "yes": "call",
	"no": "call", "over to you": "message", "last try": "message", "let go": "note",
}

var kindNames = []string{"call", "email", "message", "met", "meeting", "visit", "letter", "event", "intro", "gift", "note"}

var kindWords = map[string][]string{
	"met":     {"met"},
	"call":    {"called", "rang", "phone", "phoned", "phone call"},
	"email":   {"emailed", "e-mail", "mail", "mailed", "wrote"},
	"message": {"messaged", "text", "texted", "sms", "dm", "whatsapp", "linkedin"},
	"meeting": {"coffee", "breakfast", "lunch", "dinner", "video", "video call", "zoom"},
	"visit":   {"visited"},
	"letter":  {"card", "handwritten note", "post"},
	"event":   {"event"},
	"intro":   {"introduced", "referral"},
	"gift":    {"gift"},
	"note":    {"note"},
}

var outcomeNames = []string{"", "", "", "", "no answer", "spoke", "stood up", "cancelled", "call me", "over to you", "last try",
	"let go", "not now", "yes", "no"}

var outcomeWords = map[string][]string{
	"no answer":   {"voicemail", "left a message", "busy", "no reply", "bounced"},
	"stood up":    {"no show", "no-show"},
	"cancelled":   {"canceled", "rescheduled"},
	"spoke":       {"answered", "replied"},
	"call me":     {"my turn", "wants an answer"},
	"over to you": {"their turn"},
	"last try":    {"last try"},
	"let go":      {"let go"},
	"not now":     {"not now"},
	"yes":         {"yes"},
	"no":          {"no"},
}

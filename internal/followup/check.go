package followup

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

// Check gives the problems that depend on the rules and the day: future-entry, next-before-until,
// next-on-closed, promise-on-closed, unticked-promise, far-date, unknown-policy.
func Check(c *contact.Contact, s *Settings, today civil.Date) []diag.Problem {
	k := &checker{one: newCase(c, s, today)}
	defer k.close()
	k.checkPolicy(s)
	k.checkNext()
	for i := range c.Journal {
		k.checkEntry(&c.Journal[i])
	}
	return k.problems
}

// checker collects the problems of a contact.
type checker struct {
	*one
	places   *note.Places // made at the first problem
	problems []diag.Problem
}

func (k *checker) place() *note.Places {
	if k.places == nil {
		k.places = note.PlacesOf(k.Note)
	}
	return k.places
}

func (k *checker) report(p diag.Problem, s diag.Severity, code, help, format string, args ...any) {
	p.Severity, p.Code, p.Help, p.Message = s, code, help, fmt.Sprintf(format, args...)
	k.problems = append(k.problems, p)
}

func (k *checker) checkPolicy(s *Settings) {
	if _, ok := s.Policies[k.Policy]; ok || k.Policy == "" {
		return
	}
	names := slices.Sorted(maps.Keys(s.Policies))
	help := fmt.Sprintf("write one of %s, or define it in redial.yaml", strings.Join(names, ", "))
	if near := diag.Nearest(k.Policy, names); near != "" {
		help = fmt.Sprintf("did you mean `%s`?", near)
	}
	k.report(k.place().Value(k.Note.Front.Text("policy")), diag.Error, "unknown-policy", help, "there is no policy `%s`", k.Policy)
}

func (k *checker) checkNext() {
	if !k.isPlanned() {
		return
	}
	at := k.Note.Front.Text("next")
	k.checkFar(k.Next, func() diag.Problem { return k.place().Value(at) })
	switch {
	case k.isClosed():
		k.report(k.place().Value(at), diag.Warning, "next-on-closed", "take `next` away, or log what has changed",
			"`next` is set, but this was closed on %s", k.closing())
	case k.isParked() && k.Next < k.resume:
		k.report(k.place().Value(at), diag.Warning, "next-before-until", fmt.Sprintf("write %s, or leave it if you mean it", k.resume),
			"`next` comes before the end of the `not now`, %s", k.resume)
	}
}

func (k *checker) checkEntry(e *contact.Entry) {
	if e.Promise == note.Open || e.Outcome == note.NotNow {
		k.checkFar(max(e.Date, e.Until), func() diag.Problem { return k.place().Entry(e.Entry) })
	}
	switch {
	case happened(e) && e.Day() > k.today:
		k.checkFuture(e)
	case e.Promise != note.Open || e.Theirs || e.Date == 0:
	case k.isClosed():
		k.report(k.place().Entry(e.Entry), diag.Warning, "promise-on-closed", "drop it with [-], or log what has changed",
			"a promise is open, but this was closed on %s", k.closing())
	default:
		k.checkTicked(e)
	}
}

// farYears is from how many years on a day is taken for a slip of the pen: nobody would be due in this life.
const farYears = 10

func (k *checker) checkFar(day civil.Date, place func() diag.Problem) {
	if n := day.Year() - k.today.Year(); day != 0 && n >= farYears {
		k.report(place(), diag.Warning, "far-date", "look at the year", "`%s` is %d years away", day, n)
	}
}

func (k *checker) checkFuture(e *contact.Entry) {
	help := fmt.Sprintf("if it is still to come, make it a promise: - [ ] %s …", e.Date)
	if e.Promise == note.Kept && e.Done == 0 {
		help = fmt.Sprintf("if it was kept before its day, write that day at its end: (done %s)", k.today)
	}
	p := k.place()
	at := p.Entry(e.Entry)
	if e.FromFront {
		help = "write the day on which it was"
		at = p.Value(k.Note.Front.Text(frontKey(e)))
	}
	k.report(at, diag.Warning, "future-entry", help, "this is dated after today, so it does not count yet")
}

// frontKey gives the key of an entry of the front matter.
func frontKey(e *contact.Entry) string {
	if isLast(e) {
		return "last"
	}
	return "met"
}

func (k *checker) checkTicked(e *contact.Entry) {
	t := k.keeps(e)
	if t == nil {
		return
	}
	k.report(k.place().Entry(e.Entry), diag.Warning, "unticked-promise",
		fmt.Sprintf("write [x], and (done %s) at its end if that was another day", t.day),
		"%s on %s; tick line %d?", didVerbs[t.Kind], t.day.Short(), e.Line)
}

// didVerbs say what was done, by kind.
var didVerbs = map[note.Kind]string{
	note.Met: "you met", note.Call: "you called", note.Email: "you emailed", note.Message: "you sent a message",
	note.Meeting: "you met", note.Visit: "you visited", note.Letter: "you sent a letter",
	note.Event: "you were at an event", note.Intro: "you made an introduction", note.Gift: "you sent a gift",
}

// keeps gives the first touch of a promise's kind, mine or a talk, on or after its day, or nil.
func (k *checker) keeps(e *contact.Entry) *touch {
	for i := range k.touches {
		t := &k.touches[i]
		if t.mine() && t.Kind == e.Kind && t.day >= e.Date {
			return t
		}
	}
	return nil
}

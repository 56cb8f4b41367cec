package corpus

import (
	"fmt"
	"strings"

	"redial/internal/civil"
)

// fault is one way in which notes go wrong: the code of its problem, and what brings it about.
type fault struct {
	code  string
	plant func(s *sheet, today civil.Date)
}

// faults are all that lie in the bytes of notes. Three codes of SPEC 9 are left out: unreadable and
// outside-link need a disk, too-large a file of 16 MiB; [Hostiles] has them.
var faults = []fault{
	{"bad-date", func(s *sheet, _ civil.Date) { s.set("next", "31 Nov 2026") }},
	{"bad-yaml", func(s *sheet, _ civil.Date) { s.set("needs", "[an accountant, office space") }},
	{"open-front-matter", func(s *sheet, today civil.Date) { s.frontFault(today); s.close = "" }},
	{"not-yaml", func(s *sheet, today civil.Date) { s.frontFault(today); s.open, s.close = "+++", "+++" }},
	{"duplicate-key", func(s *sheet, _ civil.Date) {
		s.drop("company")
		s.keys = append(s.keys, key{"company", " Baker & Sons"}, key{"company", " Baker and Sons"})
	}},
	{"conflict", func(s *sheet, today civil.Date) {
		s.restart(today-30, fmt.Sprintf("%s call, no answer", today-9))
		s.keys = append(s.keys, conflict(today))
	}},
	{"not-utf8", func(s *sheet, _ civil.Date) { s.blocks = append(s.blocks, "Met in the caf\xe9.") }},
	{"unknown-policy", func(s *sheet, _ civil.Date) { s.set("policy", "gentle") }},
	{"unknown-key", func(s *sheet, _ civil.Date) { s.drop("company"); s.set("compnay", "Baker & Sons") }},
	{"future-entry", func(s *sheet, today civil.Date) { s.line(today.Add(20), "email: sent the outline") }},
	{"two-outcomes", func(s *sheet, today civil.Date) { s.line(today-1, "call, no answer, cancelled") }},
	{"no-kind", func(s *sheet, today civil.Date) { s.items = append(s.items, (today - 1).String()) }},
	{"unknown-words", func(s *sheet, today civil.Date) { s.line(today-1, "pondered the price for a while") }},
	{"date-like", func(s *sheet, _ civil.Date) { s.items = append(s.items, "24 Nov 2026 call: a short one") }},
	{"dead-link", func(s *sheet, _ civil.Date) { s.blocks = append(s.blocks, "Knows [[Nobody of That Name]].") }},
	{"next-before-until", func(s *sheet, today civil.Date) {
		s.restart(today-30, fmt.Sprintf("%s call, not now until %s", today-9, today+90))
		s.set("next", (today + 10).String())
	}},
	{"next-on-closed", func(s *sheet, today civil.Date) {
		s.restart(today-30, fmt.Sprintf("%s call, no: they have somebody", today-9))
		s.set("next", (today + 10).String())
	}},
	{"promise-on-closed", func(s *sheet, today civil.Date) {
		s.restart(today-30, fmt.Sprintf("%s call, no: they have somebody", today-9), fmt.Sprintf("[ ] %s call: ask again", today+9))
	}},
	{"unticked-promise", func(s *sheet, today civil.Date) {
		s.restart(today-30, fmt.Sprintf("[ ] %s call: about the lease", today-9), fmt.Sprintf("%s call: about the lease", today-8))
	}},
	{"two-meetings", func(s *sheet, today civil.Date) { s.restart(today - 30); s.set("met", (today - 40).String()) }},
	{"conflict-copy", func(*sheet, civil.Date) {}}, // beside the note: see Options.note
	{"twin", nil}, // needs the address of another: see Options.plant
}

// Faults gives the codes of the problems that [Options.Faults] plants.
func Faults() []string {
	codes := make([]string, len(faults))
	for i, f := range faults {
		codes[i] = f.code
	}
	return codes
}

// faultOf draws the fault of note number i, or nil.
func (o Options) faultOf(i int) *fault {
	const whole = 1 << 20
	draw := o.roll(forFault, i).n(whole)
	if n := int(float64(draw) / (o.Faults * whole)); o.Faults > 0 && n < len(faults) && i > 0 && !isEvent(i) {
		return &faults[n]
	}
	return nil
}

// plant puts the fault of note number i into its sheet, and gives its code.
func (o Options) plant(s *sheet, i int) string {
	f := o.faultOf(i)
	if f == nil {
		return ""
	}
	if f.code == "twin" {
		return o.plantTwin(s, i)
	}
	f.plant(s, o.Today)
	return f.code
}

// plantTwin gives the note the e-mail address of one before it that has no fault itself.
func (o Options) plantTwin(s *sheet, i int) string {
	for j := i - 1; j >= 0; j-- {
		if !o.isSound(j) {
			continue
		}
		if email, ok := o.contact(j).key("email"); ok {
			s.set("email", strings.TrimSpace(email))
			return "twin"
		}
	}
	return ""
}

// isSound tells whether note number i is a contact's and has no fault: links lead to these alone.
func (o Options) isSound(i int) bool { return !isEvent(i) && o.faultOf(i) == nil }

// frontFault leaves of the front matter what other tools write: `key: value` on one line each.
func (s *sheet) frontFault(today civil.Date) {
	s.restart(today-30, fmt.Sprintf("%s call, no answer", today-9))
	s.keys = []key{{"name", " " + slug(s.path)}, {"next", " " + (today + 3).String()}}
}

// line adds an entry.
func (s *sheet) line(day civil.Date, words string) {
	s.items = append(s.items, day.String()+" "+words)
}

// restart replaces the journal by a meeting on a day and what came after it.
func (s *sheet) restart(met civil.Date, items ...string) {
	s.drop("met", "last", "since", "closed", "next", "every", "policy", "at")
	s.heading = "## Journal"
	s.items = append([]string{met.String() + " met: over lunch"}, items...)
}

// conflict is what git leaves of a `next` that two people changed.
func conflict(today civil.Date) key {
	return key{"<<<<<<< HEAD\nnext", fmt.Sprintf(" %s\n=======\nnext: %s\n>>>>>>> theirs", today+3, today+10)}
}

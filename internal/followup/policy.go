package followup

import (
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
)

// Policy is the figures behind the rules (SPEC 5). A zero period means never.
type Policy struct {
	Name     string
	First    civil.Period   // follow-up after a meeting
	Gaps     []civil.Period // after the 1st, 2nd, … attempt; at least one
	LastTry  civil.Period   // after the attempt that follows the gaps; zero: the last gap repeats
	Grace    civil.Period   // from the last try to letting go
	Nudge    civil.Period   // after what they promised fell due
	LongStop civil.Period   // after handing over
	HandOver int            // proposed after so many missed appointments; 0 for never
}

// Tag is what a tag chooses in the settings.
type Tag struct {
	Policy string       // empty for none
	Every  civil.Period // zero for none
}

// Settings are those of redial.yaml that the rules depend on.
type Settings struct {
	Workdays civil.Workdays
	Default  string // name of the policy of those who have no other
	Policies map[string]Policy
	Tags     map[string]Tag
}

// BuiltIn gives the three policies that are always there.
func BuiltIn() map[string]Policy {
	d := func(n int) civil.Period { return civil.Period{N: n, Unit: civil.Days} }
	w := func(n int) civil.Period { return civil.Period{N: n, Unit: civil.Weeks} }
	mo := func(n int) civil.Period { return civil.Period{N: n, Unit: civil.Months} }
	return map[string]Policy{
		"steady": {
			Name: "steady", First: d(1), Gaps: []civil.Period{d(3), w(1), w(2)}, LastTry: mo(1),
			Grace: w(2), Nudge: d(3), LongStop: d(30), HandOver: 2,
		},
		"persistent": {
			Name: "persistent", First: d(1), Gaps: []civil.Period{d(2), d(4), w(1), w(2), mo(1)},
			Nudge: d(1), LongStop: d(30), HandOver: 3,
		},
		"light": {
			Name: "light", First: d(1), Gaps: []civil.Period{w(1)}, LastTry: w(2),
			Grace: w(2), HandOver: 1,
		},
	}
}

// DefaultSettings are those of a notebook without redial.yaml.
func DefaultSettings() *Settings {
	return &Settings{Workdays: civil.MondayToFriday, Default: "steady", Policies: BuiltIn()}
}

// PolicyOf gives the policy of a contact: its own, else that of the first of its tags that has one,
// else the default. A name that no policy has is passed over; Check reports it.
func (s *Settings) PolicyOf(c *contact.Contact) Policy {
	if p, ok := s.Policies[c.Policy]; ok {
		return p
	}
	for _, t := range c.Tags {
		if p, ok := s.Policies[s.tag(t).Policy]; ok {
			return p
		}
	}
	return s.Policies[s.Default]
}

// tag gives what a tag chooses. It may be written with other capitals in the note than in the settings;
// of several tags there that differ in nothing else, the one written alike counts, else the first.
func (s *Settings) tag(name string) Tag {
	if t, ok := s.Tags[name]; ok || len(s.Tags) == 0 {
		return t
	}
	first := ""
	for known := range s.Tags {
		if (first == "" || known < first) && strings.EqualFold(known, name) {
			first = known
		}
	}
	if first == "" {
		return Tag{}
	}
	return s.Tags[first]
}

// CadenceOf gives the rhythm in which one keeps in touch with a contact: its own `every:`, else that
// of the first of its tags that has one. Zero means none.
func (s *Settings) CadenceOf(c *contact.Contact) civil.Period {
	if c.Every.Never || !c.Every.Period.IsZero() {
		return c.Every.Period
	}
	for _, t := range c.Tags {
		if p := s.tag(t).Every; !p.IsZero() {
			return p
		}
	}
	return civil.Period{}
}

// Length gives the number of attempts until letting go, the last try included: one for each gap, one
// after them, and the last. 0 where the policy never lets go.
func (p *Policy) Length() int {
	if p.LastTry.IsZero() {
		return 0
	}
	return len(p.Gaps) + 2
}

// gap gives how long to wait after the n-th attempt, from 1, and whether the next one is the last.
func (p *Policy) gap(n int) (wait civil.Period, last bool) {
	switch {
	case n <= len(p.Gaps):
		return p.Gaps[n-1], false
	case p.LastTry.IsZero():
		return p.Gaps[len(p.Gaps)-1], false
	}
	return p.LastTry, true
}

package config

import (
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"redial/internal/civil"
	"redial/internal/followup"
)

// policyKeys are those of a policy, in the order of SPEC 5.
var policyKeys = []string{"from", "first", "gaps", "last_try", "grace", "nudge", "long_stop", "hand_over"}

const policyHelp = "write patient: {from: steady, gaps: [1w, 2w, 1mo]}"

// policies is the part of the settings that defines policies, while it is being read.
type policies struct {
	*reader
	written map[string]field // the user's own, by name
	done    map[string]followup.Policy
	open    []string // the names that are being read now, each from the next
	isOpen  map[string]bool
}

// readPolicies reads the user's own policies beside those built in.
func (r *reader) readPolicies(n *yaml.Node) {
	r.policies = []string{"steady", "persistent", "light"}
	ps := &policies{reader: r, written: map[string]field{}, done: followup.BuiltIn(), isOpen: map[string]bool{}}
	for _, f := range r.fields(n, "`policies:` holds policies by name", policyHelp) {
		name := f.key.Value
		if _, ok := ps.done[name]; ok {
			r.bad(f.key, "`"+name+"` is built in", "give yours another name, and write default: with it if it is for everybody")
			continue
		}
		r.policies = append(r.policies, name)
		ps.written[name] = f
	}
	r.isPolicy = make(map[string]bool, len(r.policies))
	for _, name := range r.policies {
		r.isPolicy[name] = true
	}
	for _, name := range r.policies {
		ps.policy(name)
	}
	r.config.Followup.Policies = ps.done
}

// policy gives a policy that there is; one that is not read yet is read now.
func (ps *policies) policy(name string) followup.Policy {
	if p, ok := ps.done[name]; ok {
		return p
	}
	ps.open, ps.isOpen[name] = append(ps.open, name), true
	p := ps.readPolicy(ps.written[name])
	ps.open, ps.isOpen[name] = ps.open[:len(ps.open)-1], false
	p.Name = name
	ps.done[name] = p
	return p
}

func (ps *policies) readPolicy(f field) followup.Policy {
	before := len(ps.problems)
	v := ps.known(ps.fields(f.value, "a policy is the name of another one and what differs", policyHelp), "nothing that a policy has", policyKeys)
	p := ps.from(f.key, v["from"], before)
	p.First = ps.periodOr(v["first"], false, p.First)
	p.Gaps = ps.gaps(v["gaps"], p.Gaps)
	p.LastTry = ps.periodOr(v["last_try"], true, p.LastTry)
	p.Grace = ps.periodOr(v["grace"], false, p.Grace)
	p.Nudge = ps.periodOr(v["nudge"], true, p.Nudge)
	p.LongStop = ps.periodOr(v["long_stop"], true, p.LongStop)
	p.HandOver = ps.count(v["hand_over"], p.HandOver)
	return p
}

// from gives the policy that another one comes from: steady where that is not said or is no policy. It is
// reported unless there are other faults than so many before.
func (ps *policies) from(name, n *yaml.Node, before int) followup.Policy {
	base, ok := ps.policyName(n)
	switch {
	case !ok && len(ps.problems) == before:
		ps.bad(name, "`"+name.Value+"` does not say which policy it comes from", policyHelp)
	case ok && ps.isOpen[base]:
		ps.bad(n, "policies come from each other in a circle: "+ps.circle(base), "write from: steady in one of them")
	case ok:
		p := ps.policy(base)
		p.Gaps = slices.Clone(p.Gaps)
		return p
	}
	return followup.BuiltIn()["steady"]
}

// circle writes the policies that are being read from one on, as far as people read.
func (ps *policies) circle(base string) string {
	const most = 6
	names := ps.open[slices.Index(ps.open, base):]
	if len(names) > most {
		names = append(slices.Clone(names[:most]), "…")
	}
	return strings.Join(names, " from ") + " from " + base
}

func (ps *policies) periodOr(n *yaml.Node, never bool, otherwise civil.Period) civil.Period {
	if p, ok := ps.period(n, never); ok {
		return p
	}
	return otherwise
}

// gaps reads one gap or more.
func (ps *policies) gaps(n *yaml.Node, otherwise []civil.Period) []civil.Period {
	const help = "write [3d, 1w, 2w]"
	if n == nil {
		return otherwise
	}
	before := len(ps.problems)
	var gaps []civil.Period
	for _, w := range ps.words(n, commaOrBlank, help) {
		if p, ok := ps.period(w, false); ok {
			gaps = append(gaps, p)
		}
	}
	if len(gaps) == 0 && len(ps.problems) == before {
		ps.bad(n, "there must be a gap after the first attempt", help)
	}
	if len(ps.problems) > before {
		return otherwise
	}
	return gaps
}

// maxCount bounds numbers in policies.
const maxCount = 1000

// count reads a number of times, or `never`.
func (ps *policies) count(n *yaml.Node, otherwise int) int {
	const help = "write a number, 2, or never"
	s, ok := ps.text(n, help)
	if !ok {
		return otherwise
	}
	if strings.EqualFold(s, "never") {
		return 0
	}
	c, err := strconv.Atoi(s)
	if err != nil || c < 1 || c > maxCount {
		ps.bad(n, "`"+s+"` is no number of times", help)
		return otherwise
	}
	return c
}

package roster

import (
	"slices"
	"strings"
)

// index makes somebody known by all keys.
func (pl *Planner) index(k *Known) { pl.learn(k, k.person) }

// learn makes somebody known by all keys of a person who turned out to be them.
func (pl *Planner) learn(k *Known, p *Person) {
	for _, rung := range rungs {
		for _, key := range rung.keys(p) {
			b := pl.by[rung.sort+key]
			if b == nil {
				b = &bucket{}
				pl.by[rung.sort+key] = b
			}
			b.add(k)
			if p != k.person && rung.sort == "name" && len(k.learnt) < crowd && !slices.Contains(k.learnt, rung.sort+key) {
				k.learnt = append(k.learnt, rung.sort+key) // the rest becomes their own
			}
		}
	}
}

// bucket holds those who have a key in common, the first crowd of them.
type bucket struct {
	known   []*Known
	inDoubt []*Known
}

// Bounds on the work for one person: what is the same in so many cases tells nobody apart.
const (
	house = 50        // people who have an address or a number before it is that of a house, and nobody's
	crowd = house + 1 // people with a key in common who are looked at
	turns = 30        // times that one in doubt is looked at again
)

func (b *bucket) add(k *Known) {
	list := &b.known
	if k.inDoubt {
		list = &b.inDoubt
	}
	if n := len(*list); n == 0 || n < crowd && !slices.Contains(*list, k) {
		*list = append(*list, k)
	}
}

// doubtful gives one of those who are in doubt still.
func (b *bucket) doubtful() *Known {
	for len(b.inDoubt) > 0 && b.inDoubt[0].settled {
		b.inDoubt = b.inDoubt[1:]
	}
	for _, k := range b.inDoubt {
		if !k.gone {
			return k
		}
	}
	return nil
}

// rung is a sort of keys by which a person is known again, the surest first.
type rung struct {
	sort string // and how it is said
	keys func(p *Person) []string
}

var rungs = []rung{
	{"source", func(p *Person) []string { return keysOf([]string{p.Source}, strings.TrimSpace) }},
	{"profile", (*Person).profiles},
	{"e-mail", func(p *Person) []string { return keysOf(p.Emails, emailKey) }},
	{"phone", func(p *Person) []string { return keysOf(p.Phones, phoneKey) }},
	{"name", func(p *Person) []string { return keysOf(append([]string{p.Name}, p.Aka...), nameKey) }},
}

func keysOf(values []string, key func(string) string) []string {
	var keys []string
	for _, v := range values {
		if k := key(v); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

func addresses(p *Person) []string {
	var all []string
	for _, l := range p.Links {
		all = append(all, l.Value)
	}
	return all
}

// find climbs the rungs. The first one that finds anybody decides: it finds one, or those that it may be.
// Others in doubt count only where nobody else is found.
func (pl *Planner) find(p *Person) (k *Known, maybe []*Known, why string) {
	if id, own := strings.CutPrefix(p.Source, ownSource); own {
		return pl.ids[id], nil, "the same id"
	}
	for _, r := range rungs {
		found := pl.at(r, p)
		if r.sort == "phone" { // a number may be that of a house
			found = filter(found, func(k *Known) bool { return namesAgree(k.person, p) })
		}
		if r.sort == "name" {
			found = filter(found, func(k *Known) bool { return !otherProfile(k.person, p) || k.holds(r, p) })
		}
		if len(found) > 0 && maybe == nil {
			maybe, why = found, "the same "+r.sort+" as another in doubt"
		}
		doubtful := filter(found, func(k *Known) bool { return k.inDoubt })
		if found = certain(found); len(found) > 0 {
			k, maybe, why = decide(r, found, p)
		}
		if k == nil {
			k = holder(r, doubtful, p) // the same card once more
		}
		if k != nil || len(found) > 0 {
			return k, maybe, why
		}
	}
	return nil, maybe, why
}

// decide finds the one of those found who is meant, or says that there is doubt.
func decide(r rung, found []*Known, p *Person) (k *Known, maybe []*Known, why string) {
	if k := holder(r, found, p); k != nil {
		return k, nil, "the same " + r.sort
	}
	return choose(r, found, p)
}

// choose finds the one of those found who is meant, if there can be no doubt.
func choose(r rung, found []*Known, p *Person) (k *Known, maybe []*Known, why string) {
	switch r.sort {
	case "name":
		return nil, found, "the same name"
	case "e-mail":
		agree := filter(found, func(k *Known) bool { return namesAgree(k.person, p) })
		if len(agree) == 0 {
			return nil, found, "the same e-mail under another name"
		}
		found = agree
	}
	if len(found) == 1 {
		return found[0], nil, "the same " + r.sort
	}
	return nil, found, "the same " + r.sort + " in " + names(found)
}

func names(found []*Known) string {
	var all []string
	for _, k := range found {
		all = append(all, k.Name())
	}
	return strings.Join(all, ", ")
}

// at gives those whom a rung finds: all who are known, and one of those in doubt.
func (pl *Planner) at(r rung, p *Person) []*Known {
	var found []*Known
	for _, key := range r.keys(p) {
		b := pl.by[r.sort+key]
		if b == nil || len(b.known) > house && (r.sort == "e-mail" || r.sort == "phone") {
			continue
		}
		for _, k := range b.known {
			if !slices.Contains(found, k) {
				found = append(found, k)
			}
		}
		if k := b.doubtful(); k != nil && !slices.Contains(found, k) {
			found = append(found, k)
		}
	}
	return found
}

func filter(ks []*Known, keep func(*Known) bool) []*Known {
	var kept []*Known
	for _, k := range ks {
		if keep(k) {
			kept = append(kept, k)
		}
	}
	return kept
}

// otherProfile reports whether two persons have pages of their own at the same place: they are two.
func otherProfile(a, b *Person) bool {
	host := func(key string) string { h, _, _ := strings.Cut(key, "/"); return h }
	differ := false
	for _, x := range a.profiles() {
		for _, y := range b.profiles() {
			if x == y {
				return false
			}
			differ = differ || host(x) == host(y)
		}
	}
	return differ
}

// holder gives the one of those found who has all of a person, first of all one of the same name.
func holder(r rung, found []*Known, p *Person) *Known {
	var holder *Known
	for _, k := range found {
		same := nameKey(k.person.Name) == nameKey(p.Name)
		if (holder == nil || same) && (r.sort != "e-mail" || namesAgree(k.person, p)) && k.holds(r, p) {
			if holder = k; same {
				break
			}
		}
	}
	return holder
}

// holds reports whether nothing of a person would be added, and where only a name is the same, whether
// nothing is said otherwise: an Ada Byron of another company may be another one.
func (k *Known) holds(r rung, p *Person) bool {
	k.person.told()
	trial := *k.person
	trial.trial = true
	adds, differs := merge(&trial, p)
	return len(adds) == 0 && (len(differs) == 0 || r.sort != "name")
}

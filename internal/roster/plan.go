package roster

import (
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

// Action is what becomes of a person of an address book.
type Action string

// The actions.
const (
	New    Action = "new"    // a note is made
	Same   Action = "same"   // the notebook has it all
	Adds   Action = "adds"   // something is added to a note
	Unsure Action = "unsure" // may be somebody who is known
	Left   Action = "left"   // nothing by which to call them
)

// Options are what the person who imports wants with those who are new.
type Options struct {
	Today  civil.Date
	Track  bool // they are met, and followed up
	Tags   []string
	At     string
	Policy string
	Every  string
}

// Item is what becomes of one person, or of several that are one.
type Item struct {
	Action  Action
	Person  *Person          // who is new or in doubt; of one who is known, what the note would come to
	Contact *contact.Contact // who is known; nil for others
	Adds    []Addition       // of one who is known
	Maybe   []*Known         // of one in doubt: those that it may be
	Why     string           // how it was known, or why it is in doubt; a few words
	Differs []string         // where the address book says otherwise than the note, which stays

	doubt *Known // of one in doubt
}

// Known is somebody whom a person may turn out to be: in the notebook, or new in the plan.
type Known struct {
	Contact *contact.Contact // nil for one who is new
	person  *Person          // with all that was added
	item    *Item            // nil for a contact to whom nothing is added
	inDoubt bool             // in the plan, and perhaps one of the others
	gone    bool             // is not to be found just now
	settled bool             // was in doubt, and is no more
	waits   bool             // of one in doubt: is to be looked at again
	looks   int              // of one in doubt: how often that was
}

// Name is what they are called.
func (k *Known) Name() string { return k.person.Name }

// Plan is what an import would do. What is the same is counted alone, so that a plan is as large as
// what it would write.
type Plan struct {
	Items  []*Item // in the order of the file
	Same   int     // that the notebook has it all of
	Merged int     // that are somebody new who stands in the file before
	Left   int     // that are left out
	Bare   []int   // of these, who has nothing to be called by: the lines where they begin, 0 where there are none
	Photos int     // that were left out
	Faults []Fault // what could not be read, in the order of the file
}

// Count gives how many items have an action.
func (p *Plan) Count(a Action) int {
	n := 0
	for _, i := range p.Items {
		if i.Action == a {
			n++
		}
	}
	return n
}

// Planner makes a plan, person by person.
type Planner struct {
	Plan  Plan
	o     Options
	by    map[string]*bucket // by key, each with its sort before it
	ids   map[string]*Known
	again []*Known // those in doubt of whom something was learnt since
}

// NewPlanner begins a plan for a notebook.
func NewPlanner(b *contact.Book, o Options) *Planner {
	pl := &Planner{o: o, by: map[string]*bucket{}, ids: map[string]*Known{}}
	for _, c := range b.Contacts {
		k := &Known{Contact: c, person: Of(c)}
		k.person.Notes = c.Note.Source[c.Note.Body.Start:c.Note.Body.End]
		k.person.Source = storedSource(c)
		k.person.Entries = c.Note.Entries
		pl.ids[c.ID] = k
		pl.index(k)
	}
	return pl
}

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

// Add plans what becomes of a person, who belongs to the plan from then on.
func (pl *Planner) Add(p *Person) {
	named := p.Tidy()
	pl.Plan.Faults = append(pl.Plan.Faults, p.Faults...)
	reported := len(p.Faults) > 0
	p.Faults = nil
	if p.Photo {
		pl.Plan.Photos++
	}
	if !named {
		pl.Plan.Left++
		if !reported {
			pl.Plan.Bare = append(pl.Plan.Bare, p.Line)
		}
		return
	}
	pl.prepare(p)
	k, maybe, why := pl.find(p)
	switch {
	case k != nil:
		pl.known(k, p, why)
	case maybe != nil:
		pl.doubt(p, maybe, why)
	default:
		pl.new(p)
	}
}

// prepare leaves of a person what is asked for: without Track there is nothing from which a follow-up
// would follow. What happened is kept as remarks, what was promised as text.
func (pl *Planner) prepare(p *Person) {
	if id, own := strings.CutPrefix(p.Source, ownSource); own {
		p.Source, p.Ours = "", true
		if k := pl.ids[id]; k != nil && nameKey(k.person.Name) == nameKey(p.Name) {
			p.Source = ownSource + id
		}
	}
	defer p.gather()
	if pl.o.Track {
		if p.Met == 0 {
			p.Met = p.Since
		}
		p.Since = 0
		if !p.Ours {
			pl.leaveOld(p)
		}
		return
	}
	if p.Since == 0 {
		p.Since = p.Met
	}
	p.Met, p.Last, p.Next, p.Every = 0, 0, 0, ""
	p.promisesAsText(func(e *note.Entry) bool { return e.Promise == note.Open || e.Date > pl.o.Today })
	for i := range p.Entries {
		p.Entries[i] = remark(&p.Entries[i])
	}
}

// leaveOld keeps of what another program would have reminded of only what is still to come: its
// reminders of years ago are no promises that were broken.
func (pl *Planner) leaveOld(p *Person) {
	if p.Next < pl.o.Today {
		p.Next = 0
	}
	p.promisesAsText(func(e *note.Entry) bool { return e.Promise == note.Open && e.Date < pl.o.Today })
}

// promisesAsText makes text of some entries, from which nothing follows.
func (p *Person) promisesAsText(which func(e *note.Entry) bool) {
	var kept []note.Entry
	for _, e := range p.Entries {
		if which(&e) {
			p.Remark("Promise of " + strings.TrimPrefix(e.String(), "[ ] "))
		} else {
			kept = append(kept, e)
		}
	}
	p.Entries = kept
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
	if p.Notes != "" || len(p.Entries) > 0 {
		k.person.told()
	}
	trial := *k.person
	trial.trial = true
	adds, differs := merge(&trial, p)
	return len(adds) == 0 && (len(differs) == 0 || r.sort != "name")
}

// known adds to somebody what is new of a person.
func (pl *Planner) known(k *Known, p *Person, why string) {
	adds, differs := merge(k.person, p)
	pl.Plan.Faults = append(pl.Plan.Faults, p.Faults...)
	pl.learn(k, p)
	pl.lookAgain(k.person, p)
	if k.inDoubt { // and has all of this one
		pl.Plan.Merged++
		return
	}
	if len(adds) > 0 && strings.HasSuffix(why, "source") && !strings.HasPrefix(p.Source, ownSource) {
		k.person.keepsSource = true
		if k.person.Source == "" {
			k.person.Source = p.Source
			adds = append(adds, Addition{sourceKey, []string{p.Source}})
		}
	}
	if k.Contact == nil {
		pl.Plan.Merged++
		return
	}
	if len(adds) == 0 && (len(differs) == 0 || k.item != nil) {
		pl.Plan.Same++
		return
	}
	if k.item == nil {
		k.item = &Item{Action: Same, Person: k.person, Contact: k.Contact, Why: why, Differs: differs}
		pl.Plan.Items = append(pl.Plan.Items, k.item)
	}
	if len(adds) > 0 {
		k.item.Action = Adds
		k.item.Adds = append(k.item.Adds, adds...)
	}
}

// new plans a note, with what is asked for those who are new.
func (pl *Planner) new(p *Person) {
	o := pl.o
	if o.Track && p.Met == 0 && !p.Ours {
		p.Met = o.Today
	}
	p.Tags = append(p.Tags, missing(p.Tags, o.Tags, strings.ToLower)...)
	for _, v := range []struct {
		to   *string
		from string
	}{{&p.At, o.At}, {&p.Policy, o.Policy}, {&p.Every, o.Every}} {
		if v.from != "" {
			*v.to = v.from
		}
	}
	k := &Known{person: p, item: &Item{Action: New, Person: p}}
	pl.Plan.Items = append(pl.Plan.Items, k.item)
	pl.index(k)
	pl.lookAgain(p)
}

// doubt plans nothing for a person until somebody says who it is. Whoever comes later and may be the
// same is in doubt too, so that it does not matter who came first.
func (pl *Planner) doubt(p *Person, maybe []*Known, why string) {
	k := &Known{person: p, item: &Item{Action: Unsure, Person: p, Maybe: certain(maybe), Why: why}, inDoubt: true}
	k.item.doubt = k
	pl.Plan.Items = append(pl.Plan.Items, k.item)
	pl.index(k)
}

func certain(ks []*Known) []*Known { return filter(ks, func(k *Known) bool { return !k.inDoubt }) }

// Settle looks again at those in doubt, when everybody has been added or one has been resolved: what was
// learnt since may tell who they are. Of several who may only be each other, the first is new.
func (pl *Planner) Settle() {
	pl.settleAgain()
	for _, i := range slices.Clone(pl.Plan.Items) {
		if i.Action == Unsure && len(i.Maybe) == 0 {
			pl.look(i.doubt, true)
			pl.settleAgain()
		}
	}
	pl.Plan.Items = slices.DeleteFunc(pl.Plan.Items, func(i *Item) bool { return i.Action == "" })
}

// settleAgain looks at those of whom something was learnt, until nothing more becomes clear.
func (pl *Planner) settleAgain() {
	for len(pl.again) > 0 {
		k := pl.again[0]
		pl.again = pl.again[1:]
		if k.waits = false; k.item.Action == Unsure && k.looks < turns {
			k.looks++
			pl.look(k, false)
		}
	}
}

// look finds out who one in doubt is. With first, one who may be nobody but others in doubt is new.
func (pl *Planner) look(doubt *Known, first bool) {
	i := doubt.item
	doubt.gone = true // not to find oneself
	k, maybe, why := pl.find(i.Person)
	i.Maybe, i.Why = certain(maybe), why
	if k == nil && maybe != nil && !(first && len(i.Maybe) == 0) {
		doubt.gone = false
		return
	}
	i.Action, doubt.settled = "", true
	if k != nil {
		pl.known(k, i.Person, why)
	} else {
		pl.new(i.Person)
	}
}

// lookAgain notes those in doubt who have a key in common with somebody of whom something was learnt.
func (pl *Planner) lookAgain(people ...*Person) {
	for _, p := range people {
		for _, r := range rungs {
			for _, key := range r.keys(p) {
				b := pl.by[r.sort+key]
				if b == nil {
					continue
				}
				for _, k := range b.inDoubt {
					if !k.waits && !k.settled {
						k.waits = true
						pl.again = append(pl.again, k)
					}
				}
			}
		}
	}
}

// Resolve decides about one in doubt: that it is somebody known, or with nil somebody new.
func (pl *Planner) Resolve(i *Item, k *Known) {
	i.Action, i.doubt.gone, i.doubt.settled = "", true, true
	for _, other := range pl.Plan.Items {
		if other.doubt != nil {
			other.doubt.looks = 0
		}
	}
	if k == nil {
		pl.new(i.Person)
	} else {
		if !namesAgree(k.person, i.Person) { // next time they will
			i.Person.Aka = append(i.Person.Aka, i.Person.Name)
		}
		pl.known(k, i.Person, "you said so")
	}
	pl.Settle()
}

package roster

import (
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
	learnt  []string         // the names of people who turned out to be them, as keys; crowd at most
	same    []*Person        // of one in doubt: people of whom they have everything; crowd at most
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

// known adds to somebody what is new of a person.
func (pl *Planner) known(k *Known, p *Person, why string) {
	adds, differs := merge(k.person, p)
	pl.Plan.Faults = append(pl.Plan.Faults, p.Faults...)
	pl.learn(k, p)
	pl.lookAgain(k, p)
	if k.inDoubt { // and has all of this one
		pl.Plan.Merged++
		if len(k.same) < crowd {
			k.same = append(k.same, p)
		}
		return
	}
	knows := why == toldSo || len(adds) > 0 && strings.HasSuffix(why, "source")
	if knows && p.Source != "" && !strings.HasPrefix(p.Source, ownSource) {
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
	pl.lookAgain(k)
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

// toldSo is why somebody is known whom the person has named.
const toldSo = "you said so"

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
		i.Person.keepWhatDiffers(k)
		pl.known(k, i.Person, toldSo)
	}
	pl.Settle()
}

// keepWhatDiffers keeps as text what is said otherwise of somebody who is known by nothing but a name, so
// that they are known by it the next time.
func (p *Person) keepWhatDiffers(k *Known) {
	if p.Source != "" || len(p.Emails) > 0 || len(p.profiles()) > 0 {
		return
	}
	k.person.told()
	trial := *k.person
	trial.trial = true
	_, differs := merge(&trial, p)
	p.remarks = append(p.remarks, differs...)
	p.gather()
}

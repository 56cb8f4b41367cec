package roster

import "slices"

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
	for _, i := range slices.Clone(pl.Plan.Items) {
		if i.Action == Unsure {
			pl.settleSame(i.doubt)
		}
	}
	pl.Plan.Items = slices.DeleteFunc(pl.Plan.Items, func(i *Item) bool { return i.Action == "" })
}

// settleSame looks for people of whom one in doubt has everything, and who may be somebody new for all that: a
// card without a name is whoever has its address. The next time they would be found before the one in doubt.
func (pl *Planner) settleSame(doubt *Known) {
	for _, p := range doubt.same {
		doubt.gone = true
		k, _, why := pl.find(p)
		doubt.gone = false
		if k == nil || k.inDoubt {
			continue
		}
		doubt.same = slices.DeleteFunc(slices.Clone(doubt.same), func(q *Person) bool { return q == p })
		pl.Plan.Merged--
		pl.known(k, p, why)
		pl.settleAgain()
	}
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

// lookAgain notes those in doubt who have a key in common with somebody of whom something was learnt, or
// with people who turned out to be them.
func (pl *Planner) lookAgain(k *Known, people ...*Person) {
	for _, p := range append(people, k.person) {
		for _, r := range rungs {
			for _, key := range r.keys(p) {
				pl.lookAgainAt(r.sort + key)
			}
		}
	}
	for _, key := range k.learnt {
		pl.lookAgainAt(key)
	}
}

func (pl *Planner) lookAgainAt(key string) {
	b := pl.by[key]
	if b == nil {
		return
	}
	for _, k := range b.inDoubt {
		if !k.waits && !k.settled {
			k.waits = true
			pl.again = append(pl.again, k)
		}
	}
}

package site

import (
	"reflect"
	"slices"

	"redial/internal/contact"
	"redial/internal/followup"
)

// since is what a plan may take from the one before it. Contacts, events and assessments never change:
// one that is the same value is the same. Of all that follows from one contact, what followed from the
// same one is kept; of what follows from many, what those changed is worked out anew.
//
// It is there while the plan is made, and not kept: a plan would hold on to all before it.
type since struct {
	last *site              // nil for none
	ids  bool               // the same people and events, by id, in the same order
	gone []*contact.Contact // who is no longer there, or another
	come []*contact.Contact // who is new, or another; where ids is true, the same people as gone

	sameEvents  bool // every event is the same
	called      bool // who was there before and is there now has the name and the page that he had; so has every event
	sameTargets bool // what was there before and is there now leads where it did: see [targets]
}

// compare finds out in what a plan differs from the one before.
func (s *site) compare(last *Plan) *since {
	n := &since{}
	if last == nil || last.site.today != s.today || !reflect.DeepEqual(last.site.Agenda.Settings, s.Agenda.Settings) {
		return n
	}
	n.last = last.site
	was, is := n.last.Agenda, s.Agenda
	n.ids = slices.EqualFunc(was.All, is.All, func(a, b *followup.Assessment) bool { return a.Contact.ID == b.Contact.ID }) &&
		slices.EqualFunc(was.Book.Events, is.Book.Events, func(a, b *contact.Event) bool { return a.ID == b.ID })
	n.sameEvents = slices.Equal(was.Book.Events, is.Book.Events)
	old := was.All
	for _, a := range is.All {
		for len(old) > 0 && old[0] != a && old[0].Contact.ID <= a.Contact.ID {
			n.gone = append(n.gone, old[0].Contact)
			old = old[1:]
		}
		if len(old) > 0 && old[0] == a {
			old = old[1:]
			continue
		}
		n.come = append(n.come, a.Contact)
	}
	for _, a := range old {
		n.gone = append(n.gone, a.Contact)
	}
	return n
}

// few reports whether so few are others that it pays to correct what was worked out of all.
func (n *since) few() bool {
	return n.last != nil && 8*(len(n.gone)+len(n.come)) < len(n.last.Agenda.All)+64
}

// nothing reports whether everybody and every event is the same. Then what the last plan was asked for is kept
// for a plan after this one, though nobody may ask this one.
func (n *since) nothing() bool {
	return n.last != nil && n.ids && n.sameEvents && len(n.gone)+len(n.come) == 0
}

// view gives what the last plan has of the i-th contact, if that stayed as it was; nil for none.
func (n *since) view(i int, a *followup.Assessment) *view {
	var was *view
	switch {
	case n.last == nil:
		return nil
	case n.ids:
		was = n.last.inOrder[i]
	default:
		was = n.last.view(a.Contact.ID)
	}
	if was != nil && was.Assessment == a {
		return was
	}
	return nil
}

// told gives the view of the last plan of which lists show the same as of a new one, where only prose of the note
// is another; nil for none. Where articles are offered, prose tells which of them a person knows.
func (n *since) told(s *site, v *view) *view {
	if n.last == nil || len(s.Options.Articles)+len(n.last.Options.Articles) > 0 || n.last.pageOf[v.Contact.ID] != s.pageOf[v.Contact.ID] {
		return nil
	}
	was := n.last.view(v.Contact.ID)
	if was == nil || v.Contact.Note == nil || was.Contact.Note == nil || !reflect.DeepEqual(v.Contact.Note.Front, was.Contact.Note.Front) {
		return nil
	}
	old, is := *was.Contact, *v.Contact
	if old.Note, is.Note = nil, nil; !reflect.DeepEqual(&old, &is) {
		return nil
	}
	return was
}

// now gives the view of a contact who stayed as he was, by that of the last plan.
func (n *since) now(s *site, was *view) *view {
	if n.ids {
		return s.inOrder[was.place]
	}
	return s.view(was.Contact.ID)
}

// inCommon reports whether all that pages have in common is as it was in the last plan.
func (n *since) inCommon(s *site) bool { return n.last != nil && n.last.keys.common == s.keys.common }

// addresses gives where pages lie.
func (n *since) addresses(b *contact.Book) addresses {
	if n.ids {
		return n.last.pageOf
	}
	return newAddresses(b)
}

// names reports whether everybody and every event is called as before, and every event is the same.
func (n *since) names() bool {
	return n.last != nil && n.ids && !n.last.keys.none && n.sameEvents && n.namedAlike()
}

// calledAlike reports whether everybody and every event that was there before and is there now has the name and
// the page that it had.
func (n *since) calledAlike(s *site) bool {
	if n.last == nil {
		return false
	}
	was := make(map[string]string, len(n.gone))
	for _, c := range n.gone {
		was[c.ID] = c.Name
	}
	for _, c := range n.come {
		if name, ok := was[c.ID]; ok && name != c.Name {
			return false
		}
	}
	if n.ids && n.sameEvents {
		return true
	}
	for _, e := range s.Agenda.Book.Events {
		if old := n.last.Agenda.Book.Event(e.ID); old != nil && old.Name != e.Name {
			return false
		}
	}
	for id, path := range n.last.pageOf {
		if now, ok := s.pageOf[id]; ok && now != path {
			return false
		}
	}
	return true
}

// targetsAlike reports whether everybody who was there before and is there now leads where he did.
func (n *since) targetsAlike(s *site, all []targets) bool {
	if n.last == nil || n.last.keys.none {
		return false
	}
	for i, v := range s.inOrder {
		if was := n.last.view(v.Contact.ID); was != nil && n.last.keys.targets[was.place] != all[i] {
			return false
		}
	}
	return true
}

// namedAlike reports whether those who are others have the names that they had.
func (n *since) namedAlike() bool {
	for i, c := range n.come {
		if old := n.gone[i]; old.ID != c.ID || old.Name != c.Name || !slices.Equal(old.Aka, c.Aka) {
			return false
		}
	}
	return true
}

package contact

import "strings"

// Find gives the contacts that a person means by what they type for WHO (SPEC 7), sorted by id; more
// than one is an ambiguous name.
//
// Reading becomes more generous step by step, and the first step that finds anyone decides: the id;
// the same but for letter case (`notes/` and `.md` are left aside); the whole name, an alias, the last
// part of the id or an e-mail address; all words of who, each a word of the names; each the
// beginning of one; so with the id among the names; each a part of one; all of who a part of the names
// without blanks (`jeanluc`); each misspelt by a letter, or two in long ones,
// those with the fewest wrong letters.
//
// Letters that merely occur in the right order are not enough: `byorn` would be Barry O'Brien.
func (b *Book) Find(who string) []*Contact {
	if strings.TrimSpace(who) == "" {
		return nil
	}
	if c := b.Contact(who); c != nil {
		return []*Contact{c}
	}
	if cs := b.contacts(b.byTwin.at(twinID(idOf(who)))); len(cs) > 0 {
		return cs
	}
	if cs := b.called(who); len(cs) > 0 {
		return cs
	}
	return b.resembling(who)
}

// idOf takes from a path what people and shells put around an id.
func idOf(who string) string {
	who = strings.TrimSpace(strings.ReplaceAll(who, `\`, "/"))
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(who, "./"), "notes/"), ".md")
}

func (b *Book) contacts(pages []int32) []*Contact {
	var cs []*Contact
	for _, i := range pages {
		if c := b.pages[i].contact; c != nil {
			cs = append(cs, c)
		}
	}
	return cs
}

// called gives those of whom who is a whole name or an e-mail address.
func (b *Book) called(who string) []*Contact {
	if cs := b.contacts(b.byName.at(key(who))); len(cs) > 0 {
		return cs
	}
	if !strings.Contains(who, "@") {
		return nil
	}
	return b.where(func(c *Contact) bool {
		for _, e := range c.Emails {
			if strings.EqualFold(e, strings.TrimSpace(who)) {
				return true
			}
		}
		return false
	})
}

func (b *Book) where(fits func(*Contact) bool) []*Contact {
	var cs []*Contact
	for _, c := range b.Contacts {
		if fits(c) {
			cs = append(cs, c)
		}
	}
	return cs
}

// resembling climbs the rest of the ladder of Find.
func (b *Book) resembling(who string) []*Contact {
	asked := folded(who)
	if len(asked) == 0 {
		return nil
	}
	all, words := make([]calls, len(b.Contacts)), newLexicon(len(b.Contacts))
	for i, c := range b.Contacts {
		all[i] = words.calls(c)
	}
	a := newAsking(words, asked)
	if cs := b.least(all, a.climb); len(cs) > 0 {
		return cs
	}
	return b.least(all, a.letters)
}

// least gives the contacts whose figure is the smallest; negative ones are none.
func (b *Book) least(all []calls, figure func(calls) int) []*Contact {
	best := -1
	var cs []*Contact
	for i, c := range all {
		f := figure(c)
		switch {
		case f < 0 || best >= 0 && f > best:
			continue
		case f != best:
			best, cs = f, nil
		}
		cs = append(cs, b.Contacts[i])
	}
	return cs
}

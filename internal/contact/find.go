package contact

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
)

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
	if cs := b.contacts(b.byTwin[twinID(idOf(who))]); len(cs) > 0 {
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

func (b *Book) contacts(pages []int) []*Contact {
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
	if cs := b.contacts(b.byName[key(who)]); len(cs) > 0 {
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

// calls is what a contact can be called by, in folded words.
type calls struct {
	names []string // of name and aliases
	id    []string
	whole []string // each name without blanks
}

func callsOf(c *Contact, known folds) calls {
	base := path.Base(c.ID)
	cs := calls{id: known.text(base)}
	name := known.text(c.Name)
	if cs.add(name); !slices.Equal(name, cs.id) { // most files are called as those in them are
		cs.add(cs.id)
	}
	for _, name := range c.Aka {
		cs.add(known.text(name))
	}
	if base != c.ID {
		cs.id = known.text(strings.ReplaceAll(c.ID, "/", " "))
	}
	return cs
}

func (cs *calls) add(ws []string) {
	cs.whole = append(cs.whole, strings.Join(ws, ""))
	cs.names = append(cs.names, ws...)
}

// resembling climbs the rest of the ladder of Find.
func (b *Book) resembling(who string) []*Contact {
	asked := folded(who)
	if len(asked) == 0 {
		return nil
	}
	all, known := make([]calls, len(b.Contacts)), folds{}
	for i, c := range b.Contacts {
		all[i] = callsOf(c, known)
	}
	step := func(c calls) int { return climb(c, asked) }
	if cs := b.least(all, step); len(cs) > 0 {
		return cs
	}
	m := misspelt{asked: asked, whole: strings.Join(asked, ""), near: map[[2]string]int{}}
	return b.least(all, m.letters)
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

// ladder holds the steps of Find by which all words that were asked are tried.
var ladder = []func(c calls, asked []string) bool{
	func(c calls, asked []string) bool { return each(asked, c.names, equal) },
	func(c calls, asked []string) bool { return each(asked, c.names, strings.HasPrefix) },
	func(c calls, asked []string) bool { return each(asked, append(c.id, c.names...), strings.HasPrefix) },
	func(c calls, asked []string) bool { return each(asked, append(c.id, c.names...), strings.Contains) },
	func(c calls, asked []string) bool {
		whole := strings.Join(asked, "")
		const shortest = 4 // fewer letters meet by chance where two words touch
		return len(whole) >= shortest && each([]string{whole}, c.whole, strings.Contains)
	},
}

// climb gives the first step that finds a contact, -1 where none does.
func climb(c calls, asked []string) int {
	return slices.IndexFunc(ladder, func(fits func(calls, []string) bool) bool { return fits(c, asked) })
}

// each reports whether every word that was asked fits one of ws.
func each(asked, ws []string, fits func(word, asked string) bool) bool {
	for _, a := range asked {
		found := false
		for _, w := range ws {
			found = found || fits(w, a)
		}
		if !found {
			return false
		}
	}
	return true
}

func equal(a, b string) bool { return a == b }

// maxWrong is how many letters of a word may be wrong at most.
const maxWrong = 2

// misspelt compares what was asked with names in which the same words come again and again.
type misspelt struct {
	asked []string
	whole string
	near  map[[2]string]int // how far a word asked and one of a name are apart, as [nearest] says
}

func (m *misspelt) nearest(asked string, ws []string, most int) int {
	best := -1
	for _, w := range ws {
		d, ok := m.near[[2]string{asked, w}]
		if !ok {
			d = nearest(asked, []string{w}, most)
			m.near[[2]string{asked, w}] = d
		}
		if d >= 0 && (best < 0 || d < best) {
			best = d
		}
	}
	return best
}

// letters counts the letters by which the words asked differ from a contact's names, word by word
// or as a whole; -1 where they are too many: in some word for its length, and in all for theirs, so that
// what is right in one makes up for another (`ada birom`).
func (m *misspelt) letters(c calls) int {
	sum, each := 0, true
	for _, a := range m.asked {
		d := m.nearest(a, c.names, mostWrong(len(m.asked), a))
		if d < 0 {
			return nearest(m.whole, c.whole, allowed(m.whole))
		}
		sum += d
		each = each && d <= allowed(a)
	}
	if each || sum <= allowed(m.whole) {
		return sum
	}
	return -1
}

// mostWrong gives how many letters may be wrong in one of so many words, if the others are right.
func mostWrong(words int, word string) int {
	if words > 1 && allowed(word) > 0 {
		return maxWrong
	}
	return allowed(word)
}

// nearest gives how many letters the nearest of ws is away, -1 where all are more than most.
func nearest(asked string, ws []string, most int) int {
	a, best := []rune(asked), -1
	for _, w := range ws {
		if apart := utf8.RuneCountInString(w) - len(a); apart > most || -apart > most {
			continue
		}
		if d := diag.Distance(a, []rune(w), most); d <= most {
			best, most = d, d-1
		}
	}
	return best
}

// allowed gives how many letters of a word may be wrong: nearly every other short word is near to a short
// one, and what is found may be written to (`brown` is not Byron).
func allowed(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n <= 2:
		return 0
	case n <= 5:
		return 1
	}
	return maxWrong
}

package contact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"redial/internal/diag"
)

// Found is a contact that words were found of, and where: `offers: short-run books`, with the words
// around it where the text is long, each place once.
type Found struct {
	Contact *Contact
	Why     []string
}

// Search gives those of whom the notes hold every one of the words, in whatever places: names,
// company, role, tags, offers, needs, all other keys, the journal and other text (SPEC 7, `who`).
// Those whose names, then what they do, then the rest hold them come first; equal ones are sorted by
// id.
//
// A word is found where one begins so (`print` finds `printer`), or within one in scripts that write no
// blanks. Where nobody has them all so, a word is found within others too (`keeping`), else, outside of
// longer text, misspelt by one letter of four, else by two of eight.
func (b *Book) Search(words string) []Found {
	asked := folded(words)
	slices.Sort(asked)
	asked = slices.Compact(asked)
	if len(asked) == 0 {
		return nil
	}
	holding := make([]*Contact, 0)
	for _, c := range b.Contacts {
		if mayHoldAll(c, asked) {
			holding = append(holding, c)
		}
	}
	for _, m := range manners {
		among := holding
		if !m.whole {
			among = b.Contacts
		}
		if found := search(among, asked, m); len(found) > 0 {
			return found
		}
	}
	return nil
}

// manner is a way in which a word fits what was asked.
type manner struct {
	fits  func(word, asked string) bool
	whole bool // what was asked is literally part of the word, and long text is looked through
}

var manners = []manner{
	{begins, true},
	{strings.Contains, true},
	{wrongBy(1), false},
	{wrongBy(2), false},
}

func begins(word, asked string) bool {
	if strings.HasPrefix(word, asked) {
		return true
	}
	return strings.ContainsFunc(asked, isUnspaced) && strings.Contains(word, asked)
}

// isUnspaced reports whether r is of a script that puts no blanks between words.
func isUnspaced(r rune) bool {
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wrongBy lets so many letters be wrong, each of at least four.
func wrongBy(letters int) func(word, asked string) bool {
	return func(word, asked string) bool {
		a := []rune(asked)
		return len(a) >= 4*letters && diag.Distance([]rune(word), a, letters) <= letters
	}
}

func search(among []*Contact, asked []string, m manner) []Found {
	type ranked struct {
		Found
		rank int
	}
	var rs []ranked
	for _, c := range among {
		if why, rank, ok := find(c, asked, m); ok {
			rs = append(rs, ranked{Found{c, why}, rank})
		}
	}
	slices.SortStableFunc(rs, func(x, y ranked) int { return cmp.Compare(x.rank, y.rank) })
	found := make([]Found, len(rs))
	for i, r := range rs {
		found[i] = r.Found
	}
	return found
}

// find looks for every word in a contact. rank is the smaller the more telling the places are.
func find(c *Contact, asked []string, m manner) (why []string, rank int, ok bool) {
	var places []place
	for _, a := range asked {
		p, ok := firstPlace(c, a, m)
		if !ok {
			return nil, 0, false
		}
		places = append(places, p)
		rank += p.rank
	}
	slices.SortStableFunc(places, func(x, y place) int { return cmp.Compare(x.order, y.order) })
	places = slices.CompactFunc(places, func(x, y place) bool { return x.order == y.order })
	for _, p := range places {
		why = append(why, p.label+": "+p.excerpt())
	}
	return why, rank, true
}

// place is a passage in which a word was found.
type place struct {
	passage
	word
	order int // of the passage among those of its contact
}

// firstPlace gives the most telling place of a contact that holds a word.
func firstPlace(c *Contact, asked string, m manner) (place, bool) {
	order := 0
	for p := range passages(c) {
		order++
		if p.long && !m.whole {
			continue
		}
		if at, ok := p.find(asked, m); ok {
			at.order = order
			return at, true
		}
	}
	return place{}, false
}

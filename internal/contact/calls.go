package contact

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
)

// calls is what a contact can be called by, in words of a lexicon.
type calls struct {
	names []int32 // of name, file and aliases
	ends  []int32 // where each of these ends among them
	id    []int32
}

// lexicon gives each word of names a place. The same words come again and again: to fold them, and to compare
// them with what was asked, is done once for each.
type lexicon struct {
	at    map[string]int32 // of a word as it is written; -1 where nothing is left of it
	same  map[string]int32 // of a folded word
	words []string         // folded
	runes []int            // how many each has

	places, ends []int32 // room for what calls hold
}

// newLexicon makes an empty one, for so many contacts.
func newLexicon(contacts int) *lexicon {
	return &lexicon{at: map[string]int32{}, same: map[string]int32{}, places: make([]int32, 0, 6*contacts), ends: make([]int32, 0, 2*contacts)}
}

func (l *lexicon) place(written string) int32 {
	at, ok := l.at[written]
	if ok {
		return at
	}
	f := foldWord(written)
	if at, ok = l.same[f]; !ok {
		if at = int32(len(l.words)); f == "" {
			at = -1
		} else {
			l.words, l.runes = append(l.words, f), append(l.runes, utf8.RuneCountInString(f))
		}
		l.same[f] = at
	}
	l.at[written] = at
	return at
}

// read adds the words of a text.
func (l *lexicon) read(text string) {
	for start, end := nextWord(text, 0); end > start; start, end = nextWord(text, end) {
		if at := l.place(text[start:end]); at >= 0 {
			l.places = append(l.places, at)
		}
	}
}

// calls gives what a contact can be called by.
func (l *lexicon) calls(c *Contact) calls {
	first, firstEnd := len(l.places), len(l.ends)
	add := func(name string) {
		l.read(name)
		l.ends = append(l.ends, int32(len(l.places)-first))
	}
	add(c.Name)
	name := len(l.places)
	base := path.Base(c.ID)
	add(base)
	id := l.places[name:]
	if slices.Equal(l.places[first:name], id) { // most files are called as those in them are
		id = l.places[first:name]
		l.places, l.ends = l.places[:name], l.ends[:len(l.ends)-1]
	}
	for _, name := range c.Aka {
		add(name)
	}
	cs := calls{names: l.places[first:], ends: l.ends[firstEnd:], id: id}
	if base != c.ID {
		start := len(l.places)
		l.read(c.ID) // a slash parts words
		cs.id = l.places[start:]
	}
	return cs
}

// How a word fits one that was asked.
const (
	fitsWhole = 1 << iota
	fitsBeginning
	fitsPart
)

// asking is what was asked, compared with the words of a lexicon.
type asking struct {
	*lexicon
	words []string // folded
	whole string   // without blanks
	fits  [][]uint8
	near  [][]int8 // how many letters a word is away, by the word asked; farther is -1, and unknown one that nobody asked for
	most  []int    // how many letters may be wrong in each, if the others are right
	room  []byte
}

const (
	farther = -1
	unknown = -2
)

func newAsking(l *lexicon, words []string) *asking {
	a := &asking{lexicon: l, words: words, whole: strings.Join(words, "")}
	for _, asked := range words {
		fits, near := make([]uint8, len(l.words)), make([]int8, len(l.words))
		for i, w := range l.words {
			near[i] = unknown
			switch {
			case w == asked:
				fits[i] = fitsWhole | fitsBeginning | fitsPart
			case strings.HasPrefix(w, asked):
				fits[i] = fitsBeginning | fitsPart
			case strings.Contains(w, asked):
				fits[i] = fitsPart
			}
		}
		a.fits, a.near, a.most = append(a.fits, fits), append(a.near, near), append(a.most, mostWrong(len(words), asked))
	}
	return a
}

// climb gives the first step of Find by which all words asked find a contact, -1 where none does.
func (a *asking) climb(c calls) int {
	names, all := uint8(fitsWhole|fitsBeginning), uint8(fitsBeginning|fitsPart)
	for _, fits := range a.fits {
		named, id := anyFit(fits, c.names), anyFit(fits, c.id)
		names, all = names&named, all&(named|id)
	}
	switch {
	case names&fitsWhole != 0:
		return 0
	case names&fitsBeginning != 0:
		return 1
	case all&fitsBeginning != 0:
		return 2
	case all&fitsPart != 0:
		return 3
	case a.inWhole(c):
		return 4
	}
	return -1
}

func anyFit(fits []uint8, words []int32) (any uint8) {
	for _, w := range words {
		any |= fits[w]
	}
	return any
}

// inWhole reports whether all that was asked is a part of one of the names without blanks.
func (a *asking) inWhole(c calls) bool {
	const shortest = 4 // fewer letters meet by chance where two words touch
	if len(a.whole) < shortest {
		return false
	}
	for i := range c.ends {
		if bytes.Contains(a.joined(c.name(i)), []byte(a.whole)) {
			return true
		}
	}
	return false
}

// name gives the words of the i-th name.
func (c *calls) name(i int) []int32 {
	if i == 0 {
		return c.names[:c.ends[0]]
	}
	return c.names[c.ends[i-1]:c.ends[i]]
}

// joined gives words without blanks, until it is asked again.
func (a *asking) joined(words []int32) []byte {
	a.room = a.room[:0]
	for _, w := range words {
		a.room = append(a.room, a.lexicon.words[w]...)
	}
	return a.room
}

// maxWrong is how many letters of a word may be wrong at most.
const maxWrong = 2

// letters counts the letters by which the words asked differ from a contact's names, word by word
// or as a whole; -1 where they are too many: in some word for its length, and in all for theirs, so that
// what is right in one makes up for another (`ada birom`).
func (a *asking) letters(c calls) int {
	sum, each := 0, true
	for i, asked := range a.words {
		d := a.nearest(i, c.names)
		if d < 0 {
			return a.nearestWhole(c)
		}
		sum += d
		each = each && d <= allowed(asked)
	}
	if each || sum <= allowed(a.whole) {
		return sum
	}
	return -1
}

// nearest gives how many letters the nearest of some words is away from the i-th that was asked, -1 where all
// are too far.
func (a *asking) nearest(i int, words []int32) int {
	best := -1
	for _, w := range words {
		d := a.near[i][w]
		if d == unknown {
			d = int8(apartBy(a.words[i], a.lexicon.words[w], a.most[i]))
			a.near[i][w] = d
		}
		if d >= 0 && (best < 0 || int(d) < best) {
			best = int(d)
		}
	}
	return best
}

// nearestWhole does so with all that was asked, and the names without blanks.
func (a *asking) nearestWhole(c calls) int {
	best, most, runes := -1, allowed(a.whole), utf8.RuneCountInString(a.whole)
	for i := range c.ends {
		n := 0
		for _, w := range c.name(i) {
			n += a.runes[w]
		}
		if n-runes > most || runes-n > most {
			continue
		}
		if d := apartBy(a.whole, string(a.joined(c.name(i))), most); d >= 0 {
			best, most = d, d-1
		}
	}
	return best
}

// apartBy gives by how many letters two words differ, farther where they are more than most.
func apartBy(asked, word string, most int) int {
	if apart := utf8.RuneCountInString(word) - utf8.RuneCountInString(asked); apart > most || -apart > most {
		return farther
	}
	if d := diag.Distance([]rune(asked), []rune(word), most); d <= most {
		return d
	}
	return farther
}

// mostWrong gives how many letters may be wrong in one of so many words, if the others are right.
func mostWrong(words int, word string) int {
	if words > 1 && allowed(word) > 0 {
		return maxWrong
	}
	return allowed(word)
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

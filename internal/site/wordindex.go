package site

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"

	"redial/internal/contact"
)

// wordIndex tells in whose notes a word stands. It never changes: the next one is made of it.
type wordIndex struct {
	places  *wordPlaces
	words   []string  // by place; shared, since a place is never another word's
	people  [][]int32 // by place: those in whose notes the word stands, as places among all by name, in rising order
	numbers []uint64  // by place: of the word's line as a piece; zero where nobody has the word any more
	order   []int32   // the places of the words that somebody has, by word
}

// wordPlaces gives each word a place. It is shared by the indexes made one of the other, and only grows.
type wordPlaces struct {
	of   map[string]int32
	seed maphash.Seed
	room []byte
}

// newWordIndex makes the index of people by name.
func newWordIndex(named []*view) *wordIndex {
	w := &wordIndex{places: &wordPlaces{of: map[string]int32{}, seed: maphash.MakeSeed()}}
	known := foldings{}
	for i, v := range named {
		for word := range wordsOf(v.Contact, known) {
			at := w.place(word)
			if in := w.people[at]; len(in) == 0 || in[len(in)-1] != int32(i) {
				w.people[at] = append(in, int32(i))
			}
		}
	}
	w.order = make([]int32, len(w.words))
	for at := range w.words {
		w.order[at] = int32(at)
		w.count(int32(at))
	}
	slices.SortFunc(w.order, w.compare)
	return w
}

func (w *wordIndex) compare(a, b int32) int { return strings.Compare(w.words[a], w.words[b]) }

// place gives the place of a word, a new one where it has none.
func (w *wordIndex) place(word string) int32 {
	at, ok := w.places.of[word]
	if !ok {
		at = int32(len(w.places.of))
		word = strings.Clone(word) // not the note that it stands in
		w.places.of[word] = at
	}
	for int(at) >= len(w.words) {
		w.words, w.people, w.numbers = append(w.words, ""), append(w.people, nil), append(w.numbers, 0)
	}
	w.words[at] = word
	return at
}

// count gives the line of a word its number.
func (w *wordIndex) count(at int32) {
	if len(w.people[at]) == 0 {
		w.numbers[at] = 0
		return
	}
	b := append(w.places.room[:0], w.words[at]...)
	for _, who := range w.people[at] {
		b = binary.LittleEndian.AppendUint32(b, uint32(who))
	}
	w.places.room = b
	w.numbers[at] = max(1, maphash.Bytes(w.places.seed, b))
}

// renewed gives the index in which somebody's note is another. The order by name is the same.
func (w *wordIndex) renewed(who int32, old, new *contact.Contact) *wordIndex {
	known := foldings{}
	had, has := setOf(wordsOf(old, known)), setOf(wordsOf(new, known))
	is := &wordIndex{places: w.places, words: w.words, people: slices.Clone(w.people), numbers: slices.Clone(w.numbers), order: slices.Clone(w.order)}
	for word := range had {
		if !has[word] {
			is.drop(is.place(word), who)
		}
	}
	for word := range has {
		if !had[word] {
			is.take(is.place(word), who)
		}
	}
	return is
}

// worn reports whether so many words have gone out of use that it pays to begin anew.
func (w *wordIndex) worn() bool { return w != nil && len(w.words) > 2*len(w.order)+1000 }

// drop says that somebody's note does not hold a word.
func (w *wordIndex) drop(at, who int32) {
	in := w.people[at]
	i, ok := slices.BinarySearch(in, who)
	if !ok {
		return
	}
	w.people[at] = slices.Concat(in[:i], in[i+1:])
	w.count(at)
	if len(in) == 1 {
		if i, ok := slices.BinarySearchFunc(w.order, at, w.compare); ok {
			w.order = slices.Delete(w.order, i, i+1)
		}
	}
}

// take says that it does.
func (w *wordIndex) take(at, who int32) {
	in := w.people[at]
	i, ok := slices.BinarySearch(in, who)
	if ok {
		return
	}
	w.people[at] = slices.Concat(in[:i], []int32{who}, in[i:])
	w.count(at)
	if len(in) == 0 {
		if i, ok := slices.BinarySearchFunc(w.order, at, w.compare); !ok {
			w.order = slices.Insert(w.order, i, at)
		}
	}
}

func setOf(words func(yield func(string) bool)) map[string]bool {
	set := map[string]bool{}
	for w := range words {
		set[w] = true
	}
	return set
}

// wordsOf gives the words of a note's body, and how to reach the contact, some more than once.
func wordsOf(c *contact.Contact, known foldings) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, text := range textsOf(c) {
			for w := range words(text, known) {
				if len(w) > 1 && !yield(w) {
					return
				}
			}
		}
		for _, p := range c.Phones {
			if number := strings.Map(digit, p); len(number) > 1 && !yield(number) {
				return
			}
		}
	}
}

func textsOf(c *contact.Contact) []string {
	var texts []string
	if c.Note != nil {
		texts = append(texts, c.Note.Source[c.Note.Body.Start:c.Note.Body.End])
	}
	texts = slices.Concat(texts, c.Emails, c.Phones)
	for i := range c.Extra {
		texts = append(texts, c.Extra[i].Value)
	}
	return append(texts, c.At, c.By)
}

func digit(r rune) rune {
	if '0' <= r && r <= '9' {
		return r
	}
	return -1
}

// readWords plans the index of words, made of the last one where the same people stand in the same order.
func (s *site) readWords() *lazy[wordIndex] {
	last := s.since.words(s.named)
	switch {
	case last != nil && s.since.nothing():
		return s.since.last.words
	case last == nil:
		return &lazy[wordIndex]{fleeting: s.Final, work: func() *wordIndex { return newWordIndex(s.named) }}
	}
	gone, come, named := s.since.gone, s.since.come, s.named
	return &lazy[wordIndex]{work: func() *wordIndex {
		w := last
		for i, c := range come {
			who := slices.IndexFunc(named, func(v *view) bool { return v.Contact == c })
			w = w.renewed(int32(who), gone[i], c)
		}
		return w
	}}
}

// words gives the last index of words; nil where others are to stand in it, or in another order.
func (n *since) words(named []*view) *wordIndex {
	if !n.few() || !n.ids || n.last.words.have().worn() ||
		!slices.EqualFunc(n.last.named, named, func(a, b *view) bool { return a.place == b.place }) {
		return nil
	}
	return n.last.words.have()
}

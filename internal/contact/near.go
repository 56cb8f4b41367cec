package contact

import (
	"hash/fnv"
	"path"
	"slices"
	"strings"
)

// near gives the page, or that of an event, whose id or name is a letter or two from what a link says.
//
// Names are compared through what remains of them when a letter is taken out, so that many dead
// links in a book of many cost no more than their sum: two words of which the same remains are at
// most two letters apart.
func (b *Book) near(target string, events bool) (page int, ok bool) {
	if b.byRest == nil {
		b.indexRests()
	}
	ts := unbracket(target)
	name := strings.TrimSuffix(ts[len(ts)-1], ".md")
	for _, name := range []string{key(name), key(path.Base(name))} {
		for _, rest := range rests(name) {
			if i, ok := b.byRest[rest]; ok && (!events || b.pages[i].event != nil) {
				return i, true
			}
		}
	}
	return 0, false
}

func (b *Book) indexRests() {
	b.byRest = make(map[uint64]int)
	for i, p := range slices.Backward(b.pages) {
		for _, name := range append(p.names(), p.id()) {
			for _, rest := range rests(key(name)) {
				b.byRest[rest] = i
			}
		}
	}
}

// rests gives a hash of a name, and of it without each of its letters in turn. Names of one or two
// letters have none: everything is near to them.
func rests(name string) []uint64 {
	rs := []rune(name)
	const longest = 100 // a name; more is a text, and its rests would grow with its square
	if len(rs) < 3 || len(rs) > longest {
		return nil
	}
	hs := []uint64{hash(name)}
	for i := range rs {
		hs = append(hs, hash(string(rs[:i])+string(rs[i+1:])))
	}
	return hs
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

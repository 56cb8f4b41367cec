package contact

import (
	"path"
	"slices"
	"strings"
)

// near gives the page, or that of an event, whose id or name is a letter or two from what a link says.
//
// Names are compared through what remains of them when a letter is taken out, so that many dead
// links in a book of many cost no more than their sum: two words of which the same remains are at
// most two letters apart.
func (b *Book) near(target string, events bool) (page int32, ok bool) {
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
	b.byRest = make(map[uint64]int32)
	for i, p := range slices.Backward(b.pages) {
		done := ""
		for _, name := range append(p.names(), p.id()) {
			if name = key(name); name == done {
				continue
			}
			done = name
			for _, rest := range rests(name) {
				b.byRest[rest] = int32(i)
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
	hs := make([]uint64, 0, len(rs)+1)
	hs = append(hs, hash(start, rs))
	before := uint64(start)
	for i := range rs {
		hs = append(hs, hash(before, rs[i+1:]))
		before = hash(before, rs[i:i+1])
	}
	return hs
}

// start and factor are those of FNV-1a, taken a rune at a time.
const start, factor = 14695981039346656037, 1099511628211

func hash(h uint64, rs []rune) uint64 {
	for _, r := range rs {
		h = (h ^ uint64(r)) * factor
	}
	return h
}

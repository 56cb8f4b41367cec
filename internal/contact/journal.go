package contact

import (
	"cmp"
	"slices"

	"redial/internal/note"
)

// journal gives the entries of a note in the order in which they count: by day, then those of the
// front matter, then time, then the order of reading: from the oldest line on, which of a journal that is
// kept newest first is the lowest. Open promises whose date can't be read stand last.
func journal(n *note.Note) []Entry {
	front := frontEntries(&n.Front)
	es := append(make([]Entry, 0, len(front)+len(n.Entries)), front...)
	newest := note.NewestFirst(n.Entries)
	for i := range n.Entries {
		if newest {
			i = len(n.Entries) - 1 - i
		}
		es = append(es, Entry{Entry: &n.Entries[i]})
	}
	slices.SortStableFunc(es, compareDays)
	giveTimes(es)
	slices.SortStableFunc(es, compareEntries)
	return es
}

// frontEntries gives `met:` and `last:` as entries, in this order.
func frontEntries(f *note.Front) []Entry {
	var es []Entry
	add := func(k note.Kind, v note.DateValue) {
		if v.Date != 0 {
			es = append(es, Entry{Entry: &note.Entry{Date: v.Date, Kind: k, Line: int32(v.Line)}, FromFront: true})
		}
	}
	add(note.Met, f.Date("met"))
	add(note.Call, f.Date("last"))
	return es
}

// giveTimes sets the time at which each of the entries counts, which are in the order of their days:
// its own, else that of the entry before it on its day. Those of the front matter give none.
func giveTimes(es []Entry) {
	for i := range es {
		e := &es[i]
		e.At = e.Time
		if i > 0 && e.At == 0 && es[i-1].Day() == e.Day() {
			e.At = es[i-1].At
		}
	}
}

func compareEntries(a, b Entry) int {
	return cmp.Or(compareDays(a, b), cmp.Compare(a.At, b.At))
}

// compareDays orders entries by day, those of the front matter first on theirs; those without a date
// come after all others.
func compareDays(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(is(a.Day() == 0), is(b.Day() == 0)),
		cmp.Compare(a.Day(), b.Day()),
		cmp.Compare(is(!a.FromFront), is(!b.FromFront)))
}

func is(b bool) int {
	if b {
		return 1
	}
	return 0
}

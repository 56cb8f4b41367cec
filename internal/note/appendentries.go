package note

import (
	"cmp"
	"slices"
	"strings"
)

// AppendEntries adds several entries to the journal, each as [AppendEntry] does, but reads the note
// only once for all of them. Where that can't be, it adds them one by one. The error is a [*Refused].
func AppendEntries(src []byte, entries []Entry) ([]byte, error) {
	for len(entries) > 0 {
		first, rest := entries[:1], entries[1:]
		if after, ok := appendAtOnce(src, entries); ok {
			return after, nil
		}
		if len(rest) > 1 { // what is in the way of all may be in one half alone
			first, rest = entries[:len(entries)/2], entries[len(entries)/2:]
			after, err := AppendEntries(src, first)
			if err != nil {
				return nil, err
			}
			src, entries = after, rest
			continue
		}
		after, err := AppendEntry(src, first[0])
		if err != nil {
			return nil, err
		}
		src, entries = after, rest
	}
	return src, nil
}

// appendAtOnce adds entries to the lists where they belong, if there are such lists.
func appendAtOnce(src []byte, entries []Entry) (after []byte, ok bool) {
	d, err := edit(src)
	if err != nil || len(entries) < 2 {
		return nil, false
	}
	j := d.journal()
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Date, b.Date) })
	if NewestFirst(d.note.Entries) {
		slices.Reverse(entries)
	}
	var splices []splice
	var at spot
	for i := range entries {
		e := &entries[i]
		line, err := lineFor(*e)
		if i == 0 || !isOfOneMoment(e, &entries[i-1]) { // else they go to the same spot
			at = j.spotFor(e)
		}
		if err != nil || at.list == nil || at.list.IsOrdered() {
			return nil, false
		}
		splices = append(splices, j.intoList(at, line))
	}
	slices.SortStableFunc(splices, func(a, b splice) int { return cmp.Compare(a.start, b.start) })
	after = d.apply(splices...)
	return after, len(after) <= MaxFile && d.hasGained(after, entries)
}

// isOfOneMoment reports whether neither of two entries comes after the other.
func isOfOneMoment(a, b *Entry) bool {
	return a.Date == b.Date && a.Time == b.Time && a.Happened() == b.Happened()
}

// hasGained reports whether a note reads as before, and the entries too.
func (d *editing) hasGained(after []byte, entries []Entry) bool {
	again := read("", standIn(after))
	wanted := map[Entry]int{}
	for _, e := range entries {
		wanted[bare(e)]++
	}
	var old []Entry
	isNew := map[int]bool{}
	for i, e := range again.note.Entries {
		if n := len(old); n < len(d.note.Entries) && bare(e) == bare(d.note.Entries[n]) {
			old = append(old, e)
			continue
		}
		isNew[i] = true
		if wanted[bare(e)]--; wanted[bare(e)] < 0 || strings.ContainsAny(string(again.text[e.Start:e.End]), "\r\n") {
			return false
		}
	}
	beside := slices.DeleteFunc(slices.Clone(again.note.Links), func(l Link) bool { return isNew[l.Entry] })
	return len(isNew) == len(entries) && d.readsAsBefore(again, old, added) && d.refuseNew(again) == nil &&
		slices.EqualFunc(d.note.Links, beside, func(a, b Link) bool { return a.Target == b.Target && a.Wiki == b.Wiki })
}

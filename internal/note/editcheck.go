package note

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"github.com/yuin/goldmark/ast"

	"redial/internal/diag"
)

// edited is what an edit of the journal meant to do.
type edited struct {
	index int   // of the entry that is another afterwards; added for one that is new
	want  Entry // how it reads then, without its place
	at    int   // where the edit begins
}

const added = -1

// checkEntries reads the note again and holds it against what was meant: one entry is new or another,
// and everything else reads as before.
func (d *editing) checkEntries(after []byte, meant edited) error {
	if len(after) > MaxFile {
		return &Refused{Reason: "the note would be larger than 16 MiB", Help: "split it"}
	}
	again := read("", standIn(after))
	got := again.note.Entries
	index := meant.index
	if index == added {
		index = slices.IndexFunc(got, func(e Entry) bool { return e.Span().End > meant.at && e.Span().Start >= meant.at })
	}
	if index < 0 || index >= len(got) || bare(got[index]) != meant.want {
		return d.unread(meant)
	}
	if meant.index == added {
		if bytes.ContainsAny(again.text[got[index].Span().Start:got[index].Span().End], "\r\n") {
			return d.unread(meant)
		}
		got = slices.Delete(slices.Clone(got), index, index+1)
	}
	if !d.readsAsBefore(again, got, meant.index) || linksBeside(again.note, index) != linksBeside(d.note, meant.index) {
		return d.unread(meant)
	}
	return d.refuseNew(again)
}

// readsAsBefore reports whether all reads as it did but for one entry.
func (d *editing) readsAsBefore(again *reading, got []Entry, but int) bool {
	if len(got) != len(d.note.Entries) || !reflect.DeepEqual(d.note.Front, again.note.Front) || d.note.Heading != again.note.Heading {
		return false
	}
	before, after := d.depths(d.note.Entries), again.depths(got)
	for i, e := range got {
		if before[i] != after[i] || i != but && bare(e) != bare(d.note.Entries[i]) {
			return false
		}
	}
	return true
}

// depths counts the items that each of a note's entries stands in.
func (r *reading) depths(entries []Entry) []int {
	items := Items(r.root, r.text)
	list := make([]int, len(entries))
	for i, e := range entries {
		for up := items[e.Span().Start].Parent(); up != nil; up = up.Parent() {
			if up.Kind() == ast.KindListItem {
				list[i]++
			}
		}
	}
	return list
}

// linksBeside gives the links to other notes that stand outside of one entry.
func linksBeside(n *Note, entry int) string {
	var b bytes.Buffer
	for _, l := range n.Links {
		if l.Entry != entry || entry < 0 {
			fmt.Fprintln(&b, l.Target, l.Wiki)
		}
	}
	return b.String()
}

// unread refuses an edit that would not read back as it was meant.
func (d *editing) unread(meant edited) error {
	if last := d.root.LastChild(); last != nil && last.IsRaw() && meant.index == added {
		from := startOf(last, d.text)
		if last.Kind() == ast.KindFencedCodeBlock {
			from = lineStart(d.text, max(0, lineStart(d.text, from)-1))
		}
		if from < meant.at {
			return d.at(from, "the code or HTML that begins here is never closed, and would swallow the entry",
				"close it, or write the entry by hand above it")
		}
	}
	return d.at(min(meant.at, len(d.text)), "the entry would not read back as it is meant here", "write by hand: "+meant.want.String())
}

// refuseNew refuses an edit that would make an error that the note did not have.
func (d *editing) refuseNew(again *reading) error {
	old := map[[2]string]int{}
	for _, p := range d.problems {
		old[[2]string{p.code, p.message}]++
	}
	for _, p := range again.problems {
		key := [2]string{p.code, p.message}
		if old[key]--; old[key] < 0 && p.severity == diag.Error {
			found := again.place(p)
			return &Refused{Line: found.Line, Reason: found.Message, Help: found.Help}
		}
	}
	return nil
}

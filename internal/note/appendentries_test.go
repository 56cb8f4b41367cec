package note

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/growth"
)

// journals are notes into which entries are added: oldest first, newest first, numbered, with promises
// apart, without a journal, with one in which something stands that belongs to nothing.
var journals = []string{
	"", "---\nname: Ada\n---\n", "# Ada\n\nText.\n", "# Ada\n\n## Journal\n", "# Ada\r\n\r\n- 2026-01-05 call\r\n- 2026-03-01 met: [[ben]]\r\n",
	"# Ada\n\n- 2026-09-01 call\n- 2026-05-01 email: hello\n- 2026-01-01 met\n", "1. 2026-01-05 call\n2. 2026-03-01 met\n",
	"## Journal\n\n- 2026-01-05 call\n\n  More.\n\n- [ ] 2027-01-01 call\n\n## Plans\n\n- [ ] 2027-02-01 14:00 email: x\n", "- 2026-01-05 call\n  - 2026-02-01 call: below\n",
	"* 2026-01-05 call\nno end", "Text.\n\n~~~\n- 2026-01-01 call\n",
}

func anyEntry(t *rapid.T) Entry {
	e := Entry{
		Date: civil.Of(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1), Kind: rapid.SampledFrom([]Kind{Call, Remark, Email}).Draw(t, "kind"),
		Text: rapid.SampledFrom([]string{"", "hello", "[[ben]] said so", "a *b*", "no, she moved"}).Draw(t, "text"),
	}
	if rapid.IntRange(0, 4).Draw(t, "promise") == 0 {
		e.Promise = Open
	}
	return e
}

// TestSeveralEntriesAreAddedAsOneByOneAndNothingElseChanges holds the quick way to the slow one.
func TestSeveralEntriesAreAddedAsOneByOneAndNothingElseChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(rapid.SampledFrom(journals).Draw(t, "note"))
		entries := rapid.SliceOfN(rapid.Custom(anyEntry), 1, 8).Draw(t, "entries")
		slow, slowErr := src, error(nil)
		for _, e := range entries {
			if slow, slowErr = AppendEntry(slow, e); slowErr != nil {
				break
			}
		}
		quick, err := AppendEntries(src, entries)
		if (err == nil) != (slowErr == nil) {
			t.Fatalf("%v, one by one %v", err, slowErr)
		}
		if err != nil {
			return
		}
		if a, b := said(quick), said(slow); !slices.Equal(a, b) {
			t.Errorf("%q\n%q\n%s", a, b, quick)
		}
		at := 0
		for line := range bytes.Lines(src) {
			i := bytes.Index(quick[at:], bytes.TrimRight(line, "\r\n"))
			if i < 0 {
				t.Fatalf("%q is gone, or not in its place:\n%s", line, quick)
			}
			at += i
		}
	})
}

// said gives the entries of a note and its links, in no order.
func said(src []byte) []string {
	n := Parse("", src)
	var all []string
	for i := range n.Entries {
		all = append(all, n.Entries[i].String())
	}
	for _, l := range n.Links {
		all = append(all, "link "+l.Target)
	}
	slices.Sort(all)
	return all
}

func TestThousandsOfEntriesAreAddedAtOnce(t *testing.T) {
	var entries []Entry
	for i := range 5000 {
		entries = append(entries, Entry{Date: civil.Of(2020, 1, 1).Add(i % 700), Kind: Call, Text: fmt.Sprint("talk ", i)})
	}
	src, err := AppendEntries([]byte("# Ada\n"), entries)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(Parse("", src).Entries); n != len(entries) || !strings.HasPrefix(string(src), "# Ada\n\n## Journal\n\n- 2020-01-01 call: talk 0\n- 2020-01-01 call: talk 700\n") {
		t.Errorf("%d entries\n%.200s", n, src)
	}
	growth.Linear(t, len(entries), func(size int) {
		if _, err := AppendEntries([]byte("# Ada\n"), entries[:size]); err != nil {
			t.Error(err)
		}
	})
}

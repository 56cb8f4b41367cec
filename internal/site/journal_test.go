package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/note"
)

// linesOn makes what happened: so many entries on each day, the latest first.
func linesOn(days map[string]int) []line {
	var ls []line
	for text, n := range days {
		d, err := civil.Parse(text)
		if err != nil {
			panic(err)
		}
		for range n {
			ls = append(ls, line{&contact.Contact{}, &contact.Entry{Entry: &note.Entry{Date: d}}})
		}
	}
	slices.SortStableFunc(ls, func(a, b line) int { return int(b.e.Date - a.e.Date) })
	return ls
}

func TestAMonthInWhichALotHappenedHasSeveralPages(t *testing.T) {
	for name, c := range map[string]struct {
		days map[string]int
		want string
	}{
		"a few":       {map[string]int{"2026-11-02": 1, "2026-11-30": 2, "2026-10-31": 3}, "2026-11 November 2026: 3, 2026-10 October 2026: 3"},
		"just full":   {map[string]int{"2026-11-02": 250, "2026-11-30": 250}, "2026-11 November 2026: 500"},
		"whole days":  {map[string]int{"2026-11-02": 300, "2026-11-03": 300, "2026-11-04": 200, "2026-11-09": 1}, "2026-11 November 2026, 9: 1, 2026-11-03 November 2026, 3 to 4: 500, 2026-11-02 November 2026, 2: 300"},
		"a long day":  {map[string]int{"2026-11-02": 1100, "2026-11-03": 10}, "2026-11 November 2026, 2 to 3: 110, 2026-11-02-2 November 2026, 2: 500, 2026-11-02 November 2026, 2: 500"},
		"nothing yet": {nil, ""},
	} {
		var got []string
		for _, p := range newJournal(linesOn(c.days)).pages() {
			got = append(got, fmt.Sprintf("%s %s: %d", strings.TrimSuffix(strings.TrimPrefix(p.path, "journal/"), ".html"), p.name, len(p.lines)))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Everything that happened stands on the page of its month, and every link of the journal leads to it.
func TestABusyJournalIsWhole(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\nname: Ann\n---\n")
	for i := range 2600 {
		fmt.Fprintf(&b, "- %s call\n", corpus.Today.Add(-i/60))
	}
	nb := notes(map[string]string{"ann": b.String()})
	files := nb.build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	checkAnchors(t, files)
	all := 0
	for _, f := range files {
		n := strings.Count(string(f.Data), `<li class="t`)
		if !strings.HasPrefix(f.Path, "journal/") {
			continue
		}
		if n > monthPageFull {
			t.Errorf("%s holds %d entries", f.Path, n)
		}
		if f.Path != journalPath {
			all += n
		}
	}
	if all != 2600 {
		t.Errorf("%d of 2600 entries stand there", all)
	}
	before := map[string]string{}
	for _, f := range files {
		before[f.Path] = string(f.Data)
	}
	nb = notes(map[string]string{"ann": b.String() + "- " + corpus.Today.String() + " email\n"})
	var changed []string
	for _, f := range nb.build(t, corpus.Today) {
		if strings.HasPrefix(f.Path, "journal/") && before[f.Path] != string(f.Data) {
			changed = append(changed, f.Path)
		}
	}
	if want := []string{"journal/2026-12.html", journalPath}; !slices.Equal(changed, want) {
		t.Errorf("an entry of today changes %q, want %q", changed, want)
	}
}

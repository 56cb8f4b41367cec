package site

import (
	"fmt"
	"strings"
	"testing"

	"redial/internal/corpus"
)

func TestTheLedgerHasEverythingThatWasPromised(t *testing.T) {
	nb := notes(map[string]string{
		"ann": "---\nname: Ann\n---\n" + `
- [ ] 2026-12-04 call: to come
- [ ] 2026-11-20 14:00 call: carried over
- [ ] 2026-12-01 email: today
- [x] 2026-11-21 email: kept
- [x] 2026-11-22 email: late (done 2026-11-24)
- [-] 2026-11-23 gift: dropped
- [x] 2026-09-02 call: ninety days ago
- [x] 2026-09-01 call: before that
- [-] 2026-08-31 call: in August
- [ ] 2026-11-26 they call: theirs
- [x] 2026-11-25 they email: theirs, kept
- [-] 2026-11-24 they email: theirs, dropped
- [ ] 2026-11-31 call: no such day
`,
	})
	got := strings.ReplaceAll(said(t, file(t, nb.build(t, corpus.Today), "promises.html")), " | |", " |")
	want := `Promises
Do what you said you would do; don’t say what you won’t.
What you promised
Kept on time 2 of 5 due in 90 days
Open 4 1 carried over
no date | Ann | No such day |
Fri 20 Nov 14:00 | Ann | Carried over |
Tue 1 Dec | Ann | Today |
Fri 4 Dec | Ann | To come |
Last 90 days 2 kept, 1 late, 1 dropped
Dropped Mon 23 Nov | Ann | Dropped |
Late Sun 22 Nov | Ann | Late | done Tue 24 Nov |
Kept Sat 21 Nov | Ann | Kept |
Kept Wed 2 Sep | Ann | Ninety days ago |
What others promised you
Kept on time 1 of 2 due in 90 days
Open 1 1 carried over
Thu 26 Nov | Ann | Theirs | nudge from Mon 30 Nov |
Last 90 days 1 kept, 0 late, 1 dropped
Kept Wed 25 Nov | Ann | Theirs, kept |
Dropped Tue 24 Nov | Ann | Theirs, dropped |
Month by month by the day that was promised
Month You Others
Kept Late Dropped Kept Late Dropped
November 2026 1 1 1 1 0 1
September 2026 2 0 0 0 0 0
August 2026 0 0 1 0 0 0
`
	if got != want {
		t.Errorf("the ledger says\n%s, want\n%s", got, want)
	}
}

// However much was promised, no page is endless, and everything stands somewhere.
func TestALongLedgerGoesOnOnOtherPages(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\nname: Ann\n---\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "- [x] %s call\n", corpus.Today.Add(-1-i/8))
	}
	for i := range 450 {
		fmt.Fprintf(&b, "- [ ] %s they call\n- [-] %s email\n", corpus.Today.Add(i/3-60), corpus.Today.Add(-400-i))
	}
	files := notes(map[string]string{"ann": b.String()}).build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	checkAnchors(t, files)
	listed := map[string]int{}
	for _, f := range files {
		if !strings.HasPrefix(f.Path, "promises") {
			continue
		}
		for _, status := range []string{"open", "kept", "dropped"} {
			n := strings.Count(string(f.Data), `class="pledge `+status)
			if n > ledgerPageFull {
				t.Errorf("%s lists %d", f.Path, n)
			}
			if f.Path != promisesPath {
				listed[status] += n
			}
		}
	}
	if listed["open"] != 450 || listed["kept"] != 1500 || listed["dropped"] != 450 {
		t.Errorf("listed are %v", listed)
	}
	page := said(t, file(t, files, promisesPath))
	for _, want := range []string{"720 kept, 0 late, 0 dropped", "620 more, earlier", "Open 450 180 carried over", "350 more, later"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, path := range []string{"promises/2026-08.html", "promises/2025.html", "promises/2024.html", "promises/open-theirs.html", "promises/open-theirs-2.html"} {
		file(t, files, path)
	}
}

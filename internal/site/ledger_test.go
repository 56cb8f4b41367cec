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
Before
September 2026 1 kept
Kept Tue 1 Sep | Ann | Before that |
August 2026 1 dropped
Dropped Mon 31 Aug | Ann | In August |
What others promised you
Kept on time 1 of 2 due in 90 days
Open 1 1 carried over
Thu 26 Nov | Ann | Theirs | nudge from Mon 30 Nov |
Last 90 days 1 kept, 1 dropped
Kept Wed 25 Nov | Ann | Theirs, kept |
Dropped Tue 24 Nov | Ann | Theirs, dropped |
`
	if got != want {
		t.Errorf("the ledger says\n%s, want\n%s", got, want)
	}
}

// What is settled since long must not make the page endless, nor drop out of the count.
func TestALongLedgerCountsWhatItDoesNotList(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\nname: Ann\n---\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "- [x] %s call\n", corpus.Today.Add(-1-i/8))
	}
	files := notes(map[string]string{"ann": b.String()}).build(t, corpus.Today)
	checkSafe(t, files)
	page := file(t, files, "promises.html")
	if n := strings.Count(page, `class="pledge kept"`); n != maxSettled {
		t.Errorf("%d are listed", n)
	}
	for _, want := range []string{"720 kept", "248 kept", "the journal of June 2026"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

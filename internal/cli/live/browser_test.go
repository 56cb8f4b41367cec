//go:build linux

package live

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redial/internal/browser"
)

// browsers are started once for all tests of a run.
var browsers browser.Set

// openTab gives an empty tab at noon of the day that the notebooks are built on.
func openTab(t *testing.T) *tab {
	t.Helper()
	b := &tab{browsers.Tab(t, browser.Chromium, "what a browser shows of notes that change")}
	b.Clock(today + " 12:00:00")
	return b
}

// tab is a page in a real browser, whose clock stands still until a test turns it.
type tab struct{ *browser.Tab }

// remains waits for three rounds of the page's own looking, in which a condition has to stay true.
func (b *tab) remains(what, condition string) {
	b.Helper()
	for end := time.Now().Add(6 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !b.Is(condition) {
			b.Fatalf("no longer: %s", what)
		}
	}
}

// everybody makes a notebook with enough people to scroll, whom a filter can tell apart, and no more
// than Today lists in full.
func everybody(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(folder(t), "notebook")
	for i := range 24 {
		name := fmt.Sprintf("p%03d", i)
		tag := []string{"print", "paper"}[i%2]
		put(t, filepath.Join(dir, "notes", name+".md"), strings.Replace(short(name, 1), "next:", "tags: ["+tag+"]\nnext:", 1))
	}
	for i := range 4 {
		put(t, filepath.Join(dir, "notes", fmt.Sprintf("t%02d.md", i)), fmt.Sprintf("---\nname: Tomorrow %d\nnext: 2026-12-02\n---\n", i))
	}
	return dir
}

// followPages goes through what somebody does on pages that are kept current behind their back.
func (b *tab) followPages(w *watcher, index, people string) {
	b.Helper()
	// The dashboard: its place and its open sections stay.
	b.Size(1100, 700)
	b.Open(index)
	b.Until("the page is there", "document.body.innerText.indexOf('p023') >= 0")
	b.Loaded("stamp.js") // it notices a newer one
	browser.Eval[any](b.Tab, "[window.before = 1, document.querySelector('details.why-order').open = true, scrollTo(0, 600)]")
	begin := time.Now()
	put(b, w.note("new.md"), "---\nname: Zora Newcome\nnext: 2026-12-01\n---\n")
	b.Until("the dashboard follows", "window.before === undefined && document.body.innerText.indexOf('Zora Newcome') >= 0")
	b.Logf("the dashboard followed after %v", time.Since(begin).Round(time.Millisecond))
	b.Until("its place is kept", "Math.abs(scrollY - 600) < 5 && document.querySelector('details.why-order').open")

	// Everyone: the filter and the words stay; while somebody types, nothing moves.
	b.Open(people + "?tag=print")
	b.Until("the filter narrows the list", "Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 12")
	browser.Eval[any](b.Tab, "[window.before = 1, document.querySelector('#q').focus()]")
	b.Type("p01")
	b.Until("the words narrow the list", "Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 5")
	put(b, w.note("p010.md"), "---\nname: p01 the Great\ntags: [print]\nnext: 2026-12-01\n---\n")
	w.shows("people/index.html", "p01 the Great", 2*time.Second)
	b.remains("nothing moves while somebody types", "window.before === 1 && document.querySelector('#q').value === 'p01'")
	b.TurnUnseen(today + " 12:00:03") // they stopped three seconds ago
	b.Until("the list follows", "window.before === undefined && document.body.innerText.indexOf('p01 the Great') >= 0")
	b.Until("filter and words are kept", `Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 5 && document.querySelector('#q').value === 'p01'
		&& document.activeElement.id === 'q' && location.search.indexOf('tag=print') > 0`)

	// The next day: what was due is carried over, what is due tomorrow is due.
	b.Open(index)
	b.Until("of today", "document.querySelectorAll('[data-sec=today] .row[data-i]').length === 25")
	b.Turn("2026-12-02 00:00:05")
	b.Until("the page moves on at midnight", `document.querySelectorAll('[data-sec=today] .row[data-i]').length === 4
		&& document.querySelectorAll('[data-sec=carried] .row[data-i]').length === 25`)
}

func TestAPageOpenedFromDiskFollowsWhatIsWritten(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	w := watch(t, everybody(t))
	b.followPages(w, "file://"+w.page("index.html"), "file://"+w.page("people/index.html"))
}

func TestAPageOfThePreviewFollowsWhatIsWritten(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	dir := everybody(t)
	w := start(t, dir, redial("serve", "-C", dir, "--today", today, "--addr", "127.0.0.1:0"))
	w.says("The dashboard is at ")
	_, address, _ := strings.Cut(w.out.String(), "The dashboard is at ")
	address = strings.Fields(address)[0]
	b.followPages(w, address+"index.html", address+"people/index.html")
}

// Without a focus, a click or a key, the page itself has to notice.
func TestAPageLeftOpenMovesOnAtMidnight(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	w := watch(t, everybody(t))
	b.Open("file://" + w.page("index.html"))
	b.Until("of today", "document.querySelectorAll('[data-sec=today] .row[data-i]').length === 24")
	b.TurnUnseen("2026-12-02 00:00:05")
	if !within(bound(40*time.Second), func() bool { return b.Is("document.querySelectorAll('[data-sec=today] .row[data-i]').length === 4") }) {
		t.Error("the page stays on the day on which it was opened")
	}
}

package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"redial/internal/corpus"
)

// visible lists the names of the people that a page shows.
const visible = `[].slice.call(document.querySelectorAll('.p')).filter(function (p) { return p.offsetParent !== null; }).map(function (p) { return p.querySelector('.nm').textContent; }).join(', ')`

func (b *tab) typed(text string) {
	b.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), text))
	b.until("the search settles", `document.querySelectorAll('head script:not([defer])').length === 0`)
}

// until waits for a condition.
func (b *tab) until(what, condition string) {
	b.Helper()
	for range 100 {
		if eval[bool](b, condition) {
			return
		}
		b.do(chromedp.Sleep(50 * time.Millisecond))
	}
	b.Fatalf("never: %s", what)
}

func TestTheSearchFindsPeopleByWhatOneRemembers(t *testing.T) {
	b := openTab(t, corpus.Today, "that the search finds people")
	nb := notes(map[string]string{
		"lukasz": "---\nname: Łukasz Żak\ncompany: Zephyr\ntags: [print]\noffers: [book binding]\n---\nMet his sister; likes kayaks.\n",
		"ada":    "---\nname: Ada Byron\nneeds: [a binder]\nnext: 2026-12-01\n---\n- 2026-11-30 call: about the lighthouse\n",
		"sub/c":  "---\nname: Carl\n---\n",
	})
	dir := onDisk(t, nb.build(t, corpus.Today))
	for words, want := range map[string]string{
		"lukasz": "Łukasz Żak", "zak zeph": "Łukasz Żak", "ŁUK": "Łukasz Żak", "bind": "Ada Byron, Łukasz Żak", "lighthouse": "Ada Byron",
		"kayak print": "Łukasz Żak", "nobody": "", "carl": "Carl",
	} {
		for _, page := range []string{"index.html", "people/sub/c.html", "people/index.html"} {
			b.open(dir, page)
			b.typed(words)
			if got := eval[string](b, visible); got != want {
				t.Errorf("%s, %q: found %q, want %q", page, words, got, want)
			}
		}
	}
	b.open(dir, "people/sub/c.html")
	b.typed("ada")
	if href := eval[string](b, `document.querySelector('#found a').href`); !strings.HasSuffix(href, "/people/ada.html") {
		t.Errorf("the result leads to %s", href)
	}
}

func TestFiltersStandInTheAddress(t *testing.T) {
	b := openTab(t, corpus.Today, "that filters of the people page stand in its address")
	dir := onDisk(t, sampled(t).build(t, sampleDay))
	b.open(dir, "people/index.html?state=no-step")
	if got := eval[string](b, visible); got != "Alf Brearley, Winnie Applegarth" {
		t.Errorf("no next step: %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS(`button[data-state=closed]`)))
	if got := eval[string](b, visible+" + location.search"); got != "Gareth Pugh-Jones, Irene Lowther?state=closed" {
		t.Errorf("closed: %q", got)
	}
	b.open(dir, "people/index.html?company=Analytical%20Engines%20Ltd")
	b.until("the company is found", visible+` === 'Ada Byron'`)
	b.do(chromedp.Click(chromedp.CSS(`[data-drop=company]`)))
	if n := eval[int](b, `document.querySelectorAll('.p:not([hidden])').length`); n < 30 {
		t.Errorf("without the filter %d people are shown", n)
	}
	b.open(dir, "people/index.html?tag=print&q=bind")
	b.until("tag and words narrow the list", visible+` === 'Beatrix Holme'`)
}

// A page opened from disk loads itself anew when the site was built again, and comes back as it was.
func TestAnOpenPageFollowsTheNotes(t *testing.T) {
	b := openTab(t, corpus.Today, "that a page opened from disk follows the notes")
	nb := generated(80, 3)
	dir := onDisk(t, nb.build(t, corpus.Today))
	b.size(1200, 700)
	b.open(dir, "index.html")
	b.until("the stamp was read", `document.readyState === 'complete'`)
	b.do(chromedp.Sleep(300 * time.Millisecond))
	eval[chromedp.Void](b, `window.before = 1; document.querySelector('#s-later').open = true; scrollTo(0, 900); redialSet(2026, 11, 1, 9, 31)`)
	nb.files["notes/zz-new.md"] = []byte("---\nname: Zz New\nnext: 2026-12-01\n---\n")
	for _, f := range readNotebook(nb.files).build(t, corpus.Today) {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data, 0o644); err != nil && f.Path == "index.html" {
			t.Fatal(err)
		}
	}
	b.until("the page loads itself anew", `window.before === undefined && document.readyState === 'complete' && document.body.textContent.indexOf('Zz New') >= 0`)
	b.until("the place is kept", `Math.abs(scrollY - 900) < 3 && document.querySelector('#s-later').open`)
}

func TestKeysMoveThroughTheList(t *testing.T) {
	b := openTab(t, corpus.Today, "that keys move through the list, and can be switched off")
	in := sampled(t).input(sampleDay)
	in.Options.Keys = true
	dir := onDisk(t, makeSite(t, in))
	b.open(dir, "index.html")
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	first := eval[string](b, `[].slice.call(document.querySelectorAll('#s-carried .row')).indexOf(document.querySelector('.sel')) + ''`)
	if first != "1" {
		t.Errorf("after j j the row %s is chosen", first)
	}
	b.do(chromedp.KeyEvent("/"), chromedp.KeyEvent("j"))
	if got := eval[string](b, `document.activeElement.id + [].slice.call(document.querySelectorAll('#s-carried .row')).indexOf(document.querySelector('.sel'))`); got != "q1" {
		t.Errorf("typing in the search moves through the list: %s", got)
	}
	in.Options.Keys = false
	b.open(onDisk(t, makeSite(t, in)), "index.html")
	b.do(chromedp.KeyEvent("j"))
	if eval[bool](b, `document.querySelector('.sel') !== null`) {
		t.Error("keys work although they are switched off")
	}
}

func TestNoPageIsWiderThanTheScreen(t *testing.T) {
	b := openTab(t, corpus.Today, "that no page is wider than the screen")
	nb := few(t)
	long := strings.Repeat("Donaudampfschifffahrtsgesellschaft", 6)
	nb.files["notes/long.md"] = []byte("---\nname: " + long + "\ncompany: " + long + "\nemail: " + long + "@example.com\nnext: 2026-12-01\nx: " + long +
		"\nneeds: " + long + "\noffers: tea " + long + "\nat: events/long\nmet: 2026-11-18\n---\n" + long + "\n\n    " + long + "\n\n| " + long + " | b |\n|--|--|\n| c | d |\n\n- 2026-11-30 call: " + long + "\n- [ ] 2026-12-01 call: " + long + "\n- [-] 2026-11-01 call: " + long + "\n")
	nb.files["notes/other.md"] = []byte("---\nname: Other " + long + "\nneeds: tea " + long + "\noffers: " + long + "\n---\n")
	nb.files["notes/events/long.md"] = []byte("---\nname: " + long + "\ndate: 2026-11-18\nwhere: " + long + "\nintention: " + long + "\n---\n" + long + "\n")
	dir := onDisk(t, readNotebook(nb.files).build(t, corpus.Today))
	for _, width := range []int64{320, 390, 601, 820, 1001, 1440} {
		b.size(width, 800)
		for _, page := range []string{"index.html", "people/index.html", "people/long.html", "people/ada-byron.html", "journal/index.html", "journal/2026-11.html",
			"events/index.html", "events/long.html", "promises.html", "introductions.html", "review.html"} {
			b.open(dir, page)
			if over := eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s is %d wider than %d: %s", page, over, width, eval[string](b, `[].slice.call(document.querySelectorAll('main *')).filter(function (e) { return e.getBoundingClientRect().right > document.documentElement.clientWidth + 1; }).map(function (e) { return e.tagName + '.' + e.className; }).slice(0, 6).join(' ')`))
			}
		}
	}
}

package site

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"redial/internal/contact"
	"redial/internal/corpus"
)

// visible lists the names of the people that a page shows.
const visible = `[].slice.call(document.querySelectorAll('.p')).filter(function (p) { return p.offsetParent !== null; }).map(function (p) { return p.querySelector('.nm').textContent; }).join(', ')`

func TestTheSearchFindsPeopleByWhatOneRemembers(t *testing.T) {
	b := openTab(t, corpus.Today, "that the search finds people")
	nb := notes(map[string]string{
		"lukasz": "---\nname: Łukasz Żak\ncompany: Zephyr\ntags: [print]\noffers: [book binding]\n---\nMet his sister; likes kayaks.\n",
		"ada":    "---\nname: Ada Byron\nneeds: [a binder]\nnext: 2026-12-01\n---\n- 2026-11-30 call: about the lighthouse\n",
		"sub/c":  "---\nname: Carl\nphone: +44 (20) 7946-0123\nemail: carl@example.com\n---\n",
	})
	dir := onDisk(t, nb.build(t, corpus.Today))
	for words, want := range map[string]string{
		"lukasz": "Łukasz Żak", "zak zeph": "Łukasz Żak", "ŁUK": "Łukasz Żak", "bind": "Ada Byron, Łukasz Żak", "lighthouse": "Ada Byron",
		"sister; likes": "Łukasz Żak", "79460123": "Carl", "carl@ex": "Carl", "light-about": "Ada Byron",
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
	b.Until("those without a next step are shown", visible+` === 'Alf Brearley, Winnie Applegarth'`)
	b.Click(`button[data-state=closed]`)
	if got := eval[string](b, visible+" + location.search"); got != "Gareth Pugh-Jones, Irene Lowther?state=closed" {
		t.Errorf("closed: %q", got)
	}
	eval[any](b, `history.back()`)
	b.Until("going back leads to the view before", visible+` === 'Alf Brearley, Winnie Applegarth' && location.search === '?state=no-step'`)
	eval[any](b, `history.forward()`)
	b.Until("going forward leads to it again", visible+` === 'Gareth Pugh-Jones, Irene Lowther'`)
	b.open(dir, "people/index.html?company=Analytical%20Engines%20Ltd")
	b.Until("the company is found", visible+` === 'Ada Byron' && document.querySelector('[data-companies]').value === 'Analytical Engines Ltd'`)
	b.Click(`.picks [data-clear]`)
	if n := eval[int](b, `document.querySelectorAll('.p').length`); n != 41 {
		t.Errorf("without the filter %d people are shown", n)
	}
	b.open(dir, "people/index.html?tag=print&q=bind")
	b.Until("tag and words narrow the list", visible+` === 'Beatrix Holme' && document.title.indexOf('One person tagged print, found by “bind”') === 0`)
}

// Each filter counts what would be left with it beside the others, and those that leave nobody can't be
// chosen.
func TestFiltersCountWithTheOthers(t *testing.T) {
	b := openTab(t, corpus.Today, "that filters count with the others")
	nb := notes(map[string]string{
		"a": "---\nname: Ann\ntags: [x, y]\ncompany: Oak\nnext: 2026-11-30\n---\n", "b": "---\nname: Bob\ntags: [x, \"p, q\"]\ncompany: Ash\nnext: 2026-12-01\n---\n",
		"c": "---\nname: Cat\ntags: [Y]\ncompany: oak\nnext: 2026-12-01\n---\n", "d": "---\nname: Dan\n---\n",
	})
	dir := onDisk(t, nb.build(t, corpus.Today))
	const counts = `[].map.call(document.querySelectorAll('.facets button:not([hidden]):not(:disabled)'), function (b) { return b.textContent.trim() + (b.getAttribute('aria-pressed') === 'true' ? '*' : ''); }).join(', ')`
	for query, want := range map[string]string{
		"":                       "All 4*, Carried over 1, Today 2, Untracked 1, x 2, y 2, p, q 1",
		"?state=today":           "All 4, Carried over 1, Today 2*, Untracked 1, x 1, y 1, p, q 1",
		"?tag=x":                 "All 2*, Carried over 1, Today 1, x 2*, y 1, p, q 1",
		"?tag=x&tag=p%2C+q":      "All 1*, Today 1, x 1*, p, q 1*",
		"?company=OAK":           "All 2*, Carried over 1, Today 1, x 1, y 2",
		"?state=today&company=a": "All 0, Today 0*",
		"?q=cat":                 "All 1*, Today 1, y 1",
	} {
		b.open(dir, "people/index.html"+query)
		b.Until("the index is read", indexRead)
		if got := eval[string](b, counts); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
}

func TestPeopleAreSortedAsOneLikes(t *testing.T) {
	b := openTab(t, corpus.Today, "that people are sorted as one likes")
	nb := notes(map[string]string{
		"a": "---\nname: Ann\nlast: 2026-11-02\n---\n", "b": "---\nname: Bob\nnext: 2026-12-09\nlast: 2026-10-01\n---\n", "c": "---\nname: Cat\nnext: 2026-12-02\n---\n",
	})
	dir := onDisk(t, nb.build(t, corpus.Today))
	for sort, want := range map[string]string{"": "Ann, Bob, Cat", "due": "Cat, Bob, Ann", "silent": "Bob, Ann, Cat", "recent": "Ann, Bob, Cat", "nonsense": "Ann, Bob, Cat", "constructor&state=constructor": "Ann, Bob, Cat"} {
		b.open(dir, "people/index.html?sort="+sort)
		b.Until("sorted by "+sort, indexRead+" && "+visible+` === '`+want+`'`)
	}
}

// However many there are, a search shows a hundred at a time, and each key touches no more.
func TestASearchShowsAHundredAtATime(t *testing.T) {
	b := openTab(t, corpus.Today, "that a search shows a hundred at a time")
	dir := onDisk(t, onlyFiles(t, generated(1200, 1).input(corpus.Today), func(p string) bool { return searched(p) || p == indexPath || strings.HasPrefix(p, "people/index-") }))
	const rows = `document.querySelectorAll('.p').length`
	for _, page := range []string{"people/index.html", "people/index-a.html", "index.html"} {
		b.open(dir, page)
		whole := eval[int](b, rows)
		if page != "people/index-a.html" && whole > firstRows {
			t.Errorf("%s holds %d rows", page, whole)
		}
		b.typed("e")
		b.Until("the results are drawn", rows+` === `+strconv.Itoa(whole+firstRows))
		eval[any](b, `document.querySelector('.rest [data-further]:not(main[hidden] *)').focus()`)
		b.Press("Enter")
		b.Until("a hundred more are drawn", rows+` === `+strconv.Itoa(whole+2*firstRows))
		if at := eval[int](b, `[].indexOf.call(document.querySelectorAll('[data-hits] .p, #found .p'), document.activeElement)`); at != firstRows {
			t.Errorf("%s: the %dth of them has the focus", page, at)
		}
	}
}

var initialPath = regexp.MustCompile(`^people/index-([a-z]+)(-\d{1,3})?\.html$`)

// Where there are many, everybody stands on the page of an initial, which needs no script.
func TestEverybodyStandsUnderAnInitial(t *testing.T) {
	nb := generated(1200, 1)
	for _, id := range []string{"index-a", "INDEX-other"} {
		nb.files["notes/"+id+".md"] = []byte("---\nname: 9 Lives\n---\n")
	}
	nb.files["notes/index-a.md"] = []byte("---\nname: Ærø\n---\n")
	nb = readNotebook(nb.files)
	files := nb.build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	seen := map[string]int{}
	for _, f := range files {
		if m := initialPath.FindStringSubmatch(f.Path); m != nil {
			n := strings.Count(string(f.Data), `<li class="p"`)
			if n == 0 || n > wholeRows {
				t.Errorf("%s holds %d", f.Path, n)
			}
			seen["all"] += n
			seen[m[1]] += n
		}
	}
	if seen["all"] != len(nb.book.Contacts) || seen["a"] == 0 || seen["other"] == 0 {
		t.Errorf("of %d there are %v", len(nb.book.Contacts), seen)
	}
	if page := file(t, files, "people/index-other.html"); !strings.Contains(page, "9 Lives") {
		t.Error("who begins with no letter stands nowhere")
	}
	if page := file(t, files, "people/index-a.html"); !strings.Contains(page, "Ærø") {
		t.Error("letters are not read as they are typed")
	}
}

// What is typed is folded as what it is compared with.
func TestTheSearchFoldsAsTheBuilderDoes(t *testing.T) {
	b := openTab(t, corpus.Today, "that the search folds as the builder does")
	b.open(onDisk(t, few(t).build(t, corpus.Today)), "people/index.html")
	b.Until("the search is there", indexRead)
	texts := []string{"Łukasz Żak", "ΣΊΣΥΦΟΣ", "İstanbul", "ﬁne", "Ｆｕｌｌ", "が か パ", "café´s", "“q” ‘a’ – —", "Straße", "שָׁלוֹם", "مُحَمَّد", "हिन्दी", "Việt", "a\u200bb", "Ærø", "ǆ", "ĲSSEL", "각", "\u1e9b\u0323", "É\u0301"}
	for _, f := range corpus.Generate(corpus.Options{Notes: 40, Seed: 5}) {
		texts = append(texts, strings.ToValidUTF8(string(f.Data), "?"))
	}
	for _, text := range texts {
		if got, want := eval[string](b, "redial.fold("+quoted(t, text)+")"), contact.Fold(text); got != want {
			t.Errorf("%q is folded to %q, by the builder to %q", clip(text), clip(got), clip(want))
		}
	}
}

func quoted(t *testing.T, text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A page opened from disk loads itself anew when the site was built again, and comes back as it was.
func TestAnOpenPageFollowsTheNotes(t *testing.T) {
	b := openTab(t, corpus.Today, "that a page opened from disk follows the notes")
	nb := generated(80, 3)
	dir := onDisk(t, nb.build(t, corpus.Today))
	b.Size(1200, 700)
	b.open(dir, "index.html")
	b.Loaded("stamp.js")
	eval[any](b, `[window.before = 1, document.querySelector('#s-later').open = true, scrollTo(0, 900)]`)
	b.Turn(corpus.Today.String() + " 09:31:00")
	nb.files["notes/zz-new.md"] = []byte("---\nname: Zz New\nnext: 2026-12-01\n---\n")
	for _, f := range readNotebook(nb.files).build(t, corpus.Today) {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data, 0o644); err != nil && f.Path == "index.html" {
			t.Fatal(err)
		}
	}
	b.Until("the page loads itself anew", `window.before === undefined && document.readyState === 'complete' && document.body.textContent.indexOf('Zz New') >= 0`)
	b.Until("the place is kept", `Math.abs(scrollY - 900) < 3 && document.querySelector('#s-later').open`)
}

func TestKeysMoveThroughTheList(t *testing.T) {
	b := openTab(t, corpus.Today, "that keys move through the list, and can be switched off")
	in := sampled(t).input(sampleDay)
	in.Options.Keys = true
	dir := onDisk(t, makeSite(t, in))
	b.open(dir, "index.html")
	b.Press("j", "j")
	first := eval[string](b, `[].slice.call(document.querySelectorAll('#s-carried .row')).indexOf(document.querySelector('.sel')) + ''`)
	if first != "1" {
		t.Errorf("after j j the row %s is chosen", first)
	}
	b.Press("/", "j")
	if got := eval[string](b, `document.activeElement.id + document.activeElement.value + (document.querySelector('#s-carried .row:nth-child(3).sel') ? ' and moves' : '')`); !strings.HasPrefix(got, "q") || !strings.HasSuffix(got, "j") {
		t.Errorf("typing in the search moves through the list: %s", got)
	}
	in.Options.Keys = false
	b.open(onDisk(t, makeSite(t, in)), "index.html")
	b.Press("j")
	if eval[bool](b, `document.querySelector('.sel') !== null`) {
		t.Error("keys work although they are switched off")
	}
}

// Everything that has rows can be walked through with j and k, and left again with Tab.
func TestKeysWorkOnEveryKindOfPage(t *testing.T) {
	b := openTab(t, corpus.Today, "that keys work on every kind of page")
	in := sampled(t).input(sampleDay)
	in.Options.Keys = true
	dir := onDisk(t, makeSite(t, in))
	const chosen = `(document.querySelector('.sel a') || {}).textContent || ''`
	for page, opens := range map[string]string{
		"people/index.html": "/people/", "people/index.html?state=closed": "/people/", "journal/index.html": "/people/", "journal/2026-10.html": "/people/",
		"promises.html": "/people/", "promises/2026.html": "/people/", "introductions.html": "/people/", "events/index.html": "/events/", "events/2026-11-18-london-breakfast.html": "/people/", "people/ada-byron.html": "", "review.html": "",
	} {
		b.open(dir, page)
		b.Until("the keys are there", `!!(window.redial && redial.select)`)
		if strings.Contains(page, "?") {
			b.Until("the index is read", indexRead)
		}
		b.Press("?")
		b.Until(page+": ? shows the keys", `!!document.querySelector('dialog[open]')`)
		b.Press("Escape")
		b.Until(page+": Escape closes them", `!document.querySelector('dialog[open]') && document.activeElement === document.body`)
		if opens != "" {
			b.Press("j")
			first := eval[string](b, chosen)
			b.Press("j")
			second := eval[string](b, chosen)
			b.Press("k")
			if back := eval[string](b, chosen); first == "" || back != first || second == "" {
				t.Errorf("%s: j leads to %q, then %q, k back to %q", page, first, second, back)
			}
			b.Press("Tab")
			if eval[bool](b, `document.activeElement === document.querySelector('.sel') || document.activeElement === document.body`) {
				t.Errorf("%s: Tab does not leave the row", page)
			}
			b.Press("k", "Enter")
			b.Until(page+": Enter opens what is chosen", `location.pathname.indexOf('`+opens+`') >= 0 && location.pathname.indexOf('`+strings.SplitN(page, "?", 2)[0]+`') < 0`)
		}
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
	tags := make([]string, 100)
	for i := range tags {
		tags[i] = fmt.Sprintf("tag %d %s", i, long[:i])
	}
	nb.files["notes/many.md"] = []byte("---\nname: \U0001F468\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466\U0001F3F4 \U0001F600\U0001F600\ncompany: דוד בן-גוריון ושות׳\ntags: [" + strings.Join(tags, ", ") + "]\nat: events/rtl\n---\n- [x] 2026-10-02 call: " + long + "\n")
	nb.files["notes/rtl.md"] = []byte("---\nname: יוסף לוי\nrole: مدير المبيعات\ncompany: شركة " + long + "\nneeds: tea\n---\n- [ ] 2026-12-01 they call: الساعة الثالثة\n")
	nb.files["notes/events/rtl.md"] = []byte("---\nname: معرض الكتاب\ndate: 2026-12-03\nwhere: القاهرة\n---\n")
	dir := onDisk(t, readNotebook(nb.files).build(t, corpus.Today))
	for _, width := range []int{320, 390, 601, 820, 1001, 1440, 1600} {
		b.Size(width, 800)
		for _, page := range []string{"index.html", "people/index.html", "people/index.html?tag=tag%2099%20" + long[:99] + "&q=" + long[:40], "people/long.html", "people/many.html", "people/rtl.html", "people/ada-byron.html",
			"journal/index.html", "journal/2026-11.html", "events/index.html", "events/long.html", "events/rtl.html", "promises.html", "promises/2026.html", "introductions.html", "review.html"} {
			b.open(dir, page)
			if strings.Contains(page, "?") {
				b.Until("the index is read", indexRead)
			}
			eval[any](b, `document.querySelectorAll('details').forEach(function (d) { d.open = true; })`)
			if over := eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s is %d wider than %d: %s", page, over, width, eval[string](b, `[].slice.call(document.querySelectorAll('main *')).filter(function (e) { return e.getBoundingClientRect().right > document.documentElement.clientWidth + 1; }).map(function (e) { return e.tagName + '.' + e.className; }).slice(0, 6).join(' ')`))
			}
		}
	}
}

package shown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"redial/internal/browser"
	"redial/internal/civil"
	"redial/internal/samples"
)

// everywhere shows something in each browser, of a site that is opened from the disk and of one that is
// served.
func everywhere(t *testing.T, shows string, show func(*visitor)) {
	for _, name := range []string{browser.Chromium, browser.Firefox} {
		for _, way := range []string{"from disk", "served"} {
			t.Run(name+" "+way, func(t *testing.T) {
				b := browsers.Tab(t, name, shows)
				files, err := samples.Around(day)
				if err != nil {
					t.Fatal(err)
				}
				files["lukasz.md"] = []byte("---\nname: Łukasz Żak\noffers: [kayaks]\nnext: 2026-12-04\n---\n\n- 2026-11-02 met: his sister builds lighthouses\n")
				s, err := makeSite(t.TempDir(), files, day)
				if err != nil {
					t.Fatal(err)
				}
				v := &visitor{b, s, "file://" + s.dir + "/"}
				if way == "served" {
					v.base = s.served(t)
				}
				v.Size(1280, 800)
				show(v)
				v.quiet()
			})
		}
	}
}

// visitor is somebody who looks at a site in a browser.
type visitor struct {
	*browser.Tab
	site *site
	base string // the address of the site
}

func (v *visitor) visit(page string) { v.Helper(); v.Open(v.base + page); v.sorted() }

// sorted waits until Today is that of the day: on another one than that of the build it is not seen before.
func (v *visitor) sorted() {
	v.Helper()
	v.Until("Today is sorted", "!document.documentElement.classList.contains('unsorted')")
}

// turn turns the clock of the dashboard that is shown, and waits until it is that of the day.
func (v *visitor) turn(to string) {
	v.Helper()
	v.Turn(to)
	m, err := time.Parse(time.DateTime, to)
	if err != nil {
		v.Fatal(err)
	}
	v.Until("Today is that of the day", fmt.Sprintf("document.querySelector('h1').textContent === %q", m.Format("Monday 2 January")))
}

// quiet reports what went wrong in the page, and what it asked of others.
func (v *visitor) quiet() {
	v.Helper()
	for _, f := range v.Faults() {
		v.Errorf("%s: %s", v.page(), f)
	}
	for _, r := range v.Requests() {
		if !strings.HasPrefix(r, v.base) && !strings.HasPrefix(r, "data:") {
			v.Errorf("%s asks for %s", v.page(), r)
		}
	}
}

func (v *visitor) page() string {
	v.Helper()
	return strings.TrimPrefix(browser.Eval[string](v.Tab, "location.href"), v.base)
}

// names are those of the people that a page shows.
const names = `[].filter.call(document.querySelectorAll('.p'), function (p) { return p.offsetParent !== null; }).map(function (p) { return p.querySelector('.nm').textContent; }).join(', ')`

// shows waits until the page shows these people.
func (v *visitor) shows(people string) {
	v.Helper()
	v.Until("it shows "+people, fmt.Sprintf("%s === %q", names, people))
}

// counts gives how many people the page shows.
func (v *visitor) counts() int {
	v.Helper()
	return browser.Eval[int](v.Tab, "[].filter.call(document.querySelectorAll('.p'), function (p) { return p.offsetParent !== null; }).length")
}

func TestEveryPageOpensWithoutAFaultAndWithoutTheNetwork(t *testing.T) {
	everywhere(t, "that every page opens without a fault and without the network", func(v *visitor) {
		for _, page := range v.site.pages {
			v.visit(page)
			v.quiet()
		}
	})
}

func TestPeopleAreFoundAsOneTypes(t *testing.T) {
	everywhere(t, "that people are found as one types", func(v *visitor) {
		for _, page := range []string{"index.html", "people/ada-byron.html", "people/index.html"} {
			v.visit(page)
			v.Click("#q")
			v.Type("lukasz")
			v.shows("Łukasz Żak")
			v.Press("Escape")
			v.Until("the page is back", "document.querySelector('main').offsetParent !== null && document.querySelector('#q').value === ''")
			v.Click("#q")
			v.Type("LIGHTHOUSE zak")
			v.shows("Łukasz Żak")
		}
		v.visit("index.html")
		v.Press("/")
		v.Type("kayak")
		v.shows("Łukasz Żak")
		v.Press("Enter")
		v.Until("Enter opens the first", "/lukasz\\.html/.test(location.href)")
	})
}

func TestAFilterIsAnAddressThatCanBeKept(t *testing.T) {
	everywhere(t, "that a filter is an address that can be kept", func(v *visitor) {
		v.visit("people/index.html")
		all := v.counts()
		v.Click("button[data-state=closed]")
		v.Until("the address says it", "/[?&]state=closed/.test(location.search)")
		closed := v.counts()
		v.Click("button[data-tag]")
		v.Until("the address says both", "/[?&]tag=/.test(location.search) && /[?&]state=closed/.test(location.search)")
		v.Until("both narrow the list", fmt.Sprintf("%s.split(', ').length < %d", names, closed))
		kept, some := v.page(), browser.Eval[string](v.Tab, names)
		v.visit("index.html")
		v.visit(kept)
		v.shows(some)
		v.visit("people/index.html?state=closed")
		if n := v.counts(); n == 0 || n >= all {
			v.Errorf("of %d people %d are closed", all, n)
		}
		v.visit("people/index.html?company=Analytical%20Engines%20Ltd&q=ada")
		v.shows("Ada Byron")
	})
}

func TestThePagesAreUsedWithoutAMouse(t *testing.T) {
	everywhere(t, "that the pages are used without a mouse", func(v *visitor) {
		const at = "[].indexOf.call(document.querySelectorAll('.row[data-i]'), document.querySelector('.sel'))"
		v.visit("index.html")
		v.Press("j", "j", "j", "k")
		v.Until("the second row is chosen, and has the focus", at+" === 1 && document.activeElement === document.querySelector('.sel')")
		v.Press("l")
		v.Until("it says what was copied", "/^Copied: - 2026-12-01 /.test(document.querySelector('.toast').textContent)")
		v.Press("?")
		v.Until("the help is open", "document.querySelector('dialog[open]')")
		v.Press("Escape")
		v.Until("the help is closed", "!document.querySelector('dialog[open]')")
		v.Press("Enter")
		v.Until("the person is open", "/people\\//.test(location.href) && document.querySelector('.now')")
		v.Press("j")
		v.Until("the next of today is open", "/people\\//.test(location.href) && /^3 of /.test((document.querySelector('.queue span') || {}).textContent)")
		for key, page := range map[string]string{"p": "people/index.html", "e": "events/index.html", "j": "journal/index.html", "o": "promises.html", "i": "introductions.html", "r": "review.html", "t": "index.html"} {
			v.Press("g", key)
			v.Until("g "+key+" leads to "+page, fmt.Sprintf("location.href === %q", v.base+page))
		}
	})
}

func TestKeysCanBeSwitchedOff(t *testing.T) {
	everywhere(t, "that keys can be switched off", func(v *visitor) {
		v.visit("index.html")
		v.Press("?")
		v.Until("the help is open", "document.querySelector('dialog[open]')")
		v.Click("dialog[open] .sw input")
		v.Press("Escape")
		for range 2 { // the page keeps it in mind
			v.Press("j")
			v.Painted()
			if v.Is("document.querySelector('.sel')") {
				v.Error("keys work although they are switched off")
			}
			v.visit("index.html")
		}
		v.Click("[data-help]")
		v.Until("the help is open", "document.querySelector('dialog[open]')")
		v.Click("dialog[open] .sw input")
		v.Press("Escape", "j")
		v.Until("they are on again", "document.querySelector('.sel')")
	})
}

// due is what Today says of who is due: its day, and every row with its word and day.
const due = `[document.querySelector('h1').textContent].concat([].map.call(document.querySelectorAll('[data-sec=carried] .row[data-i], [data-sec=today] .row[data-i], [data-sec=week] .row[data-i]'), function (r) {
  return r.closest('[data-sec]').dataset.sec + ': ' + r.querySelector('h3 a').textContent + ', ' + r.querySelector('.when').textContent.replace(/\s+/g, ' ');
}))`

// agrees holds the page that is shown against one that is built on a day.
func (v *visitor) agrees(what string, today civil.Date) {
	v.Helper()
	got := browser.Eval[[]string](v.Tab, due)
	if _, err := v.site.build(today); err != nil {
		v.Fatal(err)
	}
	v.visit("index.html")
	want := browser.Eval[[]string](v.Tab, due)
	if diff := cmp.Diff(want, got); diff != "" {
		v.Errorf("%s (-built that day +shown):\n%s", what, diff)
	}
	if len(want) < 3 {
		v.Errorf("%s: only %q are due", what, want)
	}
}

// moment is a day and a time, as the clocks of tabs take it.
func moment(d civil.Date, at string) string { return d.String() + " " + at }

func TestAPageSaysTheSameAsOneBuiltToday(t *testing.T) {
	everywhere(t, "that a page that was built before says the same as one built today", func(v *visitor) {
		for _, after := range []int{0, 1, 7, 41} {
			old, err := v.site.build(day)
			if err != nil {
				v.Fatal(err)
			}
			v.Clock(moment(day.Add(after), "00:00:30"))
			v.visit("index.html")
			if shift := v.Shift(); shift != 0 {
				v.Errorf("%d days later things move after they were seen: %g", after, shift)
			}
			if stale := v.Is("!document.querySelector('[data-stale]').hidden"); stale != (after > 0) {
				v.Errorf("%d days later the page says that it is old: %t", after, stale)
			}
			v.agrees(fmt.Sprintf("%d days after %s", after, old.dir), day.Add(after))
		}
	})
}

// What can't be read is due today, whichever day that is.
func TestAPersonWhoseNoteIsUnclearIsDueToday(t *testing.T) {
	everywhere(t, "that a person whose note is unclear is due today", func(v *visitor) {
		for after, want := range map[int]string{0: "Tue 1 Dec today", 7: "Tue 8 Dec today", 40: "Sun 10 Jan today"} {
			v.Clock(moment(day.Add(after), "09:30:00"))
			v.visit("people/tom-field.html")
			if got := browser.Eval[string](v.Tab, "document.querySelector('.face:not([hidden]) .when').textContent.replace(/\\s+/g, ' ').trim()"); !strings.HasSuffix(got, want) {
				v.Errorf("%d days after the build he is due %q, not %q", after, got, want)
			}
		}
	})
}

func TestAPageMovesOnAtMidnightAndBackWithTheClock(t *testing.T) {
	everywhere(t, "that a page moves on at midnight, and back with a clock that is set back", func(v *visitor) {
		v.Clock(moment(day, "23:59:30"))
		v.visit("index.html")
		before := browser.Eval[[]string](v.Tab, due)
		v.turn(moment(day.Add(1), "00:00:30"))
		after := browser.Eval[[]string](v.Tab, due)
		v.turn(moment(day, "23:59:40"))
		if diff := cmp.Diff(before, browser.Eval[[]string](v.Tab, due)); diff != "" {
			v.Errorf("with the clock set back it is not as it was:\n%s", diff)
		}
		v.Turn(moment(day.Add(-6), "12:00:00"))
		if !v.Is("/Check the clock/.test(document.querySelector('[data-stale]').textContent)") {
			v.Error("nothing is said of a clock that is wrong")
		}
		v.turn(moment(day.Add(1), "00:00:30"))
		if diff := cmp.Diff(after, browser.Eval[[]string](v.Tab, due)); diff != "" {
			v.Errorf("after a wrong clock it is not as it was:\n%s", diff)
		}
		v.Clock(moment(day.Add(1), "00:00:30"))
		v.agrees("after midnight", day.Add(1))
	})
}

// A date in a note is that of the reader, wherever that is and whatever the clocks there do.
func TestAPageIsRightInEveryTimeZone(t *testing.T) {
	for _, name := range []string{browser.Chromium, browser.Firefox} {
		t.Run(name, func(t *testing.T) {
			b := browsers.Tab(t, name, "that a page is right in every time zone")
			s, err := makeSite(t.TempDir(), map[string][]byte{}, day)
			if err != nil {
				t.Fatal(err)
			}
			v := &visitor{b, s, "file://" + s.dir + "/"}
			for _, c := range []struct{ zone, changes string }{
				{"America/New_York", "2026-11-01"}, {"Europe/London", "2026-10-25"}, {"Europe/London", "2027-03-28"}, {"Pacific/Auckland", "2026-09-27"}, {"Pacific/Kiritimati", "2026-12-31"},
			} {
				change, err := civil.Parse(c.changes)
				if err != nil {
					t.Fatal(err)
				}
				v.site.around(t, change)
				v.Zone(c.zone)
				for after := range 4 {
					for _, at := range []string{"00:00:30", "23:59:30"} {
						if _, err := v.site.build(change.Add(-2)); err != nil {
							t.Fatal(err)
						}
						v.Clock(moment(change.Add(after-1), at))
						v.visit("index.html")
						v.agrees(fmt.Sprintf("%s, %s %s", c.zone, change.Add(after-1), at), change.Add(after-1))
					}
				}
			}
			v.quiet()
		})
	}
}

// around makes the notebook one of people who are due around a day.
func (s *site) around(t *testing.T, d civil.Date) {
	t.Helper()
	for i := -4; i < 12; i++ {
		text := fmt.Sprintf("---\nname: Day %d\nnext: %s\n---\n", i, d.Add(i))
		if err := put(filepath.Join(s.notebook, "notes", fmt.Sprintf("p%02d.md", i+4)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestARefreshKeepsWhatIsUnfolded(t *testing.T) {
	everywhere(t, "that a refresh keeps what is unfolded", func(v *visitor) {
		v.Running(moment(day, "09:30:00"))
		v.visit("index.html")
		browser.Eval[bool](v.Tab, "(function () { window.before = 1; document.querySelector('#s-later').open = true; scrollTo(0, 600); return true; })()")
		v.Until("it has looked whether there is a newer one", "window.before === 1 && scrollY === 600")
		note := filepath.Join(v.site.notebook, "notes", "zora.md")
		if err := put(note, []byte("---\nname: Zora Newcome\nnext: 2026-12-01\n---\n")); err != nil {
			v.Fatal(err)
		}
		if _, err := v.site.build(day); err != nil {
			v.Fatal(err)
		}
		v.Until("the page follows", "window.before === undefined && /Zora Newcome/.test(document.body.textContent)")
		v.Until("it is as it was", "document.querySelector('#s-later').open && Math.abs(scrollY - 600) < 40") // some keep the row in its place rather than the page
	})
}

// What stands in a page but is not ours can't run, nor ask anything of anybody.
func TestThePolicyOfThePagesHolds(t *testing.T) {
	everywhere(t, "that the policy of the pages holds", func(v *visitor) {
		page, err := os.ReadFile(filepath.Join(v.site.dir, "index.html"))
		if err != nil {
			v.Fatal(err)
		}
		before, after, ok := strings.Cut(string(page), "<main")
		if !ok {
			v.Fatal("the page has no main")
		}
		const inject = `<script>window.ran = 1</script><p id="in" style="color:red" onclick="window.ran = 2">x</p><img alt="" src="http://127.0.0.1:9/x.png" onerror="window.ran = 3">`
		if err := put(filepath.Join(v.site.dir, "injected.html"), []byte(before+inject+"<main"+after)); err != nil {
			v.Fatal(err)
		}
		v.visit("injected.html")
		v.Click("#in")
		refused := strings.Join(v.Faults(), "\n")
		for _, want := range []string{"script-src-elem", "script-src-attr", "style-src-attr", "img-src"} {
			if !strings.Contains(refused, want) {
				v.Errorf("%s is not refused:\n%s", want, refused)
			}
		}
		if !v.Is("window.ran === undefined") {
			v.Error("a script of others ran")
		}
		v.visit("index.html")
	})
}

package shown

import (
	"fmt"
	"os"
	"testing"

	"redial/internal/browser"
)

// finding is what axe has against a page.
type finding struct {
	Rule, Impact string
	Places       []string
}

// runAxe holds the page that is shown against every rule of WCAG 2.0 to 2.2, A and AA, and of best
// practice; while a menu is open it is the menu alone, which lies over other things that can't be reached.
const runAxe = `axe.run(document.querySelector(':popover-open') || document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] }).then(function (r) {
  return r.violations.map(function (v) {
    return { Rule: v.id + ': ' + v.help, Impact: v.impact, Places: v.nodes.slice(0, 4).map(function (n) { return n.target.join(' ') + ' | ' + n.html.slice(0, 160) + ' | ' + (n.any[0] || n.all[0] || n.none[0] || {}).message; }) };
  });
})`

// auditor holds pages against axe.
type auditor struct {
	*browser.Tab
	axe string
}

func newAuditor(t *testing.T, shows string) *auditor {
	t.Helper()
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js", shows))
	if err != nil {
		t.Fatal(err)
	}
	return &auditor{browsers.Tab(t, browser.Chromium, shows), string(axe)}
}

func (a *auditor) findings() []finding {
	a.Helper()
	if !a.Is("window.axe !== undefined") {
		browser.Eval[bool](a.Tab, "("+"function () {"+a.axe+"\nreturn true; })()")
	}
	return browser.Eval[[]finding](a.Tab, runAxe)
}

// audit reports what axe finds in the page that is shown.
func (a *auditor) audit(what string) {
	a.Helper()
	for _, f := range a.findings() {
		a.Errorf("%s: %s", what, indented(f))
	}
}

// A look is how a page is looked at.
type look struct {
	dark  bool
	width int
}

var looks = []look{{false, 1280}, {true, 1280}, {false, 360}, {true, 360}}

func (l look) String() string {
	theme := map[bool]string{false: "light", true: "dark"}[l.dark]
	return fmt.Sprintf("%s, %d px", theme, l.width)
}

// take looks at a page so.
func (a *auditor) take(l look, address string) {
	a.Helper()
	a.Dark(l.dark)
	a.Size(l.width, 800)
	a.Open(address)
	if dark := a.Is("getComputedStyle(document.documentElement).colorScheme === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches"); dark != l.dark {
		a.Fatalf("%s: the page is shown in the other theme", l)
	}
}

// chosenAndOpen unfolds everything, and chooses the first row there is.
func (a *auditor) chosenAndOpen() {
	a.Helper()
	browser.Eval[int](a.Tab, "[].map.call(document.querySelectorAll('main details'), function (d) { d.open = true; }).length")
	a.Press("j")
	a.Painted()
}

// folds counts what is folded in the page.
const folded = "document.querySelectorAll('main details:not([open])').length"

const accessible = "that everyone can use the pages"

func TestEveryoneCanUseEachKindOfPage(t *testing.T) {
	a := newAuditor(t, accessible)
	for _, make := range []func() (*site, error){sampleSite, emptySite} {
		s := get(t, make)
		for _, page := range s.kinds() {
			for _, l := range looks {
				a.take(l, s.onDisk(page))
				a.chosenAndOpen()
				a.audit(fmt.Sprintf("%s, %s", page, l))
			}
		}
	}
}

func TestEveryoneCanUseEveryPageOfTheSamples(t *testing.T) {
	a := newAuditor(t, accessible)
	s := get(t, sampleSite)
	for i, page := range s.pages {
		l := looks[i%len(looks)]
		a.take(l, s.onDisk(page))
		a.audit(fmt.Sprintf("%s, %s", page, l))
	}
}

// What is not there before it is asked for has to be as good.
func TestEveryoneCanUseWhatOpensOverAPage(t *testing.T) {
	a := newAuditor(t, accessible)
	s := get(t, sampleSite)
	for _, l := range looks {
		for what, open := range map[string]func(){
			"the results of a search": func() {
				a.Click("#q")
				a.Type("print")
				a.Until("there are results", "document.querySelectorAll('#found .p').length > 1")
				a.Press("ArrowDown")
			},
			"no result": func() {
				a.Click("#q")
				a.Type("zzqx")
				a.Until("it says so", "/No one/.test(document.querySelector('#found').textContent)")
			},
			"the help": func() {
				a.Press("?")
				a.Until("it is open", "document.querySelector('dialog[open]')")
			},
			"the menu of a row": func() {
				a.Click("#s-carried [data-more]")
				a.Until("it is open", "document.querySelector(':popover-open')")
			},
			"the menu of pages": func() {
				a.Click(".pages summary")
				a.Until("it is open", "document.querySelector('.pages[open]')")
			},
		} {
			a.take(l, s.onDisk("index.html"))
			open()
			a.Painted()
			a.audit(fmt.Sprintf("%s, %s", what, l))
		}
	}
}

// Findings would otherwise stay away for another reason than that there are none.
func TestWhatIsWrongWithAPageIsFound(t *testing.T) {
	a := newAuditor(t, "that faults of accessibility are found")
	a.take(looks[0], get(t, sampleSite).onDisk("index.html"))
	a.chosenAndOpen()
	if !a.Is("document.querySelector('.row.sel') && " + folded + " === 0") {
		t.Error("no row is chosen, or something is folded")
	}
	browser.Eval[bool](a.Tab, `(function () {
    var p = document.createElement('p'), i = document.createElement('input');
    p.textContent = 'pale'; p.style.color = '#ccc'; p.style.background = '#fff';
    document.querySelector('main').append(p, i);
    return true;
  })()`)
	if found := a.findings(); len(found) != 2 {
		t.Errorf("of two faults %d are found: %v", len(found), found)
	}
}

package shown

import (
	"fmt"
	"testing"

	"redial/internal/browser"
)

// reachable gives what can have the focus, each with a number of its own to be known by.
const reachable = `[].filter.call(document.querySelectorAll('a[href],button,input,select,summary,[tabindex="0"]'), function (e) {
  var folded = e.closest('details:not([open])');
  return e.tabIndex >= 0 && e.getClientRects().length && getComputedStyle(e).visibility === 'visible' && (!folded || e.tagName === 'SUMMARY');
}).map(function (e, i) { e.dataset.known = i; return e.outerHTML.slice(0, 80); })`

// focused tells what has the focus: its number, and what is wrong with how it is seen. A colour is as far
// from the page as WCAG 2.2 asks of what is no text (1.4.11).
const focused = `(function () {
  var e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect(), wrong = '';
  function light(c) {
    return c.match(/[\d.]+/g).slice(0, 3).map(function (v) { v /= 255; return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); })
      .reduce(function (sum, v, i) { return sum + v * [.2126, .7152, .0722][i]; }, 0);
  }
  var a = light(s.outlineColor), b = light(getComputedStyle(document.body).backgroundColor), far = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) wrong = 'has no outline';
  else if (far < 3) wrong = 'has an outline that is hardly seen: ' + far;
  else if (r.width && (r.bottom < 0 || r.top > innerHeight)) wrong = 'is out of sight';
  return [e === document.body ? '' : e.dataset.known || e.outerHTML.slice(0, 80), wrong];
})()`

// Whoever has no mouse must get everywhere on every kind of page, see where they are, and get out again.
func TestEveryKindOfPageIsUsedByKeysAlone(t *testing.T) {
	for _, name := range []string{browser.Chromium, browser.Firefox} {
		t.Run(name, func(t *testing.T) {
			v := &visitor{Tab: browsers.Tab(t, name, "that every kind of page is used by keys alone")}
			v.Size(1280, 800)
			for _, make := range []func() (*site, error){sampleSite, emptySite} {
				v.site = get(t, make)
				v.base = "file://" + v.site.dir + "/"
				for i, page := range v.site.kinds() {
					for _, dark := range []bool{i%2 == 0, i%2 == 1} {
						if name == browser.Chromium { // the other one can't be told
							v.Dark(dark)
						}
						v.visit(page)
						browser.Eval[int](v.Tab, "[].map.call(document.querySelectorAll('main details'), function (d) { d.open = true; }).length")
						v.tabs(page)
						if name != browser.Chromium {
							break
						}
					}
					v.visit(page)
					v.keys(page)
					v.quiet()
				}
			}
		})
	}
}

// tabs goes through all of a page.
func (v *visitor) tabs(page string) {
	v.Helper()
	all := browser.Eval[[]string](v.Tab, reachable)
	seen := map[string]bool{}
	for range all {
		v.Press("Tab")
		at := browser.Eval[[]string](v.Tab, focused)
		if seen[at[0]] = true; at[0] != "" && at[1] != "" && v.Browser == browser.Chromium { // the window of the other one never has the focus
			v.Errorf("%s: %s %s", page, at[0], at[1])
		}
	}
	for i, what := range all {
		if !seen[fmt.Sprint(i)] {
			v.Errorf("%s: no key leads to %s", page, what)
		}
	}
}

// keys presses every key that the panel names.
func (v *visitor) keys(page string) {
	v.Helper()
	v.Press("?")
	v.Until(page+": the help is open", "document.querySelector('dialog[open]')")
	for inside := 0; inside < 5; { // in between are the browser's own buttons
		v.Press("Tab")
		switch browser.Eval[string](v.Tab, "document.activeElement === document.body ? '' : document.activeElement.closest('dialog') ? 'in' : 'out'") {
		case "in":
			inside++
		case "out":
			v.Fatalf("%s: behind the open help something has the focus", page)
		}
	}
	v.Press("Escape")
	v.Until(page+": the help is closed", "!document.querySelector('dialog[open]') && !document.activeElement.closest('dialog')")
	v.Press("/")
	v.Until(page+": the search has the focus", "document.activeElement.id === 'q'")
	v.Press("Escape", "Escape", "?")
	v.Until(page+": keys work again", "document.querySelector('dialog[open]')")
	v.visit(page)
	v.Press("j")
	items := browser.Eval[int](v.Tab, "[].filter.call(document.querySelectorAll('.row[data-i],.p,.pledge,.pair,.event,.jday .t'), function (e) { return e.offsetParent !== null; }).length")
	if items == 0 {
		return
	}
	const chosen = "document.activeElement.matches('.sel') && getComputedStyle(document.activeElement).backgroundColor !== getComputedStyle(document.body).backgroundColor"
	v.Until(page+": j chooses something, and that is seen", chosen)
	v.Press("k", "l", "e", "x")
	v.Until(page+": what was chosen still is", chosen)
	v.Press("Escape")
	v.Until(page+": nothing is chosen after Escape", "!document.querySelector('.sel')")
	v.Press("j", "Enter")
	v.Until(page+": what was chosen is open", fmt.Sprintf("location.href.replace(/#.*/, '') !== %q", v.base+page))
}

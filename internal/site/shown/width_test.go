package shown

import (
	"testing"

	"redial/internal/browser"
)

// widths are those at which the layout changes, those of usual screens, and the narrowest and the widest.
var widths = []int{320, 360, 390, 480, 600, 601, 768, 820, 1000, 1001, 1280, 1600}

// tooWide names what stands out of the page at its right side.
const tooWide = `(function () {
  var d = document.documentElement;
  if (d.scrollWidth <= d.clientWidth) return [];
  return [d.scrollWidth - d.clientWidth + ' px'].concat([].filter.call(document.querySelectorAll('body *'), function (e) { return e.getBoundingClientRect().right > d.clientWidth + 1; }).slice(0, 5).map(function (e) { return e.tagName + '.' + e.className; }));
})()`

func TestNoPageIsWiderThanAnyScreen(t *testing.T) {
	b := browsers.Tab(t, browser.Chromium, "that no page is wider than any screen")
	for _, make := range []func() (*site, error){sampleSite, emptySite, crowdSite} {
		s := get(t, make)
		for _, page := range s.kinds() {
			b.Size(1280, 800)
			b.Open(s.onDisk(page))
			browser.Eval[int](b, "[].map.call(document.querySelectorAll('details'), function (d) { d.open = true; }).length")
			for _, w := range widths {
				b.Size(w, 800)
				if over := browser.Eval[[]string](b, tooWide); len(over) > 0 {
					t.Errorf("%s at %d px is too wide: %q", page, w, over)
				}
			}
		}
	}
}

// touching names the words of why and when somebody is due that stand on one line without a gap.
const touching = `[].filter.call(document.querySelectorAll('.when>*+*'), function (e) {
  function text(x) { var r = document.createRange(); r.selectNodeContents(x); return r.getBoundingClientRect(); }
  return [].some.call(e.parentNode.children, function (o) {
    var a = text(o), b = text(e);
    return o !== e && a.width && b.width && a.top < b.bottom && b.top < a.bottom && a.left < b.right + 2 && b.left < a.right + 2;
  });
}).map(function (e) { return e.parentNode.textContent; })`

func TestTheWordAndTheTimeOfARowStandApart(t *testing.T) {
	b := browsers.Tab(t, browser.Chromium, "that the word and the time of a row stand apart")
	s, err := makeSite(t.TempDir(), map[string][]byte{
		"ada.md": []byte("- [ ] " + day.String() + " 14:00 call\n"), "ben.md": []byte("- [ ] " + day.Add(2).String() + " 14:00 call\n"),
	}, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range widths {
		b.Size(w, 800)
		b.Open(s.onDisk("index.html"))
		if near := browser.Eval[[]string](b, touching); len(near) > 0 {
			t.Errorf("at %d px these touch: %q", w, near)
		}
	}
}

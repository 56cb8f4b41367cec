package shown

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/browser"
)

// The bounds of what Today weighs, in bytes as they lie on the disk.
const (
	pageOfSamples   = 66_000  // index.html of the sample notebook
	stylesOfSamples = 40_000  // the styles and scripts that it loads
	wholeOfCrowd    = 150_000 // the page, its styles and its scripts with 2,000 people, before search is used
)

// loaded gives the files of a site that the page which is shown has loaded. stamp.js is not counted: it is
// asked for every two seconds, and 53 bytes.
func loaded(t *testing.T, b *browser.Tab, base string) []string {
	t.Helper()
	var all []string
	for _, r := range b.Requests() {
		name, ok := strings.CutPrefix(r, base)
		if !ok {
			if !strings.HasPrefix(r, "data:") {
				t.Errorf("asked for %s", r)
			}
			continue
		}
		u, err := url.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		if u.Path != "stamp.js" && !slices.Contains(all, u.Path) {
			all = append(all, u.Path)
		}
	}
	return all
}

// weigh opens Today of a site over the preview, and gives what the page and what everything else that it
// loads weigh.
func weigh(t *testing.T, make func() (*site, error)) (page, others int64) {
	b := browsers.Tab(t, browser.Chromium, "what Today weighs")
	s := get(t, make)
	base := s.served(t)
	b.Open(base + "index.html")
	b.Until("it is at rest", "performance.getEntriesByType('resource').length >= 3")
	for _, name := range loaded(t, b, base) {
		t.Logf("%s: %d", name, s.size(name))
		if path.Ext(name) == ".html" {
			page += s.size(name)
		} else {
			others += s.size(name)
		}
	}
	return page, others
}

func TestTodayOfTheSamplesIsLight(t *testing.T) {
	page, others := weigh(t, sampleSite)
	if page == 0 || page > pageOfSamples {
		t.Errorf("index.html has %d bytes, more than %d", page, pageOfSamples)
	}
	if others == 0 || others > stylesOfSamples {
		t.Errorf("its styles and scripts have %d bytes, more than %d", others, stylesOfSamples)
	}
}

func TestTodayOfTwoThousandPeopleIsLight(t *testing.T) {
	page, others := weigh(t, crowdSite)
	if page == 0 || others == 0 || page+others > wholeOfCrowd {
		t.Errorf("index.html and what it loads have %d and %d bytes, together more than %d", page, others, wholeOfCrowd)
	}
}

// Nothing keeps a page from being seen but its style and the script that sorts it.
func TestOnlyTheStyleAndTheSortingKeepAPageFromBeingSeen(t *testing.T) {
	b := browsers.Tab(t, browser.Chromium, "what keeps a page from being seen")
	s := get(t, sampleSite)
	base := s.served(t)
	for _, page := range s.kinds() {
		b.Open(base + page)
		blocking := browser.Eval[[]string](b, "performance.getEntriesByType('resource').filter(function (r) { return r.renderBlockingStatus === 'blocking'; }).map(function (r) { return new URL(r.name).pathname.slice(1); }).sort()")
		allowed := []string{"redial.css", "redial.js"}
		if page != "index.html" {
			allowed = append(allowed, "pages.css")
		}
		if page == "people/index.html" {
			allowed = append(allowed, "search.js") // what is in its address narrows the list
		}
		if len(blocking) < 2 || slices.ContainsFunc(blocking, func(f string) bool { return !slices.Contains(allowed, f) }) {
			t.Errorf("%s waits for %q", page, blocking)
		}
	}
}

// nothing is a shift of the layout that is told as 0.000: a count of two figures in the place of one.
const nothing = 0.0005

// A page of any kind stays where it is while and after it loads, on the day of the build and a month
// later.
func TestNothingMovesByItself(t *testing.T) {
	b := browsers.Tab(t, browser.Chromium, "that nothing in a page moves by itself")
	s := get(t, sampleSite)
	base := s.served(t)
	for _, width := range []int{1280, 390} {
		b.Size(width, 800)
		for _, after := range []int{0, 30} {
			b.Clock(moment(day.Add(after), "09:30:00"))
			for _, page := range s.kinds() {
				b.Open(base + page)
				b.Until("it is at rest", "performance.now() > 300")
				if shift := b.Shift(); shift >= nothing {
					t.Errorf("%s, %d px, %d days after the build: moved by %g", page, width, after, shift)
				}
			}
		}
	}
}

// A layout shift has to be noted for there to be none.
func TestWhatMovesIsNoted(t *testing.T) {
	b := browsers.Tab(t, browser.Chromium, "that what moves in a page is noted")
	b.Open(get(t, sampleSite).onDisk("index.html"))
	browser.Eval[bool](b, "(function () { var p = document.createElement('p'); p.textContent = 'x'; document.body.prepend(p); return true; })()")
	for end := time.Now().Add(10 * time.Second); b.Shift() < nothing; b.Painted() {
		if time.Now().After(end) {
			t.Fatal("something moved, and nothing was noted")
		}
	}
}

package site

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"redial/internal/corpus"
)

// keysNoted notes how many milliseconds of work each key makes, by the clock: from the moment the page hears of
// it until its scripts are done, and from the beginning of the next frame until that was handed on to be
// shown, which is its style, layout and painting. Waiting for the screen's turn is not counted.
const keysNoted = `(function () {
  var port = new MessageChannel(), down;
  window.noted = [];
  port.port1.onmessage = function (e) { window.noted.push([e.data[0], performance.now() - e.data[1]]); };
  window.addEventListener('keydown', function () { down = performance.now(); }, true);
  document.querySelector('#q').addEventListener('input', function () {
    var scripts = performance.now() - down;
    requestAnimationFrame(function () { port.port2.postMessage([scripts, performance.now()]); });
  });
  document.querySelector('#q').focus();
})()`

// typedKeys are what people look for, a key at a time, and taken back.
func typedKeys() []string {
	var keys []string
	for _, text := range []string{"miller", "ada carver", "legal advice leeds", "pricing", "søhne", "zzz", "e"} {
		for _, r := range text {
			keys = append(keys, string(r))
		}
		for range []rune(text) {
			keys = append(keys, "Backspace")
		}
	}
	return keys
}

// lookedThrough is the floor: every line of the index, in small letters, looked through for a word.
const lookedThrough = `(async function () {
  var use = window.redialPeople, lines, took = [];
  window.redialPeople = function (text) { lines = text.toLowerCase().split('\\n'); };
  await new Promise(function (f) { var s = document.createElement('script'); s.src = redial.base + 'people-data.js'; s.onload = f; document.head.append(s); });
  window.redialPeople = use;
  for (var k = 0; k < 40; k++) {
    var t = performance.now(), n = 0;
    for (var i = 0; i < lines.length; i++) if (lines[i].indexOf('lawyer' + k) >= 0) n++;
    took.push(performance.now() - t);
  }
  return took;
})()`

// onlyFiles makes some files of a site.
func onlyFiles(t testing.TB, in Input, wanted func(path string) bool) []File {
	t.Helper()
	plan, _, err := NewPlan(in)
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for _, f := range plan.Files {
		if !wanted(f.Path) {
			continue
		}
		var b bytes.Buffer
		if err := f.Make(&b, nil); err != nil {
			t.Fatal(err)
		}
		files = append(files, File{f.Path, b.Bytes()})
	}
	return files
}

// searched are the files that a search needs.
func searched(p string) bool {
	switch path.Ext(p) {
	case ".css":
		return true
	case ".js":
		return p != "stamp.js"
	}
	return p == peoplePath
}

// busy gives the processor time, in milliseconds, that the page took of its thread until now: what the
// clock says of a machine with other work to do is mostly that.
func (b *tab) busy() float64 {
	b.Helper()
	if _, err := chromedp.Call(b.Chromium(), performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		b.Fatal(err)
	}
	r, err := chromedp.Call(b.Chromium(), performance.GetMetrics, struct{}{})
	if err != nil {
		b.Fatal(err)
	}
	at := slices.IndexFunc(r.Metrics, func(m *performance.Metric) bool { return m.Name == "ThreadTime" })
	return 1000 * r.Metrics[at].Value
}

// indexRead holds when the search is there with its index.
const indexRead = `!!window.redial && redial.read === true`

// wordsRead holds when the words of the notes are there, too: they come when the search is gone to.
const wordsRead = indexRead + ` && redial.wordsRead === true`

// largest tells when the largest piece of a page was shown, which on a later day than that of the build is not
// the first: the list is sorted before it is seen.
const largest = `new Promise(function (f) { new PerformanceObserver(function (l) { f(l.getEntries().pop().startTime); }).observe({ type: 'largest-contentful-paint', buffered: true }); })`

// BenchmarkTodayInTheBrowser opens Today of 10,000 people from the disk, and reports milliseconds until it is
// shown: on the day of the build, and on the next one.
func BenchmarkTodayInTheBrowser(b *testing.B) {
	dir := onDisk(b, onlyFiles(b, generated(10000, 1).input(corpus.Today), func(p string) bool { return searched(p) || p == indexPath }))
	for b.Loop() {
		for after, unit := range []string{"shown-ms", "shown-next-day-ms"} {
			page := openTab(b, corpus.Today.Add(after), "how fast Today is shown")
			var took []float64
			for range 5 {
				page.open(dir, indexPath)
				page.Until("it is sorted", `!document.querySelector('.unsorted') && !document.querySelector('script[src*="days.js"]')`)
				page.Painted()
				took = append(took, eval[float64](page, largest))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2], unit)
		}
	}
}

// atRest waits until a page has nothing more to do: nobody types before they have seen it.
const atRest = `new Promise(function (done) { var n = 20; (function next() { n-- ? requestIdleCallback(next) : done(); })(); })`

// BenchmarkSearchInTheBrowser opens the page of 10,000 people, and types. It reports milliseconds: until the
// page shows, and until the index is read; of a key in the middle, of one of the slowest tenth and of the
// slowest, by the clock; of all keys on average, of the processor; and of the floor.
func BenchmarkSearchInTheBrowser(b *testing.B) {
	files := onlyFiles(b, generated(10000, 1).input(corpus.Today), searched)
	for _, f := range files {
		switch f.Path {
		case peoplePath, "people-data.js", "people-words.js":
			b.ReportMetric(float64(len(f.Data))/1000, path.Base(f.Path)+"-kB")
		}
	}
	dir := onDisk(b, files)
	page := openTab(b, corpus.Today, "how fast the search is")
	page.Size(1280, 800)
	for b.Loop() {
		page.open(dir, peoplePath)
		shown := eval[float64](page, largest)
		page.Until("the index is read", indexRead)
		read := eval[float64](page, `performance.now()`)
		eval[any](page, keysNoted)
		page.Until("the words are read", wordsRead)
		eval[any](page, atRest)
		before := page.busy()
		keys := typedKeys()
		for i, key := range keys {
			page.Press(key)
			page.Until("the key was answered", fmt.Sprintf("noted.length > %d", i))
		}
		busy := page.busy() - before
		var all, scripts []float64
		for _, n := range eval[[][2]float64](page, "noted") {
			all, scripts = append(all, n[0]+n[1]), append(scripts, n[0])
		}
		floor := eval[[]float64](page, lookedThrough)
		slices.Sort(all)
		slices.Sort(scripts)
		slices.Sort(floor)
		b.ReportMetric(shown, "shown-ms")
		b.ReportMetric(read, "read-ms")
		b.ReportMetric(busy/float64(len(keys)), "processor-ms/key")
		b.ReportMetric(all[len(all)/2], "key-ms")
		b.ReportMetric(scripts[len(scripts)/2], "script-ms")
		b.ReportMetric(all[len(all)*9/10], "slow-key-ms")
		b.ReportMetric(all[len(all)-1], "slowest-key-ms")
		b.ReportMetric(floor[len(floor)/2], "floor-ms")
	}
}

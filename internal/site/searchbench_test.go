package site

import (
	"bytes"
	"path"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"redial/internal/corpus"
)

// keysTyped types what people look for, a key at a time, and tells how many milliseconds of work each key
// makes: the script's, and that of the browser to show what came of it.
const keysTyped = `(async function () {
  var q = document.querySelector('#q'), took = [], rows = 0, port = new MessageChannel();
  function frame() { return new Promise(function (f) { requestAnimationFrame(function () { var t = performance.now(); port.port1.onmessage = function () { f(performance.now() - t); }; port.port2.postMessage(0); }); }); }
  for (var text of ['miller', 'ada carver', 'legal advice leeds', 'pricing', 'søhne', 'zzz', 'e']) {
    for (var n = 1; n <= text.length; n++) {
      var t = performance.now();
      q.value = text.slice(0, n);
      q.dispatchEvent(new Event('input'));
      t = performance.now() - t;
      took.push(t + await frame());
      await new Promise(function (f) { setTimeout(f, 40); });
      rows = Math.max(rows, document.querySelectorAll('[data-hits] .p').length);
    }
  }
  q.value = ''; q.dispatchEvent(new Event('input'));
  return { Keys: took, Rows: rows };
})()`

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
const indexRead = `!!window.redial && !!redial.fold && document.querySelectorAll('script[src*="people-data"]').length === 0`

// BenchmarkSearchInTheBrowser opens the page of 10,000 people, and types. It reports milliseconds: until the
// page shows, and until the index is read; of a key in the middle and of the slowest, by the clock; of all keys
// on average, of the processor; and of the floor.
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
	for b.Loop() {
		page.open(dir, peoplePath)
		shown := eval[float64](page, `performance.getEntriesByName('first-contentful-paint')[0].startTime`)
		page.Until("the index is read", indexRead)
		read := eval[float64](page, `performance.now()`)
		eval[any](page, `redial.ask('people-words.js')`)
		page.Until("the words are read", `document.querySelectorAll('script[src*="people-"]').length === 0`)
		before := page.busy()
		took := eval[struct {
			Keys []float64
			Rows int
		}](page, keysTyped)
		busy := page.busy() - before
		floor := eval[[]float64](page, lookedThrough)
		slices.Sort(took.Keys)
		slices.Sort(floor)
		b.ReportMetric(shown, "shown-ms")
		b.ReportMetric(read, "read-ms")
		b.ReportMetric(busy/float64(len(took.Keys)), "processor-ms/key")
		b.ReportMetric(took.Keys[len(took.Keys)/2], "key-ms")
		b.ReportMetric(took.Keys[len(took.Keys)*9/10], "slow-key-ms")
		b.ReportMetric(took.Keys[len(took.Keys)-1], "slowest-key-ms")
		b.ReportMetric(floor[len(floor)/2], "floor-ms")
		b.ReportMetric(float64(took.Rows), "rows")
	}
}

package site

import (
	"fmt"
	"net/url"
	"testing"

	"redial/internal/corpus"
)

// keyed makes what a key makes of the search box, and waits for nothing.
const keyed = `(function (text) { var q = document.querySelector('#q'); q.value = text; q.dispatchEvent(new Event('input')); })`

// found tells what a search says, and whom it shows, after the heading too.
const foundNow = `document.querySelector('[data-pcount]').textContent + ' ' + [].map.call(document.querySelectorAll('[data-hits] .nm, [data-hits] h2:not([hidden])'), function (x) { return x.textContent; }).join(', ')`

// A longer word is looked for among those whom the shorter one found, and going back shows what was found
// before: whoever types finds no one else than whoever comes with the whole word.
func TestWhoeverTypesFindsWhatTheWholeWordFinds(t *testing.T) {
	b := openTab(t, corpus.Today, "that typing finds what the whole word finds")
	dir := onDisk(t, onlyFiles(t, generated(300, 4).input(corpus.Today), searched))
	b.open(dir, peoplePath)
	eval[any](b, `document.querySelector('#q').focus()`)
	b.Until("index and words are read", wordsRead)
	const drawn = `!document.querySelector('[data-hits]').hidden && (function () { var p = document.querySelector('[data-hits] .rest'), n = parseInt(document.querySelector('[data-pcount]').textContent, 10); return !(n > 12) || document.querySelectorAll('[data-hits] .p').length === Math.min(n, 100) && (n <= 100 || !!p); })()`
	heard := map[string]string{}
	for _, text := range []string{"l", "le", "leg", "le", "l", "e", "er", "er a", "er ad", "er a", "ra er", "r", "an-", "an-a", "ann", "an", "ø", "b ca", "b cal", "call b", "zzz", "zz"} {
		eval[any](b, keyed+"("+quoted(t, text)+")")
		b.Until("all of "+text+" are drawn", drawn)
		got := eval[string](b, foundNow)
		if before, ok := heard[text]; ok && got != before {
			t.Errorf("%q, come back to: %s, before %s", text, clip(got), clip(before))
		}
		heard[text] = got
	}
	for text, got := range heard {
		b.open(dir, peoplePath+"?q="+url.QueryEscape(text))
		eval[any](b, `redial.ask('people-words.js')`)
		b.Until("index and words are read", wordsRead)
		b.Until("all of "+text+" are drawn", drawn)
		if want := eval[string](b, foundNow); got != want {
			t.Errorf("%q typed: %s, come with: %s", text, clip(got), clip(want))
		}
	}
}

// However many are found, a key draws one screen of them, in rows that are there: what follows comes when
// there is time.
func TestAKeyDrawsOneScreenInRowsThatStay(t *testing.T) {
	b := openTab(t, corpus.Today, "that a key draws one screen")
	dir := onDisk(t, onlyFiles(t, generated(1200, 1).input(corpus.Today), searched))
	b.Size(1280, 800)
	b.open(dir, peoplePath)
	eval[any](b, `document.querySelector('#q').focus()`)
	b.Until("the index is read", indexRead)
	type counts struct{ Rows, Added, Others int }
	count := func(text string) counts {
		return eval[counts](b, fmt.Sprintf(`(function () {
  var seen = new MutationObserver(function () {}), n = { Rows: 0, Added: 0, Others: 0 };
  seen.observe(document.body, { childList: true, subtree: true });
  %s(%q);
  seen.takeRecords().forEach(function (r) { r.addedNodes.forEach(function (x) { if (x.nodeType === 1) r.target.closest('[data-hits]') ? n.Added++ : n.Others++; }); });
  n.Rows = document.querySelectorAll('[data-hits] .p').length;
  return n;
})()`, keyed, text))
	}
	if n := count("e"); n.Rows < 10 || n.Rows > 20 {
		t.Errorf("the first key draws %d rows", n.Rows)
	}
	for _, text := range []string{"er", "e", "a"} {
		if n := count(text); n.Rows < 10 || n.Rows > 20 || n.Added > 0 || n.Others > 2 {
			t.Errorf("%s: of %d rows %d are new, and %d other elements", text, n.Rows, n.Added, n.Others)
		}
	}
	b.Until("the others follow", `document.querySelectorAll('[data-hits] .p').length === 100`)
	if n := count(""); n.Rows != 0 || n.Added+n.Others > 2 {
		t.Errorf("going back to everyone makes %d elements anew", n.Added+n.Others)
	}
	if n := eval[int](b, `[].filter.call(document.querySelectorAll('.p'), function (p) { return p.offsetParent !== null; }).length`); n != screenRows {
		t.Errorf("%d rows of everyone are shown at once", n)
	}
	b.Until("the others follow", `[].filter.call(document.querySelectorAll('.p'), function (p) { return p.offsetParent !== null; }).length === `+fmt.Sprint(firstRows))
}

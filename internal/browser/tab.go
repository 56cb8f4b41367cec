package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Tab is a page in a browser. What goes wrong in the browser itself ends the test.
type Tab struct {
	testing.TB
	Browser  string // Chromium or Firefox
	engine   engine
	faults   []string
	requests []string
}

func (b *Tab) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatalf("%s: %v", b.Browser, err)
	}
}

// Clock makes the pages that are opened from now on believe that it is a moment of their time zone:
// "2026-12-01 09:30:00".
func (b *Tab) Clock(moment string) {
	b.Helper()
	b.must(b.engine.first(fmt.Sprintf(standingClock, numbers(b, moment)) + watching))
}

// Running makes the pages that are opened from now on believe that they are opened at a moment, from
// which their clock goes on.
func (b *Tab) Running(moment string) {
	b.Helper()
	b.must(b.engine.first(fmt.Sprintf(runningClock, numbers(b, moment)) + watching))
}

// Turn sets the clock of the page that is shown and of those that are opened from now on, and lets the
// page know as a window that comes to the front does.
func (b *Tab) Turn(moment string) {
	b.Helper()
	b.TurnUnseen(moment)
	Eval[bool](b, "window.dispatchEvent(new Event('focus'))")
}

// TurnUnseen sets the clock as [Tab.Turn] does; the page has to notice by itself.
func (b *Tab) TurnUnseen(moment string) {
	b.Helper()
	b.Clock(moment)
	Eval[any](b, fmt.Sprintf("redialClock(%s)", numbers(b, moment)))
}

// numbers gives a moment as Date takes it.
func numbers(t testing.TB, moment string) string {
	t.Helper()
	m, err := time.Parse(time.DateTime, moment)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d,%d,%d,%d,%d,%d", m.Year(), m.Month()-1, m.Day(), m.Hour(), m.Minute(), m.Second())
}

// standingClock makes Date show a moment until redialClock sets another.
const standingClock = `(function () {
  var Real = Date, now = +new Real(%s);
  function Fake() {
    if (!(this instanceof Fake)) return new Real(now).toString();
    return arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(now);
  }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return now; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
  window.redialClock = function (y, m, d, h, min, s) { now = +new Real(y, m, d, h, min, s); };
})();`

// runningClock makes Date go on from a moment.
const runningClock = `(function () {
  var Real = Date, by = new Real(%s) - Real.now();
  function Fake() {
    if (!(this instanceof Fake)) return new Real(Real.now() + by).toString();
    return arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(Real.now() + by);
  }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return Real.now() + by; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
})();`

// watching lets the page note by itself what no protocol tells in every browser.
const watching = `(function () {
  var w = window.redialNoted = { refused: [], shift: 0 };
  document.addEventListener('securitypolicyviolation', function (e) { w.refused.push(e.effectiveDirective + ' ' + (e.blockedURI || '') + ' ' + (e.sample || '')); });
  try { new PerformanceObserver(function (l) { l.getEntries().forEach(function (e) { if (!e.hadRecentInput) w.shift += e.value; }); }).observe({ type: 'layout-shift', buffered: true }); } catch (e) { }
})();`

// Open goes to an address, and comes back when the page has loaded and was painted. What was noted of the
// page before is forgotten.
func (b *Tab) Open(address string) {
	b.Helper()
	b.note()
	b.faults, b.requests = nil, nil
	b.must(b.engine.open(address))
	b.Painted()
}

// Painted waits until what was asked of the page so far is on the screen.
func (b *Tab) Painted() {
	b.Helper()
	Eval[bool](b, "new Promise(function (done) { requestAnimationFrame(function () { setTimeout(done, 0, true); }); })")
}

// Eval gives the value of an expression in the page; a promise is waited for.
func Eval[T any](b *Tab, expression string) T {
	b.Helper()
	var v T
	data, err := b.engine.eval(expression)
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		b.Fatalf("%s: %.300s: %v", b.Browser, expression, err)
	}
	return v
}

// Is reports whether a condition holds. A page that is just being loaded anew has no answer.
func (b *Tab) Is(condition string) bool {
	data, err := b.engine.eval("document.readyState === 'complete' && !!(" + condition + ")")
	return err == nil && string(data) == "true"
}

// patience is how long something may take on a machine that is busy with other things.
const patience = 30 * time.Second

// Until waits for a condition.
func (b *Tab) Until(what, condition string) {
	b.Helper()
	for end := time.Now().Add(patience); !b.Is(condition); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			data, _ := b.engine.eval("document.body.innerText.slice(0, 1500)")
			b.Fatalf("%s: never: %s\n%s", b.Browser, what, data)
		}
	}
}

// Loaded waits until the page has asked for a script whose address has a text in it, and has run it.
func (b *Tab) Loaded(part string) {
	b.Helper()
	asked := func() bool {
		return slices.ContainsFunc(b.Requests(), func(r string) bool { return strings.Contains(r, part) })
	}
	for end := time.Now().Add(patience); !asked(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatalf("%s: never asked for %s", b.Browser, part)
		}
	}
	b.Until(part+" has run", fmt.Sprintf("!document.querySelector('script[src*=%q]:not([defer])')", part))
}

// Press presses keys one after the other: characters, and names such as "Enter" and "Escape".
func (b *Tab) Press(keys ...string) { b.Helper(); b.must(b.engine.press(keys)) }

// Type writes a text into what has the focus.
func (b *Tab) Type(text string) { b.Helper(); b.Press(strings.Split(text, "")...) }

// Click presses the mouse on the first element of a selector.
func (b *Tab) Click(selector string) {
	b.Helper()
	at := Eval[[]float64](b, fmt.Sprintf(`(function () {
    var e = document.querySelector(%q);
    if (!e) return [];
    e.scrollIntoView({ block: 'center', behavior: 'instant' });
    var r = e.getBoundingClientRect();
    return [r.left + r.width / 2, r.top + r.height / 2];
  })()`, selector))
	if len(at) != 2 {
		b.Fatalf("%s: nothing is %s", b.Browser, selector)
	}
	b.must(b.engine.click(at[0], at[1]))
}

// Size makes the window so large, in CSS pixels.
func (b *Tab) Size(width, height int) { b.Helper(); b.must(b.engine.size(width, height)) }

// Zone puts the reader into a time zone: "Pacific/Auckland". It counts for pages that are opened from
// now on; an empty name is that of the machine.
func (b *Tab) Zone(name string) { b.Helper(); b.must(b.engine.zone(name)) }

// Dark says whether the reader wishes dark pages.
func (b *Tab) Dark(wish bool) { b.Helper(); b.must(b.engine.dark(wish)) }

// Picture gives what the window shows, as PNG.
func (b *Tab) Picture() []byte {
	b.Helper()
	data, err := b.engine.picture()
	b.must(err)
	return data
}

// Chromium gives the context for what Chromium alone can do, over its own protocol.
func (b *Tab) Chromium() context.Context {
	b.Helper()
	c, ok := b.engine.(*chromium)
	if !ok {
		b.Fatalf("%s is no Chromium", b.Browser)
	}
	return c.ctx
}

// Faults gives what went wrong since the page was opened: errors of scripts, errors on the console, and
// what the page's policy refused.
func (b *Tab) Faults() []string {
	b.Helper()
	b.note()
	refused := Eval[[]string](b, "window.redialNoted ? redialNoted.refused : []")
	for i, r := range refused {
		refused[i] = "refused by the policy: " + r
	}
	return append(refused, b.faults...)
}

// Requests gives the addresses that were asked for since the page was opened; Firefox does not tell of
// files.
func (b *Tab) Requests() []string {
	b.note()
	return b.requests
}

// Shift gives the cumulative layout shift of the page so far: 0 where nothing moved by itself.
func (b *Tab) Shift() float64 { b.Helper(); return Eval[float64](b, "redialNoted.shift") }

func (b *Tab) note() {
	n := b.engine.noted()
	b.faults, b.requests = append(b.faults, n.faults...), append(b.requests, n.requests...)
}

//go:build linux

package live

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"redial/internal/browser"
)

// tab is a page in a real browser, whose clock stands still until a test turns it.
type tab struct {
	*testing.T
	ctx context.Context
}

// standingClock makes Date show noon of the first of December until redialTurn sets another moment.
const standingClock = `(function () {
  var Real = Date, now = +(localStorage.getItem('test-clock') || new Real(2026, 11, 1, 12, 0).getTime());
  function Fake() { return arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(now); }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return now; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
  window.redialTurn = function (to) { now = to.getTime(); localStorage.setItem('test-clock', now); };
})();`

// openTab starts a browser with an empty page.
func openTab(t *testing.T) *tab {
	t.Helper()
	wish, program := os.Getenv(browser.Wish), ""
	for _, name := range []string{os.Getenv("CHROMIUM"), "/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); program == "" && name != "" && err == nil {
			program = path
		}
	}
	switch {
	case wish == "skip" || testing.Short():
		t.Skip("left out as asked: what a browser shows")
	case program == "":
		browser.LeaveOut(t, browser.Wish, "what a browser shows (there is none; CHROMIUM names one)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.UserDataDir(folder(t)), chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-GB"))
	parent, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(parent)
	ctx, timeout := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() { timeout(); cancel(); stop() })
	b := &tab{t, ctx}
	b.do(chromedp.Navigate("about:blank"))
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: standingClock})
		return chromedp.Void{}, err
	})
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) run(script string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		b.Fatal(err)
	}
}

// is asks a question. A page that is just being loaded anew has no answer.
func (b *tab) is(condition string) bool {
	yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("document.readyState === 'complete' && !!("+condition+")"))
	return err == nil && yes
}

// until waits for a condition, and gives how long that took.
func (b *tab) until(what, condition string) time.Duration {
	b.Helper()
	begin := time.Now()
	if !within(bound(10*time.Second), func() bool { return b.is(condition) }) {
		text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.body.innerText.slice(0, 1500)"))
		b.Fatalf("never: %s\n%s", what, text)
	}
	return time.Since(begin)
}

// remains waits for three rounds of the page's own looking, in which a condition has to stay true.
func (b *tab) remains(what, condition string) {
	b.Helper()
	for end := time.Now().Add(6 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !b.is(condition) {
			b.Fatalf("no longer: %s", what)
		}
	}
}

// everybody makes a notebook with enough people to scroll, whom a filter can tell apart, and no more
// than Today lists in full.
func everybody(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(folder(t), "notebook")
	for i := range 24 {
		name := fmt.Sprintf("p%03d", i)
		tag := []string{"print", "paper"}[i%2]
		put(t, filepath.Join(dir, "notes", name+".md"), strings.Replace(short(name, 1), "next:", "tags: ["+tag+"]\nnext:", 1))
	}
	for i := range 4 {
		put(t, filepath.Join(dir, "notes", fmt.Sprintf("t%02d.md", i)), fmt.Sprintf("---\nname: Tomorrow %d\nnext: 2026-12-02\n---\n", i))
	}
	return dir
}

// followPages goes through what somebody does on pages that are kept current behind their back.
func (b *tab) followPages(w *watcher, index, people string) {
	b.Helper()
	// The dashboard: its place and its open sections stay.
	b.do(chromedp.EmulateViewport(1100, 700), chromedp.Navigate(index))
	b.until("the page is there", "document.body.innerText.indexOf('p023') >= 0")
	b.run("window.before = 1; document.querySelector('details.why-order').open = true; scrollTo(0, 600)")
	time.Sleep(2500 * time.Millisecond) // it has looked at the stamp by now
	put(b.T, w.note("new.md"), "---\nname: Zora Newcome\nnext: 2026-12-01\n---\n")
	took := b.until("the dashboard follows", "window.before === undefined && document.body.innerText.indexOf('Zora Newcome') >= 0")
	b.Logf("the dashboard followed after %v", took.Round(time.Millisecond))
	b.until("its place is kept", "Math.abs(scrollY - 600) < 5 && document.querySelector('details.why-order').open")

	// Everyone: the filter and the words stay; while somebody types, nothing moves.
	b.do(chromedp.Navigate(people + "?tag=print"))
	b.until("the filter narrows the list", "Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 12")
	b.run("window.before = 1")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "p01"))
	b.until("the words narrow the list", "Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 5")
	put(b.T, w.note("p010.md"), "---\nname: p01 the Great\ntags: [print]\nnext: 2026-12-01\n---\n")
	w.shows("people/index.html", "p01 the Great", 2*time.Second)
	b.remains("nothing moves while somebody types", "window.before === 1 && document.querySelector('#q').value === 'p01'")
	b.run("redialTurn(new Date(Date.now() + 3000))") // they stopped three seconds ago
	b.until("the list follows", "window.before === undefined && document.body.innerText.indexOf('p01 the Great') >= 0")
	b.until("filter and words are kept", `Array.from(document.querySelectorAll('.people .p')).filter(function(p) { return p.offsetParent }).length === 5 && document.querySelector('#q').value === 'p01'
		&& document.activeElement.id === 'q' && location.search.indexOf('tag=print') > 0`)

	// The next day: what was due is carried over, what is due tomorrow is due.
	b.do(chromedp.Navigate(index))
	b.until("of today", "document.querySelectorAll('[data-sec=today] .row[data-i]').length === 25")
	b.run("redialTurn(new Date(2026, 11, 2, 0, 0, 5)); window.dispatchEvent(new Event('focus'))")
	b.until("the page moves on at midnight", `document.querySelectorAll('[data-sec=today] .row[data-i]').length === 4
		&& document.querySelectorAll('[data-sec=carried] .row[data-i]').length === 25`)
}

func TestAPageOpenedFromDiskFollowsWhatIsWritten(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	w := watch(t, everybody(t))
	b.followPages(w, "file://"+w.page("index.html"), "file://"+w.page("people/index.html"))
}

func TestAPageOfThePreviewFollowsWhatIsWritten(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	dir := everybody(t)
	w := start(t, dir, redial("serve", "-C", dir, "--today", today, "--addr", "127.0.0.1:0"))
	w.says("The dashboard is at ")
	_, address, _ := strings.Cut(w.out.String(), "The dashboard is at ")
	address = strings.Fields(address)[0]
	b.followPages(w, address+"index.html", address+"people/index.html")
}

// Without a focus, a click or a key, the page itself has to notice.
func TestAPageLeftOpenMovesOnAtMidnight(t *testing.T) {
	t.Parallel()
	b := openTab(t)
	w := watch(t, everybody(t))
	b.do(chromedp.Navigate("file://" + w.page("index.html")))
	b.until("of today", "document.querySelectorAll('[data-sec=today] .row[data-i]').length === 24")
	b.run("redialTurn(new Date(2026, 11, 2, 0, 0, 5))")
	if !within(bound(40*time.Second), func() bool { return b.is("document.querySelectorAll('[data-sec=today] .row[data-i]').length === 4") }) {
		t.Error("the page stays on the day on which it was opened")
	}
}

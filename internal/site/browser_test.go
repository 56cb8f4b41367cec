package site

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	real "redial/internal/browser"
	"redial/internal/civil"
)

// browser starts a Chromium once for all tests of a run.
var browser = sync.OnceValues(startBrowser)

// closeBrowser ends it; TestMain calls it.
var closeBrowser = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	os.Exit(code)
}

func startBrowser() (context.Context, error) {
	program := findBrowser()
	if program == "" {
		return nil, fmt.Errorf("no Chromium found; set CHROMIUM to its path")
	}
	dir, err := os.MkdirTemp("", "redial-browser-*")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.UserDataDir(dir), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-GB"))
	parent, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(parent)
	closeBrowser = func() { cancel(); stop(); os.RemoveAll(dir) }
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// findBrowser looks for the program itself: the script in front of it on some systems changes flags.
func findBrowser() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// tab is a page in the browser whose clock stands still until a test turns it.
type tab struct {
	testing.TB
	ctx context.Context
}

// fakeClock makes Date show a moment that redialSet sets.
const fakeClock = `(function () {
  var Real = Date, now = new Real(%d, %d, %d, 9, 30).getTime();
  function Fake() {
    if (!(this instanceof Fake)) return new Real(now).toString();
    return arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(now);
  }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return now; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
  window.redialSet = function (y, m, d, h, min) { now = new Real(y, m, d, h, min).getTime(); window.dispatchEvent(new Event('focus')); };
})();`

// browserWish names the variable that says what to do about tests that need a browser: "required" makes
// it a failure that there is none, "skip" leaves them out.
const browserWish = "REDIAL_TEST_BROWSER"

// openTab gives an empty tab whose clock shows a day. Without a browser the test is left out, and says
// what it would have shown.
func openTab(t testing.TB, today civil.Date, shows string) *tab {
	t.Helper()
	wish := os.Getenv(browserWish)
	if testing.Short() || wish == "skip" {
		t.Skip("left out as asked: " + shows)
	}
	root, err := browser()
	if err != nil {
		real.LeaveOut(t, browserWish, fmt.Sprintf("%s (%v)", shows, err))
	}
	ctx, cancel := chromedp.NewContext(root)
	ctx, timeout := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(func() { timeout(); cancel() })
	b := &tab{t, ctx}
	y, m, d := today.Date()
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{
			Source: fmt.Sprintf(fakeClock, y, int(m)-1, d),
		})
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

// open shows a file of a site.
func (b *tab) open(dir, path string) {
	b.Helper()
	b.do(chromedp.Navigate("file://" + filepath.Join(dir, filepath.FromSlash(path))))
}

// settled waits until the scripts that a page asked for are there.
func (b *tab) settled() {
	b.Helper()
	b.until("all scripts are there", `document.querySelector('head script:not([defer])[src*="days.js"],head script:not([defer])[src*="people-"],head script:not([defer])[src*="search.js"]') === null`)
}

// turnTo sets the clock, and lets the page know as a window that comes to the front does.
func (b *tab) turnTo(d civil.Date) {
	b.Helper()
	y, m, day := d.Date()
	eval[chromedp.Void](b, fmt.Sprintf("redialSet(%d,%d,%d,9,30)", y, int(m)-1, day))
	b.settled()
}

func eval[T any](b *tab, script string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// evalLater waits for the promise that a script gives.
func evalLater[T any](b *tab, script string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// size makes the window so large.
func (b *tab) size(width, height int64) { b.Helper(); b.do(chromedp.EmulateViewport(width, height)) }

// onDisk puts a site on the disk.
func onDisk(t testing.TB, files []File) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

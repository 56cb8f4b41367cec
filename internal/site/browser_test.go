package site

import (
	"os"
	"path/filepath"
	"testing"

	"redial/internal/browser"
	"redial/internal/civil"
)

// browsers are started once for all tests of a run.
var browsers browser.Set

func TestMain(m *testing.M) {
	code := m.Run()
	browsers.Close()
	os.Exit(code)
}

// tab is a page in Chromium whose clock stands still until a test turns it.
type tab struct{ *browser.Tab }

// openTab gives an empty tab whose clock shows the morning of a day.
func openTab(t testing.TB, today civil.Date, shows string) *tab {
	t.Helper()
	b := &tab{browsers.Tab(t, browser.Chromium, shows)}
	b.Clock(morning(today))
	return b
}

func morning(d civil.Date) string { return d.String() + " 09:30:00" }

// open shows a file of a site.
func (b *tab) open(dir, path string) {
	b.Helper()
	b.Open("file://" + filepath.Join(dir, filepath.FromSlash(path)))
}

// settled waits until the scripts that a page asked for are there.
func (b *tab) settled() {
	b.Helper()
	b.Until("all scripts are there", `document.querySelector('head script:not([defer])[src*="days.js"],head script:not([defer])[src*="people-"],head script:not([defer])[src*="search.js"]') === null`)
}

// turnTo sets the clock to the morning of a day, and lets the page know.
func (b *tab) turnTo(d civil.Date) {
	b.Helper()
	b.Turn(morning(d))
	b.settled()
}

// typed writes into the search.
func (b *tab) typed(text string) {
	b.Helper()
	eval[any](b, `document.querySelector('#q').focus()`)
	b.Type(text)
	b.Until("the search settles", wordsRead)
}

func eval[T any](b *tab, script string) T {
	b.Helper()
	return browser.Eval[T](b.Tab, script)
}

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

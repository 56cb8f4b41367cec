// Package browser drives real browsers over pages, for tests alone: Chromium over its own protocol, and
// Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
//
// # A tab
//
// A [Set] starts each browser when a test first asks for a tab in it, and ends them all at the end. The
// clock of a tab shows what the test says and stands still until the test turns it; its time zone is
// the test's too. A tab notes what goes wrong in it: errors of scripts, errors on the console, and what
// the page's policy refused. It also notes every address that was asked for.
//
// # What is missing
//
// Where a browser or a tool is not installed, a test is left out, and its name is said to whoever
// started the tests: see [LeaveOut].
package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// The browsers that there are.
const (
	Chromium = "chromium"
	Firefox  = "firefox"
)

// Wish is the environment variable that says what to do about tests that need a browser: "required"
// makes it a failure that there is none, "skip" leaves them out.
const Wish = "REDIAL_TEST_BROWSER"

// A Set starts browsers. Its zero value has none yet.
type Set struct {
	mu      sync.Mutex
	started map[string]*started
}

// started is a browser that was asked for.
type started struct {
	open func() (engine, error)
	end  func()
	err  error
}

// Close ends the browsers that were started.
func (s *Set) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.started {
		if b.end != nil {
			b.end()
		}
	}
	s.started = nil
}

// Tab gives an empty tab of a browser. Without that browser the test is left out, and says what it would
// have shown.
func (s *Set) Tab(t testing.TB, name, shows string) *Tab {
	t.Helper()
	wish := os.Getenv(Wish)
	if testing.Short() || wish == "skip" {
		t.Skip("left out as asked: " + shows)
	}
	b := s.start(name)
	if b.err != nil {
		LeaveOut(t, Wish, fmt.Sprintf("%s (%v)", shows, b.err))
	}
	e, err := b.open()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(e.close)
	tab := &Tab{TB: t, Browser: name, engine: e}
	tab.Clock("2026-12-01 09:30:00")
	return tab
}

func (s *Set) start(name string) *started {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b, ok := s.started[name]; ok {
		return b
	}
	if s.started == nil {
		s.started = map[string]*started{}
	}
	b := &started{}
	switch name {
	case Chromium:
		b.open, b.end, b.err = startChromium()
	case Firefox:
		b.open, b.end, b.err = startFirefox()
	default:
		b.err = fmt.Errorf("no browser is called %s", name)
	}
	s.started[name] = b
	return b
}

// program gives the path of the first program that is there. The variable may name one; the names may be
// paths, since the script in front of a browser changes flags on some systems.
func program(variable string, names ...string) (string, error) {
	for _, name := range append([]string{os.Getenv(variable)}, names...) {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no %s is installed; %s names one", names[len(names)-1], variable)
}

// engine is what a browser does for a tab.
type engine interface {
	// first makes a script run before those of every page that is opened from now on, in the place of
	// the last one.
	first(script string) error
	// open goes to an address, and comes back when the page has loaded.
	open(address string) error
	// eval gives the value of an expression as JSON; a promise is waited for.
	eval(expression string) (json.RawMessage, error)
	// press presses keys: characters, and names as KeyboardEvent.key has them.
	press(keys []string) error
	// click presses the main button of the mouse at a place of the window.
	click(x, y float64) error
	size(width, height int) error
	zone(name string) error
	// dark says whether the reader wishes dark pages.
	dark(wish bool) error
	// picture gives what the window shows, as PNG.
	picture() ([]byte, error)
	// noted gives what was noted since the last call.
	noted() notes
	close()
}

// notes are what a tab noted.
type notes struct {
	faults   []string // errors of scripts, on the console, and what the policy refused
	requests []string // addresses
}

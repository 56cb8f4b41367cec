package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the zones of a machine that has none

	"redial/internal/browser"
)

// zoneAt gives the bytes of a zone, as a system keeps them.
func zoneAt(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("/usr/share/zoneinfo", name))
	if err != nil {
		browser.LeaveOut(t, "REDIAL_TEST_TOOLS", fmt.Sprintf("a machine that goes to another zone is noticed (%v)", err))
	}
	return data
}

func TestAMachineThatGoesToAnotherZoneIsNoticed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "localtime")
	here := func(data []byte) {
		t.Helper()
		temp := file + ".new"
		if err := os.WriteFile(temp, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(temp, file); err != nil {
			t.Fatal(err)
		}
	}
	here(zoneAt(t, "Europe/London"))
	c := &clock{file: file}
	if zone := c.now().Location(); zone != time.Local {
		t.Errorf("begins in %s", zone)
	}
	for _, at := range []struct {
		zone  string
		hours int
	}{{"Asia/Kolkata", 5}, {"Pacific/Kiritimati", 14}, {"Pacific/Pago_Pago", -11}} {
		here(zoneAt(t, at.zone))
		if _, offset := c.now().Zone(); offset/3600 != at.hours {
			t.Errorf("in %s the clock is %d s from UTC", at.zone, offset)
		}
	}
	here([]byte("no zone"))
	if _, offset := c.now().Zone(); offset != -11*3600 {
		t.Errorf("with a broken file it is %d s from UTC", offset)
	}
}

// day is a machine whose clock a test turns.
type day struct {
	mu  sync.Mutex
	at  time.Time
	out strings.Builder
}

func (d *day) now() time.Time { d.mu.Lock(); defer d.mu.Unlock(); return d.at }

func (d *day) turn(at time.Time) { d.mu.Lock(); defer d.mu.Unlock(); d.at = at }

func (d *day) Write(p []byte) (int, error) { d.mu.Lock(); defer d.mu.Unlock(); return d.out.Write(p) }

func (d *day) said() string { d.mu.Lock(); defer d.mu.Unlock(); return d.out.String() }

// watchFrom watches a notebook from a moment on, with a clock that stands still.
func watchFrom(t *testing.T, at time.Time, files map[string]string) *day {
	t.Helper()
	dir := t.TempDir()
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d := &day{at: at}
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan int)
	go func() {
		ended <- run([]string{"watch", "-C", dir, "--poll=100ms"}, machine{
			stdin: strings.NewReader(""), stdout: io.Discard, stderr: d, now: d.now, dir: os.Getwd,
			env: func(string) string { return "" }, columns: func(io.Writer) int { return 0 },
			open: func(string) error { return nil }, until: func() (context.Context, func()) { return ctx, func() {} },
		})
	}()
	t.Cleanup(func() {
		end()
		if status := <-ended; status != 0 {
			t.Errorf("exit status %d\n%s", status, d.said())
		}
	})
	return d
}

// says waits until the watcher has said something.
func (d *day) says(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(d.said(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never said %q:\n%s", text, d.said())
		}
	}
}

func TestEveryMorningIsAssessedAnew(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	for _, night := range []struct {
		name            string
		evening, later  time.Time
		dueThen, dueNow string
		says            string
	}{
		{"midnight", time.Date(2026, 12, 1, 23, 59, 0, 0, time.UTC), time.Date(2026, 12, 2, 0, 0, 1, 0, time.UTC), "2026-12-01", "2026-12-02", "Wednesday 2 December 2026: 2 due"},
		{"sleep over days", time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC), time.Date(2026, 12, 7, 8, 0, 0, 0, time.UTC), "2026-12-01", "2026-12-07", "Monday 7 December 2026: 2 due"},
		{"a night of 23 hours", time.Date(2026, 3, 28, 23, 30, 0, 0, zone("Europe/London")), time.Date(2026, 3, 29, 3, 30, 0, 0, zone("Europe/London")), "2026-03-28", "2026-03-29", "Sunday 29 March 2026: 2 due"},
		{"a day of 25 hours", time.Date(2026, 10, 25, 0, 30, 0, 0, zone("Europe/London")), time.Date(2026, 10, 26, 0, 0, 30, 0, zone("Europe/London")), "2026-10-25", "2026-10-26", "Monday 26 October 2026: 2 due"},
		{"a day without midnight", time.Date(2026, 4, 23, 23, 30, 0, 0, zone("Africa/Cairo")), time.Date(2026, 4, 24, 1, 0, 0, 0, zone("Africa/Cairo")), "2026-04-23", "2026-04-24", "Friday 24 April 2026: 2 due"},
		{"a flight east", time.Date(2026, 12, 1, 20, 0, 0, 0, zone("Europe/London")), time.Date(2026, 12, 1, 20, 0, 1, 0, zone("Europe/London")).In(zone("Asia/Tokyo")), "2026-12-01", "2026-12-02", "Wednesday 2 December 2026: 2 due"},
		{"a clock that is set back", time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), "2026-12-01", "2026-12-02", "Tuesday 1 December 2026: 1 due"},
	} {
		t.Run(night.name, func(t *testing.T) {
			t.Parallel()
			d := watchFrom(t, night.evening, map[string]string{
				"notes/ada.md": "---\nname: Ada\nnext: " + night.dueThen + "\n---\n", "notes/ben.md": "---\nname: Ben\nnext: " + night.dueNow + "\n---\n",
			})
			d.says(t, "Watching")
			d.turn(night.later)
			d.says(t, night.says)
		})
	}
}

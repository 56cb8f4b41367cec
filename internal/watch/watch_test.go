package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata" // the zones of a machine that has none
)

// looks runs a watcher in fake time with events of the test's own, and gives the times of its looks
// since the start.
func looks(t *testing.T, run time.Duration, seen func(n int) Seen, events func(send func(after time.Duration))) []time.Duration {
	t.Helper()
	var at []time.Duration
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), run)
		defer cancel()
		w := &watcher{hints: &hints{events: make(chan struct{}, 1), now: time.Now}}
		w.Now = time.Now
		w.Say = func(string) {}
		w.Look = func([]string) Seen {
			at = append(at, time.Since(start))
			return seen(len(at))
		}
		var sender sync.WaitGroup
		sender.Go(func() {
			events(func(after time.Duration) {
				time.Sleep(after)
				w.hints.tell()
			})
		})
		w.run(ctx)
		sender.Wait()
	})
	return at
}

func nothing(func(time.Duration)) {}

func same(t *testing.T, got []time.Duration, want ...time.Duration) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("looked at %v, want %v", got, want)
	}
}

func TestOneSaveIsOneLookOnceItIsQuiet(t *testing.T) {
	at := looks(t, 1900*time.Millisecond, func(int) Seen { return Seen{} }, func(send func(time.Duration)) {
		for range 7 {
			send(25 * time.Millisecond)
		}
	})
	same(t, at, 0, (7*25+150)*time.Millisecond)
}

// Who saves again while a look is still at work does not wait for longer.
func TestASaveDuringALookIsQuietFromThatSaveOn(t *testing.T) {
	const long = 100 * time.Millisecond
	at := looks(t, 1900*time.Millisecond, func(int) Seen {
		time.Sleep(long)
		return Seen{}
	}, func(send func(time.Duration)) {
		send(40 * time.Millisecond)
		send(30 * time.Millisecond)
	})
	same(t, at, 0, (40+30+150)*time.Millisecond)
}

func TestAStreamOfEventsIsLookedAtWithinASecond(t *testing.T) {
	at := looks(t, 1900*time.Millisecond, func(int) Seen { return Seen{} }, func(send func(time.Duration)) {
		for range 100 {
			send(100 * time.Millisecond)
		}
	})
	if len(at) < 2 || at[1] > 1100*time.Millisecond {
		t.Errorf("looked at %v", at)
	}
}

func TestALostEventDelaysAChangeByOneSweep(t *testing.T) {
	at := looks(t, 7*time.Second, func(int) Seen { return Seen{Cost: time.Millisecond} }, nothing)
	same(t, at, 0, 2*time.Second, 4*time.Second, 6*time.Second)
}

func TestALargeTreeIsSweptMoreRarely(t *testing.T) {
	at := looks(t, 25*time.Second, func(int) Seen { return Seen{Cost: 40 * time.Millisecond} }, nothing)
	same(t, at, 0, 10*time.Second, 20*time.Second)
	at = looks(t, 90*time.Second, func(int) Seen { return Seen{Cost: time.Second} }, nothing)
	same(t, at, 0, time.Minute)
}

func TestWhatIsHalfWrittenIsLookedAtAgain(t *testing.T) {
	at := looks(t, 1900*time.Millisecond, func(n int) Seen {
		if n == 1 {
			return Seen{Again: time.Second}
		}
		return Seen{}
	}, nothing)
	same(t, at, 0, time.Second)
}

func TestMidnightIsLookedAtAtOnce(t *testing.T) {
	zone := time.FixedZone("east", 5*60*60+30*60)
	var at time.Time
	synctest.Test(t, func(t *testing.T) {
		// The fake clock begins at midnight UTC, half past five there.
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Hour)
		defer cancel()
		w := &watcher{hints: &hints{}}
		w.Now = func() time.Time { return time.Now().In(zone) }
		day := w.Now().Day()
		w.Look = func([]string) Seen {
			if w.Now().Day() != day && at.IsZero() {
				at = w.Now()
			}
			return Seen{Cost: time.Second}
		}
		w.run(ctx)
	})
	if at.Hour() != 0 || at.Minute() != 0 || at.Second() != 0 {
		t.Errorf("the new day was seen at %s", at)
	}
}

func TestADayWithoutMidnightBegins(t *testing.T) {
	cairo, err := time.LoadLocation("Africa/Cairo")
	if err != nil {
		t.Fatal(err)
	}
	evening := time.Date(2026, 4, 23, 23, 0, 0, 0, cairo)
	if next := evening.Add(untilMidnight(evening)); next.Day() != 24 || next.Sub(evening) > 2*time.Hour {
		t.Errorf("the day after %s begins at %s", evening, next)
	}
}

// tree is a folder that is watched for real, with the changes that its looks found.
type tree struct {
	dir   string
	mu    sync.Mutex
	files map[string]bool
	said  []string
	told  [][]string // what each look was told
}

func (tr *tree) look(touched []string) Seen {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	begin := time.Now()
	tr.told = append(tr.told, touched)
	now := map[string]bool{}
	var dirs []string
	_ = filepath.WalkDir(tr.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			dirs = append(dirs, path)
		} else if err == nil {
			now[path] = true
		}
		return nil
	})
	changed := len(now) != len(tr.files)
	tr.files = now
	return Seen{Dirs: dirs, Changed: changed, Cost: time.Since(begin)}
}

func (tr *tree) count() int {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return len(tr.files)
}

func watchTree(t *testing.T, poll time.Duration) *tree {
	t.Helper()
	tr := &tree{dir: t.TempDir()}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		Run(ctx, Options{Look: tr.look, Now: time.Now, Poll: poll, Say: func(s string) {
			tr.mu.Lock()
			defer tr.mu.Unlock()
			tr.said = append(tr.said, s)
		}})
	}()
	t.Cleanup(func() { cancel(); <-done })
	return tr
}

// reach waits until the looks have found so many files.
func (tr *tree) reach(t *testing.T, n int, within time.Duration) {
	t.Helper()
	for end := time.Now().Add(within); tr.count() != n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("found %d files after %s, want %d", tr.count(), within, n)
		}
	}
}

func TestFilesInNewFoldersAreFound(t *testing.T) {
	for _, poll := range []time.Duration{0, 50 * time.Millisecond} {
		tr := watchTree(t, poll)
		for i := range 20 {
			deep := filepath.Join(tr.dir, string(rune('a'+i)), "y", "z")
			if err := os.MkdirAll(deep, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(deep, "n.md"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		tr.reach(t, 20, 5*time.Second)
	}
}

func TestARootThatIsReplacedIsFoundAgain(t *testing.T) {
	tr := watchTree(t, 0)
	write := func(name string) {
		if err := os.WriteFile(filepath.Join(tr.dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md")
	tr.reach(t, 1, 5*time.Second)
	if err := os.RemoveAll(tr.dir); err != nil {
		t.Fatal(err)
	}
	tr.reach(t, 0, 5*time.Second)
	if err := os.Mkdir(tr.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write("b.md")
	write("c.md")
	tr.reach(t, 2, 10*time.Second)
	write("d.md")
	tr.reach(t, 3, 10*time.Second)
}

func TestOnlyOneKeepsANotebookCurrent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "claim")
	c := claim(t, file, "process 1")
	if _, holder, err := NewClaim(file, "process 2"); !errors.Is(err, ErrClaimed) || holder != "process 1" {
		t.Fatalf("%v, held by %q", err, holder)
	}
	c.Release()
	if _, err := os.Lstat(file); !errors.Is(err, os.ErrNotExist) {
		t.Error("the file stays behind:", err)
	}
	claim(t, file, "process 2").Release()
}

func claim(t *testing.T, file, who string) *Claim {
	t.Helper()
	c, _, err := NewClaim(file, who)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAClaimThatIsTakenAwayIsMadeAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	file := filepath.Join(dir, "claim")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c := claim(t, file, "process 1")
	for range 2 {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Renew(); err != nil {
			t.Fatal("without a folder:", err)
		}
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Renew(); err != nil {
			t.Fatal(err)
		}
		if _, holder, err := NewClaim(file, "process 2"); !errors.Is(err, ErrClaimed) || holder != "process 1" {
			t.Fatalf("%v, held by %q", err, holder)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	other := claim(t, file, "process 2")
	if holder, err := c.Renew(); !errors.Is(err, ErrClaimed) || holder != "process 2" {
		t.Fatalf("%v, held by %q", err, holder)
	}
	c.Release()
	if _, err := os.Lstat(file); err != nil {
		t.Error("the claim of another was removed:", err)
	}
	other.Release()
}

func TestALookIsToldWhatWasTouchedAndNothingWhereThatIsNotAll(t *testing.T) {
	tr := watchTree(t, 0)
	told := func() [][]string {
		tr.mu.Lock()
		defer tr.mu.Unlock()
		return slices.Clone(tr.told)
	}
	save := func(name string) {
		if err := os.WriteFile(filepath.Join(tr.dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tr.reach(t, 0, 5*time.Second)
	for end := time.Now().Add(5 * time.Second); len(told()) < 2 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) { // the folder is watched from the first look on
	}
	begin := len(told())
	save("a.md")
	tr.reach(t, 1, 5*time.Second)
	after := told()[begin:]
	if last := after[len(after)-1]; !slices.Equal(last, []string{filepath.Join(tr.dir, "a.md")}) {
		t.Errorf("after one save the look was told %q", after)
	}
	if told()[0] != nil {
		t.Error("the first look was told what was touched")
	}
	if err := os.Mkdir(filepath.Join(tr.dir, "new"), 0o755); err != nil {
		t.Fatal(err)
	}
	save("new/b.md")
	tr.reach(t, 2, 5*time.Second)
	begin = len(told())
	for end := time.Now().Add(5 * time.Second); len(told()) == begin && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if after := told(); after[begin] != nil {
		t.Errorf("the look after a new folder was told %q alone", after[begin])
	}
}

func TestMoreEventsThanCanBeListedTellNothing(t *testing.T) {
	h := &hints{}
	for i := range maxTouched {
		h.touch(filepath.Join("notes", string(rune('a'+i))))
	}
	if got := h.take(); len(got) != maxTouched {
		t.Errorf("told %d of %d", len(got), maxTouched)
	}
	for i := range maxTouched + 1 {
		h.touch(filepath.Join("notes", string(rune('a'+i))))
	}
	if got := h.take(); got != nil {
		t.Errorf("told %d of more", len(got))
	}
	h.touch("notes/ada.md")
	h.touch("") // an overflow
	if got := h.take(); got != nil {
		t.Errorf("told %q after an overflow", got)
	}
	if got := h.take(); got == nil || len(got) > 0 {
		t.Errorf("told %q where nothing happened", got)
	}
}

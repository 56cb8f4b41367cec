//go:build linux

package live

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"redial/internal/corpus"
)

// settle is how long the watcher waits until a change is over.
const settle = 150 * time.Millisecond

// TestFiguresOfLargeNotebooks measures how long a save takes to be on the disk, beyond the time that is
// waited for its end, and what it costs to do nothing.
func TestFiguresOfLargeNotebooks(t *testing.T) {
	if !*measure {
		t.Skip("left out; -live.measure measures")
	}
	for _, n := range []int{1_000, 10_000} {
		t.Run(fmt.Sprint(n, " notes"), func(t *testing.T) { figures(t, n) })
	}
}

func figures(t *testing.T, n int) {
	dir := filepath.Join(folder(t), "notebook")
	files := corpus.Generate(corpus.Options{Notes: n, Seed: 1})
	for _, f := range files {
		put(t, filepath.Join(dir, filepath.FromSlash(f.Path)), string(f.Data))
	}
	begin := time.Now()
	w := watch(t, dir)
	t.Logf("the first site stands after %v", time.Since(begin).Round(time.Millisecond))

	var took []time.Duration
	cpu := w.cpu()
	const saves = 20
	for i := range saves {
		took = append(took, w.save(files[(i*37)%len(files)], i)-settle)
	}
	report(t, took)
	t.Logf("a save costs %v of a processor", ((w.cpu() - cpu) / saves).Round(time.Millisecond))

	time.Sleep(10 * time.Second)
	const idle = time.Minute
	cpu, begin = w.cpu(), time.Now()
	time.Sleep(idle)
	share := 100 * float64(w.cpu()-cpu) / float64(time.Since(begin))
	t.Logf("idle: %.3f %% of a core over %v, %s", share, idle, w.memory())
	if share > 0.5 {
		t.Errorf("that is more than 0.5 %%")
	}
}

// save saves a note by a rename, and gives the time from there to a new stamp.
func (w *watcher) save(f corpus.File, i int) time.Duration {
	w.t.Helper()
	stamp := w.page("stamp.js")
	old, err := os.ReadFile(stamp)
	check(w.t, err)
	temp := filepath.Join(filepath.Dir(w.dir), "temp")
	put(w.t, temp, string(f.Data)+fmt.Sprintf("\nOne more line, the %dth.\n", i))
	begin := time.Now()
	check(w.t, os.Rename(temp, filepath.Join(w.dir, filepath.FromSlash(f.Path))))
	if !within(time.Minute, func() bool {
		now, err := os.ReadFile(stamp)
		return err == nil && string(now) != string(old)
	}) {
		w.t.Fatal("the stamp never changed")
	}
	return time.Since(begin)
}

// cpu is the time of a processor that the watcher used so far.
func (w *watcher) cpu() time.Duration {
	w.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
	check(w.t, err)
	_, rest, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(rest)
	user, err := strconv.Atoi(fields[11])
	check(w.t, err)
	system, err := strconv.Atoi(fields[12])
	check(w.t, err)
	return time.Duration(user+system) * 10 * time.Millisecond
}

// memory says how much of it the watcher holds, and how much it held at most.
func (w *watcher) memory() string {
	w.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	check(w.t, err)
	var said []string
	for _, line := range strings.Split(string(data), "\n") {
		if key, value, _ := strings.Cut(line, ":"); key == "VmRSS" || key == "VmHWM" {
			said = append(said, key+" "+strings.TrimSpace(value))
		}
	}
	return strings.Join(said, ", ")
}

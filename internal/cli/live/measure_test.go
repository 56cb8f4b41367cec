//go:build linux

package live

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"redial/internal/corpus"
)

// settle is how long the watcher waits until a change is over.
const settle = 150 * time.Millisecond

// Saves of one note among many, by a rename: how long until the stamp of a site with it is on the disk,
// beyond the time that is waited for the end of a change. Then what it costs to do nothing.
func BenchmarkKeepingCurrent(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { keep(b, n) })
	}
}

func keep(b *testing.B, n int) {
	dir := filepath.Join(folder(b), "notebook")
	files := corpus.Generate(corpus.Options{Notes: n, Seed: 1})
	for _, f := range files {
		put(b, filepath.Join(dir, filepath.FromSlash(f.Path)), string(f.Data))
	}
	begin := time.Now()
	w := watch(b, dir)
	b.ReportMetric(time.Since(begin).Seconds(), "s-first-site")

	var took []time.Duration
	cpu, i := w.cpu(), 0
	for b.Loop() {
		took = append(took, w.save(files[(i*37)%len(files)], i)-settle)
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "ms-half")
	b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "ms-all")
	b.ReportMetric(float64(((w.cpu() - cpu) / time.Duration(len(took))).Milliseconds()), "cpu-ms/save")

	time.Sleep(*idle / 6) // the last save is over
	cpu, begin = w.cpu(), time.Now()
	time.Sleep(*idle)
	b.ReportMetric(100*float64(w.cpu()-cpu)/float64(time.Since(begin)), "%idle")
	b.ReportMetric(w.memory("VmRSS"), "MB")
	b.ReportMetric(w.memory("VmHWM"), "MB-peak")
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

// memory is how many megabytes the watcher holds, or held at most.
func (w *watcher) memory(what string) float64 {
	w.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	check(w.t, err)
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, what+":"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			check(w.t, err)
			return float64(kb) / 1024
		}
	}
	w.t.Fatalf("no %s in\n%s", what, data)
	return 0
}

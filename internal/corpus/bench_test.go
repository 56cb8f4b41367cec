package corpus_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"redial/internal/corpus"
)

// pair measures two ways of doing a thing in turn, so that a slow minute of the machine slows both.
type pair struct{ ours, floor []time.Duration }

// turn measures one after the other, each first every second time.
func (p *pair) turn(b *testing.B, ours, floor func() error) {
	b.Helper()
	measure := func(do func() error, into *[]time.Duration) {
		runtime.GC() // what the other one left behind is not this one's to clean
		start := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		*into = append(*into, time.Since(start))
	}
	if len(p.ours)%2 == 0 {
		measure(ours, &p.ours)
		measure(floor, &p.floor)
		return
	}
	measure(floor, &p.floor)
	measure(ours, &p.ours)
}

// report gives the median of the ratios of each turn, and the medians of both for a note.
func (p *pair) report(b *testing.B, notes int) {
	b.Helper()
	ratios := make([]float64, len(p.ours))
	for i := range ratios {
		ratios[i] = float64(p.ours[i]) / float64(p.floor[i])
	}
	b.ReportMetric(median(ratios), "x-floor")
	b.ReportMetric(float64(median(p.ours).Nanoseconds())/float64(notes), "ns/note")
	b.ReportMetric(float64(median(p.floor).Nanoseconds())/float64(notes), "floor-ns/note")
	b.ReportMetric(0, "ns/op") // both together: says nothing
}

func median[T time.Duration | float64](list []T) T {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// writeFiles puts a notebook on the disk.
func writeFiles(tb testing.TB, dir string, files []corpus.File) {
	tb.Helper()
	for _, f := range files {
		if err := create(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data); err != nil {
			tb.Fatal(err)
		}
	}
}

// emptyFolders gives two empty folders, and what takes them away again.
func emptyFolders(tb testing.TB) (a, b string, remove func()) {
	tb.Helper()
	top, err := os.MkdirTemp("", "redial-bench-")
	if err != nil {
		tb.Fatal(err)
	}
	return filepath.Join(top, "a"), filepath.Join(top, "b"), func() {
		if err := os.RemoveAll(top); err != nil {
			tb.Fatal(err)
		}
	}
}

func BenchmarkFloorBesideCopy(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(benchName(n), func(b *testing.B) {
			in := b.TempDir()
			writeFiles(b, in, corpus.Generate(corpus.Options{Notes: n, Seed: 1}))
			f := newFloor(nil)
			var p pair
			for b.Loop() {
				one, two, remove := emptyFolders(b)
				p.turn(b, func() error { return f.build(in, one) }, func() error { return copyTree(in, two) })
				remove()
			}
			p.report(b, n)
		})
	}
}

func benchName(n int) string {
	if n == 100 {
		return "100 notes"
	}
	return "1000 notes"
}

//go:build unix

package build

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// touched gives the paths below some folders that are others than before, as events name them.
func touched(before, after map[string]fs.FileInfo) []string {
	paths := map[string]bool{}
	for p, is := range after {
		if was := before[p]; was == nil || !os.SameFile(was, is) || was.Size() != is.Size() || !was.ModTime().Equal(is.ModTime()) {
			paths[p] = !is.IsDir() || was == nil
		}
	}
	for p := range before {
		if after[p] == nil {
			paths[p] = true
		}
	}
	maps.DeleteFunc(paths, func(_ string, named bool) bool { return !named })
	return slices.Sorted(maps.Keys(paths))
}

// below gives the stamps of all that a site is made of.
func below(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	for _, name := range []string{"notes", "layouts", "redial.yaml"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			maps.Copy(all, stamps(t, filepath.Join(dir, name)))
		}
	}
	return all
}

// A look that is told what was touched must leave the site that a clean build makes, after any history:
// what it does not read, work out, fill and look at is what did not change.
func TestAfterAnyHistoryALookAtWhatWasTouchedLeavesTheSiteOfACleanBuild(t *testing.T) {
	for seed := range uint64(2) {
		dir := layGenerated(t, 90)
		random := rand.New(rand.NewPCG(seed, 2))
		now := time.Now()
		day := today
		b := NewBuilder(dir, func() time.Time { return now })
		if r := b.Look(day, nil); r.Err != nil {
			t.Fatal(r.Err)
		}
		rounds := 2 * kinds
		if testing.Short() {
			rounds = kinds
		}
		brief := 0
		for n := range rounds {
			before := below(t, dir)
			// Notes in the corpus are edited far more often than anything else happens.
			what := change(t, dir, random, []int{n, random.IntN(10)}[random.IntN(2)])
			if n%17 == 16 {
				day++
				what += ", the day"
			}
			now = now.Add(time.Minute)
			r := b.Look(day, touched(before, below(t, dir)))
			for r.Err == nil && r.Again > 0 {
				now = now.Add(time.Minute)
				r = b.Look(day, nil)
			}
			if r.Err != nil {
				t.Fatalf("%s: %v", what, r.Err)
			}
			brief += as01(b.brief)
			if d := unlikeClean(t, dir, day); len(d) > 0 {
				t.Fatalf("seed %d, round %d: after %s, briefly %v, these are not those of a clean build: %q", seed, n, what, b.brief, d)
			}
		}
		if r, err := run(dir, day); err != nil || r.Filled > 0 {
			t.Errorf("seed %d: another process makes %d pages again (%v)", seed, r.Filled, err)
		}
		if brief < rounds/3 {
			t.Errorf("only %d of %d looks were brief", brief, rounds)
		}
	}
}

func as01(b bool) int {
	if b {
		return 1
	}
	return 0
}

// What somebody else does to the site between two saves is undone a while later, by a look that is told
// nothing, though nothing changed in the notes.
func TestWhatSomebodyDidToTheSiteIsUndoneAfterABriefLook(t *testing.T) {
	dir := layGenerated(t, 30)
	now := time.Now()
	b := NewBuilder(dir, func() time.Time { return now })
	look := func(touched []string) Report {
		now = now.Add(time.Minute)
		r := b.Look(today, touched)
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		return r
	}
	look(nil)
	page := filepath.Join(dir, "public", "promises.html")
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	put(t, page, "of somebody else")
	notes, err := filepath.Glob(filepath.Join(dir, "notes", "*.md"))
	if err != nil || len(notes) == 0 {
		t.Fatal(err)
	}
	src, err := os.ReadFile(notes[0])
	if err != nil {
		t.Fatal(err)
	}
	put(t, notes[0], string(src)+"\nOne more line.\n")
	if r := look(notes[:1]); len(r.Notes) != 1 || !b.brief {
		t.Fatalf("%+v, brief %v", r, b.brief)
	}
	if r := look(nil); r.News || r.Result == nil {
		t.Errorf("the site was not looked at: %+v", r)
	}
	if got, err := os.ReadFile(page); err != nil || string(got) != string(want) {
		t.Errorf("the page is still another (%v)", err)
	}
	if r := look(nil); r.Result != nil {
		t.Error("the site was looked at twice")
	}
}

// A watch runs for weeks. What it keeps is what the notes need, however often they were saved.
func TestWhatIsKeptStaysTheSameOverHundredsOfSaves(t *testing.T) {
	dir := layGenerated(t, 40)
	now := time.Now()
	b := NewBuilder(dir, func() time.Time { return now })
	notes, err := filepath.Glob(filepath.Join(dir, "notes", "*.md"))
	if err != nil || len(notes) < 20 {
		t.Fatalf("%d notes, %v", len(notes), err)
	}
	source := map[string]string{}
	for _, file := range notes {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source[file] = string(src)
	}
	save := func(n int) {
		file := notes[n*37%len(notes)]
		put(t, file, source[file]+fmt.Sprintf("\n- 2026-11-%02d call: about item%d\n- [ ] 2026-12-%02d 14:00 email: word%d\n", 1+n%28, n, 1+n%28, n))
		now = now.Add(time.Minute)
		if r := b.Look(today, []string{file}); r.Err != nil || n > 0 && !b.brief {
			t.Fatalf("%+v, brief %v", r, b.brief)
		}
	}
	held := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	if r := b.Look(today, nil); r.Err != nil {
		t.Fatal(r.Err)
	}
	saves := 500
	if testing.Short() {
		saves = 200
	}
	for n := range 100 {
		save(n)
	}
	before := held()
	for n := range saves - 100 {
		save(100 + n)
	}
	after := held()
	runtime.KeepAlive(b)
	if grown := after - before; grown > before/10+(1<<20) { // the heap itself moves by some hundred kB
		t.Errorf("after 100 saves %d kB were kept, after %d %d kB", before>>10, saves, after>>10)
	}
}

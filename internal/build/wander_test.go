//go:build unix

package build

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	wanderRounds = flag.Int("build.wander", 40, "for how many rounds lines wander between notes")
	wanderSeed   = flag.Uint64("build.seed", 1, "of the lines that wander")
)

// wanderer moves lines from note to note, whatever they are: what a page follows from is not thought of
// case by case.
type wanderer struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	lines  []string // of all notes as they were at first
}

// linking are lines that lead to somebody.
const linking = `See [[%[1]s]].
by: %[1]s
at: %[1]s
- [ ] 2026-12-05 me: call [[%[1]s]]
- 2026-11-28 intro: to [[%[1]s]]
- 2026-11-30 call: about %[1]s`

// loose are lines that generated notes have seldom.
const loose = "---\n## Journal\n```" + `
aka: [Bob, Ann]
tags: [x, y]
needs: [tax advice]
offers: [tax advice]
photo: p.png
closed: 2026-11-01
every: 2w
policy: quick
next: 2026-12-01
next: 2026-11-02
birthday: 12-03
birthday: 1980-02-29
- 2026-12-01 call, no answer
- 2026-11-30 not now: in spring`

func newWanderer(t *testing.T, dir string, seed uint64) *wanderer {
	w := &wanderer{t: t, dir: dir, random: rand.New(rand.NewPCG(seed, 9))}
	for _, f := range w.notes() {
		w.lines = append(w.lines, w.read(f)...)
	}
	for _, f := range w.notes() {
		id := strings.TrimSuffix(filepath.Base(f), ".md")
		w.lines = append(w.lines, strings.Split(fmt.Sprintf(linking, id), "\n")...)
	}
	w.lines = append(w.lines, strings.Split(loose, "\n")...)
	return w
}

func (w *wanderer) notes() []string {
	var all []string
	for _, p := range []string{"*.md", "events/*.md", "more/*.md"} {
		found, err := filepath.Glob(filepath.Join(w.dir, "notes", p))
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

func (w *wanderer) read(f string) []string {
	src, err := os.ReadFile(f)
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.SplitAfter(string(src), "\n")
}

func (w *wanderer) one(list []string) string { return list[w.random.IntN(len(list))] }

// step changes one line of one note, or a note as a whole, and tells what.
func (w *wanderer) step() string {
	all := w.notes()
	f := w.one(all)
	name, _ := filepath.Rel(w.dir, f)
	switch n := w.random.IntN(40); {
	case n == 0 && len(all) > 20:
		os.Remove(f)
		return "remove " + name
	case n == 1:
		to := filepath.Join(w.dir, "notes", w.one([]string{"", "more", "events"}), w.one([]string{"ann", "bob", "Bob", "cid", "zoe-day"})+".md")
		put(w.t, to, strings.Join(w.read(f), ""))
		os.Remove(f)
		return "move " + name + " to " + to
	case n == 2:
		to := filepath.Join(w.dir, "notes", fmt.Sprintf("copy-%d.md", w.random.IntN(1000)))
		put(w.t, to, strings.Join(w.read(f), ""))
		return "copy " + name
	}
	lines := w.read(f)
	at := w.random.IntN(len(lines))
	line := strings.TrimSuffix(w.one(w.lines), "\n") + "\n"
	what := fmt.Sprintf("%s:%d", name, at+1)
	switch w.random.IntN(4) {
	case 0:
		what += " less " + lines[at]
		lines = append(lines[:at:at], lines[at+1:]...)
	case 1:
		what += " becomes " + line
		lines = append(append(lines[:at:at], line), lines[at+1:]...)
	case 2: // into the front matter
		what = fmt.Sprintf("%s:2 more %s", name, line)
		lines = append(append(lines[:1:1], line), lines[1:]...)
	default:
		what += " more " + line
		lines = append(append(lines[:at:at], line), lines[at:]...)
	}
	put(w.t, f, strings.Join(lines, ""))
	return what
}

// A look leaves the site of a clean build wherever lines wander, and another process has nothing to make.
func TestWhereverLinesWanderTheSiteIsThatOfACleanBuild(t *testing.T) {
	dir := layGenerated(t, 60)
	w := newWanderer(t, dir, *wanderSeed)
	now, day := time.Now(), today
	clock := func() time.Time { return now }
	b := NewBuilder(dir, clock)
	look := func(what string, paths []string) {
		r := b.Look(day, paths)
		for r.Err == nil && r.Again > 0 {
			now = now.Add(time.Minute)
			r = b.Look(day, nil)
		}
		if r.Err != nil {
			t.Fatalf("%s: %v", what, r.Err)
		}
	}
	look("the start", nil)
	rounds := *wanderRounds
	if testing.Short() {
		rounds /= 4
	}
	for n := range rounds {
		before := below(t, dir)
		what := w.step()
		for range w.random.IntN(3) {
			what += "; " + w.step()
		}
		if n%23 == 22 {
			day++
			what += ", the day"
		}
		paths := touched(before, below(t, dir))
		if w.random.IntN(3) == 0 {
			paths = nil
		}
		now = now.Add(time.Minute)
		look(what, paths)
		if d := unlikeClean(t, dir, day); len(d) > 0 {
			t.Fatalf("seed %d, round %d: after %s, briefly %v, these are not those of a clean build: %q", *wanderSeed, n, what, b.brief, d)
		}
		if n%10 != 9 {
			continue
		}
		if r, err := run(dir, day); err != nil || r.Filled > 0 {
			t.Fatalf("seed %d, round %d: after %s another process makes %d pages again (%v)", *wanderSeed, n, what, r.Filled, err)
		}
		b = NewBuilder(dir, clock)
		look("another start", nil)
	}
}

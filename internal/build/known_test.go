//go:build unix

package build

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/output"
)

// layGenerated puts a generated notebook on the disk.
func layGenerated(t testing.TB, notes int) string {
	t.Helper()
	files := map[string]string{}
	for _, f := range corpus.Generate(corpus.Options{Notes: notes, Seed: 1}) {
		files[f.Path] = string(f.Data)
	}
	return lay(t, files)
}

// A page that is not made again because it is known must be the one that a clean build makes, whatever
// was changed: in its note, in another, in the settings, the layouts or the day.
func TestWhatIsKnownIsWhatACleanBuildMakes(t *testing.T) {
	dir := layGenerated(t, 90)
	random := rand.New(rand.NewPCG(3, 1))
	day := today
	mustRun(t, dir)
	rounds := 3 * kinds
	if testing.Short() {
		rounds = kinds
	}
	for n := range rounds {
		what := change(t, dir, random, n)
		if n%17 == 16 {
			day++
			what = "the day"
		}
		r, err := run(dir, day)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if d := unlikeClean(t, dir, day); len(d) > 0 {
			t.Fatalf("after %s (%d pages made) these are not those of a clean build: %q", what, r.Filled, d)
		}
	}
}

// unlikeClean names the files of a site that are not those of a clean build of the same notebook.
func unlikeClean(t *testing.T, dir string, day civil.Date) []string {
	t.Helper()
	clean := filepath.Join(t.TempDir(), "notebook")
	for _, name := range []string{"notes", "layouts", "redial.yaml"} {
		copyAll(t, filepath.Join(dir, name), filepath.Join(clean, name))
	}
	if _, err := run(clean, day); err != nil {
		t.Fatal(err)
	}
	want, got := tree(t, filepath.Join(clean, "public")), tree(t, filepath.Join(dir, "public"))
	delete(want, output.KnownName)
	delete(got, output.KnownName)
	return differences(want, got)
}

// kinds is how many kinds of changes there are.
const kinds = 23

// change changes one thing in a notebook, and tells what.
func change(t *testing.T, dir string, random *rand.Rand, n int) string {
	t.Helper()
	notes, err := filepath.Glob(filepath.Join(dir, "notes", "*.md"))
	if err != nil || len(notes) < 10 {
		t.Fatalf("%d notes, %v", len(notes), err)
	}
	events, err := filepath.Glob(filepath.Join(dir, "notes", "events", "*.md"))
	if err != nil || len(events) == 0 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	file, other := notes[random.IntN(len(notes))], notes[random.IntN(len(notes))]
	id := strings.TrimSuffix(filepath.Base(other), ".md")
	edit := func(file, old, with string) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		put(t, file, strings.Replace(string(src), old, with, 1))
	}
	add := func(file, text string) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		put(t, file, string(src)+text)
	}
	turn := n / kinds
	all := [kinds]struct {
		what string
		do   func()
	}{
		{"an entry that names another", func() { add(file, fmt.Sprintf("\n- 2026-11-%02d call: about [[%s]] and *more*\n", 10+n%20, id)) }},
		{"another name", func() { edit(file, "---\n", fmt.Sprintf("---\nname: New Name %d\nx%d: y\n", n, n)) }},
		{"another alias", func() { edit(file, "---\n", fmt.Sprintf("---\naka: [Shorty %d]\n", n)) }},
		{"another name in its place", func() { edit(file, "\nname: ", "\nname: Sir ") }},
		{"a need", func() { edit(file, "---\n", "---\nneeds: [a bookkeeper]\n") }},
		{"an offer", func() { edit(file, "---\n", "---\noffers: [bookkeeper for small firms]\n") }},
		{"a fault", func() { edit(file, "---\n", "---\nnext: 2026-13-40\n") }},
		{"a promise", func() { add(file, "\n- [ ] 2026-12-04 email: the list\n") }},
		{"prose with a link", func() { add(file, fmt.Sprintf("\nSee [them](%s.md) and [[Shorty %d]].\n", id, n-1)) }},
		{"links to nobody yet", func() {
			add(file, fmt.Sprintf("\n- 2026-11-%02d call: about [[Later %d]]\n\nSee [[later-%d]] and [it](later-%d.md).\n", 10+n%20, turn, turn, turn))
			edit(file, "---\n", fmt.Sprintf("---\nby: Later %d\n", turn))
		}},
		{"somebody who was named before", func() {
			put(t, filepath.Join(dir, "notes", fmt.Sprintf("later-%d.md", turn)), fmt.Sprintf("---\nname: Later %d\nnext: 2026-12-09\n---\n", turn))
		}},
		{"a namesake", func() {
			put(t, filepath.Join(dir, "notes", "more", fmt.Sprintf("later-%d.md", turn)), fmt.Sprintf("---\nname: Later %d\n---\n", turn))
		}},
		{"a file of the same name but for its case", func() {
			put(t, filepath.Join(dir, "notes", strings.ToUpper(id)+".md"), "---\nname: Capital\n---\n\n- 2026-11-20 met\n")
		}},
		{"a photo", func() {
			edit(file, "---\n", "---\nphoto: p.jpg\n")
			put(t, filepath.Join(dir, "notes", "p.jpg"), "photo")
		}},
		{"another name of an event", func() {
			edit(events[random.IntN(len(events))], "---\n", fmt.Sprintf("---\nname: Fair %d\nintention: talk to New Name %d\n", n, n-n%kinds+kinds+1))
		}},
		{"a new note", func() {
			put(t, filepath.Join(dir, "notes", fmt.Sprintf("new-%d.md", n)), fmt.Sprintf("---\nname: New %d\nby: %s\nnext: 2026-12-09\n---\n", n, id))
		}},
		{"no note any more", func() { os.Remove(file) }},
		{"an event", func() { edit(events[random.IntN(len(events))], "---\n", fmt.Sprintf("---\nwhere: Room %d\n", n)) }},
		{"who was at an event", func() {
			edit(file, "---\n", "---\nat: events/"+strings.TrimSuffix(filepath.Base(events[0]), ".md")+"\n")
		}},
		{"the settings", func() {
			put(t, filepath.Join(dir, "redial.yaml"), fmt.Sprintf("title: Title %d\nworking_days: [mon, tue, wed]\n", n))
		}},
		{"an image", func() {
			add(file, "\n![a picture](p.png)\n")
			put(t, filepath.Join(dir, "notes", "p.png"), "picture")
		}},
		{"a layout", func() { put(t, filepath.Join(dir, "layouts", "promise.html"), fmt.Sprintf("<li>%d {{.Text}}</li>", n)) }},
		{"a draft", func() {
			put(t, filepath.Join(dir, "layouts", "drafts", "thank-you.txt"), fmt.Sprintf("Subject: %d\n\nHello {{.First}}!\n", n))
		}},
	}
	k := all[n%kinds]
	k.do()
	return k.what
}

func copyAll(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(from, p)
		put(t, filepath.Join(to, rel), string(data))
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
}

// One edit among many notes must be the work of one note: it alone is parsed, and only its page, the
// months of its entries and the lists of everybody are made.
func TestOneEditAmongAThousandNotesIsTheWorkOfOne(t *testing.T) {
	dir := layGenerated(t, 1000)
	now := time.Now().Add(time.Minute)
	b := NewBuilder(dir, func() time.Time { return now })
	first := b.Look(today, nil)
	if first.Err != nil {
		t.Fatal(first.Err)
	}
	before := tree(t, filepath.Join(dir, "public"))
	file := filepath.Join(dir, "notes", "ada-fletcher.md")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put(t, file, string(src)+"\n- 2026-11-30 call: about the roof\n")
	r := b.Look(today, nil)
	if r.Err != nil || len(r.Notes) != 1 || r.Result == nil {
		t.Fatalf("%+v", r)
	}
	var changed []string
	for _, p := range differences(before, tree(t, filepath.Join(dir, "public"))) {
		if p != output.KnownName {
			changed = append(changed, p)
		}
	}
	for _, p := range changed {
		if dir, _ := filepath.Split(p); dir == "people/" && p != "people/index.html" && p != "people/ada-fletcher.html" {
			t.Errorf("%s was written", p)
		}
	}
	if !slices.Contains(changed, "people/ada-fletcher.html") || !slices.Contains(changed, "journal/2026-11.html") {
		t.Errorf("written are only %q", changed)
	}
	if r.Result.Written != len(changed) {
		t.Errorf("%d files were written, %d have other bytes", r.Result.Written, len(changed))
	}
	if most := 12; r.Result.Filled > most {
		t.Errorf("%d of %d pages were made, want at most %d", r.Result.Filled, r.Result.Pages, most)
	}
}

// A word more in one note makes its page, the line of the word in the search, and nothing that lists people,
// in the look that somebody waits for.
func TestAWordMoreInOneNoteMakesOnePage(t *testing.T) {
	dir := layGenerated(t, 1000)
	now := time.Now().Add(time.Minute)
	b := NewBuilder(dir, func() time.Time { return now })
	if r := b.Look(today, nil); r.Err != nil {
		t.Fatal(r.Err)
	}
	file := filepath.Join(dir, "notes", "ada-fletcher.md")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := tree(t, filepath.Join(dir, "public"))
	put(t, file, string(src)+"\nUnheardof.\n")
	r := b.Look(today, []string{file})
	if r.Err != nil || r.Result == nil {
		t.Fatalf("%+v", r)
	}
	if r.Result.Filled != 1 {
		t.Errorf("%d pages were made", r.Result.Filled)
	}
	want := []string{output.KnownName, "people-words.js", "people/ada-fletcher.html", "stamp.js"}
	if got := differences(before, tree(t, filepath.Join(dir, "public"))); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		t.Errorf("written are %q, want %q", got, want)
	}
}

// A build of what is built already makes no page, and touches no file.
func TestABuildWithNothingNewTouchesNothing(t *testing.T) {
	dir := layGenerated(t, 200)
	mustRun(t, dir)
	public := filepath.Join(dir, "public")
	before := stamps(t, public)
	r := mustRun(t, dir)
	if r.Filled != 0 || r.Written != 0 || r.Removed != 0 {
		t.Errorf("%d pages made, %d files written, %d removed", r.Filled, r.Written, r.Removed)
	}
	for p, was := range before {
		is, err := os.Lstat(p)
		if err != nil || !os.SameFile(was, is) || !was.ModTime().Equal(is.ModTime()) {
			t.Errorf("%s was touched (%v)", p, err)
		}
	}
	if after := stamps(t, public); len(after) != len(before) {
		t.Errorf("%d files, then %d", len(before), len(after))
	}
}

// stamps gives what the system says of every file and folder.
func stamps(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	err := filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if err == nil {
			all[p], err = os.Lstat(p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What somebody else did to a page is found and undone, though what it is made of is the same.
func TestAPageThatSomebodyChangedIsMadeAgain(t *testing.T) {
	dir := layGenerated(t, 30)
	b := NewBuilder(dir, func() time.Time { return time.Now().Add(time.Minute) })
	if r := b.Look(today, nil); r.Err != nil {
		t.Fatal(r.Err)
	}
	page := filepath.Join(dir, "public", "promises.html")
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	again := map[string]func(civil.Date) error{
		"a build": func(day civil.Date) error { _, err := run(dir, day); return err },
		"a watch": func(day civil.Date) error {
			put(t, filepath.Join(dir, "notes", "events", "README.md"), "") // no note, and yet something new
			return b.Look(day, nil).Err
		},
	}
	for name, build := range again {
		spoilt := slices.Clone(want)
		spoilt[len(spoilt)/2] ^= 1
		if err := os.WriteFile(page, spoilt, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := build(today); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(page); err != nil || string(got) != string(want) {
			t.Errorf("%s leaves it as it is (%v)", name, err)
		}
	}
}

// Somebody new, somebody who is gone and somebody who is called otherwise make the pages that tell of them,
// and those that list everybody: not one of each of the others.
func TestANewNoteAmongAThousandIsTheWorkOfOne(t *testing.T) {
	dir := layGenerated(t, 1000)
	now := time.Now().Add(time.Minute)
	b := NewBuilder(dir, func() time.Time { return now })
	if r := b.Look(today, nil); r.Err != nil {
		t.Fatal(r.Err)
	}
	file := filepath.Join(dir, "notes", "ada-newcomer.md")
	steps := []struct {
		what string
		do   func()
	}{
		{"somebody new", func() { put(t, file, "---\nname: Ada Newcomer\nnext: 2026-12-09\n---\n\n- 2026-11-30 met\n") }},
		{"another name", func() { put(t, file, "---\nname: Ada Known\nnext: 2026-12-09\n---\n\n- 2026-11-30 met\n") }},
		{"somebody who is gone", func() { os.Remove(file) }},
	}
	for _, step := range steps {
		step.do()
		now = now.Add(time.Minute)
		r := b.Look(today, nil)
		for r.Err == nil && r.Again > 0 {
			now = now.Add(time.Minute)
			r = b.Look(today, nil)
		}
		if r.Err != nil || r.Result == nil {
			t.Fatalf("%s: %+v", step.what, r)
		}
		if most := 60; r.Result.Filled > most {
			t.Errorf("%s: %d of %d pages were made, want at most %d", step.what, r.Result.Filled, r.Result.Pages, most)
		}
		if d := unlikeClean(t, dir, today); len(d) > 0 {
			t.Errorf("%s: these are not those of a clean build: %q", step.what, d)
		}
	}
}

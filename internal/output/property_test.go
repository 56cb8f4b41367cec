package output

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Few names, so that sites, and what somebody else puts there, often want the same place.
var (
	somePath = rapid.SampledFrom([]string{
		"index.html", "stamp.js", "a", "a/b", "a/b/c", "a/d", "people/a.html", "people/b.html", "people/c/d.html", "files/x", "b", "b/a",
	})
	someData = rapid.SampledFrom([]string{"", "1", "2", strings.Repeat("long ", 30000)})
)

// model is what should stand: ours and what somebody else put there.
type model struct {
	ours, foreign map[string]string
}

// fits reports whether a path can stand beside others.
func fits(p string, others map[string]string) bool {
	for q := range others {
		if p == q || strings.HasPrefix(p, q+"/") || strings.HasPrefix(q, p+"/") {
			return false
		}
	}
	return true
}

func drawSite(t *rapid.T) map[string]string {
	files := map[string]string{}
	for _, p := range rapid.SliceOfN(somePath, 0, 8).Draw(t, "paths") {
		if fits(p, files) {
			files[p] = someData.Draw(t, "data")
		}
	}
	return files
}

func filesOf(m map[string]string) []File {
	var files []File
	for p, data := range m {
		files = append(files, file(p, data))
	}
	return files
}

func TestAnySequenceOfSitesKeepsForeignFilesAndPublishesTheLastSite(t *testing.T) {
	parent := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		dir := filepath.Join(parent, "public")
		os.RemoveAll(dir)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		m := &model{ours: map[string]string{}, foreign: map[string]string{}}
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "somebody else writes") {
				m.interfere(t, dir)
			} else {
				m.publish(t, dir)
			}
			m.check(t, dir)
		}
	})
}

// interfere puts a file of somebody else's at a free place.
func (m *model) interfere(t *rapid.T, dir string) {
	p := somePath.Draw(t, "foreign path")
	if !fits(p, m.ours) || !fits(p, m.foreign) {
		return
	}
	full := filepath.Join(dir, filepath.FromSlash(p))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte("foreign"), 0o644); err != nil {
		t.Fatal(err)
	}
	m.foreign[p] = "foreign"
}

// publish writes a site; it must be refused exactly where a foreign file is in its way.
func (m *model) publish(t *rapid.T, dir string) {
	next := drawSite(t)
	free := true
	for p := range next {
		free = free && fits(p, m.foreign)
	}
	_, err := publish(dir, filesOf(next))
	if (err == nil) != free {
		t.Fatalf("site %v beside %v: error %v", next, m.foreign, err)
	}
	if err == nil {
		m.ours = next
	}
}

func (m *model) check(t *rapid.T, dir string) {
	got := files(t, dir)
	want := maps.Clone(m.ours)
	maps.Copy(want, m.foreign)
	if !maps.Equal(got, want) {
		t.Fatalf("the folder holds\n%s\nnot\n%s", names(got), names(want))
	}
}

// files reads all files of a folder but the manifest, and checks that no folder of ours is left empty.
func files(t *rapid.T, dir string) map[string]string {
	got := map[string]string{}
	var walk func(rel string) int
	walk = func(rel string) int {
		entries, err := os.ReadDir(filepath.Join(dir, rel))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			p := path.Join(rel, e.Name())
			if e.IsDir() {
				if walk(p) == 0 {
					t.Fatalf("%s is an empty folder", p)
				}
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, p))
			if err != nil {
				t.Fatal(err)
			}
			if p != ManifestName && p != KnownName {
				got[p] = string(data)
			}
		}
		return len(entries)
	}
	walk("")
	return got
}

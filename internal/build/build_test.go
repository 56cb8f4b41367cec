//go:build unix

package build

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/notebook"
	"redial/internal/output"
)

// today is the day around which the sample notebook was written.
var today = civil.Of(2026, 12, 1)

// lay makes a notebook of files, and gives its folder.
func lay(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "notebook")
	for path, data := range files {
		put(t, filepath.Join(dir, path), data)
	}
	return dir
}

func put(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sample makes a copy of the sample notebook.
func sample(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sample")
	if err := os.CopyFS(filepath.Join(dir, "notes"), os.DirFS("../../notes")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// run builds as one run of the program does.
func run(dir string, today civil.Date) (*Result, error) {
	nb, err := notebook.Open(dir)
	if err != nil {
		return nil, err
	}
	return Run(nb, today)
}

func mustRun(t testing.TB, dir string) *Result {
	t.Helper()
	r, err := run(dir, today)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree reads all files of a folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		got[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// differences names the files that are not the same in two trees.
func differences(a, b map[string]string) []string {
	var names []string
	for p := range a {
		if other, ok := b[p]; !ok || other != a[p] {
			names = append(names, p)
		}
	}
	for p := range b {
		if _, ok := a[p]; !ok {
			names = append(names, p)
		}
	}
	slices.Sort(names)
	return names
}

const adaNote = "---\nname: Ada Byron\nnext: 2026-12-04\n---\n"

func TestBuildMakesTheSiteAndSaysWhatItDid(t *testing.T) {
	dir := lay(t, map[string]string{"notes/ada.md": adaNote, "notes/ben.md": "---\nname: Ben\nnext: 2026-11-31\n---\n"})
	r := mustRun(t, dir)
	if r.Notes != 2 || r.Pages == 0 || r.Written < r.Pages || r.Removed != 0 || r.Index != filepath.Join(dir, "public", "index.html") {
		t.Errorf("%+v", r)
	}
	if len(r.Problems) != 1 || r.Problems[0].Code != "bad-date" {
		t.Errorf("problems %+v", r.Problems)
	}
	if len(r.Agenda.All) != 2 {
		t.Errorf("%d people", len(r.Agenda.All))
	}
	index, err := os.ReadFile(r.Index)
	if err != nil || !strings.Contains(string(index), "Ada Byron") {
		t.Errorf("she is not on the dashboard: %v", err)
	}

	again := mustRun(t, dir)
	if again.Written != 0 || again.Removed != 0 || again.Pages != r.Pages {
		t.Errorf("second build: %+v", again)
	}
	if err := os.Remove(filepath.Join(dir, "notes/ben.md")); err != nil {
		t.Fatal(err)
	}
	if third := mustRun(t, dir); third.Removed == 0 || third.Pages != r.Pages-1 || len(third.Problems) != 0 {
		t.Errorf("after a note was removed: %+v", third)
	}
}

func TestAssessWritesNothing(t *testing.T) {
	dir := sample(t)
	before := tree(t, dir)
	nb, err := notebook.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	agenda, problems, err := Assess(nb, today)
	if err != nil || len(agenda.All) == 0 {
		t.Fatalf("%d people, %v", len(agenda.All), err)
	}
	if d := differences(before, tree(t, dir)); len(d) > 0 {
		t.Errorf("wrote %q", d)
	}
	if _, err := os.Stat(nb.Public()); err == nil {
		t.Error("made public/")
	}
	r := mustRun(t, dir)
	if !slices.Equal(r.Problems, problems) {
		t.Errorf("the build finds other problems:\n%+v\nnot\n%+v", r.Problems, problems)
	}
}

func TestFaultySettingsLeaveTheSiteAlone(t *testing.T) {
	dir := lay(t, map[string]string{"notes/ada.md": adaNote})
	mustRun(t, dir)
	before := tree(t, filepath.Join(dir, "public"))
	put(t, filepath.Join(dir, "notes/ben.md"), "---\nname: Ben\n---\n")
	put(t, filepath.Join(dir, "redial.yaml"), "working_dais: [mon]\n")
	_, err := run(dir, today)
	var faulty *SettingsError
	if !errors.As(err, &faulty) || diag.Errors(faulty.Problems) != 1 || !strings.Contains(err.Error(), "\nhelp: ") {
		t.Fatalf("error is %v", err)
	}
	if d := differences(before, tree(t, filepath.Join(dir, "public"))); len(d) > 0 {
		t.Errorf("changed %q", d)
	}
}

func TestUsersLayoutsAndStylesWin(t *testing.T) {
	dir := lay(t, map[string]string{"notes/ada.md": adaNote, "static/redial.css": "/* mine */", "static/extra.css": "/* extra */", "static/mine.go": "package mine"})
	mustRun(t, dir)
	site := tree(t, filepath.Join(dir, "public"))
	if site["redial.css"] != "/* mine */" || site["extra.css"] != "/* extra */" {
		t.Errorf("redial.css is %.30q, extra.css %.30q", site["redial.css"], site["extra.css"])
	}
	if _, ok := site["mine.go"]; ok {
		t.Error("a Go file was published")
	}
}

func TestSiteIsNeverWrittenOverWhatIsTheUsers(t *testing.T) {
	dir := lay(t, map[string]string{"notes/ada.md": adaNote, "public/index.html": "mine", "public/CNAME": "example.com"})
	before := tree(t, dir)
	_, err := run(dir, today)
	var foreign *output.ForeignError
	if !errors.As(err, &foreign) {
		t.Errorf("error is %v", err)
	}
	if d := differences(before, tree(t, dir)); len(d) > 0 {
		t.Errorf("changed %q", d)
	}

	for _, target := range []string{"notes", ".", ".."} {
		dir := lay(t, map[string]string{"notes/ada.md": adaNote})
		if err := os.Symlink(target, filepath.Join(dir, "public")); err != nil {
			t.Fatal(err)
		}
		before := tree(t, dir)
		if _, err := run(dir, today); err == nil {
			t.Errorf("public -> %s: no error", target)
		}
		if d := differences(before, tree(t, dir)); len(d) > 0 {
			t.Errorf("public -> %s: changed %q", target, d)
		}
	}
}

// The same notes, settings and day give the same bytes, wherever, whenever and on whatever machine.
func TestSameNotesGiveTheSameBytes(t *testing.T) {
	first := sample(t)
	mustRun(t, first)
	want := tree(t, filepath.Join(first, "public"))
	if len(want) < 24 {
		t.Fatalf("%d files", len(want))
	}
	runs := map[string]func() (undo func()){
		"a second run": func() func() { return func() {} },
		"one processor": func() func() {
			n := runtime.GOMAXPROCS(1)
			return func() { runtime.GOMAXPROCS(n) }
		},
		"another time zone": func() func() {
			old := time.Local
			time.Local = time.FixedZone("Apia", 13*60*60)
			return func() { time.Local = old }
		},
		"a zone that lags behind": func() func() {
			old := time.Local
			time.Local = time.FixedZone("Pago Pago", -11*60*60)
			return func() { time.Local = old }
		},
	}
	for _, name := range slices.Sorted(maps.Keys(runs)) {
		dir := sample(t)
		undo := runs[name]()
		_, err := run(dir, today)
		undo()
		if err != nil {
			t.Fatal(err)
		}
		if d := differences(want, tree(t, filepath.Join(dir, "public"))); len(d) > 0 {
			t.Errorf("%s: other bytes in %q", name, d)
		}
	}
}

// What was built after any change equals what a clean build of the same notes gives.
func TestSiteDependsOnNothingButTheNotes(t *testing.T) {
	dir := sample(t)
	mustRun(t, dir)
	if _, err := run(dir, today.Add(40)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "notes/new.md"), adaNote)
	mustRun(t, dir)
	clean := sample(t)
	put(t, filepath.Join(clean, "notes/new.md"), adaNote)
	mustRun(t, clean)
	if d := differences(tree(t, filepath.Join(clean, "public")), tree(t, filepath.Join(dir, "public"))); len(d) > 0 {
		t.Errorf("other bytes in %q", d)
	}
}

package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// site makes files of "path content" lines.
func site(lines ...string) []File {
	var files []File
	for _, l := range lines {
		p, data, _ := strings.Cut(l, " ")
		files = append(files, file(p, data))
	}
	return files
}

func file(p, data string) File { return File{Path: p, Make: Bytes([]byte(data))} }

// bytesOf makes a file that does not ask for others.
func bytesOf(f File) string {
	var b bytes.Buffer
	if err := f.Make(&b, nil); err != nil {
		panic(err)
	}
	return b.String()
}

func open(t *testing.T, dir string) *Output {
	t.Helper()
	o, err := Open(dir, Guard{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}

// publish writes a site as one run of the program does.
func publish(dir string, files []File) (Stats, error) {
	o, err := Open(dir, Guard{})
	if err != nil {
		return Stats{}, err
	}
	defer o.Close()
	return o.Write(files)
}

func mustPublish(t *testing.T, dir string, files []File) Stats {
	t.Helper()
	s, err := publish(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree reads a folder: path to content; folders end in a slash; the manifest is left out.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == "." || rel == ManifestName || rel == KnownName:
			return nil
		case d.IsDir():
			got[rel+"/"] = ""
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(p)
			got[rel] = "-> " + to
			return err
		}
		data, err := os.ReadFile(p)
		got[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func put(t *testing.T, dir, p, data string) {
	t.Helper()
	full := filepath.Join(dir, p)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); !reflect.DeepEqual(got, want) {
		t.Fatalf("the folder holds\n%v\nnot\n%v", got, want)
	}
}

func TestSecondSiteReplacesTheFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := mustPublish(t, dir, site("index.html one", "people/ada.html a", "people/clients/ben.html b", "files/x.png x"))
	if (s != Stats{Made: 4, Written: 4}) {
		t.Errorf("first site: %+v", s)
	}
	s = mustPublish(t, dir, site("index.html two", "people/ada.html a", "redial.css c"))
	if (s != Stats{Made: 3, Written: 2, Same: 1, Removed: 2}) {
		t.Errorf("second site: %+v", s)
	}
	wantTree(t, dir, map[string]string{"index.html": "two", "people/": "", "people/ada.html": "a", "redial.css": "c"})
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	files := site("index.html one", "people/ada.html a", "empty.txt ")
	mustPublish(t, dir, files)
	names := []string{"index.html", "people/ada.html", "empty.txt", "people", ManifestName}
	before := stats(t, dir, names)
	s := mustPublish(t, dir, files)
	if s.Written != 0 || s.Same != 3 {
		t.Errorf("%+v", s)
	}
	for i, after := range stats(t, dir, names) {
		if !os.SameFile(before[i], after) || !before[i].ModTime().Equal(after.ModTime()) {
			t.Errorf("%s was written again", names[i])
		}
	}
}

func stats(t *testing.T, dir string, names []string) []fs.FileInfo {
	t.Helper()
	var infos []fs.FileInfo
	for _, n := range names {
		info, err := os.Stat(filepath.Join(dir, n))
		if err != nil {
			t.Fatal(err)
		}
		infos = append(infos, info)
	}
	return infos
}

func TestFilesAreWrittenInTheOrderInWhichPagesNeedThem(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, site("index.html 1", "stamp.js 1", "redial.css 1", "people/ada.html 1", "people/old.html 1", "data.json 1"))
	o := open(t, dir)
	var done []string
	o.fault = func(change, p string) error {
		if (change == "rename" && p != ManifestName) || change == "remove" {
			done = append(done, change+" "+p)
		}
		return nil
	}
	files := site("data.json 2", "stamp.js 2", "index.html 2", "people/ada.html 2", "journal/index.html 2", "redial.css 2", "files/x.png 2")
	files[0].Aside = true
	if _, err := o.Write(files); err != nil {
		t.Fatal(err)
	}
	want := []string{"rename redial.css", "rename files", "rename people/ada.html", "rename journal", "rename index.html", "rename stamp.js", "rename data.json", "remove people/old.html"}
	if !slices.Equal(done, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(done, "\n"), strings.Join(want, "\n"))
	}
}

func TestForeignFilesStay(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "CNAME", "example.com")
	put(t, dir, "people/mine.txt", "mine")
	mustPublish(t, dir, site("index.html 1", "people/ada.html 1"))
	mustPublish(t, dir, site("index.html 2"))
	wantTree(t, dir, map[string]string{"CNAME": "example.com", "people/": "", "people/mine.txt": "mine", "index.html": "2"})
}

func TestTakenPlacesAreRefusedBeforeAnythingIsWritten(t *testing.T) {
	out := t.TempDir()
	put(t, out, "secret.html", "secret")
	cases := []struct {
		name string
		make func(dir string) error
	}{
		{"a page", func(d string) error { return os.WriteFile(filepath.Join(d, "people.html"), []byte("mine"), 0o644) }},
		{"a page with the same bytes", func(d string) error { return os.WriteFile(filepath.Join(d, "people.html"), []byte("p"), 0o644) }},
		{"a folder where a page goes", func(d string) error { return os.Mkdir(filepath.Join(d, "people.html"), 0o755) }},
		{"a file where a folder goes", func(d string) error { return os.WriteFile(filepath.Join(d, "people"), nil, 0o644) }},
		{"a link where a page goes", func(d string) error {
			return os.Symlink(filepath.Join(out, "secret.html"), filepath.Join(d, "people.html"))
		}},
		{"a link that leads nowhere", func(d string) error { return os.Symlink("nowhere", filepath.Join(d, "people.html")) }},
		{"a link where a folder goes", func(d string) error { return os.Symlink(out, filepath.Join(d, "people")) }},
		{"a link inside where a folder goes", func(d string) error {
			if err := os.Mkdir(filepath.Join(d, "other"), 0o755); err != nil {
				return err
			}
			return os.Symlink("other", filepath.Join(d, "people"))
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := c.make(dir); err != nil {
				t.Fatal(err)
			}
			before := tree(t, dir)
			_, err := publish(dir, site("index.html i", "people.html p", "people/ada.html a", "secret.html x"))
			var foreign *ForeignError
			if !errors.As(err, &foreign) || !strings.Contains(err.Error(), "help: ") {
				t.Fatalf("error is %v", err)
			}
			wantTree(t, dir, before)
			if _, err := os.Lstat(filepath.Join(dir, ManifestName)); err == nil {
				t.Error("a manifest was written")
			}
		})
	}
	wantTree(t, out, map[string]string{"secret.html": "secret"})
}

func TestWhatStandsWhereOurFileWasIsNotRemoved(t *testing.T) {
	out := t.TempDir()
	put(t, out, "ada.html", "theirs")
	dir := t.TempDir()
	mustPublish(t, dir, site("index.html 1", "a.html 1", "people/ada.html 1", "b/c.html 1"))
	for _, p := range []string{"a.html", "people", "b"} {
		if err := os.RemoveAll(filepath.Join(dir, p)); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"a.html": filepath.Join(out, "ada.html"), "people": out} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "b/c.html/mine.txt", "mine")
	mustPublish(t, dir, site("index.html 2"))
	wantTree(t, dir, map[string]string{"index.html": "2", "a.html": "-> " + filepath.Join(out, "ada.html"), "people": "-> " + out, "b/": "", "b/c.html/": "", "b/c.html/mine.txt": "mine"})
	wantTree(t, out, map[string]string{"ada.html": "theirs"})
}

func TestFilesAndFoldersOfOursMayChangePlaces(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, site("a 1", "b/c 1", "b/d/e 1", "d/only 1"))
	mustPublish(t, dir, site("a/x 2", "a/y/z 2", "b 2", "d/only/x 2", "d/other 2"))
	wantTree(t, dir, map[string]string{"a/": "", "a/x": "2", "a/y/": "", "a/y/z": "2", "b": "2", "d/": "", "d/only/": "", "d/only/x": "2", "d/other": "2"})
	mustPublish(t, dir, site("a 1", "b/c 1"))
	wantTree(t, dir, map[string]string{"a": "1", "b/": "", "b/c": "1"})
}

func TestFolderWithSomethingForeignIsNotReplacedByAFile(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, site("b/c 1"))
	if err := os.Mkdir(filepath.Join(dir, "b", "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := publish(dir, site("b 2")); err == nil {
		t.Fatal("no error")
	}
	wantTree(t, dir, map[string]string{"b/": "", "b/c": "1", "b/empty/": ""})
}

// On a system that ignores case the second name is the place of the first; a hard link shows the same.
func TestNameThatDiffersInCaseAloneIsOurs(t *testing.T) {
	dir := t.TempDir()
	mustPublish(t, dir, site("people/Ada.html 1"))
	if err := os.Link(filepath.Join(dir, "people/Ada.html"), filepath.Join(dir, "people/ada.html")); err != nil {
		t.Skip("no hard links here: ", err)
	}
	mustPublish(t, dir, site("people/ada.html 2"))
	wantTree(t, dir, map[string]string{"people/": "", "people/ada.html": "2"})
}

func TestBadPathsAreRefused(t *testing.T) {
	for _, p := range []string{"", ".", "..", "../x", "/x", "a/../x", "a//x", "a/", "a\nb", "a\\b", ManifestName, ".redial-1-1.tmp"} {
		if _, err := publish(t.TempDir(), []File{file(p, "")}); err == nil {
			t.Errorf("%q was written", p)
		}
	}
	for _, files := range [][]File{site("a 1", "a 2"), site("a 1", "a/b 1")} {
		if _, err := publish(t.TempDir(), files); err == nil {
			t.Errorf("%v was written", files)
		}
	}
}

func TestManifestThatWeDidNotWriteIsRefused(t *testing.T) {
	for _, text := range []string{"", "something else\n", manifestHead, manifestHead + "\n../notes/ada.md\n", manifestHead + "\n/etc/passwd\n", manifestHead + "\nx"} {
		parent := t.TempDir()
		put(t, parent, "notes/ada.md", "ada")
		put(t, parent, "public/"+ManifestName, text)
		if _, err := publish(filepath.Join(parent, "public"), site("index.html 1")); err == nil || !strings.Contains(err.Error(), "help: ") {
			t.Errorf("manifest %q: error %v", text, err)
		}
		wantTree(t, parent, map[string]string{"notes/": "", "notes/ada.md": "ada", "public/": "", "public/" + ManifestName: text})
	}
}

func TestTemporaryFilesOfAKilledRunAreSweptAndNoOthers(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".redial-12-3.tmp", "half")
	put(t, dir, ".redial-12-4.tmp/ada.html", "half")
	put(t, dir, ".redial-x-3.tmp", "mine")
	put(t, dir, "people/.redial-12-3.tmp", "mine")
	mustPublish(t, dir, site("index.html 1"))
	wantTree(t, dir, map[string]string{".redial-x-3.tmp": "mine", "people/": "", "people/.redial-12-3.tmp": "mine", "index.html": "1"})
}

// Every change of the disk fails once, and each time the folder holds old and new files only, foreign
// ones stay, and the next run repairs it.
func TestDiskThatFailsAtAnyMomentLeavesFilesOldOrNew(t *testing.T) {
	before := site("index.html old", "same.css same", "people/ada.html old", "people/ben.html old", "gone/x.html old", "turns old", "into/file old")
	after := site("index.html new", "same.css same", "people/ada.html new", "people/cy.html new", "journal/a.html new", "journal/b/c.html new", "turns/x new", "into new")
	for n := 0; ; n++ {
		dir := t.TempDir()
		put(t, dir, "mine.txt", "mine")
		mustPublish(t, dir, before)
		o := open(t, dir)
		left := n
		broken := errors.New("no space left on device")
		o.fault = func(string, string) error {
			left--
			if left == -1 {
				return broken
			}
			return nil
		}
		_, err := o.Write(after)
		if err == nil {
			if n < 20 {
				t.Errorf("only %d changes were made", n)
			}
			return
		}
		if !errors.Is(err, broken) || !strings.Contains(err.Error(), dir) {
			t.Fatalf("error %d is %v", n, err)
		}
		oldOrNew(t, n, tree(t, dir), before, after)
		mustPublish(t, dir, after)
		exactly(t, dir, after, map[string]string{"mine.txt": "mine"})
	}
}

// oldOrNew checks that every file is one of two sites' and whole.
func oldOrNew(t *testing.T, n int, got map[string]string, sites ...[]File) {
	t.Helper()
	may := map[string][]string{"mine.txt": {"mine"}}
	for _, s := range sites {
		for _, f := range s {
			may[f.Path] = append(may[f.Path], bytesOf(f))
		}
	}
	for p, data := range got {
		if !strings.HasSuffix(p, "/") && !slices.Contains(may[p], data) {
			t.Fatalf("%d: %s holds %.40q", n, p, data)
		}
	}
}

// exactly checks that a folder holds a site, some other files, and nothing else.
func exactly(t testing.TB, dir string, files []File, others map[string]string) {
	t.Helper()
	want := map[string]string{}
	for p, data := range others {
		want[p] = data
	}
	for _, f := range files {
		want[f.Path] = bytesOf(f)
	}
	for p := range want {
		for up := filepath.Dir(p); up != "."; up = filepath.Dir(up) {
			want[filepath.ToSlash(up)+"/"] = ""
		}
	}
	if got := tree(t, dir); !reflect.DeepEqual(got, want) {
		t.Fatalf("the folder holds\n%s\nnot\n%s", names(got), names(want))
	}
}

func names(m map[string]string) string {
	var out []string
	for p, data := range m {
		out = append(out, fmt.Sprintf("%s %.10q", p, data))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

package shown

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"redial/internal/browser"
	"redial/internal/build"
	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/notebook"
	"redial/internal/samples"
	"redial/internal/server"
)

// day is the day on which everything is built.
const day = samples.Day

// browsers are started when a test first needs one.
var browsers browser.Set

func TestMain(m *testing.M) {
	code := m.Run()
	browsers.Close()
	for _, dir := range made.dirs {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// made are the folders of sites that several tests look at.
var made = struct {
	sync.Mutex
	dirs []string
}{}

// shared makes a notebook once for all tests that look at it.
func shared(files func() (map[string][]byte, error)) func() (*site, error) {
	return sync.OnceValues(func() (*site, error) {
		all, err := files()
		if err != nil {
			return nil, err
		}
		dir, err := os.MkdirTemp("", "redial-shown-*")
		if err != nil {
			return nil, err
		}
		made.Lock()
		made.dirs = append(made.dirs, dir)
		made.Unlock()
		return makeSite(dir, all, day)
	})
}

// The notebooks that are looked at.
var (
	sampleSite = shared(func() (map[string][]byte, error) { return samples.Around(day) })
	emptySite  = shared(func() (map[string][]byte, error) { return map[string][]byte{}, nil })
	crowdSite  = shared(func() (map[string][]byte, error) { return crowd(2000), nil })
)

// crowd is a notebook of so many people who never were.
func crowd(n int) map[string][]byte {
	files := map[string][]byte{}
	for _, f := range corpus.Generate(corpus.Options{Notes: n, Seed: 5}) {
		files[strings.TrimPrefix(f.Path, "notes/")] = f.Data
	}
	return files
}

// site is a site on the disk.
type site struct {
	notebook string
	dir      string   // public/
	pages    []string // paths below it, sorted
}

// makeSite writes the files of a notebook, by their paths from notes/ on, and builds its site.
func makeSite(dir string, notes map[string][]byte, today civil.Date) (*site, error) {
	for name, data := range notes {
		if err := put(filepath.Join(dir, "notes", filepath.FromSlash(name)), data); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "notes"), 0o755); err != nil {
		return nil, err
	}
	return (&site{notebook: dir}).build(today)
}

func put(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// build builds the site of a day.
func (s *site) build(today civil.Date) (*site, error) {
	nb, err := notebook.Open(s.notebook)
	if err != nil {
		return nil, err
	}
	if _, err := build.Run(nb, today); err != nil {
		return nil, err
	}
	s.dir, s.pages = nb.Public(), nil
	err = fs.WalkDir(os.DirFS(s.dir), ".", func(p string, e fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".html") {
			s.pages = append(s.pages, p)
		}
		return err
	})
	return s, err
}

// get gives a site, or ends the test.
func get(t testing.TB, make func() (*site, error)) *site {
	t.Helper()
	s, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// kinds gives a page of each kind: a page at the top, the index of a folder, and the largest of the other
// pages in it are one each.
func (s *site) kinds() []string {
	largest := map[string]string{}
	for _, p := range s.pages {
		kind, in, _ := strings.Cut(p, "/")
		if in != "" && in != "index.html" {
			kind += "/*"
		} else {
			kind = p
		}
		if s.size(p) > s.size(largest[kind]) {
			largest[kind] = p
		}
	}
	return slices.SortedFunc(maps.Values(largest), cmp.Compare[string])
}

// size gives the size of a file of the site; 0 where it is none.
func (s *site) size(name string) int64 {
	info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil || info.IsDir() {
		return 0
	}
	return info.Size()
}

// onDisk gives the address of a page that is opened from the disk.
func (s *site) onDisk(page string) string { return "file://" + s.dir + "/" + page }

// served gives the address of the site, with a slash at its end, while the preview serves it.
func (s *site) served(t testing.TB) string {
	t.Helper()
	l, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	preview := server.New(s.dir)
	done := make(chan error, 1)
	go func() { done <- preview.Serve(l) }()
	t.Cleanup(func() {
		preview.Close()
		if err := <-done; err != http.ErrServerClosed {
			t.Error(err)
		}
	})
	return fmt.Sprintf("http://%s/", l.Addr())
}

// toolsWish is the environment variable that says what to do about tests that need a tool.
const toolsWish = "REDIAL_TEST_TOOLS"

// tool gives the path of a file that npm has fetched.
func tool(t testing.TB, name, shows string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("../../../.ci/node_modules", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		browser.LeaveOut(t, toolsWish, shows+" (npm ci --prefix .ci fetches what that needs)")
	}
	return file
}

// indented shows a value in an error.
func indented(v any) string {
	b, err := json.MarshalIndent(v, "\t", "  ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}

//go:build linux

package live

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"redial/internal/browser"
	"redial/internal/build"
	"redial/internal/civil"
	"redial/internal/cli"
	"redial/internal/notebook"
)

var (
	slack = flag.Float64("live.patience", 5, "by how much bounds of time are multiplied")
	runs  = flag.Int("live.runs", 1, "by how much the number of random histories is multiplied")
	seed  = flag.Uint64("live.seed", 0, "the only random history to run")
	idle  = flag.Duration("live.idle", 5*time.Second, "how long the benchmarks watch a watcher that has nothing to do")
)

// asProgram names the variable that makes this test program be redial.
const asProgram = "REDIAL_TEST_LIVE"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
	}
	// Most of the time everything here waits for clocks.
	flag.Parse()
	if err := flag.Set("test.parallel", "6"); err != nil {
		panic(err)
	}
	code := m.Run()
	browsers.Close()
	os.Exit(code)
}

// missing leaves a test out, unless everything has to be shown.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	browser.LeaveOut(t, "REDIAL_TEST_TOOLS", fmt.Sprintf(format, args...))
}

// need leaves a test out where a program is missing.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			missing(t, "there is no %s here", p)
		}
	}
}

// bound gives the time that may pass on a machine that is busy with other things.
func bound(d time.Duration) time.Duration { return time.Duration(float64(d) * *slack) }

// folder makes an empty folder that is none for temporary files.
func folder(t testing.TB) string {
	t.Helper()
	top := os.Getenv("REDIAL_TEST_DIR")
	if top == "" {
		var err error
		if top, err = os.UserCacheDir(); err != nil {
			t.Fatal("no folder to work in; set REDIAL_TEST_DIR: ", err)
		}
	}
	check(t, os.MkdirAll(top, 0o755))
	dir, err := os.MkdirTemp(top, "redial-live-*")
	check(t, err)
	dir, err = filepath.EvalSymlinks(dir)
	check(t, err)
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// put writes a file in one go, and the folders above it.
func put(t testing.TB, path, text string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, []byte(text), 0o644))
}

// today is the day on which everything here happens.
const today = "2026-12-01"

// redial is the program with arguments, not started yet.
func redial(args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "NO_COLOR=1")
	return cmd
}

// watcher is a running `redial watch`.
type watcher struct {
	t    testing.TB
	dir  string // the notebook
	cmd  *exec.Cmd
	out  words
	done chan error
}

// watch starts `redial watch` in a notebook, and waits until the site stands.
func watch(t testing.TB, dir string, args ...string) *watcher {
	t.Helper()
	w := start(t, dir, redial(append([]string{"watch", "-C", dir, "--today", today}, args...)...))
	w.says("Watching")
	return w
}

// start starts a command that watches a notebook.
func start(t testing.TB, dir string, cmd *exec.Cmd) *watcher {
	t.Helper()
	w := &watcher{t: t, dir: dir, cmd: cmd, done: make(chan error, 1)}
	cmd.Stdout, cmd.Stderr = &w.out, &w.out
	check(t, cmd.Start())
	go func() { w.done <- cmd.Wait() }()
	t.Cleanup(w.stop)
	return w
}

// stop ends the watcher as a person does, and holds it to a good end.
func (w *watcher) stop() {
	w.t.Helper()
	if w.cmd == nil {
		return
	}
	w.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-w.done:
		if err != nil {
			w.t.Errorf("redial watch: %v\n%s", err, w.out.String())
		}
	case <-time.After(bound(10 * time.Second)):
		w.cmd.Process.Kill()
		w.t.Errorf("redial watch did not end\n%s", w.out.String())
	}
	w.cmd = nil
	if w.t.Failed() {
		w.t.Logf("it said\n%s", w.out.String())
	}
}

// fails waits until the watcher has ended by itself, with status 1.
func (w *watcher) fails() {
	w.t.Helper()
	select {
	case <-w.done:
		if code := w.cmd.ProcessState.ExitCode(); code != 1 {
			w.t.Errorf("exit status %d\n%s", code, w.out.String())
		}
		w.cmd = nil
	case <-time.After(bound(10 * time.Second)):
		w.t.Errorf("it did not end\n%s", w.out.String())
	}
}

// says waits until the watcher has said something.
func (w *watcher) says(text string) {
	w.t.Helper()
	if !within(bound(20*time.Second), func() bool { return strings.Contains(w.out.String(), text) }) {
		w.t.Fatalf("it never said %q:\n%s", text, w.out.String())
	}
}

func (w *watcher) note(name string) string { return filepath.Join(w.dir, "notes", name) }
func (w *watcher) page(name string) string {
	return filepath.Join(w.dir, "public", filepath.FromSlash(name))
}

// shows waits until a page of the site holds a text.
func (w *watcher) shows(page, text string, in time.Duration) {
	w.t.Helper()
	var data []byte
	if !within(bound(in), func() bool {
		data, _ = os.ReadFile(w.page(page))
		return bytes.Contains(data, []byte(text))
	}) {
		w.t.Fatalf("%s does not come to hold %q within %s:\n%.2000s", page, text, bound(in), data)
	}
}

// within waits until something is so, for a while.
func within(d time.Duration, so func() bool) bool {
	for end := time.Now().Add(d); !so(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// words is what a program said so far.
type words struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// site reads all files of a site, but none whose name, or whose folder's, begins with a dot.
func site(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		switch hidden := p != dir && strings.HasPrefix(d.Name(), "."); {
		case hidden && d.IsDir():
			return fs.SkipDir
		case err != nil || hidden || d.IsDir():
			return err
		}
		data, err := os.ReadFile(p)
		files[rel] = string(data)
		return err
	})
	return files, err
}

// differences says how two sites differ, in a few lines.
func differences(got, want map[string]string) string {
	var b strings.Builder
	for p, data := range want {
		switch have, ok := got[p]; {
		case !ok:
			fmt.Fprintf(&b, "%s is missing\n", p)
		case have != data:
			fmt.Fprintf(&b, "%s differs %s\n", p, firstDifference(have, data))
		}
	}
	for p := range got {
		if _, ok := want[p]; !ok {
			fmt.Fprintf(&b, "%s is too much\n", p)
		}
	}
	return b.String()
}

func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("at byte %d:\n  has   %q\n  wants %q", i, got[from:min(len(got), i+60)], want[from:min(len(want), i+60)])
}

// fresh builds the site of a notebook anew, in a copy of it, and gives its files.
func fresh(t testing.TB, dir string) map[string]string {
	t.Helper()
	top := folder(t)
	defer os.RemoveAll(top)
	again := filepath.Join(top, filepath.Base(dir))
	check(t, os.Mkdir(again, 0o755))
	check(t, os.Mkdir(filepath.Join(top, "aside"), 0o755)) // links lead there
	entries, err := os.ReadDir(dir)
	check(t, err)
	copies := []string{"-a"}
	for _, e := range entries {
		if e.Name() != "public" && e.Name() != ".git" {
			copies = append(copies, filepath.Join(dir, e.Name()))
		}
	}
	if said, err := exec.Command("cp", append(copies, again)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	nb, err := notebook.Open(again)
	check(t, err)
	day, err := civil.Parse(today)
	check(t, err)
	_, err = build.Run(nb, day)
	check(t, err)
	files, err := site(nb.Public())
	check(t, err)
	return files
}

// settles waits until the watched site is that of a fresh build.
func (w *watcher) settles(in time.Duration) {
	w.t.Helper()
	want := fresh(w.t, w.dir)
	diff := ""
	if !within(bound(in), func() bool {
		got, err := site(filepath.Join(w.dir, "public"))
		if err != nil {
			return false
		}
		diff = differences(got, want)
		return diff == ""
	}) {
		w.t.Fatalf("the watched site is not that of a fresh build:\n%s", diff)
	}
}

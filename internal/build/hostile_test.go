//go:build unix

package build

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/diag"
)

// What one hostile notebook may take. Each is many times what it takes, and far below what it would
// take where a bomb goes off.
const (
	mostTime   = 10 * time.Second
	mostMemory = 1 << 30 // allocated in all
)

func TestHostileNotebooksGiveASiteOfAllThatCouldBeRead(t *testing.T) {
	for _, h := range corpus.Hostiles() {
		t.Run(h.Name, func(t *testing.T) {
			dir := layHostile(t, h)
			r, err := withinBounds(t, dir)
			if h.Exit != 0 {
				if err == nil || !strings.Contains(told(err), h.Says) {
					t.Errorf("error %v, expected one that says %q", err, h.Says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			checkPeople(t, h, r)
			checkProblems(t, h, r.Problems)
			public := filepath.Join(dir, "public")
			checkLinks(t, public)
			before := tree(t, public)
			if again := mustRun(t, dir); again.Written != 0 || again.Removed != 0 {
				t.Errorf("a second build writes: %q", differences(before, tree(t, public)))
			}
		})
	}
}

// layHostile puts a hostile notebook on the disk.
func layHostile(t *testing.T, h corpus.Hostile) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "notebook")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, item := range h.Items {
		path := filepath.Join(dir, filepath.FromSlash(item.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := layItem(path, item); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func layItem(path string, item corpus.Item) error {
	switch item.Kind {
	case corpus.Folder:
		return os.MkdirAll(path, 0o755)
	case corpus.Pipe:
		return syscall.Mkfifo(path, 0o644)
	case corpus.Link:
		return os.Symlink(filepath.FromSlash(item.Target), path)
	}
	return os.WriteFile(path, item.Data, 0o644)
}

// withinBounds builds, and fails where that takes too long or too much. A short run, which may be one of
// the race detector, has more time, and its memory is not counted.
func withinBounds(t *testing.T, dir string) (*Result, error) {
	t.Helper()
	type outcome struct {
		r   *Result
		err error
	}
	done := make(chan outcome, 1)
	patience := mostTime
	if testing.Short() {
		patience *= 10
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	go func() {
		r, err := run(dir, today)
		done <- outcome{r, err}
	}()
	select {
	case o := <-done:
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > mostMemory && !testing.Short() {
			t.Errorf("allocated %d MiB", took>>20)
		}
		return o.r, o.err
	case <-time.After(patience):
		t.Fatalf("not done after %v", patience)
		return nil, nil
	}
}

// told is an error with the problems that go with it.
func told(err error) string {
	text := err.Error()
	if s, ok := err.(*SettingsError); ok {
		for _, p := range s.Problems {
			text += "\n" + p.File + ": " + p.Message + " " + p.Help
		}
	}
	return text
}

func checkPeople(t *testing.T, h corpus.Hostile, r *Result) {
	t.Helper()
	var got []corpus.Contact
	for _, c := range r.Agenda.Book.Contacts {
		got = append(got, corpus.Contact{ID: c.ID, Name: c.Name, Next: c.Next, Entries: entriesOf(c)})
	}
	want := slices.Clone(h.Contacts)
	for i := range want {
		if want[i].Name == "" && i < len(got) {
			want[i].Name = got[i].Name
		}
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("people (-expected +read):\n%s", diff)
	}
}

// entriesOf counts the journal entries of a note.
func entriesOf(c *contact.Contact) int { return len(c.Note.Entries) }

func checkProblems(t *testing.T, h corpus.Hostile, problems []diag.Problem) {
	t.Helper()
	var got []corpus.Expected
	for _, p := range problems {
		got = append(got, corpus.Expected{File: p.File, Code: p.Code})
	}
	slices.SortFunc(got, func(a, b corpus.Expected) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Code, b.Code))
	})
	if diff := gocmp.Diff(h.Problems, got); diff != "" {
		t.Errorf("problems (-expected +found):\n%s", diff)
		for _, p := range problems {
			t.Logf("%s:%d:%d: %s [%s]", p.File, p.Line, p.Column, p.Message, p.Code)
		}
	}
}

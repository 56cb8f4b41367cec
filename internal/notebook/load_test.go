//go:build unix

package notebook

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"redial/internal/note"
)

// lay makes a notebook. Each line is a path and what lies there: "-> target" for a link, "pipe" for a
// FIFO, nothing behind a path that ends in a slash for a folder, else the content of a file.
func lay(t testing.TB, lines ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "notebook")
	for _, line := range append([]string{"notes/"}, lines...) {
		path, what, _ := strings.Cut(line, " = ")
		full := filepath.Join(dir, path)
		if err := put(full, strings.HasSuffix(path, "/"), what); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func put(path string, folder bool, what string) error {
	if folder {
		return os.MkdirAll(path, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if to, ok := strings.CutPrefix(what, "-> "); ok {
		return os.Symlink(to, path)
	}
	if what == "pipe" {
		return syscall.Mkfifo(path, 0o644)
	}
	return os.WriteFile(path, []byte(what), 0o644)
}

// read opens and loads a notebook, and fails where that hangs.
func read(t testing.TB, dir string) *Snapshot {
	t.Helper()
	nb, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan *Snapshot)
	go func() {
		s, err := nb.Load()
		if err != nil {
			t.Error(err)
		}
		done <- s
	}()
	select {
	case s := <-done:
		return s
	case <-time.After(60 * time.Second):
		t.Fatal("reading the notebook hangs")
		return nil
	}
}

func ids(s *Snapshot) []string {
	var ids []string
	for _, c := range s.Book.Contacts {
		ids = append(ids, c.ID)
	}
	for _, e := range s.Book.Events {
		ids = append(ids, e.ID)
	}
	return ids
}

// faults gives file and code of all problems, sorted.
func faults(s *Snapshot) []string {
	var out []string
	for _, p := range s.Problems {
		out = append(out, p.File+" "+p.Code)
	}
	slices.Sort(out)
	return out
}

// named is a note with nothing wrong in it.
func named(name string) string { return "---\nname: " + name + "\n---\n" }

func TestEveryNoteIsReadAndEveryFaultIsOneProblem(t *testing.T) {
	ada := "notes/ada.md = " + named("Ada")
	cases := []struct {
		name     string
		lines    []string
		ids      []string
		problems []string
	}{
		{"no notes", nil, nil, nil},
		{"folders and events", []string{ada, "notes/clients/eu/ben.md = " + named("Ben"), "notes/events/2026-11-18-fair.md = ---\nname: Fair\ndate: 2026-11-18\n---\n"},
			[]string{"ada", "clients/eu/ben", "events/2026-11-18-fair"}, nil},
		{"files that are no notes", []string{ada, "notes/.a.md = x", "notes/#a.md = x", "notes/~a.md = x", "notes/_a.md = x", "notes/README.md = x", "notes/a.txt = x", "notes/a.md~ = x", "notes/a.md.orig = x",
			"notes/ReadMe.markdown = x", "notes/_a.markdown = x", "notes/.a.txt = ---", "notes/_old/a.markdown = x", "notes/f.markdown/", "notes/.git/a.md = x", "notes/_old/a.md = x", "notes/sub/README.md = x", "notes/.#a.md = -> me@host:1", "notes/card.png = -> gone.png"}, []string{"ada"}, nil},
		{"files that are meant as notes", []string{ada, "notes/ben.markdown = x", "notes/BEN.MD = x", "notes/eu/cy.md.txt = x", "notes/dot.txt = ---\nname: Dot\n---\n", "notes/ada.mkd = x"}, []string{"ada"},
			[]string{"notes/BEN.MD not-read", "notes/ada.mkd not-read", "notes/ben.markdown not-read", "notes/dot.txt not-read", "notes/eu/cy.md.txt not-read"}},
		{"copies that tools leave", []string{ada, "notes/ada.sync-conflict-20261120-120000-ABC.md = x", "notes/ada_BACKUP_123.md = x", "notes/ada_BASE_123.md = x", "notes/ada_LOCAL_123.md = x", "notes/ada_REMOTE_123.md = x",
			"notes/ada (Ben's conflicted copy 2026-11-20).md = x", "notes/ada_LOCAL.md = " + named("Local"), "notes/ada_LOCAL_1.md = -> ada.md"},
			[]string{"ada", "ada_LOCAL"},
			[]string{"notes/ada (Ben's conflicted copy 2026-11-20).md conflict-copy", "notes/ada.sync-conflict-20261120-120000-ABC.md conflict-copy", "notes/ada_BACKUP_123.md conflict-copy",
				"notes/ada_BASE_123.md conflict-copy", "notes/ada_LOCAL_1.md conflict-copy", "notes/ada_LOCAL_123.md conflict-copy", "notes/ada_REMOTE_123.md conflict-copy"}},
		{"an empty folder with the name of a note", []string{ada, "notes/x.md/"}, []string{"ada"}, []string{"notes/x.md unreadable"}},
		{"a folder with the name of a note that holds notes", []string{ada, "notes/x.md/ben.md = " + named("Ben")}, []string{"ada", "x.md/ben"}, nil},
		{"a pipe", []string{ada, "notes/p.md = pipe"}, []string{"ada"}, []string{"notes/p.md unreadable"}},
		{"a pipe behind a link", []string{ada, "pipe = pipe", "notes/p.md = -> ../pipe"}, []string{"ada"}, []string{"notes/p.md unreadable"}},
		{"a link that leads nowhere", []string{ada, "notes/b.md = -> gone.md", "notes/more = -> gone", "notes/c.md = -> ada.md/x"}, []string{"ada"},
			[]string{"notes/b.md unreadable", "notes/c.md unreadable", "notes/more unreadable"}},
		{"links in a circle", []string{ada, "notes/b.md = -> c.md", "notes/c.md = -> b.md", "notes/d.md = -> d.md"}, []string{"ada"},
			[]string{"notes/b.md unreadable", "notes/c.md unreadable", "notes/d.md unreadable"}},
		{"a folder that links to itself", []string{ada, "notes/loop = -> ."}, []string{"ada"}, []string{"notes/loop unreadable"}},
		{"a folder that links to the notebook", []string{ada, "notes/a/b/loop = -> ../../.."}, []string{"ada"}, []string{"notes/a/b/loop unreadable"}},
		{"links inside the notebook", []string{ada, "other/ben.md = " + named("Ben"), "other/more/cy.md = " + named("Cy"), "notes/ben.md = -> ../other/ben.md", "notes/more = -> ../other/more"},
			[]string{"ada", "ben", "more/cy"}, nil},
		{"links out of the notebook", []string{ada, "../other/ben.md = " + named("Ben"), "notes/ben.md = -> ../../other/ben.md", "notes/more = -> ../../other", "notes/up = -> ../.."},
			[]string{"ada"}, []string{"notes/ben.md outside-link", "notes/more outside-link", "notes/up outside-link"}},
		{"links out of the notebook that are wanted", []string{ada, "redial.yaml = follow_links: true\n", "../other/ben.md = " + named("Ben"), "../more/cy.md = " + named("Cy"),
			"notes/ben.md = -> ../../other/ben.md", "notes/more = -> ../../more", "notes/up = -> ../.."},
			[]string{"ada", "ben", "more/cy"}, []string{"notes/up unreadable"}},
		{"a folder whose name begins as the notebook's", []string{ada, "../notebook-2/ben.md = " + named("Ben"), "notes/ben.md = -> ../../notebook-2/ben.md"}, []string{"ada"}, []string{"notes/ben.md outside-link"}},
		{"two ways to one note", []string{"notes/zoe.md = " + named("Zoe"), "notes/a.md = -> zoe.md", "notes/all = -> clients", "notes/clients/ben.md = " + named("Ben")},
			[]string{"clients/ben", "zoe"}, []string{"notes/a.md twin", "notes/all twin"}},
		{"a name that is no text", []string{ada, "notes/b\xffn.md = " + named("Ben")}, []string{"ada", "b\uFFFDffn"}, []string{"notes/b\uFFFDffn.md not-utf8"}},
		{"links in static and layouts", []string{ada, "../x.css = x", "y.css = y", "static/x.css = -> ../../x.css", "static/y.css = -> ../y.css", "layouts/index.html = -> gone", "static/.#x.css = -> gone"},
			[]string{"ada"}, []string{"layouts/index.html unreadable", "static/x.css outside-link"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := read(t, lay(t, c.lines...))
			if got := ids(s); !slices.Equal(got, c.ids) {
				t.Errorf("read %q, not %q", got, c.ids)
			}
			if got := faults(s); !slices.Equal(got, c.problems) {
				t.Errorf("problems\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(c.problems, "\n"))
			}
			if s.Notes != len(c.ids) {
				t.Errorf("counted %d notes", s.Notes)
			}
			for _, p := range s.Problems {
				if p.Message == "" || p.Help == "" {
					t.Errorf("%+v says nothing", p)
				}
			}
		})
	}
}

func TestFolderOfNotesThatIsALink(t *testing.T) {
	dir := lay(t, "real/ada.md = "+named("Ada"), "../other/ben.md = "+named("Ben"))
	notes := filepath.Join(dir, "notes")
	for target, want := range map[string][]string{"real": {"ada"}, "../other": nil} {
		os.Remove(notes)
		if err := os.Symlink(target, notes); err != nil {
			t.Fatal(err)
		}
		s := read(t, dir)
		if got := ids(s); !slices.Equal(got, want) {
			t.Errorf("notes -> %s: read %q", target, got)
		}
		if want == nil && !slices.Equal(faults(s), []string{"notes outside-link"}) {
			t.Errorf("problems %q", faults(s))
		}
	}
}

// A site without anybody must not take the place of one with everybody because of a passing fault.
func TestNotesThatCanNotBeListedAreAnError(t *testing.T) {
	for _, what := range []string{"a file", "-> nowhere", "-> notes"} {
		dir := lay(t, "redial.yaml = ")
		notes := filepath.Join(dir, "notes")
		os.Remove(notes)
		if err := put(notes, false, what); err != nil {
			t.Fatal(err)
		}
		nb, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := nb.Load(); err == nil {
			t.Errorf("notes %q: no error", what)
		}
	}
}

func TestFileThatMayNotBeReadIsAProblemAndTheRestIsRead(t *testing.T) {
	dir := lay(t, "redial.yaml = follow_links: true\n", "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"), "notes/deep/cy.md = "+named("Cy"))
	ben, deep := filepath.Join(dir, "notes/ben.md"), filepath.Join(dir, "notes/deep")
	want := []string{"notes/ben.md unreadable", "notes/deep unreadable"}
	if os.Getuid() != 0 {
		os.Chmod(ben, 0)
		os.Chmod(deep, 0)
		defer os.Chmod(deep, 0o755)
	} else {
		// Nothing is closed to root; a file that fails while it is read serves as well.
		if _, err := os.Stat("/proc/self/mem"); err != nil {
			return
		}
		os.Remove(ben)
		os.RemoveAll(deep)
		os.Symlink("/proc/self/mem", ben)
		want = want[:1]
	}
	s := read(t, dir)
	if !slices.Equal(ids(s), []string{"ada"}) || !slices.Equal(faults(s), want) {
		t.Errorf("read %q, problems %q", ids(s), faults(s))
	}
}

func TestNoteThatGoesAwayWhileItIsReadCountsAsGone(t *testing.T) {
	k, gone := readNote(found{id: "ada", file: "notes/ada.md", path: filepath.Join(t.TempDir(), "ada.md")}, nil, new(desk))
	if k != nil || !gone {
		t.Errorf("got %+v", k)
	}
}

func TestNoteOfTwentyMegabytesIsReadUpToItsLimit(t *testing.T) {
	dir := lay(t, "notes/ada.md = "+named("Ada"), "notes/big.md = "+named("Big")+"```\n"+strings.Repeat(strings.Repeat("word ", 1000)+"\n", 20<<20/5000))
	s := read(t, dir)
	if !slices.Equal(ids(s), []string{"ada", "big"}) || !slices.Equal(faults(s), []string{"notes/big.md too-large"}) {
		t.Errorf("read %q, problems %q", ids(s), faults(s))
	}
	if n := len(s.Book.Contact("big").Note.Source); n > note.MaxFile {
		t.Errorf("%d bytes were read", n)
	}
}

// Ten folders that each link to the next twice lead to a thousand ways.
func TestLinksDoNotMultiplyNotes(t *testing.T) {
	lines := []string{"notes/start/ada.md = " + named("Ada"), "notes/start/a = -> ../../d00", "notes/start/b = -> ../../d00"}
	for i := range 30 {
		here := "d" + string(rune('0'+i/10)) + string(rune('0'+i%10))
		next := "d" + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
		lines = append(lines, here+"/n.md = "+named("Person "+here), here+"/a = -> ../"+next, here+"/b = -> ../"+next)
	}
	s := read(t, lay(t, append(lines, "d30/")...))
	if s.Notes != 31 || len(s.Problems) != 31 {
		t.Errorf("%d notes, %d problems", s.Notes, len(s.Problems))
	}
}

func TestReadingTwiceGivesTheSame(t *testing.T) {
	var lines []string
	for i := range 200 {
		lines = append(lines, "notes/"+strings.Repeat("x", i%7)+"/n"+strings.Repeat("y", i)+".md = "+named("Same")+"\n- 2026-13-01 met\n- [ ] 2026-12-01 call\n")
	}
	dir := lay(t, append(lines, "notes/l.md = -> gone", "notes/p.md = pipe")...)
	before := runtime.NumGoroutine()
	first := read(t, dir)
	second := read(t, dir)
	if !slices.Equal(ids(first), ids(second)) || !reflect.DeepEqual(first.Problems, second.Problems) {
		t.Error("two readings differ")
	}
	if !slices.IsSorted(ids(first)) {
		t.Error("people are not in the order of their ids")
	}
	time.Sleep(time.Millisecond)
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines were left", after-before)
	}
}

func TestReadFileStopsAtItsLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	for _, size := range []int{0, 1, 511, 512, 513, 4096} {
		want := bytes.Repeat([]byte("x"), size)
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{1, 512, 513, 10000} {
			got, err := readFile(path, int64(limit))
			if err != nil || len(got) != min(size, limit) {
				t.Errorf("%d bytes, limit %d: got %d, %v", size, limit, len(got), err)
			}
		}
	}
}

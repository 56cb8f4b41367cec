//go:build unix

package notebook

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/note"
)

const ada = "notes/ada.md"

// open lays and opens a notebook.
func open(t testing.TB, lines ...string) *Notebook {
	t.Helper()
	nb, err := Open(lay(t, lines...))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// becomes is a change that writes a text, whatever was there.
func becomes(text string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(text), nil }
}

// adds is a change that puts a text behind what is there.
func adds(text string) func([]byte) ([]byte, error) {
	return func(src []byte) ([]byte, error) { return append(src, text...), nil }
}

func (nb *Notebook) at(file string) string { return filepath.Join(nb.Dir, filepath.FromSlash(file)) }

// holds checks what a file holds, and that nothing of ours lies about anywhere.
func holds(t testing.TB, nb *Notebook, file, want string) {
	t.Helper()
	if got, err := os.ReadFile(nb.at(file)); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, not %q", file, got, err, want)
	}
	tidied(t, nb)
}

func tidied(t testing.TB, nb *Notebook) {
	t.Helper()
	filepath.WalkDir(filepath.Dir(nb.Dir), func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.Contains(d.Name(), ".redial-") {
			t.Errorf("%s was left behind", p)
		}
		return nil
	})
}

// refuses checks that an update fails with a help, says the right thing, and leaves the note alone.
func refuses(t testing.TB, err error, says string) {
	t.Helper()
	var e *NotWritten
	if !errors.As(err, &e) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "\nhelp: ") {
		t.Errorf("error is %v, not one that says %q and what to do", err, says)
	}
}

func TestUpdateKeepsTheModeAndTheLinkOfANote(t *testing.T) {
	nb := open(t, "notes/ada.md = old", "people/ben.md = old", "notes/ben.md = -> ../people/ben.md")
	if err := os.Chmod(nb.at(ada), 0o640); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{ada, "notes/ben.md"} {
		if err := nb.Update(file, adds(" new")); err != nil {
			t.Fatal(err)
		}
		holds(t, nb, file, "old new")
	}
	if info, err := os.Stat(nb.at(ada)); err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(nb.at("notes/ben.md")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	holds(t, nb, "people/ben.md", "old new")
}

func TestUpdateThatChangesNothingDoesNotTouchTheNote(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	before, _ := os.Stat(nb.at(ada))
	if err := nb.Update(ada, becomes("old")); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(nb.at(ada)); err != nil || !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the note was written")
	}
}

func TestErrorOfAnEditLeavesTheNoteAloneAndNamesTheFile(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	err := nb.Update(ada, func([]byte) ([]byte, error) {
		return []byte("half"), &note.Refused{Line: 7, Reason: "no"}
	})
	var r *note.Refused
	if !errors.As(err, &r) || r.Error() != "notes/ada.md:7: no" {
		t.Errorf("error is %v", err)
	}
	holds(t, nb, ada, "old")
}

func TestWhatCantBeWrittenSafelyIsRefused(t *testing.T) {
	cases := []struct {
		name  string
		lines []string
		file  string
		says  string
	}{
		{"nobody", nil, ada, "is not there"},
		{"a link that leads out", []string{"../out.md = x", "notes/ada.md = -> ../../out.md"}, ada, "leads out of the notebook"},
		{"a folder that leads out", []string{"../out/ada.md = x", "notes/sub = -> ../../out"}, "notes/sub/ada.md", "leads out of the notebook"},
		{"a link that leads nowhere", []string{"notes/ada.md = -> gone.md"}, ada, "leads nowhere"},
		{"a pipe", []string{"notes/ada.md = pipe"}, ada, "is no file"},
		{"a folder", []string{"notes/ada.md/"}, ada, "is no file"},
		{"a file that is no note", []string{"notes/ada.txt = x"}, "notes/ada.txt", "no name of a note"},
		{"a file outside of notes", []string{"layouts/x.md = x"}, "layouts/x.md", "no name of a note"},
		{"a way out", []string{"x.md = x"}, "notes/../x.md", "no name of a note"},
		{"a hidden folder", []string{"notes/.git/x.md = x"}, "notes/.git/x.md", "no name of a note"},
		{"far too large", []string{"notes/ada.md = " + strings.Repeat("x", note.MaxFile+1)}, ada, "larger than 16 MiB"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			nb := open(t, c.lines...)
			refuses(t, nb.Update(c.file, becomes("new")), c.says)
			tidied(t, nb)
		})
	}
}

func TestReadOnlyNoteAndFolderAreLeftAlone(t *testing.T) {
	nb := open(t, "notes/ada.md = old", "notes/sub/ben.md = old")
	if os.Chmod(nb.at(ada), 0o444) != nil || os.Chmod(nb.at("notes/sub"), 0o555) != nil {
		t.Fatal("can't be made read-only")
	}
	defer os.Chmod(nb.at("notes/sub"), 0o755)
	for file, says := range map[string]string{ada: "is read-only", "notes/sub/ben.md": "folder that is read-only"} {
		refuses(t, nb.Update(file, becomes("new")), says)
		refuses(t, nb.Remove(file), says)
		holds(t, nb, file, "old")
	}
}

func TestLinkOutOfTheNotebookIsFollowedWhereTheSettingsSayIt(t *testing.T) {
	nb := open(t, "redial.yaml = follow_links: true\n", "../out.md = old", "notes/ada.md = -> ../../out.md")
	if err := nb.Update(ada, becomes("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, "../out.md", "new")
	refuses(t, nb.Remove(ada), "outside of the notebook")
	holds(t, nb, "../out.md", "new")
}

func TestSaveOfAnotherProgramIsSeenAndKept(t *testing.T) {
	savers := map[string]func(path string) error{
		"in place": func(path string) error { return os.WriteFile(path, []byte("old and theirs"), 0o644) },
		"by renaming": func(path string) error {
			if err := os.WriteFile(path+"~", []byte("old and theirs"), 0o644); err != nil {
				return err
			}
			return os.Rename(path+"~", path)
		},
		"same length": func(path string) error { return os.WriteFile(path, []byte("dlo"), 0o644) },
	}
	for name, save := range savers {
		for _, linked := range []bool{false, true} {
			t.Run(fmt.Sprint(name, linked), func(t *testing.T) {
				nb := open(t, "notes/ada.md = old")
				if linked { // it is written in place then
					os.Link(nb.at(ada), nb.at("other"))
				}
				saves := 0
				nb.fault = func(step, path string) error {
					if step == "check" && saves < 3 {
						saves++
						return save(path)
					}
					return nil
				}
				theirs := "old and theirs"
				if name == "same length" {
					theirs = "dlo"
				}
				edits := 0
				if err := nb.Update(ada, func(src []byte) ([]byte, error) { edits++; return append(src, " and mine"...), nil }); err != nil {
					t.Fatal(err)
				}
				if edits < 2 || edits > 4 {
					t.Errorf("%d edits", edits)
				}
				holds(t, nb, ada, theirs+" and mine")
			})
		}
	}
}

func TestNoteThatIsSavedAllTheTimeIsGivenUp(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	n := 0
	nb.fault = func(step, path string) error {
		if n++; step == "check" {
			return os.WriteFile(path, fmt.Append(nil, n), 0o644)
		}
		return nil
	}
	refuses(t, nb.Update(ada, adds("mine")), "keeps being changed")
	tidied(t, nb)
}

func TestNoteThatIsEmptiedToBeSavedIsWaitedFor(t *testing.T) {
	nb := open(t, "notes/ada.md = ")
	opened := 0
	nb.fault = func(step, path string) error {
		if opened++; step == "open" && opened == 2 {
			return os.WriteFile(path, []byte("whole"), 0o644)
		}
		return nil
	}
	if err := nb.Update(ada, adds(" and mine")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, ada, "whole and mine")
}

var errDisk = errors.New("no space left on the disk")

// TestEveryStepThatFailsLeavesTheOldBytes lets the first, the second, … step fail until none does.
func TestEveryStepThatFailsLeavesTheOldBytes(t *testing.T) {
	for _, linked := range []bool{false, true} {
		for n := 1; ; n++ {
			nb := open(t, "notes/ada.md = old")
			if linked {
				os.Link(nb.at(ada), nb.at("other"))
			}
			var steps []string
			nb.fault = func(step, _ string) error {
				if steps = append(steps, step); len(steps) == n {
					return errDisk
				}
				return nil
			}
			err := nb.Update(ada, becomes("new and longer"))
			if err == nil {
				holds(t, nb, ada, "new and longer")
				if n < 7 {
					t.Errorf("only %d steps: %q", n, steps)
				}
				break
			}
			failed := steps[n-1]
			if !errors.Is(err, errDisk) || !strings.HasPrefix(err.Error(), ada+": ") || !strings.Contains(err.Error(), errDisk.Error()) {
				t.Errorf("%s: error is %v", failed, err)
			}
			want := "old"
			if !linked && failed == "sync folder" {
				want = "new and longer"
				refuses(t, err, "is written, but the disk does not confirm it")
			}
			holds(t, nb, ada, want)
		}
	}
}

func TestNoteWithSeveralNamesKeepsThem(t *testing.T) {
	for _, text := range []string{"longer than the old one", "x"} {
		nb := open(t, "notes/ada.md = the old one")
		if err := os.Link(nb.at(ada), nb.at("other")); err != nil {
			t.Fatal(err)
		}
		if err := nb.Update(ada, becomes(text)); err != nil {
			t.Fatal(err)
		}
		holds(t, nb, ada, text)
		holds(t, nb, "other", text)
	}
}

func TestReadGivesTheBytesOfANote(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	if src, err := nb.Read(ada); err != nil || string(src) != "old" {
		t.Errorf("%q, %v", src, err)
	}
	_, err := nb.Read("notes/ben.md")
	refuses(t, err, "is not there")
}

// TestWindowInWhichASaveIsLostIsShort measures the time between the last look at a note and its
// replacement. A save of another program within it is lost, which no system call can rule out.
func TestWindowInWhichASaveIsLostIsShort(t *testing.T) {
	nb := open(t, "notes/ada.md = "+strings.Repeat("a line of a note\n", 120))
	var looked time.Time
	var windows []time.Duration
	nb.fault = func(step, _ string) error {
		switch step {
		case "check":
			looked = time.Now()
		case "sync folder":
			windows = append(windows, time.Since(looked))
		}
		return nil
	}
	for n := range 200 {
		if err := nb.Update(ada, adds(fmt.Sprintln(n))); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(windows)
	middle := windows[len(windows)/2]
	t.Logf("half of the windows are shorter than %v, all than %v", middle, windows[len(windows)-1])
	if middle > 5*time.Millisecond {
		t.Errorf("half of the windows are longer than %v", middle)
	}
}

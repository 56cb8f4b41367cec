//go:build unix

package notebook

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"redial/internal/civil"
	"redial/internal/note"
)

// What this program does when it is another process of a test.
const (
	childNotebook = "REDIAL_TEST_NOTEBOOK"
	childWork     = "REDIAL_TEST_WORK"
	childTimes    = "REDIAL_TEST_TIMES"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childNotebook); dir != "" {
		if err := child(dir, os.Getenv(childWork), os.Getenv(childTimes)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child does one kind of work in a notebook.
func child(dir, work, times string) error {
	nb, err := Open(dir)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	switch work {
	case "log":
		return logMany(nb, times)
	case "log once":
		return nb.Update(ada, adds(" new"))
	case "log on a full disk":
		limit := syscall.Rlimit{Cur: 4 << 10, Max: 4 << 10}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		return nb.Update(ada, becomes(version(0)))
	case "rewrite":
		for n := 0; err == nil; n++ {
			err = nb.Update(ada, becomes(version(n)))
		}
	case "create":
		nb.Remove("notes/new.md")
		for n := 0; err == nil; n++ {
			if err = nb.Create("notes/new.md", []byte(version(n))); err == nil {
				err = nb.Remove("notes/new.md")
			}
		}
	}
	return err
}

// logMany writes entries with the number of the process and their own.
func logMany(nb *Notebook, times string) error {
	many, err := strconv.Atoi(times)
	if err != nil {
		return err
	}
	for n := range many {
		e := note.Entry{Date: civil.Of(2026, 11, 22), Kind: note.Call, Text: fmt.Sprintf("%d of %d", n, os.Getpid())}
		if err := nb.Update(ada, func(src []byte) ([]byte, error) { return note.AppendEntry(src, e) }); err != nil {
			return err
		}
	}
	return nil
}

// version gives a large note; those with even and odd numbers differ in length and in every line.
func version(n int) string {
	return strings.Repeat(fmt.Sprintf("note %d\n", n%2)+strings.Repeat("x", n%2), 20_000)
}

// start runs this program as another process, until it is ready.
func start(t *testing.T, nb *Notebook, work string, times int) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childNotebook+"="+nb.Dir, childWork+"="+work, childTimes+"="+strconv.Itoa(times))
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(said)
	out.ReadString('\n')
	return cmd, out
}

func TestTwoProcessesThatLogToOneNoteLoseNothing(t *testing.T) {
	many := 500
	if testing.Short() {
		many = 50
	}
	nb := open(t, "notes/ada.md = "+named("Ada"))
	var processes []*exec.Cmd
	var outputs []*bufio.Reader
	for range 2 {
		cmd, out := start(t, nb, "log", many)
		processes, outputs = append(processes, cmd), append(outputs, out)
	}
	for i, cmd := range processes {
		rest, _ := io.ReadAll(outputs[i])
		if err := cmd.Wait(); err != nil {
			t.Fatal(err, string(rest))
		}
	}
	src, err := os.ReadFile(nb.at(ada))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, e := range note.Parse(ada, src).Entries {
		got[e.Text] = true
	}
	for _, cmd := range processes {
		for n := range many {
			if text := fmt.Sprintf("%d of %d", n, cmd.Process.Pid); !got[text] {
				t.Errorf("%q was lost", text)
			}
		}
	}
	if len(got) != 2*many {
		t.Errorf("%d entries", len(got))
	}
	tidied(t, nb)
}

// TestKilledCommandLeavesTheOldNoteOrTheNew kills a process at random moments. A note with several names
// is written in place: it is whole after the next command.
func TestKilledCommandLeavesTheOldNoteOrTheNew(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	random := rand.New(rand.NewPCG(1, 2))
	cases := []struct {
		name, work, file string
		linked, gone     bool
	}{
		{"replaced", "rewrite", ada, false, false},
		{"written in place", "rewrite", ada, true, false},
		{"created and removed", "create", "notes/new.md", false, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			nb := open(t, "notes/ada.md = "+version(0))
			if c.linked {
				os.Link(nb.at(ada), nb.at("other"))
			}
			broken := 0
			for range rounds {
				cmd, out := start(t, nb, c.work, 0)
				time.Sleep(time.Duration(random.IntN(15_000)) * time.Microsecond)
				cmd.Process.Kill()
				rest, _ := io.ReadAll(out)
				cmd.Wait()
				if len(rest) > 0 {
					t.Fatal(string(rest))
				}
				if !isVersion(nb, c.file, c.gone) {
					if broken++; !c.linked {
						t.Fatal("the note is broken")
					}
				}
				if left, _ := filepath.Glob(nb.at("notes/.*redial-*")); len(left) > 0 {
					read(t, nb.Dir)
				}
				if !isVersion(nb, c.file, c.gone) {
					t.Fatal("the next command did not mend the note")
				}
				tidied(t, nb)
			}
			t.Logf("%d of %d times the note was half written until the next command", broken, rounds)
		})
	}
}

// isVersion reports whether a file is one of the versions, or is gone where it may be.
func isVersion(nb *Notebook, file string, mayBeGone bool) bool {
	got, err := os.ReadFile(nb.at(file))
	if os.IsNotExist(err) {
		return mayBeGone
	}
	return err == nil && (string(got) == version(0) || string(got) == version(1))
}

package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "record what the commands say as what they should say")

// terminal runs a command as on a terminal: of so many columns, 0 for none, with or without colour.
type terminal struct {
	dir     string
	columns int
	env     map[string]string
	opened  []string // what the browser was asked to show
	broken  bool     // there is no browser
	answers string   // what is typed, line by line
}

// run gives the exit status and what the command wrote.
func (x *terminal) run(args ...string) (status int, out, err string) {
	var stdout, stderr bytes.Buffer
	status = run(args, machine{
		stdin: strings.NewReader(x.answers), stdout: &stdout, stderr: &stderr,
		env:     func(name string) string { return x.env[name] },
		now:     func() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC) },
		dir:     func() (string, error) { return x.dir, nil },
		columns: func(io.Writer) int { return x.columns },
		open:    x.open,
		until:   ended,
	})
	return status, stdout.String(), stderr.String()
}

// ended is a context of somebody who stops a command as soon as it has begun.
func ended() (context.Context, func()) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	return ctx, stop
}

func (x *terminal) open(file string) error {
	if x.broken {
		return errors.New("there is none")
	}
	x.opened = append(x.opened, file)
	return nil
}

// TestLayout holds what a person sees to the files of testdata/golden: notes in testdata/people, on
// Tuesday 1 December 2026.
func TestLayout(t *testing.T) {
	dir, err := filepath.Abs("testdata/people")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		file    string
		columns int
		colour  string
		args    string
	}{
		{"due-100", 100, "", ""},
		{"due-72", 72, "", "due"},
		{"due-40", 40, "", "due"},
		{"due-colour", 100, "1", "due"},
		{"due-week", 100, "", "due --days 7"},
		{"due-three-days", 100, "", "due --days 3"},
		{"due-all", 100, "", "due --all"},
		{"due-some", 100, "", "due ada,bruno"},
		{"due-quiet-day", 100, "", "due --today 2026-11-01"},
		{"show-ada-100", 100, "", "show ada"},
		{"show-ada-48", 48, "", "show ada"},
		{"show-ada-colour", 100, "1", "show ada"},
		{"show-two", 100, "", "show greta,tara"},
		{"show-faulty", 100, "", "show tom"},
		{"show-waiting", 100, "", "show lena,hana"},
		{"who", 100, "", "who pricing"},
		{"log", 100, "", "log ada call, no answer --dry-run"},
		{"log-colour", 100, "1", "log ada,bruno email: the sheet --next fri --dry-run"},
		{"log-whom", 100, "", "log ko call --dry-run"},
		{"plan", 100, "", "plan ada fri email: the sheet --dry-run"},
		{"done", 100, "", "done ada no answer --dry-run"},
		{"next-carried", 100, "", "next --carried --dry-run"},
		{"no", 100, "", "no hana -m enough --dry-run"},
		{"new", 100, "", "new Dora --company Finn --dry-run"},
		{"new-event", 100, "", "new --event Fair --date fri --dry-run"},
		{"new-batch", 72, "", "new --batch testdata/cards.txt --dry-run"},
		{"new-batch-colour", 100, "1", "new --batch testdata/cards.txt --dry-run"},
		{"draft", 100, "", "draft ada"},
		{"draft-colour", 100, "1", "draft ada thank-you"},
		{"forget", 100, "", "forget ada"},
		{"layouts", 72, "", "layouts"},
		{"check", 100, "", "check"},
		{"check-colour", 100, "1", "check"},
		{"help", 100, "", "--help"},
		{"help-due-colour", 100, "1", "help due"},
		{"mistake", 100, "1", "biuld"},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			x := &terminal{dir: dir, columns: c.columns, env: map[string]string{"CLICOLOR_FORCE": c.colour, "NO_COLOR": ""}}
			if c.colour == "" {
				x.env["NO_COLOR"] = "1"
			}
			args := strings.Fields(strings.ReplaceAll(c.args, "testdata/", filepath.Dir(dir)+"/"))
			status, out, err := x.run(args...)
			got := "$ redial " + c.args + "\n" + out
			if err != "" {
				got += "--- standard error\n" + err
			}
			got = strings.NewReplacer("\x1b", "ESC", filepath.Dir(dir), "testdata").Replace(got)
			compare(t, filepath.Join("testdata/golden", c.file+".txt"), got+"--- exit status "+number(status)+"\n")
		})
	}
}

func TestANotebookWithoutNotesSaysHowToWriteOne(t *testing.T) {
	x := terminal{dir: t.TempDir(), columns: 100, env: map[string]string{"NO_COLOR": "1"}}
	if err := os.Mkdir(filepath.Join(x.dir, "notes"), folderMode); err != nil {
		t.Fatal(err)
	}
	status, out, err := x.run()
	want := "Tuesday 1 December 2026: nothing due today\n\nThere is nobody here yet; a note is a file below notes. redial help format\n"
	if status != exitDone || out != want || err != "" {
		t.Errorf("exit status %d\n%s%s", status, out, err)
	}
	if status, _, err := x.run("build"); status != exitDone || !strings.Contains(err, ", 0 notes, ") {
		t.Errorf("build: exit status %d\n%s", status, err)
	}
}

// compare holds text to a file, which -update records anew.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s: %s", file, d)
	}
}

// copyPeople gives a copy of testdata/people that may be built.
func copyPeople(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/people")); err != nil {
		t.Fatal(err)
	}
	return dir
}

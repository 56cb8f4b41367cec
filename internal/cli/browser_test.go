package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEachSystemOpensAPageWithItsOwnProgram(t *testing.T) {
	cases := map[string][]string{
		"linux":   {"xdg-open", "/p/index.html"},
		"freebsd": {"xdg-open", "/p/index.html"},
		"darwin":  {"open", "/p/index.html"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler", "/p/index.html"},
	}
	for system, want := range cases {
		if got := opener(system, "/p/index.html").Args; !slices.Equal(got, want) {
			t.Errorf("%s: %q", system, got)
		}
	}
}

func TestBuildOpensTheDashboard(t *testing.T) {
	x := terminal{dir: copyPeople(t)}
	if status, _, err := x.run("build", "--open"); status != exitDone || len(x.opened) != 1 || filepath.Base(x.opened[0]) != "index.html" {
		t.Errorf("exit status %d, opened %q\n%s", status, x.opened, err)
	}
	if x.run("build"); len(x.opened) != 1 {
		t.Errorf("opened without being asked: %q", x.opened)
	}
}

func TestABrowserThatDoesNotOpenIsNoFailure(t *testing.T) {
	x := terminal{dir: copyPeople(t), broken: true}
	status, _, err := x.run("build", "--open", "-q")
	if status != exitDone || !strings.Contains(err, "the browser did not open (there is none); the page is ") {
		t.Errorf("exit status %d: %s", status, err)
	}
}

func TestDemoOpensTheDashboardUnlessToldNotTo(t *testing.T) {
	x := terminal{dir: t.TempDir(), columns: 100}
	status, out, err := x.run("demo", "sample")
	if status != exitDone || len(x.opened) != 1 || !strings.Contains(out, filepath.Join(x.dir, "sample", "notes")) {
		t.Errorf("exit status %d, opened %q\n%s%s", status, x.opened, out, err)
	}
	if x.run("demo", "other", "--no-open"); len(x.opened) != 1 {
		t.Errorf("opened although told not to: %q", x.opened)
	}
}

func TestABrowserIsWaitedForAMomentAndNoLonger(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the program that opens a page is not a script of ours")
	}
	bin := t.TempDir()
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	cases := []struct{ script, fault string }{
		{"exit 0", ""},
		{"exit 3", "xdg-open: exit status 3"},
		{"sleep 3", ""},
	}
	for _, c := range cases {
		if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\n"+c.script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		fault := ""
		if err := browse("/p/index.html"); err != nil {
			fault = err.Error()
		}
		if took := time.Since(start); fault != c.fault || took > 2*time.Second {
			t.Errorf("%s: %q after %v", c.script, fault, took)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if err := browse("/p/index.html"); err == nil {
		t.Error("a browser that is not there opened a page")
	}
}

//go:build unix

package notebook

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

func TestNewNoteNeverOverwritesAnything(t *testing.T) {
	nb := open(t, "notes/ada.md = old", "notes/ben.md = -> gone.md", "notes/sub/")
	for _, file := range []string{ada, "notes/ben.md"} {
		err := nb.Create(file, []byte("new"))
		refuses(t, err, "is there already")
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("error is %v", err)
		}
	}
	nb.fault = func(step, path string) error {
		if step == "link" {
			return os.WriteFile(path, []byte("theirs"), 0o644)
		}
		return nil
	}
	if err := nb.Create("notes/eve.md", []byte("new")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error is %v", err)
	}
	holds(t, nb, "notes/eve.md", "theirs")
	holds(t, nb, ada, "old")
}

func TestNewNoteIsMadeWithItsFolders(t *testing.T) {
	nb := open(t, "redial.yaml = ")
	os.RemoveAll(nb.at("notes"))
	if err := nb.Create("notes/clients/eu/eve.md", []byte("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, "notes/clients/eu/eve.md", "new")
	if info, err := os.Stat(nb.at("notes/clients/eu/eve.md")); err != nil || info.Mode().Perm()&0o600 != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	refuses(t, nb.Create("notes/.x/eve.md", nil), "no name of a note")
}

func TestNewNoteThatFailsLeavesNothing(t *testing.T) {
	for n := 1; ; n++ {
		nb := open(t)
		steps := 0
		nb.fault = func(string, string) error {
			if steps++; steps == n {
				return errDisk
			}
			return nil
		}
		err := nb.Create(ada, []byte("new"))
		tidied(t, nb)
		if err == nil {
			return
		}
		if !errors.Is(err, errDisk) || exists(nb.at(ada)) != strings.Contains(err.Error(), "is written") {
			t.Errorf("step %d: %v", n, err)
		}
	}
}

func TestNewNoteStaysInTheNotebook(t *testing.T) {
	nb := open(t, "../out/", "notes/sub = -> ../../out")
	refuses(t, nb.Create("notes/sub/eve.md", nil), "leads out of the notebook")
	refuses(t, nb.Create("notes/sub/x/y/eve.md", nil), "leads out of the notebook")
	if exists(nb.at("../out/x")) {
		t.Error("a folder was made outside")
	}
}

func TestRemovedNoteIsGoneWithItsLink(t *testing.T) {
	nb := open(t, "people/ada.md = x", "notes/ada.md = -> ../people/ada.md", "notes/ben.md = x")
	for _, file := range []string{ada, "notes/ben.md"} {
		if err := nb.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if exists(nb.at("people/ada.md")) || exists(nb.at(ada)) || exists(nb.at("notes/ben.md")) {
		t.Error("something is left")
	}
	refuses(t, nb.Remove(ada), "is not there")
}

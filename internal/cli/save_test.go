package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnExportOnATerminalCanNotSteerIt(t *testing.T) {
	dir := t.TempDir()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Join(dir, "notes"), folderMode))
	note := "---\nname: \"A\u202eda \x1b[31mred\"\nnext: 2026-12-01\n---\n"
	must(os.WriteFile(filepath.Join(dir, "notes", "ada.md"), []byte(note), fileMode))
	for _, f := range formats() {
		x := terminal{dir: dir, columns: 80, env: map[string]string{"NO_COLOR": "1"}}
		status, out, err := x.run("export", f.name)
		if status != exitDone || !strings.Contains(out, "red") {
			t.Errorf("%s: exit status %d\n%s%s", f.name, status, out, err)
		}
		if i := strings.IndexFunc(out, steers); i >= 0 {
			t.Errorf("%s: %q", f.name, out[i:])
		}
	}
}

func TestAFailedExportLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "folder")
	if err := os.Mkdir(path, folderMode); err != nil {
		t.Fatal(err)
	}
	if err := replace(path, []byte("data")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := create(path, []byte("data")); err == nil {
		t.Error("a folder was written")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestAReplacedFileKeepsItsMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "private.ics")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := replace(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	data, _ := os.ReadFile(path)
	if err != nil || info.Mode().Perm() != 0o600 || string(data) != "new" {
		t.Errorf("%v %v %q", info.Mode(), err, data)
	}
}

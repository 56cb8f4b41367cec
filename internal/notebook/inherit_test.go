//go:build linux

package notebook

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestUpdateKeepsTheAttributesOfANote(t *testing.T) {
	nb := open(t, "notes/ada.md = old")
	if err := syscall.Setxattr(nb.at(ada), "user.colour", []byte("green"), 0); err != nil {
		t.Skip("the disk has no attributes: ", err)
	}
	before, _ := os.Stat(nb.at(ada))
	if err := nb.Update(ada, becomes("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, ada, "new")
	value := make([]byte, 20)
	n, err := syscall.Getxattr(nb.at(ada), "user.colour", value)
	if err != nil || string(value[:n]) != "green" {
		t.Errorf("the attribute is %q, %v", value[:max(n, 0)], err)
	}
	if after, err := os.Stat(nb.at(ada)); err != nil || os.SameFile(before, after) {
		t.Error("the note was written in place, though all could be kept")
	}
}

// TestNoteOfAnotherOwnerKeepsItsOwner writes a note of somebody else's: as root, who can give the new file
// to them, and as one who can't, and writes it in place.
func TestNoteOfAnotherOwnerKeepsItsOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give files away")
	}
	const somebody, another = 1234, 4321
	nb := open(t, "notes/ada.md = old")
	if os.Chown(nb.at(ada), somebody, somebody) != nil || os.Chmod(nb.at(ada), 0o666) != nil || os.Chmod(nb.at("notes"), 0o777) != nil {
		t.Fatal("the note can't be given away")
	}
	if err := nb.Update(ada, adds(" new")); err != nil {
		t.Fatal(err)
	}
	holds(t, nb, ada, "old new")
	before := ownedBy(t, nb, somebody)

	if out, err := childAs(t, nb, another, "log once"); err != nil {
		t.Skip("another user can't run this program here: ", err, out)
	}
	holds(t, nb, ada, "old new new")
	if after := ownedBy(t, nb, somebody); !os.SameFile(before, after) {
		t.Error("the note was replaced")
	}
	os.Chmod(nb.at(ada), 0o644)
	if out, _ := childAs(t, nb, another, "log once"); !strings.Contains(out, "permission denied") {
		t.Errorf("a note that may not be written: %s", out)
	}
	holds(t, nb, ada, "old new new")
}

func ownedBy(t *testing.T, nb *Notebook, owner uint32) os.FileInfo {
	t.Helper()
	info, err := os.Stat(nb.at(ada))
	if err != nil || info.Sys().(*syscall.Stat_t).Uid != owner {
		t.Fatalf("the owner is %+v, %v", info.Sys(), err)
	}
	return info
}

// childAs runs a copy of this program, where another user can reach it.
func childAs(t *testing.T, nb *Notebook, user uint32, work string) (string, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	for dir := nb.Dir; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		os.Chmod(dir, 0o755)
	}
	copied := filepath.Join(nb.Dir, "program")
	if err := os.WriteFile(copied, program, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(copied)
	cmd.Env = append(os.Environ(), childNotebook+"="+nb.Dir, childWork+"="+work)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestFullDiskLeavesTheNoteAlone bounds what a process can write.
func TestFullDiskLeavesTheNoteAlone(t *testing.T) {
	for _, linked := range []bool{false, true} {
		nb := open(t, "notes/ada.md = old")
		if linked {
			os.Link(nb.at(ada), nb.at("other"))
		}
		cmd, out := start(t, nb, "log on a full disk", 0)
		said, _ := io.ReadAll(out)
		if err := cmd.Wait(); err == nil || !strings.HasPrefix(string(said), ada+": can't be written: file too large") {
			t.Errorf("%v, %s", err, said)
		}
		holds(t, nb, ada, "old")
	}
}

//go:build linux

package live

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// repository makes a notebook that is a repository with two people on its main branch, and watches it.
func repository(t *testing.T, args ...string) (*desk, []string) {
	t.Helper()
	need(t, "git")
	top := folder(t)
	d := &desk{T: t, home: filepath.Join(top, "home")}
	dir := filepath.Join(top, "notebook")
	names := []string{"ada", "ben"}
	for _, name := range names {
		put(t, filepath.Join(dir, "notes", name+".md"), text(name, 1))
	}
	put(t, filepath.Join(dir, ".gitignore"), "/public/\n")
	put(t, filepath.Join(d.home, ".gitconfig"), "[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n")
	d.w = watch(t, dir, args...)
	d.git("init", "-q", "..")
	d.commit("first")
	return d, names
}

func (d *desk) git(args ...string) { d.Helper(); d.run("git", args...) }

func (d *desk) commit(what string) {
	d.Helper()
	d.git("add", "-A", "..")
	d.git("commit", "-q", "-m", what)
}

// edit saves a version of a note.
func (d *desk) edit(name string, n int) { put(d.T, d.w.note(name+".md"), text(name, n)) }

// TestWhatGitBringsIsOnThePages goes through what people do with a repository of notes. Nobody may
// vanish meanwhile, though git deletes each file before it writes it.
func TestWhatGitBringsIsOnThePages(t *testing.T) {
	for name, mode := range map[string]struct {
		args []string
		in   time.Duration
	}{"events": {nil, 2 * time.Second}, "sweeps": {[]string{"--poll"}, 5 * time.Second}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, names := repository(t, mode.args...)
			r := read(t, d.w, names)
			d.history(mode.in)
			r.end()
			d.w.settles(mode.in)
		})
	}
}

// history makes versions in many ways, and waits for each to be on its page.
func (d *desk) history(in time.Duration) {
	var took []time.Duration
	brings := func(what string, n int, do func()) {
		d.Helper()
		t := follow(d.T, d.w, "ada", n, in, do)
		d.Logf("%-22s %v", what, t)
		took = append(took, t)
	}
	brings("checkout -b, edit", 2, func() { d.git("checkout", "-q", "-b", "two"); d.edit("ada", 2); d.commit("two") })
	brings("checkout", 1, func() { d.git("checkout", "-q", "main") })
	brings("merge", 2, func() { d.git("merge", "-q", "two") })
	brings("edit", 3, func() { d.edit("ada", 3) })
	brings("stash", 2, func() { d.git("stash", "-q") })
	brings("stash pop", 3, func() { d.git("stash", "pop", "-q") })
	brings("checkout of a file", 2, func() { d.git("checkout", "-q", "ada.md") })
	brings("reset --hard", 1, func() { d.git("reset", "-q", "--hard", "HEAD~1") })

	there := filepath.Join(d.home, "there")
	d.git("clone", "-q", d.w.dir, there)
	brings("pull", 4, func() {
		put(d.T, filepath.Join(there, "notes", "ada.md"), text("ada", 4))
		d.git("-C", there, "commit", "-q", "-a", "-m", "four")
		d.git("pull", "-q", there, "main")
	})
	brings("rebase", 5, func() {
		// Five commits on ben's note and one on ada's are moved behind a change of ben's friend.
		d.git("checkout", "-q", "-b", "work")
		for n := 2; n <= 6; n++ {
			d.edit("ben", n)
			d.commit(fmt.Sprint("ben ", n))
		}
		d.edit("ada", 5)
		d.commit("ada")
		d.git("checkout", "-q", "main")
		put(d.T, filepath.Join(d.w.dir, "notes", "README.md"), "no note")
		d.commit("aside")
		d.git("rebase", "-q", "main", "work")
	})
	d.w.shows("people/ben.html", "version-6,", in)
	report(d.T, took)
}

func TestABranchWithoutSomebodyTakesThePageAway(t *testing.T) {
	t.Parallel()
	d, _ := repository(t)
	d.git("checkout", "-q", "-b", "more")
	d.edit("eve", 1)
	d.run("mkdir", "clients")
	d.git("mv", "ben.md", "clients/ben.md")
	d.commit("eve")
	d.w.shows("people/eve.html", "version-1,", 2*time.Second)
	d.w.shows("people/clients/ben.html", "version-1,", 2*time.Second)
	d.w.settles(3 * time.Second)
	d.git("checkout", "-q", "main")
	d.w.shows("people/ben.html", "version-1,", 2*time.Second)
	d.w.settles(3 * time.Second)
}

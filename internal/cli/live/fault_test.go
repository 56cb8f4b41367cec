//go:build linux

package live

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// people makes a notebook with some people, and gives its folder.
func people(t testing.TB, n int) string {
	t.Helper()
	dir := filepath.Join(folder(t), "notebook")
	for i := range n {
		name := fmt.Sprintf("p%03d", i)
		put(t, filepath.Join(dir, "notes", name+".md"), short(name, 1))
	}
	return dir
}

// short is a note of a version, of a few lines.
func short(name string, n int) string {
	return fmt.Sprintf("---\nname: %s\nnext: %s\n---\nThis is version-%d, and no other.\n", name, today, n)
}

// edit saves a version of somebody's note, and waits for the page.
func (w *watcher) edit(name string, n int, in time.Duration) {
	w.t.Helper()
	put(w.t, w.note(name+".md"), short(name, n))
	w.shows("people/"+name+".html", fmt.Sprintf("version-%d,", n), in)
}

func TestAnOverflowOfTheQueueOfEventsLosesNothing(t *testing.T) {
	t.Parallel()
	const many, writes = 200, 20_000 // the queue holds 16,384 events
	dir := people(t, many)
	w := watch(t, dir)
	check(t, w.cmd.Process.Signal(syscall.SIGSTOP))
	for i := range writes {
		name := fmt.Sprintf("p%03d", i%many)
		check(t, os.WriteFile(w.note(name+".md"), []byte(short(name, i)), 0o644))
	}
	put(t, w.note("new/deep/eve.md"), short("eve", 1))
	check(t, os.Remove(w.note("p007.md")))
	begin := time.Now()
	check(t, w.cmd.Process.Signal(syscall.SIGCONT))
	w.settles(5 * time.Second)
	t.Logf("settled %v after the process went on", time.Since(begin).Round(time.Millisecond))
	w.edit("p001", 30_000, 2*time.Second)
}

// inNamespace gives a shell line that is run in namespaces of its own before redial takes its place.
func inNamespace(t *testing.T, dir string, flags, before string, args ...string) *exec.Cmd {
	t.Helper()
	need(t, "unshare")
	unshare := append([]string{"--user", "--map-root-user"}, strings.Fields(flags)...)
	if said, err := exec.Command("unshare", append(unshare, "true")...).CombinedOutput(); err != nil {
		missing(t, "no namespace may be made here: %v %s", err, said)
	}
	cmd := redial(append([]string{"watch", "-C", dir, "--today", today}, args...)...)
	line := append(append(unshare, "sh", "-e", "-c", before+"\nexec \"$0\" \"$@\"", cmd.Path), cmd.Args[1:]...)
	in := exec.Command("unshare", line...)
	in.Env = cmd.Env
	return in
}

func TestWithoutEventsThePagesFollowAllTheSame(t *testing.T) {
	for _, limit := range []string{"max_inotify_instances", "max_inotify_watches"} {
		t.Run(limit, func(t *testing.T) {
			t.Parallel()
			dir := people(t, 5)
			w := start(t, dir, inNamespace(t, dir, "", "echo 0 >/proc/sys/user/"+limit))
			w.says("Watching")
			w.says("the system won't tell of changes")
			w.edit("p001", 2, 5*time.Second)
			put(t, w.note("new/eve.md"), short("eve", 1))
			w.shows("people/new/eve.html", "version-1,", 5*time.Second)
			w.edit("p001", 3, 5*time.Second)
			if n := strings.Count(w.out.String(), "won't tell"); n != 1 {
				t.Errorf("that was said %d times:\n%s", n, w.out.String())
			}
			w.settles(5 * time.Second)
		})
	}
}

func TestAFileInPlaceOfTheSiteIsToldAndMended(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 5))
	public := filepath.Join(w.dir, "public")
	check(t, os.RemoveAll(public))
	put(t, public, "in the way")
	w.says("is a file, and the site needs a folder there")
	put(t, w.note("p001.md"), short("p001", 2))
	if data, err := os.ReadFile(public); err != nil || string(data) != "in the way" {
		t.Errorf("the file was touched: %q, %v", data, err)
	}
	check(t, os.Remove(public))
	w.shows("people/p001.html", "version-2,", 5*time.Second)
	w.says("mended")
	w.settles(5 * time.Second)
}

func TestADeletedSiteIsBuiltAnew(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 5))
	check(t, os.RemoveAll(filepath.Join(w.dir, "public")))
	w.settles(5 * time.Second)
	w.edit("p001", 2, 2*time.Second)
	other := start(t, w.dir, redial("watch", "-C", w.dir))
	other.says("keeps this notebook current already")
	other.fails()
}

func TestAFullDiskLeavesEveryPageWhole(t *testing.T) {
	t.Parallel()
	dir := people(t, 40)
	public := filepath.Join(dir, "public")
	check(t, os.Mkdir(public, 0o755))
	w := start(t, dir, inNamespace(t, dir, "--mount", "mount -t tmpfs -o size=4m none '"+public+"'"))
	w.says("Watching")
	// The site lies on a disk that only the watcher sees.
	inside := fmt.Sprintf("/proc/%d/root%s", w.cmd.Process.Pid, public)
	before, err := site(inside)
	check(t, err)

	filler, err := os.Create(filepath.Join(inside, "filler"))
	check(t, err)
	for err == nil {
		_, err = filler.Write(make([]byte, 4096))
	}
	filler.Close()
	for i := range 40 {
		name := fmt.Sprintf("p%03d", i)
		put(t, w.note(name+".md"), short(name, 2)+strings.Repeat("More and more.\n\n", 200))
	}
	w.says("no space left on device")
	w.says("the site stays as it is")
	now, err := site(inside)
	check(t, err)
	for p, data := range now {
		if p != "filler" && data != before[p] && !strings.HasSuffix(strings.TrimSpace(data), "</html>") && strings.HasSuffix(p, ".html") {
			t.Errorf("%s is not whole: %q", p, data[max(0, len(data)-100):])
		}
	}
	check(t, os.Remove(filepath.Join(inside, "filler")))
	want := fresh(t, dir)
	diff := ""
	if !within(bound(10*time.Second), func() bool {
		got, err := site(inside)
		diff = differences(got, want)
		return err == nil && diff == ""
	}) {
		t.Errorf("the site was not mended:\n%s", diff)
	}
	w.says("mended")
}

func TestNotesThatAreTakenAwayComeBack(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 5))
	notes, away := filepath.Join(w.dir, "notes"), filepath.Join(w.dir, "away")
	check(t, os.Rename(notes, away))
	w.says("the site stays as it is")
	if data, err := os.ReadFile(w.page("people/p001.html")); err != nil || !strings.Contains(string(data), "version-1,") {
		t.Errorf("the page went with the notes: %v", err)
	}
	check(t, os.Rename(away, notes))
	w.says("mended")
	w.edit("p001", 2, 5*time.Second)
	w.edit("p001", 3, 2*time.Second)
	w.settles(5 * time.Second)
}

func TestOtherNotesInTheirPlaceAreFollowed(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 5))
	other := filepath.Join(w.dir, "other")
	put(t, filepath.Join(other, "eve.md"), short("eve", 1))
	put(t, filepath.Join(other, "sub", "ada.md"), short("ada", 1))
	check(t, os.Rename(filepath.Join(w.dir, "notes"), filepath.Join(w.dir, "old")))
	check(t, os.Rename(other, filepath.Join(w.dir, "notes")))
	w.shows("people/eve.html", "version-1,", 5*time.Second)
	w.edit("sub/ada", 2, 2*time.Second)
	w.settles(5 * time.Second)
}

func TestANotebookInThePlaceOfAnotherIsFollowed(t *testing.T) {
	t.Parallel()
	w, other := watch(t, people(t, 5)), people(t, 3)
	put(t, filepath.Join(other, "notes", "eve.md"), short("eve", 1))
	check(t, os.Rename(w.dir, w.dir+".old"))
	check(t, os.Rename(other, w.dir))
	w.shows("people/eve.html", "version-1,", 5*time.Second)
	// From here on there are events again: without them each of these would take two seconds.
	begin := time.Now()
	for n := 2; n <= 6; n++ {
		w.edit("eve", n, 2*time.Second)
	}
	t.Logf("five changes took %v", time.Since(begin).Round(time.Millisecond))
	w.settles(5 * time.Second)
}

func TestBrokenSettingsAndLayoutsKeepTheLastGoodSite(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 5))
	for file, broken := range map[string]string{"redial.yaml": "titel: Ours\n", "layouts/person.html": "{{", "layouts/today.html": "{{define \"main\"}}{{.Nonsense}}{{end}}"} {
		path := filepath.Join(w.dir, file)
		put(t, path, broken)
		w.says(file)
		check(t, os.Remove(path))
		w.settles(5 * time.Second)
	}
	put(t, filepath.Join(w.dir, "redial.yaml"), "title: Ours and nobody else's\n")
	w.shows("index.html", "Ours and nobody else", 2*time.Second)
}

func TestTheTargetOfALinkedNoteIsFollowed(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 2))
	target := filepath.Join(w.dir, "shared", "eve.md")
	put(t, target, short("eve", 1))
	check(t, os.Symlink("../shared/eve.md", w.note("eve.md")))
	w.shows("people/eve.html", "version-1,", 2*time.Second)
	for n := 2; n <= 3; n++ {
		put(t, target, short("eve", n))
		w.shows("people/eve.html", fmt.Sprintf("version-%d,", n), 5*time.Second)
	}
	w.settles(5 * time.Second)
}

// A folder that is deleted, renamed or made takes its people with it, and is watched from then on.
func TestFoldersComeGoAndMove(t *testing.T) {
	t.Parallel()
	w := watch(t, people(t, 2))
	put(t, w.note("clients/new/eve.md"), short("eve", 1))
	w.shows("people/clients/new/eve.html", "version-1,", 2*time.Second)
	check(t, os.Rename(w.note("clients"), w.note("old")))
	w.shows("people/old/new/eve.html", "version-1,", 2*time.Second)
	w.edit("old/new/eve", 2, 2*time.Second)
	w.settles(3 * time.Second)
	check(t, os.RemoveAll(w.note("old")))
	w.settles(5 * time.Second)
}

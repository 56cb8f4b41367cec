//go:build linux

package live

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// lines is how many lines of a note name its version: enough to be written in several steps.
const lines = 250

var version = regexp.MustCompile(`version-([0-9]+)`)

// text is a note of a version, which each of its lines names.
func text(name string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nname: %s\nnext: %s\n---\n", name, today)
	for i := range lines {
		fmt.Fprintf(&b, "Line %d is of version-%d, as all the others are.\n", i, n)
	}
	return b.String()
}

// save is a way to save a note: it makes the text of a version of what stands in a file.
type save struct {
	name  string
	needs string
	do    func(d *desk, path string, n int)
}

// desk is where somebody works: a notebook that is watched, and a home of one's own.
type desk struct {
	*testing.T
	w    *watcher
	home string
}

func (d *desk) env() []string {
	return append(os.Environ(), "HOME="+d.home, "XDG_CONFIG_HOME="+d.home, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C.UTF-8",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org", "GIT_EDITOR=true")
}

// run runs a command in the folder of the notes.
func (d *desk) run(name string, args ...string) {
	d.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = filepath.Join(d.w.dir, "notes"), d.env()
	if said, err := cmd.CombinedOutput(); err != nil {
		d.Fatalf("%s %q: %v\n%s", name, args, err, said)
	}
}

// beside makes a file of a version outside the notebook, and gives its path.
func (d *desk) beside(path string, n int) string {
	file := filepath.Join(d.home, filepath.Base(path))
	put(d, file, text(nameOf(path), n))
	return file
}

func nameOf(path string) string { return strings.TrimSuffix(filepath.Base(path), ".md") }

// vim saves as people do who have the given settings.
func vim(settings ...string) func(*desk, string, int) {
	return func(d *desk, path string, n int) {
		args := []string{"-es", "-i", "NONE"}
		if settings != nil {
			args = append(args, "-N", "-u", "NONE")
		}
		for _, s := range settings {
			args = append(args, "-c", s)
		}
		d.run("vim", append(args, "-c", fmt.Sprintf(`%%s/version-[0-9]\+/version-%d/g`, n), "-c", "wq", path)...)
	}
}

// emacs saves twice in one run: the first save makes the backup, the second does not.
func emacs(settings string) func(*desk, string, int) {
	return func(d *desk, path string, n int) {
		edit := `(progn (goto-char (point-min)) (while (re-search-forward "version-[0-9]+" nil t) (replace-match "version-%d")) (save-buffer))`
		d.run("emacs", "-Q", "--batch", path, "--eval", "(progn (setq make-backup-files t) "+settings+")",
			"--eval", fmt.Sprintf(edit, n+1000), "--eval", fmt.Sprintf(edit, n))
	}
}

func nano(flags string) func(*desk, string, int) {
	return func(d *desk, path string, n int) {
		x := openTerminal(d.T, filepath.Dir(path), d.env(), "nano -I "+flags+" "+filepath.Base(path))
		x.expect("GNU nano")
		x.press("\x1c") // replace
		x.expect("Search (to replace)")
		x.press(versionOf(d.T, path) + "\r")
		x.expect("Replace with")
		x.press(fmt.Sprintf("version-%d\r", n))
		x.expect("this instance?")
		x.press("a")
		x.expect(fmt.Sprintf("Replaced %d", lines))
		x.press("\x13") // save
		x.expect("Wrote")
		x.press("\x18") // exit
		x.ends()
	}
}

func versionOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	check(t, err)
	return string(version.Find(data))
}

func vimInTerminal(d *desk, path string, n int) {
	x := openTerminal(d.T, filepath.Dir(path), d.env(), "vim -N -u NONE -i NONE "+filepath.Base(path))
	x.expect("Line 0 is")
	x.press(fmt.Sprintf(":%%s/version-[0-9]\\+/version-%d/g\r", n+1000))
	x.press(":w\r")
	x.expect("written")
	x.press(fmt.Sprintf(":%%s/version-[0-9]\\+/version-%d/g\r:wq\r", n))
	x.ends()
}

func emacsInTerminal(d *desk, path string, n int) {
	x := openTerminal(d.T, filepath.Dir(path), d.env(), "emacs -nw -Q "+filepath.Base(path))
	x.expect("Line 0 is")
	x.press("\x1bxreplace-string\r" + versionOf(d.T, path) + "\r" + fmt.Sprintf("version-%d\r", n))
	x.expect(fmt.Sprintf("Replaced %d", lines))
	x.press("\x18\x13") // save
	x.expect("Wrote")
	x.press("\x18\x03") // exit
	x.ends()
}

// shell runs a line in which $N is the note, $F a file outside with the new text, and $V the version.
func shell(line string) func(*desk, string, int) {
	return func(d *desk, path string, n int) {
		file := d.beside(path, n)
		d.run("sh", "-e", "-c", fmt.Sprintf("N=%s; F=%s; V=%d; %s", path, file, n, line))
	}
}

// halves writes a note in two steps that lie closer together than the watcher waits. Half of it is as
// good a note as the whole, so nothing but waiting can tell.
func halves(d *desk, path string, n int) {
	whole := text(nameOf(path), n)
	put(d, path, whole[:6000])
	time.Sleep(40 * time.Millisecond)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	check(d, err)
	_, err = f.WriteString(whole[6000:])
	check(d, err)
	check(d, f.Close())
}

// saves are the ways in which notes are saved.
var saves = []save{
	{"vim", "vim", vim("set backup&")},
	{"vim as installed", "vim", vim()},
	{"vim backupcopy=no", "vim", vim("set backupcopy=no")},
	{"vim backupcopy=yes", "vim", vim("set backupcopy=yes")},
	{"vim backup", "vim", vim("set backup")},
	{"vim nowritebackup", "vim", vim("set nobackup nowritebackup")},
	{"vim in a terminal", "vim", vimInTerminal},
	{"emacs", "emacs", emacs("")},
	{"emacs backup-by-copying", "emacs", emacs("(setq backup-by-copying t)")},
	{"emacs file-precious-flag", "emacs", emacs("(setq file-precious-flag t)")},
	{"emacs in a terminal", "emacs", emacsInTerminal},
	{"nano", "nano", nano("")},
	{"nano with backups", "nano", nano("-B")},
	{"nano with locks", "nano", nano("-G")},
	{"sed -i", "sed", shell(`sed -i "s/version-[0-9]*/version-$V/" $N`)},
	{"mv over", "mv", shell(`mv $F $N`)},
	{"mv away and back", "mv", shell(`mv $N $N.bak; cp $F $F.2; mv $F.2 $N; rm $N.bak`)},
	{"cp", "cp", shell(`cp $F $N`)},
	{"rm and cp", "cp", shell(`rm $N; sleep 0.1; cp $F $N`)},
	{"tee", "tee", shell(`tee $N <$F >/dev/null`)},
	{"in two steps", "head", shell(`: >$N; sleep 0.08; cat $F >$N`)},
	{"half and half", "sh", halves},
	{"front matter first", "head", shell(`head -n 3 $F >$N; sleep 0.5; tail -n +4 $F >>$N`)},
	{"rsync", "rsync", shell(`rsync -a --checksum $F $N`)},
	{"rsync --inplace", "rsync", shell(`rsync -a --checksum --inplace $F $N`)},
	{"with its old times", "touch", shell(`touch -r $N $F; cat $F >$N; touch -r $F $N`)},
}

// reader reads the pages of a site again and again, and holds each to be whole and of one version.
type reader struct {
	t     *testing.T
	w     *watcher
	names []string
	reads int
	stop  chan struct{}
	done  sync.WaitGroup
}

func read(t *testing.T, w *watcher, names []string) *reader {
	r := &reader{t: t, w: w, names: names, stop: make(chan struct{})}
	r.done.Go(r.run)
	return r
}

func (r *reader) end() {
	close(r.stop)
	r.done.Wait()
	r.t.Logf("%d pages were read meanwhile", r.reads)
}

func (r *reader) run() {
	for !r.t.Failed() {
		for _, name := range r.names {
			select {
			case <-r.stop:
				return
			case <-time.After(500 * time.Microsecond):
			}
			r.person(name)
		}
		r.dashboard()
	}
}

func (r *reader) page(page string) string {
	data, err := os.ReadFile(r.w.page(page))
	if err != nil {
		r.t.Errorf("a page vanished: %v", err)
	} else if !strings.HasSuffix(strings.TrimSpace(string(data)), "</html>") {
		r.t.Errorf("%s is not whole; it ends in %q", page, data[max(0, len(data)-200):])
	}
	r.reads++
	return string(data)
}

// person reads the page of somebody, on which all lines have to be of one version.
func (r *reader) person(name string) {
	page := r.page("people/" + name + ".html")
	found := version.FindAllString(page, -1)
	slices.Sort(found)
	if n := len(slices.Compact(slices.Clone(found))); n != 1 || len(found) != lines {
		r.t.Errorf("the page of %s is of %d versions, %d lines", name, n, len(found))
	}
}

func (r *reader) dashboard() {
	page := r.page("index.html")
	for _, name := range r.names {
		if !strings.Contains(page, ">"+name+"<") {
			r.t.Errorf("%s is missing on the dashboard", name)
		}
	}
}

// follow waits until a page shows what its note says, and gives how long that took from the moment on
// which the note was there.
func follow(t *testing.T, w *watcher, name string, n int, in time.Duration, saving func()) time.Duration {
	t.Helper()
	want := fmt.Sprintf("version-%d,", n)
	saved := make(chan time.Time, 1)
	go func() {
		within(bound(30*time.Second), func() bool {
			data, _ := os.ReadFile(w.note(name + ".md"))
			return strings.Count(string(data), want) == lines
		})
		saved <- time.Now()
	}()
	saving()
	at := <-saved
	w.shows("people/"+name+".html", want, in)
	return max(0, time.Since(at))
}

// office makes a notebook with a note for each way to save, and watches it.
func office(t *testing.T, ways []save, args ...string) (*desk, []string) {
	t.Helper()
	top := folder(t)
	d := &desk{T: t, home: filepath.Join(top, "home")}
	check(t, os.Mkdir(d.home, 0o755))
	dir := filepath.Join(top, "notebook")
	names := make([]string, len(ways))
	for i, s := range ways {
		names[i] = strings.Map(func(r rune) rune {
			if r == ' ' || r == '=' || r == '-' {
				return 'x'
			}
			return r
		}, s.name)
		put(t, filepath.Join(dir, "notes", names[i]+".md"), text(names[i], 1))
	}
	d.w = watch(t, dir, args...)
	return d, names
}

// worked leaves out the ways whose tools are missing.
func worked(t *testing.T) []save {
	t.Helper()
	if testing.Short() {
		t.Skip("left out as asked: how editors save")
	}
	need(t, "script")
	var ways []save
	for _, s := range saves {
		if _, err := exec.LookPath(s.needs); err != nil {
			t.Run(s.name, func(t *testing.T) { missing(t, "there is no %s here", s.needs) })
			continue
		}
		ways = append(ways, s)
	}
	return ways
}

func TestASavedNoteIsOnItsPageWithinTwoSeconds(t *testing.T) {
	t.Parallel()
	ways := worked(t)
	d, names := office(t, ways)
	r := read(t, d.w, names)
	var all []time.Duration
	for i, s := range ways {
		var took []time.Duration
		for n := 2; n <= 3; n++ {
			took = append(took, follow(t, d.w, names[i], n, 2*time.Second, func() { s.do(d, d.w.note(names[i]+".md"), n) }))
		}
		t.Logf("%-26s %v", s.name, took)
		all = append(all, took...)
	}
	r.end()
	report(t, all)
	d.w.settles(5 * time.Second)
}

func TestASavedNoteIsOnItsPageWithinFiveSecondsWithoutEvents(t *testing.T) {
	t.Parallel()
	ways := worked(t)
	d, names := office(t, ways, "--poll")
	r := read(t, d.w, names)
	took := make([]time.Duration, len(ways))
	// Side by side, as each of them waits for a sweep. Some at a time leave the tools room to work.
	room := make(chan struct{}, 9)
	var all sync.WaitGroup
	for i, s := range ways {
		all.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			took[i] = follow(t, d.w, names[i], 2, 5*time.Second, func() { s.do(d, d.w.note(names[i]+".md"), 2) })
		})
	}
	all.Wait()
	r.end()
	for i, s := range ways {
		t.Logf("%-26s %v", s.name, took[i])
	}
	report(t, took)
	d.w.settles(10 * time.Second)
}

// report logs the middle and the end of some times.
func report(t testing.TB, times []time.Duration) {
	t.Helper()
	slices.Sort(times)
	t.Logf("%d saves: half within %v, 95%% within %v, all within %v", len(times),
		times[len(times)/2].Round(time.Millisecond), times[len(times)*95/100].Round(time.Millisecond), times[len(times)-1].Round(time.Millisecond))
}

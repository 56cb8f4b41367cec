//go:build linux

package live

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"redial/internal/build"
	"redial/internal/civil"
)

// history is what somebody does to a notebook, at random from a seed.
type history struct {
	t      testing.TB
	r      *rand.Rand
	dir    string // of the notebook
	aside  string // a folder beside it, in which things are made that are moved in
	count  int
	faulty bool // the settings or a layout may keep a site from being built
	log    []string
}

func newHistory(t testing.TB, seed uint64) *history {
	t.Helper()
	top := folder(t)
	h := &history{t: t, r: rand.New(rand.NewPCG(seed, 1)), dir: filepath.Join(top, "notebook"), aside: filepath.Join(top, "aside")}
	check(t, os.MkdirAll(filepath.Join(h.dir, "notes"), 0o755))
	check(t, os.MkdirAll(h.aside, 0o755))
	for range 20 {
		h.create()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d (-live.seed=%d):\n%s", seed, seed, strings.Join(h.log, "\n"))
		}
	})
	return h
}

// operation is one thing that is done, the more often the more it weighs.
type operation struct {
	weight int
	name   string
	do     func(h *history)
}

var operations = []operation{
	{30, "edit", (*history).edit},
	{8, "edit in two steps", (*history).editSlowly},
	{6, "edit by a new file", (*history).replace},
	{4, "edit without a trace", (*history).editSecretly},
	{10, "create", (*history).create},
	{9, "delete", (*history).remove},
	{9, "rename", (*history).rename},
	{4, "swap two", (*history).swap},
	{4, "new folders", (*history).mkdir},
	{3, "move a folder in", (*history).moveIn},
	{3, "move a folder", (*history).moveFolder},
	{2, "delete a folder", (*history).removeFolder},
	{6, "link", (*history).link},
	{3, "image", (*history).image},
	{6, "clutter", (*history).clutter},
	{1, "settings", (*history).settings},
	{1, "layout", (*history).layout},
	{1, "style", (*history).style},
	{1, "take notes away and put them back", (*history).awayAndBack},
	{1, "write everything anew", (*history).rewrite},
}

// step does one thing.
func (h *history) step() {
	total := 0
	for _, o := range operations {
		total += o.weight
	}
	at := h.r.IntN(total)
	for _, o := range operations {
		if at -= o.weight; at < 0 {
			h.log = append(h.log, fmt.Sprintf("%3d %s", h.count, o.name))
			h.count++
			o.do(h)
			return
		}
	}
}

// say adds to what the last step was.
func (h *history) say(format string, args ...any) {
	h.log = append(h.log, "      "+strings.ReplaceAll(fmt.Sprintf(format, args...), h.dir+"/", ""))
}

func pick[T any](h *history, from []T) T { return from[h.r.IntN(len(from))] }

// all lists what is there of a kind below notes/.
func (h *history) all(is func(path string, d fs.DirEntry) bool) []string {
	var found []string
	top := filepath.Join(h.dir, "notes")
	_ = filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		if err == nil && p != top && is(p, d) {
			found = append(found, p)
		}
		return nil
	})
	return found
}

func (h *history) notes() []string {
	return h.all(func(p string, d fs.DirEntry) bool { return strings.HasSuffix(p, ".md") && d.Type().IsRegular() })
}

func (h *history) folders() []string {
	return append(h.all(func(_ string, d fs.DirEntry) bool { return d.IsDir() }), filepath.Join(h.dir, "notes"))
}

// place gives a path for something new, seldom one that is taken.
func (h *history) place() string {
	names := []string{"ada", "ben", "carl", "dora", "eve", "frank", "grace", "hal", "ida", "joe", "kim", "leo", "mia", "ned", "ole", "pam", "quin", "rob", "sue", "tom"}
	return filepath.Join(pick(h, h.folders()), pick(h, names)+pick(h, []string{"", "", "-2", " three", "é"})+".md")
}

// words makes a note, whole in most cases.
func (h *history) words() string {
	var b strings.Builder
	switch h.r.IntN(12) {
	case 0:
		return ""
	case 1:
		return "---\nname: cut off\n"
	case 2:
		return fmt.Sprintf("Only words, %d of them.\n", h.r.IntN(100))
	}
	fmt.Fprintf(&b, "---\nname: %s %d\n", pick(h, []string{"Ada", "Ben", "Carl", "Dora"}), h.r.IntN(30))
	if h.r.IntN(2) > 0 {
		fmt.Fprintf(&b, "next: 2026-12-%02d\n", 1+h.r.IntN(33))
	}
	fmt.Fprintf(&b, "tags: [%s]\n---\nSee [[%s]], [him](%s.md) and ![it](face%d.png).\n\n", pick(h, []string{"a", "b"}),
		pick(h, []string{"Ada 1", "ben", "sub/eve"}), pick(h, []string{"ada", "../ben", "sub/carl"}), h.r.IntN(3))
	for range h.r.IntN(6) {
		fmt.Fprintf(&b, "- 2026-%02d-%02d %s: %d\n", 10+h.r.IntN(2), 1+h.r.IntN(30), pick(h, []string{"call", "email, no answer", "met", "clal"}), h.r.IntN(100))
	}
	return b.String()
}

// write writes a file that may be another's place.
func (h *history) write(path, text string) {
	h.say("write %s, %d bytes", path, len(text))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
		// A pipe may lie there, and nobody reads from it.
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|syscall.O_NONBLOCK, 0o644)
		if h.expect(err); err == nil {
			_, err = f.WriteString(text)
			check(h.t, err)
			check(h.t, f.Close())
		}
	}
}

// expect accepts what can come of things at random places, and nothing else.
func (h *history) expect(err error) {
	for _, may := range []error{nil, fs.ErrNotExist, fs.ErrExist, syscall.ENOTEMPTY, syscall.EISDIR, syscall.ENOTDIR, syscall.EINVAL, syscall.ELOOP, syscall.ENXIO} {
		if errors.Is(err, may) {
			return
		}
	}
	h.t.Fatal(err)
}

func (h *history) move(from, to string) {
	h.say("move %s to %s", from, to)
	h.expect(os.Rename(from, to))
}

// onNote does something with a note, if there is one.
func (h *history) onNote(do func(path string)) {
	if notes := h.notes(); len(notes) > 0 {
		do(pick(h, notes))
	}
}

func (h *history) create() { h.write(h.place(), h.words()) }
func (h *history) edit()   { h.onNote(func(p string) { h.write(p, h.words()) }) }
func (h *history) remove() {
	h.onNote(func(p string) { h.say("delete %s", p); h.expect(os.Remove(p)) })
}
func (h *history) rename() { h.onNote(func(p string) { h.move(p, h.place()) }) }

func (h *history) editSlowly() {
	h.onNote(func(p string) {
		text := h.words()
		cut := h.r.IntN(len(text) + 1)
		h.write(p, text[:cut])
		f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
		check(h.t, err)
		defer f.Close()
		_, err = f.WriteString(text[cut:])
		check(h.t, err)
	})
}

func (h *history) replace() {
	h.onNote(func(p string) {
		temp := p + ".tmp"
		h.write(temp, h.words())
		h.move(temp, p)
	})
}

// editSecretly keeps the size and the time of a note.
func (h *history) editSecretly() {
	h.onNote(func(p string) {
		info, err := os.Stat(p)
		check(h.t, err)
		old, err := os.ReadFile(p)
		check(h.t, err)
		h.write(p, strings.Map(func(r rune) rune {
			if r >= '1' && r <= '8' {
				return r + 1
			}
			return r
		}, string(old)))
		check(h.t, os.Chtimes(p, info.ModTime(), info.ModTime()))
	})
}

func (h *history) swap() {
	h.onNote(func(a string) {
		h.onNote(func(b string) {
			temp := filepath.Join(h.aside, "swap")
			h.move(a, temp)
			h.move(b, a)
			h.move(temp, b)
			h.expect(os.RemoveAll(temp))
		})
	})
}

func (h *history) mkdir() {
	dir := filepath.Join(pick(h, h.folders()), pick(h, []string{"sub", "clients", "old", "_off"}))
	h.write(filepath.Join(dir, pick(h, []string{"deep", "."}), "eve.md"), h.words())
}

func (h *history) moveIn() {
	h.count++
	from := filepath.Join(h.aside, fmt.Sprint("in", h.count))
	for _, name := range []string{"ada.md", "sub/carl.md", "sub/more/dora.md"} {
		h.write(filepath.Join(from, name), h.words())
	}
	h.move(from, filepath.Join(pick(h, h.folders()), pick(h, []string{"sub", "clients", "more"})))
}

func (h *history) moveFolder() {
	h.move(pick(h, h.folders()), filepath.Join(pick(h, h.folders()), pick(h, []string{"sub", "clients", "moved", "_off"})))
	h.expect(os.MkdirAll(filepath.Join(h.dir, "notes"), 0o755))
}

func (h *history) removeFolder() {
	if dir := pick(h, h.folders()); dir != filepath.Join(h.dir, "notes") {
		h.say("delete %s", dir)
		h.expect(os.RemoveAll(dir))
	}
}

func (h *history) link() {
	to := pick(h, []string{"ada.md", "../ben.md", "sub", ".", "nowhere.md", "nobody.md", "../../aside", "sub/eve.md", "clients"})
	place := h.place()
	if h.r.IntN(2) == 0 {
		place = strings.TrimSuffix(place, ".md")
	}
	h.say("link %s to %s", place, to)
	_ = os.Remove(place)
	h.expect(os.Symlink(to, place))
}

func (h *history) image() {
	h.write(filepath.Join(pick(h, h.folders()), fmt.Sprintf("face%d.png", h.r.IntN(3))), fmt.Sprint("png", h.r.IntN(10)))
}

// clutter leaves what tools leave.
func (h *history) clutter() {
	name := pick(h, []string{"ada.sync-conflict-20261201-101010-ABCDEFG.md", ".ada.md.swp", "ada.md~", "#ada.md#", "README.md", "ada_LOCAL_12.md", "words.txt"})
	h.write(filepath.Join(pick(h, h.folders()), name), h.words())
	if pipe := h.place(); h.r.IntN(4) == 0 {
		h.say("pipe %s", pipe)
		h.expect(syscall.Mkfifo(pipe, 0o644))
	}
}

func (h *history) settings() {
	h.faulty = true
	h.write(filepath.Join(h.dir, "redial.yaml"), pick(h, []string{"title: Ours\n", "title: Mine\ntheme: dark\n", "titel: wrong\n", "title: [\n", "", "follow_links: true\n"}))
}

func (h *history) layout() {
	h.faulty = true
	h.write(filepath.Join(h.dir, "layouts", "person.html"), pick(h, []string{"{{", "{{define \"main\"}}<main>{{.Nonsense}}</main>{{end}}"}))
}

func (h *history) style() {
	h.write(filepath.Join(h.dir, "static", pick(h, []string{"redial.css", "more.css", "sub/deep.css"})), fmt.Sprintf("a { order: %d }\n", h.r.IntN(100)))
}

func (h *history) awayAndBack() {
	notes, away := filepath.Join(h.dir, "notes"), filepath.Join(h.aside, "notes")
	h.move(notes, away)
	h.move(away, notes)
}

func (h *history) rewrite() {
	for _, p := range h.notes() {
		old, err := os.ReadFile(p)
		check(h.t, err)
		h.write(p, string(old)+fmt.Sprintf("\nAnd %d.\n", h.r.IntN(100)))
	}
}

// mend takes away what keeps a site from being built, and nothing else: a change that was missed must
// not be found with this one.
func (h *history) mend() {
	if !h.faulty {
		return
	}
	h.faulty = false
	h.expect(os.RemoveAll(filepath.Join(h.dir, "layouts")))
	h.write(filepath.Join(h.dir, "redial.yaml"), "title: Mended\n")
}

// seeds gives the histories to run.
func seeds(n int) []uint64 {
	if *seed != 0 {
		return []uint64{*seed}
	}
	if testing.Short() {
		n = 1
	}
	first := uint64(time.Now().UnixNano()) % 1_000_000
	var list []uint64
	for i := range n * *runs {
		list = append(list, first+uint64(i))
	}
	return list
}

// steps is how many things are done in a history.
const steps = 200

// TestAfterAnyHistoryTheSiteIsThatOfAFreshBuild lets a builder look at random moments of a history, with
// a clock that the test turns: after a second without changes everything has to be believed.
func TestAfterAnyHistoryTheSiteIsThatOfAFreshBuild(t *testing.T) {
	day, err := civil.Parse(today)
	check(t, err)
	for _, seed := range seeds(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			h := newHistory(t, seed)
			ahead := time.Duration(0)
			b := build.NewBuilder(h.dir, func() time.Time { return time.Now().Add(ahead) })
			look := func(later time.Duration) {
				ahead += later
				h.log = append(h.log, fmt.Sprintf("    look after %v", later))
				b.Look(day, nil)
			}
			for h.count < steps {
				// One change at a time as often as many: what is missed of one is found with the next.
				for range pick(h, []int{1, 1, 1, 2, 5, 15}) {
					h.step()
				}
				look(pick(h, []time.Duration{0, 100 * time.Millisecond, 200 * time.Millisecond, time.Second, 3 * time.Second}))
				if h.r.IntN(2) > 0 {
					continue
				}
				h.mend()
				for range 4 {
					look(1100 * time.Millisecond)
				}
				h.compare(fresh(t, h.dir))
			}
		})
	}
}

// compare holds the site to be another.
func (h *history) compare(want map[string]string) {
	h.t.Helper()
	got, err := site(filepath.Join(h.dir, "public"))
	check(h.t, err)
	if diff := differences(got, want); diff != "" {
		h.t.Fatalf("the site is not that of a fresh build:\n%s", diff)
	}
}

// TestAfterAnyHistoryTheWatchedSiteIsThatOfAFreshBuild does the same to a notebook that is watched.
func TestAfterAnyHistoryTheWatchedSiteIsThatOfAFreshBuild(t *testing.T) {
	for _, mode := range [][]string{nil, {"--poll=300ms"}} {
		for _, seed := range seeds(2) {
			t.Run(strings.Join(append([]string{fmt.Sprint("seed ", seed)}, mode...), " "), func(t *testing.T) {
				t.Parallel()
				h := newHistory(t, seed)
				w := watch(t, h.dir, mode...)
				for h.count < steps {
					for range 1 + h.r.IntN(20) {
						h.step()
					}
					// Moments of all lengths, on both sides of what is waited for.
					time.Sleep(pick(h, []time.Duration{0, 10, 50, 140, 170, 300, 900}) * time.Millisecond)
				}
				h.mend()
				begin := time.Now()
				w.settles(6 * time.Second)
				t.Logf("settled after %v", time.Since(begin).Round(time.Millisecond))
			})
		}
	}
}

package corpus_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"redial/internal/corpus"
	"redial/internal/notebook"
)

// The table measures the whole program as people run it, process by process, turn and turn about with
// the floor on the same notes, and with Hugo where there is a command `hugo`:
//
//	go test ./internal/corpus -v -run Table -table 100,1000,10000,50000 -timeout 3h
//	go test ./internal/corpus -v -run Table -table 10000 -turns 5 -picture ../../.readme/growth.svg
//
// It prints for each size and command the medians of the clock, of the time of all processors and of
// the peak of memory, the ratios to the floor, and how each grew for a note since the size before; last
// comes one person with 20,000 entries. Where others use the machine, believe the ratios and the
// processors, not the clock.
//
// The notes are made by a process of their own: Linux counts the most that a process ever held among
// what those that it starts hold.
var (
	tableSizes = flag.String("table", "", "print the table of measurements of notebooks of so many notes: 100,1000,10000")
	tableTurns = flag.Int("turns", 3, "how often each row of the table is measured, and once above 10,000 notes")
	picture    = flag.String("picture", "", "draw the growth that the table shows into this file, as SVG")
)

func TestTable(t *testing.T) {
	if *tableSizes == "" {
		t.Skip("no sizes: -table 100,1000,10000")
	}
	program := filepath.Join(t.TempDir(), "redial")
	if out, err := exec.Command("go", "build", "-o", program, "redial/cmd/redial").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	fmt.Printf("%s %s/%s, %d processors; medians of %d turns\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), *tableTurns)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "notes\t\tclock\tcpu\tpeak\tfloor: clock\tcpu\tpeak\tx clock\tx cpu\tgrowth of cpu\tof memory\t")
	last := map[string]row{}
	var all []row
	for _, size := range strings.Split(*tableSizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range measure(t, program, "notes", n) {
			r.print(w, last[r.name])
			last[r.name] = r
			all = append(all, r)
		}
		w.Flush()
	}
	person := measure(t, program, "entries", busyEntries)
	for _, r := range person {
		r.name, r.notes = "20,000 entries: "+r.name, 1
		r.print(w, row{})
	}
	w.Flush()
	if *picture != "" {
		if err := draw(*picture, all, person); err != nil {
			t.Fatal(err)
		}
	}
}

// busyEntries is how many entries the one person has who comes last in the table.
const busyEntries = 20_000

// busy gives a notebook of one person with so many entries.
func busy(entries int) []corpus.File {
	var b bytes.Buffer
	b.WriteString("---\nname: Ada Byron\nevery: 2w\n---\n\n## Journal\n\n")
	for _, e := range corpus.Journal(rand.NewPCG(1, 2), corpus.Today, entries) {
		b.WriteString("- " + e.Line + "\n")
	}
	return []corpus.File{{Path: "notes/ada-byron.md", Data: b.Bytes()}}
}

func createAll(dir string, files []corpus.File) error {
	for _, f := range files {
		if err := create(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// row is one command on one notebook.
type row struct {
	name        string
	notes       int
	ours, floor []spent
}

// spent is what one process took.
type spent struct {
	wall, cpu time.Duration
	peak      int64 // of memory, in bytes; 0 where the system does not say
}

// measure measures all commands on a notebook of so many notes, or of one person with so many entries.
func measure(t *testing.T, program, of string, count int) []row {
	top := t.TempDir()
	defer os.RemoveAll(top) // the next one needs the room
	dir, out := filepath.Join(top, "notebook"), filepath.Join(top, "out")
	public := filepath.Join(dir, "public")
	redial := func(args ...string) func() spent {
		return func() spent {
			return take(t, exec.Command(program, append([]string{"-C", dir, "--today", corpus.Today.String(), "-q"}, args...)...))
		}
	}
	floor := func(what string) func() spent {
		return func() spent {
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(self)
			cmd.Env = append(os.Environ(), floorAlone+"="+what, floorAlone+"_DIR="+dir, floorAlone+"_OUT="+out, fmt.Sprintf("%s_COUNT=%d", floorAlone, count))
			return take(t, cmd)
		}
	}
	floor(of)()
	redial("build")() // the floor's pages are to be as long as these
	cold, again, due := row{name: "build", notes: count}, row{name: "build again", notes: count}, row{name: "due", notes: count}
	copied := row{name: "build, beside a copy", notes: count}
	peer := newHugo(t, top, dir)
	turns := *tableTurns
	if count > 10_000 && of == "notes" {
		turns = 1
	}
	for range turns {
		copied.floor = append(copied.floor, cleared(t, out, floor("copy")))
		cold.floor = append(cold.floor, cleared(t, out, floor("build")))
		again.floor = append(again.floor, floor("rebuild")())
		due.floor = append(due.floor, floor("read")())
		cold.ours = append(cold.ours, cleared(t, public, redial("build")))
		again.ours = append(again.ours, redial("build")())
		due.ours = append(due.ours, redial("due")())
		peer.measure(t)
	}
	copied.ours = cold.ours
	rows := []row{cold, copied, again, due}
	if peer != nil {
		rows = append(rows, row{"hugo build", count, peer.cold, cold.floor}, row{"hugo build again", count, peer.again, again.floor})
	}
	return rows
}

// cleared does something once a folder is gone. It is moved aside: ext4 passes over the places of files
// that were removed just now, and creating thousands is then several times dearer.
func cleared(t *testing.T, dir string, do func() spent) spent {
	t.Helper()
	for i := 0; ; i++ {
		aside := dir + strconv.Itoa(i)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if err := os.Rename(dir, aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		return do()
	}
}

func take(t *testing.T, cmd *exec.Cmd) spent {
	t.Helper()
	cmd.Stderr, cmd.Stdout = os.Stderr, io.Discard
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v", cmd, err)
	}
	return spent{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peakOf(cmd.ProcessState)}
}

// middle gives the median of what some processes took.
func middle(list []spent, of func(spent) float64) float64 {
	values := make([]float64, len(list))
	for i, s := range list {
		values[i] = of(s)
	}
	return median(values)
}

func (r row) print(w io.Writer, before row) {
	wall := func(s spent) float64 { return s.wall.Seconds() }
	cpu := func(s spent) float64 { return s.cpu.Seconds() }
	peak := func(s spent) float64 { return float64(s.peak) / 1e6 }
	growth := func(what func(spent) float64) string {
		if before.notes == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", middle(r.ours, what)/middle(before.ours, what)/(float64(r.notes)/float64(before.notes)))
	}
	fmt.Fprintf(w, "%d\t%s\t%.2f s\t%.2f s\t%.0f MB\t%.2f s\t%.2f s\t%.0f MB\t%.2f\t%.2f\t%s\t%s\t\n", r.notes, r.name,
		middle(r.ours, wall), middle(r.ours, cpu), middle(r.ours, peak), middle(r.floor, wall), middle(r.floor, cpu), middle(r.floor, peak),
		middle(r.ours, wall)/middle(r.floor, wall), middle(r.ours, cpu)/middle(r.floor, cpu), growth(cpu), growth(peak))
}

// floorAlone names what this program does as a process of its own: something of the floor, or the notes.
const floorAlone = "REDIAL_TEST_FLOOR"

func TestMain(m *testing.M) {
	what := os.Getenv(floorAlone)
	if what == "" {
		os.Exit(m.Run())
	}
	if err := alone(what, os.Getenv(floorAlone+"_DIR"), os.Getenv(floorAlone+"_OUT")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func alone(what, dir, out string) error {
	notes := filepath.Join(dir, "notes")
	count, err := strconv.Atoi(os.Getenv(floorAlone + "_COUNT"))
	if err != nil {
		return err
	}
	switch what {
	case "notes":
		return createAll(dir, corpus.Generate(corpus.Options{Notes: count, Seed: 1}))
	case "entries":
		return createAll(dir, busy(count))
	case "copy":
		return copyTree(filepath.Join(dir, "public"), out)
	case "read":
		return newFloor(nil).read(notes)
	}
	sizes, err := pagesOf(&notebook.Notebook{Dir: dir})
	if err != nil {
		return err
	}
	if what == "rebuild" {
		return newFloor(sizes).rebuild(notes, out)
	}
	return newFloor(sizes).build(notes, out)
}

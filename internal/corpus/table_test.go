package corpus_test

import (
	"flag"
	"fmt"
	"io"
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
// the floor on the same notes:
//
//	go test ./internal/corpus -v -run Table -table 100,1000,10000 -timeout 1h
//
// It prints for each size and command the medians of the clock, of the time of all processors and of
// the peak of memory, the ratios to the floor, and how each grew for a note since the size before. Where
// others use the machine, believe the ratios and the processors, not the clock.
var (
	tableSizes = flag.String("table", "", "print the table of measurements of notebooks of so many notes: 100,1000,10000")
	tableTurns = flag.Int("turns", 3, "how often each row of the table is measured")
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
	for _, size := range strings.Split(*tableSizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range measure(t, program, n) {
			r.print(w, last[r.name])
			last[r.name] = r
		}
		w.Flush()
	}
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

// measure measures all commands on a notebook of so many notes.
func measure(t *testing.T, program string, notes int) []row {
	dir, out := filepath.Join(t.TempDir(), "notebook"), filepath.Join(t.TempDir(), "out")
	for _, f := range corpus.Generate(corpus.Options{Notes: notes, Seed: 1}) {
		if err := create(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data); err != nil {
			t.Fatal(err)
		}
	}
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
			cmd := exec.Command(self, "-test.run=^TestFloorAlone$")
			cmd.Env = append(os.Environ(), floorAlone+"="+what, floorAlone+"_DIR="+dir, floorAlone+"_OUT="+out)
			return take(t, cmd)
		}
	}
	redial("build")() // the floor's pages are to be as long as these
	cold, again, due := row{name: "build", notes: notes}, row{name: "build again", notes: notes}, row{name: "due", notes: notes}
	copied := row{name: "build, beside a copy", notes: notes}
	for range *tableTurns {
		copied.floor = append(copied.floor, cleared(t, out, floor("copy")))
		cold.floor = append(cold.floor, cleared(t, out, floor("build")))
		again.floor = append(again.floor, floor("rebuild")())
		due.floor = append(due.floor, floor("read")())
		cold.ours = append(cold.ours, cleared(t, public, redial("build")))
		again.ours = append(again.ours, redial("build")())
		due.ours = append(due.ours, redial("due")())
	}
	copied.ours = cold.ours
	return []row{cold, copied, again, due}
}

// cleared does something once a folder is gone.
func cleared(t *testing.T, dir string, do func() spent) spent {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return do()
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

func (r row) print(w io.Writer, before row) {
	of := func(list []spent, what func(spent) float64) float64 {
		values := make([]float64, len(list))
		for i, s := range list {
			values[i] = what(s)
		}
		return median(values)
	}
	wall := func(s spent) float64 { return s.wall.Seconds() }
	cpu := func(s spent) float64 { return s.cpu.Seconds() }
	peak := func(s spent) float64 { return float64(s.peak) / 1e6 }
	growth := func(what func(spent) float64) string {
		if before.notes == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", of(r.ours, what)/of(before.ours, what)/(float64(r.notes)/float64(before.notes)))
	}
	fmt.Fprintf(w, "%d\t%s\t%.2f s\t%.2f s\t%.0f MB\t%.2f s\t%.2f s\t%.0f MB\t%.2f\t%.2f\t%s\t%s\t\n", r.notes, r.name,
		of(r.ours, wall), of(r.ours, cpu), of(r.ours, peak), of(r.floor, wall), of(r.floor, cpu), of(r.floor, peak),
		of(r.ours, wall)/of(r.floor, wall), of(r.ours, cpu)/of(r.floor, cpu), growth(cpu), growth(peak))
}

// floorAlone names what of the floor this program does as a process of its own.
const floorAlone = "REDIAL_TEST_FLOOR"

func TestFloorAlone(t *testing.T) {
	what, dir, out := os.Getenv(floorAlone), os.Getenv(floorAlone+"_DIR"), os.Getenv(floorAlone+"_OUT")
	notes := filepath.Join(dir, "notes")
	var err error
	switch what {
	case "":
		t.Skip("it is for the table")
	case "copy":
		err = copyTree(filepath.Join(dir, "public"), out)
	case "read":
		err = newFloor(nil).read(notes)
	default:
		nb := &notebook.Notebook{Dir: dir}
		f := newFloor(pagesOf(t, nb))
		if what == "rebuild" {
			err = f.rebuild(notes, out)
		} else {
			err = f.build(notes, out)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

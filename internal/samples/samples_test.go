package samples

import (
	"archive/zip"
	"bytes"
	"flag"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"redial/internal/civil"
)

var update = flag.Bool("update", false, "write samples.zip anew from notes/")

// pack makes the archive of a folder: the same bytes for the same files, whatever the system, the day
// and the version of the compressor.
func pack(t *testing.T, dir fs.FS) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for p, src := range files(t, dir) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(src); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// files gives the files of a folder in the order of their paths.
func files(t *testing.T, dir fs.FS) func(yield func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		err := fs.WalkDir(dir, ".", func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			src, err := fs.ReadFile(dir, p)
			if err == nil && !yield(p, src) {
				return fs.SkipAll
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheBinaryHoldsTheNotesOfTheProject(t *testing.T) {
	want := pack(t, os.DirFS("../../notes"))
	if *update {
		if err := os.WriteFile("samples.zip", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(archive, want) {
		t.Error("samples.zip is not what notes/ holds; run: go generate ./internal/samples")
	}
}

func TestNotesAreTheSamplesAsTheyWereWritten(t *testing.T) {
	notes, err := Notes()
	if err != nil {
		t.Fatal(err)
	}
	for p, src := range files(t, os.DirFS("../../notes")) {
		got, err := fs.ReadFile(notes, p)
		if err != nil || !bytes.Equal(got, src) {
			t.Errorf("%s differs (%v)", p, err)
		}
	}
}

func TestTheDayOfTheSamplesIsATuesday(t *testing.T) {
	if Day != civil.Of(2026, 12, 1) {
		t.Errorf("Day is %s", Day.Long())
	}
}

func TestTheDayOfTheSamplesIsTodayOrTheMondayAfter(t *testing.T) {
	for d := civil.Of(2026, 11, 1); d < civil.Of(2027, 3, 1); d++ {
		want := d
		for want.Weekday() == time.Saturday || want.Weekday() == time.Sunday {
			want++
		}
		by := moveTo(d)
		if got := by.day(Day); got != want {
			t.Errorf("on %s the samples' day is %s, want %s", d.Long(), got, want)
		}
		for before := Day.Add(-60); before < Day; before++ {
			if by.day(before) > by.day(before+1) || by.day(before) > d {
				t.Errorf("on %s %s comes to lie on %s, the day after it on %s", d.Long(), before, by.day(before), by.day(before+1))
			}
		}
	}
}

func TestTheNotebookOfAnotherDayHoldsTogether(t *testing.T) {
	moved, err := Around(civil.Of(2027, 3, 4))
	if err != nil {
		t.Fatal(err)
	}
	id := "events/2027-02-19-london-breakfast"
	if _, ok := moved[id+".md"]; !ok {
		t.Errorf("no %s.md: the file did not move with the date in its name", id)
	}
	if ada := string(moved["ada-byron.md"]); !strings.Contains(ada, "at: "+id) || !strings.Contains(ada, "- [ ] 2027-03-04 14:00 call: agreed Thursday 2pm") {
		t.Errorf("ada-byron.md did not move:\n%s", ada)
	}
	if alf := moved["alf-brearley.md"]; !bytes.Contains(alf, []byte("\r\n")) {
		t.Error("alf-brearley.md lost its line ends")
	}
}

func TestOnItsOwnDayNothingMoves(t *testing.T) {
	same, err := Around(Day)
	if err != nil {
		t.Fatal(err)
	}
	for p, src := range files(t, os.DirFS("../../notes")) {
		if !bytes.Equal(same[p], src) {
			t.Errorf("%s differs", p)
		}
	}
}

func TestRedateMovesDatesAndNothingElse(t *testing.T) {
	for _, c := range []struct {
		name, src string
		weeks     int
		workdays  int
		want      string
	}{
		{"front matter", "next: 2026-12-01\n", 1, 0, "next: 2026-12-08\n"},
		{"journal", "- [x] 2026-12-28 call (done 2026-12-29)\n", 1, 0, "- [x] 2027-01-04 call (done 2027-01-05)\n"},
		{"back", "met: 2026-03-02\n", -2, 0, "met: 2026-02-16\n"},
		{"id", "at: events/2026-11-18-breakfast\n", 1, 0, "at: events/2026-11-25-breakfast\n"},
		{"birthday", "birthday: 1968-12-05\n", 5, 0, "birthday: 1968-12-05\n"},
		{"no such day", "next: 2026-11-31\n", 1, 0, "next: 2026-11-31\n"},
		{"another form", "next: 31 Nov 2026\n", 1, 0, "next: 31 Nov 2026\n"},
		{"longer number", "phone: 12026-12-011\n", 1, 0, "phone: 12026-12-011\n"},
		{"end of the calendar", "next: 9999-12-31\n", 1, 0, "next: 9999-12-31\n"},
		{"line ends", "\ufeffmet: 2026-12-01\r\nlast: 2026-12-01", 1, 0, "\ufeffmet: 2026-12-08\r\nlast: 2026-12-08"},
		{"nothing", "", 1, 0, ""},
		{"working days", "next: 2026-12-03\n", 0, 2, "next: 2026-12-07\n"},
		{"working days back", "next: 2026-11-30\n", 1, -1, "next: 2026-12-04\n"},
		{"a weekend", "met: 2026-11-29\n", 0, 1, "met: 2026-11-30\n"},
		{"weekdays", "call me Friday, never on Mondays\n", 0, 1, "call me Monday, never on Mondays\n"},
	} {
		if got := string(Redate([]byte(c.src), Move{Weeks: c.weeks, Workdays: c.workdays})); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// undated is what would stop being true when the samples are moved to another season or year.
var undated = regexp.MustCompile(`(?i)\b(january|february|april|june|july|august|september|october|november|december|` +
	`jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|christmas|easter|new year|spring|summer|autumn|winter|20\d\d)\b`)

func TestTheProseIsTrueInEverySeason(t *testing.T) {
	for p, src := range files(t, os.DirFS("../../notes")) {
		text := isoDate.ReplaceAllString(string(src), "")
		for _, line := range strings.Split(text, "\n") {
			if m := undated.FindString(line); m != "" && line != "next: 31 Nov 2026" {
				t.Errorf("%s: %q would not move with the dates: %s", p, m, line)
			}
		}
	}
}

package ical_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/browser"
	"redial/internal/civil"
	"redial/internal/ical"
	"redial/internal/samples"
)

// wish names the variable that says what to do about tests that need other programs: "required" makes it
// a failure that there is none, "skip" leaves them out.
const wish = "REDIAL_TEST_TOOLS"

// client looks for a calendar program. Without it the test is left out, and says what it would have
// shown.
func client(t *testing.T, name string) string {
	t.Helper()
	shows := name + " lists the days and times of redial due --days 28"
	if testing.Short() || os.Getenv(wish) == "skip" {
		t.Skip("left out as asked: " + shows)
	}
	path, err := exec.LookPath(name)
	if err != nil {
		browser.LeaveOut(t, wish, shows+" (there is no "+name+")")
	}
	return path
}

// ask runs a program and gives what it says. Its clock is not in the zone in which the notes were
// written: a time with a zone would move.
func ask(t *testing.T, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "TZ=America/New_York", "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", program, args, err, out, said.String())
	}
	return string(out)
}

// put writes a file of a test.
func put(t *testing.T, dir, name, data string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const khalSettings = `[calendars]
[[redial]]
path = %[1]s/calendar
[sqlite]
path = %[1]s/khal.db
[locale]
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
timeformat = %%H:%%M
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
local_timezone = America/New_York
default_timezone = Europe/Berlin
`

// khal takes calendars in, one after the other, and lists what it has.
func khal(t *testing.T, calendars ...string) []string { return khalFrom(t, samples.Day, calendars...) }

func khalFrom(t *testing.T, today civil.Date, calendars ...string) []string {
	program, dir := client(t, "khal"), t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "calendar"), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := put(t, dir, "settings", fmt.Sprintf(khalSettings, dir))
	for _, data := range calendars {
		ask(t, program, "-c", settings, "import", "--batch", "-a", "redial", put(t, dir, "follow-ups.ics", data))
	}
	said := ask(t, program, "-c", settings, "list", "--once", "--day-format", "", "--format", "{start-date} {start-time} {title}",
		today.String(), fmt.Sprint(ical.Days+1, "d"))
	return listed(said)
}

// calcurse takes a calendar in and lists what it has.
func calcurse(t *testing.T, data string) []string { return calcurseFrom(t, samples.Day, data) }

func calcurseFrom(t *testing.T, today civil.Date, data string) []string {
	program, dir := client(t, "calcurse"), t.TempDir()
	ask(t, program, "-q", "-D", dir, "-i", put(t, t.TempDir(), "follow-ups.ics", data))
	said := ask(t, program, "-D", dir, "--input-datefmt", "4", "--output-datefmt", "%Y-%m-%d",
		"-Q", "--filter-type", "cal", "--from", today.String(), "--days", fmt.Sprint(ical.Days+1),
		"--format-event", "%m\n", "--format-apt", "%(start:%Y-%m-%d %H:%M) %m\n")
	var all []string
	day := ""
	for l := range strings.Lines(said) {
		l = strings.TrimSpace(l)
		switch {
		case l == "":
		case calcurseDay.MatchString(l):
			day = strings.TrimSuffix(l, ":")
		case timed.MatchString(l):
			all = append(all, l)
		default:
			all = append(all, day+" "+l)
		}
	}
	return listed(strings.Join(all, "\n"))
}

var (
	calcurseDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d:$`)
	timed       = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d `)
)

// listed puts what a client said in the form of list.
func listed(said string) []string {
	var all []string
	for l := range strings.Lines(said) {
		if l = oneLine(l); l != "" {
			all = append(all, l)
		}
	}
	slices.Sort(all)
	return all
}

func TestKhalListsWhatIsDue(t *testing.T) {
	in := sampled(t)
	got := khal(t, write(t, in))
	if d := cmp.Diff(list(t, write(t, in)), got); d != "" {
		t.Errorf("the calendar, and what khal makes of it:\n%s", d)
	}
	if d := cmp.Diff(dueList(in), names(agenda(got))); d != "" {
		t.Errorf("redial due --days 28, and what khal lists:\n%s", d)
	}
}

func TestCalcurseListsWhatIsDue(t *testing.T) {
	in := sampled(t)
	got := calcurse(t, write(t, in))
	if d := cmp.Diff(list(t, write(t, in)), got); d != "" {
		t.Errorf("the calendar, and what calcurse makes of it:\n%s", d)
	}
	if d := cmp.Diff(dueList(in), names(agenda(got))); d != "" {
		t.Errorf("redial due --days 28, and what calcurse lists:\n%s", d)
	}
}

// hostile is a notebook whose names try everything but a backslash before an n, which khal takes for the
// end of a line although it is escaped.
func hostile() ical.Input {
	files := map[string]string{"redial.yaml": "call_block: 20:00-20:30\n"}
	for i, name := range []string{
		`"Byron; King, Ada \\ Countess: yes"`, `"a\rb"`, `"a\r\nEND:VEVENT\r\nBEGIN:VEVENT"`, `"a\nb"`, `"a\u2028b\u0085c"`, `"a\eb\0c"`,
		"👩‍👩‍👧‍👦", strings.Repeat("👩‍👩‍👧‍👦", 40), strings.Repeat("x", 1000), strings.Repeat("é", 300), "日本 太郎", "{title} %m %(raw)",
	} {
		files[fmt.Sprintf("p%02d.md", i)] = "---\nname: " + name + "\nnext: 2026-12-05\n---\n\n- [ ] 2026-12-04 14:00 call: x\n"
		files[fmt.Sprintf("events/e%02d.md", i)] = "---\nname: " + name + "\ndate: 2026-12-05\nintention: " + name + "\n---\n"
	}
	return read(files, samples.Day)
}

func TestClientsReadHostileNames(t *testing.T) {
	data := write(t, hostile())
	checkForm(t, data)
	want := list(t, data)
	t.Run("khal", func(t *testing.T) {
		if d := cmp.Diff(want, khal(t, data)); d != "" {
			t.Error(d)
		}
	})
	t.Run("calcurse", func(t *testing.T) {
		if d := cmp.Diff(want, calcurse(t, data)); d != "" {
			t.Error(d)
		}
	})
}

func TestClientsReadAnEmptyCalendar(t *testing.T) {
	data := write(t, read(nil, samples.Day))
	checkForm(t, data)
	golden(t, "empty.ics", data)
	t.Run("khal", func(t *testing.T) {
		if got := khal(t, data); len(got) != 0 {
			t.Error(got)
		}
	})
	t.Run("calcurse", func(t *testing.T) {
		if got := calcurse(t, data); len(got) != 0 {
			t.Error(got)
		}
	})
}

func TestKhalMovesWhatMovedAndDoublesNothing(t *testing.T) {
	before := read(map[string]string{"redial.yaml": "call_block: off\n", "ada.md": "---\nname: Ada\nnext: 2026-12-04\n---\n"}, samples.Day)
	after := read(map[string]string{"redial.yaml": "call_block: off\n", "ada.md": "---\nname: Ada\nnext: 2026-12-09\n---\n"}, samples.Day)
	if d := cmp.Diff([]string{"2026-12-09 Message Ada (planned)"}, khal(t, write(t, before), write(t, after))); d != "" {
		t.Error(d)
	}
}

// TestClientsKeepTimesWhenClocksChange lists promises in the weeks in which the clocks of New York, where
// the clients are, and of Europe change: two in the afternoon stays two in the afternoon.
func TestClientsKeepTimesWhenClocksChange(t *testing.T) {
	today := civil.Of(2027, 3, 9)
	in := read(map[string]string{
		"redial.yaml": "call_block: 09:00-09:30\nworking_days: [mon]\n",
		"ada.md":      "# Ada\n\n- [ ] 2027-03-12 14:00 call\n- [ ] 2027-03-15 14:00 call: x\n- [ ] 2027-03-28 22:30 visit\n- [ ] 2027-03-29 00:30 visit: y\n",
		"ben.md":      "---\nname: Ben\nnext: 2027-03-14\nbirthday: 03-28\n---\n",
	}, today)
	data := write(t, in)
	want := list(t, data)
	for _, moment := range []string{"2027-03-12 14:00 Call Ada", "2027-03-14 Message Ben (planned)", "2027-03-15 09:00 Calls: 2 people", "2027-03-15 14:00 Call Ada", "2027-03-28 22:30 Visit Ada", "2027-03-29 00:30 Visit Ada"} {
		if !slices.Contains(want, moment) {
			t.Errorf("no %q in %q", moment, want)
		}
	}
	t.Run("khal", func(t *testing.T) {
		if d := cmp.Diff(want, khalFrom(t, today, data)); d != "" {
			t.Error(d)
		}
	})
	t.Run("calcurse", func(t *testing.T) {
		if d := cmp.Diff(want, calcurseFrom(t, today, data)); d != "" {
			t.Error(d)
		}
	})
}

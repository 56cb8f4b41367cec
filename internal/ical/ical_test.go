package ical_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	goical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/ical"
	"redial/internal/samples"
)

var update = flag.Bool("update", false, "record what the calendar is now")

// golden compares with a file under testdata, or records it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is not what it was; if it should be, go test -update (-was +is):\n%s", name, d)
	}
}

func TestTheCalendarOfTheSamplesStaysAsItIs(t *testing.T) {
	golden(t, "samples.ics", write(t, sampled(t)))
}

// shown is what a client lists of an event: the day, the time unless it takes the whole day, the title.
func shown(t testing.TB, e goical.Event) string {
	t.Helper()
	start := e.Props.Get(goical.PropDateTimeStart)
	day, at, _ := strings.Cut(start.Value, "T")
	if isDate := start.ValueType() == goical.ValueDate; isDate != (at == "") {
		t.Errorf("a start of the wrong type: %v", start)
	}
	if at != "" {
		at = " " + at[:2] + ":" + at[2:4]
	}
	return fmt.Sprintf("%s-%s-%s%s %s", day[:4], day[4:6], day[6:], at, prop(t, e, goical.PropSummary))
}

// list is what a client lists, in order.
func list(t testing.TB, data string) []string {
	t.Helper()
	var all []string
	for _, e := range decode(t, data) {
		all = append(all, shown(t, e))
	}
	slices.Sort(all)
	return all
}

// agenda leaves out of a list what does not come from somebody being due.
func agenda(all []string) []string {
	own := regexp.MustCompile(`^\S+( \d\d:\d\d)? (Calls$|Calls: |Follow up: |Birthday of )`)
	return slices.DeleteFunc(slices.Clone(all), own.MatchString)
}

// dueList is the day, the time and the name of those who `redial due --days 28` lists. What is carried
// over is for today.
func dueList(in ical.Input) []string {
	var all []string
	for _, a := range in.Agenda.Due(ical.Days) {
		at := ""
		if a.Time != 0 {
			at = " " + a.Time.String()
		}
		all = append(all, max(a.Due, in.Agenda.Today).String()+at+" "+a.Contact.Name)
	}
	slices.Sort(all)
	return all
}

// names takes the verb and the word out of a list: "2026-12-01 Call Ada Byron (chase)".
func names(all []string) []string {
	title := regexp.MustCompile(`^(\S+(?: \d\d:\d\d)?) (?:Mend the note of|Decide about|Follow up with|\S+) (.*?)(?: \([a-z ]+\))?$`)
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = title.ReplaceAllString(s, "$1 $2")
	}
	slices.Sort(out)
	return out
}

func TestTheCalendarHasTheDaysAndTimesOfRedialDue(t *testing.T) {
	in := sampled(t)
	got := names(agenda(list(t, write(t, in))))
	if d := cmp.Diff(dueList(in), got); d != "" {
		t.Errorf("redial due --days 28, and the calendar:\n%s", d)
	}
	if len(got) < 25 {
		t.Errorf("only %d follow-ups", len(got))
	}
}

// day reads a date of a test.
func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWhatStandsInACalendar holds small notebooks, as they are on Tuesday 1 December 2026, to what a
// client lists.
func TestWhatStandsInACalendar(t *testing.T) {
	const off = "call_block: off\n"
	cases := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"a promise with a time is at that time, and not there as a follow-up too", map[string]string{
			"redial.yaml": off, "ada.md": "# Ada\n\n- [ ] 2026-12-03 14:00 call: prices\n",
		}, []string{"2026-12-03 14:00 Call Ada"}},
		{"so is one of theirs", map[string]string{
			"redial.yaml": off, "ada.md": "# Ada\n\n- [ ] 2026-12-03 14:00 they call\n",
		}, []string{"2026-12-03 14:00 Ada calls", "2026-12-07 Message Ada (nudge)"}},
		{"every promise with a time is there, not only the first", map[string]string{
			"redial.yaml": off, "ada.md": "# Ada\n\n- [ ] 2026-12-03 14:00 call\n- [ ] 2026-12-04 9:30 visit\n- [x] 2026-12-02 10:00 call\n- [-] 2026-12-02 11:00 call\n",
		}, []string{"2026-12-03 14:00 Call Ada", "2026-12-04 09:30 Visit Ada"}},
		{"an agreed time that is over becomes a follow-up of today", map[string]string{
			"redial.yaml": off, "ada.md": "# Ada\n\n- [ ] 2026-11-30 14:00 call\n",
		}, []string{"2026-12-01 Call Ada (agreed)"}},
		{"the last day is 28 days from now", map[string]string{
			"redial.yaml": off, "ada.md": "---\nname: Ada\nnext: 2026-12-29\n---\n", "ben.md": "---\nname: Ben\nnext: 2026-12-30\n---\n",
		}, []string{"2026-12-29 Message Ada (planned)"}},
		{"what is unclear is for today alone", map[string]string{
			"redial.yaml": off, "ada.md": "---\nname: Ada\nnext: soon\n---\n",
		}, []string{"2026-12-01 Mend the note of Ada"}},
		{"who fell due at the weekend is called on Monday", map[string]string{
			"redial.yaml": "working_days: [mon]\ncall_block: 17:00-17:45\n",
			"ada.md":      "---\nname: Ada\nnext: 2026-12-05\n---\n", "ben.md": "---\nname: Ben\nnext: 2026-12-01\n---\n",
		}, []string{
			"2026-12-01 Message Ben (planned)", "2026-12-05 Message Ada (planned)",
			"2026-12-07 17:00 Calls: 2 people", "2026-12-14 17:00 Calls", "2026-12-21 17:00 Calls", "2026-12-28 17:00 Calls",
		}},
		{"an hour is kept on the working day after the last day of an event", map[string]string{
			"redial.yaml":   "call_block: 08:00-08:15\nworking_days: [mon]\n",
			"events/one.md": "---\nname: Fair\ndate: 2026-12-03\nuntil: 2026-12-07\n---\n",
		}, []string{"2026-12-14 08:15 Follow up: Fair"}},
		{"at nine where there is no call block", map[string]string{
			"redial.yaml": off, "events/one.md": "---\nname: Fair\ndate: 2026-11-30\n---\n", "events/two.md": "# No day\n",
			"events/past.md": "---\nname: Past\ndate: 2026-11-29\nuntil: 2026-11-29\n---\n",
		}, []string{"2026-12-01 09:00 Follow up: Fair"}},
		{"birthdays are there, with the age where the year is known", map[string]string{
			"redial.yaml": off, "ada.md": "---\nname: Ada\nbirthday: 1985-12-10\n---\n", "ben.md": "---\nname: Ben\nbirthday: 12-01\n---\n",
			"cleo.md": "---\nname: Cleo\nbirthday: 11-30\n---\n",
		}, []string{"2026-12-01 Birthday of Ben", "2026-12-10 Birthday of Ada (41)"}},
		{"who is closed or let go is left in peace", map[string]string{
			"redial.yaml": off, "ada.md": "# Ada\n\n- 2026-11-24 call, no\n", "ben.md": "# Ben\n\n- 2026-11-24 call: let go\n",
		}, nil},
		{"nobody, nothing", map[string]string{}, nil},
	}
	for _, c := range cases {
		got := list(t, write(t, read(c.files, samples.Day)))
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

// event finds one by a part of its title.
func event(t testing.TB, data, title string) goical.Event {
	t.Helper()
	for _, e := range decode(t, data) {
		if strings.Contains(prop(t, e, goical.PropSummary), title) {
			return e
		}
	}
	t.Fatalf("no event %q in\n%s", title, data)
	return goical.Event{}
}

func TestAnAllDayEventEndsOnTheNextDayAndLeavesTheDayFree(t *testing.T) {
	e := event(t, write(t, sampled(t)), "Dorothy")
	end := e.Props.Get(goical.PropDateTimeEnd)
	if end.Value != "20261218" || end.ValueType() != goical.ValueDate || prop(t, e, goical.PropTransparency) != "TRANSPARENT" {
		t.Errorf("%v", e.Props)
	}
}

func TestAPromiseRemindsAndItsTimeHasNoZone(t *testing.T) {
	in := read(map[string]string{"ada.md": "# Ada\n\n- [ ] 2026-12-03 23:45 meeting: late\n"}, samples.Day)
	e := event(t, write(t, in), "Meet Ada")
	if s, f := e.Props.Get(goical.PropDateTimeStart).Value, e.Props.Get(goical.PropDateTimeEnd).Value; s != "20261203T234500" || f != "20261204T004500" {
		t.Errorf("from %s to %s", s, f)
	}
	if len(e.Children) != 1 || e.Children[0].Name != goical.CompAlarm || e.Children[0].Props.Get(goical.PropTrigger).Value != "-PT10M" {
		t.Errorf("alarm: %v", e.Children)
	}
}

func TestACallBlockSaysWhoWhyAndWithWhichNumber(t *testing.T) {
	in := read(map[string]string{
		"ada.md": "---\nname: Ada\ncompany: Engines, Ltd\nphone: +44 20 7946 0000\n---\n\n- [ ] 2026-12-01 14:00 call: agreed\n",
		"ben.md": "---\nname: Ben\nemail: ben@example.com\nphone: 0123\n---\n\n- [ ] 2026-11-27 email: the prices\n",
		"tom.md": "---\nname: Tom\nnext: soon\n---\n",
	}, samples.Day)
	want := `Tom: mend notes/tom.md
The date at ` + "`next: soon`" + ` can't be read; mend line 3.

14:00 Ada, Engines, Ltd: call +44 20 7946 0000
You said you would call on Tue 1 Dec at 14:00: agreed.

Ben: email ben@example.com, phone 0123
You said you would email on Fri 27 Nov: the prices. Carried over from Fri 27 Nov.`
	if d := cmp.Diff(want, prop(t, event(t, write(t, in), "Calls: 3 people"), goical.PropDescription)); d != "" {
		t.Error(d)
	}
}

func TestABlockOfThousandsStaysReadable(t *testing.T) {
	files := map[string]string{}
	for i := range 2000 {
		files[fmt.Sprintf("p%04d.md", i)] = "---\nnext: 2026-12-01\n---\n"
	}
	text := prop(t, event(t, write(t, read(files, samples.Day)), "Calls: 2000 people"), goical.PropDescription)
	if !strings.HasSuffix(text, "\n\nAnd 1900 more.") || len(text) > 20_000 {
		t.Errorf("%d bytes, ending in %q", len(text), text[len(text)-40:])
	}
}

func TestTheBlockAfterAnEventNamesThosePeople(t *testing.T) {
	in := read(map[string]string{
		"events/fair.md": "---\nname: Fair\ndate: 2026-12-01\nintention: Two founders.\n---\n",
		"ada.md":         "---\nname: Ada\nat: events/fair\nnext: 2026-12-01\n---\n",
		"ben.md":         "---\nname: Ben\nnext: 2026-12-01\n---\n",
		"cleo.md":        "---\nname: Cleo\nat: events/fair\nclosed: 2026-11-30\n---\n",
		"dan.md":         "---\nname: Dan\nat: events/fair\nnext: 2026-11-30\n---\n",
	}, samples.Day)
	want := `Intention: Two founders.
Ada: message
You set the next follow-up for Tue 1 Dec.

Cleo
Closed on Mon 30 Nov 2026.

Dan: message
You set the next follow-up for Mon 30 Nov. Carried over from Mon 30 Nov.`
	e := event(t, write(t, in), "Follow up: Fair")
	if d := cmp.Diff(want, prop(t, e, goical.PropDescription)); d != "" {
		t.Error(d)
	}
}

// uids gives the UID of each event by its title.
func uids(t testing.TB, files map[string]string, today civil.Date) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, e := range decode(t, write(t, read(files, today))) {
		all[prop(t, e, goical.PropSummary)+" "+e.Props.Get(goical.PropDateTimeStart).Value[:8]] = prop(t, e, goical.PropUID)
	}
	return all
}

func TestAnEventThatMovesKeepsItsUID(t *testing.T) {
	old := uids(t, map[string]string{
		"ada.md": "# Ada\n\n- [ ] 2026-12-03 14:00 call: prices\n- [ ] 2026-12-04 14:00 call: prices\n- [ ] 2026-12-05 10:00 call\n",
		"ben.md": "---\nname: Ben\nnext: 2026-12-04\n---\n",
	}, samples.Day)
	// The first call was made, the second is put off, and Ben too.
	now := uids(t, map[string]string{
		"ada.md": "# Ada\n\n- [x] 2026-12-03 14:00 call: prices\n- [ ] 2026-12-10 15:00 call: prices\n- [ ] 2026-12-05 10:00 call\n",
		"ben.md": "---\nname: Ben\nnext: 2026-12-09\n---\n",
	}, samples.Day+3)
	for before, after := range map[string]string{
		"Call Ada 20261204": "Call Ada 20261210", "Call Ada 20261205": "Call Ada 20261205",
		"Message Ben (planned) 20261204": "Message Ben (planned) 20261209", "Calls 20261214": "Calls 20261214",
	} {
		if old[before] == "" || old[before] != now[after] {
			t.Errorf("%s had the UID %q, and as %s has %q", before, old[before], after, now[after])
		}
	}
}

func TestTheStampIsOfTheNoteAndNotOfTheDay(t *testing.T) {
	files := map[string]string{
		"ada.md": "---\nname: Ada\nnext: 2026-12-20\nsince: 2026-10-01\n---\n", "ben.md": "---\nname: Ben\nnext: 2026-12-20\n---\n",
		"cleo.md": "---\nname: Cleo\nnext: 2026-12-20\n---\n\n- 2026-10-05 call\n- 2027-01-01 call\n",
	}
	for _, today := range []civil.Date{samples.Day, samples.Day + 5} {
		for who, want := range map[string]string{"Ada": "20261001T000000Z", "Ben": "19700101T000000Z", "Cleo": "20261005T000000Z"} {
			e := event(t, write(t, read(files, today)), who+" (planned)")
			if got := e.Props.Get(goical.PropDateTimeStamp).Value; got != want {
				t.Errorf("%s, %s: %s, want %s", today, who, got, want)
			}
		}
	}
}

func TestTheSameNotesAndDayGiveTheSameBytes(t *testing.T) {
	first := write(t, sampled(t))
	if again := write(t, sampled(t)); again != first {
		t.Errorf("two calendars of the same notes differ: %s", cmp.Diff(first, again))
	}
}

func TestTheLastDaysOfTheCalendarHaveOneToo(t *testing.T) {
	for _, today := range []string{"9999-12-02", "9999-12-30", "9999-12-31", "0001-01-01"} {
		in := read(map[string]string{"ada.md": "---\nname: Ada\nbirthday: 12-31\nnext: " + today + "\n---\n", "events/x.md": "---\ndate: 9999-12-31\n---\n"}, day(t, today))
		for _, e := range decode(t, write(t, in)) {
			if s := e.Props.Get(goical.PropDateTimeEnd).Value; len(strings.Split(s, "T")[0]) != len("99991231") {
				t.Errorf("%s: an event ends on %s", today, s)
			}
		}
	}
}

package samples

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
	"redial/internal/note"
)

// agenda assesses the samples on a day, and gives the problems in them.
func agenda(t *testing.T, src map[string][]byte, today civil.Date) (*followup.Agenda, []diag.Problem) {
	t.Helper()
	settings, problems := config.Parse("notes/redial.yaml", src["redial.yaml"])
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, p := range slices.Sorted(maps.Keys(src)) {
		id, isNote := strings.CutSuffix(p, ".md")
		if !isNote {
			continue
		}
		n := note.Parse("notes/"+p, src[p])
		problems = append(problems, n.Problems...)
		if contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
			continue
		}
		c := contact.New(n, id)
		contacts = append(contacts, c)
		problems = append(problems, followup.Check(c, settings.Followup, today)...)
	}
	book := contact.NewBook(contacts, events)
	problems = append(problems, book.Problems...)
	return followup.NewAgenda(book, settings.Followup, today), diag.Sort(problems)
}

// today is the agenda of the samples on their own day.
func today(t *testing.T) (*followup.Agenda, []diag.Problem) {
	t.Helper()
	src := map[string][]byte{}
	for p, b := range files(t, os.DirFS("../../notes")) {
		src[p] = b
	}
	return agenda(t, src, Day)
}

// columns part where two blanks or more stand.
var columns = regexp.MustCompile(` {2,}`)

// expectations reads expected.txt: the columns of each contact by its id, without the sum behind it.
func expectations(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := columns.Split(line, -1)
		if len(f) != 9 {
			t.Fatalf("expected.txt: %d columns, want 9: %s", len(f), line)
		}
		out[f[0]] = strings.Join(f[1:8], "  ")
	}
	return out
}

// columnsOf writes an assessment as expected.txt does.
func columnsOf(a *followup.Assessment, today civil.Date) string {
	var flags []string
	for _, f := range []struct {
		name string
		set  bool
	}{{"last", a.LastTry}, {"cold", a.Cold}, {"hand-over", a.HandOver}} {
		if f.set {
			flags = append(flags, f.name)
		}
	}
	f := []string{string(a.State), string(a.Word), a.Due.String(), a.Time.String(), string(a.List(today)),
		fmt.Sprint(a.Attempts), strings.Join(flags, " ")}
	for i := range f {
		if f[i] == "" {
			f[i] = "-"
		}
	}
	return strings.Join(f, "  ")
}

func TestEverySampleIsWhatOneWorksOutByHand(t *testing.T) {
	want := expectations(t)
	ag, _ := today(t)
	for _, a := range ag.All {
		id := a.Contact.ID
		if got := columnsOf(a, Day); got != want[id] {
			t.Errorf("%s:\n got %s\nwant %s\n (%s)", id, got, want[id], a.Reason)
		}
		delete(want, id)
	}
	for id := range want {
		t.Errorf("expected.txt names %s, and there is no such contact", id)
	}
}

func TestTheSamplesHaveOneErrorToMendAndTwoWarnings(t *testing.T) {
	_, problems := today(t)
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%s:%d:%d: %s: %s", p.File, p.Line, p.Column, p.Severity, p.Code))
	}
	want := []string{
		"notes/dorothy-ngata.md:3:1: warning: unknown-key",
		"notes/hugh-stainforth.md:17:7: warning: unticked-promise",
		"notes/tom-field.md:5:7: error: bad-date",
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// seen collects what occurs in the samples, under the names of the tables.
func seen(ag *followup.Agenda) map[string]bool {
	all := map[string]bool{}
	for _, a := range ag.All {
		c := a.Contact
		all["state "+string(a.State)] = true
		all["word "+string(a.Word)] = true
		all["list "+string(a.List(ag.Today))] = true
		all["action "+string(a.Action.Type)] = true
		all["policy "+ag.Settings.PolicyOf(c).Name] = true
		for _, e := range c.Journal {
			all["kind "+e.Kind.String()] = true
			all["outcome "+e.Outcome.String()] = true
		}
		for name, set := range map[string]bool{
			"cold": a.Cold, "hand over": a.HandOver, "last try": a.LastTry, "missed appointment": a.Missed > 0,
			"aka": len(c.Aka) > 0, "two phones": len(c.Phones) > 1, "links": len(c.Links) > 0, "birthday": c.Birthday.Month > 0,
			"since": c.Since != 0, "last": c.Last != 0, "met": c.Met != 0, "next": c.Next != 0, "closed": c.Closed != 0,
			"every": !c.Every.Period.IsZero(), "extra key": len(c.Extra) > 0, "note without front matter name": c.Note.Front.Text("name").Value == "",
		} {
			all[name] = all[name] || set
		}
	}
	for _, p := range ag.Promises() {
		all["promise "+whose(p.Entry.Theirs)+" "+string(p.Status)] = true
	}
	return all
}

func whose(theirs bool) string {
	if theirs {
		return "theirs"
	}
	return "mine"
}

// everything lists what a newcomer can see at work in the samples.
func everything() []string {
	all := []string{
		"policy steady", "policy persistent", "policy light", "policy patient",
		"cold", "hand over", "last try", "missed appointment", "aka", "two phones", "links", "birthday", "since", "last", "met",
		"next", "closed", "every", "extra key", "note without front matter name",
	}
	add := func(what string, names ...string) {
		for _, n := range names {
			all = append(all, what+" "+n)
		}
	}
	for _, s := range []followup.State{followup.Unclear, followup.Promised, followup.Closed, followup.Planned, followup.MyTurn, followup.Parked,
		followup.New, followup.Waiting, followup.Chasing, followup.LetGo, followup.InTouch, followup.NoNextStep, followup.Untracked} {
		add("state", string(s))
	}
	for _, w := range []followup.Word{followup.WordUnclear, followup.WordAgreed, followup.WordPromise, followup.WordJustMet, followup.WordMyTurn, followup.WordComeBack,
		followup.WordLastTry, followup.WordNudge, followup.WordChase, followup.WordRhythm, followup.WordPlanned} {
		add("word", string(w))
	}
	for _, l := range []followup.List{followup.ListCarried, followup.ListToday, followup.ListWeek, followup.ListWaiting, followup.ListLastTry, followup.ListNoStep,
		followup.ListParked, followup.ListLater, followup.ListUntracked, followup.ListLetGo, followup.ListClosed} {
		add("list", string(l))
	}
	for _, k := range []note.Kind{note.Met, note.Call, note.Email, note.Message, note.Meeting, note.Visit, note.Letter, note.Event, note.Intro, note.Gift, note.Remark} {
		add("kind", k.String())
	}
	for _, o := range []note.Outcome{note.NoAnswer, note.StoodUp, note.Cancelled, note.Spoke, note.CallMe, note.OverToYou, note.LastTry, note.LetGo, note.NotNow, note.Yes, note.No} {
		add("outcome", o.String())
	}
	for _, p := range []followup.PromiseStatus{followup.PromiseOpen, followup.PromiseKept, followup.PromiseLate, followup.PromiseDropped} {
		add("promise mine", string(p))
		add("promise theirs", string(p))
	}
	return all
}

func TestEveryRuleIsAtWorkInTheSamples(t *testing.T) {
	ag, _ := today(t)
	got := seen(ag)
	for _, what := range everything() {
		if !got[what] {
			t.Errorf("no %s among the samples", what)
		}
	}
	if n := len(ag.Book.Contacts); n < 24 {
		t.Errorf("%d contacts, want at least 24", n)
	}
	if n := len(ag.Book.Events); n < 3 {
		t.Errorf("%d events, want at least 3", n)
	}
}

func TestTheEventsShowBeforeAndAfter(t *testing.T) {
	ag, _ := today(t)
	want := map[string]string{
		"events/2026-10-08-york-chamber-lunch":     "past, with an intention, 3 people, 3 followed up in a day",
		"events/2026-11-18-london-breakfast":       "past, with an intention, 4 people, 3 followed up in a day",
		"events/2026-11-26-packaging-open-house":   "past, with an intention, 0 people, 0 followed up in a day",
		"events/2026-11-30-leeds-makers-evening":   "past, with an intention, 3 people, 1 followed up in a day",
		"events/2026-12-09-northern-trade-days":    "to come, with an intention, 0 people, 0 followed up in a day",
		"events/2026-12-15-printers-guild-evening": "to come, without an intention, 0 people, 0 followed up in a day",
	}
	for _, e := range ag.Book.Events {
		when, plan := "past", "without"
		if e.Date > Day {
			when = "to come"
		}
		if e.Intention != "" {
			plan = "with"
		}
		got := fmt.Sprintf("%s, %s an intention, %d people, %d followed up in a day", when, plan, len(ag.Book.People(e.ID)), ag.FollowedUpInADay(e.ID))
		if got != want[e.ID] {
			t.Errorf("%s: %s, want %s", e.ID, got, want[e.ID])
		}
		delete(want, e.ID)
	}
	for id := range want {
		t.Errorf("no event %s", id)
	}
}

func TestTheFollowThroughOfTheSamplesIsWhatOneCountsByHand(t *testing.T) {
	ag, _ := today(t)
	got := ag.Figures()
	// Met, and not followed up by the due day: Ada, Barnaby, George, Oscar, Sunita.
	if got.Met != 25 || got.FollowedUp != 20 {
		t.Errorf("followed up %d of %d, want 20 of 25", got.FollowedUp, got.Met)
	}
	// Not kept: Gwen's letter and Priya's pages late, Gwen's email dropped, Hugh's and Priya's still open.
	if got.Fell != 12 || got.Kept != 7 {
		t.Errorf("kept %d of %d, want 7 of 12", got.Kept, got.Fell)
	}
	// Begun: one more was written to while parked, which begins no chase.
	if got.Begun != 24 || got.Answered != 13 {
		t.Errorf("%d of %d chases answered, want 13 of 24", got.Answered, got.Begun)
	}
}

func TestTheDemoSaysTheSameInAnotherYear(t *testing.T) {
	then := civil.Of(2031, 7, 1) // a Tuesday
	moved, err := Around(then)
	if err != nil {
		t.Fatal(err)
	}
	ag, problems := agenda(t, moved, then)
	if len(problems) != 3 {
		t.Errorf("%d problems, want 3: %v", len(problems), problems)
	}
	want := expectations(t)
	shift := int(then - Day)
	for _, a := range ag.All {
		id := a.Contact.ID
		if a.Due != 0 {
			a.Due = a.Due.Add(-shift)
		}
		got := columnsOf(a, Day)
		if monthly[id] {
			continue
		}
		if got != want[id] {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want[id])
		}
	}
}

// Whoever looks at the demo must find the list of a usual day on each day of the week.
func TestTheDemoIsOfAUsualDayOnWhateverDayOneLooks(t *testing.T) {
	for then := civil.Of(2031, 6, 30); then < civil.Of(2031, 7, 14); then++ {
		moved, err := Around(then)
		if err != nil {
			t.Fatal(err)
		}
		ag, problems := agenda(t, moved, then)
		if len(problems) != 3 {
			t.Errorf("%s: %d problems, want 3: %v", then.Long(), len(problems), problems)
		}
		carried, due, soon := len(ag.In(followup.ListCarried)), len(ag.In(followup.ListToday)), len(ag.In(followup.ListWeek))
		t.Logf("%s: %d carried over, %d due, %d soon", then.Long(), carried, due, soon)
		work := ag.Settings.Workdays.Has(then)
		if carried < 5 || carried > 10 || work && (due < 10 || due > 14) || !work && soon < 10 {
			t.Errorf("%s: %d carried over, %d due, %d in the next seven days", then.Long(), carried, due, soon)
		}
	}
}

// monthly are those whose due date is counted in months, which have not the same length everywhere.
var monthly = map[string]bool{"piet-vandersloot": true, "yasmin-kaur": true, "søren-bak": true}

func TestTheSampleSettingsHaveNoFault(t *testing.T) {
	src, err := os.ReadFile("../../notes/redial.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, problems := config.Parse("notes/redial.yaml", src); len(problems) != 0 {
		t.Errorf("notes/redial.yaml: %v", problems)
	}
}

func TestEveryPathOfTheSamplesIsPlainEnoughForAnyDisk(t *testing.T) {
	fold := map[string]string{}
	for p := range files(t, os.DirFS("../../notes")) {
		if !fs.ValidPath(p) || strings.ContainsAny(p, `<>:"|?*\`) || path.Ext(p) != ".md" && p != "redial.yaml" {
			t.Errorf("%s: not a path that every system can hold", p)
		}
		if twin, ok := fold[contact.Fold(p)]; ok {
			t.Errorf("%s and %s are one file on some systems", p, twin)
		}
		fold[contact.Fold(p)] = p
	}
}

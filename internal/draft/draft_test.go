package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"redial/internal/civil"
	"redial/internal/followup"
	"redial/layouts"
)

func TestTheSamplePeopleGetTheDraftsThatTheyGot(t *testing.T) {
	var b strings.Builder
	for _, day := range []civil.Date{today, civil.Of(2027, 2, 1)} {
		agenda, s := sampled(t, day)
		for _, a := range agenda.All {
			fmt.Fprintf(&b, "== %s: %s on %s (%s) ==\n", a.Contact.ID, a.State, day, a.Word)
			d, err := s.Data(a)
			if err != nil {
				fmt.Fprintf(&b, "%v\n\n", err)
				continue
			}
			fmt.Fprintf(&b, "-- %s --\n%s\n", Fitting(a, s.Today), made(t, Fitting(a, s.Today), d))
		}
	}
	golden(t, "samples.txt", b.String())
}

func TestEveryDraftCanBeHadForEverybody(t *testing.T) {
	agenda, s := sampled(t, today)
	for _, a := range agenda.All {
		d, err := s.Data(a)
		if err != nil {
			continue
		}
		for _, name := range Names() {
			m, err := Make([]fs.FS{layouts.Files}, name, d)
			var noDay *NoDayError
			if errors.As(err, &noDay) && name == Announce {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			checkLetter(t, a.Contact.ID+" "+string(name), m)
		}
	}
}

// checkLetter reports what one would have to mend before sending.
func checkLetter(t *testing.T, what string, m Message) {
	t.Helper()
	switch all := m.String(); {
	case m.Subject == "" || m.Body == "":
		t.Errorf("%s lacks a part:\n%s", what, all)
	case strings.Contains(all, "\n\n\n") || strings.Contains(all, "  ") || strings.Contains(all, " \n"):
		t.Errorf("%s has gaps:\n%s", what, all)
	case !strings.HasPrefix(m.Body, "Hello") || strings.Contains(m.Body, "Hello ,") || !strings.Contains(m.Body, "\n\nBest wishes"):
		t.Errorf("%s begins or ends badly:\n%s", what, all)
	case gap.MatchString(all):
		t.Errorf("%s lacks a word at %q:\n%s", what, gap.FindString(all), all)
	case strings.Contains(all, "<no value>") || strings.Contains(all, "{{"):
		t.Errorf("%s shows its template:\n%s", what, all)
	case ultimatum.MatchString(all):
		t.Errorf("%s sets an ultimatum: %q", what, ultimatum.FindString(all))
	case strings.Contains(all, "?") && !easyNo.MatchString(all):
		t.Errorf("%s asks, and does not make it easy to say no:\n%s", what, all)
	}
}

var (
	gap       = regexp.MustCompile(`\(\)|\b(?:on|of|at|your|for|to) ?[.,;:?)]|\b(?:on|at|in) (?:and|or|so)\b`)
	easyNo    = regexp.MustCompile(`\b[Ii]f (?:not|it is not|it no longer interests you|you would rather not)\b[^.]*\bfine\b|\bjust say so; that is fine\b|no need to reply`)
	ultimatum = regexp.MustCompile(`(?i)\b(?:unless|otherwise|or else|deadline|final (?:notice|warning|reminder)|last chance|at the latest|no later than|` +
		`urgent(?:ly)?|immediately|asap|right away|you must|you need to|you have to|have no choice|i (?:will|shall) (?:assume|take it|conclude|close|have to)|` +
		`if i (?:do not|don't|have not|haven't) hear|(?:reply|answer|respond|write|call|let me know|tell me) by\b|before it is too late|running out|act now|` +
		`disappointed|still have not|again and again|as i (?:already )?(?:said|wrote))`)
)

// asks are the templates that ask for something.
var asks = []Name{ThankYou, SecondTry, Announce, OverToYou, ComeBack, LastTry}

func TestADraftThatAsksMakesItEasyToSayNo(t *testing.T) {
	for _, name := range asks {
		for what, d := range cases() {
			if m, err := Make([]fs.FS{layouts.Files}, name, d); err == nil && !easyNo.MatchString(m.Body) {
				t.Errorf("%s, %s:\n%s", name, what, m)
			}
		}
	}
}

func TestNoDraftSetsAnUltimatum(t *testing.T) {
	for _, name := range Names() {
		source, err := fs.ReadFile(layouts.Files, name.File())
		if err != nil {
			t.Fatal(err)
		}
		if hit := ultimatum.Find(source); hit != nil {
			t.Errorf("%s says %q", name.File(), hit)
		}
		for what, d := range cases() {
			if m, err := Make([]fs.FS{layouts.Files}, name, d); err == nil && ultimatum.MatchString(m.String()) {
				t.Errorf("%s, %s:\n%s", name, what, m)
			}
		}
	}
}

// cases are what a template can be given, each alone and with everything else.
func cases() map[string]Data {
	all := map[string]Data{"nothing": {}}
	add := func(what string, set func(*Data)) {
		var alone Data
		full := Data{
			Name: "Ada Byron", First: "Ada", Company: "Analytical Engines Ltd", Event: "London breakfast", Attempts: 3, Missed: 2,
			Article: Article{Title: "Pricing", URL: "https://example.com/pricing"}, Reached: "Wednesday 18 November",
		}
		set(&alone)
		set(&full)
		all[what], all[what+", and all else"] = alone, full
	}
	entry := func(kind, outcome string) Entry { return Entry{kind, outcome, "Tuesday 1 December", "14:00"} }
	add("nothing more", func(*Data) {})
	for _, kind := range []string{"met", "meeting", "visit", "event"} {
		add("met: "+kind, func(d *Data) { d.Met = entry(kind, "") })
	}
	for _, kind := range []string{"email", "message", "letter", "intro", "gift", "call"} {
		add("turn: "+kind, func(d *Data) { d.Turn = entry(kind, "") })
		add("call me by "+kind, func(d *Data) { d.Turn = entry(kind, "call me") })
		add("tried: "+kind, func(d *Data) { d.Tried = entry(kind, ""); d.Attempts = max(d.Attempts, 1) })
		add("owed: "+kind, func(d *Data) { d.Owed = entry(kind, "") })
		add("promise: "+kind, func(d *Data) { d.Promise = entry(kind, "") })
	}
	for _, outcome := range []string{"no answer", "stood up", "cancelled", "last try"} {
		add("tried: "+outcome, func(d *Data) { d.Tried = entry("call", outcome) })
		add("tried to meet: "+outcome, func(d *Data) { d.Tried = entry("meeting", outcome) })
	}
	for _, kind := range []string{"call", "meeting", "visit", "met", "event"} {
		add("promised a "+kind, func(d *Data) { d.Promise = entry(kind, "") })
		add("plan: "+kind, func(d *Data) { d.Plan = entry(kind, "") })
		add("plan of no time: "+kind, func(d *Data) { d.Plan = Entry{Kind: kind, Day: "Tuesday 1 December"} })
	}
	add("not now", func(d *Data) { d.NotNow = entry("call", "not now") })
	add("not now until", func(d *Data) { d.NotNow, d.Until = entry("call", "not now"), "in January 2027" })
	return all
}

func TestADraftReadsWellWhateverIsMissing(t *testing.T) {
	for what, d := range cases() {
		for _, name := range Names() {
			m, err := Make([]fs.FS{layouts.Files}, name, d)
			var noDay *NoDayError
			if name == Announce && d.Plan.Day == "" {
				if !errors.As(err, &noDay) {
					t.Errorf("announce of nothing gives %v", err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			checkLetter(t, string(name)+", "+what, m)
		}
	}
}

func TestADraftHasNoDayWithoutItsWeekday(t *testing.T) {
	day := regexp.MustCompile(`\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	named := regexp.MustCompile(`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day $`)
	agenda, s := sampled(t, today)
	for _, a := range agenda.All {
		d, err := s.Data(a)
		if err != nil {
			continue
		}
		body := made(t, Fitting(a, s.Today), d).String()
		for _, at := range day.FindAllStringIndex(body, -1) {
			if !named.MatchString(body[:at[0]]) {
				t.Errorf("%s: %q has no weekday", a.Contact.ID, body[at[0]:at[1]])
			}
		}
		for _, word := range []string{"today", "tomorrow", "yesterday", "last week", "next week", "days ago"} {
			if strings.Contains(body, word) {
				t.Errorf("%s: %q is true on one day only", a.Contact.ID, word)
			}
		}
	}
}

func TestWhoSaidNoGetsNoDraft(t *testing.T) {
	for what, c := range map[string]struct {
		note    string
		refused bool
	}{
		"a no":                          {"- 2026-11-18 met\n- 2026-11-24 call, no\n", true},
		"closed":                        {"---\nclosed: 2026-11-20\n---\n- 2026-11-18 met\n", true},
		"a no, with a promise open":     {"- 2026-11-24 call, no\n- [ ] 2026-12-02 email: the invoice\n", true},
		"a no, and a date to come":      {"---\nnext: 2026-12-10\n---\n- 2026-11-24 call, no\n", true},
		"a no, with a date of no sense": {"---\nnext: soon\n---\n- 2026-11-24 call, no\n", true},
		"a no, and they came back":      {"- 2026-11-24 call, no\n- 2026-11-27 they email: could we talk after all?\n", false},
		"to be closed later":            {"---\nclosed: 2026-12-20\n---\n- 2026-11-18 met\n", false},
		"let go":                        {"- 2026-11-18 met\n- 2026-11-24 let go\n", false},
		"not now":                       {"- 2026-11-24 call, not now\n", false},
	} {
		a, s := onNote(t, c.note)
		_, err := s.Data(a)
		var e *RefusedError
		if errors.As(err, &e) != c.refused || (Fitting(a, s.Today) == "") != c.refused {
			t.Errorf("%s: %v, %q", what, err, Fitting(a, s.Today))
		}
	}
}

func TestTheDraftFitsWhereOneStands(t *testing.T) {
	for _, c := range []struct {
		note string
		want Name
		says string // a part of the draft
	}{
		{"- 2026-11-30 met\n", ThankYou, "good to meet you on Monday 30 November"},
		{"---\nmet: 2026-11-30\n---\n", ThankYou, "good to meet you on Monday 30 November"},
		{"- 2026-11-30 lunch\n", ThankYou, "good to meet you"},
		{"- 2026-10-30 met\n- 2026-11-02 email, spoke\n- 2026-11-30 met: again\n", ThankYou, "good to meet you"},
		{"- 2026-11-27 they email: hello\n", ThankYou, "Thank you for your email of Friday 27 November"},
		{"- 2026-11-27 they call, no answer\n", ThankYou, "sorry that I missed it"},
		{"- 2026-11-27 they intro: to Ben\n", ThankYou, "Subject: Thank you for the introduction"},
		{"- 2026-11-27 they gift\n", ThankYou, "for your gift"},
		{"- 2026-11-27 call me\n", ThankYou, "asking me to call"},
		{"- 2026-11-18 call\n- 2026-11-24 call, no answer\n", SecondTry, "I called you on Tuesday 24 November"},
		{"- 2026-11-18 call\n- 2026-11-24 email: pricing\n", SecondTry, "I wrote to you on Tuesday 24 November"},
		{"- 2026-11-18 call\n- 2026-11-24 meeting, cancelled\n", SecondTry, "did not manage to talk on Tuesday 24 November"},
		{"- 2026-11-18 call\n- [ ] 2026-11-26 they email: dates\n", SecondTry, "Thursday 26 November in mind"},
		{"- 2026-11-18 call\n- [ ] 2026-12-02 14:00 call: the plan\n", Announce, "call you on Wednesday 2 December at 14:00"},
		{"- 2026-11-18 call\n- [ ] 2027-01-05 visit\n", Announce, "visiting you on Tuesday 5 January 2027"},
		{"- 2026-11-18 call\n- [ ] 2026-12-02 lunch\n", Announce, "meeting you on Wednesday 2 December"},
		{"- 2026-11-18 met\n- [ ] 2026-12-02 email: the plan\n", ThankYou, "good to meet you"},
		{"- 2026-11-18 met\n- [ ] 2026-11-26 call: the plan\n", ComeBack, "going to call you on Thursday 26 November"},
		{"- 2026-11-18 call\n- [ ] 2026-12-02 email: the plan\n", ComeBack, "Here is what I promised you."},
		{"- 2026-11-18 meeting, stood up\n- 2026-11-24 meeting, cancelled\n", OverToYou, "not found a time"},
		{"- 2026-08-25 call, not now\n", ComeBack, "On Tuesday 25 August it was not the right time"},
		{"- 2026-08-25 call, not now until 2027-01-01\n", ComeBack, "come back to you in January 2027"},
		{"- 2026-08-25 call, not now until 2027-01-11\n", ComeBack, "come back to you on Monday 11 January 2027"},
		{"---\nevery: 6w\n---\n- 2026-10-01 call\n", ComeBack, "last in touch on Thursday 1 October"},
		{"---\nnext: 2026-12-01\n---\n", ComeBack, "I have been meaning to get in touch"},
		{"---\nnext: 2026-12-01\n---\n- 2026-11-18 met\n", ThankYou, "good to meet you"},
		{"---\nnext: 2026-12-01\n---\n- 2026-11-24 email\n", SecondTry, "I wrote to you"},
		{"- 2026-09-01 email\n- 2026-09-04 email\n- 2026-09-11 email\n- 2026-09-25 email\n", LastTry, "my last note"},
		{"- 2026-11-18 over to you\n", ComeBack, "wondered how things are going"},
		{"- 2026-10-18 over to you\n", LastTry, "my last note"},
		{"- 2026-11-25 last try\n", ComeBack, "wondered how things are going"},
		{"- 2026-11-25 let go\n", ComeBack, "wondered how things are going"},
		{"", ComeBack, "I have been meaning to get in touch"},
	} {
		a, s := onNote(t, c.note)
		d, err := s.Data(a)
		if err != nil {
			t.Fatal(err)
		}
		if got := Fitting(a, s.Today); got != c.want {
			t.Errorf("%q (%s, %s) gets %s, want %s", c.note, a.State, a.Word, got, c.want)
		} else if m := made(t, got, d); !strings.Contains(m.String(), c.says) {
			t.Errorf("%q does not say %q:\n%s", c.note, c.says, m)
		}
	}
}

func TestACallIsAnnouncedOnceItIsPlanned(t *testing.T) {
	for note, want := range map[string]string{
		"- [ ] 2026-12-02 call\n":                                   "Wednesday 2 December",
		"- [ ] 2026-12-09 call\n- [ ] 2026-12-02 email\n":           "Wednesday 9 December",
		"- [ ] 2026-12-09 call\n- [ ] 2026-12-04 call\n":            "Friday 4 December",
		"- [ ] 2026-11-30 call\n- [ ] 2026-12-04 call\n":            "Friday 4 December",
		"- [ ] 2026-12-01 09:00 call\n":                             "Tuesday 1 December",
		"- [ ] 2026-11-30 call\n":                                   "",
		"- [ ] 2026-12-04 they call\n":                              "",
		"- [-] 2026-12-04 call\n- 2026-11-30 call\n- call me maybe": "",
	} {
		if got := data(t, note).Plan.Day; got != want {
			t.Errorf("%q announces %q, want %q", note, got, want)
		}
	}
}

func TestTheEventOfAMeetingIsNamed(t *testing.T) {
	notes := map[string]string{
		"events/2026-11-18-breakfast": "---\nname: London breakfast\ndate: 2026-11-18\n---\n",
		"ada":                         "---\nat: events/2026-11-18-breakfast\nmet: 2026-11-18\n---\n",
		"ben":                         "---\nat: at the pub, rather drunk\nmet: 2026-11-18\n---\n",
		"cai":                         "---\nat: events/gone\nmet: 2026-11-18\n---\n",
	}
	s := Setting{Today: today, Book: book(notes)}
	for id, want := range map[string]string{"ada": "Good to meet you (London breakfast)", "ben": "Good to meet you", "cai": "Good to meet you"} {
		a := followup.Assess(s.Book.Contact(id), followup.DefaultSettings(), today)
		d, err := s.Data(&a)
		if err != nil {
			t.Fatal(err)
		}
		if got := made(t, ThankYou, d).Subject; got != want {
			t.Errorf("%s gets %q, want %q", id, got, want)
		}
	}
}

func TestTheArticleThatFitsBestIsSent(t *testing.T) {
	articles := []Article{
		{"Everybody", "https://example.com/all", nil}, {"Tea", "https://example.com/tea", []string{"tea"}},
		{"Prospects", "https://example.com/prospects", []string{"prospect"}}, {"Both", "https://example.com/both", []string{"prospect", "Café"}},
		{"Others", "https://example.com/others", []string{"prospect", "cafe"}},
	}
	for note, want := range map[string]string{
		"---\ntags: [prospect]\n---\n":       "Prospects",
		"---\ntags: [prospect, cafe]\n---\n": "Both",
		"---\ntags: [tea, Prospect]\n---\n":  "Tea",
		"---\ntags: [leeds]\n---\n":          "Everybody",
		"":                                   "Everybody",
		"---\ntags: [tea]\n---\n- 2026-11-18 email: https://example.com/tea\n": "Everybody",
		"---\ntags: [prospect, cafe]\n---\nHe has read Both.\n":                "Others",
	} {
		a, s := onNote(t, note)
		s.Articles = articles
		d, err := s.Data(a)
		if err != nil {
			t.Fatal(err)
		}
		if d.Article.Title != want {
			t.Errorf("%q gets %q, want %q", note, d.Article.Title, want)
		}
		s.Articles = articles[1:]
		if d, _ := s.Data(a); want == "Everybody" && d.Article.URL != "" && !strings.Contains(note, "tea") {
			t.Errorf("%q gets %q, which is for others", note, d.Article.Title)
		}
	}
}

func content(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestATemplateOfTheUsersOwnWins(t *testing.T) {
	own := fstest.MapFS{"drafts/decline.txt": content("\ufeffSUBJECT:  Nein \r\n\r\n\r\nHallo{{with .First}} {{.}}{{end}},\r\n\r\n{{if .Company}}x{{end}}\r\n\r\n\tdanke. \r\n")}
	m, err := Make([]fs.FS{own, layouts.Files}, Decline, Data{First: "Ada"})
	if want := (Message{"Nein", "Hallo Ada,\n\n danke."}); err != nil || m != want {
		t.Errorf("it gives %q, %v, want %q", m, err, want)
	}
	if m := made(t, LastTry, Data{}); m.Subject != "One last note" {
		t.Errorf("another template is %q", m)
	}
}

func TestATemplateWithoutASubjectIsAllText(t *testing.T) {
	for text, want := range map[string]Message{
		"Hello,\n\nwell": {"", "Hello,\n\nwell"}, "": {}, "Subject: x": {"x", ""}, "Subjects: x": {"", "Subjects: x"}, "\n\nSubject: x\ny": {"x", "y"},
	} {
		m, err := Make([]fs.FS{fstest.MapFS{"drafts/decline.txt": content(text)}}, Decline, Data{})
		if err != nil || m != want {
			t.Errorf("%q gives %q, %v", text, m, err)
		}
	}
}

func TestABrokenTemplateSaysWhere(t *testing.T) {
	for what, c := range map[string]struct {
		text string
		line int
	}{
		"that does not read":     {"a\n{{if .Name}}\n", 3},
		"of an unknown function": {"a\n{{shout .Name}}", 2},
		"of an unknown field":    {"a\n\n{{.Nmae}}", 3},
		"that calls none":        {"{{template \"x\"}}", 1},
		"without an end":         {"{{range $i := 1000000000}}more and more {{end}}", 0},
	} {
		own := fstest.MapFS{"drafts/decline.txt": content(c.text)}
		all := Read(own, layouts.Files)
		_, err := all.Make(Decline, Data{})
		var e *TemplateError
		if !errors.As(err, &e) || e.File != "layouts/drafts/decline.txt" || e.Line != c.line || e.Text == "" || strings.Contains(e.Text, "\n") {
			t.Errorf("a template %s gives %v", what, err)
		}
		if _, err := all.Make(LastTry, Data{}); err != nil {
			t.Errorf("a template %s takes another along: %v", what, err)
		}
	}
	if _, err := Make([]fs.FS{layouts.Files}, "thankyou", Data{}); err == nil {
		t.Error("there is a draft thankyou")
	}
	if all := Read(fstest.MapFS{}); len(all.Faults()) != len(Names()) || len(Read(layouts.Files).Faults()) != 0 {
		t.Errorf("faults are %v", all.Faults())
	}
}

func TestTheTemplatesAreThoseThatAreNamed(t *testing.T) {
	files, err := fs.Glob(layouts.Files, "drafts/*")
	if err != nil || len(files) != len(Names()) {
		t.Errorf("embedded are %q", files)
	}
	for _, f := range files {
		if !IsFile(f) {
			t.Errorf("%s is embedded, and no draft", f)
		}
	}
	for _, n := range Names() {
		if n.About() == "" {
			t.Errorf("%s says nothing of itself", n)
		}
	}
}

// What a note says can't get out of its place in a letter: not into the subject, not past a line.
func TestTextOfANoteStaysInItsPlace(t *testing.T) {
	evil := `"Eve\nSubject: x\r\n\r\n{{.Company}}\u2028\u202eevil\e[31m\0"`
	d := data(t, "---\nname: "+evil+"\ncompany: "+evil+"\nmet: 2026-11-30\n---\n")
	if want := "Eve Subject: x {{.Company}} evil[31m"; d.Company != want || d.First != "" {
		t.Errorf("it becomes %q, %q", d.Company, d.First)
	}
	m := made(t, ComeBack, d)
	if n := strings.Count(m.Body, "\n"); n != 6 || strings.ContainsFunc(strings.ReplaceAll(m.String(), "\n", ""), shapeless) {
		t.Errorf("it has %d lines: %q", n, m)
	}
}

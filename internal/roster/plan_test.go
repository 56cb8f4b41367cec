package roster_test

import (
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
	"redial/internal/roster"
)

var today = civil.Of(2026, 11, 22)

// notes is a notebook without a disk: ids and what their notes hold.
type notes map[string]string

func (n notes) book() *contact.Book {
	var contacts []*contact.Contact
	for _, id := range slices.Sorted(maps.Keys(n)) {
		contacts = append(contacts, contact.New(note.Parse("notes/"+id+".md", []byte(n[id])), id))
	}
	return contact.NewBook(contacts, nil)
}

// tester is what fails: a test, or one try of a property.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// bring plans persons and writes what the plan says of those who are new or known.
func (n notes) bring(t tester, people iter.Seq[*roster.Person], o roster.Options) roster.Plan {
	t.Helper()
	return n.bringUntil(t, people, o, -1)
}

// bringUntil stops when so many notes are written, as an import does that is killed; -1 is never.
func (n notes) bringUntil(t tester, people iter.Seq[*roster.Person], o roster.Options, end int) roster.Plan {
	t.Helper()
	b := n.book()
	pl := roster.NewPlanner(b, o)
	for p := range people {
		pl.Add(p)
	}
	pl.Settle()
	for _, i := range pl.Plan.Items {
		if end == 0 {
			break
		}
		end--
		switch i.Action {
		case roster.New:
			src, err := i.Person.Note()
			if err != nil {
				t.Fatalf("%v\n%s", err, i.Person)
			}
			n[n.free(b, i.Person.Name)] = string(src)
		case roster.Adds:
			src, err := i.AddTo([]byte(n[i.Contact.ID]))
			if err != nil {
				t.Fatalf("%v\n%s\n%s", err, i.Person, n[i.Contact.ID])
			}
			n[i.Contact.ID] = string(src)
		}
	}
	return pl.Plan
}

func (n notes) free(b *contact.Book, name string) string {
	for id := range b.FreeIDs("", name) {
		if _, taken := n[id]; !taken {
			return id
		}
	}
	for i := 1; ; i++ {
		if id := fmt.Sprintf("person-%d", i); n[id] == "" {
			return id
		}
	}
}

func one(p roster.Person) iter.Seq[*roster.Person] { return slices.Values([]*roster.Person{&p}) }

func people(t *testing.T, file string) iter.Seq[*roster.Person] {
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(*roster.Person) bool) {
		_, persons, _ := read(src, nil)
		for p, err := range persons {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(p) {
				return
			}
		}
	}
}

func TestTheSameAddressBookTwiceChangesNothing(t *testing.T) {
	for _, file := range []string{"linkedin.csv", "linkedin-old.csv", "google.csv", "google-old-utf16.csv", "outlook.csv", "monica.json", "spreadsheet.csv"} {
		for _, track := range []bool{false, true} {
			n := notes{}
			o := roster.Options{Today: today, Track: track, Tags: []string{"imported"}}
			first := n.bring(t, people(t, "testdata/"+file), o)
			if first.Count(roster.New) == 0 || first.Count(roster.Unsure) > 0 {
				t.Errorf("%s: nobody new", file)
			}
			once := maps.Clone(n)
			second := n.bring(t, people(t, "testdata/"+file), o)
			if d := cmp.Diff(once, n); d != "" || second.Same != first.Count(roster.New)+first.Merged {
				t.Errorf("%s, track %v: %d same\n%s", file, track, second.Same, d)
			}
		}
	}
}

func TestImportedPeopleAreUntrackedUnlessAskedFor(t *testing.T) {
	n := notes{}
	n.bring(t, people(t, "testdata/monica.json"), roster.Options{Today: today})
	hold(t, "testdata/monica-untracked.md.txt", n["ada-augusta-byron"])
	n = notes{}
	n.bring(t, people(t, "testdata/monica.json"), roster.Options{Today: today, Track: true, Every: "6w", Policy: "light", At: "the fair", Tags: []string{"london"}})
	hold(t, "testdata/monica-tracked.md.txt", n["ada-augusta-byron"])
}

// TestAPersonIsKnownAgain climbs the ladder of identity, from a stable key down to the name.
func TestAPersonIsKnownAgain(t *testing.T) {
	const uid, linkedin = "uid:1", "https://www.linkedin.com/in/ada"
	cases := []struct {
		name   string
		known  string // front matter of the one note
		person roster.Person
		action roster.Action
		adds   string
	}{
		{"by the key of the source", "source: " + uid, roster.Person{Source: uid, Name: "Somebody Else", Company: "Engines"}, roster.Adds, "company"},
		{"by a page of their own, however written", "links: [\"http://uk.linkedin.com/in/ADA/?x=1\"]", roster.Person{Name: "A. King", Links: []roster.Link{{Value: linkedin}}, Role: "Founder"}, roster.Adds, "role"},
		{"by e-mail", "email: Ada@Example.com", roster.Person{Name: "Byron, Ada", Emails: []string{"ada@example.com"}, Phones: []string{"1234567"}}, roster.Adds, "phone"},
		{"by phone, with and without the country", "phone: +44 20 7946 0000", roster.Person{Name: "Ada B", Phones: []string{"(020) 7946-0000"}, Role: "Founder"}, roster.Adds, "role"},
		{"not by the phone of a house", "phone: +44 20 7946 0000", roster.Person{Name: "Ben Carrow", Phones: []string{"+442079460000"}}, roster.New, ""},
		{"not by an e-mail under another name", "email: info@example.com", roster.Person{Name: "Ben Carrow", Emails: []string{"info@example.com"}}, roster.Unsure, ""},
		{"not by the name alone", "company: Engines", roster.Person{Name: "ADA  Býron", Emails: []string{"ada@home.example"}}, roster.Unsure, ""},
		{"not by the name in another company", "company: Engines", roster.Person{Name: "Ada Byron", Company: "Looms"}, roster.Unsure, ""},
		{"by the name in the same company", "company: Engines", roster.Person{Name: "Ada Byron", Company: "ENGINES"}, roster.Same, ""},
		{"not by the name with another page", "links: {linkedin: \"" + linkedin + "\"}", roster.Person{Name: "Ada Byron", Links: []roster.Link{{Value: linkedin + "-2"}}}, roster.New, ""},
		{"not by a company's page", "links: [\"https://engines.example\"]", roster.Person{Name: "Ben Carrow", Links: []roster.Link{{Value: "https://engines.example/"}}}, roster.New, ""},
		{"nothing new", "email: ada@example.com", roster.Person{Name: "Ada Byron", Emails: []string{"ADA@example.com"}}, roster.Same, ""},
		{"only the name, and nothing more", "", roster.Person{Name: "ada byron"}, roster.Same, ""},
		{"somebody else", "", roster.Person{Name: "Ben Carrow"}, roster.New, ""},
		{"what is there stays", "email: ada@example.com\ncompany: Old Ltd", roster.Person{Name: "Ada Byron", Emails: []string{"ada@example.com"}, Company: "New Ltd"}, roster.Same, ""},
		{"an id is known where the name is the same", "", roster.Person{Source: "redial:ada", Name: "Ada Byron", Company: "Engines"}, roster.Adds, "company"},
		{"an id of another notebook says nothing", "", roster.Person{Source: "redial:ada", Name: "Ada Lovelace"}, roster.New, ""},
	}
	for _, c := range cases {
		n := notes{"ada": "---\nname: Ada Byron\n" + c.known + "\n---\n"}
		plan := n.bring(t, one(c.person), roster.Options{Today: today})
		action, adds := roster.Same, ""
		for _, i := range plan.Items {
			action = i.Action
			for _, a := range i.Adds {
				adds += a.Key
			}
		}
		if action != c.action || adds != c.adds {
			t.Errorf("%s: %s %q, want %s %q", c.name, action, adds, c.action, c.adds)
		}
	}
}

func TestWhatStandsInANoteStaysByteForByte(t *testing.T) {
	const before = "\uFEFF---\r\n# mine\r\nname:   Ada Byron\r\nemail: ada@example.com # work\r\nphone:\r\n  - \"1\" # old\r\ntags: [ a, 'b' ]\r\nlinks:\r\n    blog: https://a.example\r\n---\r\n\r\nText.  \r\n\r\n## Journal\r\n\r\n* 2026-11-18 met: Ada\r\n"
	n := notes{"ada": before}
	p := roster.Person{
		Name: "Ada", Emails: []string{"ada@example.com", "two@example.com"}, Phones: []string{"+44 20 7946 0000"}, Company: "Engines: Looms",
		Tags: []string{"c"}, Links: []roster.Link{{Name: "linkedin", Value: "https://www.linkedin.com/in/ada"}, {Value: "https://b.example/x"}},
		Notes:   "One paragraph.\n\n- 2026-01-01 call: no entry of mine",
		Entries: []note.Entry{{Date: civil.Of(2026, 10, 1), Kind: note.Call, Text: "hello"}}, Extra: []roster.Link{{Name: "address", Value: "1 St James's Square"}},
	}
	n.bring(t, one(p), roster.Options{Today: today})
	hold(t, "testdata/added.md.txt", n["ada"])
	for line := range strings.Lines(before) {
		if !strings.HasPrefix(line, "email") && !strings.HasPrefix(line, "tags") && !strings.Contains(n["ada"], line) {
			t.Errorf("%q is gone", line)
		}
	}
	once := n["ada"]
	if plan := n.bring(t, one(p), roster.Options{Today: today}); n["ada"] != once || plan.Same != 1 {
		t.Errorf("a second time: %+v\n%s", plan, n["ada"])
	}
}

func TestWhatWasWrittenSinceThePlanStays(t *testing.T) {
	n := notes{"ada": "---\nname: Ada Byron\nemail: ada@example.com\n---\n"}
	pl := roster.NewPlanner(n.book(), roster.Options{Today: today})
	pl.Add(&roster.Person{Name: "Ada Byron", Emails: []string{"ada@example.com"}, Company: "Looms", Phones: []string{"1234567", "7654321"}})
	const since = "---\nname: Ada Byron\nemail: ada@example.com\ncompany: Engines\nphone: 765-4321\n---\n"
	got, err := pl.Plan.Items[0].AddTo([]byte(since))
	if want := "---\nname: Ada Byron\nemail: ada@example.com\ncompany: Engines\nphone: [765-4321, \"1234567\"]\n---\n"; err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestOldRemindersOfAnotherProgramAreNoBrokenPromises(t *testing.T) {
	p := roster.Person{
		Name: "Ada", Every: "42d", Next: civil.Of(2021, 1, 2),
		Entries: []note.Entry{
			{Date: civil.Of(2021, 3, 4), Kind: note.Message, Promise: note.Open, Text: "Ask about the move"},
			{Date: civil.Of(2027, 3, 4), Kind: note.Message, Promise: note.Open, Text: "Ask again"},
		},
	}
	n := notes{}
	n.bring(t, one(p), roster.Options{Today: today, Track: true})
	const want = "---\nname: Ada\nmet: 2026-11-22\nevery: 42d\n---\n\nPromise of 2021-03-04 message: Ask about the move\n\n## Journal\n\n- [ ] 2027-03-04 message: Ask again\n"
	if n["ada"] != want {
		t.Error(n["ada"])
	}
	p.Ours, n = true, notes{}
	n.bring(t, one(p), roster.Options{Today: today, Track: true})
	if !strings.Contains(n["ada"], "- [ ] 2021-03-04 message") || !strings.Contains(n["ada"], "next: 2021-01-02") {
		t.Errorf("what this program wrote is not as it was: %s", n["ada"])
	}
}

func TestTwoCardsOfOnePersonMakeOneNote(t *testing.T) {
	n := notes{}
	a, b := roster.Person{Name: "Ada Byron", Emails: []string{"ada@example.com"}}, roster.Person{Name: "A. Byron", Emails: []string{"ada@example.com", "k@example.com"}}
	if plan := n.bring(t, slices.Values([]*roster.Person{&a, &b}), roster.Options{Today: today}); len(n) != 1 || plan.Merged != 1 {
		t.Errorf("%v", n)
	}
}

func TestOneInDoubtIsWhoeverThePersonSays(t *testing.T) {
	n := notes{"ada": "---\nname: Ada Byron\ncompany: Engines\n---\n"}
	for _, same := range []bool{true, false} {
		pl := roster.NewPlanner(n.book(), roster.Options{Today: today})
		pl.Add(&roster.Person{Name: "Ada Byron", Emails: []string{"ada@example.com"}})
		i := pl.Plan.Items[0]
		var k *roster.Known
		want := roster.New
		if same {
			k, want = i.Maybe[0], roster.Adds
		}
		pl.Resolve(i, k)
		if len(pl.Plan.Items) != 1 || pl.Plan.Items[0].Action != want {
			t.Errorf("%+v", pl.Plan.Items[0])
		}
	}
}

func TestWhoWasSaidToBeSomebodyIsNotAskedAboutAgain(t *testing.T) {
	for name, p := range map[string]roster.Person{
		"another company": {Name: "Ada Byron", Company: "Looms"}, "another role": {Name: "Ada Byron", Role: "Owner of mills"},
		"an address": {Name: "Ada Byron", Company: "Looms", Emails: []string{"ada@example.com"}}, "a key": {Source: "uid:1", Name: "Ada Byron", Company: "Looms"},
		"another name": {Name: "Countess", Emails: []string{"a@example.com"}},
	} {
		n := notes{"ada": "---\nname: Ada Byron\ncompany: Engines\nrole: Founder\nemail: a@example.com\n---\n"}
		first := p
		pl := roster.NewPlanner(n.book(), roster.Options{Today: today})
		pl.Add(&first)
		if i := pl.Plan.Items[0]; i.Action != roster.Unsure {
			t.Errorf("%s: %s", name, i.Action)
		} else {
			pl.Resolve(i, i.Maybe[0])
		}
		for _, i := range pl.Plan.Items {
			src, err := i.AddTo([]byte(n["ada"]))
			if err != nil {
				t.Fatal(err)
			}
			n["ada"] = string(src)
		}
		if plan := n.bring(t, one(p), roster.Options{Today: today}); plan.Count(roster.Unsure)+plan.Count(roster.New)+plan.Count(roster.Adds) > 0 {
			t.Errorf("%s: asked again\n%s", name, n["ada"])
		}
	}
}

// A row that shares a name with another one alone is in doubt as long as that one's profile is not known.
// It comes third here; without it the second import would know more than the first.
func TestWhatComesLaterSettlesADoubt(t *testing.T) {
	all := []roster.Person{
		{Name: "Countess", Aka: []string{"Ada"}, Emails: []string{"a@example.com"}},
		{Name: "Countess", Links: []roster.Link{{Value: "https://www.linkedin.com/in/countess"}}},
		{Emails: []string{"a@example.com"}, Links: []roster.Link{{Value: "https://www.linkedin.com/in/ada"}}},
	}
	n := notes{"ada-byron": "---\nname: Ada Byron\nemail: a@example.com\n---\n"}
	plan := n.bring(t, func(yield func(*roster.Person) bool) {
		for _, p := range all {
			if !yield(&p) {
				return
			}
		}
	}, roster.Options{Today: today})
	if n["countess"] == "" || plan.Count(roster.Unsure) > 0 {
		t.Errorf("the countess with a profile of her own is not somebody new: %v", n)
	}
}

// anyPerson draws persons of few names, so that they meet.
func anyPerson(t *rapid.T) *roster.Person {
	some := func(label string, values ...string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(values), 0, 2).Draw(t, label)
	}
	text := func(label string) string { return rapid.OneOf(rapid.Just(""), rapid.String()).Draw(t, label) }
	p := &roster.Person{
		Name:   rapid.OneOf(rapid.SampledFrom([]string{"Ada Byron", "Ada King", "Ben Carrow", "../../x", "CON", "", "No", "0123"}), rapid.String()).Draw(t, "name"),
		Source: rapid.SampledFrom([]string{"", "uid:1", "uid:2", "redial:ada-byron"}).Draw(t, "source"),
		Emails: some("emails", "a@example.com", "b@example.com", "#@example.com", "c, d"), Phones: some("phones", "+44 20 7946 0000", "020 7946 0000", "0123"),
		Company: text("company"), Role: text("role"), Aka: append(some("aka", "Ada", "x"), text("alias")), Tags: append(some("tags", "a", "b, c"), text("tag")),
		Notes: text("notes"), Offers: []string{text("offer")}, Needs: []string{text("need")}, At: text("at"), By: text("by"),
		Birthday: rapid.SampledFrom([]string{"", "12-10", "1985-12-10"}).Draw(t, "birthday"),
	}
	for _, v := range some("links", "https://www.linkedin.com/in/ada", "https://linkedin.com/in/ben/", "http://x.example", "a: b") {
		p.Links = append(p.Links, roster.Link{Name: text("link"), Value: v})
	}
	for _, v := range some("entries", "hello", "no, she moved", "- x", "(done 2026-01-01)") {
		p.Entries = append(p.Entries, note.Entry{Date: civil.Of(2026, 10, rapid.IntRange(1, 9).Draw(t, "day")), Kind: note.Call, Text: v})
	}
	if since := rapid.IntRange(0, 1).Draw(t, "since"); since > 0 {
		p.Since = civil.Of(2020, 1, 1)
	}
	return p
}

// A card without a name, that one in doubt has all of, is whoever turns out to have its address: the
// second time they would be in the notebook.
func TestACardThatOneInDoubtHasAllOfIsWhoeverHasItsAddress(t *testing.T) {
	all := []roster.Person{
		{Name: "Ada Byron", Since: civil.Of(2020, 1, 1), Emails: []string{"b@example.com"}},
		{Since: civil.Of(2020, 1, 1), Emails: []string{"b@example.com"}},
		{Aka: []string{"Ben"}, Emails: []string{"b@example.com"}},
	}
	n := notes{"ada-byron": "---\nname: Ada Byron\nemail: a@example.com\n---\n"}
	for range 2 {
		plan := n.bring(t, func(yield func(*roster.Person) bool) {
			for _, p := range all {
				if !yield(&p) {
					return
				}
			}
		}, roster.Options{Today: today})
		if want := "---\nname: Ben\nemail: b@example.com\nsince: 2020-01-01\n---\n"; n["ben"] != want || len(n) != 2 || plan.Count(roster.Unsure) != 1 {
			t.Errorf("%d in doubt: %v", plan.Count(roster.Unsure), n)
		}
	}
}

func TestImportingTwiceIsImportingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(anyPerson), 1, 6).Draw(t, "people")
		copies := func(yield func(*roster.Person) bool) {
			for _, p := range all {
				c := *p
				if !yield(&c) {
					return
				}
			}
		}
		o := roster.Options{Today: today, Track: rapid.Bool().Draw(t, "track")}
		n := notes{"ada-byron": "---\nname: Ada Byron\nemail: a@example.com\n---\n\nText.\n"}
		n.bring(t, copies, o)
		once := maps.Clone(n)
		n.bring(t, copies, o)
		if d := cmp.Diff(once, n); d != "" {
			t.Errorf("the second time of\n%v\n%s", all, d)
		}
	})
}

// TestAnImportThatWasKilledCanBeRepeated kills an import after some notes: once more, and the notebook is
// as if nothing had happened, where people are told apart; where they aren't, it comes to rest at least.
func TestAnImportThatWasKilledCanBeRepeated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		apart := rapid.Bool().Draw(t, "apart")
		all := rapid.SliceOfN(rapid.Custom(anyPerson), 1, 6).Draw(t, "people")
		for i, p := range all {
			if apart {
				p.Name, p.Source, p.Emails, p.Phones, p.Links, p.Aka = fmt.Sprint("Person ", i), "", []string{fmt.Sprint(i, "@example.com")}, nil, nil, nil
			}
		}
		copies := func(yield func(*roster.Person) bool) {
			for _, p := range all {
				c := *p
				if !yield(&c) {
					return
				}
			}
		}
		o := roster.Options{Today: today, Track: rapid.Bool().Draw(t, "track")}
		before := notes{"ada-byron": "---\nname: Ada Byron\nemail: 0@example.com\n---\n\nText.\n", "p": "---\nname: Person 0\nemail: 0@example.com\n---\n"}
		whole, killed := maps.Clone(before), maps.Clone(before)
		whole.bring(t, copies, o)
		killed.bringUntil(t, copies, o, rapid.IntRange(0, len(all)).Draw(t, "written"))
		killed.bring(t, copies, o)
		if d := cmp.Diff(whole, killed); apart && d != "" {
			t.Errorf("%s", d)
		}
		again := maps.Clone(killed)
		if again.bring(t, copies, o); !maps.Equal(again, killed) {
			t.Errorf("once more changes something: %s", cmp.Diff(killed, again))
		}
	})
}

// An address that is none is told where it stands; the text below is not put into a quote because of it.
func TestTextStaysAsItIsThoughAKeyHasAFault(t *testing.T) {
	p := roster.Person{Name: "Ada Byron", Emails: []string{"ada at example"}, Notes: "Runs a small team."}
	src, err := p.Note()
	if err != nil || !strings.HasSuffix(string(src), "\n\nRuns a small team.\n") {
		t.Errorf("%v:\n%s", err, src)
	}
}

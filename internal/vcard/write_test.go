package vcard_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/emersion/go-vcard"
	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/roster"
	cards "redial/internal/vcard"
)

// tester is what fails: a test, or one try of a property.
type tester interface {
	Helper()
	Error(args ...any)
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func write(t tester, v cards.Version, people ...*roster.Person) string {
	t.Helper()
	var b bytes.Buffer
	if err := cards.Write(&b, slices.Values(people), v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// writeAndRead holds a person that went through a card to what they were before, in both versions.
func writeAndRead(t tester, p *roster.Person) {
	t.Helper()
	for _, v := range []cards.Version{cards.V3, cards.V4} {
		text := write(t, v, p)
		checkForm(t, text)
		again := read(t, text)
		if len(again) != 1 || !again[0].Tidy() {
			t.Fatalf("%d cards of one\n%s", len(again), text)
		}
		want := *p
		want.Line, want.Faults, want.Photo, want.Entries = again[0].Line, nil, false, nil
		if d := cmp.Diff(want.String(), again[0].String()); d != "" {
			t.Errorf("%s: %s\n%s", v, d, text)
		}
	}
}

// checkForm holds a text to what every card must be: lines of at most 75 octets, ended with CRLF, whole
// characters in each, and readable by another parser.
func checkForm(t tester, text string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	card, err := vcard.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil || card.Get("FN") == nil || card.Get("N") == nil || card.Get("VERSION") == nil {
		t.Errorf("another parser says %v\n%s", err, text)
	}
}

func ada() *roster.Person {
	return &roster.Person{
		Source: "redial:ada-byron", Name: "Ada Byron", Aka: []string{"Countess; of, Lovelace", `a\b`}, Company: "Analytical; Engines, Ltd", Role: "Founder",
		Emails: []string{"ada@example.com", "a@b"}, Phones: []string{"+44 20 7946 0000"},
		Links: []roster.Link{{Name: "linkedin", Value: "https://www.linkedin.com/in/ada"}, {Value: "https://example.com/a,b;c"}},
		Tags:  []string{"prospect", "London, UK"}, Offers: []string{"software; books"}, Needs: []string{"an accountant", "office, space"},
		At: "events/2026-11-18", By: "ben-carrow", Birthday: "12-10", Every: "6w", Policy: "steady",
		Met: civil.Of(2026, 11, 18), Since: civil.Of(2020, 1, 2), Next: civil.Of(2026, 12, 4), Closed: civil.Of(2027, 1, 1), Last: civil.Of(2026, 11, 20),
		Extra: []roster.Link{{Name: "address", Value: "1 St James's Square, London; SW1"}, {Name: "hair colour", Value: "dark"}},
		Notes: "Runs a small team: \"A,B;C\".\n\nまで折り返す長いメモです。まで折り返す長いメモです。まで折り返す長いメモです。\\n is no line.",
	}
}

func TestEveryKnownFieldComesBack(t *testing.T) {
	writeAndRead(t, ada())
	full := ada()
	full.Birthday = "1985-02-28"
	full.Source = "uid:ABC-1"
	writeAndRead(t, full)
}

func TestANameOfOneWordAndOneOfNothingButSignsAreWritten(t *testing.T) {
	for _, name := range []string{"Plato", ";", ",", `\`, "陳大文", "a b c d", "x\u200dy"} {
		p := &roster.Person{Name: name}
		if p.Tidy() {
			writeAndRead(t, p)
		}
	}
}

func TestAMonthAndADayWithoutAYearIsWrittenAsEachVersionHasIt(t *testing.T) {
	p := &roster.Person{Name: "Ada", Birthday: "02-29"}
	if text := write(t, cards.V3, p); !strings.Contains(text, "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n") {
		t.Error(text)
	}
	if text := write(t, cards.V4, p); !strings.Contains(text, "BDAY:--0229\r\n") {
		t.Error(text)
	}
}

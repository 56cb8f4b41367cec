package ical_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
	"pgregory.net/rapid"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/followup"
	"redial/internal/ical"
	"redial/internal/note"
	"redial/internal/samples"
)

// person is somebody with a promise at two today, whatever the texts hold.
func person(id, name, company, promised string) *contact.Contact {
	n := &note.Note{File: "notes/" + id + ".md"}
	n.Front.Set("name", note.Text{Value: name})
	n.Front.Set("company", note.Text{Value: company})
	n.Front.Add("phone", note.Text{Value: company})
	n.Entries = []note.Entry{{Date: samples.Day, Time: 14*60 + 1, Promise: note.Open, Kind: note.Call, Text: promised, Line: 1}}
	return contact.New(n, id)
}

func calendarOf(people ...*contact.Contact) ical.Input {
	g := followup.NewAgenda(contact.NewBook(people, nil), followup.DefaultSettings(), samples.Day)
	return ical.Input{Agenda: g, Title: people[0].Name, Block: ical.Block{Start: 9*60 + 1, End: 10*60 + 1}}
}

// checkForm holds a calendar to what RFC 5545 says of lines: CRLF behind each, 75 octets at most, no
// rune cut, no control character.
func checkForm(t interface {
	Helper()
	Errorf(string, ...any)
}, data string) {
	t.Helper()
	if !strings.HasSuffix(data, "END:VCALENDAR\r\n") {
		t.Errorf("the calendar has no end")
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(data, "\r\n"), "\r\n") {
		switch {
		case len(l) > 75:
			t.Errorf("%d octets: %q", len(l), l)
		case !utf8.ValidString(l):
			t.Errorf("a rune is cut: %q", l)
		case strings.ContainsFunc(l, unicode.IsControl):
			t.Errorf("a control character: %q", l)
		case l == "":
			t.Errorf("an empty line")
		}
	}
}

// oneLine is a text as a title shows it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestNoNameBreaksTheCalendar(t *testing.T) {
	for _, name := range []string{
		"Byron; King, Ada: \"the\" \\ Countess", "Ada\rByron", "Ada\nByron", "Ada\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged",
		"Ada\x00\x07\x1b[31mByron", "Ada\x7fByron", "Ada\u0085Byron", "Ada\u2028Byron", `Ada\nByron`, `\`, `\\,\;`, "\tAda\tByron",
		"👩‍👩‍👧‍👦", strings.Repeat("👩‍👩‍👧‍👦", 200), strings.Repeat("x", 1000), strings.Repeat("é", 1000), strings.Repeat("日本 ", 400),
		strings.Repeat("a ", 500), "Ada\u202eByron", "Ada\xff\xfeByron", strings.Repeat("\xff", 200), "BEGIN:VCALENDAR", "=1+1", "%s%d%n",
	} {
		in := calendarOf(person("ada", name, name, name), person("ben", "Ben", "", ""))
		data := write(t, in)
		checkForm(t, data)
		got := list(t, data)
		if len(got) != 2+21 { // theirs, and the call blocks
			t.Errorf("%q: %d events", name, len(got))
		}
		want := "Call " + oneLine(strings.Map(blankControls, strings.ToValidUTF8(name, "\uFFFD")))
		if e := event(t, data, "Call "); prop(t, e, goical.PropSummary) != want && prop(t, e, goical.PropSummary) != "Call Ben" {
			t.Errorf("%q is read as %q", want, prop(t, e, goical.PropSummary))
		}
	}
}

func blankControls(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

func TestNoIDBreaksAUID(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{
		"a", "A", "a.b", "a/b", "a%2Fb", "a b", "a,b;c", "søren", "日本", "a\nb", "a\xffb", "follow-up.a", "a@redial",
		strings.Repeat("é", 120), strings.Repeat("é", 119) + "e",
	} {
		data := write(t, calendarOf(person(id, "Ada", "", "")))
		checkForm(t, data)
		uid := prop(t, event(t, data, "Call Ada"), goical.PropUID)
		if was, twice := seen[uid]; twice {
			t.Errorf("%q and %q share %s", was, id, uid)
		}
		if seen[uid] = id; len(uid) > 255 || strings.ContainsFunc(uid, func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Errorf("%q has the UID %q", id, uid)
		}
	}
}

func TestEveryTextIsReadBackAsItWas(t *testing.T) {
	printable := rapid.StringOf(rapid.RuneFrom([]rune(`ab n,;:\"'<>=%éß日👩`+"\u200d\u0301 "), unicode.L, unicode.S))
	rapid.Check(t, func(r *rapid.T) {
		name, company := oneLine(printable.Draw(r, "name")), oneLine(printable.Draw(r, "company"))
		c := person("ada", name, company, "")
		data := write(t, calendarOf(c))
		checkForm(r, data)
		for _, e := range decode(t, data) {
			if !strings.HasPrefix(prop(t, e, goical.PropUID), "promise") {
				continue
			}
			if got := prop(t, e, goical.PropSummary); got != strings.TrimSpace("Call "+c.Name) {
				r.Errorf("%q is read as %q", "Call "+c.Name, got)
			}
			if want := company + "\nPhone: " + company + "\nNote: notes/ada.md"; company != "" && prop(t, e, goical.PropDescription) != want {
				r.Errorf("%q is read as %q", want, prop(t, e, goical.PropDescription))
			}
		}
	})
}

func TestNoTextAtAllBreaksACalendar(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		anything := rapid.Custom(func(r *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(r, "bytes")) })
		data := write(t, calendarOf(person("ada", anything.Draw(r, "name"), anything.Draw(r, "company"), anything.Draw(r, "promise"))))
		checkForm(r, data)
		if n := len(decode(t, data)); n != 1+21 {
			r.Errorf("%d events", n)
		}
	})
}

// generated is a notebook of people who never were.
func generated(notes int, seed uint64) ical.Input {
	files := map[string]string{}
	for _, f := range corpus.Generate(corpus.Options{Notes: notes, Seed: seed, Faults: 0.02}) {
		files[strings.TrimPrefix(f.Path, "notes/")] = string(f.Data)
	}
	return read(files, corpus.Today)
}

func TestTheCalendarOfALargeNotebookIsSoundAndHasWhatIsDue(t *testing.T) {
	in := generated(1000, 1)
	data := write(t, in)
	checkForm(t, data)
	seen := map[string]bool{}
	for _, e := range decode(t, data) {
		uid := prop(t, e, goical.PropUID)
		if seen[uid] {
			t.Errorf("two events have the UID %s", uid)
		}
		seen[uid] = true
	}
	for _, l := range in.Agenda.Forecast(ical.Days + 1) {
		for _, a := range l.Due {
			if a.Time == 0 && !seen["follow-up."+url.PathEscape(a.Contact.ID)+"@redial"] {
				t.Errorf("%s is due on %s, and not in the calendar", a.Contact.ID, l.Day)
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		in := generated(n, 1)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bytes := 0
			for b.Loop() {
				bytes = len(write(b, in))
			}
			b.ReportMetric(float64(bytes), "bytes")
		})
	}
}

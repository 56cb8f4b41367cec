package note

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/growth"
)

// FuzzReadEntry reads any text: nothing panics, faults lie inside the text, an entry keeps its words,
// and what is written of it reads back the same.
func FuzzReadEntry(f *testing.F) {
	src, err := os.ReadFile(entriesFile)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) { checkEntry(t, text) })
}

// checkEntry holds for every text.
func checkEntry(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) {
	t.Helper()
	e, faults, isEntry := readEntry(text)
	for _, f := range faults {
		if f.offset < 0 || f.width < 0 || f.offset+f.width > len(text) {
			t.Fatalf("%q: fault outside of the text: %+v", text, f)
		}
		if f.code == "" || f.message == "" || f.help == "" || f.severity == "" {
			t.Fatalf("%q: a fault says too little: %+v", text, f)
		}
	}
	if !isEntry {
		if e != (Entry{}) {
			t.Fatalf("%q is no entry, and yet %+v", text, e)
		}
		return
	}
	if e.Kind == NoKind || strings.ContainsFunc(e.Text, isLineEnd) || !strings.Contains(unbroken(text), e.Text) {
		t.Fatalf("%q: read as %+v", text, e)
	}
	if e.Date.IsZero() {
		if e.Promise != Open || e.Theirs || len(faults) == 0 {
			t.Fatalf("%q: without a date only an open promise of mine is an entry: %+v", text, e)
		}
		return
	}
	again, _, ok := readEntry(e.String())
	if !ok || bare(again) != bare(e) {
		t.Fatalf("%q is written as %q\nwas   %+v\nreads %+v", text, e.String(), e, again)
	}
}

// TestAnyMixOfWordsReadsBackTheSame puts the grammar's own words together in any order: a text that is
// nearly an entry is where reading and writing would part.
func TestAnyMixOfWordsReadsBackTheSame(t *testing.T) {
	pieces := []string{
		" ", " ", " ", " ", ",", ", ", ": ", ":", ";", ". ", "! ", " - ", " – ", "(", ")", "[ ] ", "[x] ", "[>] ",
		"2026-12-01 ", "2026-11-31", "1 Dec 2026", "14:00 ", "2pm", "Tue ", "they ", "until ", "not now until 2027-01-15",
		"(done 2026-12-03)", "again", "\n", "she", "?", "é", "\t", "**", "[[ben]]", "replied", "no until 2027-01-15",
	}
	for _, row := range KindWords() {
		pieces = append(pieces, row.Kind.String())
		pieces = append(pieces, row.Words...)
	}
	for _, row := range OutcomeWords() {
		pieces = append(pieces, row.Outcome.String(), row.Outcome.String())
		pieces = append(pieces, row.Words...)
	}
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.SampledFrom([]string{"", "[ ] ", "[x] "}).Draw(t, "box") + "2026-12-01 "
		tail := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces")
		checkEntry(t, head+strings.Join(tail, ""))
	})
}

// TestEveryEntryThatCanBeWrittenReadsBack goes the other way: from the fields to the line.
func TestEveryEntryThatCanBeWrittenReadsBack(t *testing.T) {
	var kinds []Kind
	for _, row := range KindWords() {
		kinds = append(kinds, row.Kind)
	}
	outcomes := []Outcome{NoOutcome}
	for _, row := range OutcomeWords() {
		outcomes = append(outcomes, row.Outcome)
	}
	day := rapid.Custom(func(t *rapid.T) civil.Date {
		return civil.Of(2026, 1, 1).Add(rapid.IntRange(-3000, 3000).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{
			Date:    day.Draw(t, "date"),
			Time:    civil.Time(rapid.IntRange(0, 1440).Draw(t, "time")),
			Promise: rapid.SampledFrom([]Promise{NoBox, Open, Kept, Dropped}).Draw(t, "promise"),
			Theirs:  rapid.Bool().Draw(t, "theirs"),
			Kind:    rapid.SampledFrom(kinds).Draw(t, "kind"),
			Outcome: rapid.SampledFrom(outcomes).Draw(t, "outcome"),
			Text:    rapid.SampledFrom([]string{"", "after the move", "no, she moved", "- 5 %", "14:00", "she (Ben)"}).Draw(t, "text"),
		}
		if e.Outcome == NotNow && rapid.Bool().Draw(t, "has until") {
			e.Until = day.Draw(t, "until")
		}
		if e.Promise == Kept && rapid.Bool().Draw(t, "has done") {
			e.Done = day.Draw(t, "done")
		}
		if e.Theirs && (e.Outcome == OverToYou || e.Outcome == Cancelled || e.Outcome == StoodUp ||
			e.Outcome == Spoke || e.Outcome == NoAnswer) {
			return // read as something else
		}
		got, faults, ok := readEntry(e.String())
		if !ok || bare(got) != e || len(faults) > 0 {
			t.Fatalf("%q\nwas   %+v\nreads %+v %+v", e.String(), e, got, faults)
		}
	})
}

func TestALongLineIsReadInTimeThatGrowsWithItsLength(t *testing.T) {
	for _, unit := range []string{
		" ", ",", ", ", "(", "no ", "no answer ", "not now until ", ", no answer", "[", "- ", " - ", ": ", "video ", "they ",
		"(done ", "(done 2026-12-01)", "2026-12-01 ", "a", "é", "\xff", "call me ", "until ", ", not now until x", "1 dec ", "*",
	} {
		for _, head := range []string{"", "2026-12-01 ", "[x] 2026-12-01 call", "2026-12-01 call, not now", "[ ] 1 dec "} {
			t.Run(fmt.Sprintf("%q and many %q", head, unit), func(t *testing.T) {
				growth.Linear(t, 1<<20, func(size int) { readEntry(head + strings.Repeat(unit, size/len(unit))) })
			})
		}
	}
}

func BenchmarkReadEntry(b *testing.B) {
	const text = "2026-11-24 14:00 called again at the office, no answer: will try on *Thursday*, see [[ben]]"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		readEntry(text)
	}
}

package civil_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redial/internal/civil"
)

// TestDateWordsMeanTheDayThatPeopleMean reads testdata/when.txt; its head says how it is written.
func TestDateWordsMeanTheDayThatPeopleMean(t *testing.T) {
	src, err := os.ReadFile("testdata/when.txt")
	if err != nil {
		t.Fatal(err)
	}
	var today civil.Date
	n := 0
	for line := range strings.Lines(string(src)) {
		n++
		line = strings.TrimSpace(line)
		if s, ok := strings.CutPrefix(line, "On "); ok {
			today = day(t, s[:len("2026-11-22")])
		}
		words, want, ok := strings.Cut(line, "→")
		if !ok || today.IsZero() {
			continue
		}
		words, want = strings.Trim(strings.TrimSpace(words), `"`), strings.TrimSpace(want)
		if got := said(civil.ParseWhen(words, today)); got != want {
			t.Errorf("testdata/when.txt:%d: on %v %q is %s, want %s", n, today, words, got, want)
		}
	}
	if n < 100 {
		t.Errorf("only %d lines", n)
	}
}

// said writes what was understood, as testdata/when.txt does.
func said(d civil.Date, at civil.Time, err error) string {
	var bad *civil.WhenError
	switch {
	case errors.As(err, &bad):
		s := "refused"
		if bad.Why != "" {
			s += ": " + bad.Why
		}
		if bad.Near != "" {
			s += "; " + bad.Near + "?"
		}
		return s
	case err != nil:
		return fmt.Sprintf("%T", err)
	}
	return strings.TrimSpace(d.Weekday().String()[:3] + " " + d.String() + " " + at.String())
}

func TestARefusalListsWhatIsUnderstood(t *testing.T) {
	_, _, err := civil.ParseWhen("next friday", civil.Of(2026, 11, 22))
	const want = "`next friday` is not a date that is understood; write " + civil.WhenForms
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	_, _, err = civil.ParseWhen("31 nov 2026", civil.Of(2026, 11, 22))
	const clamped = "`31 nov 2026` is not a date that is understood: November has 30 days (did you mean 2026-11-30?); write " + civil.WhenForms
	if err == nil || err.Error() != clamped {
		t.Errorf("%v", err)
	}
}

// TestEveryFormThatIsListedIsUnderstood keeps the help true.
func TestEveryFormThatIsListedIsUnderstood(t *testing.T) {
	list, example, _ := strings.Cut(civil.WhenForms, ", each with a time if you like: ")
	forms := append(strings.Split(strings.ReplaceAll(list, " or ", ", "), ", "), example)
	if len(forms) < 10 {
		t.Fatal(forms)
	}
	for _, f := range forms {
		if _, _, err := civil.ParseWhen(f, civil.Of(2026, 11, 22)); err != nil {
			t.Error(err)
		}
	}
}

func TestAWeekdayIsTheFirstStrictlyAfterToday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := civil.Of(2026, 1, 1).Add(rapid.IntRange(0, 3000).Draw(t, "today"))
		wd := time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))
		word := rapid.SampledFrom([]string{wd.String(), wd.String()[:3], strings.ToUpper(wd.String())}).Draw(t, "word")
		got, at, err := civil.ParseWhen(word, today)
		if err != nil || got <= today || got > today+7 || got.Weekday() != wd || !at.IsZero() {
			t.Fatalf("on %v %q is %v, %v", today.Long(), word, got, err)
		}
	})
}

func TestADayWithoutAYearIsTheNextSuchDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := anyDay.Filter(func(d civil.Date) bool { return d < civil.Of(9980, 1, 1) }).Draw(t, "today")
		meant := anyDay.Draw(t, "day")
		words := strings.ToLower(fmt.Sprint(meant.Day(), " ", meant.Month()))
		got, _, err := civil.ParseWhen(words, today)
		if err != nil || got < today || got.Day() != meant.Day() || got.Month() != meant.Month() {
			t.Fatalf("on %v %q is %v, %v", today, words, got, err)
		}
		for d := today; d < got; d++ {
			if d.Day() == meant.Day() && d.Month() == meant.Month() {
				t.Fatalf("on %v %q is %v, but %v is nearer", today, words, got, d)
			}
		}
	})
}

// FuzzParseWhen: whatever is typed, on whatever day, gives a day of the calendar or a refusal.
func FuzzParseWhen(f *testing.F) {
	src, err := os.ReadFile("testdata/when.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		words, _, _ := strings.Cut(line, "→")
		f.Add(strings.Trim(strings.TrimSpace(words), `"`), int32(civil.Of(2026, 11, 22)))
	}
	f.Fuzz(func(t *testing.T, words string, n int32) {
		today := civil.Date(n)
		if today < 1 || today > lastDay {
			return
		}
		d, at, err := civil.ParseWhen(words, today)
		if err != nil {
			var bad *civil.WhenError
			if !errors.As(err, &bad) || bad.Text != words || d != 0 || at != 0 {
				t.Fatalf("%q: %v with %v %v", words, err, d, at)
			}
			if bad.Near != "" {
				day(t, bad.Near)
			}
			return
		}
		if d < 1 || d > lastDay || at > civil.At(23, 59) {
			t.Fatalf("%q is %d %v", words, d, at)
		}
		again, _, err := civil.ParseWhen(d.String(), today)
		if err != nil || again != d {
			t.Fatalf("%q is %v, which reads %v, %v", words, d, again, err)
		}
	})
}

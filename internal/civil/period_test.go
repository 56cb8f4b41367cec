package civil_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"redial/internal/civil"
)

func TestPeriodsAreReadAndSaid(t *testing.T) {
	for _, c := range []struct{ text, written, said string }{
		{"10d", "10d", "10 days"},
		{"1d", "1d", "day"},
		{"6w", "6w", "6 weeks"},
		{"1W", "1w", "week"},
		{"3mo", "3mo", "3 months"},
		{"3m", "3mo", "3 months"},
		{"3MO", "3mo", "3 months"},
		{"1y", "1y", "year"},
		{"10000y", "10000y", "10000 years"},
	} {
		p, err := civil.ParsePeriod(c.text)
		if err != nil || p.String() != c.written || p.Words() != c.said || p.IsZero() {
			t.Errorf("%q: %q, %q, %v", c.text, p, p.Words(), err)
		}
	}
	for _, text := range []string{"", "d", "3", "0d", "-3d", "+3d", "3 d", "1.5w", "3months", "6 weeks", "10001d", "99999999999999999999d", "3d2w", "٣d"} {
		if p, err := civil.ParsePeriod(text); err == nil || !p.IsZero() || p.String() != "" {
			t.Errorf("%q was read as %v", text, p)
		}
	}
}

// TestMonthsClampAndKeepTheAnchor: the end of a month plus a month is the end of the next, and what is
// counted from the anchor comes back to its day (SPEC 4).
func TestMonthsClampAndKeepTheAnchor(t *testing.T) {
	for _, c := range []struct{ from, period, want string }{
		{"2026-01-31", "1mo", "2026-02-28"},
		{"2026-01-31", "2mo", "2026-03-31"},
		{"2028-01-31", "1mo", "2028-02-29"},
		{"2026-08-31", "1mo", "2026-09-30"},
		{"2026-11-30", "3mo", "2027-02-28"},
		{"2026-12-15", "1mo", "2027-01-15"},
		{"2026-12-31", "25mo", "2029-01-31"},
		{"2028-02-29", "1y", "2029-02-28"},
		{"2028-02-29", "4y", "2032-02-29"},
		{"2026-11-22", "10d", "2026-12-02"},
		{"2026-11-22", "6w", "2027-01-03"},
		{"2026-12-31", "1d", "2027-01-01"},
	} {
		p, err := civil.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := day(t, c.from).Plus(p); got.String() != c.want {
			t.Errorf("%s + %s = %v, want %s", c.from, c.period, got, c.want)
		}
	}
}

func TestAMonthLaterIsInTheNextMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Of(2000, 1, 1).Add(rapid.IntRange(0, 40000).Draw(t, "day"))
		n := rapid.IntRange(1, 200).Draw(t, "months")
		got := d.Plus(civil.Period{N: n, Unit: civil.Months})
		months := func(d civil.Date) int { return 12*d.Year() + int(d.Month()) }
		if months(got)-months(d) != n {
			t.Fatalf("%v + %d months = %v", d, n, got)
		}
		if last := civil.DaysIn(got.Year(), got.Month()); got.Day() != min(d.Day(), last) {
			t.Fatalf("%v + %d months = %v: neither its day nor the end of the month", d, n, got)
		}
		if y := d.Plus(civil.Period{N: n, Unit: civil.Years}); y != d.Plus(civil.Period{N: 12 * n, Unit: civil.Months}) {
			t.Fatalf("%v + %d years = %v, not that many months", d, n, y)
		}
	})
}

func TestALaterAnchorNeverGivesAnEarlierDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Of(2026, 1, 1).Add(rapid.IntRange(0, 3000).Draw(t, "day"))
		p := civil.Period{
			N:    rapid.IntRange(1, 60).Draw(t, "n"),
			Unit: rapid.SampledFrom([]civil.Unit{civil.Days, civil.Weeks, civil.Months, civil.Years}).Draw(t, "unit"),
		}
		if a, b := d.Plus(p), (d + 1).Plus(p); a <= d || b < a {
			t.Fatalf("%v + %v = %v, a day later %v", d, p, a, b)
		}
		if got, err := civil.ParsePeriod(p.String()); err != nil || got != p {
			t.Fatalf("%v reads %v, %v", p, got, err)
		}
	})
}

func TestWorkingDays(t *testing.T) {
	const friday, saturday, sunday, monday = "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"
	for _, c := range []struct{ from, first, after string }{
		{friday, friday, monday},
		{saturday, monday, monday},
		{sunday, monday, monday},
		{monday, monday, "2026-12-01"},
	} {
		d, w := day(t, c.from), civil.MondayToFriday
		if got := w.From(d); got.String() != c.first {
			t.Errorf("the first working day from %v is %v, want %s", d.Short(), got, c.first)
		}
		if got := w.After(d); got.String() != c.after {
			t.Errorf("the working day after %v is %v, want %s", d.Short(), got, c.after)
		}
	}
	if none := civil.Workdays(0); none.From(day(t, sunday)) != day(t, sunday) {
		t.Error("where no day is a working day every day is one")
	}
}

func TestAWorkingDayIsNeverFarAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := civil.Workdays(rapid.Uint8Range(0, 127).Draw(t, "workdays"))
		d := anyDay.Draw(t, "d")
		got := w.From(d)
		if got < d || got > d+6 || !w.Has(got) {
			t.Fatalf("from %v the first working day is %v", d, got)
		}
		for x := d; x < got; x++ {
			if w.Has(x) {
				t.Fatalf("%v was passed over", x)
			}
		}
		if w.After(d) != w.From(d+1) {
			t.Fatalf("after %v comes %v", d, w.After(d))
		}
	})
	if civil.MondayToFriday.Has(civil.Of(2026, time.November, 22)) {
		t.Error("that is a Sunday")
	}
}

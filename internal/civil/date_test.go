package civil_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redial/internal/civil"
)

const lastDay civil.Date = 3652059 // 9999-12-31

// anyDay draws a day of the years 1 to 9999, near our own more often than not.
var anyDay = rapid.Custom(func(t *rapid.T) civil.Date {
	if rapid.Bool().Draw(t, "near") {
		return civil.Of(2026, 1, 1).Add(rapid.IntRange(-1500, 1500).Draw(t, "days"))
	}
	return civil.Date(rapid.Int32Range(1, int32(lastDay)).Draw(t, "date"))
})

func day(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADateIsReadOnlyWhereItIsOne(t *testing.T) {
	for _, c := range []struct{ text, why, near string }{
		{text: "2026-12-01"},
		{text: "2024-02-29"},
		{text: "2000-02-29"},
		{text: "0001-01-01"},
		{text: "9999-12-31"},
		{"2026-11-31", "November has 30 days", "2026-11-30"},
		{"2026-02-29", "February 2026 has 28 days", "2026-02-28"},
		{"2024-02-30", "February 2024 has 29 days", "2024-02-29"},
		{"1900-02-29", "February 1900 has 28 days", "1900-02-28"},
		{"2026-01-99", "January has 31 days", "2026-01-31"},
		{"2026-13-01", "a month is 01 to 12", "2026-01-13"},
		{"2026-31-12", "a month is 01 to 12", "2026-12-31"},
		{"2026-00-01", "a month is 01 to 12", ""},
		{"2026-12-00", "a month begins with day 01", ""},
		{"0000-12-01", "there is no year 0", ""},
		{"31 Nov 2026", "November has 30 days", "2026-11-30"},
		{"29 feb 2026", "February 2026 has 28 days", "2026-02-28"},
		{"1 Dec 2026", "", "2026-12-01"},
		{" 1 Dec 2026", "", "2026-12-01"},
		{"2026/12/01", "", "2026-12-01"},
		{"2026-1-8", "", "2026-01-08"},
		{"2026-12-01 ", "", "2026-12-01"},
		{"2026-12-01T14:00:00Z", "", "2026-12-01"},
		{"+026-12-01", "", ""},
		{"2026-12-0१", "", ""},
		{"tomorrow", "", ""},
		{"next week", "", ""},
		{"?", "", ""},
		{"", "", ""},
	} {
		d, err := civil.Parse(c.text)
		var bad *civil.DateError
		errors.As(err, &bad)
		switch {
		case err == nil && (c.why != "" || c.near != "" || d.String() != c.text):
			t.Errorf("%q was read as %v", c.text, d)
		case err != nil && (bad == nil || bad.Text != c.text || bad.Why != c.why || bad.Near != c.near):
			t.Errorf("%q: %+v, want %q, near %q", c.text, bad, c.why, c.near)
		case err != nil && !d.IsZero():
			t.Errorf("%q: an error and a date, %v", c.text, d)
		case err != nil && err.Error() != "`"+c.text+"` is not a date":
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "d")
		if got, err := civil.Parse(d.String()); err != nil || got != d {
			t.Fatalf("%d is written %q and reads %d, %v", d, d, got, err)
		}
		var got civil.Date
		text, _ := d.MarshalText()
		if err := got.UnmarshalText(text); err != nil || got != d {
			t.Fatalf("%q unmarshals as %v, %v", text, got, err)
		}
	})
	var none civil.Date
	if text, err := none.MarshalText(); len(text) != 0 || err != nil || none.UnmarshalText(nil) != nil || none.UnmarshalText([]byte("x")) == nil {
		t.Error("no date is written as nothing, and nothing reads as no date")
	}
}

func TestTheCalendarAgreesWithThatOfTheStandardLibrary(t *testing.T) {
	for d := civil.Date(1); d <= lastDay; d += 13 {
		u := time.Date(1, 1, int(d), 0, 0, 0, 0, time.UTC)
		y, m, n := d.Date()
		if d.Weekday() != u.Weekday() || y != u.Year() || m != u.Month() || n != u.Day() || civil.FromTime(u) != d {
			t.Fatalf("%d is %v %v, not %v", d, d.Weekday(), d, u)
		}
		if d.Year() != y || d.Month() != m || d.Day() != n || civil.Of(y, m, n) != d {
			t.Fatalf("%d comes apart as %d %v %d", d, y, m, n)
		}
	}
}

// TestADayIsTheOneThatTheClockShows: at one moment it is two days in two places.
func TestADayIsTheOneThatTheClockShows(t *testing.T) {
	moment := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)
	for zone, want := range map[int]string{-11: "2026-11-22", 0: "2026-11-22", 14: "2026-11-23"} {
		got := civil.FromTime(moment.In(time.FixedZone("", zone*3600)))
		if got.String() != want {
			t.Errorf("in %+d it is %v, not %s", zone, got, want)
		}
	}
}

func TestDatesAreWrittenAsTheClockOfTheLibraryWritesThem(t *testing.T) {
	for d := civil.Of(-1, 1, 1); d < civil.Of(10_001, 1, 1); d += 29 {
		at := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
		if got, want := string(d.AppendTo(nil)), at.Format("2006-01-02"); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		if got, want := d.Short(), at.Format("Mon 2 Jan"); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}

func TestDatesAreNamedAsPeopleDo(t *testing.T) {
	d := day(t, "2027-01-05")
	for got, want := range map[string]string{
		d.Short():                         "Tue 5 Jan",
		d.Named(day(t, "2027-12-31")):     "Tue 5 Jan",
		d.Named(day(t, "2026-12-31")):     "Tue 5 Jan 2027",
		d.Long():                          "Tuesday 5 January 2027",
		d.MonthName():                     "January 2027",
		civil.Date(0).String() + "none":   "none",
		string(d.AppendTo([]byte("on "))): "on 2027-01-05",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !civil.Date(0).IsZero() || d.IsZero() {
		t.Error("only the zero date is none")
	}
}

func TestTimesOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"9:00": "09:00", "09:00": "09:00", "00:00": "00:00", "23:59": "23:59",
		"24:00": "", "12:60": "", "9": "", "9:0": "", "9.00": "", "-1:00": "", "09:00 ": "", "": "", "١٢:٠٠": "",
	} {
		got, ok := civil.ParseTime(text)
		if ok != (want != "") || got.String() != want || ok == got.IsZero() {
			t.Errorf("%q is %q, %t, want %q", text, got, ok, want)
		}
	}
	for m := range 24 * 60 {
		at := civil.At(m/60, m%60)
		if got, ok := civil.ParseTime(at.String()); !ok || got != at || at.Minutes() != m {
			t.Fatalf("%d minutes are written %q and read %d", m, at, got)
		}
	}
	if civil.Time(0).Minutes() != 0 {
		t.Error("no time counts as midnight")
	}
}

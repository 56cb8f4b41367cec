package civil_test

import (
	"strings"
	"testing"

	"redial/internal/civil"
)

// TestDatesInOtherFormsAreFoundAndNotGuessed: what a date in another form says beyond doubt is given in
// the right form; of 01/02/2026 nobody knows.
func TestDatesInOtherFormsAreFoundAndNotGuessed(t *testing.T) {
	for _, c := range []struct {
		text, found, near string
		sure              bool
	}{
		{"2026/12/01 call", "2026/12/01", "2026-12-01", true},
		{"2026.12.1: call", "2026.12.1", "2026-12-01", true},
		{"2026 - 12 - 01", "2026 - 12 - 01", "2026-12-01", true},
		{"2026–12–01", "2026–12–01", "2026-12-01", true},
		{"2026-31-12", "2026-31-12", "2026-12-31", true},
		{"20261201", "20261201", "2026-12-01", true},
		{"2026 Dec 1", "2026 Dec 1", "2026-12-01", true},
		{"2026-dec-01", "2026-dec-01", "2026-12-01", true},
		{"1 Dec 2026, call", "1 Dec 2026", "2026-12-01", true},
		{"01-DEC-2026", "01-DEC-2026", "2026-12-01", true},
		{"1st of December, 2026", "1st of December, 2026", "2026-12-01", true},
		{"2nd Sept. 2026", "2nd Sept. 2026", "2026-09-02", true},
		{"Wednesday, 23rd of September 2026", "Wednesday, 23rd of September 2026", "2026-09-23", true},
		{"Dec 1, 2026", "Dec 1, 2026", "2026-12-01", true},
		{"December 1st 2026", "December 1st 2026", "2026-12-01", true},
		{"1.12.2026", "1.12.2026", "2026-12-01", true},
		{"1. 12. 2026", "1. 12. 2026", "2026-12-01", true},
		{"13/12/2026", "13/12/2026", "2026-12-13", true},
		{"12/13/2026", "12/13/2026", "2026-12-13", true},
		{"12/12/2026", "12/12/2026", "2026-12-12", true},
		{"01/02/2026", "01/02/2026", "", true},
		{"31 Nov 2026", "31 Nov 2026", "2026-11-30", true},
		{"31.11.2026", "31.11.2026", "2026-11-30", true},
		{"1 Dec", "1 Dec", "", false},
		{"1 Dec 14:00", "1 Dec", "", false},
		{"1 Dec 26", "1 Dec 26", "", false},
		{"1. Dezember", "", "", false},
		{"Dec 1 call", "Dec 1", "", false},
		{"may 1", "may 1", "", false},
		{"5/1", "5/1", "", false},
		{"1.12.", "1.12.", "", false},
		{"1/12/26", "1/12/26", "", false},
		{"2026-12 plan", "2026-12", "", false},
		{"45 Dec 2026", "", "", false},
		{"20269901", "", "", false},
		{"2026-13", "", "", false},
		{"123456789", "", "", false},
		{"2026", "", "", false},
		{"1.5 million", "1.5", "", false},
		{"14:00", "", "", false},
		{"Tuesday", "", "", false},
		{"tomorrow", "", "", false},
		{"Decade 1", "", "", false},
		{"1 Decade", "", "", false},
		{"1 Dec2026x", "", "", false},
		{"é 1 Dec 2026", "", "", false},
		{"", "", "", false},
	} {
		o := civil.FindOther(c.text)
		if c.text[:o.Len] != c.found || o.Near != c.near || o.Sure != c.sure {
			t.Errorf("%q: found %q %+v, want %q, near %q, sure %t", c.text, c.text[:o.Len], o, c.found, c.near, c.sure)
		}
		if c.near != "" {
			day(t, c.near)
		}
	}
}

func FuzzFindOther(f *testing.F) {
	for _, s := range []string{"Tue 1st of December 2026", "2026–12–01", "31.11.2026", "20261201", "2026-12-01T14:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o := civil.FindOther(s)
		if o.Len < 0 || o.Len > len(s) || o.Len == 0 && o != (civil.OtherForm{}) {
			t.Fatalf("%q: %+v", s, o)
		}
		if o.Near != "" && day(t, o.Near).Year() > 9999 {
			t.Fatalf("%q: %+v", s, o)
		}
		if again := civil.FindOther(s[:o.Len]); o.Len > 0 && o.Near != "" && again.Near != o.Near && !strings.Contains(s, "T") {
			t.Fatalf("%q: %+v, alone %+v", s, o, again)
		}
	})
}

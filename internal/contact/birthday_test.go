package contact_test

import (
	"testing"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/note"
)

func TestABirthdayComesRoundEveryYear(t *testing.T) {
	cases := []struct {
		birthday, from, day string
		age                 int
	}{
		{"1968-12-05", "2026-12-01", "2026-12-05", 58},
		{"1968-12-05", "2026-12-05", "2026-12-05", 58},
		{"1968-12-05", "2026-12-06", "2027-12-05", 59},
		{"03-14", "2026-12-01", "2027-03-14", 0},
		{"2000-02-29", "2027-01-01", "2027-02-28", 27},
		{"02-29", "2028-01-01", "2028-02-29", 0},
		{"2026-12-05", "2026-12-01", "2026-12-05", 0}, // born this year
		{"no", "2026-12-01", "", 0},
	}
	for _, c := range cases {
		n := note.Parse("notes/ada.md", []byte("---\nbirthday: "+c.birthday+"\n---\n"))
		from, err := civil.Parse(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if day, age := contact.New(n, "ada").NextBirthday(from); day.String() != c.day || age != c.age {
			t.Errorf("born %s, from %s: %s, %d years; want %s, %d", c.birthday, c.from, day, age, c.day, c.age)
		}
	}
}

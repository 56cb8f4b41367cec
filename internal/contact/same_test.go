package contact

import (
	"testing"

	"redial/internal/note"
)

func TestSomebodyWhoIsThereAlreadyIsKnownAgain(t *testing.T) {
	const src = "---\nname: Ada Byron\naka: [Countess]\ncompany: Analytical Engines\nemail: ada@example.com\n---\n"
	c := New(note.Parse("notes/ada.md", []byte(src)), "ada")
	cases := []struct {
		name, company, email string
		want                 string
	}{
		{"Ada Byron", "Analytical Engines", "", "the same name"},
		{"ÁDA  byron", "analytical engines", "", "the same name"},
		{"Ada Byron", "", "", "the same name"},
		{"countess", "", "", "the same name"},
		{"Ada Byron", "Another Firm", "", ""},
		{"Ada Lovelace", "Analytical Engines", "", ""},
		{"A. Lovelace", "Another Firm", "ADA@example.com", "the same e-mail address"},
		{"A. Lovelace", "", "ben@example.com", ""},
	}
	for _, c1 := range cases {
		var emails []string
		if c1.email != "" {
			emails = []string{c1.email}
		}
		if got := c.IsAlready(c1.name, c1.company, emails); got != c1.want {
			t.Errorf("%+v: %q", c1, got)
		}
	}
}

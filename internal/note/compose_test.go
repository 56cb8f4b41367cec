package note_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/note"
)

func TestANewNoteIsWrittenAsOneWouldTypeIt(t *testing.T) {
	link := func(name, address string) note.NamedLink {
		return note.NamedLink{Name: name, Text: note.Text{Value: address}}
	}
	got, err := note.Compose([]note.Key{
		{Name: "name", Values: []string{"No"}},
		{Name: "company", Values: []string{""}},
		{Name: "email", Values: []string{"ada@example.com"}},
		{Name: "phone", Values: []string{"0123", "+44 20"}},
		{Name: "links", Links: []note.NamedLink{link("", "https://www.example.com/a"), link("blog", "https://b.example"), link("blog", "c")}},
		{Name: "tags", Values: []string{"a, b"}},
	}, "Text.\n", []note.Entry{{Date: civil.Of(2026, 11, 18), Kind: note.Met, Text: "Ada"}})
	want := `---
name: "No"
email: ada@example.com
phone: ["0123", +44 20]
links:
  example.com: https://www.example.com/a
  blog: https://b.example
  blog 2: c
tags: ["a, b"]
---

Text.

## Journal

- 2026-11-18 met: Ada
`
	if d := cmp.Diff(want, string(got)); d != "" || err != nil {
		t.Errorf("%v\n%s", err, d)
	}
	for _, k := range []note.Key{{Name: "na:me", Values: []string{"x"}}, {Name: "name", Values: []string{"a\nb"}}} {
		if src, err := note.Compose([]note.Key{k}, "", nil); err == nil {
			t.Errorf("written: %q", src)
		}
	}
}

func TestLinksAreAddedTheWayTheyAreWritten(t *testing.T) {
	more := []note.NamedLink{{Name: "blog", Text: note.Text{Value: "https://b.example"}}, {Text: note.Text{Value: "https://c.example/x"}}}
	cases := map[string]string{
		"name: Ada\n":                                  "name: Ada\nlinks:\n  blog: https://b.example\n  c.example: https://c.example/x\n",
		"links: https://a.example # own\n":             "links: [\"https://a.example\", \"https://b.example\", \"https://c.example/x\"] # own\n",
		"links:\n- https://a.example\nname: Ada\n":     "links:\n- https://a.example\n- https://b.example\n- https://c.example/x\nname: Ada\n",
		"links:\n    blog: x # mine\n\nname: Ada\n":    "links:\n    blog: x # mine\n    blog 2: https://b.example\n    c.example: https://c.example/x\n\nname: Ada\n",
		"links:\r\n  blog: x\r\n":                      "links:\r\n  blog: x\r\n  blog 2: https://b.example\r\n  c.example: https://c.example/x\r\n",
		"links: {blog: x}\n":                           "",
		"links:\n  blog: |\n    x\nname: Ada\n":        "",
		"links: https://a.example\nlinks: https://d\n": "",
	}
	for front, want := range cases {
		got, err := note.AddLinks([]byte("---\n"+front+"---\n"), more)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q: not refused: %q", front, got)
		case want != "" && (err != nil || string(got) != "---\n"+want+"---\n"):
			t.Errorf("%q: %v\n%s", front, err, got)
		}
	}
}

func TestTextIsAddedBehindAllOther(t *testing.T) {
	cases := []struct{ src, text, want string }{
		{"---\nname: Ada\n---\n", "More.", "---\nname: Ada\n---\n\nMore.\n"},
		{"Text.", "More.\n\nAnd more.", "Text.\n\nMore.\n\nAnd more.\n"},
		{"Text.\r\n\r\n- 2026-11-18 met\r\n\r\n", "More.\nx", "Text.\r\n\r\n- 2026-11-18 met\r\n\r\nMore.\r\nx\r\n\r\n"},
		{"", "More.", "More.\n"},
		{"Text.\n", "- 2026-01-01 call", ""},
		{"Text.\n", "[[Ben]]", ""},
		{"Text.\n\n- 2026-11-18 met\n", "    below the entry", ""},
		{"Text.\n", "---\nname: Eve\n---", ""},
		{"Text.\n", "a\x00b", ""},
	}
	for _, c := range cases {
		got, err := note.AppendText([]byte(c.src), c.text)
		if (err != nil) != (c.want == "") || err == nil && string(got) != c.want {
			t.Errorf("%q + %q: %v %q", c.src, c.text, err, got)
		}
	}
}

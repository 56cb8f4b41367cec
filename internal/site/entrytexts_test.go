package site

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/note"
)

// Whatever the entries around one hold, its text must be what it is by itself.
func TestNoEntryChangesTheTextOfAnother(t *testing.T) {
	s := made(t)
	c := s.Agenda.Book.Contacts[0]
	parts := []string{
		"*", "**", "_", "`", "``", "[", "[[", "]", "]]", "](", ")", "(", "!", "|", "<", ">", "\\", "~~", "\n", "\r", " ", " ", "\t", "&amp;", "&", "'", "https://a.example/b",
		"http://", "x", "word", "é", "\u00a0", "\u2028", "# ", "- ", "> ", "```", "<!--", "-->", "[a]: /b", "[a]", "[x](y.md)", "*em*", "\x00", c.Name, strings.Repeat("*a ", 400), strings.Repeat("long ", 4000),
	}
	for _, p := range corpus.Payloads("127.0.0.1:9") {
		parts = append(parts, p.Text)
	}
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 8), func(ps []string) string { return strings.Join(ps, "") })
	together := 0
	rapid.Check(t, func(r *rapid.T) {
		entries := make([]contact.Entry, rapid.IntRange(1, readAhead+20).Draw(r, "count"))
		for i := range entries {
			entries[i].Entry = &note.Entry{Text: "called"}
			if i%rapid.SampledFrom([]int{1, 2, 40}).Draw(r, "every") == 0 {
				entries[i].Text = text.Draw(r, "text")
			}
		}
		at := func(i int) (*contact.Contact, *contact.Entry) { return c, &entries[i] }
		texts := entryTexts{s: s, path: "journal/index.html", count: len(entries), at: at}
		for i := range entries {
			if got, want := texts.of(i), s.inline("journal/index.html", c.ID, entries[i].Text); got != want {
				r.Fatalf("%q is shown as\n%q, and by itself as\n%q", entries[i].Text, got, want)
			}
			if texts.read[i-texts.from] != nil && !note.IsPlain(entries[i].Text) {
				together++
			}
		}
	})
	if together == 0 {
		t.Error("all were read by themselves")
	}
}

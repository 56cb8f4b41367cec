package site

import (
	"strings"
	"testing"
	"unicode/utf8"

	"redial/internal/corpus"
	"redial/internal/note"
)

// FuzzTextWithoutMarksNeedsNoParser holds that what is taken for plain text is what the parser makes of it.
func FuzzTextWithoutMarksNeedsNoParser(f *testing.F) {
	for _, s := range []string{"", "called back", "a > b ] ! (c) - d + e # 1. f", "- [ ] x", "# no heading", "> no quote", "1) one", "tea\tand  cake", "http: //a", "| a | b |", "mailto:a@b.example www.a.example", "© \u00a0ü", "=== ---", "\x00", ":smile:"} {
		f.Add(s)
	}
	for _, p := range corpus.Payloads("127.0.0.1:9") {
		f.Add(p.Text)
	}
	s := &site{}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSpace(text)
		if !note.IsPlain(text) || !utf8.ValidString(text) || len(text) > note.MaxParagraph {
			return
		}
		if got, want := s.inline("", "", text), s.marked("", "", text); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
		if got, want := note.Plain(text), note.PlainNode(note.Inline(text)); got != want {
			t.Errorf("%q is %q, and by the parser %q", text, got, want)
		}
	})
}

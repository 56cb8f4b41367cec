package diag_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"redial/internal/diag"
)

func TestWhatATerminalWouldObeyOrHideIsShown(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"Ada Byron":              "Ada Byron",
		"山田 Zoë ❤️ Zoe\u0308 🇬🇧": "山田 Zoë ❤️ Zoe\u0308 🇬🇧",
		"\x1b[31mred\x1b[0m":     `\x1b[31mred\x1b[0m`,
		"\x1b]8;;http://x\x07a":  `\x1b]8;;http://x\x07a`,
		"a\nb\rc\td\x00e\x08f":   `a\nb\rc\td\x00e\x08f`,
		"\x7f":                   `\x7f`,
		"\u0085 \u009b31m":       `\u0085 \u009b31m`,
		"\x9b31m \xff":           `\x9b31m \xff`,
		"\u202eoda\u2066x\u2069": `\u202eoda\u2066x\u2069`,
		"a\u200bb\u200dc\ufeffd": `a\u200bb\u200dc\ufeffd`,
		"so\u00adft":             `so\u00adft`,
		"\u2028\u2029":           `\u2028\u2029`,
		"\U000e0001\U000e0067":   `\U000e0001\U000e0067`,
		"\ufffd":                 "\ufffd",
		"a\u00a0b":               "a\u00a0b",
		`C:\notes\x1b`:           `C:\notes\x1b`,
	} {
		if got := diag.Visible(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsVisibleStaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		v := diag.Visible(s)
		if !utf8.ValidString(v) || diag.Visible(v) != v {
			t.Fatalf("%q is shown as %q", s, v)
		}
		for _, r := range v {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Fatalf("%q is shown as %q", s, v)
			}
		}
	})
}

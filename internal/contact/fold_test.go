package contact

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestNamesAreFoundHoweverTheyAreTyped(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"Ada BYRON", "ada byron"},
		{"José Núñez", "jose nunez"},
		{"José", "jose"}, // accent as a mark of its own
		{"Łukasz Søren Æther Straße Đặng Işık Œuvre Þór", "lukasz soren aether strasse dang isik oeuvre thor"},
		{"İstanbul IŞIK", "istanbul isik"},
		{"ＡＤＡ ﬁn", "ada fin"},
		{"O’Brien", "o'brien"},
		{"O´Brien", "o'brien"},
		{"Jean–Luc", "jean-luc"},
		{"Ёлкин Й", "елкин и"},
		{"Σωκράτης", "σωκρατησ"},
		{"ΣΩΚΡΑΤΗΣ", "σωκρατησ"},
		{"山田 太郎", "山田 太郎"},
		{"がぎ", "がぎ"}, // another letter than か
		{"か\u3099", "が"},
		{"한국어", "한국어"},
		{"हिन्दी", "हिन्दी"},
		{"שָׁלוֹם", "שלום"},
		{"مُحَمَّد", "محمد"},
		{"a\u200bb\u202ec\u00ad", "abc"},
		{"Ada\u00a0Byron", "ada byron"},
		{"🦊", "🦊"},
		{"", ""},
	} {
		if got := Fold(c.typed); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestFoldingAFoldedNameChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if once, twice := Fold(s), Fold(Fold(s)); once != twice {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}

// Text that is mostly ASCII is folded in pieces, for speed alone.
func TestFoldingInPiecesIsFoldingTheWhole(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("aeIS'\u0301\u0308\u3099éßŁかं"))))
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "s")
		if pieces, whole := Fold(s), foldOther(s); pieces != whole {
			t.Fatalf("%q: %q in pieces, %q as a whole", s, pieces, whole)
		}
	})
}

func TestWordsPartWhereReadersPartThem(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Jean-Luc O'Brien, Ltd.", []string{"jean", "luc", "obrien", "ltd"}},
		{"C++, C# and R&D; A & B +44", []string{"c++", "c#", "and", "r&d", "a", "b", "44"}},
		{"'quoted' rock 'n' roll", []string{"quoted", "rock", "n", "roll"}},
		{"ada@example.com", []string{"ada", "example", "com"}},
		{"山田 太郎、印刷", []string{"山田", "太郎", "印刷"}},
		{"🦊 a🦊", []string{"🦊", "a🦊"}},
		{" \xff-…", nil},
	} {
		if got := folded(c.text); !slices.Equal(got, c.want) {
			t.Errorf("words of %q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWordsStandWhereTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, at := rapid.String().Draw(t, "s"), 0
		for _, w := range words(s) {
			if w.start < at || w.end <= w.start || w.end > len(s) || foldWord(s[w.start:w.end]) != w.folded {
				t.Fatalf("%+v in %q", w, s)
			}
			at = w.end
		}
	})
}

func TestFileNamesBecomeNames(t *testing.T) {
	for file, want := range map[string]string{
		"ada-byron": "Ada Byron", "ada_byron": "Ada Byron", "o'brien": "O'Brien", "Jean-Luc": "Jean Luc",
		"Ben Mc-Donald": "Ben Mc-Donald", "élodie": "Élodie", "e\u0301lodie": "Élodie", "山": "山", "--": "--",
		"ada--b": "Ada B", "tom's": "Tom's", "3m": "3m", "": "",
	} {
		if got := readable(file); got != want {
			t.Errorf("%q is shown as %q, want %q", file, got, want)
		}
	}
}

func TestWhatIsFoldedCharByCharIsFoldedAsUnicodeSays(t *testing.T) {
	if len(plainly()) < 300 {
		t.Fatalf("only %d characters", len(plainly()))
	}
	for r := range plainly() {
		for _, s := range []string{string(r), "n" + string(r), "É" + string(r) + "’", "A" + string(r) + string(r)} {
			if got, want := foldOther(s), foldFully(s); got != want {
				t.Errorf("%q becomes %q, want %q", s, got, want)
			}
		}
	}
}

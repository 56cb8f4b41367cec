package contact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text: folded, and where it stands in the text as written.
type word struct {
	folded     string
	start, end int
}

// words takes a text apart into folded words. Blanks and punctuation part words, but an apostrophe
// does not (`O'Brien` is `obrien`), nor do + # & within or behind a word (`C++`, `R&D`).
func words(text string) []word { return wordsAs(text, foldWord) }

// wordsAs does so with another way of folding a word.
func wordsAs(text string, fold func(string) string) []word {
	var ws []word
	for at := 0; at < len(text); {
		n := wordLength(text[at:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		if f := fold(text[at : at+n]); f != "" {
			ws = append(ws, word{f, at, at + n})
		}
		at += n
	}
	return ws
}

// wordLength gives the number of bytes of the word at the beginning of text, 0 where none begins.
func wordLength(text string) int {
	n := 0
	for i, r := range text {
		switch {
		case isWordRune(r):
			n = i + utf8.RuneLen(r)
		case i == n && n > 0 && strings.ContainsRune("+#&", r):
			n = i + 1
		case i == n && n > 0 && isApostrophe(r) && startsWord(text[i+utf8.RuneLen(r):]):
			n = i + utf8.RuneLen(r)
		default:
			return n
		}
	}
	return n
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// isWordRune reports whether words are made of r: letters, marks, digits, and pictures such as emoji.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So, unicode.Cf) && !isApostrophe(r))
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'‘’‛ʼʻ´", r) }

func foldWord(s string) string {
	if asciiLength(s) == len(s) && !strings.Contains(s, "'") {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if r == '\'' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, Fold(s))
}

// folds are words that were folded, for texts in which the same ones come again and again: to fold what is
// not ASCII costs more than all else that a search does with a name.
type folds map[string]string

func (m folds) word(s string) string {
	if asciiLength(s) == len(s) {
		return foldWord(s)
	}
	f, ok := m[s]
	if !ok {
		f = foldWord(s)
		m[s] = f
	}
	return f
}

// text gives the folded words of a text alone.
func (m folds) text(text string) []string {
	ws := wordsAs(text, m.word)
	fs := make([]string, len(ws))
	for i, w := range ws {
		fs[i] = w.folded
	}
	return fs
}

// folded gives the folded words of a text alone.
func folded(text string) []string {
	var fs []string
	for _, w := range words(text) {
		fs = append(fs, w.folded)
	}
	return fs
}

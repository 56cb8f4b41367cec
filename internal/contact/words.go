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
	for start, end := nextWord(text, 0); end > start; start, end = nextWord(text, end) {
		if f := fold(text[start:end]); f != "" {
			ws = append(ws, word{f, start, end})
		}
	}
	return ws
}

// nextWord gives where the next word stands in a text from some place on; where there is none, it begins and
// ends with the text.
func nextWord(text string, at int) (start, end int) {
	for at < len(text) {
		if n := wordLength(text[at:]); n > 0 {
			return at, at + n
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at, at
}

// wordLength gives the number of bytes of the word at the beginning of text, 0 where none begins.
func wordLength(text string) int {
	n := 0
	for n < len(text) && isWordByte(text[n]) {
		n++
	}
	if n == len(text) || text[n] == ' ' || text[n] == '-' { // as most words end
		return n
	}
	n = 0
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
		return isWordByte(byte(r))
	}
	return r != utf8.RuneError && (unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So, unicode.Cf) && !isApostrophe(r))
}

func isWordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
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

// folded gives the folded words of a text alone.
func folded(text string) []string {
	var fs []string
	for _, w := range words(text) {
		fs = append(fs, w.folded)
	}
	return fs
}

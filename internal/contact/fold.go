package contact

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives s as names are compared: small letters, without accents, compatible forms made one
// (`ﬁ` is `fi`, full width is plain), letters that Unicode does not take apart spelt as people type
// them (`ł` is `l`, `ß` is `ss`), typographic quotes and dashes made plain, invisible characters left
// out. Marks that make another letter, as those of kana and Indic scripts do, stay. Folding a folded
// text changes nothing.
func Fold(s string) string {
	if asciiLength(s) == len(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		n := asciiLength(s)
		if n < len(s) {
			n = max(0, n-1) // the next character may be an accent of this one
		}
		b.WriteString(strings.ToLower(s[:n]))
		s = s[n:]
		n = min(1, asciiLength(s))
		n += otherLength(s[n:])
		b.WriteString(foldOther(s[:n]))
		s = s[n:]
	}
	return b.String()
}

// foldOther folds text that is not ASCII.
func foldOther(s string) string {
	var room [64]byte
	b := room[:0]
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, byte(unicode.ToLower(r)))
			continue
		}
		to, ok := plainly()[r]
		if !ok {
			return foldFully(s)
		}
		b = append(b, to...)
	}
	return string(b)
}

// plainly gives the characters that become plain ones whatever stands beside them: the letters of Europe
// and the punctuation of typographers. To take each of them apart and together again would be the most of what
// folding a text costs.
var plainly = sync.OnceValue(func() map[rune]string {
	plain := map[rune]string{}
	for _, block := range [][2]rune{{0x80, 0x24F}, {0x2010, 0x2027}} {
		for r := block[0]; r <= block[1]; r++ {
			if to := foldFully(string(r)); asciiLength(to) == len(to) {
				plain[r] = to
			}
		}
	}
	return plain
})

// foldFully folds text by the tables of Unicode.
func foldFully(s string) string {
	s = strings.ReplaceAll(s, "´", "'") // would come apart into a blank and an accent
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKD.String(s))) {
		foldRune(&b, r)
	}
	return norm.NFC.String(b.String())
}

func foldRune(b *strings.Builder, r rune) {
	if to, ok := spelt[r]; ok {
		b.WriteString(to)
		return
	}
	if isAccent(r) || unicode.Is(unicode.Cf, r) {
		return
	}
	b.WriteRune(r)
}

// asciiLength gives the number of bytes up to the first that is not ASCII.
func asciiLength(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// otherLength gives the number of bytes up to the first that is ASCII.
func otherLength(s string) int {
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// spelt holds the small letters that have no decomposition in Unicode, and the punctuation that
// editors put in place of what was typed.
var spelt = map[rune]string{
	'ł': "l", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ß': "ss", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ĸ': "k", 'ƀ': "b", 'ɓ': "b", 'ƈ': "c", 'ɖ': "d", 'ɗ': "d", 'ə': "e",
	'ɛ': "e", 'ƒ': "f", 'ɣ': "g", 'ɨ': "i", 'ƙ': "k", 'ƚ': "l", 'ɲ': "n", 'ɔ': "o", 'ɵ': "o", 'ƥ': "p",
	'ʉ': "u", 'ʋ': "v", 'ƶ': "z", 'ȷ': "j", 'ς': "σ",
	'‘': "'", '’': "'", '‛': "'", 'ʼ': "'", 'ʻ': "'", '“': `"`, '”': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '−': "-",
}

// accents are the combining marks that people leave out when they type a name: those of Latin, Greek
// and Cyrillic, the points of Hebrew and the vowel signs of Arabic.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0300, Hi: 0x036F, Stride: 1}, {Lo: 0x0483, Hi: 0x0487, Stride: 1},
	{Lo: 0x0591, Hi: 0x05BD, Stride: 1}, {Lo: 0x05BF, Hi: 0x05BF, Stride: 1},
	{Lo: 0x05C1, Hi: 0x05C2, Stride: 1}, {Lo: 0x05C4, Hi: 0x05C5, Stride: 1},
	{Lo: 0x05C7, Hi: 0x05C7, Stride: 1}, {Lo: 0x064B, Hi: 0x065F, Stride: 1},
	{Lo: 0x0670, Hi: 0x0670, Stride: 1}, {Lo: 0x1AB0, Hi: 0x1AFF, Stride: 1},
	{Lo: 0x1DC0, Hi: 0x1DFF, Stride: 1}, {Lo: 0x20D0, Hi: 0x20FF, Stride: 1},
	{Lo: 0xFE20, Hi: 0xFE2F, Stride: 1},
}}

func isAccent(r rune) bool { return unicode.Is(accents, r) }

// key gives s as a whole name is compared: folded, with single blanks.
func key(s string) string { return strings.Join(strings.Fields(Fold(s)), " ") }

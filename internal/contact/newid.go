package contact

import (
	"fmt"
	"iter"
	"path"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxFileName bounds the file name that a new note gets, in bytes: with a number, with .md, and as a page
// with .html it stays far below what file systems hold.
const maxFileName = 100

// reserved matches the file names that a system keeps for itself or gives a meaning to, whatever follows.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9]|readme|index)$`)

// FileName gives the name that the file of a new note gets, without .md: the letters and digits of a
// name, of whatever script, in small letters, with a hyphen between its words. Apostrophes are left
// out (`O'Brien` is `obrien`). It is empty for a name without a letter or digit.
func FileName(name string) string {
	var b strings.Builder
	apart := false
	for _, r := range norm.NFC.String(strings.ToLower(name)) {
		switch {
		case unicode.IsLetter(r) && !isApostrophe(r) || unicode.IsDigit(r) || unicode.IsMark(r) && b.Len() > 0 && !apart:
			if apart && b.Len() > 0 {
				b.WriteByte('-')
			}
			apart = false
			b.WriteRune(r)
		case !isApostrophe(r) && !unicode.Is(unicode.Cf, r):
			apart = true
		}
	}
	return shortened(b.String())
}

// shortened cuts a file name that is too long, between words if it can be.
func shortened(name string) string {
	if len(name) <= maxFileName {
		return name
	}
	end := 0
	for i := range name {
		if i <= maxFileName {
			end = i
		}
	}
	if i := strings.LastIndexByte(name[:end], '-'); i > 0 {
		end = i
	}
	return name[:end]
}

// FreeIDs gives ids that a new note of a name could have in a folder below notes/ (empty for none), the
// best first: `ada-byron`, `ada-byron-2`, and so on. None is that of a note in the book, letter case
// aside, and none is a name that a system keeps for itself. There is none for a name without a letter
// or digit.
func (b *Book) FreeIDs(folder, name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, id := range b.FreeIDsFrom(folder, name, 1) {
			if !yield(id) {
				return
			}
		}
	}
}

// FreeIDsFrom gives those of [Book.FreeIDs] whose number is at least n, with their numbers: for whoever
// needs many of one name.
func (b *Book) FreeIDsFrom(folder, name string, n int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		file := FileName(name)
		for ; file != ""; n++ {
			numbered := file
			if n > 1 {
				numbered = fmt.Sprintf("%s-%d", file, n)
			}
			id := path.Join(folder, numbered)
			if len(b.byTwin.at(twinID(id))) == 0 && !reserved.MatchString(numbered) && !yield(n, id) {
				return
			}
		}
	}
}

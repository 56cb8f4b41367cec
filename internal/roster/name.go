package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"redial/internal/note"
)

// nameParts is a name as address books take it apart.
type nameParts struct{ whole, prefix, first, middle, family, suffix, filedAs string }

// setName makes the name of its parts, where it is not given as a whole.
func (p *Person) setName(n nameParts) {
	p.Name = n.whole
	if p.Name == "" {
		p.Name = joinNonEmpty(" ", n.prefix, n.first, n.middle, n.family)
		p.Name = joinNonEmpty(", ", p.Name, n.suffix)
	}
	if p.Name == "" {
		p.Name = n.filedAs
	}
}

// NameOf writes a name of its parts as people say it: Dr Ada Byron, PhD.
func NameOf(prefix, first, middle, family, suffix string) string {
	var p Person
	p.setName(nameParts{prefix: prefix, first: first, middle: middle, family: family, suffix: suffix})
	return p.Name
}

var notInKeys = regexp.MustCompile(`[^\p{L}\p{N}]+`)

// factKey makes a key of a note out of what an address book calls a fact: small letters and digits
// with single hyphens. Those that mean something in a note get a word before them.
func factKey(label string) string {
	key := strings.Trim(notInKeys.ReplaceAllString(strings.ToLower(label), "-"), "-")
	key = cut(key, 40)
	switch {
	case key == "" || !strings.ContainsFunc(key, unicode.IsLetter):
		return "fact"
	case !note.CanBeKey(key):
		return "fact-" + key
	case IsKey(key):
		return "other-" + key
	}
	return key
}

// IsKey reports whether a key is one that a note gives a meaning to.
func IsKey(key string) bool {
	return key == "" || key == sourceKey || slices.Contains(note.Keys(), strings.ToLower(key))
}

// sourceKey is the key of a note that holds [Person].Source.
const sourceKey = "source"

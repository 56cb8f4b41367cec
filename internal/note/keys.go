package note

import (
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
)

// Keys gives the keys of the front matter that the format knows, in the order of SPEC 3; those of
// events come last.
func Keys() []string { return slices.Clone(keys) }

var keys = []string{
	"name", "aka", "company", "role", "email", "phone", "links", "tags", "offers", "needs",
	"met", "at", "by", "since", "last", "next", "every", "policy", "closed", "birthday", "type", "photo",
	"date", "until", "where", "intention",
}

// listKeys are the keys with a list of texts, dateKeys those with a date. `links`, `every` and `birthday` are
// read by themselves; all others have one text.
var (
	listKeys = []string{"aka", "email", "phone", "tags", "offers", "needs"}
	dateKeys = []string{"met", "since", "last", "next", "closed", "date", "until"}
)

func isList(key string) bool { return slices.Contains(listKeys, key) }
func isDate(key string) bool { return slices.Contains(dateKeys, key) }

// known reports whether a key is one of the format's, in whatever case.
func known(key string) bool { return slices.Contains(keys, strings.ToLower(key)) }

// nearKey gives the key that was perhaps meant by an unknown one: one letter away in a short one, two
// in one of six letters or more. Keys of two letters are near to nothing, and a short one must begin
// right, for `home` or `pet` are facts that people note.
func nearKey(key string) string {
	key = strings.ToLower(strings.TrimSpace(key))
	if len(key) > longestKey || utf8.RuneCountInString(key) < 3 {
		return ""
	}
	for most := 1; most <= 2; most++ {
		for _, k := range keys {
			if len(k) < 3 || len(k) < 6 && most == 2 || len(k) < 5 && len(key) < 5 && k[0] != key[0] {
				continue
			}
			if diag.Distance([]rune(key), []rune(k), most) <= most {
				return k
			}
		}
	}
	return ""
}

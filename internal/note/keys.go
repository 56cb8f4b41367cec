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

// meantKey gives the key on which a follow-up depends that an unknown one with a day or a period is perhaps meant as:
// `follow-up: 2026-12-04` makes nobody due.
func meantKey(key, value string) string {
	if value == "" || !isDigit(value[0]) {
		return ""
	}
	key = strings.Join(strings.FieldsFunc(strings.ToLower(key), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }), " ")
	for meant, others := range otherKeys {
		if slices.Contains(others, key) {
			return meant
		}
	}
	return ""
}

// otherKeys are words that people choose for a key before they know it. Each stands once.
var otherKeys = map[string][]string{
	"next":     {"due", "follow up", "followup", "next contact", "next call", "next follow up", "next followup", "next date", "next step", "remind", "remind me", "reminder", "call on", "contact on"},
	"last":     {"last contact", "last contacted", "last call", "last touch", "contacted"},
	"met":      {"met on", "date met", "first met", "first contact"},
	"every":    {"cadence", "frequency", "rhythm", "interval", "repeat"},
	"closed":   {"closed on", "ended", "ended on"},
	"birthday": {"birthdate", "birth date", "bday", "born", "dob", "date of birth"},
}

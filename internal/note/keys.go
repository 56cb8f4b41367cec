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

// textKeys, listKeys and dateKeys tell where the value of a key belongs; `links`, `every` and
// `birthday` are read by themselves.
var textKeys = map[string]func(*Front) *Text{
	"name":      func(f *Front) *Text { return &f.Name },
	"company":   func(f *Front) *Text { return &f.Company },
	"role":      func(f *Front) *Text { return &f.Role },
	"at":        func(f *Front) *Text { return &f.At },
	"by":        func(f *Front) *Text { return &f.By },
	"policy":    func(f *Front) *Text { return &f.Policy },
	"type":      func(f *Front) *Text { return &f.Type },
	"photo":     func(f *Front) *Text { return &f.Photo },
	"where":     func(f *Front) *Text { return &f.Where },
	"intention": func(f *Front) *Text { return &f.Intention },
}

var listKeys = map[string]func(*Front) *[]Text{
	"aka":    func(f *Front) *[]Text { return &f.Aka },
	"email":  func(f *Front) *[]Text { return &f.Emails },
	"phone":  func(f *Front) *[]Text { return &f.Phones },
	"tags":   func(f *Front) *[]Text { return &f.Tags },
	"offers": func(f *Front) *[]Text { return &f.Offers },
	"needs":  func(f *Front) *[]Text { return &f.Needs },
}

var dateKeys = map[string]func(*Front) *DateValue{
	"met":    func(f *Front) *DateValue { return &f.Met },
	"since":  func(f *Front) *DateValue { return &f.Since },
	"last":   func(f *Front) *DateValue { return &f.Last },
	"next":   func(f *Front) *DateValue { return &f.Next },
	"closed": func(f *Front) *DateValue { return &f.Closed },
	"date":   func(f *Front) *DateValue { return &f.Date },
	"until":  func(f *Front) *DateValue { return &f.Until },
}

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

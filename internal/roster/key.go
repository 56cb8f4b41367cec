package roster

import (
	"net/url"
	"slices"
	"strings"

	"redial/internal/contact"
)

// The keys by which a person is known again, from the surest on.

// profileHosts are the places where an address is one person's, and the folder in which they have it.
var profileHosts = map[string][]string{
	"linkedin.com": {"/in/", "/pub/"},
	"xing.com":     {"/profile/"},
}

// profileKey gives the address of somebody's own page as it is compared: in small letters, without
// query and slash at its end. It is empty for any other address: a company has one too.
func profileKey(address string) string {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(strings.ToLower(strings.TrimSpace(address)))
	if err != nil {
		return ""
	}
	for host, folders := range profileHosts {
		if u.Host != host && !strings.HasSuffix(u.Host, "."+host) { // de.linkedin.com
			continue
		}
		path := strings.TrimRight(u.Path, "/")
		for _, folder := range folders {
			if strings.HasPrefix(path, folder) && len(path) > len(folder) {
				return host + path
			}
		}
	}
	return ""
}

// profiles gives the addresses of somebody's own pages, as they are compared.
func (p *Person) profiles() []string {
	if p.pagesOf != len(p.Links) {
		p.pagesOf, p.pages = len(p.Links), keysOf(addresses(p), profileKey)
	}
	return p.pages
}

// linkKey gives an address as addresses are compared.
func linkKey(address string) string {
	if key := profileKey(address); key != "" {
		return key
	}
	key := strings.ToLower(strings.TrimSpace(address))
	key = strings.TrimPrefix(strings.TrimPrefix(key, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(key, "www."), "/")
}

func emailKey(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// phoneKey gives a number as numbers are compared: its digits, and of a long one the last nine, which
// are the same with a country's number before them and without. One that is too short is nobody's.
func phoneKey(number string) string {
	const fewest, most = 7, 9
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	if len(digits) < fewest {
		return ""
	}
	return digits[max(0, len(digits)-most):]
}

// samePhone gives a number as it is kept once in a note.
func samePhone(number string) string {
	if key := phoneKey(number); key != "" {
		return key
	}
	return strings.Join(strings.Fields(number), "")
}

// nameKey gives a name as names are compared; one of signs alone, of which folding leaves nothing, as
// it is.
func nameKey(name string) string {
	if key := strings.Join(strings.Fields(contact.Fold(name)), " "); key != "" {
		return key
	}
	return strings.TrimSpace(name)
}

// nameWords gives the words of a name that tell people apart.
func nameWords(name string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(nameKey(name), func(r rune) bool { return strings.ContainsRune(" ,.@()\"'-_", r) }) {
		if len([]rune(w)) > 1 {
			words[w] = true
		}
	}
	return words
}

// isUnnamed reports whether a name is none, but an address or a number.
func (p *Person) isUnnamed() bool {
	return slices.Contains(p.Emails, p.Name) || slices.Contains(p.Phones, p.Name)
}

// namesAgree reports whether two persons may be one by what they are called: all words of a name of one
// are among those of a name of the other. One word alone would do for a family that shares a telephone.
// One without a name agrees with all.
func namesAgree(a, b *Person) bool {
	if a.isUnnamed() || b.isUnnamed() || nameKey(a.Name) == nameKey(b.Name) {
		return true
	}
	for _, x := range append([]string{a.Name}, a.Aka...) {
		for _, y := range append([]string{b.Name}, b.Aka...) {
			if within(nameWords(x), nameWords(y)) || within(nameWords(y), nameWords(x)) {
				return true
			}
		}
	}
	return false
}

// within reports whether all words of a name are among others.
func within(words, others map[string]bool) bool {
	for w := range words {
		if !others[w] {
			return false
		}
	}
	return len(words) > 0
}

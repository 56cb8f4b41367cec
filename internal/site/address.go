package site

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"redial/internal/contact"
)

// maxSegment bounds a file name in bytes, with room for ".html" and what tools append.
const maxSegment = 200

// addresses tells where the page of a contact or an event lies: "people/clients/ada-byron.html",
// "events/2026-11-18-london-breakfast.html". Names that a file system can't hold, or that two notes would
// share, get a short hash (SPEC 6).
type addresses map[string]string

func newAddresses(b *contact.Book) addresses {
	a := make(addresses, len(b.Contacts)+len(b.Events))
	var people, events []string
	for _, c := range b.Contacts {
		people = append(people, c.ID)
	}
	for _, e := range b.Events {
		events = append(events, e.ID)
	}
	a.add("people/", people, func(id string) string { return id })
	a.add("events/", events, belowEvents)
	return a
}

// add gives each of some ids a page in a folder, of the name that it is to have there.
func (a addresses) add(folder string, ids []string, named func(id string) string) {
	folded := make(map[string]int, len(ids))
	for _, id := range ids {
		folded[foldPath(named(id))]++
	}
	for _, id := range ids {
		name := named(id)
		if !holdable(name) || folded[foldPath(name)] > 1 {
			name = hashed(id)
		}
		a[id] = folder + name + ".html"
	}
}

// belowEvents gives the id of an event without the folder in which most of them lie.
func belowEvents(id string) string {
	if folder, rest, ok := strings.Cut(id, "/"); ok && strings.EqualFold(folder, "events") {
		return rest
	}
	return id
}

// foldPath is the same for paths that some file system takes for one.
func foldPath(p string) string {
	if isASCII(p) {
		return strings.ToLower(p)
	}
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(p)))
}

// holdable reports whether every file system can hold people/ID.html for an id, and no other page has
// that name.
func holdable(id string) bool {
	segments := strings.Split(id, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		if !holdableSegment(s) || !last && strings.HasSuffix(foldPath(s), ".html") {
			return false
		}
	}
	id = foldPath(id)
	return id != "index" && !strings.HasPrefix(id, initialPrefix)
}

func holdableSegment(s string) bool {
	switch {
	case s == "" || len(s) > maxSegment || !utf8.ValidString(s):
		return false
	case strings.HasPrefix(s, ".") || strings.HasPrefix(s, " ") || strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
		return false
	case strings.ContainsAny(s, `<>:"|?*\`) || strings.ContainsFunc(s, unprintable):
		return false
	}
	stem, _, _ := strings.Cut(foldPath(s), ".")
	return !devices[strings.TrimRight(stem, " ")]
}

func unprintable(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// devices are the names that Windows keeps for itself, whatever follows a dot.
var devices = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true,
	"com0": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"com¹": true, "com²": true, "com³": true,
	"lpt0": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"lpt¹": true, "lpt²": true, "lpt³": true,
}

// hashed is a name in letters, digits and dashes that stands for p alone.
func hashed(p string) string {
	sum := sha256.Sum256([]byte(p))
	return plainName(path.Base(p)) + "-" + hex.EncodeToString(sum[:4])
}

// plainName keeps the ASCII letters and digits of a name.
func plainName(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "-")
	if name == "" {
		return "note"
	}
	return name[:min(len(name), 60)]
}

// link gives the address of one file of the site as seen from another, percent-encoded.
func link(from, to string) template.URL {
	for {
		a, b := strings.IndexByte(from, '/'), strings.IndexByte(to, '/')
		if a < 0 || a != b || from[:a] != to[:b] {
			break
		}
		from, to = from[a+1:], to[b+1:]
	}
	up := strings.Count(from, "/")
	encoded := percents(to)
	switch {
	case encoded == 0 && up == 0:
		return template.URL(to)
	case encoded == 0 && up == 1:
		return template.URL("../" + to)
	}
	var b strings.Builder
	b.Grow(up*len("../") + len(to) + encoded*len("XX"))
	for range up {
		b.WriteString("../")
	}
	percent(&b, to, "/")
	return template.URL(b.String())
}

// encodePath percent-encodes the names of a path.
func encodePath(path string) string {
	var b strings.Builder
	percent(&b, path, "/")
	return b.String()
}

// percent writes s with every byte but letters, digits, -._~ and those to be left percent-encoded (RFC 3986,
// 2.3).
func percent(b *strings.Builder, s, left string) {
	const hexDigits = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		if unreserved(c) || strings.IndexByte(left, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hexDigits[c>>4])
		b.WriteByte(hexDigits[c&15])
	}
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// percents counts the bytes of a path that can't stand in an address as they are.
func percents(path string) int {
	n := 0
	for i := range len(path) {
		n += as01(!unreserved(path[i]) && path[i] != '/')
	}
	return n
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

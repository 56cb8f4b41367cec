package draft

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxLink    = 1999 // the longest link that every system hands on: Windows stops at about 2,000
	maxSubject = 600  // of these for the subject
	maxAddress = 254  // the longest address there can be (RFC 5321, 4.5.3.1.3)
)

// omitted stands, as a paragraph of its own, for the end of a text that is too long for a link.
const omitted = "[…]"

// Mailto gives a link that opens a message to an address (RFC 6068). Whatever the message holds, it can
// fill in nothing but the subject and the text: every character but letters, digits and -._~ is percent-
// encoded, a blank is %20, a line end %0D%0A. The link is shorter than 2,000 characters; what is too
// long for that ends after a whole paragraph, and a last line […] says so.
//
// The link is empty where the address can't be one: a name, an @ and a host, without blanks, further @,
// or any of <>()[]\,;:".
func Mailto(to string, m Message) string {
	name, host, ok := address(to)
	if !ok {
		return ""
	}
	link := "mailto:" + percent(name) + "@" + percent(host)
	mark := "?"
	if s := cutRunes(oneLine(m.Subject), min(maxSubject, maxLink-len(link)-len("?subject="))); s != "" {
		link += mark + "subject=" + percent(s)
		mark = "&"
	}
	if b := fitting(plain(m.Body), maxLink-len(link)-len("&body=")); b != "" {
		link += mark + "body=" + percent(b)
	}
	return link
}

// address takes an address apart.
func address(to string) (name, host string, ok bool) {
	to = strings.TrimSpace(to)
	name, host, ok = strings.Cut(to, "@")
	ok = ok && name != "" && host != "" && len(to) <= maxAddress && !strings.Contains(host, "@") && !strings.ContainsFunc(to, notInAddress)
	return name, host, ok
}

func notInAddress(r rune) bool {
	return r <= ' ' || r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) ||
		strings.ContainsRune(`<>()[]\,;:"`, r)
}

// percent encodes all but letters, digits and -._~ (RFC 3986, 2.3), and ends lines as letters do.
func percent(s string) string {
	s = strings.ReplaceAll(s, "\n", "\r\n")
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// fitting gives as many paragraphs of a text as fit into a number of encoded bytes, at least the
// beginning of the first.
func fitting(text string, room int) string {
	if length(text) <= room {
		return text
	}
	end := "\n\n" + omitted
	head := cutRunes(text, room-length(end))
	switch i := strings.LastIndex(head, "\n\n"); {
	case head == "":
		return ""
	case strings.HasPrefix(text[len(head):], "\n\n"):
	case i > 0 && strings.TrimSpace(head[:i]) != "":
		head = head[:i]
	default:
		if i := strings.LastIndexAny(head, " \n"); i > len(head)/2 {
			head = head[:i]
		}
	}
	return strings.TrimRight(head, " \n") + end
}

// cutRunes gives the beginning of a text that fits into a number of encoded bytes.
func cutRunes(s string, room int) string {
	for i, r := range s {
		if room -= width(r); room < 0 {
			return s[:i]
		}
	}
	return s
}

// length counts the bytes of a text when it is encoded.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

// width counts the bytes of a character when it is encoded.
func width(r rune) int {
	switch {
	case r == '\n':
		return len("%0D%0A")
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', strings.ContainsRune("-._~", r):
		return 1
	}
	return len("%XX") * utf8.RuneLen(r)
}

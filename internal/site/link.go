package site

import (
	"html/template"
	"net/url"
	"strings"
	"unicode"
)

// outside gives the address of a link that leads out of the notebook, where it may be one: http and
// https with a host, mailto and tel (SPEC 6). Everything else is shown as text.
func outside(raw string) (template.URL, bool) {
	if strings.ContainsFunc(raw, func(r rune) bool { return r <= ' ' || unprintable(r) || r == unicode.ReplacementChar }) {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		return webLink(u)
	case "mailto":
		return mailLink(u)
	case "tel":
		return telLink(u.Opaque)
	}
	return "", false
}

// webLink writes an http address anew from its parts; a user and password in it are a trick to look
// like another host.
func webLink(u *url.URL) (template.URL, bool) {
	if u.Hostname() == "" || u.User != nil || u.Opaque != "" {
		return "", false
	}
	return template.URL(u.String()), true
}

// mailLink keeps the address of a mailto and drops what follows it: a note must not fill in a letter.
func mailLink(u *url.URL) (template.URL, bool) {
	to, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return "", false
	}
	return mailto(to, "", "")
}

// tel gives a link that dials a number as people write it: blanks, dots, dashes and brackets go, an
// extension behind it too (RFC 3966). It is none where fewer than three digits are left, nor where
// there is a * or #: a telephone may take that for a command.
func tel(number string) (template.URL, bool) {
	number = strings.TrimSpace(number)
	plus := strings.HasPrefix(number, "+")
	if plus {
		number = strings.Replace(number, "(0)", "", 1)
	}
	end := strings.IndexFunc(number, unicode.IsLetter)
	if end >= 0 {
		number = number[:end]
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	if len(digits) < 3 || strings.ContainsAny(number, "*#") {
		return "", false
	}
	if plus {
		digits = "+" + digits
	}
	return template.URL("tel:" + digits), true
}

func telLink(opaque string) (template.URL, bool) {
	number, _, _ := strings.Cut(opaque, ";")
	number, err := url.PathUnescape(number)
	if err != nil {
		return "", false
	}
	return tel(number)
}

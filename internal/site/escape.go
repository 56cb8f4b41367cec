package site

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// The escapers of html/template that our layouts need, by the names that it gives them in a layout.
const (
	inText      = "_html_template_htmlescaper "
	inTitle     = "_html_template_rcdataescaper "
	inAttribute = "_html_template_attrescaper "
	inAddress   = "_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper "
)

// writerOf gives what writes values of a type behind some escapers, each followed by a blank; nil where
// that is left to html/template.
func writerOf(escapers string, t reflect.Type) func(f *filling, v reflect.Value) {
	switch {
	case t == htmlType && escapers == inText:
		return func(f *filling, v reflect.Value) { f.b.WriteString(v.String()) }
	case t == urlType && escapers == inAddress:
		return func(f *filling, v reflect.Value) { address(f.b, v.String()) }
	case isPlain(t, reflect.String) && escapers == inAddress:
		return func(f *filling, v reflect.Value) { address(f.b, harmless(v.String())) }
	case escapers != inText && escapers != inTitle && escapers != inAttribute:
	case isPlain(t, reflect.String), t == urlType:
		return func(f *filling, v reflect.Value) { escape(f.b, v.String()) }
	case isNumber(t) && isPlain(t, t.Kind()):
		return func(f *filling, v reflect.Value) { f.b.Write(strconv.AppendInt(f.b.AvailableBuffer(), v.Int(), 10)) }
	}
	return nil
}

// isPlain reports whether values of a type are of a kind, and written as values of that kind are.
func isPlain(t reflect.Type, kind reflect.Kind) bool {
	if t.Kind() != kind || t.PkgPath() == "html/template" {
		return false
	}
	for _, own := range []reflect.Type{reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[error](), reflect.TypeFor[fmt.Formatter](), reflect.TypeFor[encoding.TextMarshaler]()} {
		if t.Implements(own) {
			return false
		}
	}
	return true
}

// escape writes text as html/template does within elements and within quoted attributes.
func escape(b *bytes.Buffer, s string) { inLayouts.escape(b, s) }

// escaping are the characters that mean something in HTML, by their bytes, as places of what stands for them.
type escaping [256]uint8

// inLayouts are those that html/template escapes in a layout, inProse those that its HTMLEscape does.
var (
	inLayouts = escaping{0: 1, '"': 2, '&': 3, '\'': 4, '<': 5, '>': 6, '+': 7}
	inProse   = escaping{0: 1, '"': 2, '&': 3, '\'': 4, '<': 5, '>': 6}
	instead   = [...]string{1: "\uFFFD", 2: "&#34;", 3: "&amp;", 4: "&#39;", 5: "&lt;", 6: "&gt;", 7: "&#43;"}
)

func (t *escaping) escape(b *bytes.Buffer, s string) {
	from := 0
	for i := range len(s) {
		if sign := t[s[i]]; sign != 0 {
			b.WriteString(s[from:i])
			b.WriteString(instead[sign])
			from = i + 1
		}
	}
	b.WriteString(s[from:])
}

// harmless gives an address that nobody vouches for, where a browser may follow it: a relative one, or one
// of the web or of mail.
func harmless(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto") {
		return s
	}
	return "#ZgotmplZ"
}

// address writes an address as html/template does within a quoted attribute: what can't stand in one is
// percent-encoded, and what means something in HTML escaped.
func address(b *bytes.Buffer, s string) {
	const hex = "0123456789abcdef"
	from := 0
	for i := range len(s) {
		c := s[i]
		if stays[c] || c == '%' && isEncoded(s[i:]) {
			continue
		}
		b.WriteString(s[from:i])
		from = i + 1
		switch c {
		case '&', '+':
			b.WriteString(instead[inLayouts[c]])
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	b.WriteString(s[from:])
}

// stays tells of which bytes stay as they are in an address.
var stays = newStays()

func newStays() (all [256]bool) {
	for c := range all {
		all[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("!#$*,/:;=?@[]-._~", rune(c))
	}
	return all
}

// isEncoded reports whether s begins with a percent-encoded byte.
func isEncoded(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

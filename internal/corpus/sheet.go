package corpus

import (
	"strings"
)

// sheet is a note before it is written down: the parts that faults are planted in.
type sheet struct {
	path    string
	keys    []key    // the front matter; a note without any has none
	blocks  []string // of the body, above the journal
	heading string   // above the journal; empty for none
	items   []string // the journal, one list item each, without markers
	marker  string   // "- "
	open    string   // the line that begins the front matter
	close   string   // the line that ends it; empty: it is never closed
	bom     bool
	crlf    bool
}

// key is one key of the front matter, its value as written in YAML.
type key struct{ name, value string }

// bytes writes a note down.
func (s *sheet) bytes() []byte {
	var b strings.Builder
	if s.bom {
		b.WriteString("\ufeff")
	}
	s.writeFront(&b)
	for _, block := range s.blocks {
		b.WriteString(block + "\n\n")
	}
	if s.heading != "" {
		b.WriteString(s.heading + "\n\n")
	}
	for _, item := range s.items {
		b.WriteString(s.marker + item + "\n")
	}
	if s.crlf {
		return []byte(strings.ReplaceAll(b.String(), "\n", "\r\n"))
	}
	return []byte(b.String())
}

func (s *sheet) writeFront(b *strings.Builder) {
	if len(s.keys) == 0 {
		return
	}
	b.WriteString(s.open + "\n")
	for _, k := range s.keys {
		b.WriteString(k.name + ":" + k.value + "\n")
	}
	if s.close != "" {
		b.WriteString(s.close + "\n\n")
	}
}

// set gives a key a plain value, in its place where it is there already.
func (s *sheet) set(name, value string) {
	for i := range s.keys {
		if s.keys[i].name == name {
			s.keys[i].value = " " + value
			return
		}
	}
	s.keys = append(s.keys, key{name, " " + value})
}

// drop takes keys away.
func (s *sheet) drop(names ...string) {
	kept := s.keys[:0]
	for _, k := range s.keys {
		if !contains(names, k.name) {
			kept = append(kept, k)
		}
	}
	s.keys = kept
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// text gives a value of the front matter as somebody would type it: plain where YAML reads it as one
// text, else in quotes.
func (d dice) text(s string) string {
	switch {
	case d.percent(8):
		return ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	case d.percent(4) || !isPlain(s):
		return " '" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return " " + s
}

// isPlain tells whether a text can stand in YAML without quotes, also within [ ].
func isPlain(s string) bool {
	return !strings.ContainsAny(s, "#,[]{}\"") && !strings.ContainsAny(s[:1], "'&*!|>%@`-?:") && !strings.Contains(s, ": ")
}

// list gives a list as somebody would type it: in brackets, one a line, or words with commas.
func (d dice) list(items []string) string {
	if len(items) == 1 && d.percent(50) {
		return d.text(items[0])
	}
	switch d.n(4) {
	case 2:
		return "\n  - " + strings.Join(d.plain(items), "\n  - ")
	case 3:
		if isPlain(strings.Join(items, "")) {
			return " " + strings.Join(items, ", ")
		}
	}
	return " [" + strings.Join(d.plain(items), ", ") + "]"
}

func (d dice) plain(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = strings.TrimSpace(d.text(s))
	}
	return out
}

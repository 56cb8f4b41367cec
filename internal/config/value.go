package config

import (
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"redial/internal/civil"
)

// field is a key with its value.
type field struct{ key, value *yaml.Node }

// fields gives the keys of a mapping in the order of the file, each once. What is said of a value that
// is no mapping is the caller's: help shows the right form. A value that is empty has no fields.
func (r *reader) fields(n *yaml.Node, what, help string) []field {
	if isEmpty(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.bad(n, what, help)
		return nil
	}
	var fs []field
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode || k.Value == "":
			r.bad(k, "a key is a word", help)
		case seen[k.Value]:
			r.reportAt(k, "duplicate-key", "`"+k.Value+"` is there twice", "keep one of the two")
		default:
			seen[k.Value] = true
			fs = append(fs, field{k, v})
		}
	}
	return fs
}

// known gives the values of the fields whose keys are right, and reports the others.
func (r *reader) known(fs []field, what string, right []string) map[string]*yaml.Node {
	is := make(map[string]bool, len(right))
	for _, w := range right {
		is[w] = true
	}
	values := make(map[string]*yaml.Node, len(fs))
	for _, f := range fs {
		if is[f.key.Value] {
			values[f.key.Value] = f.value
			continue
		}
		r.unknown(f.key, "unknown-key", what, right)
	}
	return values
}

// isEmpty reports whether a key has no value: nothing, `~` or `null` without quotes.
func isEmpty(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "" && n.Style == 0)
}

// text gives a value as one line of text; ok is false where there is none, or where it is no text, which
// is reported with the help.
func (r *reader) text(n *yaml.Node, help string) (s string, ok bool) {
	if isEmpty(n) {
		return "", false
	}
	if n.Kind == yaml.AliasNode {
		r.bad(n, "an alias can't stand for a setting", "write the value out")
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		r.bad(n, "this is no single value", help)
		return "", false
	}
	s = strings.Join(strings.Fields(n.Value), " ")
	if s == "" {
		r.bad(n, "this is empty", help)
	}
	return s, s != ""
}

// words gives the words of a list: a YAML list of single values, or one value with commas, and with
// blanks too where blanks part.
func (r *reader) words(n *yaml.Node, parts func(rune) bool, help string) []*yaml.Node {
	if isEmpty(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		if _, ok := r.text(n, help); !ok {
			return nil
		}
		return split(n, parts)
	}
	var ws []*yaml.Node
	for _, item := range n.Content {
		if s, ok := r.text(item, help); ok {
			word := *item
			word.Value = s
			ws = append(ws, &word)
		}
	}
	return ws
}

func comma(c rune) bool        { return c == ',' }
func commaOrBlank(c rune) bool { return c == ',' || unicode.IsSpace(c) }

// split parts a value into words, each with its own place where the value stands unquoted on one line.
func split(n *yaml.Node, parts func(rune) bool) []*yaml.Node {
	placed := n.Style == 0 && !strings.Contains(n.Value, "\n")
	var ws []*yaml.Node
	rs := []rune(n.Value)
	for from := 0; from < len(rs); {
		to := from
		for to < len(rs) && !parts(rs[to]) {
			to++
		}
		for from < to && unicode.IsSpace(rs[from]) {
			from++
		}
		word := *n
		word.Value = strings.TrimSpace(string(rs[from:to]))
		if placed {
			word.Column += from
		}
		if word.Value != "" {
			ws = append(ws, &word)
		}
		from = to + 1
	}
	return ws
}

const periodHelp = "write a period: 3d, 2w, 1mo or 1y"

// period reads a period; never says whether the word `never` is one, of length zero.
func (r *reader) period(n *yaml.Node, never bool) (p civil.Period, ok bool) {
	help := periodHelp
	if never {
		help += ", or never"
	}
	s, ok := r.text(n, help)
	if !ok {
		return p, false
	}
	if never && strings.EqualFold(s, "never") {
		return p, true
	}
	p, err := civil.ParsePeriod(s)
	if err != nil {
		if near := likelyPeriod(s); near != "" {
			help = "write " + near
		}
		r.bad(n, err.Error(), help)
	}
	return p, err == nil
}

// likelyPeriod gives a period in the right form for one in other words: 1d for `1 day`.
func likelyPeriod(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	unit := strings.TrimLeft(s, "0123456789")
	short, ok := map[string]string{"day": "d", "week": "w", "wk": "w", "month": "mo", "mon": "mo", "year": "y", "yr": "y"}[strings.TrimSuffix(unit, "s")]
	if _, err := civil.ParsePeriod(strings.TrimSuffix(s, unit) + short); !ok || err != nil {
		return ""
	}
	return strings.TrimSuffix(s, unit) + short
}

// truth reads true or false, in the words that people write for them.
func (r *reader) truth(n *yaml.Node, to *bool) {
	s, ok := r.text(n, "write true or false")
	if !ok {
		return
	}
	switch strings.ToLower(s) {
	case "true", "yes", "on":
		*to = true
	case "false", "no", "off":
		*to = false
	default:
		r.bad(n, "`"+s+"` is neither true nor false", "write true or false")
	}
}

package config

import (
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"redial/internal/diag"
)

// fault is what a problem of the settings is made of. Line and column count from 1, the column and the
// width in runes.
type fault struct {
	line, column, width int
	code                string
	message, help       string
}

func (r *reader) report(f fault) {
	p := diag.Problem{
		File: r.file, Line: f.line, Column: f.column, Severity: diag.Error, Code: f.code,
		Message: f.message, Help: f.help,
	}
	if f.line > 0 && f.line <= len(r.lines) {
		p.Excerpt, p.Width = r.line(f.line), f.width
	}
	r.problems = append(r.problems, p)
}

func (r *reader) line(n int) string {
	return strings.ToValidUTF8(strings.TrimSuffix(r.lines[n-1], "\r"), "\ufffd")
}

// reportAt reports a fault of a key or value.
func (r *reader) reportAt(n *yaml.Node, code, message, help string) {
	r.report(fault{n.Line, n.Column, r.width(n), code, message, help})
}

// bad reports a value of the wrong form.
func (r *reader) bad(n *yaml.Node, message, help string) { r.reportAt(n, "bad-setting", message, help) }

// width gives the length of a value on its first line: of a word itself, of a quoted one with its quotes,
// of anything else up to the end of the line.
func (r *reader) width(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(r.lines) {
		return 0
	}
	rest := []rune(r.line(n.Line))
	rest = []rune(strings.TrimRight(string(rest[min(max(n.Column-1, 0), len(rest)):]), " \t"))
	if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0 && n.Content[0].Kind == yaml.ScalarNode {
		return r.width(n.Content[0])
	}
	if n.Kind != yaml.ScalarNode {
		return len(rest)
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		return quotedWidth(rest)
	}
	return min(utf8.RuneCountInString(n.Value), len(rest))
}

func quotedWidth(rest []rune) int {
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[0] == '"' && rest[i] == '\\':
			i++
		case rest[i] == rest[0]:
			return i + 1
		}
	}
	return len(rest)
}

// maxProposals is how many faults come with the nearest right word: looking for it costs as much as there
// are words, and whoever has more faults than that has another problem.
const maxProposals = 100

// unknown reports a word that is none of those that are right.
func (r *reader) unknown(n *yaml.Node, code, what string, right []string) {
	help := "write " + choice(right)
	if len(r.problems) < maxProposals {
		if near := diag.Nearest(n.Value, right); near != "" {
			help = "did you mean `" + near + "`?"
		}
	}
	r.reportAt(n, code, "`"+n.Value+"` is "+what, help)
}

// choice writes words as people list them: a, b or c.
func choice(words []string) string {
	const most = 12
	if len(words) > most {
		words = append(words[:most:most], "another name that stands in the file")
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

package site

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
	"redial/internal/draft"
)

// A LayoutError is a layout that can't be read or filled. The place is that in the layout.
type LayoutError struct{ Problem diag.Problem }

func (e *LayoutError) Error() string {
	p := &e.Problem
	return fmt.Sprintf("%s:%d:%d: %s\nhelp: mend it; until then the site stays as it is", p.File, p.Line, max(1, p.Column), p.Message)
}

// How html/template writes what is wrong.
var (
	templateError = regexp.MustCompile(`(?s)^(?:html/)?template:\s*([^:\s]+\.html):(\d+)(?::(\d+))?:\s*(.*)$`) // template: row.html:3:14: …
	executing     = regexp.MustCompile(`(?s)^executing "[^"]*" at <(.*?)>: (.*)$`)
	noField       = regexp.MustCompile(`^can't evaluate field (\S+) in type \*?(?:\[\])*\*?(?:site\.)?(\S+)$`)
	noFunction    = regexp.MustCompile(`^function "([^"]*)" not defined`)
	noLayout      = regexp.MustCompile(`^no such template "([^"]*)"`)
	noVariable    = regexp.MustCompile(`^undefined variable "([^"]*)"`)
	unexpected    = regexp.MustCompile(`^unexpected (?:"([^"]*)"|<([^>]*)>|(\{\{\w+\}\}))`)
	notEnded      = regexp.MustCompile(`^unexpected EOF`)
	unlike        = regexp.MustCompile(`^([^}]*)\}.*branches end in different contexts`)
	contexts      = regexp.MustCompile(`: \{state.*$`) // what only those know who know how it escapes
)

// fault gives an error of html/template its place, and says what to do about it.
func (l *layoutSet) fault(err error) error {
	var part *LayoutError
	if errors.As(err, &part) {
		return part
	}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Errorf("layouts: %w", err)
	}
	p := diag.Problem{File: "layouts/" + m[1], Severity: diag.Error, Code: "bad-layout", Message: contexts.ReplaceAllString(m[4], "")}
	fmt.Sscan(m[2], &p.Line)
	near := -1
	fmt.Sscan(m[3], &near)
	p.Excerpt = lineOf(l.text[m[1]], p.Line)
	explainLayout(&p, m[1], near)
	return &LayoutError{p}
}

// DraftProblem tells of a draft that can't be read or filled as faults of layouts are told.
func DraftProblem(e *draft.TemplateError) diag.Problem {
	p := diag.Problem{
		File: e.File, Line: e.Line, Excerpt: lineOf(e.Source, e.Line), Severity: diag.Error, Code: "bad-draft",
		Message: e.Text, Help: "mend the draft, or delete it and the built-in one is used",
	}
	if e.Line > 0 {
		explainLayout(&p, strings.TrimSuffix(path.Base(e.File), path.Ext(e.File)), e.At)
	}
	return p
}

// explainLayout says what is wrong in the words of who writes a layout, and marks it in the line; near is the
// byte near which it is, or -1.
func explainLayout(p *diag.Problem, name string, near int) {
	token := explainFault(p, name)
	p.Column, p.Width = markIn(p.Excerpt, token, near)
}

// explainFault says what is wrong, and gives the text that is meant.
func explainFault(p *diag.Problem, name string) (token string) {
	p.Help = "`redial layouts --data " + name + "` tells what it is filled with"
	if m := executing.FindStringSubmatch(p.Message); m != nil {
		token, p.Message = strings.TrimSuffix(m[1], "..."), m[2]
	}
	for _, f := range layoutFaults {
		if m := f.says.FindStringSubmatch(p.Message); m != nil {
			return cmp.Or(f.explain(p, m), token)
		}
	}
	return token
}

// layoutFaults are what the template packages say of a layout, and how that is told: as the message and the help
// of a problem, and the token at which it is.
var layoutFaults = []struct {
	says    *regexp.Regexp
	explain func(p *diag.Problem, m []string) (token string)
}{
	{noField, func(p *diag.Problem, m []string) string {
		of := strings.Replace(m[2], "draft.", draftPrefix, 1)
		p.Message = article(of) + " has no `" + m[1] + "`"
		p.Help = meant(".", diag.Nearest(m[1], memberNames(of))) + p.Help
		return "." + m[1]
	}},
	{noFunction, func(p *diag.Problem, m []string) string {
		p.Message = "there is no function `" + m[1] + "`"
		p.Help = "those of Go's templates are there: and, or, not, len, index, slice, eq, ne, lt, le, gt, ge, print, printf, println"
		return m[1]
	}},
	{noLayout, func(p *diag.Problem, m []string) string {
		p.Message = "there is no layout `" + m[1] + "`"
		p.Help = meant("", diag.Nearest(m[1], layoutNames)) + "`redial layouts` lists them"
		return m[1]
	}},
	{notEnded, func(p *diag.Problem, _ []string) string {
		p.Message, p.Help = "an {{if}}, {{range}} or {{with}} is not ended", "each needs its {{end}}"
		return ""
	}},
	{noVariable, func(_ *diag.Problem, m []string) string { return m[1] }},
	{unexpected, func(_ *diag.Problem, m []string) string { return m[1] + m[2] + m[3] }},
	{unlike, func(p *diag.Problem, m []string) string {
		p.Help = "what stands in it must leave open the same tags and quotes as when it is left out"
		return m[1]
	}},
}

// meant asks whether a name that is near was meant, behind a sign; there may be none.
func meant(sign, near string) string {
	if near == "" {
		return ""
	}
	return "did you mean `" + sign + near + "`? "
}

// article writes a type that a layout meets as one of its kind.
func article(of string) string {
	switch of {
	case "string", "template.HTML", "template.URL":
		return "a text"
	case "int":
		return "a number"
	case "bool":
		return "true or false"
	}
	return of
}

// memberNames are what a type has that a layout meets.
func memberNames(of string) []string {
	var names []string
	for line := range strings.Lines(dataSections()[of]) {
		if name, ok := strings.CutPrefix(line, "  ."); ok {
			name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
			names = append(names, name)
		}
	}
	return names
}

func lineOf(text string, n int) string {
	lines := strings.Split(text, "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[n-1], "\r")
}

// markIn gives the column and the width, in runes, of what is meant in a line: the text that is nearest to
// a byte, else where the first action begins.
func markIn(line, token string, near int) (column, width int) {
	best := -1
	for at := 0; token != "" && at <= len(line); {
		i := strings.Index(line[at:], token)
		if i < 0 {
			break
		}
		if at += i; best < 0 || abs(at-near) < abs(best-near) {
			best = at
		}
		at++
	}
	if best < 0 {
		return max(0, strings.Index(line, "{{")) + 1, 0
	}
	return utf8.RuneCountInString(line[:best]) + 1, utf8.RuneCountInString(token)
}

func abs(n int) int { return max(n, -n) }

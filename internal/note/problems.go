package note

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/diag"
)

// The codes of what can be wrong in a note alone (SPEC 9). Those of an entry stand with its grammar.
const (
	codeAddress    = "bad-address"
	codeDate       = "bad-date"
	codePeriod     = "bad-period"
	codeYAML       = "bad-yaml"
	codeNotYAML    = "not-yaml"
	codeDuplicate  = "duplicate-key"
	codeConflict   = "conflict"
	codeNotUTF8    = "not-utf8"
	codeTooLarge   = "too-large"
	codeUnknownKey = "unknown-key"
	codeMeetings   = "two-meetings"
)

// CodeOpenFront is the code of front matter that is never closed, as it is while a note is written.
const CodeOpenFront = "open-front-matter"

// maxProblems is how many problems of one note are listed, so that a file that is no note at all can
// neither fill the memory nor the screen.
const maxProblems = 1000

// longestExcerpt is how many bytes of a line are shown with a problem.
const longestExcerpt = 300

const wholeFile = -1

// problem is one as it is found: its place is an offset in the text, made a line and a column when
// all is read.
type problem struct {
	at, width             int // in bytes; at is wholeFile where no line is meant
	severity              diag.Severity
	code                  string
	message, help, remark string
}

func (r *reading) found(p problem) { r.problems = append(r.problems, p) }

// list gives the problems in the order of the file.
func (r *reading) list() []diag.Problem {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.code, b.code))
	})
	all := slices.Compact(r.problems)
	shown := all[:min(len(all), maxProblems)]
	list := make([]diag.Problem, 0, len(shown)+1)
	for _, p := range shown {
		list = append(list, r.place(p))
	}
	if more := all[len(shown):]; len(more) > 0 {
		list = append(list, r.place(unlisted(more)))
	}
	return list
}

// unlisted stands for the problems beyond those that are listed.
func unlisted(more []problem) problem {
	p := problem{at: more[0].at, severity: diag.Warning, code: codeTooLarge,
		message: fmt.Sprintf("%s of this note, from here on, not listed", count(len(more), "more problem")),
		help:    "mend those above first"}
	for _, m := range more {
		if m.severity == diag.Error {
			p.severity = diag.Error
		}
	}
	return p
}

// place gives a problem its line, column and excerpt.
func (r *reading) place(p problem) diag.Problem {
	d := diag.Problem{File: r.note.File, Severity: p.severity, Code: p.code,
		Message: squeezed(p.message), Help: squeezed(p.help), Remark: squeezed(p.remark)}
	if p.at == wholeFile {
		return d
	}
	line, start := r.ruler.line(p.at)
	text, _ := lineAt(r.text, start)
	d.Line = line
	before := text[:min(p.at-start, len(text))]
	d.Column = utf8.RuneCount(before) + 1
	marked := text[len(before):min(len(before)+p.width, len(text))]
	d.Width = utf8.RuneCount(marked)
	d.Excerpt = excerpt(text, len(before)+len(marked))
	return d
}

// excerpt gives a line as it is shown: a long one is cut behind what is marked, and left out when
// that lies too far to the right.
func excerpt(line []byte, needed int) string {
	if len(line) <= longestExcerpt {
		return string(line)
	}
	if needed > longestExcerpt {
		return ""
	}
	return strings.ToValidUTF8(string(line[:longestExcerpt]), "") + "…"
}

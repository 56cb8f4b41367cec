package config

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"redial/internal/diag"
)

// maxSize bounds the bytes of settings that are read: real ones have a few thousand.
const maxSize = 1 << 20

// Parse reads settings. The file's name is used in problems alone. It never fails: see the package's
// comment for what is wrong.
func Parse(file string, src []byte) (*Config, []diag.Problem) {
	r := &reader{file: file, config: Default()}
	if len(src) > maxSize {
		r.problems = append(r.problems, diag.Problem{
			File: file, Severity: diag.Error, Code: "too-large",
			Message: "the settings are larger than 1 MiB", Help: "take out what is not a setting",
		})
		return r.config, r.problems
	}
	r.lines = strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
	if root := r.load(src); root != nil {
		r.read(root)
	}
	return r.config, diag.Sort(r.problems)
}

// reader reads one file of settings into config, and notes what is wrong.
type reader struct {
	file     string
	lines    []string
	config   *Config
	problems []diag.Problem
	policies []string        // the names of all policies, those built in first
	isPolicy map[string]bool // the same
}

// load gives the root of the first YAML document, nil where there is none or it can't be read.
func (r *reader) load(src []byte) *yaml.Node {
	if at := invalidUTF8(src); at >= 0 {
		line := bytes.Count(src[:at], []byte("\n")) + 1
		column := utf8.RuneCount(src[bytes.LastIndexByte(src[:at], '\n')+1:at]) + 1
		r.report(fault{
			line: line, column: column, width: 1, code: "not-utf8",
			message: "this is not UTF-8 text", help: "save the file as UTF-8",
		})
		return nil
	}
	l, err := yaml.NewLoader(bytes.NewReader(src))
	if err != nil {
		r.reportYAML(err)
		return nil
	}
	var doc, second yaml.Node
	if err := l.Load(&doc); err != nil {
		if !errors.Is(err, io.EOF) {
			r.reportYAML(err)
		}
		return nil
	}
	switch err := l.Load(&second); {
	case err == nil:
		r.report(fault{
			line: second.Line, column: second.Column, width: len("---"), code: "bad-yaml",
			message: "settings are one YAML document, and a second one begins here", help: "take this line out",
		})
	case !errors.Is(err, io.EOF):
		r.reportYAML(err)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

func invalidUTF8(src []byte) int {
	for at := 0; at < len(src); {
		r, size := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// reportYAML reports what the YAML library says.
func (r *reader) reportYAML(err error) {
	f := fault{code: "bad-yaml", message: "this is not YAML", help: "put the value in quotes"}
	var le *yaml.LoadError
	if errors.As(err, &le) {
		mark := markOf(le)
		f.line, f.column, f.width = mark.Line, mark.Column, 1
		f.message = "this is not YAML: " + le.Message
		f.help = helpForYAML(le.Message)
	}
	r.report(f)
}

// markOf gives the place to look at: of a quote or bracket that was never closed where it begins, not the
// end of the file, where that showed.
func markOf(e *yaml.LoadError) yaml.Mark {
	if e.ContextMark.Line > 0 && (e.Stage == yaml.ScannerStage || strings.Contains(e.ContextMsg, "flow")) {
		return e.ContextMark
	}
	return e.Mark
}

func helpForYAML(message string) string {
	for _, h := range []struct{ part, help string }{
		{"mapping values are not allowed", "put a value that holds a colon and a blank in quotes"},
		{"cannot start any token", "put the value in quotes, and indent with blanks, not with tabs"},
		{"end of stream", "close the quote or the bracket that begins here"},
		{"',' or ']'", "close the list that begins here with ]"},
		{"',' or '}'", "close the braces that begin here with }"},
		{"simple key", "write a key, a colon and a blank"},
		{"expected key", "indent lines of one level alike, with blanks"},
		{"block end", "indent lines of one level alike, with blanks"},
		{"control characters", "take out the character that can't be seen"},
	} {
		if strings.Contains(message, h.part) {
			return h.help
		}
	}
	return "put the value in quotes"
}

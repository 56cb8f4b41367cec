package note

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"redial/internal/diag"
)

// pair is a key of the front matter with its value. Lines and columns of the key are the file's, those
// of the node count from the line base.
type pair struct {
	key    Text
	node   *yaml.Node
	base   int  // lines above the YAML that the node was read from
	faulty bool // was read from lines that YAML refuses, which is reported
	theirs bool // stands on the second side of a conflict
	second bool // stands in a second front matter
}

// at gives the text of a node of the pair with its place in the file.
func (p pair) at(n *yaml.Node, value string) Text {
	return Text{Value: value, Line: n.Line + p.base, Column: n.Column}
}

// pairs reads the keys of a block. Where YAML refuses it as a whole, it is read line by line.
func (r *reading) pairs(text []byte, b block) []pair {
	line, _ := r.ruler.line(b.start)
	keys := text[b.start:b.end]
	root, fault := decode(keys)
	if fault != nil {
		return r.salvage(keys, b.start, line-1, fault)
	}
	return mapping(root, line-1)
}

func mapping(root *yaml.Node, base int) []pair {
	if root == nil {
		return nil
	}
	list := make([]pair, 0, len(root.Content)/2)
	for i := 0; i+1 < len(root.Content); i += 2 {
		k := root.Content[i]
		key := Text{Value: oneLine(k), Line: k.Line + base, Column: k.Column}
		list = append(list, pair{key: key, node: root.Content[i+1], base: base})
	}
	return list
}

// yamlFault is what YAML has against a block: where, in lines and columns of the block, and what.
type yamlFault struct {
	line, column int // from 1; 0 when unknown
	message      string
	char         bool // the character at the place is what is wrong
}

// untyped are the library's options. To make them costs as much as to read a line.
var untyped = yaml.WithV3Defaults()

// decode reads YAML into nodes, with no value typed. The root is a map, or nil where nothing is there.
func decode(keys []byte) (*yaml.Node, *yamlFault) {
	if onlyComments(keys) {
		return nil, nil
	}
	var document yaml.Node
	err := yaml.Load(onlyLineEnds(keys), &document, untyped)
	if err != nil {
		return nil, faultOf(keys, err)
	}
	root := document.Content[0]
	if n := refused(root); n != nil {
		return nil, &yamlFault{line: n.Line, column: n.Column, message: refusal(n), char: true}
	}
	if root.Kind != yaml.MappingNode {
		return nil, &yamlFault{line: root.Line, column: root.Column, message: noKey}
	}
	return root, nil
}

const (
	noKey   = "this is no `key: value`"
	noBlank = "a colon with a blank behind it is missing here"
)

// onlyLineEnds replaces the characters besides CR and LF at which YAML ends a line, so that it counts
// lines as all others do. Columns count runes, and stay.
func onlyLineEnds(keys []byte) []byte {
	for _, c := range []string{"\u2028", "\u2029", "\u0085"} {
		if bytes.Contains(keys, []byte(c)) {
			keys = bytes.ReplaceAll(keys, []byte(c), []byte(" "))
		}
	}
	return keys
}

// refused gives the first anchor, alias or merge key below a node: notes have no use for them, and a
// few lines of them stand for more text than fits into any memory.
func refused(n *yaml.Node) *yaml.Node {
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.Tag == "!!merge" {
		return n
	}
	for _, c := range n.Content {
		if found := refused(c); found != nil {
			return found
		}
	}
	return nil
}

func refusal(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.AliasNode:
		return fmt.Sprintf("`*%s` is an alias, which notes don't have", n.Value)
	case n.Anchor != "":
		return fmt.Sprintf("`&%s` is an anchor, which notes don't have", n.Anchor)
	}
	return "`<<` is a merge key, which notes don't have"
}

// faultOf makes an error of the library's one of ours.
func faultOf(keys []byte, err error) *yamlFault {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &yamlFault{message: "this is no YAML"}
	}
	mark := e.Mark
	if e.ContextMark.Line > 0 && (e.Stage == yaml.ScannerStage || strings.Contains(e.ContextMsg, "flow")) {
		mark = e.ContextMark
	}
	f := &yamlFault{line: mark.Line, column: mark.Column, message: "this is no YAML: " + e.Message}
	for _, known := range yamlFaults {
		if strings.Contains(e.Message, known.says) || strings.Contains(e.ContextMsg, known.says) {
			f.message = strings.Replace(known.message, "%s", charAt(keys, mark.Line, mark.Column), 1)
			f.char = known.char
			break
		}
	}
	if mark.Line == 0 {
		f.locate(keys)
	}
	return f
}

// yamlFaults are the library's messages that people meet, in words for them.
var yamlFaults = []struct {
	says, message string
	char          bool
}{
	{"mapping values are not allowed", "a second `: ` stands in one value", true},
	{"cannot start any token", "a value can't begin with %s", true},
	{"quoted scalar", "the quote is not closed", true},
	{"unknown anchor", "%s begins an alias, which notes don't have", true},
	{"flow sequence", "the list is not closed", true},
	{"flow mapping", "the map is not closed", true},
	{"could not find expected ':'", noKey, false},
	{"did not find expected key", "this line does not go with those above it", false},
	{"found multiple", secondDocument, false},
	{"control characters", "a control character stands here", true},
}

const secondDocument = "a second document begins here"

// locate finds the place of what the library gives none for.
func (f *yamlFault) locate(keys []byte) {
	line := 1
	for at := 0; at < len(keys); line++ {
		text, next := lineAt(keys, at)
		if f.message == secondDocument && bytes.HasPrefix(text, rule) {
			f.line, f.column = line, 1
			return
		}
		if i := bytes.IndexFunc(text, isControl); f.message != secondDocument && i >= 0 {
			f.line, f.column = line, utf8.RuneCount(text[:i])+1
			return
		}
		at = next
	}
}

func isControl(c rune) bool {
	return c < ' ' && c != '\t' || c >= 0x7f && c < 0xa0 || c == '\uFEFF' || c >= 0xFFFE && c <= 0xFFFF
}

// charAt gives the character at a place, quoted, or its name.
func charAt(keys []byte, line, column int) string {
	r := newRuler(keys, 0)
	at := r.offset(line, column)
	if at >= len(keys) {
		return "nothing"
	}
	if keys[at] == '\t' {
		return "a tab"
	}
	c, _ := utf8.DecodeRune(keys[at:])
	return "`" + string(c) + "`"
}

// reportYAML reports a fault of the block that begins at start.
func (r *reading) reportYAML(keys []byte, start int, f *yamlFault) {
	lines := newRuler(keys, 0)
	at := lines.offset(f.line, f.column)
	_, from := lines.line(at)
	text, _ := lineAt(keys, from)
	p := problem{at: start + at, severity: diag.Error, code: codeYAML, message: f.message, help: mending(text, f.message)}
	if p.width = len(bytes.TrimRight(text[min(at-from, len(text)):], " \t")); f.char && p.width > 0 {
		_, p.width = utf8.DecodeRune(keys[at:])
	}
	if p.width == 0 { // behind the end of the line
		p.at, p.width = start+from, len(text)
	}
	r.found(p)
}

// mending says what to type instead of a faulty line.
func mending(line []byte, message string) string {
	key, value, ok := keyLine(line)
	if message == noBlank {
		key, value, _ = tightKey(line)
		return fmt.Sprintf("write `%s: %s`", key, bytes.TrimSpace(line[value:]))
	}
	switch {
	case message == secondDocument:
		return "delete this line"
	case strings.Contains(message, "a tab"):
		return "indent with spaces, not with tabs"
	case strings.Contains(message, "control character"):
		return "delete it"
	case strings.Contains(message, "merge key"):
		return "write the keys one by one"
	case strings.Contains(message, "list is not closed"):
		return "put a `]` at its end"
	case strings.Contains(message, "map is not closed"):
		return "put a `}` at its end"
	case message == noKey && !ok:
		return "write a key and a colon before it, or move it below the front matter"
	case !ok:
		return "put quotes around the value, and begin each key at the start of its line"
	}
	return fmt.Sprintf("write `%s: %s`", key, quoted(plain(line[value:])))
}

// quoted writes a value as YAML that can't be misread.
func quoted(value string) string {
	if !strings.Contains(value, `"`) && !strings.Contains(value, `\`) {
		return `"` + value + `"`
	}
	return "'" + strings.ReplaceAll(value, "'", "''") + "'"
}

// plain gives the value of a faulty line as text: without blanks and comment around it, without the
// quotes at its ends.
func plain(value []byte) string {
	s := strings.TrimSpace(string(value))
	if strings.HasPrefix(s, "#") {
		return ""
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	return unquoted(s)
}

// unquoted takes a quote off either end, the other one there or not.
func unquoted(s string) string {
	for _, q := range []string{`"`, `'`} {
		if t, ok := strings.CutPrefix(s, q); ok {
			return strings.TrimSuffix(t, q)
		}
	}
	return s
}

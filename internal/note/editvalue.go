package note

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// field is a key of the front matter with the places of its value.
type field struct {
	d           *editing
	node        *yaml.Node
	line        int    // where the key's line begins
	start, stop int    // the value; both behind the colon where there is none
	end         int    // where the key's line ends, with its line end
	items       []line // of a list that stands below the key
}

// line is a line that holds one item of a list.
type line struct {
	start, end int // with its line end
	value      int // where the item's value begins
}

// field finds the value of a key; it refuses one that can't be changed without touching more.
func (d *editing) field(i int) (*field, error) {
	p := d.keys[i]
	at := d.ruler.offset(p.key.Line, p.key.Column)
	f := &field{d: d, node: p.node, line: lineStart(d.text, at)}
	if f.line < d.front.start {
		f.line = d.front.start
	}
	first, next := lineAt(d.text, f.line)
	key, value, ok := keyLine(first[min(at-f.line, len(first)):])
	if !ok || key != p.key.Value || !isBlank(d.text[f.line:at]) {
		return nil, d.at(at, "the key is not written `key: value`", "write it so, or change it by hand")
	}
	value += at
	end := d.front.end
	if i+1 < len(d.keys) {
		end = d.ruler.offset(d.keys[i+1].key.Line, 1)
	}
	f.end = next
	if p.node.Kind == yaml.SequenceNode && p.node.Style&yaml.FlowStyle == 0 {
		return f, f.findItems(end, p.base)
	}
	if belongsMore(d.text[next:end]) && (p.node.Kind != yaml.SequenceNode || p.node.Style&yaml.FlowStyle == 0) {
		return nil, d.at(at, fmt.Sprintf("the value of `%s` stands on several lines", key), "change it by hand")
	}
	return f, f.findValue(value, p)
}

// belongsMore reports whether lines below a key hold more than blanks and comments.
func belongsMore(lines []byte) bool { return !onlyComments(lines) }

// findValue finds a value that stands beside its key, from an offset behind the colon on.
func (f *field) findValue(at int, p pair) error {
	rest := f.d.text[at:f.d.endOfLine(at)]
	blanks := len(rest) - len(bytes.TrimLeft(rest, " \t"))
	f.start = at + blanks
	if blanks == len(rest) || rest[blanks] == '#' {
		f.start, f.stop = at, at
		return nil
	}
	if p.node.Kind == yaml.MappingNode || p.node.Style&yaml.TaggedStyle != 0 {
		return f.d.at(at, fmt.Sprintf("the value of `%s` is no text and no list", p.key.Value), "change it by hand")
	}
	width, ok := valueEnd(rest[blanks:], p.node)
	if !ok && p.node.Kind == yaml.SequenceNode {
		return f.d.at(at, fmt.Sprintf("the value of `%s` is no list of words on one line", p.key.Value), "change it by hand")
	}
	if !ok {
		return f.d.at(at, fmt.Sprintf("the value of `%s` stands on several lines", p.key.Value), "change it by hand")
	}
	f.stop = f.start + width
	return nil
}

// valueEnd gives how far a value goes in what is left of its line.
func valueEnd(rest []byte, n *yaml.Node) (width int, ok bool) {
	switch {
	case n.Kind == yaml.SequenceNode:
		_, width = flowItems(rest)
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		width = quoteEnd(rest)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 0, false
	default:
		width = plainEnd(rest, "")
	}
	behind := bytes.TrimLeft(rest[width:], " \t")
	return width, width > 0 && (len(behind) == 0 || behind[0] == '#')
}

// quoteEnd gives where a quoted text ends that s begins with; 0 where it does not.
func quoteEnd(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] == s[0] && s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return 0
}

// plainEnd gives where a text without quotes ends: before a comment, or one of the signs that end it.
func plainEnd(s []byte, signs string) int {
	for i, c := range s {
		if strings.IndexByte(signs, c) >= 0 || c == '#' && i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') {
			s = s[:i]
			break
		}
	}
	return len(bytes.TrimRight(s, " \t"))
}

// span is a range of bytes of a line.
type span struct{ start, end int }

// flowItems gives the items of a list in brackets, `[a, "b, c"]`, that s begins with, and where it ends;
// 0 where it ends on another line, or holds more than texts.
func flowItems(s []byte) (items []span, end int) {
	for i := 1; i < len(s); {
		for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == ',') {
			i++
		}
		if i == len(s) || s[i] == '[' || s[i] == '{' {
			return nil, 0
		}
		if s[i] == ']' {
			return items, i + 1
		}
		width := plainEnd(s[i:], ",]{}[")
		if s[i] == '"' || s[i] == '\'' {
			width = quoteEnd(s[i:])
		}
		if width == 0 {
			return nil, 0
		}
		items = append(items, span{i, i + width})
		i += width
		if behind := bytes.TrimLeft(s[i:], " \t"); len(behind) == 0 || behind[0] != ',' && behind[0] != ']' {
			return nil, 0
		}
	}
	return nil, 0
}

// findItems finds the lines of a list that stands below its key, one item a line.
func (f *field) findItems(end, base int) error {
	for i, n := range f.node.Content {
		at := f.d.ruler.offset(n.Line+base, n.Column)
		l := line{start: lineStart(f.d.text, at), value: at}
		_, l.end = lineAt(f.d.text, at)
		next := end
		if i+1 < len(f.node.Content) {
			next = f.d.ruler.offset(f.node.Content[i+1].Line+base, 1)
		}
		dash := bytes.TrimSpace(f.d.text[l.start:at])
		width := 0
		if n.Kind == yaml.ScalarNode && n.Style&yaml.TaggedStyle == 0 && string(dash) == "-" {
			width, _ = valueEnd(f.d.text[at:f.d.endOfLine(at)], n)
		}
		if width == 0 || l.end > next || belongsMore(f.d.text[l.end:next]) {
			return f.d.at(at, "this item is not one line of text", "change the list by hand")
		}
		f.items = append(f.items, l)
	}
	return nil
}

// set gives the splices that give the key other values.
func (f *field) set(name string, values []string) ([]splice, error) {
	switch {
	case f.items != nil:
		return f.setItems(values)
	case f.node.Kind == yaml.SequenceNode:
		return []splice{{f.start, f.stop, f.flow(values)}}, nil
	case f.start == f.stop:
		return []splice{f.fill(strings.TrimPrefix(newLine(name, values), name+": "))}, nil
	case len(values) == 1 && fits(name, values[0]):
		return []splice{{f.start, f.stop, spelled(values[0], f.node.Style, false)}}, nil
	}
	if sep := separatorOf(name); strings.Contains(f.node.Value, sep) && !slices.ContainsFunc(values, func(v string) bool { return strings.Contains(v, sep) }) {
		return []splice{{f.start, f.stop, spelled(strings.Join(values, ", "), f.node.Style, false)}}, nil
	}
	return []splice{{f.start, f.stop, flow(values)}}, nil
}

// fill gives the splice that writes a value where there is none, before a comment and its blanks.
func (f *field) fill(value string) splice {
	rest := f.d.text[f.start:f.d.endOfLine(f.start)]
	blanks := len(rest) - len(bytes.TrimLeft(rest, " \t"))
	switch {
	case blanks == 0:
		return splice{f.start, f.start, " " + value}
	case blanks == len(rest):
		return splice{f.start + blanks, f.start + blanks, value}
	case blanks == 1:
		return splice{f.start + 1, f.start + 1, value + " "}
	}
	return splice{f.start + 1, f.start + 1, value}
}

// flow writes a list in brackets anew: what stays in it is spelled as it was, and so are the blanks.
func (f *field) flow(values []string) string {
	list := f.d.text[f.start:f.stop]
	items, _ := flowItems(list)
	if len(items) == 0 {
		return flow(values)
	}
	separator := ", "
	if len(items) > 1 {
		separator = string(list[items[0].end:items[1].start])
	}
	var words []string
	for _, v := range values {
		word := spelled(v, f.style(), true)
		if i := f.index(v); i >= 0 {
			word = string(list[items[i].start:items[i].end])
		}
		words = append(words, word)
	}
	return string(list[:items[0].start]) + strings.Join(words, separator) + string(list[items[len(items)-1].end:])
}

// index gives the item of a list with a value, or -1.
func (f *field) index(value string) int {
	return slices.IndexFunc(f.node.Content, func(n *yaml.Node) bool { return oneLine(n) == value })
}

// clear gives the splices that take the key away. Comments between the items of a list stay.
func (f *field) clear() []splice {
	splices := []splice{{f.line, f.end, ""}}
	for _, l := range f.items {
		splices = append(splices, splice{l.start, l.end, ""})
	}
	return splices
}

// setItems gives the splices for a list on lines of its own: the lines of what stays are kept, with
// their comments.
func (f *field) setItems(values []string) ([]splice, error) {
	stays := make([]bool, len(f.items))
	fresh := make([]string, len(f.items)+1) // the lines that go behind as many items
	behind := 0
	for _, v := range values {
		i := f.index(v)
		switch {
		case i < 0:
			fresh[behind] += f.newItem(max(behind-1, 0), v)
		case i < behind:
			return nil, f.d.at(f.line, "the list has its items in another order", "change it by hand")
		default:
			stays[i] = true
			behind = i + 1
		}
	}
	return f.itemSplices(stays, fresh), nil
}

func (f *field) itemSplices(stays []bool, fresh []string) []splice {
	var splices []splice
	at := f.items[0].start
	for i, text := range fresh {
		if text != "" {
			splices = append(splices, splice{at, at, text})
		}
		if i == len(f.items) {
			break
		}
		l := f.items[i]
		if at = l.end; !stays[i] {
			splices = append(splices, splice{l.start, l.end, ""})
		}
	}
	return splices
}

// newItem writes a line for a new item, as another one is written.
func (f *field) newItem(like int, value string) string {
	l := f.items[like]
	return string(f.d.text[l.start:l.value]) + spelled(value, f.style(), false) + f.d.eol(l.value)
}

// style gives the quotes that all items of a list have.
func (f *field) style() yaml.Style {
	const quotes = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle
	style := quotes
	for _, n := range f.node.Content {
		style &= n.Style
	}
	return style
}

func flow(values []string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = spelled(v, 0, true)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// spelled writes a value in the quotes that the one before it had, or without any where that can't be
// misread. inFlow says that it stands in brackets.
func spelled(value string, style yaml.Style, inFlow bool) string {
	switch {
	case style&yaml.DoubleQuotedStyle != 0:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	case style&yaml.SingleQuotedStyle != 0:
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	case isPlain(value, inFlow):
		return value
	}
	return quoted(value)
}

// otherwise matches what YAML, in one of its versions, takes for something else than text: numbers, words
// for true and false, times. A date is left as it is: it is one.
var otherwise = regexp.MustCompile(`^(?i:[-+]?[.0-9][0-9_.,:]*(e[-+]?[0-9]+)?|[-+]?0[xob][0-9a-f_]+|[-+]?\.(inf|nan)|y|n|yes|no|on|off|true|false|null)$`)

// isPlain reports whether a value needs no quotes. It is stricter than YAML, for notes are read by other
// programs too.
func isPlain(value string, inFlow bool) bool {
	first, _ := utf8.DecodeRuneInString(value)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && !strings.ContainsRune("+(/", first) || otherwise.MatchString(value) {
		return false
	}
	for i, c := range value {
		switch {
		case unicode.In(c, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune(" -_./@+()'&!?$%;*=~^", c):
		case c == ',' && !inFlow:
		case c == ':' && i+1 < len(value) && value[i+1] != ' ' && !inFlow:
		case c == '#' && value[i-1] != ' ':
		default:
			return false
		}
	}
	return true
}

package note

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// salvaging reads what can be read of a block that YAML refuses. The lines of one key are a chunk, and
// each chunk is YAML by itself; one that is faulty too is read as `key: value`. A line that belongs to
// no key is kept under no name.
type salvaging struct {
	*reading
	keys   []byte // the block
	start  int    // where it stands in the text
	pairs  []pair
	faulty bool // a fault was reported
}

// salvage reads the block that begins at start, below base lines. whole is what YAML has against it.
func (r *reading) salvage(keys []byte, start, base int, whole *yamlFault) []pair {
	s := salvaging{reading: r, keys: keys, start: start}
	for from := 0; from < len(keys); {
		to := chunkEnd(keys, from)
		s.chunk(from, to, base)
		base += bytes.Count(keys[from:to], []byte("\n"))
		from = to
	}
	if !s.faulty { // what is wrong lies between the chunks
		r.reportYAML(keys, start, whole)
	}
	return s.pairs
}

// chunkEnd gives where the chunk that begins at from ends: before the next line with a key. A key that
// the format knows begins one behind blanks too, where the key above has its value beside it: somebody
// put them there by mistake, and `next` must not end up as a part of a name.
func chunkEnd(keys []byte, from int) int {
	first, at := lineAt(keys, from)
	shifted := hasValue(first)
	for at < len(keys) {
		line, next := lineAt(keys, at)
		if key, _, ok := keyLine(line[indent(line):]); ok && (indent(line) == 0 || shifted && known(key)) {
			return at
		}
		at = next
	}
	return at
}

// hasValue reports whether a line with a key has its whole value beside it, as far as one can see: it
// opens no text or list that goes on below.
func hasValue(line []byte) bool {
	_, value, ok := keyLine(line[indent(line):])
	if !ok {
		return false
	}
	rest := bytes.TrimSpace(line[indent(line)+value:])
	return len(rest) > 0 && !bytes.ContainsAny(rest[:1], "|>[{\"'#&")
}

func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }

// chunk reads the lines between two offsets.
func (s *salvaging) chunk(from, to, base int) {
	root, fault := decode(s.keys[from:to])
	if fault == nil {
		s.pairs = append(s.pairs, mapping(root, base)...)
		return
	}
	if stray := strayLine(s.keys, from, to); stray < to {
		if stray > from {
			s.chunk(from, stray, base)
		}
		s.stray(stray, to, base+bytes.Count(s.keys[from:stray], []byte("\n")))
		return
	}
	s.report(from, fault)
	s.pairs = append(s.pairs, raw(s.keys[from:to], base)...)
}

func (s *salvaging) report(from int, fault *yamlFault) {
	s.faulty = true
	s.reportYAML(s.keys[from:], s.start+from, fault)
}

// strayLine gives the first line of a chunk that has no key and can belong to none.
func strayLine(keys []byte, from, to int) int {
	for at := from; at < to; {
		line, next := lineAt(keys, at)
		if _, _, ok := keyLine(line); !ok && !isBlank(line) && !belongs(line) {
			return at
		}
		at = next
	}
	return to
}

// stray reads lines that belong to no key: those that are none by themselves are kept under no name.
func (s *salvaging) stray(from, to, base int) {
	for at := from; at < to; base++ {
		line, next := lineAt(s.keys, at)
		root, fault := decode(line)
		if key, value, tight := tightKey(line); fault != nil && tight {
			s.report(at, &yamlFault{line: 1, column: utf8.RuneCount(line[:value]), message: noBlank, char: true})
			s.pairs = append(s.pairs, rawPair(line, 0, key, value, base, 1))
			s.pairs[len(s.pairs)-1].closeList()
		} else if fault == nil {
			s.pairs = append(s.pairs, mapping(root, base)...)
		} else if !isBlank(line) {
			s.report(at, strayFault(line, fault))
			key := Text{Line: base + 1, Column: 1}
			s.pairs = append(s.pairs, pair{key: key, node: scalar(squeezed(string(line)), 1, 1), base: base, faulty: true})
		}
		at = next
	}
}

func strayFault(line []byte, fault *yamlFault) *yamlFault {
	if bytes.HasPrefix(line, rule) {
		return &yamlFault{line: 1, column: 1, message: secondDocument}
	}
	return fault
}

// raw reads a faulty chunk as `key: value`. What stands below is part of the value, but for an indented
// line with a key of the format.
func raw(lines []byte, base int) []pair {
	var list []pair
	for at, line := 0, 1; at < len(lines); line++ {
		text, next := lineAt(lines, at)
		at = next
		indent := len(text) - len(bytes.TrimLeft(text, " \t"))
		key, value, ok := keyLine(text[indent:])
		if len(list) == 0 || ok && known(key) {
			list = append(list, rawPair(text, indent, key, indent+value, base, line))
			continue
		}
		list[len(list)-1].addBelow(text, indent, line)
	}
	for i := range list {
		list[i].closeList()
	}
	return list
}

func rawPair(text []byte, indent int, key string, value, base, line int) pair {
	value += len(text[value:]) - len(bytes.TrimLeft(text[value:], " \t"))
	return pair{
		key:    Text{Value: key, Line: base + line, Column: indent + 1},
		node:   scalar(plain(text[value:]), line, utf8.RuneCount(text[:value])+1),
		base:   base,
		faulty: true,
	}
}

// addBelow adds a line that stands below a faulty key: an item of its list, or more of its text.
func (p *pair) addBelow(text []byte, indent, line int) {
	item, isItem := bytes.CutPrefix(text[indent:], []byte("- "))
	value := plain(item)
	switch {
	case value == "":
	case isItem && p.node.Value == "":
		p.node.Kind = yaml.SequenceNode
		p.node.Content = append(p.node.Content, scalar(value, line, indent+len("- ")+1))
	case p.node.Kind == yaml.SequenceNode:
		p.node.Content = append(p.node.Content, scalar(value, line, indent+1))
	default:
		p.node.Value = strings.TrimSpace(p.node.Value + " " + value)
	}
}

// closeList takes the brackets off a list that was not closed.
func (p *pair) closeList() {
	if list, ok := strings.CutPrefix(p.node.Value, "["); ok {
		p.node.Value = strings.TrimSuffix(list, "]")
		p.node.Column++
	}
}

func scalar(value string, line, column int) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: value, Line: line, Column: column}
}

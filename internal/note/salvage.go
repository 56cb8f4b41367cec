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

// chunkEnd gives where the chunk that begins at from ends: before the next line with a key.
func chunkEnd(keys []byte, from int) int {
	_, at := lineAt(keys, from)
	for at < len(keys) {
		line, next := lineAt(keys, at)
		if _, _, ok := keyLine(line); ok {
			return at
		}
		at = next
	}
	return at
}

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
	s.pairs = append(s.pairs, raw(s.keys[from:to], base))
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

// stray keeps lines that belong to no key.
func (s *salvaging) stray(from, to, base int) {
	for at := from; at < to; base++ {
		line, next := lineAt(s.keys, at)
		if text := strings.TrimSpace(string(line)); text != "" && text[0] != '#' {
			s.report(at, &yamlFault{line: 1, column: 1, message: noKey})
			node := scalar(text, 1, 1)
			s.pairs = append(s.pairs, pair{key: Text{Line: base + 1, Column: 1}, node: node, base: base})
		}
		at = next
	}
}

// raw reads a faulty chunk as `key: value`; items and lines below are taken as they are.
func raw(lines []byte, base int) pair {
	first, next := lineAt(lines, 0)
	key, value, ok := keyLine(first)
	p := pair{key: Text{Value: key, Line: base + 1, Column: 1}, base: base}
	if !ok {
		value = 0
	}
	column := utf8.RuneCount(first[:value+len(first[value:])-len(bytes.TrimLeft(first[value:], " \t"))]) + 1
	text := []string{plain(first[value:])}
	var items []*yaml.Node
	for line := 2; next < len(lines); line++ {
		var below []byte
		below, next = lineAt(lines, next)
		item, isItem := bytes.CutPrefix(bytes.TrimSpace(below), []byte("- "))
		switch below := plain(item); {
		case below == "":
		case isItem:
			items = append(items, scalar(below, line, 1+utf8.RuneCount(lines[:0])))
		default:
			text = append(text, below)
		}
	}
	if len(items) > 0 && len(text) == 1 && text[0] == "" {
		p.node = &yaml.Node{Kind: yaml.SequenceNode, Content: items, Line: items[0].Line, Column: items[0].Column}
		return p
	}
	for _, i := range items {
		text = append(text, i.Value)
	}
	p.node = scalar(strings.Trim(strings.Join(text, " "), "[] "), 1, column)
	return p
}

func scalar(value string, line, column int) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: value, Line: line, Column: column}
}

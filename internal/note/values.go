package note

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// isNull reports whether nothing was typed: no value, or `~`. `null` and `No` are words, and perhaps
// names.
func isNull(n *yaml.Node) bool {
	return n.Tag == "!!null" && n.Value == "~" && n.Style == 0
}

// oneLine writes a value as one line of text: a scalar as typed, a list with commas, a map as
// `key: value`.
func oneLine(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		if isNull(n) {
			return ""
		}
		return squeezed(n.Value)
	}
	var b strings.Builder
	write(&b, n)
	return b.String()
}

// write adds the text of a node. It keeps to the nodes as they stand: aliases were refused before.
func write(b *strings.Builder, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		b.WriteString(oneLine(n))
		return
	}
	for i, c := range n.Content {
		switch {
		case n.Kind == yaml.MappingNode && i%2 == 1:
			b.WriteString(": ")
		case i > 0:
			b.WriteString(", ")
		}
		write(b, c)
	}
}

// squeezed makes text one line, with single blanks where lines or blanks stood.
func squeezed(s string) string {
	if !strings.ContainsAny(s, "\n\r\t\u2028\u2029\u0085") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// paragraphs gives a text with its lines.
func paragraphs(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		return strings.TrimSpace(n.Value)
	}
	return oneLine(n)
}

// texts reads a list: its items, the values of a map, or the words between commas.
func texts(p pair) []Text {
	switch p.node.Kind {
	case yaml.SequenceNode:
		return p.items(p.node)
	case yaml.MappingNode:
		var list []Text
		for i := 1; i < len(p.node.Content); i += 2 {
			list = append(list, p.item(p.node.Content[i])...)
		}
		return list
	}
	return p.words(p.node, ",")
}

func (p pair) items(n *yaml.Node) []Text {
	list := make([]Text, 0, len(n.Content))
	for _, c := range n.Content {
		list = append(list, p.item(c)...)
	}
	return list
}

// item reads one item of a list; a list in it gives its own items.
func (p pair) item(n *yaml.Node) []Text {
	if n.Kind == yaml.SequenceNode {
		return p.items(n)
	}
	if value := oneLine(n); value != "" {
		return []Text{p.at(n, value)}
	}
	return nil
}

// words reads the words of a scalar between separators, each with its own column where the scalar
// stands on one line.
func (p pair) words(n *yaml.Node, separator string) []Text {
	if isNull(n) {
		return nil
	}
	var list []Text
	column := n.Column
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		column++
	}
	oneLine := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && !strings.Contains(n.Value, "\n")
	for word := range strings.SplitSeq(n.Value, separator) {
		if value := squeezed(word); value != "" {
			t := p.at(n, value)
			if oneLine {
				before := len(word) - len(strings.TrimLeft(word, " \t"))
				t.Column = column + before
			}
			list = append(list, t)
		}
		column += utf8.RuneCountInString(word) + len(separator)
	}
	return list
}

// namedLinks reads `links`: an address, several, or a map from names to addresses. Addresses may hold
// commas, so that only one with a blank behind it separates them.
func namedLinks(p pair) []NamedLink {
	switch p.node.Kind {
	case yaml.MappingNode:
		return p.linkMap(p.node)
	case yaml.SequenceNode:
		var list []NamedLink
		for _, c := range p.node.Content {
			if c.Kind == yaml.MappingNode {
				list = append(list, p.linkMap(c)...)
				continue
			}
			list = append(list, nameless(p.item(c))...)
		}
		return list
	}
	return nameless(p.words(p.node, ", "))
}

func (p pair) linkMap(n *yaml.Node) []NamedLink {
	var list []NamedLink
	for i := 0; i+1 < len(n.Content); i += 2 {
		for _, t := range p.item(n.Content[i+1]) {
			list = append(list, NamedLink{Name: oneLine(n.Content[i]), Text: t})
		}
	}
	return list
}

func nameless(list []Text) []NamedLink {
	links := make([]NamedLink, len(list))
	for i, t := range list {
		links[i] = NamedLink{Text: t}
	}
	return links
}

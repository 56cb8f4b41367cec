package note

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// AddLinks adds addresses to `links`, behind those that are there and in the way in which they are
// written: a list stays a list, where names are left out, and a map a map, where an address without a name
// gets that of its host. The error is a [*Refused].
func AddLinks(src []byte, links []NamedLink) ([]byte, error) {
	if len(links) == 0 {
		return src, nil
	}
	d, err := editFront(src)
	if err != nil {
		return nil, err
	}
	i := d.find("links")
	switch {
	case !d.note.Front.Present || i >= 0 && d.keys[i].node.Kind != yaml.MappingNode:
		return SetKey(src, "links", append(ValuesOf(src, "links"), addressesOf(links)...))
	case i < 0:
		return d.newLinks(links)
	}
	return d.intoMap(d.keys[i], links)
}

func addressesOf(links []NamedLink) []string {
	list := make([]string, len(links))
	for i, l := range links {
		list[i] = l.Value
	}
	return list
}

// newLinks writes the key behind all others.
func (d *editing) newLinks(links []NamedLink) ([]byte, error) {
	if len(d.keys) > 0 && d.keys[len(d.keys)-1].key.Column > 1 {
		return SetKey(d.src, "links", addressesOf(links))
	}
	text, err := linkLines(links)
	if err != nil {
		return nil, err
	}
	text = strings.ReplaceAll(text, "\n", d.eol(d.front.end))
	after := d.apply(splice{d.front.end, d.front.end, text})
	return d.finishKeys(after, "links", addressesOf(links))
}

// linkLines writes links as lines of front matter: as a map where one has a name, else as a list.
func linkLines(links []NamedLink) (string, error) {
	if err := checkWords("links", addressesOf(links)); err != nil {
		return "", err
	}
	if !slices.ContainsFunc(links, func(l NamedLink) bool { return l.Name != "" }) {
		return newLine("links", addressesOf(links)) + "\n", nil
	}
	var b strings.Builder
	b.WriteString("links:\n")
	for _, l := range named(links, nil) {
		b.WriteString("  " + linkLine(l) + "\n")
	}
	return b.String(), nil
}

func linkLine(l NamedLink) string {
	return spelled(l.Name, 0, false) + ": " + spelled(l.Value, 0, false)
}

// named gives every link a name of its own: that of its host where it has none, with a number where it
// is taken.
func named(links []NamedLink, taken []string) []NamedLink {
	list := slices.Clone(links)
	for i, l := range list {
		name := squeezed(l.Name)
		if name == "" {
			name = hostOf(l.Value)
		}
		list[i].Name = name
		for n := 2; slices.Contains(taken, list[i].Name); n++ {
			list[i].Name = fmt.Sprintf("%s %d", name, n)
		}
		taken = append(taken, list[i].Name)
	}
	return list
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "link"
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// intoMap adds lines to a map that stands below its key, one link a line.
func (d *editing) intoMap(p pair, links []NamedLink) ([]byte, error) {
	last := len(p.node.Content) - 2
	refused := &Refused{Line: p.key.Line, Reason: "`links` is not written with one link a line", Help: "add it by hand: " + strings.Join(addressesOf(links), ", ")}
	if p.node.Style&yaml.FlowStyle != 0 || last < 0 {
		return nil, refused
	}
	var taken []string
	for i := 0; i <= last; i += 2 {
		taken = append(taken, oneLine(p.node.Content[i]))
	}
	key, value := p.node.Content[last], p.node.Content[last+1]
	at := d.ruler.offset(key.Line+p.base, key.Column)
	start := lineStart(d.text, at)
	_, end := lineAt(d.text, at)
	if value.Kind != yaml.ScalarNode || value.Line != key.Line || !isBlank(d.text[start:at]) || !bytes.HasSuffix(d.text[:end], []byte("\n")) {
		return nil, refused
	}
	var b strings.Builder
	for _, l := range named(links, taken) {
		b.WriteString(string(d.text[start:at]) + linkLine(l) + d.eol(end))
	}
	after := d.apply(splice{end, end, b.String()})
	return d.finishKeys(after, "links", append(valuesOf(p, "links"), addressesOf(links)...))
}

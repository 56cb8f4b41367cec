package note

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// SetKey gives a key of the front matter a value, or several, and writes front matter where there is
// none. Only the value changes: comments, the order of the keys, quotes, and whether a list stands in
// brackets or on lines of its own, stay; a new key comes last. A value that YAML, ours or another
// program's, would take for something else is put in quotes. Blanks around values and empty values are
// left out; without any value it is [ClearKey].
//
// A value that stands on several lines, an anchor, a key in a map in braces are refused, and so is a
// value that the key can't have, as a date that does not exist. The error is a [*Refused].
func SetKey(src []byte, key string, values []string) ([]byte, error) {
	values = trimmed(values)
	if len(values) == 0 {
		return ClearKey(src, key)
	}
	if err := checkWords(key, values); err != nil {
		return nil, err
	}
	d, err := editFront(src)
	if err != nil {
		return nil, err
	}
	name := nameOf(key)
	splices, err := d.set(name, values)
	if err != nil {
		return nil, err
	}
	return d.finishKeys(d.apply(splices...), name, values)
}

// ClearKey takes a key and its value out of the front matter; one that is not there is no error. It
// refuses what [SetKey] refuses.
func ClearKey(src []byte, key string) ([]byte, error) {
	d, err := editFront(src)
	if err != nil {
		return nil, err
	}
	name := nameOf(key)
	i := d.find(name)
	if i < 0 {
		return src, nil
	}
	f, err := d.field(i)
	if err != nil {
		return nil, err
	}
	return d.finishKeys(d.apply(f.clear()...), name, nil)
}

// nameOf gives the name under which a key counts.
func nameOf(key string) string {
	if known(key) {
		return strings.ToLower(key)
	}
	return key
}

func trimmed(values []string) []string {
	var list []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// checkWords refuses a key and values that can't be written.
func checkWords(key string, values []string) error {
	if !isKey(key) {
		return &Refused{Reason: fmt.Sprintf("`%s` can't be a key", key), Help: "write one to three words of letters and digits"}
	}
	for _, v := range values {
		if !utf8.ValidString(v) || strings.ContainsFunc(v, isControl) {
			return &Refused{Reason: fmt.Sprintf("the value of `%s` is not one line of text", key), Help: "leave out what is no text, and write it on one line"}
		}
	}
	return nil
}

// editFront prepares a note of which the front matter is to be edited.
func editFront(src []byte) (*editing, error) {
	d, err := edit(src)
	if err != nil {
		return nil, err
	}
	err = d.refuse(func(p problem) bool {
		return p.code == codeYAML || p.code == codeNotYAML || p.code == codeTooLarge && p.at < d.note.Body.Start
	})
	if err == nil && d.note.Front.Present {
		err = d.valid(d.front.open, d.front.body)
	}
	if err == nil && opensFlow(d.text[d.front.start:d.front.end]) {
		err = d.at(d.front.start, "the front matter is one map in braces", "write `key: value` lines")
	}
	return d, err
}

// find gives the index of a key that counts under a name, or -1.
func (d *editing) find(name string) int {
	return slices.IndexFunc(d.keys, func(p pair) bool { return nameOf(p.key.Value) == name })
}

// set gives the splices that give a key its values.
func (d *editing) set(name string, values []string) ([]splice, error) {
	if !d.note.Front.Present {
		return []splice{d.newFront(name, values)}, nil
	}
	i := d.find(name)
	if i < 0 {
		return []splice{d.newKey(name, values)}, nil
	}
	f, err := d.field(i)
	if err != nil {
		return nil, err
	}
	return f.set(name, values)
}

// newFront gives the splice that puts front matter on top of a note.
func (d *editing) newFront(name string, values []string) splice {
	at := d.top()
	eol := d.eol(at)
	text := "---" + eol + newLine(name, values) + eol + "---" + eol
	if first, _ := lineAt(d.text, at); !isBlank(first) {
		text += eol
	}
	return splice{at, at, text}
}

// newKey gives the splice that writes a key behind all others, with their indent.
func (d *editing) newKey(name string, values []string) splice {
	indent := ""
	if n := len(d.keys); n > 0 {
		indent = strings.Repeat(" ", d.keys[n-1].key.Column-1)
	}
	return splice{d.front.end, d.front.end, indent + newLine(name, values) + d.eol(d.front.end)}
}

func newLine(name string, values []string) string {
	if len(values) > 1 || isSet(name) || !fits(name, values[0]) {
		return name + ": " + flow(values)
	}
	return name + ": " + spelled(values[0], 0, false)
}

// isSet reports whether a key is written as a list even where it has one value.
func isSet(name string) bool { return name == "tags" || name == "offers" || name == "needs" }

// fits reports whether a value can stand alone: commas would part it into several.
func fits(name, value string) bool {
	return !isList(name) && name != "links" || !strings.Contains(value, separatorOf(name))
}

// separatorOf gives what parts the words of a list that stands in one value.
func separatorOf(name string) string {
	if name == "links" {
		return ", "
	}
	return ","
}

// finishKeys gives the note as it is after an edit, unless that is not what was meant.
func (d *editing) finishKeys(after []byte, name string, values []string) ([]byte, error) {
	if err := d.checkKeys(after, name, values); err != nil {
		return nil, err
	}
	return after, nil
}

// checkKeys reads the note again and holds it against what was meant: one key has these values, or is
// gone, and everything else reads as before.
func (d *editing) checkKeys(after []byte, name string, values []string) error {
	again := read("", standIn(after))
	if err := d.refuseNew(again); err != nil {
		return err
	}
	was, is := d.find(name), (&editing{reading: again}).find(name)
	if (is >= 0) != (values != nil) || is >= 0 && !slices.Equal(valuesOf(again.keys[is], name), values) ||
		!sameKeys(without(d.keys, was), without(again.keys, is)) || !d.sameBody(again) {
		at := d.front.open
		if was >= 0 {
			at = d.ruler.offset(d.keys[was].key.Line, 1)
		}
		return d.at(at, fmt.Sprintf("`%s` would not read back as it is meant here", name), "change it by hand")
	}
	return nil
}

// valuesOf gives what is read of a key as a list.
func valuesOf(p pair, name string) []string {
	var list []string
	switch {
	case name == "links":
		for _, l := range namedLinks(p) {
			list = append(list, l.Value)
		}
	case isList(name) || p.node.Kind == yaml.SequenceNode:
		for _, t := range texts(p) {
			list = append(list, t.Value)
		}
	default:
		list = append(list, oneLine(p.node))
	}
	return list
}

func without(keys []pair, i int) []pair {
	if i < 0 {
		return keys
	}
	return slices.Delete(slices.Clone(keys), i, i+1)
}

func sameKeys(a, b []pair) bool {
	return slices.EqualFunc(a, b, func(a, b pair) bool { return a.key.Value == b.key.Value && sameNode(a.node, b.node) })
}

// sameNode compares all of two values but their places and comments.
func sameNode(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Style == b.Style && a.Tag == b.Tag && a.Value == b.Value &&
		slices.EqualFunc(a.Content, b.Content, sameNode)
}

// sameBody reports whether all below the front matter is as it was.
func (d *editing) sameBody(again *reading) bool {
	a, b := d.note, again.note
	old, now := d.text[a.Body.Start:], again.text[b.Body.Start:]
	if a.Front.Present && !bytes.Equal(old, now) || !bytes.HasSuffix(now, old) {
		return false
	}
	return a.Heading == b.Heading && linksBeside(a, added) == linksBeside(b, added) && reflect.DeepEqual(bareAll(a.Entries), bareAll(b.Entries))
}

func bareAll(es []Entry) []Entry {
	list := make([]Entry, len(es))
	for i, e := range es {
		list[i] = bare(e)
	}
	return list
}

package note

import (
	"slices"
	"strings"
)

// Key is a key of the front matter with its values, for [Compose]. Links is for `links` alone.
type Key struct {
	Name   string
	Values []string
	Links  []NamedLink
}

// Compose writes a new note: front matter with the keys in their order, a body, and the entries of a
// journal. What it writes reads back as it was given; what can't be written so is refused, with a
// [*Refused].
func Compose(keys []Key, body string, entries []Entry) ([]byte, error) {
	var b strings.Builder
	b.WriteString("---\n")
	for _, k := range keys {
		if err := checkWords(k.Name, k.Values); err != nil {
			return nil, err
		}
		switch values := trimmed(k.Values); {
		case len(k.Links) > 0:
			text, err := linkLines(k.Links)
			if err != nil {
				return nil, err
			}
			b.WriteString(text)
		case len(values) > 0:
			b.WriteString(newLine(k.Name, values) + "\n")
		}
	}
	b.WriteString("---\n")
	if body != "" {
		b.WriteString("\n" + strings.TrimRight(body, "\n") + "\n")
	}
	src := []byte(b.String())
	if err := checkComposed(src, keys); err != nil {
		return nil, err
	}
	return AppendEntries(src, entries)
}

// checkComposed reads front matter and holds it against what was meant.
func checkComposed(src []byte, keys []Key) error {
	d, err := editFront(src)
	if err != nil {
		return err
	}
	for _, k := range keys {
		values := trimmed(k.Values)
		for _, l := range k.Links {
			values = append(values, l.Value)
		}
		i := d.find(nameOf(k.Name))
		if len(values) > 0 && (i < 0 || !slices.Equal(valuesOf(d.keys[i], nameOf(k.Name)), values)) {
			return &Refused{Reason: "`" + k.Name + "` would not read back as it is meant", Help: "leave out what is unusual in it"}
		}
	}
	return nil
}

// CanBeKey reports whether a text can be a key of the front matter: one to three words of letters and
// digits, the first of which is a letter.
func CanBeKey(text string) bool { return isKey(text) }

// ValuesOf gives the values of a key of the front matter as a list, as [SetKey] takes them.
func ValuesOf(src []byte, key string) []string {
	d, err := editFront(src)
	if err != nil {
		return nil
	}
	name := nameOf(key)
	if i := d.find(name); i >= 0 {
		return valuesOf(d.keys[i], name)
	}
	return nil
}

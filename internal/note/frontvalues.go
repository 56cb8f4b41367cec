package note

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"redial/internal/civil"
)

// Front is the front matter: every value as text, typed by its key and never by YAML. Most notes have few of
// the keys, and only what is there takes room.
type Front struct {
	Present bool // there is a block, closed or not

	values []value // in the order in which they were read
}

// value is one value, with the place in keys of its key.
type value struct {
	text         string
	line, column int32 // files are no larger than MaxFile
	key          int8
}

// What stands in value.key besides the places of keys.
const (
	extraKey int8 = -2 - iota // a value whose key the format does not know
	nameKey                   // no value, but the name of the one behind it: that key, or the name of a link
)

func (v *value) asText() Text { return Text{v.text, int(v.line), int(v.column)} }

// Text is a value as the person typed it, with its place.
type Text struct {
	Value  string // without quotes and surrounding blanks; empty where the key is absent or has no value
	Line   int    // from 1, in the file
	Column int    // from 1, in runes
}

// DateValue is the value of a key that should be a date.
type DateValue struct {
	Date civil.Date // zero where the key is absent or can't be read
	Bad  bool       // a value stands there and can't be read
	Text
}

// Cadence is the value of `every:`.
type Cadence struct {
	Period civil.Period // zero for none
	Never  bool         // `every: never`: switches a tag's cadence off
}

// Birthday is a day of the year, with the year where it is known.
type Birthday struct {
	Month, Day int16 // zero for none
	Year       int16 // zero where it is not known
}

// String writes a birthday as a note has it: YYYY-MM-DD, or MM-DD where the year is not known; nothing for
// none.
func (b Birthday) String() string {
	switch {
	case b.Month == 0:
		return ""
	case b.Year == 0:
		return fmt.Sprintf("%02d-%02d", b.Month, b.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", b.Year, b.Month, b.Day)
}

// NamedLink is one of the `links:`. A bare address has no name.
type NamedLink struct {
	Name string
	Text
}

// Field is a key that the format does not know, with its value as one line of text. A line of no key has an
// empty one.
type Field struct {
	Key string
	Text
}

// Text gives the value of a key, the first where it has several; the zero value where it is absent.
func (f *Front) Text(key string) Text {
	if at := f.find(key); at >= 0 {
		return f.values[at].asText()
	}
	return Text{}
}

// Texts gives the values of a key, in the order of the file.
func (f *Front) Texts(key string) iter.Seq[Text] {
	k := keyOf(key)
	return func(yield func(Text) bool) {
		for i := range f.values {
			if v := &f.values[i]; v.key == k && !yield(v.asText()) {
				return
			}
		}
	}
}

// InLists counts the values of all keys with lists of texts.
func (f *Front) InLists() int {
	n := 0
	for i := range f.values {
		if k := f.values[i].key; k >= 0 && isList(keys[k]) {
			n++
		}
	}
	return n
}

// Date gives the value of a key that holds a date.
func (f *Front) Date(key string) DateValue { return dateOf(f.Text(key)) }

// dateOf reads a date.
func dateOf(t Text) DateValue {
	d := DateValue{Text: t}
	if t.Value != "" {
		var err error
		d.Date, err = civil.Parse(t.Value)
		d.Bad = err != nil
	}
	return d
}

// Every gives the value of `every:`.
func (f *Front) Every() Cadence { return cadenceOf(f.Text("every").Value) }

func cadenceOf(text string) Cadence {
	switch {
	case text == "":
		return Cadence{}
	case strings.EqualFold(text, "never"):
		return Cadence{Never: true}
	}
	period, _ := civil.ParsePeriod(text)
	return Cadence{Period: period}
}

// Birthday gives the value of `birthday:`.
func (f *Front) Birthday() Birthday { return birthdayOf(f.Text("birthday").Value) }

func birthdayOf(text string) Birthday {
	if text == "" {
		return Birthday{}
	}
	b, _ := birthday(text)
	return b
}

// Links gives the `links:`, in the order of the file.
func (f *Front) Links() []NamedLink {
	var links []NamedLink
	for name, t := range f.named(keyOf("links")) {
		links = append(links, NamedLink{name, t})
	}
	return links
}

// Extra gives the keys that the format does not know, in the order of the file.
func (f *Front) Extra() []Field {
	var fields []Field
	for name, t := range f.named(extraKey) {
		fields = append(fields, Field{name, t})
	}
	return fields
}

// named gives the values of a key with the names that they have.
func (f *Front) named(key int8) iter.Seq2[string, Text] {
	return func(yield func(string, Text) bool) {
		for i := range f.values {
			if f.values[i].key != key {
				continue
			}
			name := ""
			if i > 0 && f.values[i-1].key == nameKey {
				name = f.values[i-1].text
			}
			if !yield(name, f.values[i].asText()) {
				return
			}
		}
	}
}

// keyOf gives the place of a key of the format. To ask for another is a mistake in the program.
func keyOf(key string) int8 {
	at := slices.Index(keys, key)
	if at < 0 {
		panic("note: " + key + " is no key of the format")
	}
	return int8(at)
}

// find gives the place of the first value of a key; -1 for none.
func (f *Front) find(key string) int {
	k := keyOf(key)
	return slices.IndexFunc(f.values, func(v value) bool { return v.key == k })
}

// Set gives a key of the format its one value.
func (f *Front) Set(key string, t Text) {
	if at := f.find(key); at >= 0 {
		f.values[at] = valueOf(keyOf(key), t)
		return
	}
	f.values = append(f.values, valueOf(keyOf(key), t))
}

// Add gives a key of the format one more value.
func (f *Front) Add(key string, t Text) { f.values = append(f.values, valueOf(keyOf(key), t)) }

// addNamed gives a key one more value, with a name.
func (f *Front) addNamed(key int8, name, t Text) {
	if name.Value != "" {
		f.values = append(f.values, valueOf(nameKey, name))
	}
	f.values = append(f.values, valueOf(key, t))
}

func valueOf(key int8, t Text) value { return value{t.Value, int32(t.Line), int32(t.Column), key} }

// packFront lets the front matter take no more room than it needs. A value that stands in the note's source as
// it is becomes a part of it.
func (r *reading) packFront() {
	f := &r.note.Front
	f.values = slices.Clone(f.values)
	for i := range f.values {
		v := &f.values[i]
		v.text = r.inSource(v)
	}
}

// farRight is the column from which on a value is not looked for: looking takes time that grows with it.
const farRight = 200

// inSource gives the text of a value, as a part of the source where it stands there.
func (r *reading) inSource(v *value) string {
	if v.line == 0 || v.column > farRight {
		return v.text
	}
	source := r.note.Source[r.ruler.offset(int(v.line), int(v.column)):]
	if strings.HasPrefix(source, `"`) || strings.HasPrefix(source, "'") {
		source = source[1:]
	}
	if !strings.HasPrefix(source, v.text) {
		return v.text
	}
	return source[:len(v.text)]
}

package roster

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
)

// item is one thing of Monica's: a contact, a call, a kind of contact field.
type item struct {
	UUID       string       `json:"uuid"`
	Updated    string       `json:"updated_at"`
	Properties properties   `json:"properties"`
	Data       []collection `json:"data"`
}

// collection is a list of things of one type. Values may be identifiers alone, of things that stand at
// the level of the account.
type collection struct {
	Type   string            `json:"type"`
	Values []json.RawMessage `json:"values"`
}

// is reports whether a collection has a type, which older files and those made by hand write as plural.
func (c *collection) is(one string) bool {
	name := strings.ToLower(c.Type)
	return name == one || name == one+"s" || strings.TrimSuffix(name, "ies")+"y" == one || name == one+"es"
}

// saysMore reports whether a collection of the account that is passed over says something of people.
// Pictures are told of with those whom they show.
func (c *collection) saysMore() bool {
	return !slices.ContainsFunc([]string{"user", "photo", "addressbook", "addressbook_subscription"}, c.is)
}

// properties are named values. PHP writes an empty map as an empty list.
type properties map[string]json.RawMessage

func (p *properties) UnmarshalJSON(b []byte) error {
	m := map[string]json.RawMessage{}
	if len(b) > 0 && b[0] == '{' {
		if err := json.Unmarshal(b, &m); err != nil {
			return err
		}
	}
	*p = m
	return nil
}

// text gives a value as text: a number as its digits, anything but text and numbers as nothing.
func (p properties) text(name string) string {
	var s string
	raw := p[name]
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// is reports whether a value is true, which some versions write as 1.
func (p properties) is(name string) bool {
	v := string(p[name])
	return v == "true" || v == "1" || v == `"1"`
}

func (p properties) inner(name string) properties {
	var q properties
	if json.Unmarshal(p[name], &q) != nil {
		return nil
	}
	return q
}

func (p properties) list(name string) []string {
	var all []string
	if json.Unmarshal(p[name], &all) != nil {
		return nil
	}
	return all
}

// MonicaReader reads a JSON export of Monica 4.
type MonicaReader struct {
	r io.Reader
	m monica
}

// NewMonicaReader begins to read a file.
func NewMonicaReader(r io.Reader) *MonicaReader {
	return &MonicaReader{r, monica{activities: map[string]item{}, kinds: map[string]string{}, names: map[string]string{}, left: map[string]bool{}}}
}

// Left gives the types of things of which nothing was made, when the persons have been read.
func (r *MonicaReader) Left() []string { return slices.Sorted(maps.Keys(r.m.left)) }

// monica is what was read of a file.
type monica struct {
	left       map[string]bool // types of things that are passed over
	contacts   []item
	names      map[string]string // of contacts, by their identifiers
	activities map[string]item
	kinds      map[string]string // what an identifier stands for: a type of contact field, of activity, of life event
}

// ReadMonica reads the persons of a JSON export of Monica 4: see [MonicaReader.Persons].
func ReadMonica(r io.Reader) iter.Seq2[*Person, error] { return NewMonicaReader(r).Persons() }

// Persons gives the persons of the file. Pictures and documents are passed over as they stream by;
// people are given when the file has been read, because what their fields mean stands at its end.
func (r *MonicaReader) Persons() iter.Seq2[*Person, error] {
	return func(yield func(*Person, error) bool) {
		m := &r.m
		d := json.NewDecoder(&shortTexts{r: bufio.NewReader(Unicode(r.r))})
		if err := m.read(d); err != nil {
			yield(nil, fmt.Errorf("this is no export of Monica 4: %w", err))
			return
		}
		for i := range m.contacts {
			m.names[m.contacts[i].UUID] = m.contacts[i].name()
		}
		for i, c := range m.contacts {
			if c.Properties.is("is_partial") { // stands only in a relation of somebody else
				continue
			}
			if !yield(m.person(&c), nil) {
				return
			}
			m.contacts[i] = item{}
		}
	}
}

// read walks the document down to the collections of the account.
func (m *monica) read(d *json.Decoder) error {
	return object(d, func(key string) error {
		if key != "account" {
			return skip(d)
		}
		return object(d, func(key string) error {
			switch key {
			case "data":
				return array(d, func() error { return m.collection(d) })
			case "instance":
				return m.instance(d)
			}
			return skip(d)
		})
	})
}

// collection reads a collection of the account. Only contacts and activities are kept.
func (m *monica) collection(d *json.Decoder) error {
	var c collection
	return object(d, func(key string) error {
		switch key {
		case "type":
			return d.Decode(&c.Type)
		case "values":
			if c.Type == "" {
				return fmt.Errorf("a collection has no type before its values")
			}
			return array(d, func() error { return m.value(d, &c) })
		}
		return skip(d)
	})
}

func (m *monica) value(d *json.Decoder, c *collection) error {
	if !c.is("contact") && !c.is("activity") {
		if c.saysMore() && len(m.left) < 20 {
			m.left[cut(line(c.Type), 40)] = true
		}
		return skip(d)
	}
	var i item
	if err := d.Decode(&i); err != nil {
		return err
	}
	if c.is("contact") {
		m.contacts = append(m.contacts, i)
	} else {
		m.activities[i.UUID] = i
	}
	return nil
}

// instance reads the tables that say what identifiers stand for.
func (m *monica) instance(d *json.Decoder) error {
	return object(d, func(string) error {
		var all json.RawMessage
		if err := d.Decode(&all); err != nil {
			return err
		}
		var items []item
		if json.Unmarshal(all, &items) != nil {
			return nil
		}
		for _, i := range items {
			kind := i.Properties.text("type")
			if kind == "" {
				kind = i.Properties.text("name")
			}
			m.kinds[i.UUID] = kind
			if name := i.Properties.text("name"); name != "" {
				m.kinds[i.UUID+"/name"] = name
			}
		}
		return nil
	})
}

// object reads the members of an object; what is none is passed over.
func object(d *json.Decoder, member func(key string) error) error {
	return inside(d, '{', func() error {
		key, err := d.Token()
		if err != nil {
			return err
		}
		return member(key.(string))
	})
}

func array(d *json.Decoder, element func() error) error { return inside(d, '[', element) }

// inside reads what stands between two brackets.
func inside(d *json.Decoder, opening json.Delim, each func() error) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	if token != opening {
		return rest(d, token)
	}
	for d.More() {
		if err := each(); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// skip passes over a value, whatever it is, without keeping it.
func skip(d *json.Decoder) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	return rest(d, token)
}

// rest passes over what is left of a value that begins with a token.
func rest(d *json.Decoder, token json.Token) error {
	depth := 0
	for {
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth <= 0 {
			return nil
		}
		var err error
		if token, err = d.Token(); err != nil {
			return err
		}
	}
}

// shortTexts lets a document through, but of each text in it only so many bytes as a row may have:
// pictures stand in it as texts of many megabytes.
type shortTexts struct {
	r      *bufio.Reader
	inside bool
	escape bool
	length int
}

func (s *shortTexts) Read(p []byte) (n int, err error) {
	for n < len(p) {
		c, err := s.r.ReadByte()
		if err != nil {
			if n > 0 {
				return n, nil
			}
			return 0, err
		}
		if s.keeps(c) {
			p[n] = c
			n++
		}
	}
	return n, nil
}

// keeps reports whether a byte is let through. A text is cut before an escape, never within it.
func (s *shortTexts) keeps(c byte) bool {
	const longestEscape = 12 // two of \uD83D
	if !s.inside {
		s.inside, s.length = c == '"', 0
		return true
	}
	s.length++
	switch {
	case s.escape:
		s.escape = false
	case c == '\\':
		s.escape = true
	case c == '"':
		s.inside = false
		return true
	}
	return s.length < MaxRow || s.length < MaxRow+longestEscape && s.escape
}

package site

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
)

// closely gives the key of a page as what it shows, and how it is made of that. Pages that everybody is
// on follow from all notes; most edits change nothing that they show, and to find that out costs a part
// of what it costs to write them.
func (s *site) closely(l *later) func() (Key, func(*bytes.Buffer, Before) error) {
	if l.shows != nil {
		return func() (Key, func(*bytes.Buffer, Before) error) { return l.shows(), s.filled(l) }
	}
	return func() (Key, func(*bytes.Buffer, Before) error) {
		p := l.make()
		d := newDigest(Key(s.layouts.sum[:len(Key{})]))
		d.deep(reflect.ValueOf(p))
		return d.key(), func(b *bytes.Buffer, _ Before) error { return s.layouts.fill(b, p) }
	}
}

// filled makes a page and fills its layout.
func (s *site) filled(l *later) func(*bytes.Buffer, Before) error {
	return func(b *bytes.Buffer, _ Before) error { return s.layouts.fill(b, l.make()) }
}

// deep adds a value with all that it holds. What all pages of a build share is left aside.
func (d *digest) deep(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		d.text(v.String())
	case reflect.Bool:
		d.number(as01(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		d.number(int(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		d.b = binary.AppendUvarint(d.b, v.Uint())
	case reflect.Slice, reflect.Array:
		d.number(v.Len())
		for i := range v.Len() {
			d.deep(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			d.deep(v.Field(i))
		}
	case reflect.Pointer, reflect.Interface:
		d.number(as01(v.IsNil()))
		if !v.IsNil() && v.Type() != reflect.TypeFor[*layoutSet]() {
			d.deep(v.Elem())
		}
	case reflect.Map:
		d.deepMap(v)
	default:
		panic(fmt.Sprintf("site: a page shows a %s", v.Kind()))
	}
}

// deepMap adds a map in the order of what its keys are written as.
func (d *digest) deepMap(v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return bytes.Compare(written(a), written(b)) })
	d.number(len(keys))
	for _, k := range keys {
		d.deep(k)
		d.deep(v.MapIndex(k))
	}
}

func written(v reflect.Value) []byte { return fmt.Appendf(nil, "%v", v) }

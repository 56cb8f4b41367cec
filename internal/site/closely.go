package site

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"sync"
)

// closely gives the key of a page as what it shows, and how it is made of that. Pages that everybody is
// on follow from all notes; most edits change nothing that they show, and to find that out costs a part
// of what it costs to write them.
func (s *site) closely(l *later) func() (Key, func(*bytes.Buffer, Before) error) {
	if l.shows != nil {
		return func() (Key, func(*bytes.Buffer, Before) error) { return l.shows(), s.filled(l) }
	}
	if k, ok := s.since.shown(s, l); ok {
		s.asShown.put(l.path, k)
		return func() (Key, func(*bytes.Buffer, Before) error) { return k, s.filled(l) }
	}
	return func() (Key, func(*bytes.Buffer, Before) error) {
		p := l.make()
		d := newDigest(Key(s.layouts.sum[:len(Key{})]))
		d.deep(reflect.ValueOf(p))
		k := d.key()
		if l.still != nil {
			s.asShown.put(l.path, k)
		}
		return k, func(b *bytes.Buffer, _ Before) error { return s.layouts.fill(b, p) }
	}
}

// shown gives the key of a page as what the last plan's shows, where it shows that still.
func (n *since) shown(s *site, l *later) (k Key, ok bool) {
	if l.still == nil || !n.called || !n.inCommon(s) || !l.still(n.last) {
		return Key{}, false
	}
	return n.last.asShown.of(l.path)
}

// shownKeys are keys of pages as what they show, by path, of those of which somebody asked for it.
type shownKeys struct {
	mutex sync.Mutex
	keys  map[string]Key
}

func (m *shownKeys) put(path string, k Key) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.keys == nil {
		m.keys = map[string]Key{}
	}
	m.keys[path] = k
}

func (m *shownKeys) of(path string) (k Key, ok bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	k, ok = m.keys[path]
	return k, ok
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

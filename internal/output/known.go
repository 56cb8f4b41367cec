package output

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
)

// KnownName is the file in the folder that keeps what the files of the site were made of.
const KnownName = ".redial-known"

const knownHead = "redial known 1"

// memory is what the last Write left of the files of the site.
type memory struct {
	of    map[string]known // by path
	text  string           // the file as it stands
	taken bool             // somebody else's stands there
}

// known is what a file was made of, and the sum of its bytes.
type known struct {
	key Key
	sum Sum
}

// recall reads what the last Write left. What can't be read is not known.
func (o *Output) recall() *memory {
	m := &memory{of: map[string]known{}}
	info, err := o.root.Lstat(KnownName)
	if err != nil {
		return m
	}
	if m.taken = !info.Mode().IsRegular(); m.taken {
		return m
	}
	data, err := o.root.ReadFile(KnownName)
	if err != nil {
		return m
	}
	m.text = string(data)
	head, lines, _ := strings.Cut(m.text, "\n")
	if head != knownHead {
		m.taken = true
		return m
	}
	for line := range strings.Lines(lines) {
		if p, k, ok := parseKnown(line); ok {
			m.of[p] = k
		}
	}
	return m
}

var base = base64.RawStdEncoding

// parseKnown reads a line: key, sum and path.
func parseKnown(line string) (p string, k known, ok bool) {
	key, line, _ := strings.Cut(line, " ")
	sum, p, _ := strings.Cut(line, " ")
	p, ended := strings.CutSuffix(p, "\n")
	if !ended || len(key) != base.EncodedLen(len(k.key)) || len(sum) != base.EncodedLen(len(k.sum)) {
		return "", known{}, false
	}
	_, err := base.Decode(k.key[:], []byte(key))
	_, err2 := base.Decode(k.sum[:], []byte(sum))
	return p, k, err == nil && err2 == nil
}

// remember writes what the next Write needs to know, where that is news. It is not flushed to the disk:
// lost, it is made again, and one that is older than the site speaks of bytes that do not stand any
// more.
func (o *Output) remember(p *plan) error {
	if p.memory.taken {
		return nil
	}
	var b strings.Builder
	b.WriteString(knownHead + "\n")
	for _, path := range slices.Sorted(maps.Keys(p.places)) {
		if f := p.places[path]; f.Key != (Key{}) {
			b.WriteString(base.EncodeToString(f.Key[:]) + " " + base.EncodeToString(f.sum[:]) + " " + path + "\n")
		}
	}
	text := b.String()
	if text == p.memory.text || text == knownHead+"\n" && p.memory.text == "" {
		return nil
	}
	return o.replace(KnownName, []byte(text), unflushed)
}

package output

import (
	"encoding/base64"
	"maps"
	"os"
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
			b.WriteString(knownLine(f))
		}
	}
	text := b.String()
	if text != p.memory.text && (text != knownHead+"\n" || p.memory.text != "") {
		if err := o.replace(KnownName, []byte(text), unflushed); err != nil {
			return err
		}
	}
	if o.Memory != nil {
		o.Memory.known, _ = o.root.Lstat(KnownName)
	}
	return nil
}

func knownLine(f *place) string {
	return base.EncodeToString(f.Key[:]) + " " + base.EncodeToString(f.sum[:]) + " " + f.Path + "\n"
}

// rememberMore adds what a brief Write found out. Of two lines for a file the later one counts; the next
// Write that is not brief puts them in order.
func (o *Output) rememberMore(p *plan) error {
	info, err := o.root.Lstat(KnownName)
	if err != nil || !sameFile(info, o.Memory.known) {
		return nil // a build of somebody else's wrote it, and it knows as much
	}
	var b strings.Builder
	for _, u := range p.units {
		for _, f := range u.files {
			if f.Key != (Key{}) {
				b.WriteString(knownLine(f))
			}
		}
	}
	if b.Len() == 0 {
		return nil
	}
	err = o.try("append", KnownName, func() error {
		file, err := o.root.OpenFile(KnownName, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		if _, err := file.WriteString(b.String()); err != nil {
			file.Close()
			return err
		}
		return file.Close()
	})
	o.Memory.known, _ = o.root.Lstat(KnownName)
	return err
}

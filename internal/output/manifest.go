package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// ManifestName is the file in the folder that lists what was written: a line that names the format,
// then one path a line.
const ManifestName = ".redial-manifest"

const manifestHead = "redial site 1"

// paths is a set of files of a site.
type paths map[string]bool

func union(a, b paths) paths {
	u := maps.Clone(a)
	maps.Copy(u, b)
	return u
}

// listed reads the manifest. A folder without one holds nothing of ours.
func (o *Output) listed() (paths, error) {
	info, err := o.root.Lstat(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return paths{}, nil
	}
	if err != nil {
		return nil, o.named(err, ManifestName)
	}
	if !info.Mode().IsRegular() {
		return nil, o.damaged()
	}
	data, err := o.root.ReadFile(ManifestName)
	if err != nil {
		return nil, o.named(err, ManifestName)
	}
	return o.parseManifest(string(data))
}

func (o *Output) parseManifest(text string) (paths, error) {
	lines := strings.Split(text, "\n")
	last := len(lines) - 1
	if lines[0] != manifestHead || lines[last] != "" {
		return nil, o.damaged()
	}
	set := paths{}
	for _, line := range lines[1:last] {
		if !valid(line) {
			return nil, o.damaged()
		}
		set[line] = true
	}
	return set, nil
}

func (o *Output) damaged() error {
	return fmt.Errorf("%s is damaged, so nothing tells which files here are Redial's\nhelp: delete %s, if nothing in it is yours, and build again",
		filepath.Join(o.dir, ManifestName), o.dir)
}

// record replaces the manifest, unless it says so already.
func (o *Output) record(before, after paths) error {
	if maps.Equal(before, after) {
		return nil
	}
	var b strings.Builder
	b.WriteString(manifestHead + "\n")
	for _, p := range slices.Sorted(maps.Keys(after)) {
		b.WriteString(p + "\n")
	}
	return o.replace(ManifestName, []byte(b.String()), flushed)
}

// valid reports whether a path may stand in a site: relative, with no way out of it, on one line, and
// not one of our own names.
func valid(path string) bool {
	return fs.ValidPath(path) && path != "." && path != ManifestName && path != KnownName && !temporary.MatchString(path) &&
		!strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' })
}

package output

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// plan is what one Write will do. Making it changes nothing on the disk.
type plan struct {
	wanted   paths    // the files of the new site
	listed   paths    // what the manifest lists
	inTheWay []string // files of an earlier site that stand where the new one needs a folder, or the other way round
	units    []*unit  // what is to be written, in this order
	gone     []string // files of an earlier site that are not part of the new one

	memory *memory
	places map[string]*place // of all files, by path; of a brief plan, of those that may be others
	stood  *Memory           // of a brief plan: what is known of all other files
}

// unit is what one rename publishes: a file, or a folder that does not stand yet with all its files.
type unit struct {
	path   string
	folder bool
	files  []*place
	rank   int

	temp string // of a folder: the name under which it is filled
}

// size gives the size of the file that stands there.
func (p *place) size() int64 {
	if p.info == nil {
		return 0
	}
	return p.info.Size()
}

// place is the place of a file.
type place struct {
	*File
	in     *unit       // the folder that is not published yet and that it is made in; nil for none
	stands bool        // a file of an earlier site stands there
	info   fs.FileInfo // of that file
	sum    Sum         // of the file, once it is right

	made, written bool
	close         Key     // what it was found to follow from more closely
	pieces        *pieces // of a file that has some
}

// temp gives where a file is made that is published with its folder; the empty string for any other.
func (p *place) temp() string {
	if p.in == nil {
		return ""
	}
	return p.in.temp + strings.TrimPrefix(p.Path, p.in.path)
}

// ForeignError tells that the site needs a place at which a file stands that Redial did not write.
type ForeignError struct {
	Path string // the first one
	More int    // how many others there are
	Dir  string // the folder of the site
}

func (e *ForeignError) Error() string {
	more := ""
	if e.More > 0 {
		more = fmt.Sprintf(" (and %d more)", e.More)
	}
	return fmt.Sprintf("%s was not written by Redial, and the site needs its place%s\nhelp: move it away, or delete %s if nothing in it is yours", e.Path, more, e.Dir)
}

// plan compares the files with what stands on the disk, and refuses where something is in the way.
func (o *Output) plan(files []File) (*plan, error) {
	wanted, err := pathsOf(files)
	if err != nil {
		return nil, err
	}
	listed, err := o.listed()
	if err != nil {
		return nil, err
	}
	s := &survey{o: o, wanted: wanted, listed: listed, folders: map[string]string{}, inTheWay: paths{}, handle: folder{root: o.root}}
	defer s.handle.close()
	units, err := s.units(files)
	if err != nil {
		return nil, err
	}
	p := &plan{wanted: wanted, listed: listed, units: units, inTheWay: slices.Sorted(maps.Keys(s.inTheWay)), places: map[string]*place{}}
	for _, u := range units {
		for _, f := range u.files {
			p.places[f.Path] = f
		}
	}
	for _, old := range slices.Sorted(maps.Keys(listed)) {
		if !wanted[old] && !s.inTheWay[old] {
			p.gone = append(p.gone, old)
		}
	}
	return p, nil
}

// pathsOf checks that the files can stand side by side.
func pathsOf(files []File) (paths, error) {
	set := paths{}
	for _, f := range files {
		if !valid(f.Path) {
			return nil, fmt.Errorf("%q can't be a file of the site", f.Path)
		}
		if set[f.Path] {
			return nil, fmt.Errorf("%q is in the site twice", f.Path)
		}
		set[f.Path] = true
	}
	for p := range set {
		for up := path.Dir(p); up != "."; up = path.Dir(up) {
			if set[up] {
				return nil, fmt.Errorf("%q can't be both a file and a folder of the site", up)
			}
		}
	}
	return set, nil
}

// count adds what came of the files.
func (p *plan) count(s Stats) Stats {
	for _, u := range p.units {
		for _, f := range u.files {
			switch {
			case f.written:
				s.Written++
			case f.sum != Sum{}:
				s.Same++
			}
			if f.made {
				s.Made++
			}
		}
	}
	return s
}

const (
	stampRank = 3
	lastRank  = 4
)

// rankOf puts what a page needs before the page, what speaks of the pages behind them, and what no page loads
// last.
func rankOf(f *File) int {
	switch {
	case f.Aside:
		return lastRank
	case f.Path == "stamp.js":
		return stampRank
	case f.Path == "index.html":
		return 2
	case strings.HasSuffix(f.Path, ".html"):
		return 1
	}
	return 0
}

// before stands for the bytes of the files that are written before the stamp. Of a brief plan it takes that of
// the last Write, and what is other now.
func (p *plan) before() Sum {
	var all Sum
	if p.stood != nil {
		all = p.stood.before
	}
	for path, f := range p.places {
		if rankOf(f.File) >= stampRank {
			continue
		}
		if p.stood != nil {
			toggle(&all, path, p.stood.files[path].sum)
		}
		toggle(&all, path, f.sum)
	}
	return all
}

// toggle adds a file to what a sum of many stands for, or takes it out again.
func toggle(all *Sum, path string, of Sum) {
	one := sha256.Sum256(append(append(make([]byte, 0, len(path)+len(of)), of[:]...), path...))
	for i := range one {
		all[i] ^= one[i]
	}
}

// survey looks at the places that a site needs.
type survey struct {
	o        *Output
	wanted   paths
	listed   paths
	folders  map[string]string // for each folder that was looked at, the highest folder above it or itself that does not stand; empty for none
	inTheWay paths
	handle   folder
	foreign  []string
}

func (s *survey) units(files []File) ([]*unit, error) {
	var units []*unit
	fresh := map[string]*unit{}
	places := make([]place, len(files))
	for i := range files {
		f, at := &files[i], &places[i]
		at.File = f
		missing, err := s.missing(path.Dir(f.Path))
		if err != nil {
			return nil, err
		}
		if missing == "" {
			if err := s.file(at); err != nil {
				return nil, err
			}
			units = append(units, &unit{path: f.Path, files: []*place{at}, rank: rankOf(f)})
			continue
		}
		u := fresh[missing]
		if u == nil {
			u = &unit{path: missing, folder: true}
			fresh[missing] = u
			units = append(units, u)
		}
		at.in = u
		u.files = append(u.files, at)
		u.rank = max(u.rank, rankOf(f))
	}
	if len(s.foreign) > 0 {
		slices.Sort(s.foreign)
		first := filepath.Join(s.o.dir, filepath.FromSlash(s.foreign[0]))
		return nil, &ForeignError{Path: first, More: len(s.foreign) - 1, Dir: s.o.dir}
	}
	slices.SortFunc(units, func(a, b *unit) int { return cmp.Or(a.rank-b.rank, cmp.Compare(a.path, b.path)) })
	return units, nil
}

// missing gives the highest folder on the way to dir that does not stand, or the empty string.
func (s *survey) missing(dir string) (string, error) {
	if dir == "." {
		return "", nil
	}
	if top, ok := s.folders[dir]; ok {
		return top, nil
	}
	top, err := s.missing(path.Dir(dir))
	if err == nil && top == "" {
		top, err = s.lookAtFolder(dir)
	}
	s.folders[dir] = top
	return top, err
}

func (s *survey) lookAtFolder(dir string) (string, error) {
	info, err := s.o.root.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return dir, nil
	case err != nil:
		return "", s.o.named(err, dir)
	case info.IsDir():
		return "", nil
	}
	if s.listed[dir] && info.Mode().IsRegular() {
		s.inTheWay[dir] = true
	} else {
		s.foreign = append(s.foreign, dir)
	}
	return dir, nil
}

// file looks at the place of a file, and whether one of ours stands there.
func (s *survey) file(at *place) error {
	p := at.Path
	root, base, err := s.handle.at(p)
	if err != nil {
		return s.o.named(err, p)
	}
	info, err := root.Lstat(base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return s.o.named(err, p)
	case info.IsDir():
		return s.folderInTheWay(p)
	case info.Mode().IsRegular() && s.listed[p]:
		at.stands, at.info = true, info
		return nil
	case s.otherCase(p, info):
		return nil
	}
	s.foreign = append(s.foreign, p)
	return nil
}

// otherCase reports whether the file at p is one of ours under a name that differs in case alone, on a
// system where both are the same place. Then the old name goes first.
func (s *survey) otherCase(p string, info fs.FileInfo) bool {
	for old := range s.listed {
		if s.wanted[old] || !strings.EqualFold(old, p) {
			continue
		}
		if there, err := s.o.root.Lstat(old); err == nil && there.Mode().IsRegular() && os.SameFile(there, info) {
			s.inTheWay[old] = true
			return true
		}
	}
	return false
}

// folderInTheWay notes everything in a folder that stands where a file is needed. A folder in it that
// holds nothing of ours is somebody else's, and stays. What is listed goes even where it does not
// stand, as after a run that was killed between a file and its folder.
func (s *survey) folderInTheWay(dir string) error {
	for _, p := range s.below(dir) {
		s.inTheWay[p] = true
	}
	return fs.WalkDir(s.o.root.FS(), dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return s.o.named(err, p)
		}
		if d.IsDir() && len(s.below(p)) > 0 || d.Type().IsRegular() && s.listed[p] {
			return nil
		}
		s.foreign = append(s.foreign, p)
		return nil
	})
}

// below gives the files of ours in a folder.
func (s *survey) below(dir string) []string {
	var ps []string
	for p := range s.listed {
		if strings.HasPrefix(p, dir+"/") {
			ps = append(ps, p)
		}
	}
	return ps
}

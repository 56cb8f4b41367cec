package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
)

// The system's mask takes from these what the person wants taken.
const (
	fileMode   = 0o644
	folderMode = 0o755
)

// Whether the bytes must have reached the disk before the name does.
const (
	unflushed = false
	flushed   = true
)

// temporary matches the names of what is not published yet. They stand in the folder of the site
// itself, never deeper, so that one listing finds what a killed run left.
var temporary = regexp.MustCompile(`^\.redial-[0-9]+-[0-9]+\.tmp$`)

func (o *Output) temp() string {
	return fmt.Sprintf(".redial-%d-%d.tmp", os.Getpid(), o.temps.Add(1))
}

// sweep removes what a killed run left under temporary names.
func (o *Output) sweep() error {
	entries, err := fs.ReadDir(o.root.FS(), ".")
	if err != nil {
		return o.named(err, ".")
	}
	for _, e := range entries {
		if !temporary.MatchString(e.Name()) {
			continue
		}
		if err := o.try("sweep", e.Name(), func() error { return o.root.RemoveAll(e.Name()) }); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a file in its place whole, whatever stood there.
func (o *Output) replace(p string, data []byte, flush bool) error {
	tmp := o.temp()
	if err := o.create(o.root, tmp, data, flush); err != nil {
		o.root.Remove(tmp)
		return err
	}
	if err := o.try("rename", p, func() error { return o.root.Rename(tmp, p) }); err != nil {
		o.root.Remove(tmp)
		return err
	}
	return nil
}

// create writes a file where none stands. It is not published: its name or its folder is temporary.
func (o *Output) create(in *os.Root, name string, data []byte, flush bool) error {
	return o.try("create", name, func() error {
		f, err := in.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		if err != nil {
			return err
		}
		if _, err := f.Write(data); err != nil {
			f.Close()
			return err
		}
		if flush {
			if err := f.Sync(); err != nil {
				f.Close()
				return err
			}
		}
		return f.Close()
	})
}

// remove takes away a file of ours. What somebody put in its place since stays.
func (o *Output) remove(p string, s *Stats) error {
	for up := path.Dir(p); up != "."; up = path.Dir(up) {
		if info, err := o.root.Lstat(up); err != nil || !info.IsDir() {
			return nil
		}
	}
	info, err := o.root.Lstat(p)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil
	}
	if err != nil {
		return o.named(err, p)
	}
	s.Removed++
	return o.try("remove", p, func() error { return o.root.Remove(p) })
}

// removeEmpty removes the folders of files that are gone, where nothing else is in them and the site
// does not need them. One that can't be removed does no harm.
func (o *Output) removeEmpty(gone []string, wanted paths) {
	needed := foldersOf(wanted)
	old := paths{}
	for _, p := range gone {
		for up := path.Dir(p); up != "." && !needed[up]; up = path.Dir(up) {
			old[up] = true
		}
	}
	deepestFirst := make([]string, 0, len(old))
	for dir := range old {
		deepestFirst = append(deepestFirst, dir)
	}
	slices.SortFunc(deepestFirst, func(a, b string) int { return len(b) - len(a) })
	for _, dir := range deepestFirst {
		if info, err := o.root.Lstat(dir); err == nil && info.IsDir() {
			o.root.Remove(dir)
		}
	}
}

func foldersOf(files paths) paths {
	set := paths{}
	for p := range files {
		for up := path.Dir(p); up != "." && !set[up]; up = path.Dir(up) {
			set[up] = true
		}
	}
	return set
}

// try makes one change of the disk, and names the place in its error.
func (o *Output) try(change, p string, do func() error) error {
	if o.fault != nil {
		if err := o.fault(change, p); err != nil {
			return o.named(err, p)
		}
	}
	return o.named(do(), p)
}

// named says of an error which file of the site it is about: the one that was being written, not the
// temporary name that the system speaks of.
func (o *Output) named(err error, p string) error {
	if err == nil {
		return nil
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	return &fs.PathError{Op: "write", Path: filepath.Join(o.dir, filepath.FromSlash(p)), Err: err}
}

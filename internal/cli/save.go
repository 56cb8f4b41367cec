package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
)

// destination says where data goes.
type destination struct {
	file  string // as typed; empty for standard output
	force bool   // a file that is there is replaced
}

func (d *destination) addFlags(fs *pflag.FlagSet) {
	fs.StringVarP(&d.file, "output", "o", "", "write to `FILE`, which must not be there yet")
	fs.BoolVar(&d.force, "force", false, "replace the file if it is there")
}

// deliver writes data to standard output, or to a file outside of the notes of the notebook in dir. On
// a terminal, what would steer it is made visible.
func (a *app) deliver(data []byte, to destination, dir string) error {
	switch {
	case to.file != "":
		return a.save(data, to, dir)
	case a.out.isTerminal():
		for l := range bytes.Lines(data) {
			a.out.line(strings.TrimRight(string(l), "\r\n"))
		}
		return nil
	}
	_, err := a.out.w.Write(data)
	return err
}

func (a *app) save(data []byte, to destination, dir string) error {
	path, err := a.folder(to.file)
	if err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if isWithin(path, filepath.Join(dir, "notes")) {
		return failed("`"+to.file+"` lies among the notes, where nothing is written but by you", "-o takes a file elsewhere")
	}
	write := create
	if to.force {
		write = replace
	}
	err = write(path, data)
	switch {
	case errors.Is(err, fs.ErrExist):
		return failed("`"+to.file+"` is there already", "--force replaces it, or -o takes another name")
	case errors.Is(err, fs.ErrNotExist):
		return failed("there is no folder `"+filepath.Dir(to.file)+"`", "make it, or name another one")
	case err == nil:
		a.hint("wrote " + to.file)
	}
	return err
}

// isWithin reports whether a path lies in a folder, by whatever links lead to either.
func isWithin(path, folder string) bool {
	want, err := os.Stat(folder)
	if err != nil {
		return false
	}
	up, err := filepath.EvalSymlinks(filepath.Dir(path))
	for last := ""; err == nil && up != last; last, up = up, filepath.Dir(up) {
		if info, e := os.Stat(up); e == nil && os.SameFile(info, want) {
			return true
		}
	}
	return false
}

// create makes a file where none is, whole or not at all. It makes no folder.
func create(path string, data []byte) error {
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return err
	}
	var n newFiles
	err := n.write(path, data)
	if err != nil {
		n.undo()
	}
	return err
}

// replace puts a file where perhaps one is. Until the new one is whole, the old one stays.
func replace(path string, data []byte) error {
	mode := fs.FileMode(fileMode)
	if info, err := os.Lstat(path); err == nil {
		if !info.Mode().IsRegular() {
			return failed("`"+path+"` is no file that could be replaced", "-o takes another name")
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".redial-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // of no effect once it has its name
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

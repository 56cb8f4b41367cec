package notebook

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// overlay is one of the user's folders as a file system. Go files and what editors and systems leave
// are not in it, nor what links lead to outside the notebook.
type overlay struct {
	nb     *Notebook
	folder string
}

func (o overlay) Open(name string) (fs.File, error) {
	real, err := o.place(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if isFolder(real) {
		return os.Open(real)
	}
	f, _, err := openRegular(real)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// ReadDir lists a folder, sorted by name. The one that the overlay stands for is empty where it does
// not exist.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	real, err := o.place(name)
	if err != nil {
		if name == "." {
			return nil, nil
		}
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	entries, err := os.ReadDir(real)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return isIgnored(e.Name()) }), err
}

// place gives the path on the disk of a name, with its links resolved.
func (o overlay) place(name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", fs.ErrInvalid
	}
	if name != "." && slices.ContainsFunc(strings.Split(name, "/"), isIgnored) {
		return "", fs.ErrNotExist
	}
	real, err := filepath.EvalSymlinks(filepath.Join(o.nb.Dir, o.folder, filepath.FromSlash(name)))
	if err != nil {
		return "", fs.ErrNotExist
	}
	if !o.nb.mayFollow(real) {
		return "", fs.ErrPermission
	}
	return real, nil
}

// isIgnored reports whether a file or folder of this name is none of the user's layouts and styles.
func isIgnored(name string) bool {
	return name[0] == '.' || strings.HasSuffix(name, "~") || path.Ext(name) == ".go"
}

package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// newFiles makes files where none are, and can take them back: what it can't do whole it leaves undone.
type newFiles struct {
	made []string // files and folders, in the order in which they were made
}

const (
	fileMode   = 0o644
	folderMode = 0o755
)

// write makes a file, and the folders above it. It never replaces one that is there.
func (n *newFiles) write(path string, data []byte) error {
	if err := n.folder(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	n.made = append(n.made, path)
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// folder makes a folder and those above it.
func (n *newFiles) folder(dir string) error {
	err := os.Mkdir(dir, folderMode)
	if errors.Is(err, fs.ErrNotExist) {
		if err = n.folder(filepath.Dir(dir)); err == nil {
			err = os.Mkdir(dir, folderMode)
		}
	}
	if err == nil {
		n.made = append(n.made, dir)
		return nil
	}
	if info, e := os.Stat(dir); errors.Is(err, fs.ErrExist) && e == nil && info.IsDir() {
		return nil
	}
	return err
}

// undo takes back what was made, the last first. A folder that somebody else has filled stays.
func (n *newFiles) undo() {
	for _, path := range slices.Backward(n.made) {
		os.Remove(path)
	}
}

// isThere reports whether something has a name, be it a link that leads nowhere.
func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// cause says why the system refused, without the path, which stands beside it anyway.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

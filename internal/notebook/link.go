package notebook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// isInside reports whether a path leads, with its links resolved, to a place in the notebook.
func (nb *Notebook) isInside(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	return err == nil && within(nb.real, real)
}

// mayFollow reports whether what a path leads to, with its links resolved, may be read (SPEC 2).
func (nb *Notebook) mayFollow(real string) bool {
	return nb.Config.FollowLinks || within(nb.real, real)
}

// within reports whether path is dir or lies in it. Both are without links.
func within(dir, path string) bool {
	if path == dir {
		return true
	}
	return strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// target resolves a link.
func target(path string) (real string, info fs.FileInfo, err error) {
	// The system tells a circle from a link that leads nowhere; EvalSymlinks does not.
	if info, err = os.Stat(path); err != nil {
		return "", nil, err
	}
	real, err = filepath.EvalSymlinks(path)
	return real, info, err
}

// linkFault says what is wrong with a link that can't be resolved.
func linkFault(err error) string {
	switch {
	case errors.Is(err, syscall.ELOOP):
		return "is a link that leads in a circle"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return "is a link that leads nowhere"
	}
	return "is a link that can't be followed: " + reason(err)
}

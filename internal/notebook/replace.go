package notebook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// A note is replaced by renaming a whole new file over it, so that at any moment either the old or the
// new one is there. Where that would lose something that belongs to the file and can't be given to a new
// one (other names of it, its owner, its access list, its attributes), it is written in place, and two
// files beside it tell the next command how to mend it, should this one be killed in the middle:
// [Notebook.Load] and [Notebook.Update] do so.

// What Redial puts beside a note for a moment. None of these names is that of a note.
const (
	tempPattern = ".redial-%d-%d.tmp"
	oldSuffix   = ".redial-old"
	newSuffix   = ".redial-new"
	keptSuffix  = ".redial-kept" // never removed
)

// The system's mask takes from these what the person wants taken.
const (
	fileMode   = 0o644
	folderMode = 0o755
	secretMode = 0o600 // until the file has the mode of the note
)

func (w *writing) dir() string { return filepath.Dir(w.path) }

// beside gives the name of a file that goes with the note while it is written in place.
func (w *writing) beside(suffix string) string {
	return filepath.Join(w.dir(), "."+filepath.Base(w.path)+suffix)
}

// replace gives the note other bytes. again says that somebody saved it since it was read, and that
// nothing was done.
func (w *writing) replace(old saved, data []byte) (again bool, err error) {
	temp, kept, err := w.writeTemp(data, secretMode, old.info)
	if err != nil {
		return false, err
	}
	defer os.Remove(temp)
	w.sweep(temp)
	if !kept {
		return w.replaceInPlace(old, data, temp)
	}
	if again, err = w.changed(old); again || err != nil {
		return again, err
	}
	if err := w.try("rename", func() error { return os.Rename(temp, w.path) }); err != nil {
		return false, err
	}
	return false, w.syncFolder()
}

// changed reports whether the note is another than it was. It is asked as late as can be.
func (w *writing) changed(old saved) (bool, error) {
	same := false
	err := w.try("check", func() error {
		data, err := readFile(w.path, int64(len(old.data))+1)
		same = err == nil && bytes.Equal(data, old.data)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	return !same && err == nil, err
}

// writeTemp writes a temporary file whose bytes have reached the disk. kept says that it has all that
// belongs to the note; like is nil for a new one.
func (w *writing) writeTemp(data []byte, mode fs.FileMode, like fs.FileInfo) (temp string, kept bool, err error) {
	w.temps++
	temp = filepath.Join(w.dir(), fmt.Sprintf(tempPattern, os.Getpid(), w.temps))
	kept, err = w.writeFile(temp, data, mode, like)
	if err != nil {
		os.Remove(temp)
	}
	return temp, kept, err
}

// writeFile writes a file where none stands.
func (w *writing) writeFile(path string, data []byte, mode fs.FileMode, like fs.FileInfo) (kept bool, err error) {
	var f *os.File
	err = w.try("create", func() error {
		f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		return err
	})
	if err != nil {
		return false, err
	}
	err = w.try("write", func() error { _, err := f.Write(data); return err })
	if err == nil && like != nil {
		kept = links(like) == 1 && inherit(f, w.path, like)
	}
	if err == nil {
		err = w.try("sync", f.Sync)
	}
	if closed := f.Close(); err == nil && closed != nil {
		err = w.try("close", func() error { return closed })
	}
	return kept, err
}

// syncFolder makes sure that a change of names reaches the disk. The change is made by then, and an
// error must not sound as if it was not.
func (w *writing) syncFolder() error {
	err := w.try("sync folder", func() error { return syncFolder(w.dir()) })
	var e *NotWritten
	if errors.As(err, &e) {
		e.Reason = "is written, but the disk does not confirm it: " + cause(e.Err)
		e.Help = "look whether it is there; it may be lost when the power fails now"
	}
	return err
}

// syncFolder waits until the names in a folder have reached the disk, where the system can.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// replaceInPlace writes the note's own file. The new bytes stand in a temporary file already; together
// with a copy of the old ones they say what a half written note is.
func (w *writing) replaceInPlace(old saved, data []byte, temp string) (again bool, err error) {
	copied, fresh := w.beside(oldSuffix), w.beside(newSuffix)
	if _, err = w.writeFile(copied, old.data, secretMode, nil); err == nil {
		err = w.try("rename", func() error { return os.Rename(temp, fresh) })
	}
	if err == nil {
		err = w.try("sync folder", func() error { return syncFolder(w.dir()) })
	}
	if err == nil {
		again, err = w.changed(old)
	}
	if err == nil && !again {
		err = w.overwrite(old.data, data)
	}
	var damaged *NotWritten
	if errors.As(err, &damaged) && errors.Is(damaged.Err, errDamaged) {
		return false, err
	}
	os.Remove(fresh) // first: a copy that stands alone says that the note is whole
	os.Remove(copied)
	return again, err
}

var errDamaged = errors.New("the note is half written")

// overwrite writes the note in place. Where that fails, the old bytes are written back.
func (w *writing) overwrite(old, data []byte) error {
	f, err := os.OpenFile(w.path, os.O_WRONLY, 0)
	if err != nil {
		return w.try("open", func() error { return err })
	}
	defer f.Close()
	err = w.try("write", func() error { return fill(f, data) })
	if err == nil {
		err = w.try("sync", f.Sync)
	}
	if err == nil {
		return nil
	}
	if fill(f, old) != nil {
		return w.failure("is half written, and could not be mended: "+cause(err),
			"the next command mends it; its old text is in "+w.beside(oldSuffix), errDamaged)
	}
	f.Sync()
	return err
}

// fill gives an open file its bytes. It is never empty in between.
func fill(f *os.File, data []byte) error {
	if _, err := f.WriteAt(data, 0); err != nil {
		return err
	}
	return f.Truncate(int64(len(data)))
}

// place makes the folders on the way to a new note, and refuses to go where links lead out.
func (w *writing) place() error {
	folder := filepath.Dir(w.named())
	top := folder
	for !exists(top) {
		top = filepath.Dir(top)
	}
	real, err := filepath.EvalSymlinks(top)
	if err != nil {
		return w.failure(linkFault(err), "mend the link "+top, err)
	}
	if err := w.allowed(real); err != nil {
		return err
	}
	if err := w.try("mkdir", func() error { return os.MkdirAll(folder, folderMode) }); err != nil {
		return err
	}
	rest, err := filepath.Rel(top, folder)
	w.path = filepath.Join(real, rest, filepath.Base(w.named()))
	return err
}

// create writes a new note. A link can be made only where nothing stands, and shows the file whole.
func (w *writing) create(data []byte) error {
	if exists(w.named()) {
		return w.taken()
	}
	temp, _, err := w.writeTemp(data, fileMode, nil)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	w.sweep(temp)
	err = w.try("link", func() error { return os.Link(temp, w.path) })
	switch {
	case errors.Is(err, fs.ErrExist):
		return w.taken()
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.EPERM): // a disk without links
		if _, err = w.writeFile(w.path, data, fileMode, nil); err != nil && !errors.Is(err, fs.ErrExist) {
			os.Remove(w.path)
		}
	}
	if err != nil {
		return err
	}
	os.Remove(temp)
	return w.syncFolder()
}

func (w *writing) taken() error {
	return w.failure("is there already", "take another name, or change that note", fs.ErrExist)
}

// remove takes the note away, and the link to it.
func (w *writing) remove() error {
	info, err := os.Stat(w.path)
	if err == nil {
		err = w.writable(info)
	}
	if err != nil {
		return err
	}
	if !within(w.nb.real, w.path) {
		return w.failure("lies outside of the notebook", "delete "+w.path+" by hand", nil)
	}
	w.sweep("")
	paths := []string{w.path}
	if link, err := os.Lstat(w.named()); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		paths = append(paths, w.named())
	}
	for _, p := range paths {
		if err := w.try("remove", func() error { return os.Remove(p) }); err != nil {
			return err
		}
	}
	return w.syncFolder()
}

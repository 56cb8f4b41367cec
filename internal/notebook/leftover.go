package notebook

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// leftover matches the names of what a command of ours that was killed left beside a note.
var leftover = regexp.MustCompile(`^\.redial-[0-9]+-[0-9]+\.tmp$|^\..+\.md\.redial-(old|new)$`)

// stale is how much older than ours a temporary file must be to be taken for one of a killed command,
// where the system has no locks to tell.
const stale = time.Minute

// tidy takes away what killed commands left in folders, unless one is at work just now. What can't be
// done is left to the next command.
func (nb *Notebook) tidy(dirs []string) {
	if len(dirs) == 0 {
		return
	}
	unlock, held, err := nb.lock(impatient)
	if err != nil {
		return
	}
	defer unlock()
	for _, dir := range dirs {
		if held {
			clean(dir, nil)
		}
	}
}

// sweep takes away what killed commands left beside the note, at the first note of a folder. ours is the
// temporary file of this one.
func (w *writing) sweep(ours string) {
	if _, done := w.nb.swept.LoadOrStore(w.dir(), true); done {
		return
	}
	info, err := os.Stat(ours)
	switch {
	case w.locked:
		clean(w.dir(), func(name string, _ os.FileInfo) bool { return name == filepath.Base(ours) })
	case err == nil:
		clean(w.dir(), func(_ string, other os.FileInfo) bool { return info.ModTime().Sub(other.ModTime()) < stale })
	}
}

// clean takes leftovers out of a folder, and mends a note that was half written in place.
func clean(dir string, spare func(name string, info os.FileInfo) bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !leftover.MatchString(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || spare != nil && spare(e.Name(), info) {
			continue
		}
		base, inPlace := strings.CutSuffix(e.Name(), oldSuffix)
		if inPlace && !mend(dir, strings.TrimPrefix(base, ".")) {
			continue
		}
		if strings.HasSuffix(e.Name(), newSuffix) && exists(filepath.Join(dir, strings.TrimSuffix(e.Name(), newSuffix)+oldSuffix)) {
			continue // it goes with its fellow
		}
		os.Remove(filepath.Join(dir, e.Name()))
	}
}

// mend looks at a note that was being written in place. Where it is half written, it gets its old bytes
// back. Where somebody else has saved it since, it stays, and the copy of the old bytes is kept under
// another name. It reports whether the two files beside the note can go.
func mend(dir, base string) bool {
	path := filepath.Join(dir, base)
	copied, fresh := filepath.Join(dir, "."+base+oldSuffix), filepath.Join(dir, "."+base+newSuffix)
	data, err := os.ReadFile(fresh)
	if err != nil { // it was not begun, or it was done
		return os.IsNotExist(err)
	}
	old, err := os.ReadFile(copied)
	if err != nil {
		return false
	}
	now, err := os.ReadFile(path)
	switch {
	case err != nil && !os.IsNotExist(err):
		return false
	case err == nil && (bytes.Equal(now, old) || bytes.Equal(now, data)):
	case err == nil && isMix(now, old, data):
		if writeBack(path, old) != nil {
			return false
		}
	default:
		if os.Rename(copied, filepath.Join(dir, "."+base+keptSuffix)) != nil {
			return false
		}
	}
	return os.Remove(fresh) == nil
}

// isMix reports whether a text can be what is there when one text is written over another and that is
// broken off.
func isMix(now, old, data []byte) bool {
	if len(now) < min(len(old), len(data)) || len(now) > max(len(old), len(data)) {
		return false
	}
	for i, c := range now {
		if (i >= len(old) || old[i] != c) && (i >= len(data) || data[i] != c) {
			return false
		}
	}
	return true
}

func writeBack(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := fill(f, data); err != nil {
		return err
	}
	return f.Sync()
}

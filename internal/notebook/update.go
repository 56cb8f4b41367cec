package notebook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"redial/internal/note"
)

// NotWritten tells why a note was not written. The note is as it was, unless the reason says otherwise.
type NotWritten struct {
	File   string // as in problems: "notes/ada.md"
	Reason string
	Help   string // what to do; may be empty
	Err    error  // what the system said; nil where it was not asked
}

// Error gives the file, the reason and, on a line of its own, the help.
func (e *NotWritten) Error() string {
	message := e.File + ": " + e.Reason
	if e.Help != "" {
		message += "\nhelp: " + e.Help
	}
	return message
}

// Unwrap gives what the system said.
func (e *NotWritten) Unwrap() error { return e.Err }

const (
	// attempts is how often an edit is made anew because somebody else saved the note meanwhile.
	attempts = 20
	// pause is how long one waits for whoever has emptied a note in order to write it anew.
	pause = 100 * time.Millisecond
)

// Read gives the bytes of a note, which is named as in problems. Its error is a [*NotWritten].
func (nb *Notebook) Read(file string) ([]byte, error) {
	w := writing{nb: nb, file: file}
	if err := w.find(); err != nil {
		return nil, err
	}
	s, err := w.read()
	return s.data, err
}

// Update changes a note, which is named as in problems: "notes/ada.md". change gets the note's bytes
// and gives those that it should have. It may be called several times, because somebody saves the note
// meanwhile; what it said last counts. An error of its own is given back, a [*note.Refused] with the
// file put in; all others are a [*NotWritten]. After an error the note is as it was.
func (nb *Notebook) Update(file string, change func(src []byte) ([]byte, error)) error {
	return nb.writing(file, func(w *writing) error {
		for range attempts {
			if err := w.find(); err != nil {
				return err
			}
			if again, err := w.update(change); !again {
				return err
			}
		}
		return w.failure("keeps being changed by somebody else", "wait until the other program is done", nil)
	})
}

// Create writes a new note, and the folders on the way to it. It never overwrites anything: where
// something stands under the name, the error is [fs.ErrExist]. It is a [*NotWritten] in any case.
func (nb *Notebook) Create(file string, src []byte) error {
	return nb.writing(file, func(w *writing) error {
		if err := w.place(); err != nil {
			return err
		}
		return w.create(src)
	})
}

// Remove takes a note away. Where it is a link, what it leads to goes too, but nothing outside the
// notebook. Its error is a [*NotWritten].
func (nb *Notebook) Remove(file string) error {
	return nb.writing(file, func(w *writing) error {
		if err := w.find(); err != nil {
			return err
		}
		return w.remove()
	})
}

// writing is the work on one note, while no other process of ours writes one.
type writing struct {
	nb     *Notebook
	file   string
	path   string // where the file lies, with links resolved
	temps  int    // how many temporary names were given out
	locked bool   // no other process of ours writes
}

// writing does work on a note under the lock.
func (nb *Notebook) writing(file string, work func(*writing) error) error {
	w := &writing{nb: nb, file: file}
	if err := w.name(); err != nil {
		return err
	}
	unlock, held, err := nb.lock(patient)
	if err != nil {
		return w.failure(err.Error(), "wait for it, or end it", err)
	}
	defer unlock()
	w.locked = held
	err = work(w)
	var r *note.Refused
	if errors.As(err, &r) && r.File == "" {
		r.File = file
	}
	return err
}

// name refuses a file that could be no note.
func (w *writing) name() error {
	folders := strings.Split(w.file, "/")
	base := folders[len(folders)-1]
	ok := fs.ValidPath(w.file) && folders[0] == notesName && len(folders) > 1 && isNote(base) && !isConflictCopy(base)
	for _, f := range folders[:len(folders)-1] {
		ok = ok && !isHidden(f)
	}
	if !ok || strings.ContainsAny(w.file, "\\\x00") && filepath.Separator == '\\' {
		return w.failure("is no name of a note", "name a file below notes/ that ends in .md", nil)
	}
	return nil
}

// named is the path by which the note is known.
func (w *writing) named() string { return filepath.Join(w.nb.Dir, filepath.FromSlash(w.file)) }

// find resolves where the note lies.
func (w *writing) find() error {
	real, info, err := target(w.named())
	switch {
	case errors.Is(err, fs.ErrNotExist) && !exists(w.named()):
		return w.failure("is not there", "redial who finds people", err)
	case err != nil:
		return w.failure(linkFault(err), "mend the link, or delete it", err)
	case !info.Mode().IsRegular():
		return w.failure("is no file", "delete it, or rename it", errNotRegular)
	}
	w.path = real
	return w.allowed(real)
}

// allowed refuses to write where links lead out of the notebook.
func (w *writing) allowed(real string) error {
	if w.nb.mayFollow(real) {
		return nil
	}
	return w.failure("is a link that leads out of the notebook",
		"move what it leads to into the notebook, or write `follow_links: true` in redial.yaml", nil)
}

// saved is a note as it was read.
type saved struct {
	data []byte
	info fs.FileInfo
}

// read reads the note. One that is empty is perhaps just being saved, and is looked at again.
func (w *writing) read() (saved, error) {
	s, err := w.readOnce()
	if err == nil && len(s.data) == 0 {
		time.Sleep(pause)
		s, err = w.readOnce()
	}
	if err == nil && len(s.data) > note.MaxFile {
		err = w.failure("is larger than 16 MiB", "split it", nil)
	}
	return s, err
}

func (w *writing) readOnce() (saved, error) {
	var s saved
	err := w.try("open", func() error {
		info, err := os.Stat(w.path)
		if err == nil {
			s.info = info
			s.data, err = readFile(w.path, note.MaxFile+1)
		}
		return err
	})
	return s, err
}

// update makes an edit once; again says that somebody saved the note meanwhile.
func (w *writing) update(change func([]byte) ([]byte, error)) (again bool, err error) {
	old, err := w.read()
	if err != nil {
		return false, err
	}
	data, err := change(bytes.Clone(old.data))
	if err != nil || bytes.Equal(data, old.data) {
		return false, err
	}
	if err := w.writable(old.info); err != nil {
		return false, err
	}
	return w.replace(old, data)
}

// writable refuses a note, or a folder, that somebody made read-only. The system would let root, and
// whoever may write the folder, replace it all the same.
func (w *writing) writable(note fs.FileInfo) error {
	const anybody = 0o222
	if note.Mode().Perm()&anybody == 0 {
		return w.failure("is read-only", "chmod u+w "+w.file+", if that is not on purpose", fs.ErrPermission)
	}
	folder, err := os.Stat(filepath.Dir(w.path))
	if err == nil && folder.Mode().Perm()&anybody == 0 {
		return w.failure("lies in a folder that is read-only", "chmod u+w "+path.Dir(w.file)+", if that is not on purpose", fs.ErrPermission)
	}
	return nil
}

// failure is an error about the note.
func (w *writing) failure(reason, help string, err error) error {
	return &NotWritten{File: w.file, Reason: reason, Help: help, Err: err}
}

// try makes one step on the disk. Its error is about the note, whatever file the system speaks of.
func (w *writing) try(step string, do func() error) error {
	var err error
	if w.nb.fault != nil {
		err = w.nb.fault(step, w.path)
	}
	if err == nil {
		err = do()
	}
	var known *NotWritten
	if err == nil || errors.As(err, &known) {
		return err
	}
	return w.failure("can't be written: "+cause(err)+fmt.Sprintf(" (%s)", step), helpFor(err), err)
}

// cause says why the system refused, without the paths, which may be temporary.
func cause(err error) string {
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err.Error()
	}
	return reason(err)
}

func helpFor(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "let yourself write the file and its folder"
	}
	return "nothing was changed; see to the disk, and try again"
}

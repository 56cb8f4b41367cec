package notebook

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

// Snapshot is all notes of a notebook as they were read once.
type Snapshot struct {
	Book     *contact.Book
	Problems []diag.Problem // of notes, of the book and of the disk; not of the settings, nor of the rules; unsorted
	Notes    int            // how many notes were read

	// The rest is told of readings that a [Memory] remembers.
	Changed []string      // the notes that are new, gone or other than at the last reading, as in problems
	Again   time.Duration // when to look again, because a note is perhaps half written; 0 for no need
	Dirs    []string      // the folders in which a change is of interest
	Brief   bool          // only notes that were touched were looked at
	Around  uint64        // changes with the names, sizes and times of all else that the site depends on, and with its problems
}

// Load reads all notes. A note that can't be read is a problem and never an error; the error is a
// folder notes that can't be listed.
func (nb *Notebook) Load() (*Snapshot, error) {
	w, err := nb.walk(time.Time{}, 0)
	if err != nil {
		return nil, err
	}
	nb.tidy(w.left)
	notes := make([]reading, len(w.notes))
	inParallel(len(notes), func(i int, d *desk) { notes[i] = w.notes[i].read(d) })
	s := &Snapshot{Problems: w.problems}
	s.gather(func(yield func(*reading) bool) {
		for i := range notes {
			if !yield(&notes[i]) {
				return
			}
		}
	}, nil)
	return s, nil
}

// read reads a note that nobody remembers. One that went away since it was listed has nothing in it.
func (f found) read(d *desk) reading {
	src, fault, _ := f.bytes(d)
	switch {
	case fault != nil:
		return reading{problems: []diag.Problem{*fault}}
	case src == nil:
		return reading{}
	}
	return newReading(d.shelf.Parse(f.file, src), f.id)
}

// gather makes a book of the notes; that of the last reading will do where they are the same.
func (s *Snapshot) gather(notes iter.Seq[*reading], last *Snapshot) {
	var contacts []*contact.Contact
	var events []*contact.Event
	for n := range notes {
		s.Problems = append(s.Problems, n.problems...)
		switch {
		case n.contact != nil:
			contacts = append(contacts, n.contact)
			s.Notes++
		case n.event != nil:
			events = append(events, n.event)
			s.Notes++
		}
	}
	if last != nil && len(s.Changed) == 0 {
		s.Book = last.Book
	} else {
		s.Book = last.book().Renew(contacts, events)
	}
	s.Problems = append(s.Problems, s.Book.Problems...)
}

// book gives the book of a reading; nil for none.
func (s *Snapshot) book() *contact.Book {
	if s == nil {
		return nil
	}
	return s.Book
}

// bytes reads a note. It tells why it can't be read, or that it went away since it was listed.
func (f found) bytes(d *desk) (src []byte, fault *diag.Problem, gone bool) {
	// One byte too many shows the note's parser that there is more.
	src, err := readInto(&d.room, f.path, note.MaxFile+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, true
	case err != nil:
		p := unreadable(f.file, "can't be read: "+reason(err), "let yourself read the file, or delete it")
		return nil, &p, false
	}
	return src, nil, false
}

// readNote reads a note, and parses it unless its bytes are those of the last reading; that may be nil.
// It tells whether the note went away since it was listed.
func readNote(f found, last *kept, d *desk) (k *kept, gone bool) {
	k = &kept{found: f}
	src, fault, gone := f.bytes(d)
	if gone {
		return nil, true
	}
	if fault != nil {
		k.sum, k.note.problems = sha256.Sum256([]byte(fault.Message)), []diag.Problem{*fault}
		return k, false
	}
	k.sum = sha256.Sum256(src)
	if last != nil && last.shown() && last.sum == k.sum && last.found == f {
		k.note, k.front = last.note, last.front
	} else {
		n := d.shelf.Parse(f.file, src)
		k.note, k.front = newReading(n, f.id), n.Front.Present
	}
	k.whole = len(src) > 0 && !cutOff(k.note.problems)
	return k, false
}

// maxWorkers bounds how many notes are in work at a time, and with that the memory for them.
const maxWorkers = 8

// desk is what each of those who read notes has for itself.
type desk struct {
	room  []byte      // for the file that is read
	shelf *note.Shelf // for the sources of notes that are kept; nil where they are few
}

// inParallel does work for 0 to n-1 with at least two workers, because reading waits for the disk and
// parsing for the processor. It returns when all is done.
func inParallel(n int, work func(i int, d *desk)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, max(2, runtime.GOMAXPROCS(0)), maxWorkers) {
		workers.Go(func() {
			d := &desk{shelf: new(note.Shelf)}
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i, d)
			}
		})
	}
	workers.Wait()
}

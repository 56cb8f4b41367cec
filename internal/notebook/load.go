package notebook

import (
	"crypto/sha256"
	"errors"
	"io/fs"
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

	Changed []string      // the notes that are new, gone or other than at the last reading, as in problems
	Again   time.Duration // when to look again, because a note is perhaps half written; 0 for no need
	Dirs    []string      // the folders in which a change is of interest
	Around  uint64        // changes with the names, sizes and times of all else that the site depends on
}

// Load reads all notes. A note that can't be read is a problem and never an error; the error is a
// folder notes that can't be listed.
func (nb *Notebook) Load() (*Snapshot, error) { return new(Memory).Load(nb, time.Time{}) }

// gather makes a book of the notes.
func (s *Snapshot) gather(notes []*kept) {
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, k := range notes {
		s.Problems = append(s.Problems, k.note.problems...)
		switch {
		case k.note.contact != nil:
			contacts = append(contacts, k.note.contact)
			s.Notes++
		case k.note.event != nil:
			events = append(events, k.note.event)
			s.Notes++
		}
	}
	s.Book = contact.NewBook(contacts, events)
	s.Problems = append(s.Problems, s.Book.Problems...)
}

// readNote reads and parses a note, and tells whether it went away since it was listed.
func readNote(f found) (k *kept, gone bool) {
	k = &kept{found: f}
	// One byte too many shows the note's parser that there is more.
	src, err := readFile(f.path, note.MaxFile+1)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	if err != nil {
		k.note.problems = []diag.Problem{unreadable(f.file, "can't be read: "+reason(err), "let yourself read the file, or delete it")}
		return k, false
	}
	n := note.Parse(f.file, src)
	k.sum, k.front = sha256.Sum256(src), n.Front.Present
	k.whole = len(src) > 0 && !cutOff(n.Problems)
	k.note.problems = n.Problems
	if contact.IsEvent(n, f.id) {
		k.note.event = contact.NewEvent(n, f.id)
	} else {
		k.note.contact = contact.New(n, f.id)
	}
	return k, false
}

// maxWorkers bounds how many notes are in work at a time, and with that the memory for them.
const maxWorkers = 8

// inParallel does work for 0 to n-1 with at least two workers, because reading waits for the disk and
// parsing for the processor. It returns when all is done.
func inParallel(n int, work func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, max(2, runtime.GOMAXPROCS(0)), maxWorkers) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	workers.Wait()
}

package notebook

import (
	"errors"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

// Snapshot is all notes of a notebook as they were read once.
type Snapshot struct {
	Book     *contact.Book
	Problems []diag.Problem // of notes, of the book and of the disk; not of the settings, nor of the rules; unsorted
	Notes    int            // how many notes were read
}

// Load reads all notes. A note that can't be read is a problem and never an error; the error is a
// folder notes that can't be listed.
func (nb *Notebook) Load() (*Snapshot, error) {
	list, problems, err := nb.walk()
	if err != nil {
		return nil, err
	}
	read := make([]reading, len(list))
	inParallel(len(list), func(i int) { read[i] = readNote(list[i]) })

	s := &Snapshot{Problems: append(problems, nb.strays()...)}
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, r := range read {
		s.Problems = append(s.Problems, r.problems...)
		switch {
		case r.contact != nil:
			contacts = append(contacts, r.contact)
			s.Notes++
		case r.event != nil:
			events = append(events, r.event)
			s.Notes++
		}
	}
	s.Book = contact.NewBook(contacts, events)
	s.Problems = append(s.Problems, s.Book.Problems...)
	return s, nil
}

// reading is what came of one note: a contact, an event, or neither.
type reading struct {
	contact  *contact.Contact
	event    *contact.Event
	problems []diag.Problem
}

func readNote(f found) reading {
	// One byte too many shows the note's parser that there is more.
	src, err := readFile(f.path, note.MaxFile+1)
	if errors.Is(err, fs.ErrNotExist) {
		return reading{} // it went away since it was listed
	}
	if err != nil {
		return reading{problems: []diag.Problem{unreadable(f.file, "can't be read: "+reason(err), "let yourself read the file, or delete it")}}
	}
	n := note.Parse(f.file, src)
	if contact.IsEvent(n, f.id) {
		return reading{event: contact.NewEvent(n, f.id), problems: n.Problems}
	}
	return reading{contact: contact.New(n, f.id), problems: n.Problems}
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

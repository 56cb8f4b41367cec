//go:build unix

package notebook

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lock keeps other processes of ours from writing notes. It is on the folder of notes itself and ends
// with the process, so that a killed one leaves nothing behind. held is false where the file system has
// no locks, and where the folder is not there yet. The system hands the lock on in the order in which it
// was asked for, so that a process which writes note after note does not keep others out.
func (nb *Notebook) lock(wait time.Duration) (unlock func(), held bool, err error) {
	dir, err := os.Open(filepath.Join(nb.Dir, notesName))
	if err != nil {
		return func() {}, false, nil
	}
	unlock = func() { dir.Close() }
	err = flock(dir, syscall.LOCK_EX|syscall.LOCK_NB)
	if !errors.Is(err, syscall.EWOULDBLOCK) {
		return unlock, err == nil, nil
	}
	got := make(chan error, 1)
	go func() { got <- flock(dir, syscall.LOCK_EX) }()
	select {
	case err := <-got:
		return unlock, err == nil, nil
	case <-time.After(wait):
		go func(release func()) { <-got; release() }(unlock) // too late, and unlock is no longer that one
		return nil, false, fmt.Errorf("another redial has been writing notes for %v", wait)
	}
}

func flock(dir *os.File, how int) error {
	for {
		if err := syscall.Flock(int(dir.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

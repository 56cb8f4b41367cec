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
// no locks, and where the folder is not there yet.
func (nb *Notebook) lock(wait time.Duration) (unlock func(), held bool, err error) {
	dir, err := os.Open(filepath.Join(nb.Dir, notesName))
	if err != nil {
		return func() {}, false, nil
	}
	unlock = func() { dir.Close() }
	for waited, nap := time.Duration(0), firstNap; ; nap = min(2*nap, longestNap) {
		err = syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return unlock, err == nil, nil
		}
		if waited += nap; waited > wait {
			unlock()
			return nil, false, fmt.Errorf("another redial has been writing notes for %v", wait)
		}
		time.Sleep(nap)
	}
}

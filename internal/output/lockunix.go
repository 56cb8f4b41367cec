//go:build unix

package output

import (
	"errors"
	"fmt"
	"syscall"
	"time"
)

// How long one waits for another process that writes the same folder.
const (
	lockTries = 200
	lockPause = 50 * time.Millisecond
)

// lock keeps other processes from writing the same folder. It is on the folder itself and ends with
// the process, so that a killed one leaves nothing behind. Where a file system has no locks, there is
// none.
func (o *Output) lock() (unlock func(), err error) {
	dir, err := o.root.Open(".")
	if err != nil {
		return nil, o.named(err, ".")
	}
	for range lockTries {
		err = syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return func() { dir.Close() }, nil
		}
		time.Sleep(lockPause)
	}
	dir.Close()
	return nil, fmt.Errorf("another process has been writing %s for ten seconds\nhelp: wait for it, or end it", o.dir)
}

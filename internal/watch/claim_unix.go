//go:build unix

package watch

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
)

// take locks the file of a claim.
func (c *Claim) take() (holder string, err error) {
	for {
		f, err := os.OpenFile(c.path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			return "", err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
			said, _ := io.ReadAll(io.LimitReader(f, 1000))
			f.Close()
			return strings.TrimSpace(string(said)), ErrClaimed
		}
		if !stillThere(f, c.path) {
			f.Close() // the last holder removed it between the two calls
			continue
		}
		if err := write(f, c.who); err != nil {
			f.Close()
			return "", err
		}
		c.file = f
		return "", nil
	}
}

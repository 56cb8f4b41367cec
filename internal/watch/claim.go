package watch

import (
	"errors"
	"os"
)

// ErrClaimed is the error of something that another process keeps current already.
var ErrClaimed = errors.New("another process keeps it current")

// Claim says that one process is the only one that keeps something current: it is a locked file, in
// which stands who that is. The lock ends with the process, however that ends. It is used by one
// goroutine at a time.
//
// Where there are no locks, everybody may.
type Claim struct {
	path, who string
	file      *os.File
}

// NewClaim makes a claim. Where another process holds it, the error is [ErrClaimed], and holder is who
// that said to be.
func NewClaim(path, who string) (c *Claim, holder string, err error) {
	c = &Claim{path: path, who: who}
	if holder, err = c.take(); err != nil {
		return nil, holder, err
	}
	return c, "", nil
}

// Renew makes a claim again whose file was taken away, as it is with the folder that it lies in. As long
// as it can't be made, nobody else can either, and that is no error.
func (c *Claim) Renew() (holder string, err error) {
	if stillThere(c.file, c.path) {
		return "", nil
	}
	last := c.file
	if holder, err = c.take(); err != nil && !errors.Is(err, ErrClaimed) {
		return "", nil
	}
	last.Close()
	return holder, err
}

// Release gives a claim up, and removes its file, unless that is another's now.
func (c *Claim) Release() {
	if stillThere(c.file, c.path) {
		os.Remove(c.path)
	}
	c.file.Close()
}

// stillThere reports whether a path still leads to an open file.
func stillThere(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(open, there)
}

func write(f *os.File, text string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(text+"\n"), 0)
	return err
}

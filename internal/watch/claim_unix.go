//go:build unix

package watch

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
)

// Claim makes one process the only one that keeps something current: it locks a file, and writes who it
// is into it for others to read. The lock ends with the process, however that ends; release removes the
// file as well. Where another process holds it, holder says who that said to be.
//
// On a file system without locks everybody may.
func Claim(file, who string) (release func(), holder string, err error) {
	for {
		f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			return nil, "", err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
			said, _ := io.ReadAll(io.LimitReader(f, 1000))
			f.Close()
			return nil, strings.TrimSpace(string(said)), ErrClaimed
		}
		if !stillThere(f, file) {
			f.Close() // the last holder removed it between the two calls
			continue
		}
		err = write(f, who)
		return func() { os.Remove(file); f.Close() }, "", err
	}
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

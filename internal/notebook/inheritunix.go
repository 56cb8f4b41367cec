//go:build unix

package notebook

import (
	"io/fs"
	"os"
	"syscall"
)

// links counts the names that a file has.
func links(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink)
	}
	return 1
}

// inherit gives a new file the mode, the owner and the attributes of a note; it reports whether it has
// them all.
func inherit(f *os.File, path string, like fs.FileInfo) bool {
	const bits = fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky
	if !keepOwner(f, like) || f.Chmod(like.Mode()&bits) != nil || !keepAttributes(f.Name(), path) {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode() == like.Mode()
}

func keepOwner(f *os.File, like fs.FileInfo) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	own, ok := info.Sys().(*syscall.Stat_t)
	want, ok2 := like.Sys().(*syscall.Stat_t)
	if !ok || !ok2 || own.Uid == want.Uid && own.Gid == want.Gid {
		return true
	}
	return f.Chown(int(want.Uid), int(want.Gid)) == nil
}

package notebook

import (
	"io/fs"
	"syscall"
)

func placeOf(info fs.FileInfo) (changed int64, at place) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, place{}
	}
	return st.Ctim.Nano(), place{uint64(st.Dev), st.Ino}
}

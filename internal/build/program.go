package build

import (
	"fmt"
	"os"
	"runtime/debug"
)

// program names the code that runs, so that what another version made is made again. It is empty where
// that can't be told.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	version := ""
	if b, ok := debug.ReadBuildInfo(); ok {
		version = b.String()
	}
	return fmt.Sprintf("%s %d %d\n%s", path, info.Size(), info.ModTime().UnixNano(), version)
}

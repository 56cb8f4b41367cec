package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// stamp makes stamp.js: a hash of all other files, handed to a function of the page. A page opened
// from disk reads it again and again, and loads itself anew when it differs.
func stamp(files []File) File {
	h := sha256.New()
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		h.Write([]byte(f.Path + "\x00"))
		h.Write(sum[:])
	}
	id := hex.EncodeToString(h.Sum(nil)[:8])
	return File{"stamp.js", []byte("window.redialStamp&&redialStamp(\"" + id + "\");\n")}
}

func sortFiles(fs []File) []File {
	slices.SortFunc(fs, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return fs
}

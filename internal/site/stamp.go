package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// stamp plans stamp.js: a hash of all other files, handed to a function of the page. A page opened
// from disk reads it again and again, and loads itself anew when it differs.
func stamp(files []Planned) Planned {
	return Planned{Path: "stamp.js", Make: func(b *bytes.Buffer, sums Sums) error {
		h := sha256.New()
		for _, f := range files {
			sum := sums(f.Path)
			h.Write([]byte(f.Path + "\x00"))
			h.Write(sum[:])
		}
		b.WriteString("window.redialStamp&&redialStamp(\"" + hex.EncodeToString(h.Sum(nil)[:8]) + "\");\n")
		return nil
	}}
}

func sortFiles(fs []Planned) []Planned {
	slices.SortFunc(fs, func(a, b Planned) int { return strings.Compare(a.Path, b.Path) })
	return fs
}

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
		var all []byte
		for _, f := range files {
			sum := sums(f.Path)
			all = append(append(append(all, f.Path...), 0), sum[:]...)
			if len(all) > 4096 {
				h.Write(all)
				all = all[:0]
			}
		}
		h.Write(all)
		b.WriteString("window.redialStamp&&redialStamp(\"" + hex.EncodeToString(h.Sum(nil)[:8]) + "\");\n")
		return nil
	}}
}

func sortFiles(fs []Planned) []Planned {
	slices.SortFunc(fs, func(a, b Planned) int { return strings.Compare(a.Path, b.Path) })
	return fs
}

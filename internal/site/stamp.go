package site

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
)

// stamp plans stamp.js: what stands for all that pages show, handed to a function of the page. A page opened
// from disk reads it again and again, and loads itself anew when it differs.
func stamp() Planned {
	return Planned{Path: "stamp.js", Make: func(b *bytes.Buffer, before Before) error {
		all := before()
		b.WriteString("window.redialStamp&&redialStamp(\"" + hex.EncodeToString(all[:8]) + "\");\n")
		return nil
	}}
}

func sortFiles(fs []Planned) []Planned {
	slices.SortFunc(fs, func(a, b Planned) int { return strings.Compare(a.Path, b.Path) })
	return fs
}

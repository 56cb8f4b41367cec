package output

import (
	"bytes"
	"crypto/sha256"
)

// File is one file of a site. Its bytes are made when their turn comes, and are not kept.
type File struct {
	Path string // from the folder, with slashes: "people/ada-byron.html"

	// Key stands for everything that the bytes follow from: files of the same path and key have the same
	// bytes, in this build and in every other. The zero key is that of no file.
	Key Key

	// Make writes the bytes. The sums are those of the files that are written before this one. It may be
	// called while other files are made, and, where MayFail says so, twice.
	Make func(b *bytes.Buffer, sums Sums) error

	// MayFail asks to make the file once before anything is written, so that a fault leaves the site as it
	// is. It is not worth its price where a fault can't be.
	MayFail bool
}

// Key stands for what a file is made of.
type Key = [16]byte

// Sum stands for the bytes of a file.
type Sum = [sha256.Size]byte

// Sums gives the sum of a file of the site by its path.
type Sums = func(path string) Sum

// Bytes is how a file is made whose bytes are there.
func Bytes(data []byte) func(*bytes.Buffer, Sums) error {
	return func(b *bytes.Buffer, _ Sums) error {
		b.Write(data)
		return nil
	}
}

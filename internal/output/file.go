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

	// Make writes the bytes. It may be called while other files are made, and, where MayFail says so, twice.
	Make func(b *bytes.Buffer, before Before) error

	// MayFail asks to make the file once before anything is written, so that a fault leaves the site as it
	// is. It is not worth its price where a fault can't be.
	MayFail bool

	// Closely, where there is one, works out what the bytes follow from more closely than Key does, at a
	// price, and gives how they are made of that. It is asked where there is a [Memory]: a file whose close
	// key is that of the last Write is not made.
	Closely func() (Key, func(b *bytes.Buffer, before Before) error)

	// Pieces gives the file where it is made of many, in place of Make.
	Pieces func() *Pieces

	// Still tells that the file is as it was at the last Write, although it has no key.
	Still bool

	// Aside tells that no page loads the file: it is written after stamp.js, which says nothing of it.
	Aside bool
}

// Pieces are a file that is made piece by piece, so that it is never held as a whole, and that of a file
// in a [Memory] only those are made that are new.
type Pieces struct {
	// Keys has a number for each piece: pieces of one number have the same bytes, in all Writes with one
	// Memory. Zero stands for a piece of which that is not known.
	Keys []uint64

	// Make writes a piece.
	Make func(i int, b *bytes.Buffer) error
}

// Key stands for what a file is made of.
type Key = [16]byte

// Sum stands for the bytes of a file.
type Sum = [sha256.Size]byte

// Before stands for the bytes of all files that are written before stamp.js.
type Before = func() Sum

// Bytes is how a file is made whose bytes are there.
func Bytes(data []byte) func(*bytes.Buffer, Before) error {
	return func(b *bytes.Buffer, _ Before) error {
		b.Write(data)
		return nil
	}
}

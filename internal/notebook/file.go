package notebook

import (
	"errors"
	"io"
	"os"
	"syscall"
)

var (
	errNotRegular = errors.New("it is no regular file")
	errNotFolder  = errors.New("it is no folder")
)

// openRegular opens a file for reading. It never waits: opening a pipe without a writer would, for
// ever.
func openRegular(path string) (*os.File, os.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// readFile reads at most limit bytes of a file.
func readFile(path string, limit int64) ([]byte, error) { return readInto(new([]byte), path, limit) }

// largeNote is the room, in bytes, that is not kept for the next note.
const largeNote = 1 << 20

// readInto does so into some room, which grows where it is too small. It is never nil without an error.
func readInto(room *[]byte, path string, limit int64) ([]byte, error) {
	f, info, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// Space for one byte more than there should be shows the end without another call.
	data := roomFor(room, min(info.Size()+1, limit))
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return data[:n:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(f, limit-int64(n)))
	return append(data, rest...), err
}

// roomFor gives so many bytes of the room.
func roomFor(room *[]byte, size int64) []byte {
	if size > int64(cap(*room)) {
		made := make([]byte, size, size+size/4)
		if size > largeNote {
			return made
		}
		*room = made
	}
	return (*room)[:size]
}

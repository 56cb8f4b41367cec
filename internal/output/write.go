package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// write publishes one unit, unless it is right already.
func (o *Output) write(u *unit, s *Stats) error {
	if u.folder {
		s.Written += len(u.files)
		return o.fill(u)
	}
	f := u.files[0]
	if u.stands && o.holds(f) {
		s.Same++
		return nil
	}
	s.Written++
	return o.replace(f.Path, f.Data, unflushed)
}

// holds reports whether a file of the site has its bytes already. One that can't be read has not.
func (o *Output) holds(f File) bool {
	root, base, err := o.reading.at(f.Path)
	if err != nil {
		return false
	}
	file, err := root.Open(base)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	return err == nil && info.Size() == int64(len(f.Data)) && equal(file, f.Data, o.buffer)
}

// equal compares what is read with data, a piece at a time.
func equal(r io.Reader, data, buffer []byte) bool {
	for len(data) > 0 {
		n, err := io.ReadFull(r, buffer[:min(len(buffer), len(data))])
		if err != nil || !bytes.Equal(buffer[:n], data[:n]) {
			return false
		}
		data = data[n:]
	}
	return true
}

// folder keeps the folder that was used last open. The files of a site come folder by folder, and a
// way from the top for each of them would be half the cost of a build that changes nothing.
type folder struct {
	root *os.Root
	name string
	open *os.Root
}

// at gives the folder of a file and the file's name in it.
func (f *folder) at(p string) (*os.Root, string, error) {
	dir, base := path.Dir(p), path.Base(p)
	if dir == "." {
		return f.root, base, nil
	}
	if f.open != nil && f.name == dir {
		return f.open, base, nil
	}
	f.close()
	open, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil, "", err
	}
	f.name, f.open = dir, open
	return open, base, nil
}

// stand makes a folder where it does not stand.
func (f *folder) stand(dir string) error {
	if f.open != nil && f.name == dir {
		return nil
	}
	err := f.root.MkdirAll(dir, folderMode)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func (f *folder) close() {
	if f.open != nil {
		f.open.Close()
		f.open = nil
	}
}

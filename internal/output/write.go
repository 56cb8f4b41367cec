package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sync/atomic"
)

// look finds out which files are known to be right as they stand, and makes those that may fail once,
// for nothing but their errors.
func (o *Output) look(p *plan) error {
	p.memory = o.recall()
	return o.eachOf(p.all(), func(h *hand, f *place) error {
		was, ok := p.memory.of[f.Path]
		if ok && f.stands && f.Key != (Key{}) && f.Key == was.key && (o.Memory.holds(f, was.sum) || h.sum(f.Path) == was.sum) {
			f.sum = was.sum
			f.close, f.pieces = o.Memory.closely(f)
			o.learn(h, f)
		}
		if !f.MayFail || f.sum != (Sum{}) {
			return nil
		}
		h.data.Reset()
		return f.Make(&h.data, p.before)
	})
}

// learn works out of a file that is right what a [Memory] would know if it had been made just now: the first
// change of it is not to take longer than any other.
func (o *Output) learn(h *hand, f *place) {
	if o.Memory == nil {
		return
	}
	if f.close == (Key{}) && f.Closely != nil {
		f.close, _ = f.Closely()
	}
	if f.pieces != nil || f.Pieces == nil {
		return
	}
	all, fresh, end := f.Pieces(), &pieces{}, int64(0)
	for i, key := range all.Keys {
		h.data.Reset()
		if err := all.Make(i, &h.data); err != nil {
			return // it is told of when the file is made
		}
		end += int64(h.data.Len())
		fresh.add(key, o.Memory.hash(h.data.Bytes()), end)
	}
	f.pieces = fresh
}

// all gives all files, in the order of their units.
func (p *plan) all() []*place {
	all := make([]*place, 0, len(p.places))
	for _, u := range p.units {
		all = append(all, u.files...)
	}
	return all
}

// writeRank makes and publishes the files of one rank that are not right already. A folder gets its
// own name when it is whole: that costs one rename for all of its files, and shows none of them half
// written.
func (o *Output) writeRank(p *plan, rank int) error {
	var folders []*unit
	var files []*place
	defer func() {
		for _, u := range folders {
			o.root.RemoveAll(u.temp)
		}
	}()
	for _, u := range p.units {
		if u.rank != rank {
			continue
		}
		files = append(files, u.files...)
		if !u.folder {
			continue
		}
		u.temp = o.temp()
		folders = append(folders, u)
		if err := o.prepare(u); err != nil {
			return err
		}
	}
	err := o.eachOf(files, func(h *hand, f *place) error { return o.write(p, h, f) })
	for err == nil && len(folders) > 0 {
		u := folders[0]
		if err = o.try("rename", u.path, func() error { return o.root.Rename(u.temp, u.path) }); err == nil {
			folders = folders[1:]
		}
	}
	return err
}

// prepare makes a folder under its temporary name, with the folders below it.
func (o *Output) prepare(u *unit) error {
	if err := o.try("mkdir", u.path, func() error { return o.root.Mkdir(u.temp, folderMode) }); err != nil {
		return err
	}
	stand := map[string]bool{u.temp: true}
	for _, f := range u.files {
		dir := path.Dir(f.temp())
		if stand[dir] {
			continue
		}
		stand[dir] = true
		if err := o.try("mkdir", path.Dir(f.Path), func() error { return o.root.MkdirAll(dir, folderMode) }); err != nil {
			return err
		}
	}
	return nil
}

// write makes a file and publishes it, unless it is right already. One in a folder that is not
// published yet is created there.
func (o *Output) write(p *plan, h *hand, f *place) error {
	if f.sum != (Sum{}) {
		return nil
	}
	do := f.Make
	if o.Memory != nil && f.Closely != nil && f.Key != (Key{}) {
		f.close, do = f.Closely()
		if was := o.Memory.files[f.Path]; was != nil && f.close == was.close && f.stands && o.isStill(h, f, was) {
			f.sum = was.sum
			return nil
		}
	}
	f.made = true
	if o.Made != nil {
		o.Made(f.Path)
	}
	if f.Pieces != nil {
		return o.writePieces(h, f)
	}
	h.data.Reset()
	if size := f.size(); size > 0 {
		h.data.Grow(int(min(size+size/16, 64<<20)) + bytes.MinRead)
	}
	if err := do(&h.data, p.before); err != nil {
		return err
	}
	data := h.data.Bytes()
	var err error
	switch {
	case f.in != nil:
		err = o.createIn(h, f.temp(), f.Path, data)
	case f.stands && f.size() == int64(len(data)) && h.holds(f.Path, data):
		f.sum = sha256.Sum256(data)
		return nil
	default:
		err = o.replace(f.Path, data, unflushed)
	}
	if err == nil {
		f.sum, f.written = sha256.Sum256(data), true
	}
	return err
}

func (o *Output) createIn(h *hand, temp, p string, data []byte) error {
	in, base, err := h.at(temp)
	if err != nil {
		return o.named(err, p)
	}
	return o.named(o.create(in, base, data, unflushed), p)
}

// eachOf does something with every file, by as many hands as there is work for at a time. After an error
// it begins nothing new; of several it gives that of the first file.
func (o *Output) eachOf(files []*place, do func(*hand, *place) error) error {
	each := o.Each
	if each == nil {
		each = inTurn
	}
	errs := make([]error, len(files))
	var failed atomic.Bool
	each(len(files), func(i int) {
		if failed.Load() {
			return
		}
		h := o.hand()
		errs[i] = do(h, files[i])
		o.put(h)
		if errs[i] != nil {
			failed.Store(true)
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func inTurn(n int, do func(i int)) {
	for i := range n {
		do(i)
	}
}

// hand is what one goroutine needs for its work: a folder of the site that it holds open, and room for
// one file.
type hand struct {
	folder
	piece []byte
	data  bytes.Buffer

	run, room []byte // of a file of pieces: what is read, and what is not written yet
}

// largeFile is the room, in bytes, that is not kept for the next file.
const largeFile = 4 << 20

func (o *Output) hand() *hand {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if n := len(o.idle); n > 0 {
		h := o.idle[n-1]
		o.idle = o.idle[:n-1]
		return h
	}
	return &hand{folder: folder{root: o.root}, piece: make([]byte, 64<<10)}
}

func (o *Output) put(h *hand) {
	if h.data.Cap() > largeFile {
		h.data = bytes.Buffer{}
	}
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.idle = append(o.idle, h)
}

// rest lets all hands go.
func (o *Output) rest() {
	for _, h := range o.idle {
		h.close()
	}
	o.idle = nil
}

// sum gives the sum of a file of the site as it stands. One that can't be read has the sum of none.
func (h *hand) sum(p string) Sum {
	file, err := h.openFile(p)
	if err != nil {
		return Sum{}
	}
	defer file.Close()
	all := sha256.New()
	for {
		n, err := file.Read(h.piece)
		all.Write(h.piece[:n])
		switch {
		case errors.Is(err, io.EOF):
			return Sum(all.Sum(nil))
		case err != nil:
			return Sum{}
		}
	}
}

// holds reports whether a file of the site has its bytes already. One that can't be read has not.
func (h *hand) holds(p string, data []byte) bool {
	file, err := h.openFile(p)
	if err != nil {
		return false
	}
	defer file.Close()
	for len(data) > 0 {
		n, err := io.ReadFull(file, h.piece[:min(len(h.piece), len(data))])
		if err != nil || !bytes.Equal(h.piece[:n], data[:n]) {
			return false
		}
		data = data[n:]
	}
	n, err := file.Read(h.piece)
	return n == 0 && errors.Is(err, io.EOF)
}

// openFile opens a regular file of the site.
func (h *hand) openFile(p string) (*os.File, error) {
	root, base, err := h.at(p)
	if err != nil {
		return nil, err
	}
	file, err := root.Open(base)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		file.Close()
		return nil, fs.ErrInvalid
	}
	return file, nil
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

func (f *folder) close() {
	if f.open != nil {
		f.open.Close()
		f.open = nil
	}
}

package output

import (
	"bytes"
	"crypto/sha256"
	"hash"
	"hash/maphash"
	"io"
	"os"
	"slices"
)

// pieces is where the pieces of a file lie in it as it stands.
type pieces struct {
	keys []uint64
	ends []int64
	sums []uint64 // of the bytes of each: what somebody else changed must not be copied
}

func (ps *pieces) start(i int) int64 {
	if i == 0 {
		return 0
	}
	return ps.ends[i-1]
}

func (ps *pieces) add(key, sum uint64, end int64) {
	ps.keys, ps.ends, ps.sums = append(ps.keys, key), append(ps.ends, end), append(ps.sums, sum)
}

// at gives where the piece of each key lies. A key that is there twice stands for neither.
func (ps *pieces) at() map[uint64]int {
	at := make(map[uint64]int, len(ps.keys))
	for i, k := range ps.keys {
		if _, twice := at[k]; twice || k == 0 {
			at[k] = -1
			continue
		}
		at[k] = i
	}
	return at
}

// chunk is how many bytes of a file of pieces are held at a time.
const chunk = 256 << 10

// writePieces makes a file of pieces and publishes it, unless it is right already.
func (o *Output) writePieces(h *hand, f *place) error {
	all := f.Pieces()
	if patched, err := o.patch(h, f, all); patched || err != nil {
		return err
	}
	s := o.newSheet(h, f, f.temp())
	defer s.drop()
	fresh := &pieces{}
	for i, key := range all.Keys {
		h.data.Reset()
		if err := all.Make(i, &h.data); err != nil {
			return err
		}
		data := h.data.Bytes()
		if o.Memory != nil {
			fresh.add(key, o.Memory.hash(data), s.size+int64(len(data)))
		}
		if err := s.write(data); err != nil {
			return err
		}
	}
	written, err := s.publish()
	if err != nil {
		return err
	}
	f.sum, f.written, f.pieces = Sum(s.sum.Sum(nil)), written, fresh
	return nil
}

// few is how many pieces may be new for a file to be patched: at most one in so many.
const few = 8

// patch makes those pieces of a file that are new, and copies the others from where they stand. It gives
// up where there is too little to copy, or where what stands is not what was written.
func (o *Output) patch(h *hand, f *place, all *Pieces) (done bool, err error) {
	old := o.Memory.piecesOf(f)
	if old == nil {
		return false, nil
	}
	was := o.Memory.files[f.Path]
	if slices.Equal(all.Keys, old.keys) {
		if still, err := o.stillSame(h, all, old); err != nil || still && o.isStill(h, f, was) {
			f.sum, f.pieces = was.sum, old
			return err == nil, err
		}
	}
	parts, fresh, err := o.parts(h, all, old)
	if parts == nil || err != nil {
		return false, err
	}
	if fresh.same(old) && o.isStill(h, f, was) {
		f.sum, f.pieces = was.sum, fresh
		return true, nil
	}
	file, err := h.openFile(f.Path)
	if err != nil {
		return false, nil
	}
	defer file.Close()
	s := o.newSheet(h, f, "")
	defer s.drop()
	if err := s.begin(); err != nil {
		return false, err
	}
	for _, part := range parts {
		if part.data == nil {
			whole, err := s.copy(file, old, part.first, part.last)
			if !whole || err != nil {
				return false, err
			}
		} else if err := s.write(part.data); err != nil {
			return false, err
		}
	}
	if _, err := s.publish(); err != nil {
		return false, err
	}
	f.sum, f.written, f.pieces = Sum(s.sum.Sum(nil)), true, fresh
	return true, nil
}

// stillSame reports whether the pieces without a number are what they were, where all others are.
func (o *Output) stillSame(h *hand, all *Pieces, old *pieces) (bool, error) {
	for i, key := range all.Keys {
		if key != 0 {
			continue
		}
		h.data.Reset()
		if err := all.Make(i, &h.data); err != nil {
			return false, err
		}
		if data := h.data.Bytes(); int64(len(data)) != old.ends[i]-old.start(i) || o.Memory.hash(data) != old.sums[i] {
			return false, nil
		}
	}
	return true, nil
}

// same reports whether two files of pieces have the same bytes, as far as sums tell.
func (ps *pieces) same(old *pieces) bool {
	if len(ps.ends) != len(old.ends) {
		return false
	}
	for i := range ps.ends {
		if ps.ends[i] != old.ends[i] || ps.sums[i] != old.sums[i] {
			return false
		}
	}
	return true
}

// part is a part of a file: bytes that were made, or a run of pieces of the old file.
type part struct {
	data        []byte
	first, last int
}

// parts makes the new pieces of a file. There are none where so many are new that nothing is gained.
func (o *Output) parts(h *hand, all *Pieces, old *pieces) (parts []part, fresh *pieces, err error) {
	n := len(all.Keys)
	fresh = &pieces{keys: make([]uint64, 0, n), ends: make([]int64, 0, n), sums: make([]uint64, 0, n)}
	var end int64
	f := finder{old: old}
	made := 0
	for i := range all.Keys {
		if j := f.find(all.Keys[i:]); j >= 0 {
			end += old.ends[j] - old.start(j)
			fresh.add(old.keys[j], old.sums[j], end)
			if last := len(parts) - 1; last >= 0 && parts[last].data == nil && parts[last].last == j {
				parts[last].last++
			} else {
				parts = append(parts, part{first: j, last: j + 1})
			}
			continue
		}
		if made++; few*made > n+few*few {
			return nil, nil, nil
		}
		h.data.Reset()
		if err := all.Make(i, &h.data); err != nil {
			return nil, nil, err
		}
		data := append([]byte{}, h.data.Bytes()...)
		end += int64(len(data))
		fresh.add(all.Keys[i], o.Memory.hash(data), end)
		parts = append(parts, part{data: data})
	}
	return parts, fresh, nil
}

// finder finds pieces in a file in which most of them follow the one that they followed.
type finder struct {
	old  *pieces
	next int            // which one is expected
	at   map[uint64]int // nil as long as nothing was found out of order
}

// find gives the place of the first of some pieces, -1 for none.
func (f *finder) find(keys []uint64) int {
	key, old := keys[0], f.old.keys
	switch is := func(at int, key uint64) bool { return at < len(old) && old[at] == key && key != 0 }; {
	case is(f.next, key):
		f.next++
		return f.next - 1
	case key == 0, len(keys) > 1 && is(f.next+1, keys[1]): // made anew
		f.next++
		return -1
	case len(keys) > 1 && is(f.next, keys[1]): // come between
		return -1
	}
	if f.at == nil {
		f.at = f.old.at()
	}
	j, ok := f.at[key]
	if !ok || j < 0 {
		f.next++
		return -1
	}
	f.next = j + 1
	return j
}

// sheet is a file that is written chunk by chunk. Nothing is written as long as it is the one that stands.
type sheet struct {
	o    *Output
	h    *hand
	f    *place
	name string // of the file that is written; in a folder that is not published yet, where its name is its own
	own  bool

	old  *os.File // what stands, as long as it is the same; nil for none
	out  *os.File // nil as long as nothing is written
	in   *os.Root // of out
	base string   // of out
	sum  hash.Hash
	size int64
	room []byte // not written yet
}

func (o *Output) newSheet(h *hand, f *place, temp string) *sheet {
	s := &sheet{o: o, h: h, f: f, name: temp, own: temp != "", sum: sha256.New(), room: h.room[:0]}
	if f.stands && !s.own {
		s.old, _ = h.openFile(f.Path)
	}
	return s
}

// drop takes away what was not published.
func (s *sheet) drop() {
	s.h.room = s.room[:0]
	if s.old != nil {
		s.old.Close()
	}
	if s.out != nil {
		s.out.Close()
		s.in.Remove(s.base)
	}
}

func (s *sheet) write(data []byte) error {
	s.sum.Write(data)
	s.size += int64(len(data))
	s.room = append(s.room, data...)
	if len(s.room) < chunk {
		return nil
	}
	return s.flush()
}

// flush compares what was written with what stands, and writes it from where the two differ.
func (s *sheet) flush() error {
	if s.out == nil && s.old != nil && s.follows() {
		s.room = s.room[:0]
		return nil
	}
	if s.out == nil {
		if err := s.begin(); err != nil {
			return err
		}
	}
	_, err := s.out.Write(s.room)
	s.room = s.room[:0]
	return s.o.named(err, s.f.Path)
}

// follows reports whether the next bytes of what stands are those that were written.
func (s *sheet) follows() bool {
	for data := s.room; len(data) > 0; {
		n, err := io.ReadFull(s.old, s.h.piece[:min(len(s.h.piece), len(data))])
		if err != nil || !bytes.Equal(s.h.piece[:n], data[:n]) {
			return false
		}
		data = data[n:]
	}
	return true
}

// begin begins a new file, with what was found to stand already.
func (s *sheet) begin() error {
	if !s.own {
		s.name = s.o.temp()
	}
	var err error
	if s.in, s.base, err = s.h.at(s.name); err != nil {
		return s.o.named(err, s.f.Path)
	}
	if err := s.o.try("create", s.name, func() error {
		s.out, err = s.in.OpenFile(s.base, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		return err
	}); err != nil {
		return s.o.named(err, s.f.Path)
	}
	if s.old == nil {
		return nil
	}
	if _, err := s.old.Seek(0, io.SeekStart); err == nil {
		_, err = io.CopyN(s.out, s.old, s.size-int64(len(s.room)))
		return s.o.named(err, s.f.Path)
	}
	return nil
}

// copy copies a run of pieces from the old file. It is not whole where one of them is not what was
// written there.
func (s *sheet) copy(file *os.File, old *pieces, first, last int) (whole bool, err error) {
	for first < last {
		n := first + 1
		from := old.start(first)
		for n < last && old.ends[n]-from <= chunk {
			n++
		}
		size := int(old.ends[n-1] - from)
		if cap(s.h.run) < size {
			s.h.run = make([]byte, max(size, chunk))
		}
		run := s.h.run[:size]
		if _, err := file.ReadAt(run, from); err != nil {
			return false, nil
		}
		for i := first; i < n; i++ {
			if s.o.Memory.hash(run[old.start(i)-from:old.ends[i]-from]) != old.sums[i] {
				return false, nil
			}
		}
		if err := s.write(run); err != nil {
			return false, err
		}
		first = n
	}
	return true, nil
}

// publish gives the file its name, unless it is the one that stands.
func (s *sheet) publish() (written bool, err error) {
	if err := s.flush(); err != nil {
		return false, err
	}
	if s.out == nil && s.f.size() == s.size {
		return false, nil
	}
	if s.out == nil {
		if err := s.begin(); err != nil {
			return false, err
		}
	}
	err = s.out.Close()
	if err == nil && !s.own {
		err = s.o.try("rename", s.f.Path, func() error { return s.o.root.Rename(s.name, s.f.Path) })
	}
	if err != nil {
		s.in.Remove(s.base)
	}
	s.out = nil
	return err == nil, s.o.named(err, s.f.Path)
}

// hash gives a sum of a piece that holds for one Memory.
func (m *Memory) hash(data []byte) uint64 {
	if m == nil {
		return 0
	}
	return maphash.Bytes(m.seed, data)
}

package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// pieced is a file of pieces as a test draws it: the number of each, and what they hold.
type pieced struct {
	keys  []uint64
	bytes map[uint64]string
	made  int // how many were made
	fault int // the piece that can't be made, from 1; 0 for none
}

// set lets a piece hold something that it did not hold yet.
func (p *pieced) set(i int, number uint64, data string) {
	p.keys[i] = number
	p.bytes[number] = data
}

var errPiece = errors.New("no such piece")

func (p *pieced) file(path string) File {
	keys := append([]uint64{}, p.keys...)
	do := func(i int, b *bytes.Buffer) error {
		if p.made++; i == p.fault-1 {
			return errPiece
		}
		b.WriteString(p.bytes[keys[i]])
		return nil
	}
	sum := sha256.Sum256(fmt.Append(nil, keys))
	return File{Path: path, Key: Key(sum[:16]), Pieces: func() *Pieces { return &Pieces{Keys: keys, Make: do} }}
}

func (p *pieced) text() string {
	var b strings.Builder
	for _, k := range p.keys {
		b.WriteString(p.bytes[k])
	}
	return b.String()
}

// keeper writes a folder again and again with one memory.
type keeper struct {
	dir  string
	m    *Memory
	now  time.Time
	rest int
}

func (k *keeper) write(trust bool, files ...File) (Stats, error) {
	o, err := Open(k.dir, Guard{})
	if err != nil {
		return Stats{}, err
	}
	defer o.Close()
	o.Memory, o.Trust, o.Rest = k.m, trust, k.rest
	return o.Write(files)
}

func newKeeper(dir string) *keeper {
	k := &keeper{dir: dir, now: time.Now()}
	k.m = NewMemory(func() time.Time { return k.now })
	return k
}

// Whatever was written before, by us or by somebody else: a file that is put together of what stands
// must be the file of all its pieces.
func TestAFileOfPiecesIsTheFileOfAllItsPieces(t *testing.T) {
	parent := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		dir := filepath.Join(parent, fmt.Sprint(round))
		defer os.RemoveAll(dir)
		k := newKeeper(dir)
		p := &pieced{bytes: map[uint64]string{}}
		number := uint64(0)
		draw := func() (uint64, string) {
			number++
			return number, strings.Repeat(rapid.SampledFrom([]string{"", "a", "b", "ab"}).Draw(t, "bytes"), rapid.SampledFrom([]int{1, 7, 40_000}).Draw(t, "times"))
		}
		for range rapid.IntRange(0, 90).Draw(t, "pieces") {
			n, data := draw()
			p.keys = append(p.keys, n)
			p.bytes[n] = data
		}
		path := rapid.SampledFrom([]string{"data.json", "people/data.js"}).Draw(t, "path")
		for range rapid.IntRange(1, 6).Draw(t, "writes") {
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				n, data := draw()
				at := rapid.IntRange(0, len(p.keys)).Draw(t, "at")
				switch what := rapid.IntRange(0, 3).Draw(t, "what"); {
				case what == 0 || at == len(p.keys):
					p.keys = append(p.keys[:at:at], append([]uint64{n}, p.keys[at:]...)...)
					p.bytes[n] = data
				case what == 1:
					p.keys = append(p.keys[:at:at], p.keys[at+1:]...)
				case what == 2:
					p.set(at, n, p.bytes[p.keys[at]])
				default:
					p.set(at, n, data)
				}
			}
			trust := rapid.Bool().Draw(t, "trust")
			if rapid.IntRange(0, 4).Draw(t, "somebody else writes") == 0 {
				spoil(t, filepath.Join(dir, path))
				trust = false
			}
			if _, err := k.write(trust, p.file(path), file("index.html", "x")); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(dir, path))
			if err != nil || string(got) != p.text() {
				t.Fatalf("%d bytes, want %d (%v)", len(got), len(p.text()), err)
			}
		}
	})
}

// spoil changes a byte of a file and leaves its time as it was, as the clock of a disk may do.
func spoil(t *rapid.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil || len(data) == 0 {
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "without a trace") {
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
	}
}

// many is a file of as many pieces as there are notes in a large notebook.
func many(n int) *pieced {
	p := &pieced{bytes: map[uint64]string{}}
	for i := range n {
		p.keys = append(p.keys, uint64(i+1))
		p.bytes[uint64(i+1)] = fmt.Sprintf("%d: %s\n", i, strings.Repeat("x", 50))
	}
	return p
}

func TestOfAThousandPiecesOnlyTheNewOneIsMade(t *testing.T) {
	for _, trust := range []bool{false, true} {
		k, p := newKeeper(t.TempDir()), many(1000)
		if _, err := k.write(trust, p.file("data.json")); err != nil || p.made != 1000 {
			t.Fatalf("%d pieces made, %v", p.made, err)
		}
		p.made = 0
		p.set(500, 5000, "another")
		s, err := k.write(trust, p.file("data.json"))
		if err != nil || p.made != 1 || s.Written != 1 {
			t.Errorf("%d pieces made, %d files written, %v", p.made, s.Written, err)
		}
		if got := tree(t, k.dir)["data.json"]; got != p.text() {
			t.Errorf("not the file of all pieces: %q", got)
		}
	}
}

func TestAPieceThatCantBeMadeLeavesTheFileAndNothingElse(t *testing.T) {
	k, p := newKeeper(t.TempDir()), many(1000)
	if _, err := k.write(false, p.file("data.json")); err != nil {
		t.Fatal(err)
	}
	want := p.text()
	for _, at := range []int{0, 500, 999} {
		p.set(at, uint64(7000+at), "another")
		p.fault = at + 1
		if _, err := k.write(true, p.file("data.json")); !errors.Is(err, errPiece) {
			t.Fatal(err)
		}
		got := tree(t, k.dir)
		delete(got, ManifestName)
		delete(got, KnownName)
		if got["data.json"] != want || len(got) != 1 {
			t.Errorf("there are %s", names(got))
		}
	}
}

// A Write that trusts asks the system for nothing but the files that it replaces.
func TestAWriteThatTrustsMakesWhatHasAnotherKeyAlone(t *testing.T) {
	k := newKeeper(t.TempDir())
	made := 0
	page := func(path, data string) File {
		sum := sha256.Sum256([]byte(data))
		return File{Path: path, Key: Key(sum[:16]), Make: func(b *bytes.Buffer, _ Before) error {
			made++
			b.WriteString(data)
			return nil
		}}
	}
	styles := file("redial.css", "p {}")
	files := func(a, b string) []File {
		return []File{styles, page("people/a.html", a), page("people/b.html", b), page("index.html", "x"), stamp()}
	}
	if _, err := k.write(true, files("1", "2")...); err != nil {
		t.Fatal(err)
	}
	first := tree(t, k.dir)["stamp.js"]
	made = 0
	styles.Still = true
	s, err := k.write(true, files("1", "3")...)
	if err != nil || made != 1 || s.Written != 2 || s.Removed != 0 {
		t.Errorf("%d made, %+v, %v", made, s, err)
	}
	got := tree(t, k.dir)
	if got["people/b.html"] != "3" || got["stamp.js"] == first {
		t.Errorf("there are %s", names(got))
	}
	if _, err := k.write(false, files("1", "3")...); err != nil {
		t.Fatal(err)
	}
	if after := tree(t, k.dir); after["stamp.js"] != got["stamp.js"] {
		t.Error("the stamp of a Write that trusts is another")
	}

	// Those that are as they were need not be given.
	made = 0
	k.rest = 2
	if s, err = k.write(true, styles, page("people/b.html", "4"), stamp()); err != nil || made != 1 || s.Written != 2 || s.Same != 3 {
		t.Errorf("%d made, %+v, %v", made, s, err)
	}
	if brief := tree(t, k.dir)["stamp.js"]; brief == got["stamp.js"] {
		t.Error("the stamp does not tell that a page is another")
	}
	put(t, k.dir, "people/b.html", "of somebody else")
	if _, err = k.write(true, styles, page("people/b.html", "5"), stamp()); !errors.Is(err, ErrRest) {
		t.Errorf("with a file of somebody else's in the way: %v", err)
	}
	k.rest = 0
	if _, err := k.write(true, files("1", "3")...); err != nil {
		t.Fatal(err)
	}
	if after := tree(t, k.dir); after["stamp.js"] != got["stamp.js"] {
		t.Error("the stamp of the same files is another")
	}

	// What somebody else did to the file that is to be replaced is noticed, and then all is looked at.
	put(t, k.dir, "people/a.html", "of somebody else")
	put(t, k.dir, "people/b.html", "of somebody else too")
	if _, err := k.write(true, files("1", "4")...); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, k.dir); got["people/a.html"] != "1" || got["people/b.html"] != "4" {
		t.Errorf("there are %s", names(got))
	}
}

func stamp() File {
	return File{Path: "stamp.js", Make: func(b *bytes.Buffer, before Before) error {
		_, err := fmt.Fprintf(b, "%x\n", before())
		return err
	}}
}

// A build that begins without a memory has to know what the one that trusted wrote.
func TestWhatWasWrittenBrieflyIsKnownToTheNextProcess(t *testing.T) {
	k := newKeeper(t.TempDir())
	p := many(1000)
	for i := range 5 {
		p.set(i*100, uint64(9000+i), fmt.Sprintf("edit %d", i))
		if _, err := k.write(true, p.file("data.json"), file("index.html", "x")); err != nil {
			t.Fatal(err)
		}
	}
	p.made = 0
	if s := mustPublish(t, k.dir, []File{p.file("data.json"), file("index.html", "x")}); p.made != 0 || s.Written != 0 {
		t.Errorf("%d pieces made, %d files written", p.made, s.Written)
	}
}

// A disk that fails while a file is put together of pieces leaves the old one whole.
func TestADiskThatFailsWhilePiecesAreCopiedLeavesTheOldFile(t *testing.T) {
	for n := 0; ; n++ {
		k, p := newKeeper(t.TempDir()), many(1000)
		if _, err := k.write(false, p.file("data.json"), file("stamp.js", "1")); err != nil {
			t.Fatal(err)
		}
		old := p.text()
		p.set(500, 5000, "another")
		o := open(t, k.dir)
		left := n
		broken := errors.New("no space left on device")
		o.Memory, o.Trust = k.m, true
		o.fault = func(string, string) error {
			if left--; left == -1 {
				return broken
			}
			return nil
		}
		_, err := o.Write([]File{p.file("data.json"), file("stamp.js", "2")})
		if err == nil {
			if n < 5 {
				t.Errorf("only %d changes were made", n)
			}
			return
		}
		if got := tree(t, k.dir)["data.json"]; !errors.Is(err, broken) || got != old && got != p.text() {
			t.Fatalf("change %d: %v, and %d bytes", n, err, len(got))
		}
		if _, err := k.write(true, p.file("data.json"), file("stamp.js", "2")); err != nil {
			t.Fatal(err)
		}
		if got := tree(t, k.dir); got["data.json"] != p.text() || got["stamp.js"] != "2" {
			t.Errorf("not mended: %s", names(got))
		}
	}
}

func TestAFileWhoseNewPiecesHoldTheSameIsNotTouched(t *testing.T) {
	for _, trust := range []bool{false, true} {
		k, p := newKeeper(t.TempDir()), many(1000)
		if _, err := k.write(trust, p.file("data.json")); err != nil {
			t.Fatal(err)
		}
		p.set(500, 5000, p.bytes[501])
		if s, err := k.write(trust, p.file("data.json")); err != nil || s.Written != 0 {
			t.Errorf("%d files written, %v", s.Written, err)
		}
	}
}

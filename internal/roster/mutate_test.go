package roster_test

import (
	"bytes"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"redial/internal/roster"
)

// TestDamagedAddressBooksAreReadAsFarAsTheyGo damages each file of testdata in many ways: whatever can be
// read of it is somebody for whom a note can be written.
func TestDamagedAddressBooksAreReadAsFarAsTheyGo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	files, _ := filepath.Glob("testdata/*.[cj]s[vo]*")
	for _, file := range files {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for range 60 {
			src := damaged(r, bytes.Clone(whole))
			readAll(t, src)
			for _, persons := range []iter.Seq2[*roster.Person, error]{roster.ReadMonica(bytes.NewReader(src)), roster.ReadDocument(bytes.NewReader(src))} {
				for p, err := range persons {
					if err != nil {
						break
					}
					hasNote(t, p)
				}
			}
		}
	}
}

// damaged changes bytes, leaves some out and repeats others.
func damaged(r *rand.Rand, src []byte) []byte {
	for range 1 + r.IntN(8) {
		i := r.IntN(len(src))
		switch r.IntN(3) {
		case 0:
			src[i] = byte(r.IntN(256))
		case 1:
			src = append(src[:i:i], src[min(len(src), i+r.IntN(30)):]...)
		case 2:
			end := min(len(src), i+r.IntN(300))
			src = append(src[:end:end], src[i:]...)
		}
		if len(src) == 0 {
			return []byte("x")
		}
	}
	return src
}

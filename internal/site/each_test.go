package site

import (
	"bytes"
	"sync"
	"testing"

	"redial/internal/corpus"
)

func TestPagesFilledAtTheSameTimeAreTheSame(t *testing.T) {
	in := generated(80, 4).input(corpus.Today)
	want := makeSite(t, in)
	in.Each = func(n int, do func(i int)) {
		var all sync.WaitGroup
		for i := range n {
			all.Go(func() { do(i) })
		}
		all.Wait()
	}
	for i, f := range makeSite(t, in) {
		if f.Path != want[i].Path || !bytes.Equal(f.Data, want[i].Data) {
			t.Errorf("%s differs from %s", f.Path, want[i].Path)
		}
	}
}

package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestTheSameOptionsGiveTheSameBytes(t *testing.T) {
	o := Options{Notes: 300, Seed: 7, Faults: 0.01}
	if !slices.EqualFunc(Generate(o), Generate(o), sameFile) {
		t.Error("two runs differ")
	}
	const want = "bdcce84ae7fe92bf"
	if got := sum(Generate(o)); got != want {
		t.Errorf("the corpus changed: sum %s, was %s (measurements of before no longer compare)", got, want)
	}
}

func TestALargerNotebookHoldsTheSmallerOne(t *testing.T) {
	small, large := byPath(Generate(Options{Notes: 100, Seed: 3})), byPath(Generate(Options{Notes: 400, Seed: 3}))
	for p, data := range small {
		if !bytes.Equal(large[p], data) {
			t.Errorf("%s differs in the larger notebook", p)
		}
	}
}

func TestNotesAreOfTheSizeThatWasMeasured(t *testing.T) {
	files := Generate(Options{Notes: 2000, Seed: 1})
	total, entries := 0, map[int]int{}
	for _, f := range files {
		total += len(f.Data)
		entries[min(60, bytes.Count(f.Data, []byte("\n- 20"))+bytes.Count(f.Data, []byte("\n* 20")))/10]++
	}
	if mean := total / len(files); mean < 1500 || mean > 1900 {
		t.Errorf("notes have %d bytes on average, want about 1.7 kB", mean)
	}
	for tens := range 5 {
		if entries[tens] == 0 {
			t.Errorf("no journal of %d0 entries or more: %v", tens, entries)
		}
	}
}

func TestNobodyHasTheNameOfAnother(t *testing.T) {
	seen := map[string]int{}
	for i := range 50_000 {
		p := Options{Seed: 5}.person(i)
		for _, k := range []string{fold(p.name), "id " + fold(p.id)} {
			if j, ok := seen[k]; ok {
				t.Fatalf("contacts %d and %d are both %s", i, j, k)
			}
			seen[k] = i
		}
	}
}

// fold drops accents and case, as far as that needs no table.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(s)))
}

func TestEveryFaultIsPlanted(t *testing.T) {
	count := map[string]int{}
	for _, f := range Generate(Options{Notes: 3000, Seed: 2, Faults: 0.01}) {
		count[f.Fault]++
	}
	for _, code := range Faults() {
		if n := count[code]; n < 15 || n > 50 {
			t.Errorf("%s: planted in %d of 3000 notes, want about 30", code, n)
		}
	}
	for _, f := range Generate(Options{Notes: 300, Seed: 2}) {
		if f.Fault != "" {
			t.Errorf("%s: has the fault %s that nobody asked for", f.Path, f.Fault)
		}
	}
}

func sameFile(a, b File) bool {
	return a.Path == b.Path && a.Fault == b.Fault && bytes.Equal(a.Data, b.Data)
}

func byPath(files []File) map[string][]byte {
	m := map[string][]byte{}
	for _, f := range files {
		m[f.Path] = f.Data
	}
	return m
}

func sum(files []File) string {
	h := sha256.New()
	for _, f := range files {
		h.Write([]byte(f.Path + "\x00" + f.Fault + "\x00"))
		h.Write(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

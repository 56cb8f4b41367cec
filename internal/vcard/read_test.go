package vcard_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redial/internal/roster"
	"redial/internal/vcard"
)

var update = flag.Bool("update", false, "record what is read as what should be read")

// TestCardsAreReadAsTheirProgramsMeantThem reads each file of testdata and holds what was understood to
// the text beside it.
func TestCardsAreReadAsTheirProgramsMeantThem(t *testing.T) {
	files, err := filepath.Glob("testdata/*.vcf")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for p, err := range vcard.Read(bytes.NewReader(src)) {
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			named := p.Tidy()
			b.WriteString(p.String())
			if !named {
				b.WriteString("  nameless\n")
			}
		}
		hold(t, strings.TrimSuffix(file, ".vcf")+".txt", b.String())
	}
}

// hold compares a text with that of a file.
func hold(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}

func read(t tester, text string) []*roster.Person {
	t.Helper()
	var all []*roster.Person
	for p, err := range vcard.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func TestAPictureOfAHundredMegabytesIsPassedOver(t *testing.T) {
	line := strings.Repeat("A", 1<<20)
	text := "BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=b:" + line + strings.Repeat("\n "+line, 20) + "\nTEL:+44 20 7946 0000\nEND:VCARD\n"
	all := read(t, text)
	if len(all) != 1 || !all[0].Photo || len(all[0].Phones) != 1 || len(all[0].Faults) != 0 {
		t.Errorf("%v", all)
	}
}

func TestALineThatIsTooLongIsCutAndReported(t *testing.T) {
	all := read(t, "BEGIN:VCARD\nFN:Ada\nNOTE:"+strings.Repeat("ä", 2<<20)+"\nTEL:+44 20 7946 0000\nEND:VCARD\n")
	if len(all) != 1 || len(all[0].Faults) != 1 || len(all[0].Notes) > 1<<20+1 || len(all[0].Phones) != 1 {
		t.Errorf("%d faults, %d bytes of notes", len(all[0].Faults), len(all[0].Notes))
	}
}

func TestACardWithoutMeasureIsCutAndTheNextOneRead(t *testing.T) {
	var b strings.Builder
	b.WriteString("BEGIN:VCARD\nFN:Ada\n")
	for i := range 100_000 {
		fmt.Fprintf(&b, "TEL:+44 20 7946 %06d\n", i)
	}
	b.WriteString("END:VCARD\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n")
	all := read(t, b.String())
	if len(all) != 2 || all[1].Name != "Ben" || len(all[0].Faults) != 1 {
		t.Fatalf("%d cards", len(all))
	}
	if all[0].Tidy(); len(all[0].Phones) > 100 {
		t.Errorf("%d numbers for one person", len(all[0].Phones))
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.vcf")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		n := 0
		for p, err := range vcard.Read(bytes.NewReader(src)) {
			if err != nil {
				return
			}
			if n++; n > len(src) {
				t.Fatal("more cards than bytes")
			}
			if p.Tidy() {
				writeAndRead(t, p)
			}
		}
	})
}

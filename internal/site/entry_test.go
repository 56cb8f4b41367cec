package site

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"redial/internal/corpus"
	"redial/layouts"
)

// A notebook that puts the built-in entry.html into its own folder must get the same pages.
func TestEntriesAreWrittenAsTheirLayoutWouldBeFilled(t *testing.T) {
	text, err := fs.ReadFile(layouts.Files, "entry.html")
	if err != nil {
		t.Fatal(err)
	}
	for name, nb := range map[string]*notebook{"samples": sampled(t), "generated": generated(150, 5), "laden": laden("127.0.0.1:9")} {
		in := nb.input(corpus.Today)
		want, _, err := Build(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Layouts = append([]fs.FS{fstest.MapFS{"entry.html": {Data: text}}}, in.Layouts...)
		got, _, err := Build(in)
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range want {
			if f.Path != got[i].Path || !bytes.Equal(f.Data, got[i].Data) {
				t.Errorf("%s: %s is another, filled with entry.html", name, f.Path)
			}
		}
	}
}

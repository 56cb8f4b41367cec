package note

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestANoteReadsTheSameWhateverLiesBesideIt(t *testing.T) {
	texts := []string{"", strings.Repeat("a word\n", shelfSize), strings.Repeat("x", shelfSize/8)}
	for _, file := range noteFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(src))
	}
	var shelf Shelf
	for len(texts) < 1000 {
		texts = append(texts, texts[3:]...)
	}
	var beside []*Note
	for _, text := range texts {
		beside = append(beside, shelf.Parse("notes/x.md", []byte(text)))
	}
	for i, text := range texts {
		if alone := Parse("notes/x.md", []byte(text)); !reflect.DeepEqual(alone, beside[i]) {
			t.Fatalf("%.40q reads otherwise on a shelf", text)
		}
	}
}

package note

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/adrg/frontmatter"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// benchNote is a note as they are after a year: front matter, a paragraph and twenty entries.
func benchNote(b *testing.B) []byte {
	src, err := os.ReadFile("testdata/notes/whole.md")
	if err != nil {
		b.Fatal(err)
	}
	return append(src, strings.Repeat("- 2026-11-24 14:00 call, no answer: asked for the *pricing* article\n", 15)...)
}

// BenchmarkParse is to be read beside BenchmarkFloor.
func BenchmarkParse(b *testing.B) {
	src := benchNote(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse("notes/ada.md", src)
	}
}

// BenchmarkFloor does what no reader of notes can do without: split, YAML nodes, Markdown.
func BenchmarkFloor(b *testing.B) {
	src := benchNote(b)
	md := goldmark.New().Parser()
	format := frontmatter.NewFormat("---", "---", yaml.Unmarshal)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		var node yaml.Node
		rest, err := frontmatter.Parse(bytes.NewReader(src), &node, format)
		if err != nil {
			b.Fatal(err)
		}
		md.Parse(text.NewReader(rest))
	}
}

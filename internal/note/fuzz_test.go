package note

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"redial/internal/diag"
)

// FuzzParse reads anything: nothing panics, every place lies inside the file, and an entry is the same
// when its item stands alone.
func FuzzParse(f *testing.F) {
	for _, file := range noteFiles(f) {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, text := range []string{"*https://a.example*_x_ **", "https://a_b*c https://", "~~https://a~~.[[x]]://", "_ ://"} {
		f.Add([]byte(text))
	}
	for _, h := range hostile {
		f.Add(hostileText(h.head, h.unit, h.tail, 200))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		given := bytes.Clone(src)
		n := Parse("notes/x.md", src)
		if !bytes.Equal(src, given) {
			t.Fatal("the source was written to")
		}
		checkSpans(t, n)
		checkProblems(t, n)
		checkTree(t, n)
		for i := range n.Entries {
			checkAlone(t, n, &n.Entries[i])
		}
		if again := Parse("notes/x.md", []byte(n.Source)); !reflect.DeepEqual(again.Front, n.Front) || !reflect.DeepEqual(again.Entries, n.Entries) {
			t.Fatalf("what was read reads differently:\n%+v\n%+v", n, again)
		}
	})
}

func checkSpans(t *testing.T, n *Note) {
	size := len(n.Source)
	if n.Body.Start < 0 || n.Body.Start > n.Body.End || n.Body.End != size || !utf8.ValidString(n.Source) {
		t.Fatalf("body %v of %d bytes", n.Body, size)
	}
	last := n.Body.Start - 1
	for _, e := range n.Entries {
		s := e.Span()
		if s.Start <= last || s.End <= s.Start || s.End > size {
			t.Fatalf("span %v of %+v behind %d, in %d bytes", s, e, last, size)
		}
		last = s.Start
		if line := lineOf(n, s.Start); int(e.Line) != line {
			t.Fatalf("%+v is in line %d", e, line)
		}
		if !isMarker(n.Source[s.Start]) {
			t.Fatalf("%+v begins at %q", e, n.Source[s.Start])
		}
	}
	for _, l := range n.Links {
		if l.Target == "" || l.Line < 1 || l.Column < 1 || l.Entry < -1 || l.Entry >= len(n.Entries) {
			t.Fatalf("%+v", l)
		}
	}
}

func lineOf(n *Note, at int) int { return 1 + strings.Count(n.Source[:at], "\n") }

func checkProblems(t *testing.T, n *Note) {
	last := diag.Problem{}
	for _, p := range n.Problems {
		if p.File != "notes/x.md" || p.Code == "" || p.Message == "" || p.Help == "" || p.Severity == "" {
			t.Fatalf("a problem says too little: %+v", p)
		}
		if p.Line < last.Line || p.Line > 1+strings.Count(n.Source, "\n") {
			t.Fatalf("%+v behind %+v", p, last)
		}
		if p.Line > 0 && p.Column < 1 || p.Width < 0 {
			t.Fatalf("%+v", p)
		}
		if width := utf8.RuneCountInString(p.Excerpt); p.Excerpt != "" && p.Column-1+p.Width > width {
			t.Fatalf("what is marked lies outside of the line: %+v", p)
		}
		if strings.Contains(p.Message+p.Help+p.Remark, "\n") || !utf8.ValidString(p.Message+p.Help+p.Excerpt) {
			t.Fatalf("%+v", p)
		}
		last = p
	}
}

// checkTree holds the tree that a page is made of against what was read.
func checkTree(t *testing.T, n *Note) {
	root, source := Tree(n)
	whole := read(n.File, []byte(n.Source)).note
	if whole.Heading != n.Heading || !reflect.DeepEqual(whole.Entries, n.Entries) || !reflect.DeepEqual(whole.Links, n.Links) {
		t.Fatalf("%+v is read, and %+v where no paragraph is left unread", n, whole)
	}
	if around, _ := TreeAround(n); n.shape == nil { // what is shown of the others is held to the tree where it is written
		if got, want := outline(around, source, n), outline(root, source, n); got != want {
			t.Fatalf("the tree is\n%s\nand around the entries\n%s", want, got)
		}
	}
	items := Items(root, source)
	for _, e := range n.Entries {
		if items[e.Span().Start] == nil {
			t.Fatalf("the tree has no item for %+v", e)
		}
	}
	PlainNode(root, source)
	for _, e := range n.Entries {
		Plain(e.Text)
	}
}

// outline writes the blocks of a tree with the places of their text, without what stands in the runs of a
// note. What the first paragraph of an entry has become is all the same.
func outline(root ast.Node, source []byte, of *Note) string {
	var b strings.Builder
	eachBlock(root, func(n ast.Node) {
		if at := startOf(n, source); slices.ContainsFunc(of.runs, func(r Span) bool { return r.Start <= at && at < r.End }) && n.Kind() != ast.KindList {
			return
		}
		kind := n.Kind().String()
		if item, ok := n.Parent().(*ast.ListItem); ok && n.PreviousSibling() == nil && isText(n) && isEntry(of.Entries, marker(item, source)) {
			kind = "text"
		}
		b.WriteString(kind)
		if n.Kind() != ast.KindList { // it begins with an item that may be left out
			fmt.Fprintf(&b, " %d", startOf(n, source))
		}
		for _, l := range n.Lines().Sliced(0, n.Lines().Len()) {
			fmt.Fprintf(&b, " %q", bytes.TrimSpace(l.Value(source)))
		}
		b.WriteByte('\n')
	})
	return b.String()
}

// checkAlone reads the item of an entry by itself. Tabs are left out: how wide they are depends on the
// column.
func checkAlone(t *testing.T, n *Note, e *Entry) {
	text := n.view[e.Span().Start:e.Span().End]
	before := n.view[lineStart([]byte(n.view), e.Span().Start):e.Span().Start]
	if strings.ContainsAny(text, "\t") || strings.ContainsAny(before, "\t") {
		return
	}
	before = strings.TrimPrefix(before, bom)
	alone := Parse("notes/x.md", []byte(outdented(text, utf8.RuneCountInString(before))))
	if len(alone.Entries) == 0 {
		t.Fatalf("no entry when alone: %q", text)
	}
	want, got := *e, alone.Entries[0]
	want, got = bare(want), bare(got)
	if want != got {
		t.Fatalf("alone %q reads\n%+v\nwas\n%+v", text, got, want)
	}
}

// outdented moves the lines below the first one to the left.
func outdented(text string, columns int) string {
	lines := strings.SplitAfter(text, "\n")
	for i := 1; i < len(lines); i++ {
		line := lines[i]
		for n := 0; n < columns && strings.HasPrefix(line, " "); n++ {
			line = line[1:]
		}
		lines[i] = line
	}
	return strings.Join(lines, "")
}

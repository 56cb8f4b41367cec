package site

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"redial/internal/corpus"
)

var update = flag.Bool("update", false, "record what the pages are now")

// golden compares with a file under testdata, or records it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what it was; if it should be, go test -update (-was +is):\n%s", name, diff)
	}
}

// few is a notebook with little of everything.
func few(t *testing.T) *notebook {
	t.Helper()
	files := map[string][]byte{}
	entries, err := os.ReadDir("testdata/few")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join("testdata/few", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files["notes/"+strings.ReplaceAll(e.Name(), "+", "/")] = b
	}
	return readNotebook(files)
}

func TestPagesOfAFewPeopleStayAsTheyAre(t *testing.T) {
	files := few(t).build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	for _, f := range files {
		switch path.Ext(f.Path) {
		case ".html", ".json", ".js", ".ics":
			if f.Path != "stamp.js" && !slices.Contains(scripts, f.Path) {
				golden(t, "few.golden/"+f.Path, string(f.Data))
			}
		}
	}
}

// What the sample pages say, without the marks of HTML: a change of the rules or of the words is seen
// here as a reader would see it.
func TestTheSamplePagesSayWhatTheySaid(t *testing.T) {
	var b strings.Builder
	for _, f := range sampled(t).build(t, sampleDay) {
		if path.Ext(f.Path) == ".html" {
			b.WriteString("== " + f.Path + " ==\n" + said(t, string(f.Data)) + "\n")
		}
	}
	golden(t, "samples.txt", b.String())
}

// said gives the text of a page's main part, a line for each block.
func said(t *testing.T, page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "main" {
			var b strings.Builder
			sayNode(&b, n)
			return b.String()
		}
	}
	t.Fatal("a page without a main part")
	return ""
}

func sayNode(b *strings.Builder, n *html.Node) {
	if _, hidden := attribute(n, "hidden"); hidden || n.Data == "svg" {
		return
	}
	switch n.Data {
	case "section", "ol", "ul", "details", "main", "aside", "nav", "div", "dl", "table", "thead", "tbody":
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			sayNode(b, c)
		}
	default:
		if line := strings.Join(strings.Fields(spoken(n)), " "); line != "" {
			b.WriteString(line + "\n")
		}
	}
}

func spoken(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if _, hidden := attribute(n, "hidden"); hidden || n.Data == "svg" {
		return ""
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(spoken(c))
		if c.Type == html.ElementNode && (c.Data == "p" || c.Data == "div" || c.Data == "dt" || c.Data == "h3") {
			b.WriteString(" | ")
		}
		if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
			b.WriteString(" ")
		}
	}
	return b.String()
}

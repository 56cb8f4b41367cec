package corpus_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"redial/internal/corpus"
	"redial/internal/followup"
	"redial/internal/site"
	"redial/layouts"
	"redial/static"
)

const sink = "sink.example:4711"

func TestTextOfANoteNeverComesToLife(t *testing.T) {
	for _, p := range slices.Concat(corpus.Payloads(sink), corpus.Escapes()) {
		t.Run(p.Name, func(t *testing.T) {
			files := pagesWith(t, p.Text)
			paths := map[string]bool{}
			for _, f := range files {
				paths[f.Path] = true
			}
			for _, f := range files {
				if strings.HasSuffix(f.Path, ".html") {
					checkPage(t, f, paths)
				}
			}
		})
	}
}

// pagesWith builds the site of a contact and an event that carry a text everywhere.
func pagesWith(t *testing.T, text string) []site.File {
	t.Helper()
	nb := read([]corpus.File{
		{Path: "notes/ada-byron.md", Data: []byte("---\nname: Ada Byron\nat: events/laden\n---\n\nKnows [[laden]].\n")},
		{Path: "notes/laden.md", Data: corpus.Laden(text)},
		{Path: "notes/events/laden.md", Data: corpus.Laden(text)},
	})
	s := followup.DefaultSettings()
	files, _, err := site.Build(site.Input{
		Agenda: followup.NewAgenda(nb.book, s, corpus.Today), Problems: nb.checked(s),
		Options: site.Options{Title: text, Editor: "vscode", Dir: "/home/ada/notes"},
		Layouts: []fs.FS{layouts.Files}, Static: []fs.FS{static.Files},
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// checkPage looks for whatever a browser runs, fetches or follows.
func checkPage(t *testing.T, f site.File, paths map[string]bool) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(f.Data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(living, n.Data) {
			t.Errorf("%s: <%s> %v", f.Path, n.Data, n.Attr)
		}
		if n.Data == "script" && n.FirstChild != nil {
			t.Errorf("%s: a script in the page", f.Path)
		}
		for _, a := range n.Attr {
			checkAttribute(t, f.Path, n, a, paths)
		}
	}
}

// living are the elements that no page of ours has. Charts are SVG.
var living = []string{
	"iframe", "object", "embed", "form", "base", "style", "math", "video", "audio", "source", "track", "applet", "frame", "template", "noscript", "param",
}

func checkAttribute(t *testing.T, page string, n *html.Node, a html.Attribute, paths map[string]bool) {
	t.Helper()
	switch key := strings.ToLower(a.Key); {
	case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "srcset", key == "ping", key == "formaction", key == "background", key == "action":
		t.Errorf("%s: <%s %s=%q>", page, n.Data, a.Key, a.Val)
	case key == "src" || key == "href" && n.Data == "link":
		if !isOwn(page, a.Val, paths) && !strings.HasPrefix(a.Val, "data:image/svg+xml,%3Csvg") {
			t.Errorf("%s: <%s> loads %q", page, n.Data, a.Val)
		}
	case key == "href":
		if !isFollowed(page, a.Val, paths) {
			t.Errorf("%s: <%s> leads to %q", page, n.Data, a.Val)
		}
	case key == "http-equiv" && !strings.EqualFold(a.Val, "Content-Security-Policy"):
		t.Errorf("%s: <meta http-equiv=%q>", page, a.Val)
	}
}

// isOwn tells whether an address, as a browser reads it, is that of a file of the site.
func isOwn(page, address string, paths map[string]bool) bool {
	base := &url.URL{Scheme: "file", Path: "/site/" + page}
	u, err := url.Parse(strings.Map(dropBlanks, strings.ReplaceAll(address, `\`, "/")))
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(address, "//") {
		return false
	}
	own, ok := strings.CutPrefix(base.ResolveReference(u).Path, "/site/")
	return ok && (paths[own] || u.Path == "")
}

// dropBlanks leaves out what browsers do.
func dropBlanks(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' {
		return -1
	}
	return r
}

// isFollowed tells whether a link leads where links may.
func isFollowed(page, address string, paths map[string]bool) bool {
	scheme, _, ok := strings.Cut(address, ":")
	if ok && slices.Contains([]string{"http", "https", "mailto", "tel", "vscode"}, strings.ToLower(scheme)) {
		return true
	}
	return isOwn(page, address, paths)
}

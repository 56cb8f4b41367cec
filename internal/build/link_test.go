//go:build unix

package build

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestEveryLinkOfTheSampleSiteLeadsSomewhereInsideIt(t *testing.T) {
	dir := sample(t)
	mustRun(t, dir)
	if n := checkLinks(t, filepath.Join(dir, "public")); n < 100 {
		t.Errorf("only %d links were found", n)
	}
}

// page is what a page refers to and can be referred to by.
type page struct {
	anchors map[string]bool
	refs    []ref
}

type ref struct{ element, attribute, value string }

// loads are the attributes from which a browser fetches something by itself.
var loads = []string{"src", "srcset", "poster", "data", "background", "icon", "manifest", "ping", "formaction", "action", "archive", "codebase", "longdesc", "profile", "usemap", "xlink:href"}

// checkLinks walks over all pages of a site: every reference must resolve inside it, and nothing may
// be loaded from elsewhere or stand inline. It gives the number of references.
func checkLinks(t *testing.T, public string) int {
	t.Helper()
	files := tree(t, public)
	pages := map[string]page{}
	for name, data := range files {
		if path.Ext(name) == ".html" {
			pages[name] = readPage(t, name, data)
		}
		if path.Ext(name) == ".css" && (strings.Contains(data, "@import") || strings.Contains(data, "url(") && !strings.Contains(data, "url(data:")) {
			t.Errorf("%s loads something", name)
		}
	}
	n := 0
	for name, p := range pages {
		for _, r := range p.refs {
			checkRef(t, files, pages, name, r)
			n++
		}
	}
	return n
}

func readPage(t *testing.T, name, data string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := page{anchors: map[string]bool{}}
	policy := false
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" || a.Key == "name" && n.Data == "a":
				p.anchors[a.Val] = true
			case a.Key == "href" || slices.Contains(loads, a.Key):
				p.refs = append(p.refs, ref{n.Data, a.Key, a.Val})
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			case a.Key == "http-equiv" && strings.EqualFold(a.Val, "refresh"):
				t.Errorf("%s sends its reader away", name)
			case a.Key == "http-equiv" && strings.EqualFold(a.Val, "Content-Security-Policy"):
				policy = true
			}
		}
		if n.Data == "style" || n.Data == "base" || n.Data == "script" && n.FirstChild != nil {
			t.Errorf("%s has a <%s> of its own", name, n.Data)
		}
	}
	if !policy {
		t.Errorf("%s has no Content-Security-Policy", name)
	}
	return p
}

// outward are the schemes that a link, and only a link, may have.
var outward = []string{"http", "https", "mailto", "tel"}

func checkRef(t *testing.T, files map[string]string, pages map[string]page, name string, r ref) {
	t.Helper()
	u, err := url.Parse(r.value)
	if err != nil {
		t.Errorf("%s: <%s %s=%q>: %v", name, r.element, r.attribute, r.value, err)
		return
	}
	if u.Scheme != "" {
		ok := r.element == "a" && r.attribute == "href" && slices.Contains(outward, u.Scheme) ||
			r.element == "link" && strings.HasPrefix(r.value, "data:image/") || r.element == "img" && strings.HasPrefix(r.value, "data:image/")
		if !ok {
			t.Errorf("%s: <%s %s=%q> leads out", name, r.element, r.attribute, r.value)
		}
		return
	}
	if u.Host != "" || strings.HasPrefix(u.Path, "/") || strings.Contains(u.Path, "\\") {
		t.Errorf("%s: <%s %s=%q> leads out", name, r.element, r.attribute, r.value)
		return
	}
	target := name
	if u.Path != "" {
		target = path.Join(path.Dir(name), u.Path)
	}
	if _, ok := files[target]; !ok {
		t.Errorf("%s: <%s %s=%q> leads to %s, which is not there", name, r.element, r.attribute, r.value, target)
		return
	}
	if p, ok := pages[target]; ok && u.Fragment != "" && !p.anchors[u.Fragment] {
		t.Errorf("%s: <%s %s=%q>: %s has no such place", name, r.element, r.attribute, r.value, target)
	}
}

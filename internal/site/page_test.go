package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"redial/internal/corpus"
)

// walkPages parses every page of a site and visits its elements.
func walkPages(t *testing.T, files []File, visit func(page string, n *html.Node)) {
	t.Helper()
	for _, f := range files {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		root, err := html.Parse(strings.NewReader(string(f.Data)))
		if err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				visit(f.Path, n)
			}
		}
	}
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// sampleDay is the day around which the sample notes are written.
var sampleDay = corpus.Today

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

// never are elements that a page of ours does not hold.
var never = []string{"style", "iframe", "frame", "object", "embed", "form", "base", "audio", "video", "source", "template", "noscript", "math", "portal", "area", "applet"}

// scripts are those that a page may load.
var scripts = []string{"redial.js", "keys.js", "search.js", "due.js"}

// checkSafe reports what could run or load something.
func checkSafe(t *testing.T, files []File) {
	t.Helper()
	has := map[string]bool{}
	for _, f := range files {
		has[f.Path] = true
	}
	walkPages(t, files, func(page string, n *html.Node) {
		if slices.Contains(never, n.Data) {
			t.Errorf("%s: holds <%s>", page, n.Data)
		}
		for _, a := range n.Attr {
			if why := unsafeAttribute(has, page, n, a); why != "" {
				t.Errorf("%s: <%s %s=%q>: %s", page, n.Data, a.Key, a.Val, why)
			}
		}
		if n.Data == "script" {
			if src, _ := attribute(n, "src"); !slices.Contains(scripts, path.Base(src)) || n.FirstChild != nil || n.Parent.Data != "head" {
				t.Errorf("%s: a script that is not ours", page)
			}
		}
	})
}

func unsafeAttribute(has map[string]bool, page string, n *html.Node, a html.Attribute) string {
	switch {
	case strings.HasPrefix(a.Key, "on"):
		return "a handler"
	case a.Key == "style", a.Key == "srcset", a.Key == "ping", a.Key == "formaction", a.Key == "action", a.Key == "background", a.Key == "poster", a.Key == "integrity":
		return "has no place here"
	case a.Key == "http-equiv" && a.Val != "Content-Security-Policy":
		return "not a policy"
	case a.Key == "href" || a.Key == "src":
		return unsafeAddress(has, page, n, a.Val)
	}
	return ""
}

// unsafeAddress tells why an address must not stand in a page: it is of another scheme, or leads to no
// file of the site.
func unsafeAddress(has map[string]bool, page string, n *html.Node, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return err.Error()
	}
	switch u.Scheme {
	case "http", "https":
		if n.Data == "a" && u.Host != "" {
			return ""
		}
		return "loads from elsewhere"
	case "mailto", "tel":
		if n.Data == "a" {
			return ""
		}
	case "data":
		if n.Data == "link" {
			return ""
		}
	case "":
		if u.Host == "" && strings.HasPrefix(address, "#") || has[path.Join(path.Dir(page), u.Path)] && u.Host == "" {
			return ""
		}
		return "leads to no file of the site"
	}
	return "a scheme that is not allowed"
}

// checkSound reports pages that are not well formed: tags that are not closed where they should be, ids
// that are there twice, pages without what readers of a screen need.
func checkSound(t *testing.T, files []File) {
	t.Helper()
	for _, f := range files {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		for _, problem := range unsound(string(f.Data)) {
			t.Errorf("%s: %s", f.Path, problem)
		}
	}
}

var void = []string{"meta", "link", "br", "hr", "img", "input"}

func unsound(text string) []string {
	var problems, open []string
	ids, count := map[string]bool{}, map[string]int{}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				problems = append(problems, fmt.Sprintf("<%s> is never closed", open[len(open)-1]))
			}
			for _, tag := range []string{"h1", "main", "title", "header", "footer"} {
				if count[tag] != 1 {
					problems = append(problems, fmt.Sprintf("%d <%s>", count[tag], tag))
				}
			}
			return problems
		case html.StartTagToken:
			tok := z.Token()
			if !slices.Contains(open, "svg") {
				count[tok.Data]++
			}
			for _, a := range tok.Attr {
				if a.Key == "id" && ids[a.Val] {
					problems = append(problems, "the id "+a.Val+" is there twice")
				}
				ids[a.Val] = ids[a.Val] || a.Key == "id"
			}
			if !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return append(problems, fmt.Sprintf("</%s> closes %v", tag, open))
			}
			open = open[:len(open)-1]
		}
	}
}

func TestEveryPageForbidsWhatItDoesNotHold(t *testing.T) {
	nb := sampled(t)
	files := nb.build(t, sampleDay)
	seen := map[string]bool{}
	walkPages(t, files, func(page string, n *html.Node) {
		if equiv, ok := attribute(n, "http-equiv"); ok && equiv == "Content-Security-Policy" {
			if content, _ := attribute(n, "content"); content == policy {
				seen[page] = true
			}
		}
	})
	for _, f := range files {
		if path.Ext(f.Path) == ".html" && !seen[f.Path] {
			t.Errorf("%s has no policy", f.Path)
		}
	}
}

func TestEveryLinkOfTheSamplesLeadsSomewhere(t *testing.T) {
	files := sampled(t).build(t, sampleDay)
	checkSafe(t, files)
	checkSound(t, files)
	checkAnchors(t, files)
}

// checkAnchors reports links to a place in a page that is not there.
func checkAnchors(t *testing.T, files []File) {
	ids := map[string]bool{}
	walkPages(t, files, func(page string, n *html.Node) {
		if id, ok := attribute(n, "id"); ok {
			ids[page+"#"+id] = true
		}
	})
	walkPages(t, files, func(page string, n *html.Node) {
		href, _ := attribute(n, "href")
		to, place, ok := strings.Cut(href, "#")
		if !ok || strings.Contains(to, ":") {
			return
		}
		target := page
		if to != "" {
			target = path.Join(path.Dir(page), to)
		}
		if !ids[target+"#"+place] {
			t.Errorf("%s: %s leads to no place", page, href)
		}
	})
}

// Somebody who made the introduction and is named in the notes too is listed once.
func TestAMentionWithoutAWordIsListedOnlyWhereNothingElseTellsOfIt(t *testing.T) {
	ada, ben := Mention{Name: "Ada", Link: "ada.html"}, Mention{Name: "Ben", Link: "ben.html"}
	by, said := ada, ada
	by.Text, said.Text = "made the introduction", "Call: about the roof"
	for _, c := range []struct{ all, want []Mention }{
		{[]Mention{ada, ada, ben}, []Mention{ada, ben}},
		{[]Mention{by, ada, ben}, []Mention{by, ben}},
		{[]Mention{ada, said, by, said}, []Mention{said, by}},
	} {
		if got := once(slices.Clone(c.all)); !slices.Equal(got, c.want) {
			t.Errorf("of %v are listed %v, want %v", c.all, got, c.want)
		}
	}
}

package site

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"redial/internal/corpus"
	"redial/layouts"
)

// styled is the input of a site with files of the user's own.
func styled(own, static fstest.MapFS) Input {
	in := notes(map[string]string{"ada": "---\nname: Ada\nnext: 2026-12-01\n---\n- 2026-11-30 call: hello\n"}).input(corpus.Today)
	in.Layouts = append([]fs.FS{own}, in.Layouts...)
	in.Static = append([]fs.FS{static}, in.Static...)
	return in
}

func content(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestALayoutOfTheUsersOwnWins(t *testing.T) {
	in := styled(fstest.MapFS{"row.html": content("<li>mine: {{.Name}}, {{.Word}}</li>"), "x.go": content("package x")}, nil)
	if page := file(t, makeSite(t, in), "index.html"); !strings.Contains(page, "<li>mine: Ada, Planned</li>") {
		t.Error("the row is not the user's")
	}
}

func TestAStyleOfTheUsersOwnWinsAndOthersAreAdded(t *testing.T) {
	files := makeSite(t, styled(nil, fstest.MapFS{"redial.css": content("b{}"), "fonts/a.woff2": content("f"), ".x": content("x"), "static.go": content("package x")}))
	if got := file(t, files, "redial.css"); got != "b{}" {
		t.Errorf("the style is %q", got)
	}
	file(t, files, "fonts/a.woff2")
	file(t, files, "redial.js")
	for _, f := range files {
		if f.Path == ".x" || strings.HasSuffix(f.Path, ".go") {
			t.Errorf("%s is in the site", f.Path)
		}
	}
}

func TestAMistypedLayoutIsAWarning(t *testing.T) {
	_, problems, err := Build(styled(fstest.MapFS{"rows.html": content("x"), "drafts/thank-you.txt": content("x"), "drafts/thankyou.txt": content("x")}, fstest.MapFS{"index.html": content("x")}))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code+" "+p.File)
	}
	if want := []string{"unknown-layout layouts/drafts/thankyou.txt", "unknown-layout layouts/rows.html", "name-taken static/index.html"}; !slices.Equal(codes, want) {
		t.Errorf("problems are %q, want %q", codes, want)
	}
}

func TestABrokenLayoutSaysWhere(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
		message      string
		help         string // a part of it
	}{
		"that does not read":            {"<li>\n{{if .Name}}\n", 3, 1, "an {{if}}, {{range}} or {{with}} is not ended", "{{end}}"},
		"of an unknown function":        {"<li>\n{{shout .Name}}</li>", 2, 3, "there is no function `shout`", "printf"},
		"of an unknown field":           {"<li>\n\né{{.Nmae}}</li>", 3, 4, "Row has no `Nmae`", "did you mean `.Name`? `redial layouts --data row.html` tells"},
		"of the field of a text":        {"<li>{{.Name}}{{.Name.First}}</li>", 1, 21, "a text has no `First`", "--data row.html"},
		"of an unknown variable":        {"<li>\n  {{$who}}</li>", 2, 5, "undefined variable \"$who\"", "--data row.html"},
		"with a word too many":          {"<li>{{end}}</li>", 1, 5, "unexpected {{end}}", "--data row.html"},
		"with a template missing":       {"<li>\n{{template \"rows.html\" .}}</li>", 2, 13, "there is no layout `rows.html`", "did you mean `row.html`?"},
		"that can't be escaped":         {"<li>\n<a href=\"{{if .Name}}\">x</a>{{end}}</li>", 2, 10, "{{if}} branches end in different contexts", "quotes"},
		"of something beyond what is":   {"<li>{{index .Ways 99}}</li>", 1, 7, "error calling index: index out of range: 99", "--data row.html"},
		"with an action that never end": {"<li>\n\n  {{.Name</li>", 3, 3, "", "--data row.html"},
	} {
		_, _, err := Build(styled(fstest.MapFS{"row.html": content(c.text)}, nil))
		var e *LayoutError
		if !errors.As(err, &e) {
			t.Errorf("a layout %s gives %v", name, err)
			continue
		}
		p := e.Problem
		if p.File != "layouts/row.html" || p.Line != c.line || p.Column != c.column || c.message != "" && p.Message != c.message || !strings.Contains(p.Help, c.help) {
			t.Errorf("a layout %s gives %+v", name, p)
		}
	}
}

func TestTheLayoutsAreThoseThatAreNamed(t *testing.T) {
	names, err := fs.Glob(layouts.Files, "*.html")
	if err != nil || !slices.Equal(names, LayoutNames()) {
		t.Errorf("embedded are %q, named %q", names, LayoutNames())
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, nb := range []*notebook{sampled(t), generated(120, 7)} {
		a, b := nb.build(t, corpus.Today), readNotebook(nb.files).build(t, corpus.Today)
		if len(a) != len(b) {
			t.Fatalf("%d files, then %d", len(a), len(b))
		}
		for i := range a {
			if a[i].Path != b[i].Path || string(a[i].Data) != string(b[i].Data) {
				t.Errorf("%s and %s differ", a[i].Path, b[i].Path)
			}
		}
	}
}

func TestFilesComeInTheOrderInWhichTheyAreWritten(t *testing.T) {
	files := sampled(t).build(t, sampleDay)
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	if n := len(paths); paths[n-2] != "index.html" || paths[n-1] != "stamp.js" {
		t.Errorf("the last are %q", paths[n-2:])
	}
	if style, page := slices.Index(paths, "redial.css"), slices.Index(paths, "people/ada-byron.html"); style > page {
		t.Error("a page comes before its style")
	}
}

// A change of one note must change the pages that show it, and no others.
func TestAPageOfSomeoneElseStaysAsItIs(t *testing.T) {
	nb := sampled(t)
	before := nb.build(t, sampleDay)
	nb.files["notes/alf-brearley.md"] = append(slices.Clone(nb.files["notes/alf-brearley.md"]), "- [ ] 2026-12-01 call: about rope\n"...)
	changed := map[string]bool{}
	for i, f := range readNotebook(nb.files).build(t, sampleDay) {
		if string(before[i].Data) != string(f.Data) {
			changed[f.Path] = true
		}
	}
	for path := range changed {
		switch path {
		case "index.html", "people/index.html", "people/alf-brearley.html", "promises.html", "review.html", "data.json", "follow-ups.ics", "days.js", "due.html", "people-data.js", "people-words.js", "people-reasons.js", "stamp.js":
		default:
			t.Errorf("%s changed too", path)
		}
	}
	if !changed["people/alf-brearley.html"] || !changed["index.html"] {
		t.Errorf("changed are %v", changed)
	}
}

func TestAFewLinesOfStyleAreLoadedLastOnEveryPage(t *testing.T) {
	with, without := makeSite(t, styled(nil, fstest.MapFS{"own.css": content(":root{--acc:#7a1f5c}")})), makeSite(t, styled(nil, nil))
	for i, files := range [][]File{with, without} {
		for _, f := range files {
			last := strings.LastIndex(string(f.Data), `rel="stylesheet"`)
			if loads := strings.Contains(string(f.Data[max(0, last):]), `rel="stylesheet" href="`+strings.Repeat("../", strings.Count(f.Path, "/"))+`own.css"`); strings.HasSuffix(f.Path, ".html") && loads != (i == 0) {
				t.Errorf("%s loads the style: %t", f.Path, loads)
			}
		}
	}
}

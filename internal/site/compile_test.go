package site

import (
	"bytes"
	"html/template"
	"io/fs"
	"testing"
	"testing/fstest"

	"redial/internal/corpus"
	"redial/layouts"
)

// pagesOf gives the pages of a site, made to be filled with its layouts.
func pagesOf(t *testing.T, in Input, compile bool) (*layoutSet, []page) {
	t.Helper()
	s, _ := newSite(in)
	set, _, err := readLayouts(in.Layouts)
	if err != nil {
		t.Fatal(err)
	}
	if !compile {
		set.compiled.known = nil
	}
	s.layouts = set
	s.findImages()
	s.keys = s.readKeys(set.sum)
	var pages []page
	for _, p := range s.pages() {
		pages = append(pages, p.make())
	}
	return set, pages
}

func TestACompiledLayoutWritesWhatHTMLTemplateWrites(t *testing.T) {
	for name, nb := range map[string]*notebook{"samples": sampled(t), "generated": generated(150, 5), "laden": laden("127.0.0.1:9"), "few": few(t), "empty": notes(nil)} {
		for _, in := range []Input{nb.input(corpus.Today), withEditor(nb.input(corpus.Today))} {
			fast, pages := pagesOf(t, in, true)
			slow, same := pagesOf(t, in, false)
			for i, p := range pages {
				var got, want bytes.Buffer
				if err := slow.fill(&want, same[i]); err != nil {
					t.Fatal(err)
				}
				if err := fast.fill(&got, p); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
					t.Errorf("%s: %s is another when it is compiled: %v", name, p.frame.Path, err)
				}
			}
			for of, p := range fast.compiled.known {
				if p.run == nil {
					t.Errorf("%s, filled with %v, is left to html/template", of.name, of.of)
				}
			}
		}
	}
}

func withEditor(in Input) Input {
	in.Options.Editor, in.Options.Dir, in.Options.Theme = "vscode", "/home/ada/my notes", "dark"
	return in
}

// TestAFaultOfALayoutIsToldAsHTMLTemplateTellsIt holds that a page that can't be filled says the same.
func TestAFaultOfALayoutIsToldAsHTMLTemplateTellsIt(t *testing.T) {
	for _, row := range []string{`{{.Last.Nothing.More}}`, `{{.Company.Length}}`, `{{index .Name 99}}`, `{{template "row.html" .Last.Says}}`, `{{with .Last}}{{.}}{{end}}`} {
		in := notes(map[string]string{"ada": "---\nname: Ada\nnext: 2026-12-01\n---\n"}).input(corpus.Today)
		in.Layouts = append([]fs.FS{fstest.MapFS{"row.html": {Data: []byte("<li>" + row)}}}, in.Layouts...)
		said := [2]string{}
		for i, compile := range []bool{true, false} {
			set, pages := pagesOf(t, in, compile)
			var b bytes.Buffer
			if err := set.fill(&b, pages[len(pages)-1]); err != nil {
				said[i] = err.Error()
			} else {
				said[i] = b.String()
			}
		}
		if said[0] != said[1] {
			t.Errorf("%s gives\n%s\ncompiled, and\n%s", row, said[0], said[1])
		}
	}
}

// FuzzTextIsEscapedAsByHTMLTemplate compares the escapers that are written here with those that they
// stand for, in every place in which a layout has them.
func FuzzTextIsEscapedAsByHTMLTemplate(f *testing.F) {
	for _, p := range corpus.Payloads("127.0.0.1:9") {
		f.Add(p.Text)
	}
	for _, s := range []string{"", "a+b & <c> \"d\" 'e'\x00\xff", "javascript:alert(1)", "https://a.example/?q=%zz%20ü#x", "/a:b", "mailto:A@b", "HTTP://x"} {
		f.Add(s)
	}
	type text struct {
		Text string
		Link template.URL
		HTML template.HTML
		N    int
		Both []string
	}
	const layout = `{{range $i, $x := .Both}}{{$i}} {{$x}} {{len $.Both}}{{end}}<title>{{.Text}}{{.N}}</title><p title="{{.Text}}{{.N}}">{{.Text}}<a href="{{.Text}}">{{.HTML}}</a>` +
		`<a href="{{.Link}}" title="{{.Link}}">{{.N}}{{.Link}}</a>{{if and .Text (ne .Text "a") (not .N) (eq .N 0 1) (ne .Text .Link)}}{{.Text}}{{else if or .N .Link}}b{{end}}`
	set := template.Must(template.New("x").Parse(layout))
	c := compiled{set: set, known: map[form]*program{}}
	f.Fuzz(func(t *testing.T, s string) {
		data := text{s, template.URL(s), template.HTML(s), len(s) % 3, []string{s, "b"}}
		var got, want bytes.Buffer
		if err := set.Execute(&want, data); err != nil {
			t.Fatal(err)
		}
		if !c.fill(&got, "x", data) {
			t.Fatal("it is left to html/template")
		}
		if got.String() != want.String() {
			t.Errorf("%q is written\n%s\nand not\n%s", s, got.String(), want.String())
		}
		got.Reset()
		if inProse.escape(&got, s); got.String() != template.HTMLEscapeString(s) {
			t.Errorf("in prose %q is written\n%s\nand not\n%s", s, got.String(), template.HTMLEscapeString(s))
		}
	})
}

func BenchmarkFill(b *testing.B) {
	in := generated(300, 1).input(corpus.Today)
	for name, compile := range map[string]bool{"compiled": true, "html-template": false} {
		s, _ := newSite(in)
		set, _, err := readLayouts([]fs.FS{layouts.Files})
		if err != nil {
			b.Fatal(err)
		}
		if !compile {
			set.compiled.known = nil
		}
		s.layouts = set
		s.findImages()
		var people []page
		for _, v := range s.inOrder {
			people = append(people, s.person(v))
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var room bytes.Buffer
			for i := 0; b.Loop(); i++ {
				room.Reset()
				if err := set.fill(&room, people[i%len(people)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

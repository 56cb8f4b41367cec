package corpus_test

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/adrg/frontmatter"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// The floor is the least that a program can do which makes a page of every note with the libraries that
// Redial is built on: list the notes; read each; split it by adrg/frontmatter and read the front matter
// as YAML nodes; make HTML of the body by goldmark without any extension; execute one html/template of as
// many bytes as Redial's page of that note has; create the file in an empty folder. Two workers share
// the notes. It knows nothing of contacts, rules or lists, keeps nothing, and checks nothing.
//
// Redial is measured against it in the same run, turn and turn about, because the ratio stays where
// seconds do not: on another machine, under other load, on another disk.
//
// The floor of the floor is a plain copy of the bytes that Redial writes.

const workers = 2

// floor does the steps one by one, so that each can be measured beside the part of Redial that does it.
type floor struct {
	page  *template.Template
	sizes map[string]int // bytes of Redial's page of a note, by its path below notes/ without .md
}

func newFloor(sizes map[string]int) *floor {
	const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Name}}</title><link rel="stylesheet" href="../redial.css"></head>
<body><main><h1>{{.Name}}</h1>
{{.Body}}
</main>
{{.Rest}}
</body></html>
`
	return &floor{template.Must(template.New("page").Parse(page)), sizes}
}

// parsed is a note between reading and rendering.
type parsed struct {
	id    string
	front yaml.Node
	body  []byte
	tree  ast.Node
}

// parse splits a note, reads its front matter as nodes and its body as a tree.
func (f *floor) parse(id string, src []byte) (*parsed, error) {
	n := &parsed{id: id}
	format := frontmatter.NewFormat("---", "---", yaml.Unmarshal)
	var err error
	n.body, err = frontmatter.Parse(bytes.NewReader(bytes.TrimPrefix(src, bom)), &n.front, format)
	n.tree = markdown.Parser().Parse(text.NewReader(n.body))
	return n, err
}

var bom = []byte("\ufeff")

// render makes the page of a note.
func (f *floor) render(n *parsed) ([]byte, error) {
	var inner, page bytes.Buffer
	if err := markdown.Renderer().Render(&inner, n.body, n.tree); err != nil {
		return nil, err
	}
	rest := max(0, f.sizes[n.id]-inner.Len()-frameSize)
	err := f.page.Execute(&page, map[string]any{
		"Name": nameOf(n.front), "Body": template.HTML(inner.String()), "Rest": template.HTML(padding[:min(rest, len(padding))]),
	})
	return page.Bytes(), err
}

// frameSize is about how many bytes a page has beside the text of its note.
const frameSize = 220

var markdown = goldmark.New()

// padding is what pages are filled up with: Redial's are longer than their notes' text by lists and links.
var padding = strings.Repeat("<!-- as many bytes as the page of that note has -->\n", 10_000)

func nameOf(front yaml.Node) string {
	if len(front.Content) == 0 {
		return ""
	}
	keys := front.Content[0].Content
	for i := 0; i+1 < len(keys); i += 2 {
		if keys[i].Value == "name" {
			return keys[i+1].Value
		}
	}
	return ""
}

// build does all of it: the notes below in become pages below out, which is empty.
func (f *floor) build(in, out string) error {
	return f.each(in, func(id string, page []byte) error { return create(filepath.Join(out, id+".html"), page) })
}

// rebuild does all of it once more, and compares each page with the one that is there instead of
// creating it.
func (f *floor) rebuild(in, out string) error {
	return f.each(in, func(id string, page []byte) error {
		path := filepath.Join(out, id+".html")
		old, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(old, page) {
			return fmt.Errorf("%s differs", path)
		}
		return err
	})
}

// read reads and parses the notes, and makes nothing of them.
func (f *floor) read(in string) error {
	return eachFile(in, ".md", func(path, id string) error {
		src, err := os.ReadFile(path)
		if err == nil {
			_, err = f.parse(id, src)
		}
		return err
	})
}

func (f *floor) each(in string, page func(id string, page []byte) error) error {
	return eachFile(in, ".md", func(path, id string) error {
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n, err := f.parse(id, src)
		if err != nil {
			return err
		}
		html, err := f.render(n)
		if err != nil {
			return err
		}
		return page(id, html)
	})
}

// copyTree is the floor of the floor: what lies below in is read, and written again below out.
func copyTree(in, out string) error {
	return eachFile(in, "", func(path, name string) error {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return create(filepath.Join(out, name), data)
	})
}

// create writes a file that is not there yet; the folder is made when the first file of it comes.
func create(path string, data []byte) error {
	err := os.WriteFile(path, data, 0o644)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// eachFile hands the files below a folder whose names end in ext to the workers, with their paths below
// it without ext.
func eachFile(dir, ext string, do func(path, name string) error) error {
	var paths []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasSuffix(p, ext) {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(paths); i = next.Add(1) - 1 {
				name, _ := filepath.Rel(dir, paths[i])
				errs[w] = errors.Join(errs[w], do(paths[i], strings.TrimSuffix(filepath.ToSlash(name), ext)))
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

package corpus_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// hugo is the best known program of its kind, on the same notes: a page a note, an index with those who
// are due, and an index as JSON. It knows no journal, no rules and no search.
type hugo struct {
	site        string
	cold, again []spent
}

var hugoSite = map[string]string{
	"layouts/_default/single.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Params.name }}</title></head>
<body><main><h1>{{ .Params.name }}</h1><p>{{ .Params.role }} {{ .Params.company }}</p>{{ .Content }}</main></body></html>`,
	"layouts/_default/list.html": `<!doctype html><html lang="en"><body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.name }}</a></li>{{ end }}</ul></body></html>`,
	"layouts/index.html":         `<!doctype html><html lang="en"><body><ol>{{ range sort (where .Site.RegularPages "Params.next" "!=" nil) "Params.next" }}<li><a href="{{ .RelPermalink }}">{{ .Params.name }}</a> {{ .Params.next }}</li>{{ end }}</ol></body></html>`,
	"layouts/index.json":         `[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}{{ dict "name" $p.Params.name "company" $p.Params.company "next" $p.Params.next "link" $p.RelPermalink | jsonify }}{{ end }}]`,
}

// newHugo makes a site of the notes of a notebook; nil where Hugo is not installed, or can't read them.
func newHugo(t *testing.T, top, notebook string) *hugo {
	t.Helper()
	if _, err := exec.LookPath("hugo"); err != nil {
		return nil
	}
	h := &hugo{site: filepath.Join(top, "hugo")}
	config := "baseURL = \"/\"\ncontentDir = \"" + filepath.ToSlash(filepath.Join(notebook, "notes")) + "\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n[outputs]\nhome = [\"HTML\", \"JSON\"]\n"
	if err := create(filepath.Join(h.site, "config.toml"), []byte(config)); err != nil {
		t.Fatal(err)
	}
	for name, text := range hugoSite {
		if err := create(filepath.Join(h.site, filepath.FromSlash(name)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	cmd := h.command()
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		t.Logf("hugo does not take these notes: %v\n%s", err, said.Bytes())
		return nil
	}
	return h
}

func (h *hugo) public() string { return filepath.Join(h.site, "public") }

func (h *hugo) command() *exec.Cmd {
	cmd := exec.Command("hugo", "--quiet", "--source", h.site, "--destination", h.public())
	cmd.Env = append(os.Environ(), "HUGO_ENVIRONMENT=production")
	return cmd
}

func (h *hugo) measure(t *testing.T) {
	t.Helper()
	if h == nil {
		return
	}
	run := func() spent { return take(t, h.command()) }
	h.cold = append(h.cold, cleared(t, h.public(), run))
	h.again = append(h.again, run())
}

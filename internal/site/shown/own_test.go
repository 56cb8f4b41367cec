package shown

import (
	"testing"

	"redial/internal/browser"
	"redial/internal/samples"
)

// What somebody puts in place of ours must be what their pages show, in both themes.
func TestThePagesTakeTheColoursAndLayoutsOfTheirOwner(t *testing.T) {
	files, err := samples.Around(day)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"../static/own.css":        ":root{--acc:light-dark(#7a1f5c,#f0a3d0);--bg:light-dark(#fff8f0,#201418);--size:17px}",
		"../layouts/birthday.html": `<li id="mine"><a href="{{.Link}}">{{.Name}}</a> on {{.Day.Text}}</li>`,
		"../layouts/promises.html": `<main id="main"><h1>What I owe</h1>{{range .Mine.Open.Lines}}<p class="owe">{{.Name}}: {{.Text}}</p>{{end}}</main>`,
	} {
		files[name] = []byte(text)
	}
	s, err := makeSite(t.TempDir(), files, day)
	if err != nil {
		t.Fatal(err)
	}
	b := browsers.Tab(t, browser.Chromium, "that pages take the colours and layouts of their owner")
	for _, c := range []struct {
		dark               bool
		accent, background string
	}{{false, "rgb(122, 31, 92)", "rgb(255, 248, 240)"}, {true, "rgb(240, 163, 208)", "rgb(32, 20, 24)"}} {
		b.Dark(c.dark)
		for _, page := range []string{"index.html", "people/ada-byron.html", "promises.html"} {
			b.Open(s.onDisk(page))
			got := browser.Eval[[]string](b, "['.mark', 'body', 'body'].map(function (s, i) { return getComputedStyle(document.querySelector(s))[['color', 'backgroundColor', 'fontSize'][i]]; })")
			if got[0] != c.accent || got[1] != c.background || got[2] != "17px" {
				t.Errorf("%s, dark %t: accent %s, background %s, size %s", page, c.dark, got[0], got[1], got[2])
			}
		}
		if n := browser.Eval[int](b, "document.querySelectorAll('.owe').length"); n != 5 || !b.Is("document.querySelector('h1').textContent === 'What I owe' && document.querySelector('.top nav')") {
			t.Errorf("promises.html is not that of its owner: %d are owed", n)
		}
		b.Open(s.onDisk("index.html"))
		if !b.Is("/^George Ainley on Sat 5 Dec$/.test(document.querySelector('#mine').textContent)") {
			t.Error("a birthday is not shown as its owner wishes")
		}
	}
}

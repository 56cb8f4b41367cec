package site

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"redial/internal/corpus"
)

// data.json is written contact by contact, and must be what --json would print of all.
func TestTheDataFileIsTheDocument(t *testing.T) {
	for name, nb := range map[string]*notebook{"nobody": notes(nil), "one": notes(map[string]string{"a": "---\nname: A\n---\n"}), "generated": generated(40, 3)} {
		in := nb.input(corpus.Today)
		d := NewDocument(in.Agenda, in.Problems)
		if d.Title = in.Options.Title; d.Title == "" {
			d.Title = "Redial"
		}
		want, err := JSON(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := file(t, makeSite(t, in), "data.json"); got != string(want) {
			t.Errorf("%s: data.json is\n%s\nnot\n%s", name, clipTo(got, 2000), clipTo(string(want), 2000))
		}
	}
}

// A frame of the user's own must get the page wherever it asks for it.
func TestAFrameOfTheUsersOwnMayShowItsPageTwiceOrAskForIt(t *testing.T) {
	in := notes(map[string]string{"a": "---\nname: A\n---\n"}).input(corpus.Today)
	in.Layouts = append([]fs.FS{fstest.MapFS{
		"frame.html":  content(`{{if .Main}}<p title="{{.Main}}">{{.Main}}{{.Main}}</p>{{end}}`),
		"review.html": content("<b>review</b>"),
	}}, in.Layouts...)
	if got := file(t, makeSite(t, in), "review.html"); got != `<p title="review"><b>review</b><b>review</b></p>` {
		t.Error(got)
	}
}

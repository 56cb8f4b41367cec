package site

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/contact"
	"redial/internal/corpus"
	"redial/internal/diag"
	"redial/internal/draft"
	"redial/internal/followup"
	"redial/internal/ical"
	"redial/internal/note"
	"redial/internal/samples"
	"redial/layouts"
	"redial/static"
)

// notebook is what a test's site is made of.
type notebook struct {
	files    map[string][]byte // path from the notebook's folder: bytes
	settings *config.Config
	book     *contact.Book
	problems []diag.Problem
}

// readNotebook reads notes as the disk's reader does, without a disk.
func readNotebook(files map[string][]byte) *notebook {
	nb := &notebook{files: files, settings: config.Default()}
	for _, name := range []string{"redial.yaml", "notes/redial.yaml"} {
		if b, ok := files[name]; ok {
			nb.settings, _ = config.Parse(name, b)
		}
	}
	var contacts []*contact.Contact
	var events []*contact.Event
	for name, b := range files {
		id, ok := strings.CutSuffix(strings.TrimPrefix(name, "notes/"), ".md")
		if !ok {
			continue
		}
		n := note.Parse(name, b)
		nb.problems = append(nb.problems, n.Problems...)
		if contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
		} else {
			contacts = append(contacts, contact.New(n, id))
		}
	}
	nb.book = contact.NewBook(contacts, events)
	nb.problems = append(nb.problems, nb.book.Problems...)
	return nb
}

// input is what Build gets on a day.
func (nb *notebook) input(today civil.Date) Input {
	problems := nb.problems[:len(nb.problems):len(nb.problems)]
	for _, c := range nb.book.Contacts {
		problems = append(problems, followup.Check(c, nb.settings.Followup, today)...)
	}
	var articles []draft.Article
	for _, a := range nb.settings.Articles {
		articles = append(articles, draft.Article(a))
	}
	images := fstest.MapFS{}
	for name, b := range nb.files {
		images[strings.TrimPrefix(name, "notes/")] = &fstest.MapFile{Data: b}
	}
	return Input{
		Agenda: followup.NewAgenda(nb.book, nb.settings.Followup, today), Problems: diag.Sort(problems),
		Options: Options{
			Title: nb.settings.Title, Theme: nb.settings.Theme, Keys: nb.settings.Keys, CallBlock: ical.Block(nb.settings.CallBlock),
			Articles: articles,
		},
		Layouts: []fs.FS{layouts.Files}, Static: []fs.FS{static.Files}, Images: images,
	}
}

// build makes the site of a day.
func (nb *notebook) build(t testing.TB, today civil.Date) []File {
	t.Helper()
	return makeSite(t, nb.input(today))
}

func makeSite(t testing.TB, in Input) []File {
	t.Helper()
	files, problems, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", Place(p.File, p.Line), p.Message)
	}
	return files
}

// generated is a notebook of people who never were.
func generated(notes int, seed uint64) *notebook {
	files := map[string][]byte{}
	for _, f := range corpus.Generate(corpus.Options{Notes: notes, Seed: seed, Faults: 0.01}) {
		files[f.Path] = f.Data
	}
	return readNotebook(files)
}

// sampled is the sample notebook.
func sampled(t testing.TB) *notebook {
	t.Helper()
	all, err := samples.Notes()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	err = fs.WalkDir(all, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(all, name)
		files[path.Join("notes", name)] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return readNotebook(files)
}

// notes makes a notebook of notes by id.
func notes(byID map[string]string) *notebook {
	files := map[string][]byte{}
	for id, text := range byID {
		files["notes/"+id+".md"] = []byte(text)
	}
	return readNotebook(files)
}

// file gives a file of a site.
func file(t testing.TB, files []File, path string) string {
	t.Helper()
	for _, f := range files {
		if f.Path == path {
			return string(f.Data)
		}
	}
	t.Fatalf("no %s in the site", path)
	return ""
}

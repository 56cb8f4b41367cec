package draft

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
	"redial/internal/samples"
	"redial/layouts"
)

var update = flag.Bool("update", false, "record what the drafts are now")

// golden compares with a file under testdata, or records it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what it was; if it should be, go test -update (-was +is):\n%s", name, diff)
	}
}

// today is the day around which the sample notes are written.
var today = civil.Of(2026, 12, 1)

// sampled is the sample notebook on a day.
func sampled(t testing.TB, day civil.Date) (*followup.Agenda, Setting) {
	t.Helper()
	all, err := samples.Notes()
	if err != nil {
		t.Fatal(err)
	}
	b, err := fs.ReadFile(all, "redial.yaml")
	if err != nil {
		t.Fatal(err)
	}
	settings, _ := config.Parse("redial.yaml", b)
	files := map[string]string{}
	err = fs.WalkDir(all, ".", func(name string, d fs.DirEntry, err error) error {
		if id, ok := strings.CutSuffix(name, ".md"); ok && err == nil {
			b, readErr := fs.ReadFile(all, name)
			files[id], err = string(b), readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s := Setting{Today: day, Book: book(files)}
	for _, a := range settings.Articles {
		s.Articles = append(s.Articles, Article(a))
	}
	return followup.NewAgenda(s.Book, settings.Followup, day), s
}

// book makes a book of notes by id.
func book(notes map[string]string) *contact.Book {
	var contacts []*contact.Contact
	var events []*contact.Event
	for id, text := range notes {
		n := note.Parse("notes/"+id+".md", []byte(text))
		if contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
		} else {
			contacts = append(contacts, contact.New(n, id))
		}
	}
	return contact.NewBook(contacts, events)
}

// onNote assesses the contact of one note.
func onNote(t testing.TB, text string) (*followup.Assessment, Setting) {
	t.Helper()
	s := Setting{Today: today, Book: book(map[string]string{"ada": text})}
	a := followup.Assess(s.Book.Contact("ada"), followup.DefaultSettings(), today)
	return &a, s
}

// data gives what a template is filled with for the contact of one note.
func data(t testing.TB, text string) Data {
	t.Helper()
	a, s := onNote(t, text)
	d, err := s.Data(a)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// made fills a built-in template.
func made(t testing.TB, name Name, d Data) Message {
	t.Helper()
	m, err := Make([]fs.FS{layouts.Files}, name, d)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

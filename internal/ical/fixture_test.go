package ical_test

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	goical "github.com/emersion/go-ical"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/ical"
	"redial/internal/note"
	"redial/internal/samples"
)

// read makes what a calendar is made of from notes by their path below notes/.
func read(files map[string]string, today civil.Date) ical.Input {
	settings, _ := config.Parse("notes/redial.yaml", []byte(files["redial.yaml"]))
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, name := range slices.Sorted(maps.Keys(files)) {
		id, isNote := strings.CutSuffix(name, ".md")
		if !isNote {
			continue
		}
		n := note.Parse("notes/"+name, []byte(files[name]))
		if contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
		} else {
			contacts = append(contacts, contact.New(n, id))
		}
	}
	g := followup.NewAgenda(contact.NewBook(contacts, events), settings.Followup, today)
	return ical.Input{Agenda: g, Title: settings.Title, Block: ical.Block(settings.CallBlock)}
}

// sampled is the sample notebook on its own day.
func sampled(t testing.TB) ical.Input {
	t.Helper()
	all, err := samples.Notes()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err = fs.WalkDir(all, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(all, name)
		files[path.Clean(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return read(files, samples.Day)
}

func write(t testing.TB, in ical.Input) string {
	t.Helper()
	var b bytes.Buffer
	if err := ical.Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// decode reads a calendar with a decoder that has nothing to do with what wrote it.
func decode(t testing.TB, data string) []goical.Event {
	t.Helper()
	cal, err := goical.NewDecoder(strings.NewReader(data)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return cal.Events()
}

// prop gives a text of an event.
func prop(t testing.TB, e goical.Event, name string) string {
	t.Helper()
	s, err := e.Props.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

//go:build unix

package notebook

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/diag"
)

// said is what a reading says, as text.
func said(s *Snapshot) string {
	var b strings.Builder
	for _, c := range s.Book.Contacts {
		fmt.Fprintf(&b, "%s %q %q\n", c.ID, c.Name, c.Note.Source)
	}
	for _, e := range s.Book.Events {
		fmt.Fprintf(&b, "%s %q %q\n", e.ID, e.Name, e.Note.Source)
	}
	for _, p := range diag.Sort(slices.Clone(s.Problems)) {
		fmt.Fprintln(&b, p)
	}
	fmt.Fprintln(&b, s.Notes, s.Around, s.Dirs)
	return b.String()
}

// What was touched is read, and everything else is as a reading of all says, whatever it was.
func TestWhatIsReadOfTouchedFilesIsWhatAReadingOfAllGives(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"), "notes/sub/cy.md = "+named("Cy"),
		"notes/events/fair.md = ---\nname: Fair\ndate: 2026-11-03\n---\n", "notes/face.png = picture", "static/own.css = p {}")
	random := rand.New(rand.NewPCG(11, 1))
	file := func() string {
		return []string{"ada.md", "ben.md", "sub/cy.md", "dora.md", "sub/eve.md", "events/fair.md"}[random.IntN(6)]
	}
	at := func(name string) string { return filepath.Join(d.dir, "notes", filepath.FromSlash(name)) }
	did := func(err error) {
		t.Helper()
		if err != nil && !os.IsNotExist(err) && !os.IsExist(err) {
			t.Fatal(err)
		}
	}
	brief := 0
	for n := range 500 {
		var touched []string
		name := file()
		what := random.IntN(14)
		switch what {
		case 0:
			did(os.Remove(at(name)))
			touched = []string{at(name)}
		case 1: // as many editors save
			did(os.WriteFile(at("4913"), nil, 0o644))
			did(os.Remove(at("4913")))
			did(os.WriteFile(at(".swap"), []byte(named(fmt.Sprint("Renamed over ", n))), 0o644))
			did(os.Rename(at(".swap"), at(name)))
			touched = []string{at("4913"), at(".swap"), at(name)}
		case 2:
			other := file()
			did(os.Rename(at(name), at(other)))
			touched = []string{at(name), at(other)}
		case 3:
			copied := at("ada.sync-conflict-20261201-101010-ABCDEFG.md")
			if os.Remove(copied) != nil {
				did(os.WriteFile(copied, nil, 0o644))
			}
			touched = []string{copied}
		case 4:
			link := at("link.md")
			if os.Remove(link) != nil {
				did(os.Symlink([]string{"nowhere.md", "ada.md", "../static/own.css"}[random.IntN(3)], link))
			}
			touched = []string{link}
		case 5:
			did(os.WriteFile(at("face.png"), fmt.Append(nil, n), 0o644))
			touched = []string{at("face.png")}
		case 6:
			folder := at("new")
			if os.RemoveAll(folder); random.IntN(2) == 0 {
				did(os.MkdirAll(folder, 0o755))
				did(os.WriteFile(filepath.Join(folder, "gus.md"), []byte(named("Gus")), 0o644))
			}
			touched = []string{folder, filepath.Join(folder, "gus.md")}
		case 7:
			own := filepath.Join(d.dir, "static", "own.css")
			if os.Remove(own) != nil {
				did(os.WriteFile(own, fmt.Append(nil, n), 0o644))
			}
			touched = []string{own}
		case 8:
			did(os.Chmod(at(name), []os.FileMode{0o644, 0o600}[random.IntN(2)]))
			touched = []string{at(name)}
		default: // another name, or the same text again
			did(os.WriteFile(at(name), []byte(named(fmt.Sprint("Saved ", n/2))), 0o644))
			touched = []string{at(name)}
		}
		d.now = d.now.Add(time.Minute)
		s, err := d.m.LoadTouched(d.nb, d.now, touched)
		for err == nil && s.Again > 0 {
			d.now = d.now.Add(time.Minute)
			s, err = d.m.LoadTouched(d.nb, d.now, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		if s.Brief {
			brief++
		}
		all, err := new(Memory).Load(d.nb, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := said(s), said(all); got != want {
			t.Fatalf("%d: after %d of %q, briefly %v, this was read:\n%s\nwant\n%s", n, what, name, s.Brief, got, want)
		}
	}
	if brief < 100 {
		t.Errorf("only %d readings were brief", brief)
	}
}

func TestASaveOfOneNoteLooksAtThatAlone(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"))
	d.read(0, "Ada Ben", "notes/ada.md notes/ben.md", false)
	d.write("ada.md", named("Adele"))
	d.write("ben.md", named("Benno")) // nobody says so
	s, err := d.m.LoadTouched(d.nb, d.now.Add(time.Minute), []string{filepath.Join(d.nb.real, "notes", "ada.md")})
	if err != nil || !s.Brief || strings.Join(s.Changed, " ") != "notes/ada.md" || s.Book.Contacts[1].Name != "Ben" {
		t.Fatalf("%+v, %v", s, err)
	}
	d.read(time.Minute, "Adele Benno", "notes/ben.md", false)
}

func TestWhatIsPerhapsHalfWrittenIsWaitedForAllTheSame(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	d.write("ada.md", "")
	s, err := d.m.LoadTouched(d.nb, d.now.Add(time.Minute), []string{filepath.Join(d.nb.real, "notes", "ada.md")})
	if err != nil || s.Brief || s.Again == 0 || s.Book.Contacts[0].Name != "Ada" {
		t.Fatalf("%+v, %v", s, err)
	}
}

//go:build unix

package notebook

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// diary is a notebook that is read again and again, at times of the test's own.
type diary struct {
	t   *testing.T
	dir string
	nb  *Notebook
	m   Memory
	now time.Time
}

func keep(t *testing.T, files ...string) *diary {
	t.Helper()
	dir := lay(t, files...)
	nb, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	// Far enough ahead for the stamps of what was just written to be trusted.
	d := &diary{t: t, dir: dir, nb: nb, now: time.Now().Add(time.Minute)}
	return d
}

// read reads after a while, and holds the names and the changes to what they should be.
func (d *diary) read(after time.Duration, names, changed string, again bool) *Snapshot {
	d.t.Helper()
	d.now = d.now.Add(after)
	s, err := d.m.Load(d.nb, d.now)
	if err != nil {
		d.t.Fatal(err)
	}
	var got []string
	for _, c := range s.Book.Contacts {
		got = append(got, c.Name)
	}
	if strings.Join(got, " ") != names || strings.Join(s.Changed, " ") != changed || (s.Again > 0) != again {
		d.t.Fatalf("read %q, changed %q, again %v; want %q, %q, %v", got, s.Changed, s.Again, names, changed, again)
	}
	return s
}

func (d *diary) path(name string) string { return filepath.Join(d.dir, "notes", name) }

func (d *diary) write(name, text string) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(d.path(name), []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

func (d *diary) remove(name string) {
	d.t.Helper()
	if err := os.Remove(d.path(name)); err != nil {
		d.t.Fatal(err)
	}
}

const moment = 100 * time.Millisecond

func TestOnlyWhatChangedIsParsedAgain(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"))
	first := d.read(0, "Ada Ben", "notes/ada.md notes/ben.md", false)
	d.write("ben.md", named("Benno"))
	second := d.read(moment, "Ada Benno", "notes/ben.md", false)
	if first.Book.Contacts[0] != second.Book.Contacts[0] {
		t.Error("a note that nobody touched was parsed again")
	}
	third := d.read(moment, "Ada Benno", "", false)
	if !slices.Equal(second.Book.Contacts, third.Book.Contacts) {
		t.Error("notes that nobody touched were parsed again")
	}
}

func TestANoteWrittenWithTheSameBytesDidNotChange(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	first := d.read(0, "Ada", "notes/ada.md", false)
	d.write("ada.md", named("Ada"))
	second := d.read(moment, "Ada", "", false)
	if first.Book.Contacts[0] != second.Book.Contacts[0] {
		t.Error("a note with the same bytes was parsed again")
	}
}

func TestAChangeThatKeepsSizeAndTimeIsSeen(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	info, err := os.Stat(d.path("ada.md"))
	if err != nil {
		t.Fatal(err)
	}
	d.write("ada.md", named("Eve"))
	if err := os.Chtimes(d.path("ada.md"), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	d.read(moment, "Eve", "notes/ada.md", false)
}

func TestANoteThatIsAwayForAMomentIsNotMissed(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"))
	d.read(0, "Ada Ben", "notes/ada.md notes/ben.md", false)
	d.remove("ada.md")
	d.read(moment, "Ada Ben", "", true)
	d.write("ada.md", named("Adele"))
	d.read(moment, "Adele Ben", "notes/ada.md", false)
}

func TestANoteThatIsEmptyForAMomentIsNotEmptied(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	for _, half := range []string{"", "---\nna", "---\nname: Ada\nnext: 2026-12-01\n"} {
		d.write("ada.md", half)
		d.read(moment, "Ada", "", true)
	}
	d.write("ada.md", named("Adele"))
	d.read(moment, "Adele", "notes/ada.md", false)
}

func TestWhatIsStillSoAfterASecondIsBelieved(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "notes/ben.md = "+named("Ben"), "notes/eve.md = "+named("Eve"))
	d.read(0, "Ada Ben Eve", "notes/ada.md notes/ben.md notes/eve.md", false)
	d.remove("ada.md")
	d.write("ben.md", "---\nname: Benno\n")
	d.write("eve.md", "")
	d.read(moment, "Ada Ben Eve", "", true)
	d.read(9*moment, "Ada Ben Eve", "", true)
	d.read(moment, "Benno Eve", "notes/ada.md notes/ben.md notes/eve.md", false)
	d.read(moment, "Benno Eve", "", false)
}

func TestANewNoteIsShownWhenItIsWhole(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	d.write("ben.md", "")
	d.read(moment, "Ada", "", true)
	d.write("ben.md", "---\nname: B")
	d.read(moment, "Ada", "", true)
	d.write("ben.md", named("Ben"))
	d.read(moment, "Ada Ben", "notes/ben.md", false)
}

func TestANewNoteThatStaysEmptyIsShown(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	d.write("ben.md", "")
	d.read(moment, "Ada", "", true)
	d.read(10*moment, "Ada Ben", "notes/ben.md", false)
}

func TestAMovedNoteIsNotInTwoPlaces(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	if err := os.MkdirAll(d.path("clients"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(d.path("ada.md"), d.path("clients/ada.md")); err != nil {
		t.Fatal(err)
	}
	s := d.read(moment, "Ada", "notes/ada.md notes/clients/ada.md", false)
	if s.Book.Contacts[0].ID != "clients/ada" {
		t.Error(s.Book.Contacts[0].ID)
	}
}

func TestWhatTheSiteDependsOnBesidesNotesIsNoticed(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"), "redial.yaml = title: A", "layouts/person.html = x", "static/redial.css = y", "notes/ada.png = z", "shared/style.css = a",
		"static/more = -> ../shared")
	last := d.read(0, "Ada", "notes/ada.md", false).Around
	for _, file := range []string{"redial.yaml", "layouts/person.html", "layouts/drafts/new.txt", "static/redial.css", "notes/ada.png", "notes/more/ben.png", "notes/_faces/eve.png", "notes/_eve.png", "shared/style.css"} {
		path := filepath.Join(d.dir, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("other"), 0o644); err != nil {
			t.Fatal(err)
		}
		now := d.read(moment, "Ada", "", false).Around
		if now == last {
			t.Errorf("a change of %s was not noticed", file)
		}
		last = now
	}
}

func TestANoteThatIsBeingWrittenIsReadWhenThatIsOver(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	d.write("ada.md", named("Adele"))
	d.now = time.Now()
	s := d.read(0, "Ada", "", true)
	if s.Again > moment*2 {
		t.Error("asks to look again after", s.Again)
	}
	d.read(2*moment, "Adele", "notes/ada.md", false)
}

func TestAStreamOfChangesIsReadAfterHalfASecond(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	end := time.Now().Add(10 * time.Second)
	for n := 1; time.Now().Before(end); n++ {
		name := fmt.Sprintf("Ada%d", n)
		d.write("ada.md", named(name))
		s, err := d.m.Load(d.nb, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if s.Book.Contacts[0].Name == name {
			return
		}
	}
	t.Error("a note that is written all the time is never read")
}

// A place on the disk that becomes free is soon given to another file.
func TestANewNoteInThePlaceOfOneThatIsAwayForAMomentIsNoMove(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	d.read(0, "Ada", "notes/ada.md", false)
	// A file that is written over keeps its place, and gets another name: as good as a reused one.
	d.write("ada.md", "---\nname: Benjamin\n---\n")
	if err := os.Rename(d.path("ada.md"), d.path("ben.md")); err != nil {
		t.Fatal(err)
	}
	d.read(moment, "Ada Benjamin", "notes/ben.md", true)
	d.write("ada.md", named("Adele"))
	d.read(moment, "Adele Benjamin", "notes/ada.md", false)
}

func TestProblemsOfTheDiskAreNoticed(t *testing.T) {
	d := keep(t, "notes/ada.md = "+named("Ada"))
	last := d.read(0, "Ada", "notes/ada.md", false).Around
	for file, what := range map[string]string{
		"notes/ada.sync-conflict-20261201-101010-ABCDEFG.md": "x", "notes/pipe.md": "pipe", "notes/far.md": "-> nowhere", "static/far.css": "-> nowhere",
	} {
		if err := put(filepath.Join(d.dir, file), false, what); err != nil {
			t.Fatal(err)
		}
		now := d.read(moment, "Ada", "", false).Around
		if now == last {
			t.Errorf("%s was not noticed", file)
		}
		last = now
	}
}

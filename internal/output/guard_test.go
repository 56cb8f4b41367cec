package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSiteIsNeverWrittenOverTheNotes(t *testing.T) {
	cases := []struct {
		name, public string // what public/ is a link to, from the notebook; empty for a plain folder
		refused      bool
	}{
		{"a folder of its own", "", false},
		{"a link to a folder elsewhere", "../elsewhere", false},
		{"a link to the notes", "notes", true},
		{"a link into the notes", "notes/clients", true},
		{"a link to the notebook", ".", true},
		{"a link to a parent of the notebook", "..", true},
		{"a link to the notes through another", "alias", true},
		{"a link to the layouts", "layouts", true},
		{"a link that leads nowhere", "nowhere", true},
		{"a link to itself", "public", true},
		{"a link to a file", "redial.yaml", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			nb := filepath.Join(home, "notebook")
			put(t, nb, "notes/clients/ada.md", "ada")
			put(t, nb, "layouts/page.html", "page")
			put(t, nb, "redial.yaml", "title: x\n")
			put(t, home, "elsewhere/cat.txt", "cat")
			if err := os.Symlink("notes", filepath.Join(nb, "alias")); err != nil {
				t.Skip("no links here: ", err)
			}
			public := filepath.Join(nb, "public")
			if c.public != "" {
				if err := os.Symlink(c.public, public); err != nil {
					t.Fatal(err)
				}
			}
			before := tree(t, home)
			guard := Guard{Around: []string{nb}, Apart: []string{filepath.Join(nb, "notes"), filepath.Join(nb, "layouts"), filepath.Join(nb, "static"), ""}}
			o, err := Open(public, guard)
			if (err != nil) != c.refused {
				t.Fatalf("error is %v", err)
			}
			if err == nil {
				o.Close()
				return
			}
			if c.public != "public" && !strings.Contains(err.Error(), "help: ") {
				t.Errorf("error without help: %v", err)
			}
			wantTree(t, home, before)
		})
	}
}

func TestNotesThatAreALinkAreGuardedWhereTheyLie(t *testing.T) {
	home := t.TempDir()
	nb := filepath.Join(home, "notebook")
	put(t, home, "real/notes/ada.md", "ada")
	if err := os.Mkdir(nb, 0o755); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"notes": "../real/notes", "public": "../real"} {
		if err := os.Symlink(to, filepath.Join(nb, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	if _, err := Open(filepath.Join(nb, "public"), Guard{Around: []string{nb}, Apart: []string{filepath.Join(nb, "notes")}}); err == nil {
		t.Error("the folder that holds the notes was taken for the site")
	}
}

func TestNobodyIsAdvisedToDeleteTheirNotes(t *testing.T) {
	nb := t.TempDir()
	put(t, nb, "public/ada.md", "ada")
	if err := os.Symlink("public", filepath.Join(nb, "notes")); err != nil {
		t.Skip("no links here: ", err)
	}
	_, err := Open(filepath.Join(nb, "public"), Guard{Around: []string{nb}, Apart: []string{filepath.Join(nb, "notes")}})
	if err == nil || strings.Contains(err.Error(), "delete") {
		t.Errorf("error is %v", err)
	}
}

func TestFileInPlaceOfTheFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "public", "mine")
	if _, err := Open(filepath.Join(dir, "public"), Guard{}); err == nil || !strings.Contains(err.Error(), "help: ") {
		t.Errorf("error is %v", err)
	}
	wantTree(t, dir, map[string]string{"public": "mine"})
}

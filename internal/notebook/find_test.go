//go:build unix

package notebook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redial/internal/diag"
)

func TestNotebookIsFoundFromWhereOneIs(t *testing.T) {
	home := lay(t,
		"notes/ada.md = "+named("Ada"), "notes/clients/eu/", "deep/er/",
		"settings/redial.yaml = ", "settings/notes/sub/",
		"inner/notes/redial.yaml = ", "inner/notes/sub/",
		"bare/sub/notes/README.md = x", "bare/sub/notes/_x/ben.md = x",
		"../elsewhere/notes/ben.md = "+named("Ben"),
		"../empty/sub/notes/", "../nothing/sub/",
	)
	above := filepath.Dir(home)
	cases := []struct{ start, fallback, want string }{
		{"notebook", "", "notebook"},
		{"notebook/notes", "", "notebook"},
		{"notebook/notes/clients/eu", "", "notebook"},
		{"notebook/deep/er", "", "notebook"},
		{"notebook/deep/er", "elsewhere", "notebook"},
		{"notebook/settings/notes/sub", "", "notebook/settings"},
		{"notebook/inner/notes/sub", "", "notebook/inner"},
		{"notebook/inner/notes", "", "notebook/inner"},
		{"notebook/bare/sub", "", "notebook"},
		{"nothing/sub", "elsewhere", "elsewhere"},
		{"nothing/sub", "empty/sub", "empty/sub"},
		{"nothing/sub", "nothing", ""},
		{"empty/sub", "", "empty/sub"},
		{"empty/sub/notes", "", "empty/sub"},
		{"empty/sub", "elsewhere", "elsewhere"},
		{"nothing/sub", "", ""},
	}
	for _, c := range cases {
		fallback := c.fallback
		if fallback != "" {
			fallback = filepath.Join(above, fallback)
		}
		got, err := Find(filepath.Join(above, c.start), fallback)
		if c.want == "" {
			var none *NotFound
			if !errors.As(err, &none) || !strings.Contains(err.Error(), "redial init") {
				t.Errorf("from %s with %q: %q, %v", c.start, c.fallback, got, err)
			}
			continue
		}
		if err != nil || got != filepath.Join(above, c.want) {
			t.Errorf("from %s with %q: %q, %v", c.start, c.fallback, got, err)
		}
	}
}

func TestFolderThatIsNoNotebookSaysHowToMakeOne(t *testing.T) {
	var none *NotFound
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "gone")} {
		if _, err := Open(dir); !errors.As(err, &none) || !strings.Contains(err.Error(), "redial init") {
			t.Errorf("error is %v", err)
		}
	}
}

func TestSettingsAreReadFromEitherPlace(t *testing.T) {
	cases := []struct {
		name     string
		lines    []string
		title    string
		problems []string // file, severity and code
	}{
		{"none", nil, "", nil},
		{"in the notebook", []string{"redial.yaml = title: Mine\n"}, "Mine", nil},
		{"in notes", []string{"notes/redial.yaml = title: Mine\n"}, "Mine", nil},
		{"in both", []string{"redial.yaml = title: Mine\n", "notes/redial.yaml = title: Other\n"}, "Mine", []string{"notes/redial.yaml warning twin"}},
		{"behind a link", []string{"redial.yaml = -> ../other.yaml", "../other.yaml = title: Mine\n"}, "Mine", nil},
		{"a link that leads nowhere", []string{"redial.yaml = -> gone"}, "", []string{"redial.yaml error unreadable"}},
		{"a folder", []string{"redial.yaml/"}, "", []string{"redial.yaml error unreadable"}},
		{"a pipe", []string{"redial.yaml = pipe"}, "", []string{"redial.yaml error unreadable"}},
		{"far too large", []string{"redial.yaml = # " + strings.Repeat("x", 2<<20)}, "", []string{"redial.yaml error too-large"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			nb, err := Open(lay(t, c.lines...))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range nb.ConfigProblems {
				got = append(got, p.File+" "+string(p.Severity)+" "+p.Code)
			}
			if !slices.Equal(got, c.problems) {
				t.Errorf("problems %q, not %q", got, c.problems)
			}
			if c.title != "" && nb.Config.Title != c.title {
				t.Errorf("title %q", nb.Config.Title)
			}
			if diag.Errors(nb.ConfigProblems) > 0 && nb.Config == nil {
				t.Error("no settings at all")
			}
		})
	}
}

func TestOverlayShowsTheUsersFilesAndNothingElse(t *testing.T) {
	nb, err := Open(lay(t,
		"static/redial.css = mine", "static/fonts/a.woff2 = font", "static/embed.go = package static", "static/.redial.css.swp = x", "static/redial.css~ = x",
		"theme/print.css = print", "static/print.css = -> ../theme/print.css",
		"../secret = secret", "static/secret.css = -> ../../secret", "static/pipe.css = pipe",
	))
	if err != nil {
		t.Fatal(err)
	}
	static := nb.Static()
	for name, want := range map[string]string{"redial.css": "mine", "fonts/a.woff2": "font", "print.css": "print"} {
		if got, err := fs.ReadFile(static, name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"embed.go", ".redial.css.swp", "redial.css~", "secret.css", "pipe.css", "../notes", "gone.css"} {
		if got, err := fs.ReadFile(static, name); err == nil {
			t.Errorf("%s: read %q", name, got)
		}
	}
	var names []string
	entries, err := fs.ReadDir(static, ".")
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"fonts", "pipe.css", "print.css", "redial.css", "secret.css"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("listed %q, %v", names, err)
	}
	if entries, err := fs.ReadDir(nb.Layouts(), "."); len(entries) != 0 || err != nil {
		t.Errorf("layouts that are not there: %v, %v", entries, err)
	}
	if _, err := fs.ReadFile(nb.Layouts(), "index.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a layout that is not there: %v", err)
	}
}

func TestOverlayOfAFolderThatLeadsOutIsEmpty(t *testing.T) {
	dir := lay(t, "../other/redial.css = x", "static = -> ../other")
	nb, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if entries, err := fs.ReadDir(nb.Static(), "."); len(entries) != 0 || err != nil {
		t.Errorf("listed %v, %v", entries, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "static", "redial.css")); err != nil {
		t.Fatal(err)
	}
}

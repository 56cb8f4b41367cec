//go:build unix

package cli

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"redial/internal/corpus"
	"redial/internal/diag"
	"redial/internal/site"
)

// layHostile puts a hostile notebook on the disk.
func layHostile(t *testing.T, h corpus.Hostile) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "notebook")
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(dir, folderMode))
	for _, item := range h.Items {
		path := filepath.Join(dir, filepath.FromSlash(item.Path))
		must(os.MkdirAll(filepath.Dir(path), folderMode))
		switch item.Kind {
		case corpus.Folder:
			must(os.MkdirAll(path, folderMode))
		case corpus.Pipe:
			must(syscall.Mkfifo(path, fileMode))
		case corpus.Link:
			must(os.Symlink(filepath.FromSlash(item.Target), path))
		default:
			must(os.WriteFile(path, item.Data, fileMode))
		}
	}
	return dir
}

func TestBuildExitsOnHostileNotebooksAsItShould(t *testing.T) {
	for _, h := range corpus.Hostiles() {
		if h.Exit == exitDone {
			continue // internal/build builds them all
		}
		x := terminal{dir: layHostile(t, h)}
		status, _, err := x.run("build", "--today", "2026-12-01")
		if status != h.Exit || !strings.Contains(err, h.Says) {
			t.Errorf("%s: exit status %d, want %d, and it says %q\n%s", h.Name, status, h.Exit, h.Says, err)
		}
	}
}

func TestCheckExplainsEveryProblemOfHostileNotebooks(t *testing.T) {
	explained := problemCodes(t)
	for _, h := range corpus.Hostiles() {
		x := terminal{dir: layHostile(t, h)}
		status, out, err := x.run("check", "--json", "--today", "2026-12-01")
		if status == exitFailed {
			continue // no notebook
		}
		var d site.Document
		if e := json.Unmarshal([]byte(out), &d); e != nil {
			t.Fatalf("%s: %v\n%s%s", h.Name, e, out, err)
		}
		isError := func(p site.ProblemData) bool { return p.Severity == string(diag.Error) }
		if want := exitNotes; slices.ContainsFunc(d.Problems, isError) != (status == want) {
			t.Errorf("%s: exit status %d", h.Name, status)
		}
		for _, p := range d.Problems {
			if !slices.Contains(explained, p.Code) && p.File != "redial.yaml" {
				t.Errorf("%s: redial help format does not explain %s", h.Name, p.Code)
			}
		}
		if i := strings.IndexFunc(out+err, steers); i >= 0 {
			t.Errorf("%s: %q", h.Name, (out + err)[i:])
		}
	}
}

// problemCodes are the codes that redial help format explains.
func problemCodes(t *testing.T) []string {
	return readHelp(t, "format").words(t, "When something is wrong")
}

func TestHelpFormatExplainsNoProblemThatIsNone(t *testing.T) {
	var known []string
	literal := regexp.MustCompile(`"([a-z0-9]+(?:-[a-z0-9]+)*)"`)
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "corpus/") {
			return err
		}
		src, err := os.ReadFile(filepath.Join("..", path))
		for _, m := range literal.FindAllSubmatch(src, -1) {
			known = append(known, string(m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range problemCodes(t) {
		if !slices.Contains(known, code) {
			t.Errorf("redial help format explains %s, which no problem has", code)
		}
	}
}

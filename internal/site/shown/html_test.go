package shown

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"redial/internal/browser"
)

const sound = "that the pages are sound HTML"

// rules are those of html-validate: recommended, and those for whole documents. Scripts and styles have no
// digests, since browsers refuse those of a page that is opened from the disk.
const rules = `{"root": true, "extends": ["html-validate:recommended", "html-validate:document"], "rules": {"require-sri": "off"}}`

// unsound is what html-validate has against a page.
type unsound struct {
	FilePath string
	Messages []struct {
		RuleID, Message, Selector string
		Line, Column              int
	}
}

// validate holds every page below a folder against the rules of HTML.
func validate(t *testing.T, dir string) []unsound {
	t.Helper()
	program := tool(t, "html-validate/bin/html-validate.mjs", sound)
	node, err := exec.LookPath("node")
	if err != nil {
		browser.LeaveOut(t, toolsWish, sound+" (there is no node)")
	}
	config := filepath.Join(t.TempDir(), "rules.json")
	if err := put(config, []byte(rules)); err != nil {
		t.Fatal(err)
	}
	found := filepath.Join(t.TempDir(), "found.json")
	said, err := exec.Command(node, program, "--config", config, "--formatter", "json="+found, dir).CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	var all []unsound
	data, err := os.ReadFile(found)
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		t.Fatalf("html-validate: %v: %s", err, said)
	}
	return all
}

func TestThePagesAreSoundHTML(t *testing.T) {
	for _, make := range []func() (*site, error){sampleSite, emptySite} {
		for _, u := range validate(t, get(t, make).dir) {
			for _, m := range u.Messages {
				t.Errorf("%s:%d:%d: %s [%s] %s", u.FilePath, m.Line, m.Column, m.Message, m.RuleID, m.Selector)
			}
		}
	}
}

func TestUnsoundHTMLIsFound(t *testing.T) {
	dir := t.TempDir()
	if err := put(filepath.Join(dir, "index.html"), []byte("<!DOCTYPE html>\n<p><p id=a></p><b id=a></p>")); err != nil {
		t.Fatal(err)
	}
	if found := validate(t, dir); len(found) != 1 || len(found[0].Messages) < 3 {
		t.Errorf("found is %v", found)
	}
}

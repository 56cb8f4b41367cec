package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/browser"
	"redial/internal/samples"
)

// cardParser reads cards with a parser that is strict about 3.0, and lists what it reads of each.
const cardParser = `
import sys, vobject
data = open(sys.argv[1], "rb").read().decode()
cards = list(vobject.readComponents(data))
assert len(cards) == data.count("BEGIN:VCARD"), len(cards)
for card in cards:
    if sys.argv[2] == "3.0":
        card.validate(raiseException=True)
    assert card.version.value == sys.argv[2]
    emails = [e.value for e in card.contents.get("email", [])]
    org = card.org.value[0] if hasattr(card, "org") and isinstance(card.org.value, list) else ""
    print(card.fn.value, org, *emails, sep="|")
`

// TestAnotherParserAcceptsEveryCard exports the samples, and names that do harm, and lets a parser that
// is not ours say what it reads.
func TestAnotherParserAcceptsEveryCard(t *testing.T) {
	program := pythonWith(t, "vobject")
	dir := sampleNotebook(t)
	hostile := "---\nname: \"Byron; King, Ada \\\\ Countess: yes\"\ncompany: \"A;B,C\\\\n:D\"\nemail: [a@example.com, \"b@example.com\"]\nphone: \"1;2,3\"\naka: [\"x;y\", \"z,w\"]\n---\n\n" +
		strings.Repeat("日本 太郎 👩‍👩‍👧‍👦; ", 60) + "\n\nEND:VCARD\n"
	if err := os.WriteFile(filepath.Join(dir, "notes", "zz-hostile.md"), []byte(hostile), fileMode); err != nil {
		t.Fatal(err)
	}
	x := &terminal{dir: dir}
	var document struct {
		Contacts []struct {
			Name, Company string
			Emails        []string
		}
	}
	_, data, _ := x.run("export", "json")
	if err := json.Unmarshal([]byte(data), &document); err != nil {
		t.Fatal(err)
	}
	for version, flag := range map[string]string{"3.0": "--v4=false", "4.0": "--v4"} {
		status, out, problems := x.run("export", "vcard", flag)
		file := filepath.Join(t.TempDir(), "people.vcf")
		if err := os.WriteFile(file, []byte(out), fileMode); status != exitDone || err != nil {
			t.Fatal(status, problems, err)
		}
		said, err := exec.Command(program, "-c", cardParser, file, version).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", version, err, said)
		}
		var want, got []string
		for _, c := range document.Contacts {
			want = append(want, strings.Join(append([]string{c.Name, c.Company}, c.Emails...), "|"))
		}
		for line := range strings.Lines(string(said)) {
			got = append(got, strings.TrimSuffix(line, "\n"))
		}
		if d := cmp.Diff(want, got); d != "" || len(got) < 30 {
			t.Errorf("%s: %d cards\n%s", version, len(got), d)
		}
	}
}

// pythonWith looks for a Python that has a module.
func pythonWith(t *testing.T, module string) string {
	t.Helper()
	wish := os.Getenv("REDIAL_TEST_TOOLS")
	if wish == "skip" || testing.Short() {
		t.Skip("left out as asked: " + module + " accepts what is exported")
	}
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	browser.LeaveOut(t, "REDIAL_TEST_TOOLS", module+" accepts what is exported (python3-"+module+" is not there)")
	return ""
}

// sampleNotebook lays out the sample notes.
func sampleNotebook(t *testing.T) string {
	t.Helper()
	all, err := samples.Notes()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "notes"), all); err != nil {
		t.Fatal(err)
	}
	return dir
}

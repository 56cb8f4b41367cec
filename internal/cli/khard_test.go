package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"redial/internal/browser"
)

// TestKhardReadsTheCards lets an address book of Debian's read what is exported, each card a file as it
// wants them, and holds what it understood to the notes.
func TestKhardReadsTheCards(t *testing.T) {
	khard, err := exec.LookPath("khard")
	if err != nil {
		browser.LeaveOut(t, "REDIAL_TEST_TOOLS", "khard reads the cards (there is no khard)")
	}
	dir := t.TempDir()
	book, settings := filepath.Join(dir, "book"), filepath.Join(dir, "khard.conf")
	if err := os.Mkdir(book, folderMode); err != nil {
		t.Fatal(err)
	}
	conf := "[addressbooks]\n[[people]]\npath = " + book + "\n[general]\neditor = true\nmerge_editor = true\n"
	if err := os.WriteFile(settings, []byte(conf), fileMode); err != nil {
		t.Fatal(err)
	}
	src := "---\nname: Zoë Ångström-O'Brien\naka: [Countess]\ncompany: Looms, Engines; Sons\nrole: Founder\nemail: [zoe@example.com, z@home.example]\n" +
		"phone: +44 20 7946 0000\nlinks: {blog: \"https://example.com/a,b;c\"}\ntags: [prospect, london]\nbirthday: 1985-12-10\n---\n\n" +
		"Runs a small team, asked for the pricing article with the seven examples, \\n is no line; 山田太郎山田太郎山田太郎.\n"
	x := importingFrom(t, "notes/zoe.md", src)
	x.columns = 0
	for _, flag := range []string{"--v4=false", "--v4"} {
		_, out, _ := x.run("export", "vcard", "zoe", flag)
		if err := os.WriteFile(filepath.Join(book, "zoe.vcf"), []byte(out), fileMode); err != nil {
			t.Fatal(err)
		}
		shown, err := exec.Command(khard, "-c", settings, "show", "--format", "yaml", "Zoë").CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s\n%s", flag, err, shown, out)
		}
		for _, want := range []string{
			"Zoë Ångström-O'Brien", "Countess", "Looms, Engines; Sons", "Founder", "zoe@example.com", "z@home.example", "+44 20 7946 0000",
			"https://example.com/a,b;c", "prospect", "london", "1985-12-10", "山田太郎山田太郎山田太郎",
		} {
			if !strings.Contains(string(shown), want) {
				t.Errorf("%s: khard does not show %q\n%s", flag, want, shown)
			}
		}
	}
}

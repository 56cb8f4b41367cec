package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"redial/internal/roster"
)

// importing makes a notebook with one person, and a file to import.
func importingFrom(t *testing.T, name, text string) *terminal {
	t.Helper()
	dir := t.TempDir()
	for path, data := range map[string]string{"notes/dora.md": "---\nname: Dora Field\ncompany: Field Ltd\n---\n", name: text} {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), folderMode); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	return &terminal{dir: dir, columns: 80}
}

// written gives the paths of all files of a notebook.
func (x *terminal) files(t *testing.T) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(x.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(x.dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const cards = "BEGIN:VCARD\nFN:Dora Field\nEMAIL:dora@example.com\nEND:VCARD\nBEGIN:VCARD\nFN:Ben Carrow\nEND:VCARD\n"

// TestImportAsksBeforeItWrites answers in each way, and looks what came of it.
func TestImportAsksBeforeItWrites(t *testing.T) {
	const both = "notes/ben-carrow.md notes/dora.md"
	cases := []struct {
		answers, files, dora string
	}{
		{"1\ny\n", both, "email: dora@example.com"},
		{"n\nyes\n", "notes/ben-carrow.md notes/dora-field.md notes/dora.md", ""},
		{"\ny\n", both, ""},
		{"7\ny\n", both, ""},
		{"1\nn\n", "notes/dora.md", ""},
		{"1\n", "notes/dora.md", ""},
		{"", "notes/dora.md", ""},
	}
	for _, c := range cases {
		x := importingFrom(t, "cards.vcf", cards)
		x.answers = c.answers
		status, out, err := x.run("import", "cards.vcf")
		if status != exitDone || !strings.Contains(err, "who is it? 1 the same, n somebody new, Enter leave them out: ") || !strings.Contains(out, "In doubt") {
			t.Errorf("%q: exit status %d\n%s%s", c.answers, status, out, err)
		}
		if got := strings.TrimPrefix(strings.Join(x.files(t), " "), "cards.vcf "); got != c.files {
			t.Errorf("%q: %s", c.answers, got)
		}
		src, _ := os.ReadFile(filepath.Join(x.dir, "notes", "dora.md"))
		if !strings.Contains(string(src), c.dora) || c.dora == "" && strings.Contains(string(src), "email") {
			t.Errorf("%q: %s", c.answers, src)
		}
	}
}

func TestAPlanOnATerminalIsShortAndElsewhereWhole(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "BEGIN:VCARD\nFN:Person %d\nEMAIL:p%d@example.com\nEND:VCARD\n", i, i)
	}
	x := importingFrom(t, "many.vcf", b.String())
	_, out, _ := x.run("import", "many.vcf", "--dry-run")
	if !strings.Contains(out, "and 60 more") || strings.Count(out, "\n") > 50 {
		t.Error(out)
	}
	x.columns = 0
	if _, out, _ = x.run("import", "many.vcf"); strings.Count(out, "\n") != 100 {
		t.Errorf("%d lines", strings.Count(out, "\n"))
	}
}

func TestALargeFileShowsHowFarItIs(t *testing.T) {
	card := "BEGIN:VCARD\nFN:Dora Field\nNOTE:" + strings.Repeat("x", 1000) + "\nEND:VCARD\n"
	x := importingFrom(t, "large.vcf", strings.Repeat(card, 3*slowBytes/len(card)))
	if _, _, err := x.run("import", "large.vcf", "--dry-run"); !strings.Contains(err, "reading large.vcf ██████████░░░░░░░░░░  50 %") || !strings.Contains(err, "\r\x1b[K") {
		t.Errorf("%.2000q", err)
	}
	x.columns = 0
	if _, _, err := x.run("import", "large.vcf", "--dry-run"); strings.Contains(err, "%") {
		t.Error("shown where nobody looks")
	}
}

// TestHostileAddressBooksWriteNothingOutsideOfNotes brings what other programs, or somebody who means
// harm, may put into a file.
func TestHostileAddressBooksWriteNothingOutsideOfNotes(t *testing.T) {
	card := func(lines string) string { return "BEGIN:VCARD\nVERSION:3.0\n" + lines + "\nEND:VCARD\n" }
	const titles = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
	cases := map[string]struct {
		file, text string
		exit       int
		says       string
	}{
		"a path for a name":      {"a.vcf", card("FN:../../../etc/passwd") + card("FN:..\\..\\x") + card("FN:/abs") + card("FN:C:\\x"), exitDone, ""},
		"names of devices":       {"a.vcf", card("FN:CON") + card("FN:nul.md") + card("FN:LPT1") + card("FN:README") + card("FN:index"), exitDone, ""},
		"names of signs":         {"a.vcf", card("FN:...") + card("FN:😀") + card("FN:/") + card("FN:~") + card("FN:#") + card("FN:_x") + card("FN:.hidden"), exitDone, ""},
		"names that are one":     {"a.vcf", card("FN:Ada\nUID:1") + card("FN:ADA!\nUID:2") + card("FN:ada?\nUID:3") + card("FN:Åda\nUID:4"), exitDone, ""},
		"a long name":            {"a.vcf", card("FN:" + strings.Repeat("Ada ", 5000)), exitDone, ""},
		"front matter in values": {"a.vcf", card(`FN:Ada\n---\nnext: 2020-01-01` + "\nORG:x\\n---\nNOTE:---\\nnext: 2020-01-01\\n---\\n- [ ] 2020-01-01 call\\n<!--"), exitDone, ""},
		"escapes for a terminal": {"a.vcf", card("FN:\x1b]0;owned\x07Ada \u202egnp") + card("FN:\u009b31mBen\nNOTE:\x1b[2J"), exitDone, ""},
		"formulae":               {"a.csv", titles + "=cmd|' /C calc'!A0,\"=HYPERLINK(\"\"http://x\"\")\",,,@x,+1,\n", exitDone, ""},
		"a million columns":      {"a.csv", "First Name,Last Name,Connected On" + strings.Repeat(",x", 1<<20) + "\n", exitFailed, "columns"},
		"a line without an end":  {"a.csv", titles + "Ada," + strings.Repeat("x", 8<<20), exitFailed, "line 2: a row of more than 1 MiB"},
		"a card without an end":  {"a.vcf", "BEGIN:VCARD\nFN:Ada\nNOTE:" + strings.Repeat("x", 8<<20), exitDone, ""},
		"a document":             {"a.json", `{"version":1,"today":"2026-12-01","contacts":[{"id":"../../y","name":"../../x","links":{"a\u001b[31m":"javascript:x"},"extra":{"next":"2020-01-01","a: b\nmet":"x"},"entries":[{"date":"2020-01-01","kind":"call\n- [ ] 2020-01-01 call","text":"x\n- [ ] 2020-01-01 call"}]},{"name":7}]}`, exitFailed, "no JSON that Redial exports"},
		"a deep document":        {"a.json", `{"today":"2026-12-01","contacts":[` + strings.Repeat("[", 1<<20), exitFailed, "no JSON that Redial exports"},
		"hostile entries":        {"a.json", `{"version":1,"today":"2026-12-01","contacts":[{"id":"../../y","name":"../../x","links":{"a\u001b[31m":"javascript:x"},"extra":{"next":"2020-01-01","a: b\nmet":"x"},"entries":[{"date":"2020-01-01","kind":"call\n- [ ] 2020-01-01 call","text":"x\n- [ ] 2020-01-01 call"}]}]}`, exitDone, ""},
		"nothing":                {"a.vcf", "", exitFailed, "no address book"},
		"zeros":                  {"a.vcf", strings.Repeat("\x00", 100_000), exitFailed, "no address book"},
		"an archive of nothing":  {"a.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), exitFailed, "holds no address book"},
		"no archive":             {"a.zip", "PK\x03\x04" + strings.Repeat("x", 100), exitFailed, "can't be read"},
		"a bomb":                 {"a.zip", bomb(t), exitFailed, "unpacks to more than 256 MiB"},
		"Monica without an end":  {"a.json", `{"account":{"data":[{"type":"contact","values":[` + strings.Repeat(`{"data":[`, 100_000), exitFailed, "Monica"},
	}
	for name, c := range cases {
		x := importingFrom(t, "in/"+c.file, c.text)
		x.columns = 0
		status, out, err := x.run("import", "--yes", "--track", "in/"+c.file)
		if status != c.exit || !strings.Contains(err, c.says) {
			t.Errorf("%s: exit status %d: %.300s", name, status, err)
		}
		if i := strings.IndexFunc(out+err, steers); i >= 0 {
			t.Errorf("%s: %q", name, (out + err)[i:])
		}
		for _, file := range x.files(t) {
			if base := filepath.Base(file); !strings.HasPrefix(file, "notes/") && file != "in/"+c.file || strings.ContainsAny(base[:1], ".~_#") || len(base) > 120 {
				t.Errorf("%s: wrote %s", name, file)
			}
		}
		if status, out, err := x.run("check", "-q"); status != exitDone {
			t.Errorf("%s: the notes have errors\n%s%s", name, out, err)
		}
		if _, out, _ := x.run("due", "--all"); c.exit == exitDone && strings.Contains(out, "promised") {
			t.Errorf("%s: something is promised\n%s", name, out)
		}
		before := len(x.files(t))
		if x.run("import", "--yes", "--track", "in/"+c.file); len(x.files(t)) != before {
			t.Errorf("%s: a second time made other notes: %q", name, x.files(t))
		}
	}
}

func TestNoExportSteersATerminal(t *testing.T) {
	dir := hostileNotebook(t)
	for _, format := range []string{"vcard", "csv", "json"} {
		for _, columns := range []int{0, 80} {
			x := terminal{dir: dir, columns: columns}
			_, out, _ := x.run("export", format)
			if i := strings.IndexFunc(strings.ReplaceAll(out, "\r\n", "\n"), steers); i >= 0 || out == "" {
				t.Errorf("%s: %q", format, out[max(0, i-40):])
			}
		}
	}
}

// bomb is an archive of a few kilobytes that unpacks to more than anybody has.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("Connections.csv")
	if err != nil {
		t.Fatal(err)
	}
	row := bytes.Repeat([]byte("a,b,2020-01-01\n"), 1<<16)
	for range roster.MaxUnpacked/len(row) + 1 {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFiftyThousandCardsTakeNoMoreMemoryThanTheirPlan reads cards with pictures of everybody who is known
// already, and then of nobody who is.
func TestFiftyThousandCardsTakeNoMoreMemoryThanTheirPlan(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory")
	}
	const n = 50_000
	picture := strings.Repeat("\n "+strings.Repeat("A", 74), 40)
	for name, c := range map[string]struct {
		email string // of a card
		most  uint64 // bytes
	}{
		"all the same": {"dora@example.com", 40 << 20},
		"all new":      {"dora%d@example.com", 200 << 20},
	} {
		file := filepath.Join(t.TempDir(), "cards.vcf")
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			email := c.email
			if strings.Contains(email, "%") {
				email = fmt.Sprintf(email, i)
			}
			fmt.Fprintf(f, "BEGIN:VCARD\nVERSION:3.0\nFN:Dora %d\nEMAIL:%s\nTEL:+44 20 7946 %06d\nPHOTO;ENCODING=b:%s\nNOTE:met at a fair\nEND:VCARD\n", i, email, i%100, picture)
		}
		f.Close()
		x := importingFrom(t, "none.txt", "")
		most := watchMemory(func() {
			if status, _, err := x.run("import", "--dry-run", "-q", file); status != exitDone {
				t.Errorf("%s: %s", name, err)
			}
		})
		t.Logf("%s: %d MiB for %d cards", name, most>>20, n)
		if most > c.most {
			t.Errorf("%s: %d MiB", name, most>>20)
		}
	}
}

// watchMemory gives the most that the heap grows while something is done.
func watchMemory(do func()) uint64 {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	var most uint64
	for {
		select {
		case <-done:
			return most
		default:
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc-min(now.HeapAlloc, before.HeapAlloc))
		}
	}
}

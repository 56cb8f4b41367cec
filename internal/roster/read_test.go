package roster_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redial/internal/roster"
)

var update = flag.Bool("update", false, "record what is read as what should be read")

// read reads a file of whatever kind it is.
func read(src []byte, m roster.Map) (roster.Kind, iter.Seq2[*roster.Person, error], func() []string) {
	kind := roster.Look(src[:min(len(src), 64<<10)])
	if kind == roster.Monica {
		m := roster.NewMonicaReader(bytes.NewReader(src))
		return kind, m.Persons(), m.Left
	}
	if kind == roster.Document {
		return kind, roster.ReadDocument(bytes.NewReader(src)), func() []string { return nil }
	}
	t, err := roster.OpenTable(bytes.NewReader(src), roster.Unknown, m)
	if err != nil {
		return kind, func(yield func(*roster.Person, error) bool) { yield(nil, err) }, nil
	}
	return t.Kind, t.Persons(), t.Left
}

// TestAddressBooksAreReadAsTheirProgramsMeantThem reads each file of testdata and holds what was
// understood to the text beside it.
func TestAddressBooksAreReadAsTheirProgramsMeantThem(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.*")
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".txt") {
			continue
		}
		n++
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		hold(t, strings.TrimSuffix(file, filepath.Ext(file))+".txt", understood(t, src))
	}
	if n < 12 {
		t.Errorf("%d files", n)
	}
}

func understood(t *testing.T, src []byte) string {
	kind, persons, left := read(src, nil)
	var b strings.Builder
	fmt.Fprintln(&b, kind)
	for p, err := range persons {
		if err != nil {
			t.Fatal(err)
		}
		named := p.Tidy()
		b.WriteString(p.String())
		if !named {
			b.WriteString("  nameless\n")
		}
	}
	if titles := left(); len(titles) > 0 {
		fmt.Fprintln(&b, "left:", strings.Join(titles, ", "))
	}
	return b.String()
}

func hold(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}

// failure gives the error with which a file is refused.
func failure(t *testing.T, src string, m roster.Map) string {
	t.Helper()
	_, persons, _ := read([]byte(src), m)
	for _, err := range persons {
		if err != nil {
			return err.Error()
		}
	}
	t.Errorf("read without an error: %.60q", src)
	return ""
}

func TestWhatIsNoAddressBookIsRefusedInWords(t *testing.T) {
	cases := map[string]struct{ src, says string }{
		"prose":              {"Dear Ada,\n\nthank you.\n", "this is no address book"},
		"nothing":            {"", "this is no address book"},
		"a table of numbers": {"1,2,3\n4,5,6\n", "the columns of this table are not known: 1, 2, 3\nhelp: name them: --map"},
		"a million columns":  {"First Name,Last Name,Connected On" + strings.Repeat(",x", 1<<20) + "\na,b,c\n", "columns"},
		"a long line":        {"First Name,Last Name,Connected On\nAda," + strings.Repeat("x", 20<<20) + "\n", "line 2: a row of more than 1 MiB"},
		"an open quote":      {"First Name,Last Name,Connected On\nAda,\"Byron,2020-01-01\n" + strings.Repeat("Ben,Carrow,2020-01-01\n", 100_000), "line 2: a row of more than 1 MiB"},
		"JSON of something":  {`{"contacts": []}`, "this is no address book"},
		"half of Monica":     {`{"version":"1.0-preview.1","account":{"data":[{"type":"contact","values":[{"uuid":"x"`, "this is no export of Monica 4: unexpected EOF"},
		"deep JSON":          {`{"account":` + strings.Repeat("[", 1<<20), "no export of Monica 4"},
		"a binary":           {"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "this is no address book"},
	}
	for name, c := range cases {
		if got := failure(t, c.src, nil); !strings.Contains(got, c.says) {
			t.Errorf("%s: %.300s", name, got)
		}
	}
}

func TestADayInNumbersIsReadInTheOrderThatIsSaid(t *testing.T) {
	const src = "name,birthday,since\nAda,3/4/1985,13/12/2024\nBen,12.10.1990,31/4/2024\nCleo,1985-03-04,3-4-24\n"
	for order, want := range map[roster.Order]string{
		"":                `Ada "" "2024-12-13" 2 birthday: 3/4/1985; Ben "1990-10-12" "" 3 since: 31/4/2024; Cleo "1985-03-04" "" 4 since: 3-4-24; `,
		roster.DayFirst:   `Ada "1985-04-03" "2024-12-13"; Ben "1990-10-12" "" 3 since: 31/4/2024; Cleo "1985-03-04" "" 4 since: 3-4-24; `,
		roster.MonthFirst: `Ada "1985-03-04" "2024-12-13"; Ben "1990-10-12" "" 3 since: 31/4/2024; Cleo "1985-03-04" "" 4 since: 3-4-24; `,
	} {
		table, err := roster.OpenTable(strings.NewReader(src), roster.Unknown, nil)
		if err != nil {
			t.Fatal(err)
		}
		table.SetOrder(order)
		var b strings.Builder
		for p, err := range table.Persons() {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %q %q", p.Name, p.Birthday, p.Since)
			for _, f := range p.Faults {
				fmt.Fprintf(&b, " %d %s", f.Line, f.Text)
			}
			b.WriteString("; ")
		}
		if b.String() != want {
			t.Errorf("%s: %s", order, &b)
		}
	}
}

func TestAMapNamesTheColumnsOfAnyTable(t *testing.T) {
	m, err := roster.ParseMap(`name=Who,"company=Firm, or so",email=Mail 1,email=mail 2,town=Town`)
	if err != nil {
		t.Fatal(err)
	}
	_, persons, left := read([]byte("Who;Firm, or so;Mail 1;Mail 2;Town;Rest\nAda;Engines;a@b;c@d;London;x\n"), m)
	for p, err := range persons {
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(p.Name, p.Company, p.Emails, p.Extra, left()); got != "AdaEngines[a@b c@d] [{town London}] [Rest]" {
			t.Error(got)
		}
	}
	for text, says := range map[string]string{"": "is empty", "name": "is not KEY=TITLE", "nmae=x": "did you mean `name`?", "=x": "is not KEY=TITLE"} {
		if _, err := roster.ParseMap(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got := failure(t, "a,b\n1,2\n", m); !strings.Contains(got, "no row has the titles of --map") {
		t.Error(got)
	}
}

func archive(t *testing.T, files map[string]string) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

func TestTheAddressBookInAnArchiveIsFound(t *testing.T) {
	table := "First Name,Last Name,Connected On\nAda,Byron,2020-01-01\n"
	cases := map[string]struct {
		files map[string]string
		says  string // of the error; empty for none
	}{
		"LinkedIn's":        {map[string]string{"messages.csv": "a,b\n", "Connections.csv": table, "Invitations.csv": "x,y\n"}, ""},
		"in a folder":       {map[string]string{"../../Basic/Connections.csv": table}, ""},
		"one of several":    {map[string]string{"readme.txt": "x", "my.csv": table}, ""},
		"nothing in it":     {map[string]string{"readme.txt": "x"}, "holds no address book"},
		"two of them":       {map[string]string{"a.csv": table, "b.csv": table}, "holds 2 address books"},
		"an archive inside": {map[string]string{"a.csv": "PK\x03\x04"}, "holds no address book"},
	}
	for name, c := range cases {
		a := archive(t, c.files)
		_, book, err := roster.Unpack(a, a.Size())
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text, err := io.ReadAll(book); err != nil || string(text) != table {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		book.Close()
	}
}

func TestABombDoesNotUnpack(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("Connections.csv")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "First Name,Last Name,Connected On\n")
	row := bytes.Repeat([]byte("a,b,2020-01-01\n"), 1<<16)
	for range roster.MaxUnpacked/len(row) + 1 {
		w.Write(row)
	}
	z.Close()
	if _, _, err := roster.Unpack(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil || !strings.Contains(err.Error(), "unpacks to more than 256 MiB") {
		t.Errorf("%d bytes: %v", b.Len(), err)
	}
}

func TestAnArchiveThatLiesOfItsSizeEndsWithAnError(t *testing.T) {
	if _, _, err := roster.Unpack(strings.NewReader("PK\x03\x04 and nothing else"), 23); err == nil {
		t.Error("no error")
	}
}

// FuzzTable and FuzzMonica: no input makes a reader panic, go on for ever or give a person that no note
// can hold.
func FuzzTable(f *testing.F) {
	seed(f, "csv")
	f.Fuzz(func(t *testing.T, src []byte) { readAll(t, src) })
}

func FuzzMonica(f *testing.F) {
	seed(f, "json")
	f.Fuzz(func(t *testing.T, src []byte) {
		for p, err := range roster.ReadMonica(bytes.NewReader(src)) {
			if err != nil {
				return
			}
			hasNote(t, p)
		}
	})
}

func FuzzDocument(f *testing.F) {
	seed(f, "json")
	f.Fuzz(func(t *testing.T, src []byte) {
		for p, err := range roster.ReadDocument(bytes.NewReader(src)) {
			if err != nil {
				return
			}
			hasNote(t, p)
		}
	})
}

func seed(f *testing.F, ext string) {
	files, _ := filepath.Glob("testdata/*." + ext)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
}

func readAll(t *testing.T, src []byte) {
	_, persons, _ := read(src, nil)
	n := 0
	for p, err := range persons {
		if err != nil {
			return
		}
		if n++; n > len(src) {
			t.Fatal("more persons than bytes")
		}
		hasNote(t, p)
	}
}

func hasNote(t *testing.T, p *roster.Person) {
	if !p.Tidy() {
		return
	}
	if _, err := p.Note(); err != nil {
		t.Errorf("no note: %v\n%s", err, p)
	}
}

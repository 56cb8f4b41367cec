//go:build unix

package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"redial/internal/growth"
)

// upTo repeats what a function gives, with a number, until it is so long.
func upTo(size int, each func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(each(i))
	}
	return b.String()
}

func times(s string) func(int) string { return func(int) string { return s } }

func numbered(format string) func(int) string {
	return func(i int) string { return strings.ReplaceAll(format, "#", fmt.Sprint(i)) }
}

const linkedInTitles = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"

// slowShapes are files of a given size that take a careless reader or planner the square of it: values
// that are joined one by one, people who are compared with all others, doubts that hang together.
var slowShapes = map[string]func(size int) string{
	"parts.csv":       func(n int) string { return "name,street\nAda," + upTo(n, numbered("#:::")) + "\n" },
	"values.csv":      func(n int) string { return "name,email\nAda," + upTo(n, numbered("a#@b.c;")) + "\n" },
	"addresses.csv":   func(n int) string { return "name,email\nAda,\"" + upTo(n, times("(<")) + "\"\n" },
	"columns.csv":     func(n int) string { return strings.Repeat("name,", 4900) + "email\n" + upTo(n, times("x,")) + "\n" },
	"quotes.csv":      func(n int) string { return linkedInTitles + upTo(n, times(`"`)) },
	"empty.csv":       func(n int) string { return linkedInTitles + upTo(n, times("\n")) },
	"commas.csv":      func(n int) string { return linkedInTitles + upTo(n, times(",,,,,,\n")) },
	"one-name.csv":    func(n int) string { return linkedInTitles + upTo(n, numbered("A,B,https://linkedin.com/in/x#,,,,\n")) },
	"doubts.csv":      func(n int) string { return linkedInTitles + upTo(n, numbered("A,B,,x#@b.c,,,\n")) },
	"companies.csv":   func(n int) string { return linkedInTitles + upTo(n, numbered("A,B,,,x#,,\n")) },
	"one-address.csv": func(n int) string { return linkedInTitles + upTo(n, numbered("A#,B,,x@b.c,,,\n")) },
	"chain.csv": func(n int) string {
		return "name,email,aka\n" + upTo(n, func(i int) string { return fmt.Sprintf("n%d,x%d@b.c,n%d\n", i, i/2, i+1) })
	},
	"links.csv": func(n int) string {
		return "name,email\n" + upTo(n, func(i int) string { return fmt.Sprintf("n%d,x%d@b.c;x%d@b.c\n", i, i, i+1) })
	},
	"pairs.csv": func(n int) string { return "name,email\n" + upTo(n, numbered("n#,x#@b.c\nm#,x#@b.c\n")) },
	"merged.csv": func(n int) string {
		return "name,email,phone,notes\n" + upTo(n, numbered("Ada,a@b.c,+44 20 7946 #,note #\n"))
	},
	"paragraphs.csv": func(n int) string {
		return "name,email,notes\nAda,a@b.c,\"" + upTo(n*9/10, numbered("p#\n\n")) + "\"\n"
	},
	"emphasis.csv": func(n int) string { return "name,email,notes\nAda,a@b.c,\"" + upTo(n*9/10, times("*_[`<")) + "\"\n" },
	"entries.csv": func(n int) string {
		return "name,email,notes\nAda,a@b.c,\"" + upTo(n*9/10, times("- 2026-01-01 call\n")) + "\"\n"
	},
	"no-lines.vcf": func(n int) string {
		return upTo(n, times("BEGIN:VCARD\nFN:Ada\n"+strings.Repeat(":\n", 9990)+"END:VCARD\n"))
	},
	"notes.vcf": func(n int) string {
		return "BEGIN:VCARD\nFN:Ada\n" + upTo(n, numbered("NOTE:note #\n")) + "END:VCARD\n"
	},
	"begins.vcf": func(n int) string { return upTo(n, times("BEGIN:VCARD\n")) },
	"agents.vcf": func(n int) string { return upTo(n, times("BEGIN:VCARD\nAGENT:\n")) },
	"ids.vcf":    func(n int) string { return upTo(n, numbered("BEGIN:VCARD\nFN:a\nUID:#\nEND:VCARD\n")) },
	"parameters.vcf": func(n int) string {
		return "BEGIN:VCARD\nFN:Ada\nTEL" + upTo(n*9/10, times(";x")) + ":123456789\nEND:VCARD\n"
	},
	"soft-breaks.vcf": func(n int) string {
		return "BEGIN:VCARD\nFN:Ada\nNOTE;ENCODING=QUOTED-PRINTABLE:" + upTo(n, times("=\n")) + "\nEND:VCARD\n"
	},
	"folds.vcf": func(n int) string { return "BEGIN:VCARD\nFN:Ada\nNOTE:" + upTo(n, times("\n ")) + "\nEND:VCARD\n" },
	"facts.vcf": func(n int) string {
		return "BEGIN:VCARD\nFN:Ada\n" + upTo(n, numbered("X-REDIAL-FACT:k#;v\n")) + "END:VCARD\n"
	},
	"calls.json": func(n int) string {
		return monicaOf(n, "call", `{"properties":{"called_at":"2026-01-02T00:00:00Z","content":"talk #"}}`)
	},
	"m-notes.json": func(n int) string { return monicaOf(n, "note", `{"properties":{"body":"note #"}}`) },
	"deep.json":    func(n int) string { return `{"account":{"data":[{"type":"photo","values":` + upTo(n, times("[")) },
	"introducers.json": func(n int) string {
		return `{"account":{"data":[{"type":"contact","values":[` + upTo(n, numbered(`{"uuid":"c#","properties":{"first_name":"A#","first_met_through":"c1#"}},`)) + `{}]}]}}`
	},
}

func monicaOf(size int, kind, value string) string {
	return `{"account":{"data":[{"type":"contact","values":[{"uuid":"c","properties":{"first_name":"Ada"},"data":[{"type":"` + kind + `","values":[` +
		upTo(size, numbered(value+",")) + `{}]}]}]}]}}`
}

// TestNoAddressBookTakesTheSquareOfItsSize plans files of a quarter of a megabyte that are made to be slow, and
// a quarter of each.
func TestNoAddressBookTakesTheSquareOfItsSize(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, shape := range slowShapes {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 1<<18, func(size int) {
				x := importingFrom(t, name, shape(size))
				x.columns = 0
				if status, _, err := x.run("import", "--dry-run", "-q", name); status > exitFailed {
					t.Errorf("exit status %d: %.300s", status, err)
				}
			})
		})
	}
}

// TestAFileThatIsNoneIsRefused: nobody may be at the other end of a pipe, and a device has no end.
func TestAFileThatIsNoneIsRefused(t *testing.T) {
	x := importingFrom(t, "a.vcf", cards)
	x.columns = 0
	pipe := filepath.Join(x.dir, "pipe")
	if err := syscall.Mkfifo(pipe, fileMode); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"pipe", "/dev/zero", "notes", "none.vcf"} {
		if status, _, err := x.run("import", "--from", "vcard", "--yes", file); status != exitFailed || !strings.Contains(err, file) {
			t.Errorf("%s: exit status %d: %s", file, status, err)
		}
	}
	if _, err := os.Stat(filepath.Join(x.dir, "notes", "ben-carrow.md")); err == nil {
		t.Error("something was written")
	}
}

package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redial/internal/site"
)

func TestForgetAsksOnATerminalAndTakesNothingButYesForYes(t *testing.T) {
	for answer, gone := range map[string]bool{"y\n": true, "Yes\n": true, "n\n": false, "\n": false, "": false, "yesterday\n": false} {
		x := &terminal{dir: copyPeople(t), columns: 80, answers: answer}
		status, _, err := x.run("forget", "ada")
		if isThere(filepath.Join(x.dir, "notes", "ada-byron.md")) == gone || (status == exitDone) != gone {
			t.Errorf("%q: exit status %d\n%s", answer, status, err)
		}
	}
}

func TestADraftOpensInTheMailProgram(t *testing.T) {
	x := &terminal{dir: copyPeople(t), columns: 80}
	if status, _, err := x.run("draft", "ada", "--open"); status != exitDone || len(x.opened) != 1 || !strings.HasPrefix(x.opened[0], "mailto:ada@example.com?subject=") {
		t.Errorf("exit status %d, opened %q\n%s", status, x.opened, err)
	}
	x.broken = true
	if status, _, err := x.run("draft", "ada", "--open"); status != exitFailed || !strings.Contains(err, "redial draft ada-byron prints the message") {
		t.Errorf("exit status %d\n%s", status, err)
	}
}

func TestEveryLayoutIsToldOf(t *testing.T) {
	names := site.LayoutNames()
	for _, name := range names {
		if aboutLayouts[name] == "" {
			t.Errorf("redial layouts does not say what %s is for", name)
		}
	}
	for name := range aboutLayouts {
		if !slices.Contains(names, name) {
			t.Errorf("redial layouts tells of %s, which no page is made with", name)
		}
	}
}

func TestWhatIsTypedMakesOneLineOfTheNoteOrNone(t *testing.T) {
	x := &terminal{dir: copyPeople(t)}
	file := filepath.Join(x.dir, "notes", "hana-sato.md")
	read := func() string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if status, _, err := x.run("log", "hana", "call: first"); status != exitDone {
		t.Fatal(err)
	}
	cases := []struct {
		args []string
		want int // exit status
	}{
		{[]string{"log", "hana", "call: two\nlines"}, exitDone},
		{[]string{"plan", "hana", "fri", "call: two\n- [ ] 2026-12-01 call"}, exitDone},
		{[]string{"no", "hana", "-m", "two\r\n\r\nlines"}, exitDone},
		{[]string{"log", "hana", "call: \x00"}, exitFailed},
		{[]string{"log", "hana", "call: \xff"}, exitFailed},
		{[]string{"log", "hana", "call: \x1b[31m"}, exitFailed},
		{[]string{"new", "Two\x1b[31mLines"}, exitFailed},
		{[]string{"new", "Dora", "--company", "two\nlines"}, exitFailed},
	}
	for _, c := range cases {
		before := strings.Count(read(), "\n")
		status, _, err := x.run(c.args...)
		if more := strings.Count(read(), "\n") - before; status != c.want || more > 1 {
			t.Errorf("%q: exit status %d, %d new lines\n%s", c.args, status, more, err)
		}
	}
}

func TestPartsOfALine(t *testing.T) {
	cases := []struct{ line, name, company, email, todo string }{
		{"Ada Byron", "Ada Byron", "", "", ""},
		{"Ada Byron, Engines", "Ada Byron", "Engines", "", ""},
		{"Ada Byron, Engines, ada@example.com", "Ada Byron", "Engines", "ada@example.com", ""},
		{"Ada Byron,,ada@example.com,call", "Ada Byron", "", "ada@example.com", "call"},
		{"Ada Byron, ada@example.com, call, about the sheet", "Ada Byron", "", "ada@example.com", "call, about the sheet"},
		{"Ada Byron, Engines, Inc., ada@example.com, call", "Ada Byron", "Engines, Inc.", "ada@example.com", "call"},
		{"Ada Byron, Engines, , call, no answer", "Ada Byron", "Engines", "", "call, no answer"},
		{`"Byron, Ada", "Engines, Inc.", Ada <ada@example.com>, say "hello"`, "Byron, Ada", "Engines, Inc.", "ada@example.com", `say "hello"`},
		{"Ada Byron\tEngines\t\tcall", "Ada Byron", "Engines", "", "call"},
		{"Ada Byron, Engines, nobody, call", "", "", "", ""},
		{", Engines", "", "", "", ""},
		{"ada@example.com", "", "", "", ""},
		{"\xff", "", "", "", ""},
	}
	for _, c := range cases {
		name, company, email, todo, err := partsOf(c.line)
		if name != c.name || company != c.company || email != c.email || todo != c.todo || (err == nil) != (c.name != "") {
			t.Errorf("%q: %q, %q, %q, %q, %v", c.line, name, company, email, todo, err)
		}
	}
}

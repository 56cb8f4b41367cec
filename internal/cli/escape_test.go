package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"unicode"
)

// hostile are texts that steer a terminal: a title, a clipboard, a colour in one character (C1), a
// cursor that goes back, a direction that turns round, a tag that nobody sees.
var hostile = []string{
	"\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x1b\\", "\u009b31mred", "abc\b\b\bxyz", "\u202egnp.exe", "\U000e0041\u200b", "a\x7fb", "\r>", "\x00",
}

// hostileNotebook makes a notebook whose every text is hostile, file names too where the system has them.
func hostileNotebook(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, h := range hostile {
		inName := h
		if runtime.GOOS == "windows" || strings.ContainsAny(h, "\x00/") {
			inName = ""
		}
		quoted := `"ada ` + yamlEscaped(h) + `"`
		src := "---\nname: " + quoted + "\ncompany: " + quoted + "\nemail: " + quoted + "\nphone: " + quoted +
			"\ntags: [" + quoted + "]\nnext: " + quoted + "\nmet: 2026-11-30\nnxet: " + quoted + "\n" + h + ": " + h + "\n---\n\n" +
			"- 2026-11-30 met: ada " + h + "\n- 2026-11-29 foo" + h + ": " + h + "\n- [ ] 2026-12-01 call: " + h + "\n- 1/2/2026 call " + h + "\n[[" + h + "]]\n"
		path := filepath.Join(dir, "notes", "ada"+number(i)+inName+".md")
		if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(src), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// yamlEscaped writes a text for a double-quoted value, so that it gets past the front matter's reader.
func yamlEscaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x20 || r == 0x7f {
			b.WriteString(`\x` + string("0123456789abcdef"[r>>4]) + string("0123456789abcdef"[r&15]))
			continue
		}
		b.WriteString(strings.ReplaceAll(string(r), `\`, `\\`))
	}
	return b.String()
}

// ours are the escape sequences that this package writes.
var ours = regexp.MustCompile("\x1b\\[(0|1|2|33|32|1;31|35|36|1;3[0-9])m")

func TestNothingInANoteOrFileNameSteersTheTerminal(t *testing.T) {
	dir := hostileNotebook(t)
	commands := [][]string{
		{"due"}, {"due", "--all"}, {"due", "--json", "--all"}, {"show", "ada0"}, {"show", "ada1,ada2,ada3,ada4,ada5,ada6"},
		{"show", "ada1", "--json"}, {"who", "ada"}, {"who", "\x1b]0;owned\x07"}, {"check"}, {"check", "--json"}, {"build"},
		{"show", "\x1b[31m"}, {"show", "ada"}, {"check", "\x1b[31m"}, {"\x1b[31m"}, {"due", "--\x1b[31m"}, {"--today", "\u009b31m"},
		{"log", "ada", "call"}, {"log", "ada0,ada1,ada2,ada3,ada4,ada5,ada6,ada7", "call, no answer"}, {"log", "ada1", "call: \x1b[31m"},
		{"log", "ada1", "\x1b[31m"}, {"plan", "ada0,ada1,ada2", "fri", "email"}, {"plan", "ada1", "\x1b[31m", "call"}, {"done", "ada0,ada1,ada2,ada5"},
		{"next", "ada0,ada1,ada6", "tue"}, {"next", "ada1", "\u009b31m"}, {"no", "ada3", "-m", "\x1b[31m"}, {"park", "ada2", "--kind", "\x1b[31m"},
		{"new", "\x1b[31mX"}, {"new", "X", "--company", "\x1b[31m"}, {"new", "X", "--at", "\u009b31m"}, {"new", "X", "--folder", "\x1b[31m"},
		{"new", "X", "--by", "ada"}, {"new", "--batch", "\x1b[31m"}, {"new", "--event", "\x1b[31mX"}, {"draft", "ada0,ada1,ada2,ada3,ada4,ada5,ada6"},
		{"draft", "ada1", "\x1b[31m"}, {"draft", "ada1", "--mailto"}, {"layouts", "\x1b[31m"}, {"forget", "ada"}, {"forget", "ada4", "--dry-run"},
		{"__complete", "new", "--tag", ""}, {"__complete", "log", ""},
		{"__complete", "show", ""}, {"__complete", "show", "ada"}, {"-C", "\x1b[31m", "due"}, {"init", dir}, {"help", "\x1b[31m"},
	}
	for _, args := range commands {
		plainly, coloured := map[string]string{"NO_COLOR": "1"}, map[string]string{"CLICOLOR_FORCE": "1"}
		for _, x := range []terminal{{dir: dir}, {dir: dir, columns: 80, env: plainly}, {dir: dir, columns: 80, env: coloured}} {
			_, out, err := x.run(args...)
			if x.env["CLICOLOR_FORCE"] != "" {
				out, err = ours.ReplaceAllString(out, ""), ours.ReplaceAllString(err, "")
			}
			for _, text := range []string{out, err} {
				if i := strings.IndexFunc(text, steers); i >= 0 {
					t.Errorf("%q: %q", args, text[max(0, i-60):min(len(text), i+20)])
				}
			}
		}
	}
}

func steers(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}

func TestTheHostileNotebookIsReadAtAll(t *testing.T) {
	x := terminal{dir: hostileNotebook(t)}
	_, out, err := x.run("due", "--all")
	if n := strings.Count(out, "\n"); n != len(hostile) {
		t.Errorf("%d people, want %d\n%s%s", n, len(hostile), out, err)
	}
}

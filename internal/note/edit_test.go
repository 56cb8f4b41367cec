package note

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
)

// TestEditsChangeWhatTheyMustAndNothingElse makes the edits of testdata/edits; its README says how the
// cases are written.
func TestEditsChangeWhatTheyMustAndNothingElse(t *testing.T) {
	cases := 0
	for _, file := range editFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all := readEditCases(string(src))
		cases += len(all)
		got := ""
		for _, c := range all {
			c.run()
			got += c.String()
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if d := cmp.Diff(strings.Split(string(src), "\n"), strings.Split(got, "\n")); d != "" {
			t.Errorf("%s: the edits differ (-want +got):\n%s", file, d)
		}
	}
	if cases < 150 {
		t.Errorf("only %d cases", cases)
	}
}

func editFiles(t interface{ Fatal(...any) }) []string {
	files, err := filepath.Glob("testdata/edits/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases in testdata/edits: ", err)
	}
	return files
}

// editCase is a note, the edits that are made in it one after the other, and what comes of it.
type editCase struct {
	title    string
	commands []string
	before   string
	after    string
	err      error
}

// readEditCases reads what README.md describes.
func readEditCases(text string) []*editCase {
	var cases []*editCase
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if title, ok := strings.CutPrefix(line, "# "); ok {
			cases = append(cases, &editCase{title: title})
			continue
		}
		if len(cases) == 0 {
			continue
		}
		c := cases[len(cases)-1]
		if command, ok := strings.CutPrefix(line, "> "); ok {
			c.commands = append(c.commands, command)
		}
		if len(line) > 1 && line[1] == '|' && line[0] != '+' {
			c.before += unescaped(strings.TrimPrefix(line[2:], " "))
		}
	}
	return cases
}

const noNewline = "⟦no newline⟧"

var escape = regexp.MustCompile(`⟦([0-9a-f]{2})⟧`)

func unescaped(line string) string {
	line, cut := strings.CutSuffix(line, noNewline)
	line = strings.NewReplacer("␍", "\r", "␠", " ", "␉", "\t", "⟦BOM⟧", bom).Replace(line)
	line = escape.ReplaceAllStringFunc(line, func(s string) string {
		n, _ := strconv.ParseUint(s[len("⟦"):len("⟦")+2], 16, 8)
		return string([]byte{byte(n)})
	})
	if cut {
		return line
	}
	return line + "\n"
}

func escaped(line string) string {
	text, whole := strings.CutSuffix(line, "\n")
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		switch rest := text[n:]; {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "⟦%02x⟧", text[0])
		case r == '\r':
			b.WriteString("␍")
		case r == '\t':
			b.WriteString("␉")
		case r == '\uFEFF':
			b.WriteString("⟦BOM⟧")
		case r == ' ' && strings.Trim(rest, " \t\r") == "":
			b.WriteString("␠")
		default:
			b.WriteRune(r)
		}
		text = text[n:]
	}
	if !whole {
		b.WriteString(noNewline)
	}
	return b.String()
}

func (c *editCase) run() {
	src := []byte(c.before)
	for _, command := range c.commands {
		after, err := runEdit(src, command)
		if err != nil {
			c.err, src = err, []byte(c.before)
			break
		}
		src = after
	}
	c.after = string(src)
}

// runEdit makes one edit.
func runEdit(src []byte, command string) ([]byte, error) {
	name, rest, _ := strings.Cut(command, " ")
	words := strings.Split(rest, " | ")
	switch name {
	case "log":
		e, _, ok := ReadEntry(rest)
		if !ok {
			return nil, errors.New("this is no entry")
		}
		return AppendEntry(src, e)
	case "set":
		key, first, _ := strings.Cut(words[0], ": ")
		return SetKey(src, key, append([]string{first}, words[1:]...))
	case "clear":
		return ClearKey(src, rest)
	}
	line, argument, _ := strings.Cut(words[0], " ")
	at := Entry{}
	for _, e := range Parse("", src).Entries {
		if strconv.Itoa(int(e.Line)) == line {
			at = e
		}
	}
	switch name {
	case "tick":
		return Tick(src, at, fulfilment(words[1:]))
	case "drop":
		return Drop(src, at)
	case "redate":
		day, clock, err := civil.ParseWhen(argument, civil.Of(2026, 11, 22))
		if err != nil {
			return nil, err
		}
		return Redate(src, at, day, clock)
	}
	return nil, fmt.Errorf("unknown command %q", command)
}

// fulfilment reads `on DATE`, `until DATE`, `says TEXT`, and an outcome.
func fulfilment(words []string) Fulfilment {
	var f Fulfilment
	for _, w := range words {
		name, rest, _ := strings.Cut(w, " ")
		day, _ := civil.Parse(rest)
		switch name {
		case "on":
			f.Day = day
		case "until":
			f.Until = day
		case "says":
			f.Text = rest
		default:
			f.Outcome = Outcome(slices.Index(outcomes[:], w))
		}
	}
	return f
}

// String writes a case with its result.
func (c *editCase) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", c.title)
	for _, command := range c.commands {
		fmt.Fprintf(&b, "> %s\n", command)
	}
	if c.err != nil {
		for line := range strings.Lines(c.err.Error()) {
			fmt.Fprintf(&b, "! %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	for _, l := range lineDiff(splitLines(c.before), splitLines(c.after)) {
		text := escaped(l[1:])
		if text != "" {
			text = " " + text
		}
		fmt.Fprintf(&b, "%c|%s\n", l[0], text)
	}
	return b.String() + "\n"
}

func splitLines(s string) []string {
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// lineDiff gives the lines of two texts with the sign of where they stand, by their longest common
// subsequence.
func lineDiff(a, b []string) []string {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, " "+a[i])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || longest[i+1][j] >= longest[i][j+1]):
			out = append(out, "-"+a[i])
			i++
		default:
			out = append(out, "+"+b[j])
			j++
		}
	}
	return out
}

// TestRefusedEditSaysWhatToDo holds every refusal of the cases to a help.
func TestRefusedEditSaysWhatToDo(t *testing.T) {
	refusals := 0
	for _, file := range editFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range readEditCases(string(src)) {
			if c.run(); c.err == nil {
				continue
			}
			refusals++
			var r *Refused
			if !errors.As(c.err, &r) || r.Reason == "" || r.Help == "" || r.Line > 1+bytes.Count([]byte(c.before), []byte("\n")) {
				t.Errorf("%s: %v", c.title, c.err)
			}
		}
	}
	if refusals < 20 {
		t.Errorf("only %d refusals", refusals)
	}
}

package internal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redial/internal/cli"
)

// readme gives the blocks of code below each heading of the README, without their indent.
func readme(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string][]string{}
	title, inBlock := "", false
	for _, line := range strings.Split(string(text), "\n") {
		code, isCode := strings.CutPrefix(line, "    ")
		switch {
		case strings.HasPrefix(line, "## "):
			title = line[len("## "):]
		case isCode && !inBlock:
			blocks[title] = append(blocks[title], code+"\n")
		case isCode || line == "" && inBlock:
			blocks[title][len(blocks[title])-1] += code + "\n"
		}
		inBlock = isCode || line == "" && inBlock
	}
	for _, all := range blocks {
		for i := range all {
			all[i] = strings.TrimRight(all[i], "\n") + "\n"
		}
	}
	return blocks
}

// redial runs a command in a notebook as of a day, and gives what it prints.
func redial(t *testing.T, dir, today string, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	args = append([]string{"-C", dir, "--today", today}, args...)
	if code := cli.Main(args, strings.NewReader(""), &out, &problems, func(string) string { return "" }); code != 0 {
		t.Errorf("redial %s: exit status %d\n%s", strings.Join(args, " "), code, &problems)
	}
	return out.String()
}

// newcomer makes the notebook of the README's first chapter, with the text below its note.
func newcomer(t *testing.T, journal string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "my-people")
	redial(t, dir, "2026-11-30", "init")
	text := readme(t)["Your own first note"][1] + journal
	if err := os.WriteFile(filepath.Join(dir, "notes", "ben-carrow.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTheFirstNoteOfTheReadmeIsDueWhenItSays(t *testing.T) {
	dir := newcomer(t, "")
	if out := redial(t, dir, "2026-12-03", "due"); strings.Contains(out, "ben-carrow") {
		t.Errorf("Ben is due a day early:\n%s", out)
	}
	if out := redial(t, dir, "2026-12-04", "due"); !strings.Contains(out, "ben-carrow") {
		t.Errorf("Ben is not due on his day:\n%s", out)
	}
}

func TestTheJournalOfTheReadmeSaysWhatComesNext(t *testing.T) {
	lines := strings.SplitAfter(readme(t)["Your own first note"][2], "\n")
	for _, c := range []struct {
		lines      int // how many of the block are written
		day, state string
	}{
		{3, "2026-12-07", "chasing"},  // called in vain on the 4th: again three days later
		{5, "2026-12-09", "promised"}, // the two pages
		{6, "2026-12-09", "promised"}, // theirs is later
	} {
		dir := newcomer(t, strings.Join(lines[:c.lines], ""))
		out := redial(t, dir, c.day, "show", "ben")
		if !strings.Contains(out, "\t"+c.state+"\n") || !strings.Contains(out, "due\t"+c.day+"\n") {
			t.Errorf("on %s with %d lines: want %s, due that day\n%s", c.day, c.lines, c.state, out)
		}
	}
}

func TestTheReadmeNamesOnlyCommandsThatWork(t *testing.T) {
	dir := newcomer(t, "")
	for line := range strings.Lines(strings.Join(readme(t)["Every day"], "")) {
		command, _, _ := strings.Cut(strings.TrimSpace(line), "   ")
		args := typed(strings.ReplaceAll(command, "--open", ""))
		if args[0] != "redial" {
			t.Errorf("not a command: %s", line)
		}
		if len(args) > 1 && args[1] == "watch" {
			args = append(args, "--help") // it would not end by itself
		}
		redial(t, dir, "2026-12-04", args[1:]...)
	}
	redial(t, dir, "2026-12-04", "help", "format")
	redial(t, dir, "2026-12-04", "help", "rules")
}

// typed parts a command line as a shell does: at blanks, but not within double quotes.
func typed(line string) []string {
	quoted := false
	words := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i := range words {
		words[i] = strings.Trim(words[i], `"`)
	}
	return words
}

func TestTheMapShowsPlacesThatAreThere(t *testing.T) {
	block := readme(t)["The map"][0]
	if n := strings.Count(block, "\n"); n > 10 {
		t.Errorf("the map has %d lines; ten are enough", n)
	}
	for line := range strings.Lines(block) {
		places, _, _ := strings.Cut(line, "   ")
		base := ".."
		for _, p := range strings.FieldsFunc(places, func(r rune) bool { return r == ' ' || r == ',' }) {
			place := filepath.Join(base, filepath.Clean(p))
			if _, err := os.Stat(place); err != nil {
				t.Errorf("the README's map shows %s: %v", p, err)
			}
			base = filepath.Dir(place) // "internal/a, b" are neighbours
		}
	}
}

package cli

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/followup"
	"redial/internal/note"
)

// allCommands gives every command that a user sees, with the root first.
func allCommands(root *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{root}
	for _, c := range root.Commands() {
		if !c.Hidden {
			all = append(all, allCommands(c)...)
		}
	}
	return all
}

func testRoot() *cobra.Command {
	a := newApp(machine{columns: func(io.Writer) int { return 0 }})
	root := newRoot(a)
	root.InitDefaultHelpCmd()
	return root
}

func TestEveryCommandSaysWhatItDoesWithExamplesAndExitStatuses(t *testing.T) {
	for _, c := range allCommands(testRoot()) {
		for what, text := range map[string]string{
			"a short help": c.Short, "a long help": c.Long, "examples": c.Example, "exit statuses": c.Annotations[exitsKey],
		} {
			if text == "" {
				t.Errorf("%s has no %s", c.CommandPath(), what)
			}
		}
		if c.Short != strings.ToLower(c.Short[:1])+c.Short[1:] || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: the short help is no sentence: %q", c.CommandPath(), c.Short)
		}
		for _, text := range []string{c.Long, c.Example, c.Annotations[exitsKey]} {
			for line := range strings.Lines(text) {
				if width(strings.TrimSuffix(line, "\n")) > 78 {
					t.Errorf("%s: too wide for a terminal: %q", c.CommandPath(), line)
				}
			}
		}
	}
}

func TestTheListOfCommandsIsComplete(t *testing.T) {
	var listed []string
	for _, g := range groups {
		listed = append(listed, g.names...)
	}
	names := commandNames(testRoot())
	slices.Sort(listed)
	slices.Sort(names)
	if d := cmp.Diff(names, listed); d != "" {
		t.Errorf("commands, and those that redial --help lists:\n%s", d)
	}
}

func TestExamplesAreCommandsThatThereAre(t *testing.T) {
	root := testRoot()
	example := regexp.MustCompile(`redial [^|#)"<]*`)
	for _, c := range allCommands(root) {
		for line := range strings.Lines(c.Example) {
			words := strings.Fields(example.FindString(line))
			if len(words) < 2 || strings.HasPrefix(words[1], "-") {
				continue
			}
			if found, _, err := root.Find(words[1:]); err != nil || found == root && words[1] != "who" {
				t.Errorf("%s: no such command: %s", c.CommandPath(), line)
			}
		}
	}
}

// A helpText is one of the two texts, taken apart: headings, and the tables below them.
type helpText map[string][]tableRow

// tableRow is a line of a table: a word, and what stands behind it, with the lines that go on.
type tableRow struct{ word, about string }

// readHelp reads a text: a row is indented by four blanks, and parts from its word by two or more; a
// line that is indented further goes on with the row before it.
func readHelp(t *testing.T, name string) helpText {
	t.Helper()
	b, err := texts.ReadFile("help/" + name + ".md")
	if err != nil {
		t.Fatal(err)
	}
	h, title := helpText{}, ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		row, isRow := strings.CutPrefix(line, "    ")
		rows := h[title]
		switch {
		case strings.HasPrefix(line, "#"):
			title = strings.TrimLeft(line, "# ")
		case isRow && strings.HasPrefix(row, " ") && len(rows) > 0:
			rows[len(rows)-1].about += " " + strings.TrimSpace(row)
		case isRow:
			word, about, _ := strings.Cut(row, "  ")
			h[title] = append(rows, tableRow{word, strings.TrimSpace(about)})
		}
		if width(line) > 80 {
			t.Errorf("%s.md: too wide for a terminal: %q", name, line)
		}
	}
	return h
}

// words gives the first column of a table.
func (h helpText) words(t *testing.T, title string) []string {
	t.Helper()
	var ws []string
	for _, r := range h[title] {
		ws = append(ws, r.word)
	}
	if len(ws) == 0 {
		t.Fatalf("there is no table below %q", title)
	}
	return ws
}

func TestHelpFormatNamesEveryKeyAndNoOther(t *testing.T) {
	h := readHelp(t, "format")
	got := append(h.words(t, "Front matter"), h.words(t, "Events")...)
	if d := cmp.Diff(note.Keys(), got); d != "" {
		t.Errorf("keys of notes, and those that redial help format explains:\n%s", d)
	}
}

func TestHelpFormatNamesEveryWordForAKindAndNoOther(t *testing.T) {
	var want []tableRow
	for _, r := range note.KindWords() {
		want = append(want, wordRow(r.Kind.String(), r.Words))
	}
	if d := cmp.Diff(want, readHelp(t, "format")["Kinds"], cmp.AllowUnexported(tableRow{})); d != "" {
		t.Errorf("words for kinds, and those that redial help format lists:\n%s", d)
	}
}

func TestHelpFormatNamesEveryWordForAnOutcomeAndNoOther(t *testing.T) {
	var want []tableRow
	for _, r := range note.OutcomeWords() {
		want = append(want, wordRow(r.Outcome.String(), r.Words))
	}
	if d := cmp.Diff(want, readHelp(t, "format")["Outcomes"], cmp.AllowUnexported(tableRow{})); d != "" {
		t.Errorf("words for outcomes, and those that redial help format lists:\n%s", d)
	}
}

func wordRow(word string, more []string) tableRow {
	return tableRow{word, strings.Join(append([]string{word}, more...), ", ")}
}

func TestHelpRulesNamesEveryStateInTheOrderInWhichTheyAreTried(t *testing.T) {
	want := []string{"unclear", "promised", "closed", "planned", "let go", "my turn", "parked", "new", "waiting", "chasing",
		"let go", "in touch", "no next step", "untracked"}
	if d := cmp.Diff(want, readHelp(t, "rules").words(t, "States")); d != "" {
		t.Error(d)
	}
	states := []followup.State{followup.Unclear, followup.Promised, followup.Closed, followup.Planned, followup.MyTurn,
		followup.Parked, followup.New, followup.Waiting, followup.Chasing, followup.LetGo, followup.InTouch,
		followup.NoNextStep, followup.Untracked}
	for _, s := range states {
		if !slices.Contains(want, string(s)) {
			t.Errorf("state %s is not explained", s)
		}
	}
}

func TestHelpRulesNamesEveryWordInTheOrderOfTheList(t *testing.T) {
	words := readHelp(t, "rules").words(t, "Words")
	for i, w := range words {
		if rank := followup.Word(w).Rank(); rank != i {
			t.Errorf("%s is listed as number %d, and comes as number %d", w, i, rank)
		}
	}
	if none := followup.Word("").Rank(); none != len(words) {
		t.Errorf("%d words are listed, and there are %d", len(words), none)
	}
}

func TestHelpRulesHasTheFiguresOfTheBuiltInPolicies(t *testing.T) {
	rows := readHelp(t, "rules")["Policies"]
	columns := regexp.MustCompile(` {2,}`)
	var got [][]string
	for _, r := range rows[1:] { // the first has the names of the policies
		got = append(got, append([]string{r.word}, columns.Split(r.about, -1)[:3]...))
	}
	names := columns.Split(policyHeader(t), -1)[:3]
	built := followup.BuiltIn()
	if known := slices.Sorted(maps.Keys(built)); !slices.Equal(known, slices.Sorted(slices.Values(names))) {
		t.Errorf("policies %v are explained, and built in are %v", names, known)
	}
	want := [][]string{{"first"}, {"gaps"}, {"last_try"}, {"grace"}, {"nudge"}, {"long_stop"}, {"hand_over"}}
	for _, name := range names {
		for i, figure := range figures(built[name]) {
			want[i] = append(want[i], figure)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("figures of the policies, and those that redial help rules shows:\n%s", d)
	}
}

// policyHeader gives the names above the table of policies.
func policyHeader(t *testing.T) string {
	t.Helper()
	b, _ := texts.ReadFile("help/rules.md")
	m := regexp.MustCompile(`(?m)^ {8,}(steady .*)$`).FindStringSubmatch(string(b))
	if m == nil {
		t.Fatal("no line with the names of the policies")
	}
	return m[1]
}

func figures(p followup.Policy) []string {
	var gaps []string
	for _, g := range p.Gaps {
		gaps = append(gaps, g.String())
	}
	handOver := "never"
	if p.HandOver > 0 {
		handOver = number(p.HandOver)
	}
	return []string{period(p.First), strings.Join(gaps, " "), period(p.LastTry), period(p.Grace), period(p.Nudge), period(p.LongStop), handOver}
}

func period(p civil.Period) string {
	if p.IsZero() {
		return "never"
	}
	return p.String()
}

func TestTheSettingsInHelpRulesAreSettings(t *testing.T) {
	b, _ := texts.ReadFile("help/rules.md")
	_, rest, _ := strings.Cut(string(b), "## Settings\n")
	rest, _, _ = strings.Cut(rest, "\n## ")
	var yaml bytes.Buffer
	for line := range strings.Lines(rest) {
		if l, ok := strings.CutPrefix(line, "    "); ok {
			yaml.WriteString(l)
		}
	}
	_, problems := config.Parse("redial.yaml", yaml.Bytes())
	if len(problems) > 0 || yaml.Len() == 0 {
		t.Errorf("the settings that redial help rules shows: %v\n%s", problems, yaml.String())
	}
}

func TestTheNotesInHelpFormatAreReadWithoutAProblem(t *testing.T) {
	b, _ := texts.ReadFile("help/format.md")
	found := 0
	for _, block := range regexp.MustCompile(`(?m)(?:^    .*\n|^\n)+`).FindAllString(string(b), -1) {
		src := regexp.MustCompile(`(?m)^    `).ReplaceAllString(strings.TrimLeft(block, "\n"), "")
		if !strings.HasPrefix(src, "---\n") && !strings.HasPrefix(src, "- 20") {
			continue
		}
		found++
		if n := note.Parse("notes/example.md", []byte(src)); len(n.Problems) > 0 {
			t.Errorf("%v\n%s", n.Problems, src)
		}
	}
	if found < 3 {
		t.Errorf("%d notes found in redial help format, want two and some entries", found)
	}
}

// Whoever meets a code in a problem must find it explained. It holds the codes that stand where a problem is made.
func TestTheFormatExplainsEveryCode(t *testing.T) {
	page, err := os.ReadFile("help/format.md")
	if err != nil {
		t.Fatal(err)
	}
	code, seen := regexp.MustCompile(`Code:\s+"([a-z-]+)"`), 0
	err = filepath.WalkDir("..", func(p string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		src, err := os.ReadFile(p)
		for _, m := range code.FindAllSubmatch(src, -1) {
			if seen++; !bytes.Contains(page, []byte("\n    "+string(m[1])+" ")) {
				t.Errorf("%s: %s is not explained", p, m[1])
			}
		}
		return err
	})
	if err != nil || seen == 0 {
		t.Errorf("%d codes found (%v)", seen, err)
	}
}

package note

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"redial/internal/diag"
	"redial/internal/growth"
)

// hostile are texts made to exhaust a parser: what is repeated, and how often in the small one.
var hostile = []struct {
	name       string
	head, unit string
	tail       string
}{
	{"quotes on one line", "", "> ", "x"},
	{"quotes without blanks", "", ">", "x"},
	{"bullets on one line", "", "- ", "x"},
	{"numbers on one line", "", "1. ", "x"},
	{"stars on one line", "", "* ", "x"},
	{"quotes and bullets", "", "> - ", "x"},
	{"rule of dashes", "", "- ", "\n"},
	{"quotes of many lines", "", "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > >\n", ""},
	{"opening brackets", "", "[", ""},
	{"wiki brackets", "", "[[", ""},
	{"wiki brackets with text", "", "[[a", ""},
	{"closing brackets", "", "]", ""},
	{"bracket pairs", "", "[]", ""},
	{"links never closed", "", "[a](", ""},
	{"empty links", "", "[](", ""},
	{"images", "", "![", ""},
	{"emphasis", "", "*a_ ", ""},
	{"emphasis closed badly", "", "*a_*a_", ""},
	{"strong", "", "**a ", ""},
	{"strikethrough", "", "~~a ", ""},
	{"backticks", "", "`a", ""},
	{"backticks of many lengths", "", "` `` ``` ```` ````` ", ""},
	{"tags", "", "<a ", ""},
	{"comments", "", "<!-- ", ""},
	{"angle links", "", "<http://a", ""},
	{"bare links", "", "http://a) ", ""},
	{"bare link with brackets", "http://a", ")", ""},
	{"entities", "", "&#", ""},
	{"backslashes", "", "\\", ""},
	{"link definitions", "", "[a]: b\n", ""},
	{"link definitions of many labels", "", "[a\n", "]: b"},
	{"headings", "", "# a\n", ""},
	{"heading of emphasis", "# ", "*a_ ", ""},
	{"underlined heading of emphasis", "", "*a_ ", "\n==="},
	{"paragraphs of emphasis", "", strings.Repeat("*a_ ", 200) + "\n\n", ""},
	{"table rows", "|a|b|\n|-|-|\n", "|a|b|\n", ""},
	{"table columns", "", "|a", "|\n|-|\n"},
	{"table bomb", strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000) + "\n", "a\n", ""},
	{"escaped pipes in code", "|a|\n|-|\n", "|`\\|`|\n", ""},
	{"delimiter rows", "a\n", "-|\n", ""},
	{"fences", "", "```\n", ""},
	{"blank lines", "- a\n", "\n", "- b"},
	{"lines of an item", "- 2026-11-18 met\n", "  a\n", ""},
	{"entries", "", "- 2026-11-18 met\n", ""},
	{"entries with a fault", "", "- 2026-11-31 met\n", ""},
	{"entries with links", "", "- 2026-11-18 met [[Ben]] https://a.example\n", ""},
	{"front matter never closed", "---\n", "a: b\n", ""},
	{"front matter of one key", "---\n", "name: Ada\n", "---\n"},
	{"front matter of lists", "---\na: ", "[", "\n---\n"},
	{"front matter of faults", "---\n", "a: @b\n", "---\n"},
	{"front matter of misspelt keys", "---\n", "nxet: b\n", "---\n"},
	{"front matter of rules", "---\nname: a\n", "  ---\n", "---\n"},
	{"rules", "", "---\n", ""},
	{"second front matters", "", "---\nname: a\n---\n", ""},
	{"entries without a bullet", "", "[ ] 2026-11-18 call\n", ""},
	{"keys below the front matter", "a\n", "next: 2026-12-04\n", ""},
	{"keys in second front matters", "", "---\nnext: 2026-12-04\n---\n", ""},
	{"keys without a blank", "---\n", "next:2026-12-04\n", "---\n"},
	{"keys and no opening line", "", "next: 2026-12-04\n", ""},
	{"hyphens at the beginning of lines", "", "-\\- ", ""},
	{"conflicts", "", "<<<<<<< a\n- 2026-11-18 met\n=======\n- 2026-11-19 met\n>>>>>>> b\n", ""},
	{"conflicts never closed", "", "<<<<<<< a\n", ""},
	{"carriage returns", "", "a\r", ""},
	{"bytes that are no UTF-8", "", "\xff", ""},
	{"zeros", "", "\x00", ""},
	{"tabs", "- a\n", "\t", "b"},
	{"indents that grow", "", "", ""},
}

// text repeats the unit until there are about so many bytes.
func hostileText(head, unit, tail string, size int) []byte {
	if unit == "" {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
		}
		return []byte(b.String())
	}
	return []byte(head + strings.Repeat(unit, size/len(unit)+1) + tail)
}

// TestNoTextMakesReadingSlow reads a quarter of a megabyte of each, and a quarter of that.
func TestNoTextMakesReadingSlow(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			growth.Linear(t, 256<<10, func(size int) { Tree(Parse("x.md", hostileText(h.head, h.unit, h.tail, size))) })
		})
	}
}

// TestTextBeyondALimitIsShownAsItIs: the problem says which limit and where, and the tree has the text
// unread.
func TestTextBeyondALimitIsShownAsItIs(t *testing.T) {
	for _, c := range []struct {
		name, src, why string
		line           int
	}{
		{"51 quotes", "a\n\n" + strings.Repeat(">", 51) + " x\n", tooDeep, 3},
		{"51 items", strings.Repeat("- ", 51) + "x\n", tooDeep, 1},
		{"51 quotes and items", strings.Repeat("> 1. ", 26) + "x\n", tooDeep, 1},
		{"a long paragraph", "a\n\n" + strings.Repeat("word ", 4000) + "\n", tooLong, 3},
		{"a long paragraph of many lines", strings.Repeat("word\n", 4000), tooLong, 1},
		{"a long heading", "# " + strings.Repeat("word ", 4000) + "\n", tooLong, 1},
		{"a long underlined heading", strings.Repeat("word ", 4000) + "\n====\n", tooLong, 1},
		{"a long item", "- " + strings.Repeat("word ", 4000) + "\n", tooLong, 1},
		{"much emphasis", strings.Repeat("*a* ", 600) + "\n", tooMarked, 1},
		{"a table of 1,002 cells", "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 500), tooWide, 1},
		{"a wide table with short rows", strings.Repeat("|a", 200) + "\n" + strings.Repeat("|-", 200) + "\n" + strings.Repeat("x\n", 5), tooWide, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := Parse("x.md", []byte(c.src))
			if len(n.Problems) != 1 || n.Problems[0].Message != c.why || n.Problems[0].Line != c.line || n.Problems[0].Code != codeTooLarge {
				t.Errorf("problems %+v", n.Problems)
			}
			raw := 0
			root, _ := Tree(n)
			eachBlock(root, func(b ast.Node) {
				if b, ok := b.(*Raw); ok && b.Why == c.why {
					raw++
				}
			})
			if raw != 1 {
				t.Errorf("%d raw blocks", raw)
			}
		})
	}
}

func TestTextWithinTheLimitsIsRead(t *testing.T) {
	for name, src := range map[string]string{
		"50 quotes":             strings.Repeat(">", 50) + " x\n",
		"50 items":              strings.Repeat("- ", 50) + "x\n",
		"a list of 20,000":      strings.Repeat("- 2026-11-18 met: *her*\n", 20000),
		"a list without blanks": strings.Repeat("- a [b](c)\n", 20000),
		"a table of 1,000":      "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 499),
		"a long table":          "|a|b|\n|-|-|\n" + strings.Repeat("|c|"+strings.Repeat("d", 100)+"|\n", 400),
		"many tables":           strings.Repeat("|a|b|\n|-|-|\n"+strings.Repeat("|c|d|\n", 400)+"\n", 10),
		"much code":             "```\n" + strings.Repeat("*a_ [", 10000) + "\n```\n",
	} {
		n := Parse("x.md", []byte(src))
		if len(n.Problems) > 0 {
			t.Errorf("%s: %+v", name, n.Problems)
		}
		root, _ := Tree(n)
		eachBlock(root, func(b ast.Node) {
			if _, ok := b.(*Raw); ok {
				t.Errorf("%s: a block is raw", name)
			}
		})
	}
}

func TestALongListCountsToItsLastEntry(t *testing.T) {
	n := Parse("x.md", []byte(strings.Repeat("- 2026-11-18 met\n", 20000)))
	if len(n.Entries) != 20000 || n.Entries[19999].Line != 20000 {
		t.Errorf("%d entries", len(n.Entries))
	}
}

// TestAnEntryInALongParagraphCounts: its text is not read as Markdown, and the entry is there.
func TestAnEntryInALongParagraphCounts(t *testing.T) {
	n := Parse("x.md", []byte("- 2026-11-18 met: "+strings.Repeat("word ", 4000)+"\n- 2026-11-19 call\n"))
	if len(n.Entries) != 2 || n.Entries[0].Kind != Met {
		t.Errorf("%d entries", len(n.Entries))
	}
}

func TestOnlySixteenMegabytesOfANoteAreRead(t *testing.T) {
	line := "- 2026-11-18 met: " + strings.Repeat("word ", 800) + "\n"
	src := "---\nname: Ada\n---\n\n" + strings.Repeat(line, 20<<20/len(line))
	n := Parse("x.md", []byte(src))
	if len(n.Source) > MaxFile || !strings.HasSuffix(n.Source, "\n") || n.Front.Text("name").Value != "Ada" {
		t.Errorf("%d bytes read, name %q", len(n.Source), n.Front.Text("name").Value)
	}
	if len(n.Problems) != 1 || n.Problems[0].Code != codeTooLarge || n.Problems[0].Line != 0 {
		t.Errorf("%+v", n.Problems)
	}
	if want := strings.Count(n.Source, "met:"); len(n.Entries) != want {
		t.Errorf("%d of %d entries", len(n.Entries), want)
	}
}

// TestALargeFrontMatterIsReadUpToItsLimit, whether it is closed or not.
func TestALargeFrontMatterIsReadUpToItsLimit(t *testing.T) {
	keys := "---\nname: Ada\nnext: 2026-12-04\n" + strings.Repeat("fact: x\nother: y\n", 10)
	for i := range 6000 {
		keys += "fact" + strconv.Itoa(i) + ": something\n"
	}
	for name, src := range map[string]string{"closed": keys + "---\n- 2026-11-18 met\n", "not closed": keys + "\n- 2026-11-18 met\n"} {
		n := Parse("x.md", []byte(src))
		if n.Front.Text("name").Value != "Ada" || n.Front.Date("next").Date == 0 || len(n.Entries) != 1 {
			t.Errorf("%s: %+v", name, n.Front.Text("name"))
		}
		if p := n.Problems[0]; p.Code != codeTooLarge || p.Line != 1 {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

// TestABombOfAliasesIsRefused: nine lines stand for a thousand million words.
func TestABombOfAliasesIsRefused(t *testing.T) {
	src := "---\nname: Ada\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		src += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat("*"+string(c-1)+",", 9))
	}
	n := Parse("x.md", []byte(src+"next: 2026-12-04\n---\n"))
	if n.Front.Text("name").Value != "Ada" || n.Front.Date("next").Date == 0 || len(n.Problems) != 9 {
		t.Errorf("%+v", n.Problems)
	}
}

func TestProblemsWithoutNumberAreCounted(t *testing.T) {
	n := Parse("x.md", []byte(strings.Repeat("- 2026-11-31 met\n", 5000)))
	last := n.Problems[len(n.Problems)-1]
	if len(n.Problems) != maxProblems+1 || !strings.HasPrefix(last.Message, "4000 more problems") || last.Severity != diag.Error {
		t.Errorf("%d problems, the last is %+v", len(n.Problems), last)
	}
}

// TestGoldmarkIsNotOlderThanItsFaults: before 1.8.7 a link may run a script, and delimiter rows fill
// the memory.
func TestGoldmarkIsNotOlderThanItsFaults(t *testing.T) {
	src, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		words := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(words) > 1 && words[0] == "github.com/yuin/goldmark" {
			if olderThan(words[1], 1, 8, 7) {
				t.Errorf("goldmark %s", words[1])
			}
			return
		}
	}
	t.Error("go.mod does not name goldmark")
}

// olderThan compares a version with three numbers.
func olderThan(version string, than ...int) bool {
	parts := strings.Split(strings.TrimPrefix(version, "v"), ".")
	for i, want := range than {
		got, err := strconv.Atoi(parts[i])
		if err != nil || got != want {
			return err != nil || got < want
		}
	}
	return false
}

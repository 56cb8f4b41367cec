package note

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever stands between entries, what a page shows around them must be what the whole tree has there.
func TestNoMixtureOfLinesHidesWhatStandsBetweenEntries(t *testing.T) {
	line := rapid.SampledFrom([]string{
		"- 2026-11-18 met: a", "- 2026-11-19 call", "- 2026-11-19 call", "- [ ] 2026-11-20 email: b", "- only text", "* 2026-11-21 met", "+ text",
		"1. 2026-11-18 call", "2. 2026-11-18 call", "  - 2026-11-18 call", "   - 2026-11-18 call", " - 2026-11-18 call", "", "", "  child", "    deeper", "text",
		"# head", "===", "---", "> quote", "```", "<!-- c", "-->", "[a]: /b", "- [a]: /b", "| a | b |", "|---|---|", "\t- 2026-11-18 call", "-",
	})
	const noShape = "```\nno plain block\n```\n\n" // with it, no shape is kept of the body
	if n := Parse("notes/x.md", []byte(noShape+strings.Repeat("- 2026-11-19 call\n", 3))); len(n.runs) == 0 {
		t.Error("no entry of a list is left out")
	}
	above := rapid.SampledFrom([]string{"", noShape, noShape + strings.Repeat("- 2026-11-19 call\n", 3)})
	rapid.Check(t, func(r *rapid.T) {
		text := above.Draw(r, "above") + strings.Join(rapid.SliceOfN(line, 2, 14).Draw(r, "lines"), "\n")
		n := Parse("notes/x.md", []byte(text))
		checkTree(t, n)
	})
}

package config

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/followup"
)

var update = flag.Bool("update", false, "record what the settings in testdata give now")

// The cases stand in testdata/settings.txt: after `== NAME` the settings, after `-- gives` the problems with
// the words that they mark and what to type, and the settings that differ from the defaults.
func TestSettingsAreReadAsTheyWereMeantAndFaultsAreShownInTheirPlace(t *testing.T) {
	const file = "testdata/settings.txt"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var record strings.Builder
	cases := strings.Split("\n"+string(src), "\n== ")
	record.WriteString(strings.TrimPrefix(cases[0], "\n"))
	for _, c := range cases[1:] {
		name, rest, _ := strings.Cut(c, "\n")
		text, want, _ := strings.Cut(rest+"\n", "-- gives\n")
		got := gives(text)
		fmt.Fprintf(&record, "\n== %s\n%s-- gives\n%s", name, text, got)
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); d != "" && !*update {
				t.Errorf("settings:\n%s\n-want +got:\n%s", text, d)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, []byte(record.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// gives writes what settings give. In them <TAB>, <CR>, <BOM> and <FF> stand for these bytes.
func gives(text string) string {
	text = strings.NewReplacer("<TAB>", "\t", "<CR>", "\r", "<BOM>", "\ufeff", "<FF>", "\xff").Replace(text)
	c, problems := Parse("redial.yaml", []byte(text))
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d: %s: %s [%s]\n", p.Line, p.Column, p.Severity, p.Message, p.Code)
		fmt.Fprintf(&b, "  |%s|\n  help: %s\n", marked(p), p.Help)
	}
	was := strings.Split(describe(Default()), "\n")
	for line := range strings.SplitSeq(describe(c), "\n") {
		if !slices.Contains(was, line) {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// marked gives the words of the excerpt that a problem is about.
func marked(p diag.Problem) string {
	rs := []rune(p.Excerpt)
	from := min(max(p.Column-1, 0), len(rs))
	return string(rs[from:min(from+p.Width, len(rs))])
}

func describe(c *Config) string {
	var b strings.Builder
	f := c.Followup
	fmt.Fprintf(&b, "title: %s\ntheme: %s\neditor: %s\nkeys: %t\nfollow_links: %t\n", c.Title, c.Theme, c.Editor, c.Keys, c.FollowLinks)
	fmt.Fprintf(&b, "call_block: %s-%s\ndefault: %s\nworking_days:", c.CallBlock.Start, c.CallBlock.End, f.Default)
	monday := civil.Of(2026, 11, 16)
	for d := monday; d < monday+7; d++ {
		if f.Workdays.Has(d) {
			b.WriteString(" " + d.Weekday().String()[:3])
		}
	}
	b.WriteString("\n")
	for _, name := range slices.Sorted(maps.Keys(f.Policies)) {
		b.WriteString("policy " + name + ": " + describePolicy(f.Policies[name]) + "\n")
	}
	for _, tag := range slices.Sorted(maps.Keys(f.Tags)) {
		fmt.Fprintf(&b, "tag %s: policy %q, every %q\n", tag, f.Tags[tag].Policy, f.Tags[tag].Every)
	}
	for _, a := range c.Articles {
		fmt.Fprintf(&b, "article %q %s %q\n", a.Title, a.URL, a.Tags)
	}
	return b.String()
}

func describePolicy(p followup.Policy) string {
	return fmt.Sprintf("(%s) first %s gaps %s last_try %s grace %s nudge %s long_stop %s hand_over %d",
		p.Name, p.First, p.Gaps, p.LastTry, p.Grace, p.Nudge, p.LongStop, p.HandOver)
}

func TestAnAbsentFileGivesTheDefaults(t *testing.T) {
	for _, src := range []string{"", "\n", "# nothing yet\n", "---\n", "\ufeff", "title:\ngap:"[:7]} {
		c, problems := Parse("redial.yaml", []byte(src))
		if d := cmp.Diff(describe(Default()), describe(c)); d != "" || len(problems) > 0 {
			t.Errorf("%q: %v\n%s", src, problems, d)
		}
	}
}

func TestSettingsOfAnySizeAreReadOrRefusedInSeconds(t *testing.T) {
	for name, src := range map[string]string{
		"a long chain of policies": chain(5000),
		"many unknown keys":        numbered("kye%d: x\n", 20000),
		"many unknown policies":    "tags:\n" + numbered("  t%d: {policy: stedy}\n", 20000),
		"deep lists":               "title: " + strings.Repeat("[", 20000),
		"too large":                strings.Repeat("# x\n", 1<<19),
	} {
		c, problems := Parse("redial.yaml", []byte(src))
		if c == nil || (name != "a long chain of policies" && len(problems) == 0) {
			t.Errorf("%s: %d problems", name, len(problems))
		}
	}
}

func chain(n int) string {
	return "policies:\n  p0: {from: p1}\n" + numbered("  p%d: {from: p%[2]d}\n", n) + fmt.Sprintf("  p%d: {from: steady}\n", n+1)
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		if strings.Contains(format, "[2]") {
			fmt.Fprintf(&b, format, i, i+1)
		} else {
			fmt.Fprintf(&b, format, i)
		}
	}
	return b.String()
}

func FuzzSettingsNeverBreakTheReader(f *testing.F) {
	src, err := os.ReadFile("testdata/settings.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(src), "\n== ") {
		_, rest, _ := strings.Cut(c, "\n")
		text, _, _ := strings.Cut(rest, "-- gives\n")
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, problems := Parse("redial.yaml", src)
		s := c.Followup
		if _, ok := s.Policies[s.Default]; !ok {
			t.Errorf("default policy %q is none", s.Default)
		}
		for name, p := range s.Policies {
			if p.Name != name || p.First.IsZero() || len(p.Gaps) == 0 || slices.ContainsFunc(p.Gaps, civil.Period.IsZero) {
				t.Errorf("policy %q: %+v", name, p)
			}
		}
		for _, p := range problems {
			if p.Message == "" || p.Help == "" || p.Column-1+p.Width > len([]rune(p.Excerpt)) && p.Width > 1 {
				t.Errorf("problem out of place: %+v", p)
			}
		}
	})
}

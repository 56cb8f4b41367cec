package corpus

import (
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

func TestHostileNotebooksCanBeWrittenDown(t *testing.T) {
	names := map[string]bool{}
	for _, h := range Hostiles() {
		if names[h.Name] {
			t.Errorf("two notebooks are called %q", h.Name)
		}
		names[h.Name] = true
		paths := map[string]bool{}
		for _, it := range h.Items {
			if paths[it.Path] || it.Path == "" || (it.Kind == Link) == (it.Target == "") {
				t.Errorf("%s: %q can't be written", h.Name, it.Path)
			}
			paths[it.Path] = true
		}
		for _, p := range h.Problems {
			if !paths[p.File] {
				t.Errorf("%s: a problem is expected in %q, which is not there", h.Name, p.File)
			}
		}
		if h.Exit != 0 && len(h.Contacts)+len(h.Problems) > 0 {
			t.Errorf("%s: people are expected of a build that fails", h.Name)
		}
	}
}

func TestHostileNotebooksHaveEveryFaultThatTheGeneratorLeavesOut(t *testing.T) {
	seen := map[string]bool{}
	for _, h := range Hostiles() {
		for _, p := range h.Problems {
			seen[p.Code] = true
		}
	}
	for _, code := range []string{"unreadable", "outside-link", "too-large"} {
		if !seen[code] || slices.Contains(Faults(), code) {
			t.Errorf("%s: expected of the hostile notebooks, and of them alone", code)
		}
	}
}

func TestBombsHaveTheSizeThatTheirNamesGive(t *testing.T) {
	for name, s := range map[string]string{"16": tableBomb(16 << 10), "64": backticks(64 << 10)} {
		if kb := len(s) >> 10; (name == "16" && kb > 16) || kb < 10 {
			t.Errorf("a bomb of %s KB has %d", name, kb)
		}
	}
}

func TestPayloadsArriveInTheFrontMatterAsTheyAre(t *testing.T) {
	for _, p := range slices.Concat(Payloads("127.0.0.1:1"), Escapes()) {
		block, _, _ := strings.Cut(strings.TrimPrefix(string(Laden(p.Text)), "---\n"), "\n---\n")
		var front map[string]any
		if err := yaml.Unmarshal([]byte(block), &front); err != nil {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		if front["name"] != p.Text || front["extra "+p.Text] != p.Text {
			t.Errorf("%s: arrives as %q", p.Name, front["name"])
		}
	}
}

func TestPayloadsNameTheirSink(t *testing.T) {
	for _, p := range Payloads("127.0.0.1:4711") {
		if strings.Contains(p.Text, "SINK") || strings.Contains(p.Text, "HIT") {
			t.Errorf("%s: a place was not filled in: %q", p.Name, p.Text)
		}
	}
}

package site

import (
	"strings"
	"testing"

	"redial/internal/corpus"
)

// The page that is opened every day stays small, whoever else stands in the notebook. What it loads by
// itself counts: the styles and scripts that its head names.
func TestTodayStaysLight(t *testing.T) {
	for _, c := range []struct {
		name      string
		nb        *notebook
		page, all int // bytes at most
	}{
		{"samples", sampled(t), 66_000, 106_000},
		{"2,000 people", generated(2000, 1), 112_000, 150_000},
		{"4,000 people", generated(4000, 2), 112_000, 150_000},
	} {
		files := c.nb.build(t, corpus.Today)
		page := file(t, files, "index.html")
		all := len(page)
		head, _, _ := strings.Cut(page, "</head>")
		for _, f := range files {
			if strings.Contains(head, `"`+f.Path+`"`) {
				all += len(f.Data)
			}
		}
		if len(page) > c.page || all > c.all {
			t.Errorf("%s: index.html has %d bytes, want at most %d; with what it loads %d, want at most %d", c.name, len(page), c.page, all, c.all)
		}
		if shared := all - len(page); shared > 40_000 {
			t.Errorf("styles and scripts have %d bytes, want at most 40,000", shared)
		}
	}
}

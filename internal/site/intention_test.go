package site

import (
	"strings"
	"testing"

	"redial/internal/corpus"
)

func TestThePlanForAnEventLeadsToThePeopleItNames(t *testing.T) {
	people := map[string]string{"ada": "Ada Byron", "ada-2": "Ada Byron-King", "ben": "Ben", "eve": "Eve Adams"}
	for plan, want := range map[string]string{
		"meet Ada Byron and Ben":         `meet <a href="people/ada.html">Ada Byron</a> and Ben`,
		"Ada Byron-King, then Eve Adams": `<a href="people/ada-2.html">Ada Byron-King</a>, then <a href="people/eve.html">Eve Adams</a>`,
		"Ada Byronic <tales>":            `Ada Byronic &lt;tales&gt;`,
		"[[ben]] and Eve Adams":          `<a href="people/ben.html">ben</a> and Eve Adams`,
		"Eve Adams & Ada Byron":          `<a href="people/eve.html">Eve Adams</a> &amp; <a href="people/ada.html">Ada Byron</a>`,
		"Eve Adams &copy; co":            `Eve Adams © co`,
	} {
		files := map[string]string{"events/fair": "---\nname: Fair\ndate: 2026-12-05\nintention: '" + plan + "'\n---\n"}
		for id, name := range people {
			files[id] = "---\nname: " + name + "\n---\n"
		}
		if page := file(t, notes(files).build(t, corpus.Today), "index.html"); !strings.Contains(page, `<p class="plan">`+want+`</p>`) {
			_, after, _ := strings.Cut(page, `<p class="plan">`)
			t.Errorf("%s gives %.120s", plan, after)
		}
	}
}

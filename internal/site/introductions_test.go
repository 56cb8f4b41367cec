package site

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"redial/internal/corpus"
)

// unscripted is what stands there in place of the buttons, with scripts off.
var unscripted = regexp.MustCompile(`- [-0-9]{10} intro: to \[\[.*?\]\]`)

func TestIntroductionsAreMadeOfWhatPeopleNeedAndOffer(t *testing.T) {
	nb := notes(map[string]string{
		"ann":    "---\nname: Ann\nneeds: [tea, rope]\noffers: nets\n---\n",
		"ben":    "---\nname: Ben\noffers: loose tea\nneeds: nets\nlast: 2026-11-20\n---\n",
		"cat":    "---\nname: Cat\noffers: tea\n---\n- 2026-11-02 call, no\n",
		"dan":    "---\nname: Dan\noffers: tea\n---\n- 2026-11-02 intro: [[ann]]\n",
		"eve #1": "---\nname: Eve\noffers: tea\n---\n",
		"fay":    "---\nname: Fay\nneeds: hemp rope\noffers: tea\nlast: 2026-11-21\n---\n",
	})
	files := nb.build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	got := said(t, file(t, files, "introductions.html"))
	want := `Introductions
Three pairs may want to know each other.
Each has what the other needs 1
Ann | needs tea | offers nets | Ben | offers loose tea | needs nets | Copy the line |
One needs what the other does 2
Ann | needs tea | Fay | offers tea | Copy the line |
Ann | needs tea | Eve | offers tea | Copy the line |
Nobody yet 2 needed, and nobody you know offers it
rope Ann
hemp rope Fay
Two whom an intro entry links already, two of one company, and those who are closed are left out.
`
	if got := unscripted.ReplaceAllString(strings.ReplaceAll(got, " | |", " |"), ""); got != want {
		t.Errorf("the page says\n%s, want\n%s", got, want)
	}
	for page, names := range map[string]string{"people/ann.html": "Ben Fay Eve", "people/ben.html": "Ann", "people/cat.html": "", "people/dan.html": ""} {
		_, meet, _ := strings.Cut(said(t, file(t, files, page)), "Could meet\n")
		meet, _, _ = strings.Cut(meet, "All introductions")
		var found []string
		for line := range strings.Lines(meet) {
			found = append(found, strings.Fields(line)[0])
		}
		if got := strings.Join(found, " "); got != names {
			t.Errorf("%s: could meet %q, want %q", page, got, names)
		}
	}
}

// A line that is copied must lead where it says, or not be there.
func TestACopiedIntroductionLinksTheOther(t *testing.T) {
	nb := notes(map[string]string{
		"ann": "---\nname: Ann\nneeds: tea\n---\n", "x]y": "---\nname: Odd\noffers: tea\n---\n", "sub/ben": "---\nname: Ben\noffers: tea\n---\n",
		"\u202ecat": "---\nname: Cat\noffers: tea\n---\n",
	})
	page := file(t, nb.build(t, corpus.Today), "introductions.html")
	if n := strings.Count(page, "data-line="); n != 1 || !strings.Contains(page, `data-line="intro: to [[sub/ben]]"`) || !strings.Contains(page, "- 2026-12-01 intro: to [[sub/ben]]") {
		t.Errorf("%d lines are there to copy:\n%s", n, page)
	}
}

func TestManyPairsStayAPageOfReadableLength(t *testing.T) {
	all := map[string]string{}
	for i := range 400 {
		all[fmt.Sprintf("p%d", i)] = fmt.Sprintf("---\nname: P%d\nneeds: [tea, rope %d]\noffers: tea\n---\n", i, i)
	}
	files := notes(all).build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	pairs, unmet := 0, 0
	for _, f := range files {
		if !strings.HasPrefix(f.Path, "introductions") {
			continue
		}
		n, u := strings.Count(string(f.Data), `class="pair"`), strings.Count(string(f.Data), "<bdi>rope ")
		if n > maxMatches || u > maxUnmet {
			t.Errorf("%s lists %d pairs, %d needs", f.Path, n, u)
		}
		pairs, unmet = pairs+n, unmet+u
	}
	s, _ := newSite(notes(all).input(corpus.Today))
	if pairs != len(s.matches.Pairs) || pairs < 1000 || unmet != 400 {
		t.Errorf("of %d pairs and 400 needs %d and %d are listed", len(s.matches.Pairs), pairs, unmet)
	}
}

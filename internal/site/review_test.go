package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/followup"
)

// The numbers of a picture are those of its columns, and a column of nothing is not drawn.
func TestPicturesShowTheirNumbers(t *testing.T) {
	s := &site{today: corpus.Today}
	r := &followup.Review{Weeks: make([]followup.Week, 3)}
	for i := range r.Weeks {
		r.Weeks[i].From = corpus.Today.Add(7*i - 15)
		r.Weeks[i].Met, r.Weeks[i].FollowedUp = 6*i, 3*i
	}
	c := s.columns("Followed up", "met", "followed up within a day", r, func(w *followup.Week) (int, int) { return w.Met, w.FollowedUp })
	if want := "Followed up in each of 3 weeks. 18 met, 9 followed up within a day; the most in a week: 12."; c.Label != want {
		t.Errorf("the picture says %q, want %q", c.Label, want)
	}
	if w := c.Weeks[2]; w != (Column{X: 24, Y: 0, Height: 60, FillY: 30, Fill: 30, Title: "Week of Mon 30 Nov: 12 met, 6 followed up within a day"}) {
		t.Errorf("the last column is %+v", w)
	}
	if c.Weeks[0].Height != 0 {
		t.Errorf("the column of nothing is %+v", c.Weeks[0])
	}
}

func TestAttemptsAreCountedTogetherWhereThereWereMany(t *testing.T) {
	for _, c := range []struct {
		attempts []int
		open     int
		want     string
	}{
		{nil, 0, "Nobody had to be chased."},
		{nil, 2, "0 of 2 who were chased answered."},
		{[]int{3}, 1, "3 of 4 who were chased answered."},
		{[]int{3, 1}, 1, "4 of 5 who were chased answered, one of them only after the first attempt."},
		{[]int{1, 0, 0, 0, 0, 0, 2}, 0, "3 of 3 who were chased answered, two of them only after the first attempt."},
	} {
		a := answers(&followup.Review{Attempts: c.attempts, Open: c.open})
		if a.Caption != c.want {
			t.Errorf("%v, %d open: %q, want %q", c.attempts, c.open, a.Caption, c.want)
		}
		sum := 0
		for _, r := range a.Rows {
			sum += r.Count
		}
		if len(a.Rows) > mostAnswers || len(c.attempts) > mostAnswers && (sum != 3 || a.Rows[mostAnswers-1].Label != "after 6 or more") {
			t.Errorf("%v: rows %+v", c.attempts, a.Rows)
		}
	}
}

func TestTheReviewOfAnEmptyNotebookIsCalm(t *testing.T) {
	for _, page := range []string{"review.html", "promises.html", "introductions.html", "events/index.html"} {
		files := notes(nil).build(t, corpus.Today)
		checkSafe(t, files)
		checkSound(t, files)
		if text := said(t, file(t, files, page)); strings.Contains(text, "NaN") || len(text) < 30 {
			t.Errorf("%s: %s", page, text)
		}
	}
}

// A heat map tells days apart however much goes on.
func TestAHeatMapTellsDaysApart(t *testing.T) {
	for name, c := range map[string]struct {
		days []int
		want string
	}{
		"nothing":     {nil, "0 0 0"},
		"a few":       {[]int{1, 2, 3, 5, 1}, "1 2 4"},
		"a lot":       {[]int{10, 20, 30, 40, 50, 60, 70, 80}, "1 1 1"},
		"one outlier": {append(slices.Repeat([]int{2}, 40), 90), "1 2 4"},
	} {
		shade := shades(append(c.days, 0, 0))
		sample := []int{1, 2, 5}
		if len(c.days) == 0 {
			sample = []int{0, 0, 0}
		}
		if got := strings.Trim(fmt.Sprint(shade(sample[0]), shade(sample[1]), shade(sample[2])), "[]"); got != c.want {
			t.Errorf("%s: shades %s, want %s", name, got, c.want)
		}
		if c.days != nil && (shade(0) != 0 || shade(slices.Max(c.days)) != 4) {
			t.Errorf("%s: from %d to %d", name, shade(0), shade(slices.Max(c.days)))
		}
	}
	busy := shades([]int{10, 20, 30, 40, 40})
	if got := fmt.Sprint(busy(10), busy(20), busy(30), busy(40)); got != "1 2 3 4" {
		t.Errorf("busy days have the shades %s", got)
	}
}

// The word of a month stands under the week in which it begins, and none is written over the next.
func TestMonthsStandUnderTheirFirstDay(t *testing.T) {
	for _, c := range []struct {
		first civil.Date
		weeks int
		want  string
	}{
		{civil.Of(2026, 8, 31), 13, "Sep . . . Oct . . . Nov . . . ."}, // 1 September, 1 October and 1 November lie in these weeks
		{civil.Of(2026, 9, 7), 13, "Sep . . Oct . . . Nov . . . . ."},  // the first word is of a month that runs already
		{civil.Of(2026, 9, 14), 9, ". . Oct . . . Nov . ."},            // and has to have room
		{civil.Of(2026, 9, 14), 8, ". . Oct . . . . ."},                // as has the last
	} {
		var got []string
		for _, w := range ticks(c.first, c.weeks) {
			got = append(got, cmp.Or(w, "."))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%d weeks from %s: %s, want %s", c.weeks, c.first, strings.Join(got, " "), c.want)
		}
	}
}

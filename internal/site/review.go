package site

import (
	"fmt"
	"strconv"

	"redial/internal/followup"
)

const reviewPath = "review.html"

// reviewWeeks is how many weeks the pictures of the review show.
const reviewWeeks = 28

// Review is what review.html is filled with: the follow-through.
type Review struct {
	Today    Day
	Through  []Share   // of the last 90 days
	Pictures []Columns // week by week
	Answers  Answers
	Load     Load
	LoadDays []DayLoad // the numbers of Load
	Heat     Heat      // of a year
	HeatDays []HeatWeek
	Weeks    []ReviewWeek
	Nothing  bool // there is nothing that the pictures could show, but what is due
}

// ReviewWeek is a week in numbers, the latest first.
type ReviewWeek struct {
	Day Day // its Monday
	followup.Week
}

// HeatWeek is a week of a heat map in numbers, the latest first.
type HeatWeek struct {
	Day  Day      // its Monday
	Days []string // the touches of each day, nothing for a day to come
	All  int      // of the week
}

// DayLoad is how many fall due on a day.
type DayLoad struct {
	Day   Day
	Count int
}

// Answers tells how many attempts it took until they were reached.
type Answers struct {
	Rows    []AnswerRow
	Caption string // the same in a sentence
}

// AnswerRow is how many were reached with so many attempts.
type AnswerRow struct {
	Label   string // "at the 2nd attempt"
	Count   int
	Percent int // of the longest bar
}

func (s *site) review() page {
	r := s.Agenda.Review(reviewWeeks)
	m := Review{Today: s.dayTexts.of(s.today), Through: s.through(), Load: s.load, Nothing: s.journal.count == 0 && len(s.promised) == 0, Answers: answers(r)}
	m.Pictures = []Columns{
		s.columns("Followed up within a day", "met", "followed up within a day", r, func(w *followup.Week) (int, int) { return w.Met, w.FollowedUp }),
		s.columns("Promises kept on time", "fell due", "kept on time", r, func(w *followup.Week) (int, int) { return w.Fell, w.Kept }),
		s.columns("Contact made", "touches", "reached someone", r, func(w *followup.Week) (int, int) { return w.Touches, w.Reached }),
		s.columns("Missed appointments", "missed", "", r, func(w *followup.Week) (int, int) { return w.Missed, 0 }),
	}
	for _, b := range m.Load.Bars {
		m.LoadDays = append(m.LoadDays, DayLoad{Day{b.Day, b.Name}, b.Count})
	}
	for i := len(r.Weeks) - 1; i >= 0; i-- {
		m.Weeks = append(m.Weeks, ReviewWeek{s.dayTexts.of(r.Weeks[i].From), r.Weeks[i]})
	}
	m.Heat, m.HeatDays = s.heat(yearWeeks), s.heatNumbers(yearWeeks)
	about := "How well you follow through, week by week."
	return page{s.frame(reviewPath, "review", "Review", about), "review.html", m}
}

// heatNumbers gives the numbers of a heat map.
func (s *site) heatNumbers(weeks int) []HeatWeek {
	first := heatFrom(s.today, weeks)
	_, touches := s.journal.byDay(first, s.today)
	var hs []HeatWeek
	for d := monday(s.today); d >= first; d -= 7 {
		h := HeatWeek{Day: s.dayTexts.of(d)}
		for on := d; on < d+7; on++ {
			text := ""
			if on <= s.today {
				text = strconv.Itoa(touches[on-first])
				h.All += touches[on-first]
			}
			h.Days = append(h.Days, text)
		}
		hs = append(hs, h)
	}
	return hs
}

// mostAnswers is the number of attempts from which on they are counted together.
const mostAnswers = 6

// answers makes the picture of how many attempts it took.
func answers(r *followup.Review) Answers {
	var counts []int
	all, later := 0, 0
	for i, n := range r.Attempts {
		if i < mostAnswers {
			counts = append(counts, n)
		} else {
			counts[mostAnswers-1] += n
		}
		all += n
		if i > 0 {
			later += n
		}
	}
	a := Answers{Caption: answered(all, later, r.Open)}
	top := 1
	for _, n := range counts {
		top = max(top, n)
	}
	for i, n := range counts {
		a.Rows = append(a.Rows, AnswerRow{attemptLabel(i + 1), n, 100 * n / top})
	}
	return a
}

func attemptLabel(n int) string {
	switch {
	case n == 1:
		return "after 1 attempt"
	case n == mostAnswers:
		return fmt.Sprintf("after %d or more", n)
	}
	return fmt.Sprintf("after %d attempts", n)
}

// answered says what it was worth to go on after the first attempt.
func answered(all, later, open int) string {
	if all+open == 0 {
		return "Nobody had to be chased."
	}
	s := fmt.Sprintf("%d of %d who were chased answered", all, all+open)
	switch {
	case later == 0:
		return s + "."
	case later == 1:
		return s + ", one of them only after the first attempt."
	}
	return fmt.Sprintf("%s, %s of them only after the first attempt.", s, number(later))
}

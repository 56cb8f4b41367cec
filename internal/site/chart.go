package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Load is the chart of the coming four weeks: how many fall due on each day if nothing happens.
type Load struct {
	Bars    []Bar
	Ticks   [4]Day // the first days of the weeks
	Caption string // "Fullest ahead: Thu 10 Dec, 7 people."
	Label   string // the whole chart in words
}

// Bar is one day of the chart. Y and Height are in units of a picture 62 high.
type Bar struct {
	Day       string // YYYY-MM-DD
	Name      string // "Thu 10 Dec"
	X, Y      int
	Height    int
	Count     int
	Title     string // "Thu 10 Dec: 7 people"
	Now, Over bool   // it is today, on the day of the build; it is higher than the picture, with what was carried over
}

const (
	loadDays   = 28
	loadHeight = 60
	barStep    = 11
)

func loadOf(g *followup.Agenda) Load {
	days := g.Forecast(loadDays)
	var l Load
	top, best := 1, 0
	weeks := [4]int{}
	for i, d := range days {
		n := len(d.Due)
		weeks[i/7] += n
		if i > 0 && n > len(days[best].Due) || i == 1 {
			best = i
		}
		if i > 0 {
			top = max(top, n)
		}
	}
	top = max(top, min(len(days[0].Due), 2*top), 4)
	for i, d := range days {
		l.Bars = append(l.Bars, bar(i, d.Day, len(d.Due), top, g.Today))
	}
	for i := range l.Ticks {
		l.Ticks[i] = Day{days[7*i].Day.String(), days[7*i].Day.Short()[len("Mon "):]}
	}
	if n := len(days[best].Due); n > 0 {
		l.Caption = fmt.Sprintf("Fullest ahead: %s, %s.", days[best].Day.Named(g.Today), plural(n, "person", "people"))
	} else {
		l.Caption = "Nobody " + map[bool]string{true: "else "}[len(days[0].Due) > 0] + "falls due in the next four weeks."
	}
	l.Label = fmt.Sprintf("People who fall due in each of four weeks: %d, %d, %d, %d. %s", weeks[0], weeks[1], weeks[2], weeks[3], l.Caption)
	return l
}

func bar(i int, d civil.Date, n, top int, today civil.Date) Bar {
	h := min(n, top) * loadHeight / top
	return Bar{
		Day: d.String(), Name: d.Named(today), X: i * barStep, Y: loadHeight - h, Height: h, Count: n, Now: d == today, Over: n > top,
		Title: d.Named(today) + ": " + plural(n, "person", "people"),
	}
}

// readAhead gives how many fall due on each day of the horizon if nothing happens, as the forecast of any day
// before it counts them.
func (s *site) readAhead() []int {
	counts := make([]int, Horizon+1)
	for _, v := range s.inOrder {
		for i := range v.stands {
			st := &v.stands[i]
			end := s.today.Add(Horizon)
			if i+1 < len(v.stands) {
				end = v.stands[i+1].from - 1
			}
			wasDue := i > 0 && v.stands[i-1].due != 0 && v.stands[i-1].due < st.from
			if day := max(st.due, st.from); st.due != 0 && s.today < day && day <= end && (!wasDue || st.due >= st.from) {
				counts[day-s.today]++
			}
		}
	}
	return counts
}

// Heat is the picture of past contact: a column for a week, a square for a day, darker for more.
type Heat struct {
	Levels      []HeatLevel
	Width       int // of the picture, which is 82 high
	First, Last Day
	Caption     string    // "117 touches on 69 days."
	Any         bool      // there are some
	Label       string    // the whole picture in words
	Ticks       []string  // under each week: the month that begins in it, or nothing
	Days        []HeatDay // where days are links
}

// HeatLevel is all squares of one shade as one path.
type HeatLevel struct {
	Level int    // 0 (nothing) to 4
	Path  string // for the d of a <path>
}

// HeatDay is a square that leads to its day.
type HeatDay struct {
	Link  template.URL // to the day in the journal
	X, Y  int
	Level int    // its shade, 0 (nothing) to 4
	Title string // "Tue 1 Dec: 3 entries"
}

const (
	heatWeeks = 26 // beside the lists of Today
	yearWeeks = 52
	heatStep  = 12
)

// shades gives the shade of a day with so many touches: from nothing (0) to a lot (4), which is more than
// three quarters of what all but the busiest twentieth of the days have. Where that is little, it is five.
func shades(touches []int) func(n int) int {
	counts := slices.DeleteFunc(slices.Sorted(slices.Values(touches)), func(n int) bool { return n == 0 })
	top := 0
	if len(counts) > 0 {
		top = counts[(len(counts)-1)*19/20]
	}
	if top < 7 {
		return func(n int) int { return []int{0, 1, 2, 3, 3, 4}[min(n, 5)] }
	}
	return func(n int) int {
		if n == 0 {
			return 0
		}
		return min(4, 1+4*(n-1)/top)
	}
}

// happened reports whether an entry is of the past: no open or dropped promise, and not dated ahead.
func happened(e *contact.Entry, today civil.Date) bool {
	return e.Date != 0 && e.Promise != note.Open && e.Promise != note.Dropped && e.Day() <= today
}

// heatFrom gives the first day of the picture of so many weeks on a day.
func heatFrom(today civil.Date, weeks int) civil.Date { return monday(today).Add(-7 * (weeks - 1)) }

// heat draws so many weeks up to today, a week from Monday on.
func (s *site) heat(weeks int) Heat {
	first := heatFrom(s.today, weeks)
	_, touches := s.journal.byDay(first, s.today)
	h := Heat{Width: weeks*heatStep - 2, First: s.dayTexts.of(first), Last: s.dayTexts.of(s.today)}
	shade := shades(touches)
	var paths [5]strings.Builder
	total, days := 0, 0
	for d := first; d <= s.today; d++ {
		n := touches[d-first]
		total += n
		if n > 0 {
			days++
		}
		x, y := int(d-first)/7*heatStep, int(d-first)%7*heatStep
		fmt.Fprintf(&paths[shade(n)], "M%d %dh10v10h-10z", x, y)
	}
	for level := range paths {
		if p := paths[level].String(); p != "" {
			h.Levels = append(h.Levels, HeatLevel{level, p})
		}
	}
	h.Ticks = ticks(first, weeks)
	h.Any = total > 0
	h.Caption = fmt.Sprintf("%s on %s.", plural(total, "touch", "touches"), plural(days, "day", "days"))
	h.Label = fmt.Sprintf("Contact made on each day of %d weeks: %s", weeks, h.Caption)
	return h
}

// ticks gives the word under each of so many weeks: the month whose first day lies in it. Where there is
// no room for a word before the next one, or before the end, there is none.
func ticks(first civil.Date, weeks int) []string {
	const room = 3 // weeks
	words := make([]string, weeks)
	for i, next := weeks-1, weeks; i >= 0; i-- {
		sunday := first.Add(7*i + 6)
		if (sunday.Day() <= 7 || i == 0) && next-i >= room {
			words[i], next = sunday.MonthName()[:3], i
		}
	}
	return words
}

func monday(d civil.Date) civil.Date { return d.Add(-((int(d.Weekday()) + 6) % 7)) }

package site

import (
	"fmt"
	"strings"

	"redial/internal/followup"
)

// Columns is a picture of weeks: a column for each, its outline as high as all that was in the week, and
// filled as far as went well.
type Columns struct {
	Title   string
	Width   int // of the picture, which is 62 high
	Weeks   []Column
	Ticks   []string // under each week: the month that begins in it, or nothing
	Caption string   // "31 of 40 met, at most 5 in a week."
	Label   string   // the whole picture in words
}

// Column is one week. Heights are in units of a picture 62 high.
type Column struct {
	X           int
	Y, Height   int    // of the outline
	FillY, Fill int    // of what is filled of it
	Title       string // "week of Mon 9 Nov: 3 met, 2 followed up within a day"
}

const (
	columnHeight = 60
	columnStep   = 12
)

// columns draws what a count tells of each week: all, and how many of them went well.
func (s *site) columns(title, all, well string, r *followup.Review, count func(*followup.Week) (int, int)) Columns {
	c := Columns{Title: title, Width: len(r.Weeks)*columnStep - 2}
	top, sum, good := 0, 0, 0
	for i := range r.Weeks {
		n, w := count(&r.Weeks[i])
		top, sum, good = max(top, n), sum+n, good+w
	}
	scale := max(top, 4)
	for i := range r.Weeks {
		n, w := count(&r.Weeks[i])
		high, fill := n*columnHeight/scale, w*columnHeight/scale
		c.Weeks = append(c.Weeks, Column{
			X: i * columnStep, Y: columnHeight - high, Height: high, FillY: columnHeight - fill, Fill: fill,
			Title: "Week of " + r.Weeks[i].From.Named(s.today) + ": " + counted(n, w, all, well),
		})
	}
	if len(r.Weeks) > 0 {
		c.Ticks = ticks(r.Weeks[0].From, len(r.Weeks))
	}
	c.Caption = capital(counted(sum, good, all, well))
	if top > 0 {
		c.Caption += fmt.Sprintf("; the most in a week: %d", top)
	}
	c.Caption += "."
	c.Label = fmt.Sprintf("%s in each of %d weeks. %s", title, len(r.Weeks), c.Caption)
	return c
}

// counted says how many there were and how many of them went well.
func counted(n, well int, all, good string) string {
	if n == 1 {
		all = strings.Replace(all, "touches", "touch", 1)
	}
	switch {
	case n == 0:
		return "none " + all
	case good == "":
		return fmt.Sprintf("%d %s", n, all)
	}
	return fmt.Sprintf("%d %s, %d %s", n, all, well, good)
}

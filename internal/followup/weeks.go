package followup

import (
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
)

// Week is the follow-through of one week: meetings by the day of the meeting, promises by the day that
// was promised, chases by the day on which they began.
type Week struct {
	From civil.Date // its Monday
	Figures
	Touches, Reached int // all touches, and those that reached someone
	Missed           int // missed appointments
}

// Review is the follow-through of the last weeks.
type Review struct {
	Weeks []Week // the oldest first; the last is the one of today, up to it

	// Attempts tells of the chases begun in these weeks that were answered how many took one attempt,
	// two, and so on.
	Attempts []int
	Open     int // chases begun in them that were not answered, given up or not
}

// Review works out the follow-through of so many weeks, the one of today included, each from Monday on.
func (g *Agenda) Review(weeks int) *Review {
	s := &g.sums
	return once(s, func() (*Review, bool) { return s.review, s.review != nil && len(s.review.Weeks) == weeks }, func() *Review {
		s.review = g.reviewOf(g.Book.Contacts, weeks)
		return s.review
	})
}

func (g *Agenda) reviewOf(cs []*contact.Contact, weeks int) *Review {
	r := &Review{Weeks: make([]Week, weeks)}
	monday := g.Today.Add(-((int(g.Today.Weekday()) + 6) % 7))
	for i := range r.Weeks {
		r.Weeks[i].From = monday.Add(-7 * (weeks - 1 - i))
	}
	for _, c := range cs {
		o := newCase(c, g.Settings, g.Today)
		r.add(o)
		o.close()
	}
	return r
}

// renewed gives a review with those who came and without those who are gone.
func (r *Review) renewed(come, gone *Review) *Review {
	is := &Review{Weeks: slices.Clone(r.Weeks), Open: r.Open + come.Open - gone.Open}
	for i := range is.Weeks {
		is.Weeks[i].sum(&come.Weeks[i], 1)
		is.Weeks[i].sum(&gone.Weeks[i], -1)
	}
	is.Attempts = make([]int, max(len(r.Attempts), len(come.Attempts)))
	copy(is.Attempts, r.Attempts)
	for i, n := range come.Attempts {
		is.Attempts[i] += n
	}
	for i, n := range gone.Attempts {
		is.Attempts[i] -= n
	}
	for len(is.Attempts) > 0 && is.Attempts[len(is.Attempts)-1] == 0 {
		is.Attempts = is.Attempts[:len(is.Attempts)-1]
	}
	return is
}

// sum adds a week so many times.
func (w *Week) sum(v *Week, times int) {
	w.add(v.Figures, times)
	w.Touches += times * v.Touches
	w.Reached += times * v.Reached
	w.Missed += times * v.Missed
}

// week gives the week of a day up to today; what is told to that of an earlier day is lost.
func (r *Review) week(day civil.Date) *Week {
	if len(r.Weeks) == 0 || day < r.Weeks[0].From {
		return &Week{}
	}
	return &r.Weeks[int(day-r.Weeks[0].From)/7]
}

func (r *Review) add(o *one) {
	o.eachMeeting(func(day civil.Date, well bool) { r.week(day).meeting(well) })
	o.eachFallen(false, func(day civil.Date, well bool) { r.week(day).fallen(well) })
	o.eachFallen(true, func(day civil.Date, well bool) { r.week(day).theirs(well) })
	o.eachChase(r.addChase)
	for i := range o.touches {
		t := &o.touches[i]
		w := r.week(t.day)
		w.Touches++
		w.Reached += count(t.reached)
		w.Missed += count(appointmentMissed(t))
	}
}

func (r *Review) addChase(c chase) {
	r.week(c.begun).chase(c.answered)
	switch {
	case len(r.Weeks) == 0 || c.begun < r.Weeks[0].From:
	case c.answered:
		if n := c.attempts - len(r.Attempts); n > 0 {
			r.Attempts = append(r.Attempts, slices.Repeat([]int{0}, n)...)
		}
		r.Attempts[c.attempts-1]++
	default:
		r.Open++
	}
}

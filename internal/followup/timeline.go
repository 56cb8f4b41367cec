package followup

import (
	"redial/internal/civil"
	"redial/internal/contact"
)

// Timeline gives what Assess says of a contact on each day from today through the given number of
// days after it, if nothing happens, with equal days joined: the first span begins today.
//
// Someone unclear is due on every day; the one span that says so has today's date.
func Timeline(c *contact.Contact, s *Settings, today civil.Date, days int) []Span {
	end := today.Add(days)
	var spans []Span
	o := newCase(c, s, today)
	defer o.close()
	for day := today; day != 0 && day <= end; {
		o.turnTo(s, day)
		a := o.decide()
		if n := len(spans); n == 0 || !spans[n-1].same(&a) {
			spans = append(spans, Span{day, a})
		}
		day = o.nextChange()
	}
	return spans
}

// nextChange gives the first day after today on which the assessment may be another, or zero.
func (o *one) nextChange() civil.Date {
	var next civil.Date
	for _, d := range o.changes {
		if d > o.today && (next == 0 || d < next) {
			next = d
		}
	}
	return next
}

// same reports whether two assessments of a contact say the same.
func (a *Assessment) same(b *Assessment) bool {
	x, y := *a, *b
	if x.State == Unclear && y.State == Unclear {
		x.Due, y.Due = 0, 0
	}
	return x == y
}

// turnTo makes a case that of a later day. What the journal tells is the same as long as no line in it is
// dated after the day before.
func (o *one) turnTo(s *Settings, day civil.Date) {
	if day == o.today {
		return
	}
	if o.future {
		o.read(o.Contact, s, day)
		return
	}
	o.today, o.changes = day, o.changes[:0]
	o.readFuture()
}

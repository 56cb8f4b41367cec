package corpus

import (
	"fmt"

	"redial/internal/civil"
)

// isEvent tells whether note number i is of an event: one in forty, from the thirteenth on.
func isEvent(i int) bool { return i%40 == 12 }

// eventBefore gives the number of the event so many before note number i, or -1.
func (o Options) eventBefore(i, back int) int {
	for j := i; j >= 0; j-- {
		if !isEvent(j) {
			continue
		}
		if back == 0 {
			return j
		}
		back--
	}
	return -1
}

// eventDay gives the day of an event: within two years before today or the month after it.
func (o Options) eventDay(i int) civil.Date {
	return o.Today.Add(30 - o.roll(forEvent, i).n(700))
}

// id gives the id of note number i.
func (o Options) id(i int) string {
	if !isEvent(i) {
		return o.person(i).id
	}
	return fmt.Sprintf("events/%s-%s-%d", o.eventDay(i), slug(eventName(i)), i)
}

func (o Options) path(i int) string { return "notes/" + o.id(i) + ".md" }

func eventName(i int) string { return eventWords[i/40%len(eventWords)] }

// event draws the note of an event.
func (o Options) event(i int) *sheet {
	d := o.roll(forEvent, i)
	d.n(700) // the day is the first draw
	s := &sheet{path: o.path(i), open: "---", close: "---", marker: "- "}
	s.keys = append(s.keys, key{"name", d.text(fmt.Sprintf("%s %d", eventName(i), i))})
	s.set("date", o.eventDay(i).String())
	if d.percent(15) {
		s.set("until", o.eventDay(i).Add(1+d.n(3)).String())
	}
	s.keys = append(s.keys, key{"where", d.text(pick(d, cities))}, key{"intention", d.text(pick(d, intentions))})
	s.blocks = append(s.blocks, pick(d, sentences), "## Plan", pick(d, sentences))
	if o.isSound(i - 1) {
		s.blocks = append(s.blocks, "Look out for [["+o.person(i-1).name+"]].")
	}
	return s
}

package ical

import (
	"fmt"

	"redial/internal/contact"
)

// addBirthday adds somebody's birthday. The year is in the UID: last year's stays where it was.
func (c *Calendar) addBirthday(who *contact.Contact) {
	day, age := who.NextBirthday(c.Agenda.Today)
	if day == 0 || !c.holds(day) {
		return
	}
	summary := "Birthday of " + who.Name
	if age > 0 {
		summary += fmt.Sprintf(" (%d)", age)
	}
	c.add(item{
		of: who, uid: uid(fmt.Sprintf("birthday-%d", day.Year()), who.ID), stamp: c.stamp(who), day: day,
		summary: summary, description: card(who),
	})
}

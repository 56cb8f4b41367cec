package ical

import "fmt"

// addBirthdays adds the birthdays. The year is in the UID: last year's stays where it was.
func (c *calendar) addBirthdays() {
	for _, who := range c.Agenda.Book.Contacts {
		day, age := who.NextBirthday(c.Agenda.Today)
		if day == 0 || !c.holds(day) {
			continue
		}
		summary := "Birthday of " + who.Name
		if age > 0 {
			summary += fmt.Sprintf(" (%d)", age)
		}
		c.add(item{
			uid: uid(fmt.Sprintf("birthday-%d", day.Year()), who.ID), stamp: c.stamp(who), day: day,
			summary: summary, description: card(who),
		})
	}
}

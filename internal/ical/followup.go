package ical

import (
	"fmt"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// dueDay is a day on which somebody falls due.
type dueDay struct {
	*followup.Assessment
	day civil.Date
}

// dueOf gives the days on which some people fall due.
func dueOf(people []*followup.Assessment, loads []followup.Load) map[*contact.Contact][]dueDay {
	due := make(map[*contact.Contact][]dueDay, len(people))
	for _, a := range people {
		due[a.Contact] = nil
	}
	for _, l := range loads {
		for _, a := range l.Due {
			if days, ok := due[a.Contact]; ok {
				due[a.Contact] = append(days, dueDay{a, l.Day})
			}
		}
	}
	return due
}

// addFollowUps adds what falls due of somebody. Most people fall due once; the second time is an event of
// its own.
func (c *Calendar) addFollowUps(due []dueDay) {
	n := 0
	for _, a := range due {
		if isPromised(a.Assessment, a.day) {
			continue
		}
		about := "follow-up"
		if n++; n > 1 {
			about = fmt.Sprintf("follow-up-%d", n)
		}
		c.add(item{
			of: a.Contact, uid: uid(about, a.Contact.ID), stamp: c.stamp(a.Contact), day: a.day,
			summary: headline(a.Assessment), description: lines(reason(a.Assessment, a.day), card(a.Contact)),
		})
	}
}

// isPromised reports whether what is due on a day is a promise with a time, which is an event already.
func isPromised(a *followup.Assessment, day civil.Date) bool { return a.Time != 0 && a.Due == day }

// headline says what to do, and in one word why: "Call Ada Byron (chase)".
func headline(a *followup.Assessment) string {
	if a.State == followup.Unclear {
		return "Mend the note of " + a.Contact.Name
	}
	return fmt.Sprintf("%s %s (%s)", doWords(a), a.Contact.Name, strings.ToLower(string(a.Word)))
}

func doWords(a *followup.Assessment) string {
	switch a.Action.Type {
	case followup.ActCall:
		return "Call"
	case followup.ActEmail:
		return "Email"
	case followup.ActMessage:
		return "Message"
	case followup.ActMeet:
		return "Meet"
	case followup.ActDecide:
		return "Decide about"
	}
	return "Follow up with"
}

// reason is the sentence for a day, which tells of an earlier due day as well.
func reason(a *followup.Assessment, day civil.Date) string {
	if a.Due != 0 && a.Due < day {
		return a.Reason + " Carried over from " + a.Due.Named(day) + "."
	}
	return a.Reason
}

// card is what one needs to know to reach someone, a fact a line.
func card(who *contact.Contact) string {
	return lines(
		joined(", ", who.Role, who.Company),
		after("Phone: ", strings.Join(who.Phones, ", ")),
		after("Email: ", strings.Join(who.Emails, ", ")),
		"Note: "+who.File)
}

// after puts a word before a text, where there is one.
func after(word, s string) string {
	if s == "" {
		return ""
	}
	return word + s
}

// lines puts texts below each other, without the empty ones.
func lines(texts ...string) string { return joined("\n", texts...) }

func joined(between string, texts ...string) string {
	var all []string
	for _, s := range texts {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, between)
}

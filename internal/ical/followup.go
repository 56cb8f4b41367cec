package ical

import (
	"fmt"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// addFollowUps adds what falls due on each day. Most people fall due once; of someone who does again,
// the second is an event of its own.
func (c *calendar) addFollowUps(loads []followup.Load) {
	times := map[string]int{}
	for _, l := range loads {
		for _, a := range l.Due {
			if isPromised(a, l.Day) {
				continue
			}
			about := "follow-up"
			times[a.Contact.ID]++
			if n := times[a.Contact.ID]; n > 1 {
				about = fmt.Sprintf("follow-up-%d", n)
			}
			c.add(item{
				uid: uid(about, a.Contact.ID), stamp: c.stamp(a.Contact), day: l.Day,
				summary: headline(a), description: lines(reason(a, l.Day), card(a.Contact)),
			})
		}
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

package site

import (
	"html/template"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

// Action is the one obvious thing to do about a contact: a link that calls or writes, a line to copy,
// or the note to open. Without a Label there is none.
type Action struct {
	Label string       // "Call"
	Name  string       // the same for those who can't see the row: "Call Ada Byron"
	Href  template.URL // tel:, mailto:, or the editor; empty for a line to copy
	Copy  string       // what the button copies
}

// action makes the button of a row, as of a day.
func (s *site) action(a *followup.Assessment, day civil.Date) Action {
	c := a.Contact
	switch a.Action.Type {
	case followup.ActCall:
		if href, ok := tel(a.Action.To); ok {
			return reach("Call", c, href)
		}
	case followup.ActEmail, followup.ActMessage:
		if act, ok := s.write(a, day); ok {
			return act
		}
	case followup.ActDecide:
		return s.openNote(a)
	case followup.ActWait, followup.ActNone:
		return Action{}
	}
	return logLine(a)
}

// write opens the fitting draft to the address of the action, and to hand over the ball to any that is
// known.
func (s *site) write(a *followup.Assessment, day civil.Date) (Action, bool) {
	label, addresses := "Email", []string{a.Action.To}
	if a.HandOver {
		label, addresses = "Hand over", append(addresses, a.Contact.Emails...)
	}
	for _, to := range addresses {
		if _, ok := mailto(to, "", ""); ok {
			m := s.letters.write(a, day)
			href, _ := mailto(to, m.Subject, m.Body)
			return reach(label, a.Contact, href), true
		}
	}
	return Action{}, false
}

// withoutDraft is the same without a subject and a text.
func (a Action) withoutDraft() Action {
	if link, _, ok := strings.Cut(string(a.Href), "?"); ok && strings.HasPrefix(link, "mailto:") {
		a.Href = template.URL(link)
	}
	return a
}

func reach(label string, c *contact.Contact, href template.URL) Action {
	return Action{Label: label, Name: label + " " + c.Name, Href: href}
}

// openNote opens the note at the line that is the reason, or copies where that is.
func (s *site) openNote(a *followup.Assessment) Action {
	place := Place(a.Contact.File, a.Line)
	act := Action{Label: "Note", Name: "Open the note of " + a.Contact.Name, Href: s.editor.open(a.Contact.File, a.Line)}
	if act.Href == "" {
		act.Label, act.Name, act.Copy = "Note", "Copy where the note of "+a.Contact.Name+" lies", place
	}
	return act
}

// logLine copies the command that notes what was done.
func logLine(a *followup.Assessment) Action {
	kind := map[followup.ActionType]string{
		followup.ActCall: "call", followup.ActEmail: "email", followup.ActMessage: "message", followup.ActMeet: "meeting",
	}[a.Action.Type]
	w := who(a.Contact.ID)
	if kind == "" || w == "" {
		return Action{}
	}
	entry, label := kind+": ", "Log it"
	if a.HandOver {
		entry, label = "over to you: ", "Hand over"
	}
	return Action{
		Label: label, Name: label + ": copy the command that logs a " + kind + " with " + a.Contact.Name,
		Copy: "redial log " + w + ` "` + entry + `"`,
	}
}

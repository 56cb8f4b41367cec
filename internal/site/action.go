package site

import (
	"html/template"

	"redial/internal/contact"
	"redial/internal/followup"
)

// Action is the one obvious thing to do about a contact: a link that calls or writes, a line to copy,
// or the note to open. Without a Label there is none.
type Action struct {
	Label string       `json:"label,omitempty"` // "Call"
	Name  string       `json:"name,omitempty"`  // the same for those who can't see the row: "Call Ada Byron, +44 …"
	Href  template.URL `json:"href,omitempty"`  // tel:, mailto:, or the editor; empty for a line to copy
	To    string       `json:"to,omitempty"`    // the number or address, as typed
	Copy  string       `json:"copy,omitempty"`  // what the button copies
}

// action makes the button of a row.
func (s *site) action(a *followup.Assessment) Action {
	c := a.Contact
	switch a.Action.Type {
	case followup.ActCall:
		if href, ok := tel(a.Action.To); ok {
			return reach("Call", c, href, a.Action.To)
		}
	case followup.ActEmail, followup.ActMessage:
		if act, ok := write(a); ok {
			return act
		}
	case followup.ActDecide:
		return s.openNote(a)
	case followup.ActWait, followup.ActNone:
		return Action{}
	}
	return logLine(a)
}

// write opens a letter to the address of the action, and to hand over the ball to any that is known.
func write(a *followup.Assessment) (Action, bool) {
	label, addresses := "Email", []string{a.Action.To}
	if a.HandOver {
		label, addresses = "Hand over", append(addresses, a.Contact.Emails...)
	}
	subject, body := letter(a)
	for _, to := range addresses {
		if href, ok := mailto(to, subject, body); ok {
			return reach(label, a.Contact, href, to), true
		}
	}
	return Action{}, false
}

func reach(label string, c *contact.Contact, href template.URL, to string) Action {
	return Action{Label: label, Name: label + " " + c.Name + ", " + to, Href: href, To: to}
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
		Label: label, Name: "Copy the command that logs a " + kind + " with " + a.Contact.Name,
		Copy: "redial log " + w + ` "` + entry + `"`,
	}
}

// letter gives subject and text of a short letter, for a start.
func letter(a *followup.Assessment) (subject, body string) {
	greeting := "Hello " + given(a.Contact.Name) + ",\n\n"
	if a.HandOver {
		return "Over to you", greeting + "\n\nThe next step is yours, whenever it suits you, or not at all.\n"
	}
	switch a.Word {
	case followup.WordJustMet:
		return "Good to meet you", greeting + "It was good to meet you.\n"
	case followup.WordAgreed, followup.WordPromise:
		return "As promised", greeting
	case followup.WordMyTurn:
		return "Thank you for getting in touch", greeting
	case followup.WordComeBack:
		return "You asked me to come back", greeting + "\n\nIf it is still not the time, a short no is fine.\n"
	case followup.WordLastTry:
		return "One last note", greeting + "\n\nIf now is not the time, that is fine; a short no is enough.\n"
	case followup.WordNudge, followup.WordChase:
		return "Following up", greeting + "\n\nIf it is not for you, a short no is fine.\n"
	}
	return "How are you?", greeting
}

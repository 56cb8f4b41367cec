package followup

import "redial/internal/note"

// actionFor gives the action of a kind: what was promised, or what was tried last.
func (o *one) actionFor(k note.Kind) Action {
	switch k {
	case note.Call:
		return Action{Type: ActCall, To: o.phone()}
	case note.Email, note.Intro:
		return Action{Type: ActEmail, To: o.email()}
	case note.Message, note.Letter, note.Gift:
		return Action{Type: ActMessage, To: o.address()}
	case note.Remark:
		return Action{Type: ActDecide}
	}
	return Action{Type: ActMeet}
}

// contactBy calls where there is a number, else writes.
func (o *one) contactBy() Action {
	if o.phone() != "" {
		return Action{Type: ActCall, To: o.phone()}
	}
	return o.writeTo()
}

// writeTo writes where there is an address, else calls; with neither it is a message.
func (o *one) writeTo() Action {
	switch {
	case o.email() != "":
		return Action{Type: ActEmail, To: o.email()}
	case o.phone() != "":
		return Action{Type: ActCall, To: o.phone()}
	}
	return Action{Type: ActMessage}
}

// answerTo calls those who asked for it or missed me, and answers the others as they wrote.
func (o *one) answerTo(t *touch) Action {
	if t.outcome == note.CallMe || t.missedMe() {
		return Action{Type: ActCall, To: o.phone()}
	}
	if t.kind == note.Message {
		return Action{Type: ActMessage, To: o.address()}
	}
	return o.writeTo()
}

// nudgeBy reminds them on the way on which they were to come back, else in writing.
func (o *one) nudgeBy() Action {
	if o.theirs != nil && o.theirs.Kind == note.Call {
		return o.contactBy()
	}
	return o.writeTo()
}

func (o *one) phone() string { return first(o.Phones) }

func (o *one) email() string { return first(o.Emails) }

// address is where a short message goes.
func (o *one) address() string {
	if p := o.phone(); p != "" {
		return p
	}
	return o.email()
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

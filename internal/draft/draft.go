// Package draft writes messages to people: short letters, made of text templates and of what a note
// says, for their writer to read, change and send (SPEC 6).
//
// # Templates
//
// There are seven, each a text/template in layouts/drafts/:
//
//	thank-you.txt     after meeting, or when they wrote, called or did something kind; with a fitting article
//	second-try.txt    when a call, a letter or their promise has come to nothing so far
//	announce.txt      says on which day you will call or come
//	over-to-you.txt   hands over the ball after missed appointments
//	come-back.txt     as they asked, as you promised, or after a while
//	last-try.txt      one last note, and then no more
//	decline.txt       a friendly no of your own
//
// A file of the same name in the notebook's layouts/drafts/ is used instead. The first line of what a
// template gives may be `Subject: …`; the rest is the text. Blank lines around it, and all but one
// between two paragraphs, are left out, so that a template can have a paragraph that is not always
// there on a line of its own. A paragraph is one line: programs that send mail break it.
//
// # What a template is given
//
// The fields of [Data]. Each is text on one line, empty where nothing is known: {{if .Company}} asks
// for it. Days are written out with their weekday (`Tuesday 1 December`, with the year when it is not
// this one), never as `tomorrow`: a letter is read on another day. Nothing of what a journal says in
// its own words is among them; it was not written for the other's eyes.
//
// # Manners
//
// Each built-in draft that asks for something has a sentence that makes it easy to say no, none sets
// an ultimatum (SPEC 1, P13), and for someone who said no there is none at all, unless they came back
// ([RefusedError]).
//
// # First names
//
// To take a first name from a name is guesswork; see [First] for when it is not done.
package draft

import (
	"fmt"
	"slices"
	"strings"

	"redial/internal/civil"
)

// Name names a template.
type Name string

// The templates.
const (
	ThankYou  Name = "thank-you"
	SecondTry Name = "second-try"
	Announce  Name = "announce"
	OverToYou Name = "over-to-you"
	ComeBack  Name = "come-back"
	LastTry   Name = "last-try"
	Decline   Name = "decline"
)

// about says of each template what it is for.
var about = []struct {
	name Name
	text string
}{
	{ThankYou, "after meeting, or when they wrote, called or did something kind"},
	{SecondTry, "when a call, a letter or their promise has come to nothing so far"},
	{Announce, "says on which day you will call or come; plan it first"},
	{OverToYou, "hands over the ball after missed appointments"},
	{ComeBack, "as they asked, as you promised, or after a while"},
	{LastTry, "one last note, and then no more"},
	{Decline, "a friendly no of your own"},
}

// Names gives every template, in the order in which they are told of.
func Names() []Name {
	names := make([]Name, len(about))
	for i, a := range about {
		names[i] = a.name
	}
	return names
}

// About says in a few words what a template is for.
func (n Name) About() string {
	for _, a := range about {
		if a.name == n {
			return a.text
		}
	}
	return ""
}

// File gives the name of a template's file in a folder of layouts: "drafts/thank-you.txt".
func (n Name) File() string { return "drafts/" + string(n) + ".txt" }

// IsFile reports whether a file in a folder of layouts is that of a template.
func IsFile(file string) bool {
	return slices.ContainsFunc(Names(), func(n Name) bool { return n.File() == file })
}

// Message is a letter: a subject on one line, and paragraphs with a blank line between them. It holds
// no characters without a shape but line feeds, and those that join letters.
type Message struct {
	Subject string
	Body    string // without a line feed at its end
}

// String writes a message with its subject in front, as templates do.
func (m Message) String() string {
	if m.Subject == "" {
		return m.Body + "\n"
	}
	return "Subject: " + m.Subject + "\n\n" + m.Body + "\n"
}

// readMessage reads what a template gave.
func readMessage(text string) Message {
	text = tidy(text)
	first, rest, _ := strings.Cut(text, "\n")
	const header = "subject:"
	if len(first) < len(header) || !strings.EqualFold(first[:len(header)], header) {
		return Message{Body: text}
	}
	return Message{Subject: strings.TrimSpace(first[len(header):]), Body: strings.TrimLeft(rest, "\n")}
}

// A RefusedError tells that someone said no, or that the note is closed, so that there is no draft
// (SPEC 1, P9).
type RefusedError struct {
	Name string     // of the contact, fit for a terminal
	Day  civil.Date // of their no
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("no draft for %s: this ended on %s\nhelp: a no is a no; if they came back, log what they said: they email: …",
		e.Name, e.Day.Long())
}

// A NoDayError tells that no call, meeting or visit of mine is planned for today or later, so that
// there is nothing to announce.
type NoDayError struct{ Name string }

func (e *NoDayError) Error() string {
	return fmt.Sprintf("nothing to announce to %s: no call is planned\nhelp: plan it first: redial plan WHO tue call", e.Name)
}

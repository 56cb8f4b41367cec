// Package contact holds the people: typed notes, their journals in the order in which they count, and
// the book in which they are looked up.
package contact

import (
	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/note"
)

// Contact is a person one follows up with: one note each.
type Contact struct {
	ID       string // the note's path below notes/ without .md
	File     string // as in problems: "notes/ada-byron.md"
	Name     string // shown name: name:, else the first heading, else the file name made readable
	Aka      []string
	Company  string
	Role     string
	Emails   []string
	Phones   []string
	Links    []note.NamedLink
	Tags     []string
	Offers   []string
	Needs    []string
	At, By   string // an id or free text
	Policy   string // as typed; empty for none
	Photo    string // as typed, relative to the note; empty for none
	Every    note.Cadence
	Birthday note.Birthday
	Extra    []note.Field

	Met, Since, Last, Next, Closed civil.Date
	Unreadable                     []string // those of met, last, next, closed whose value can't be read

	Journal []Entry    // in the order in which entries count; met: and last: are among them
	Note    *note.Note // what was read
}

// Entry is a journal entry in the order in which it counts.
//
// `met:` and `last:` of the front matter are entries as well, with Line the line of the key and no
// span; FromFront tells them apart.
type Entry struct {
	note.Entry
	At        civil.Time // its time, or that of the entry before it on its day
	FromFront bool
}

// Event is an occasion where people meet, with the intention that one goes with.
type Event struct {
	ID        string
	File      string
	Name      string
	Date      civil.Date // zero where it is not given or can't be read
	Until     civil.Date // its last day; zero for a single day
	Where     string
	Intention string
	Note      *note.Note
}

// Book is everybody and every event, sorted by id.
type Book struct {
	Contacts []*Contact
	Events   []*Event
	Problems []diag.Problem // dead links, twins: what no note alone can show
}

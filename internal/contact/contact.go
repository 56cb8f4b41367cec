// Package contact holds the people: typed notes, their journals in the order in which they count, and
// the book in which they are looked up. Nothing in it depends on the day.
//
// # Contacts
//
// [New] makes a [Contact] of a note. Its name is `name:`, else the first heading, else the file name
// made readable: `ada-byron` is `Ada Byron` (SPEC 3). Values of the front matter that can't be read
// are absent here; [Contact].Unreadable names those that the rules must know of.
//
// # Journals
//
// Entries stand in the order in which they count (SPEC 3): by the day on which each counts, then by
// time, then by the order of the file. An entry without a time takes that of the entry before it on
// its day. A journal is kept newest first when more of its neighbouring lines that happened step back
// in date than forward; then the entries of one day are read from the bottom. `met:` and `last:` of
// the front matter come first on their day, in this order. Open promises whose date can't be read,
// which have none, stand at the end, in the order of the file.
//
// # The book
//
// A [Book] knows everybody and every event. It is made once by [NewBook] and never changes, so that
// any number of goroutines may ask it. Names are compared as [Fold] gives them: without letter case
// and accents. It finds the contact that a person means ([Book.Find]), those whom a need is about
// ([Book.Search]), where links lead ([Book.Resolve]), who mentions whom ([Book.Mentions]) and who
// belongs to an event ([Book.People]).
//
// Its problems are those that no note shows alone, all of them warnings: a link, `at:` or `by:` that
// leads nowhere or to more than one note (dead-link); the same name, e-mail address or id, letter
// case aside, in two notes (twin); and a promise in the note of an event (promise-on-event).
package contact

import (
	"slices"

	"redial/internal/civil"
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
	*note.Entry            // of the note
	At          civil.Time // its time, or that of the entry before it on its day
	FromFront   bool
}

// Event is an occasion where people meet, with the intention that one goes with.
type Event struct {
	ID        string
	File      string
	Name      string
	Date      civil.Date // `date:`, else the one that the file name begins with; zero for none
	Until     civil.Date // its last day; zero for a single day
	Where     string
	Intention string
	Note      *note.Note
}

// New makes a contact of a note with an id.
func New(n *note.Note, id string) *Contact {
	f := &n.Front
	ls := lists{Front: f, room: make([]string, 0, f.InLists())}
	return &Contact{
		ID: id, File: n.File, Name: shownName(n, id), Aka: ls.of("aka"),
		Company: f.Text("company").Value, Role: f.Text("role").Value,
		Emails: ls.of("email"), Phones: ls.of("phone"), Links: f.Links(),
		Tags: ls.of("tags"), Offers: ls.of("offers"), Needs: ls.of("needs"),
		At: f.Text("at").Value, By: f.Text("by").Value, Policy: f.Text("policy").Value, Photo: f.Text("photo").Value,
		Every: f.Every(), Birthday: f.Birthday(), Extra: f.Extra(),
		Met: f.Date("met").Date, Since: f.Date("since").Date, Last: f.Date("last").Date, Next: f.Date("next").Date,
		Closed: f.Date("closed").Date, Unreadable: unreadable(f),
		Journal: journal(n), Note: n,
	}
}

// lists are the lists of a front matter. They lie behind each other in the same room.
type lists struct {
	*note.Front
	room []string
}

// of gives the values of a list, each once, without the empty ones.
func (l *lists) of(key string) []string {
	from := len(l.room)
	seen := map[string]bool{}
	for t := range l.Texts(key) {
		if t.Value == "" || seen[t.Value] {
			continue
		}
		seen[t.Value] = true
		l.room = append(l.room, t.Value)
	}
	if len(l.room) == from {
		return nil
	}
	return slices.Clip(l.room[from:])
}

// unreadable names the dates that the rules can't do without and that can't be read (SPEC 4, unclear).
func unreadable(f *note.Front) []string {
	var keys []string
	for _, key := range []string{"met", "last", "next", "closed"} {
		if f.Date(key).Bad {
			keys = append(keys, key)
		}
	}
	return keys
}

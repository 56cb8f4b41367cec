// Package roster reads address books, and says what of them is new to a notebook. It knows the tables
// and documents in which people leave other programs, and the one in which they leave this one; cards
// are read by package vcard, into the same [Person].
//
// # Kinds
//
// [Look] tells by the beginning of a file what it is; its name says nothing.
//
//	vcard     vCard 2.1, 3.0, 4.0, many in a file
//	linkedin  Connections.csv, behind its preamble or without
//	google    the contacts of Google, in the columns of today and of before 2024
//	outlook   Outlook, of the desk, the web and Office, and what exports in its columns
//	monica    the JSON of Monica 4
//	redial    the table that WriteCSV writes
//	json      the document that this program exports, with the journals
//	csv       any other table with a line of titles, whose columns are known or named by a [Map]
//	zip       an archive with one of them in it, as LinkedIn sends; see [Unpack]
//
// # What is read
//
// Columns are known by their titles, never by their place. Text is UTF-8, UTF-16 with or without a byte
// order mark, or Windows-1252; separators are commas, semicolons or tabs. A value that can't be read,
// such as a date that is two days at once, becomes a [Fault] with its line, and stays in the person's
// notes as it was written. A file that is too much (a row of more than [MaxRow], an archive that
// unpacks to more than [MaxUnpacked]) ends with an error that says where, and never fills the memory.
//
// # Plans
//
// [Planner] holds persons against a [contact.Book], one by one: who is new, who is known, what of them
// would be added, and where only the person who uses the program can say. Nothing that stands in a note
// is changed, so that the same address book a second time changes nothing.
package roster

import (
	"fmt"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/note"
)

// Person is what an address book says of somebody. Every text is one line, but for Notes.
type Person struct {
	Line   int    // where it begins in the file, from 1; 0 where there are no lines
	Source string // what the address book knows the person by: "uid:…"; may be empty

	Name          string
	Aka           []string
	Company, Role string
	Emails        []string
	Phones        []string
	Links         []Link
	Tags          []string
	Offers, Needs []string
	At, By        string // as in a note: an id, or free text
	Birthday      string // YYYY-MM-DD, or MM-DD where the year is not known
	Every, Policy string // as in a note

	Met, Since, Last, Next, Closed civil.Date

	Extra   []Link       // other facts, by their keys
	Notes   string       // free text, in lines
	Entries []note.Entry // what happened and what was promised, in whatever order
	Faults  []Fault      // what could not be read
	Photo   bool         // there was a picture, which is left out
	Ours    bool         // this program wrote it: what it does not say is so

	remarks     []string // paragraphs that become the end of the notes
	unread      []string // and behind them what could not be read
	keepsSource bool     // other cards are known to be theirs by it
	said        *told    // what notes and entries say; nil until it is asked for
	pages       []string // see profiles
	pagesOf     int      // how many links there were then
	trial       bool     // is only to see what would be added
}

// Link is an address with its name, which may be empty, or another named fact.
type Link struct{ Name, Value string }

// Fault is a value that could not be read. The person's notes hold it as it was written.
type Fault struct {
	Line int    // in the file, from 1; 0 where there are no lines
	Text string // what was written, with what it was meant to be
	Why  string // lower case, no full stop
}

// Kind is a kind of file.
type Kind string

// The kinds, as --from takes them.
const (
	Unknown  Kind = ""
	VCard    Kind = "vcard"
	LinkedIn Kind = "linkedin"
	Google   Kind = "google"
	Outlook  Kind = "outlook"
	Monica   Kind = "monica"
	Redial   Kind = "redial"
	Document Kind = "json"
	CSV      Kind = "csv"
	Zip      Kind = "zip"
)

// Limits of what is read.
const (
	MaxRow      = 1 << 20 // bytes of a row, of a card, or of one text in a document
	MaxColumns  = 5000
	MaxUnpacked = 256 << 20 // bytes that an archive may unpack to
)

// Fault notes a value that can't be read. Tidy keeps it at the end of the notes, as text.
func (p *Person) Fault(line int, label, text, why string) {
	p.Faults = append(p.Faults, Fault{Line: line, Text: label + ": " + text, Why: why})
	p.unread = append(p.unread, label+": "+text)
}

// Remark adds a paragraph to the notes, where it is found when Tidy has looked at them.
func (p *Person) Remark(text string) {
	p.remarks = append(p.remarks, text)
}

// gather makes the remarks a part of the notes.
func (p *Person) gather() {
	p.Notes = joinNonEmpty("\n\n", append([]string{p.Notes}, p.remarks...)...)
	p.remarks = nil
}

// String writes all that is known of a person, a key a line, for tests and messages.
func (p *Person) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: %s\n", p.Line, p.Name)
	for _, l := range p.values() {
		fmt.Fprintf(&b, "  %s: %q\n", l.Name, l.Value)
	}
	for _, f := range p.Faults {
		fmt.Fprintf(&b, "  ! line %d: %q: %s\n", f.Line, f.Text, f.Why)
	}
	return b.String()
}

// values gives all that is known, by keys.
func (p *Person) values() []Link {
	var all []Link
	add := func(key string, values ...string) {
		for _, v := range values {
			if v != "" {
				all = append(all, Link{key, v})
			}
		}
	}
	for _, s := range single {
		add(s.key, *s.of(p))
	}
	for _, d := range dated {
		add(d.key, d.of(p).String())
	}
	for _, l := range listed {
		add(l.key, *l.of(p)...)
	}
	add("link", namedLinks(p.Links)...)
	add("fact", slices.Sorted(slices.Values(namedLinks(p.Extra)))...)
	add("notes", joinNonEmpty("\n\n", append([]string{p.allNotes()}, p.remarks...)...))
	for _, e := range p.Entries {
		add("entry", e.String())
	}
	if p.Photo {
		add("photo", "left out")
	}
	return all
}

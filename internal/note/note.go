package note

import (
	"redial/internal/civil"
	"redial/internal/diag"
)

// Note is what was read of one file. Nothing in it depends on the day on which it is read.
type Note struct {
	File     string         // as in problems: a path from the notebook's folder, with slashes
	Front    Front          // the front matter
	Heading  string         // the first heading of the body but "Journal", as plain text; the name where none is given
	Entries  []Entry        // the journal entries, in the order of the file
	Links    []Link         // [[links]] and links to other .md files in the body, in the order of the file
	Problems []diag.Problem // what is wrong in the file, whatever the day

	// Source is the text that was read, to which all spans refer: the file's bytes as they were given,
	// with U+FFFD for what is not UTF-8, a line feed for a carriage return without one, and without what
	// lies beyond MaxFile.
	Source string
	Body   Span // where the body lies in Source

	view  string       // Source as Markdown: without git's marks
	shape []plainBlock // blocks of the body, of most: see [TreeAround]
	runs  []Span       // of the others, entries that the tree of the text around them does without
}

// Span is a range of bytes in a note's source.
type Span struct{ Start, End int }

// Link is a mention of another note in the body: [[Ben]] or [Ben](ben.md).
type Link struct {
	Target string // as written, without #fragment: a name, an id, or a path that ends in .md
	Wiki   bool   // written [[Target]]
	Entry  int    // index of the journal entry that it stands in, or -1
	Line   int
	Column int
}

// Promise tells what became of an entry with a box. The zero value is an entry without one.
type Promise int8

// What a box says.
const (
	NoBox   Promise = iota
	Open            // [ ]
	Kept            // [x]
	Dropped         // [-]
)

var promises = [...]string{"", "open", "kept", "dropped"}

// String gives the word for it in data: `open`, `kept` or `dropped`; nothing for none.
func (p Promise) String() string { return promises[p] }

// Kind is what an entry was: the first word of the entry grammar. The zero value is none.
type Kind int8

// The kinds.
const (
	NoKind Kind = iota
	Met
	Call
	Email
	Message
	Meeting
	Visit
	Letter
	Event
	Intro
	Gift
	Remark // no contact was made
)

var kinds = [...]string{"", "met", "call", "email", "message", "meeting", "visit", "letter", "event", "intro", "gift", "note"}

// String gives the word for it in notes, commands and data.
func (k Kind) String() string { return kinds[k] }

// Outcome is how an entry ended. The zero value is an entry without one.
type Outcome int8

// The outcomes.
const (
	NoOutcome Outcome = iota
	NoAnswer
	StoodUp
	Cancelled
	Spoke
	CallMe
	OverToYou
	LastTry
	LetGo
	NotNow
	Yes
	No
)

var outcomes = [...]string{
	"", "no answer", "stood up", "cancelled", "spoke", "call me", "over to you", "last try", "let go", "not now", "yes", "no",
}

// String gives the words for it in notes, commands and data.
func (o Outcome) String() string { return outcomes[o] }

// Entry is one dated list item of the body. A notebook holds more of them than of anything else, so it is
// kept small.
//
// An open promise of mine whose date can't be read is an entry too, with a zero Date: the rules need
// to know of it (SPEC 4, unclear). Every other item whose date does not exist is no entry.
type Entry struct {
	Text    string // the Markdown behind kind and outcome, of the item's first paragraph, on one line
	Date    civil.Date
	Until   civil.Date // of `not now`; zero for none
	Done    civil.Date // of a promise kept on another day than its own: (done DATE); zero for none
	Line    int32      // of the item's marker, from 1, in the file
	Start   int32      // of the item, from its marker on: see [Entry.Span]
	End     int32
	Time    civil.Time
	Promise Promise
	Kind    Kind
	Outcome Outcome
	Theirs  bool
	Unknown bool // the words were not understood: it counts as a remark
	GoesOn  bool // the text goes on from the kind, without a separator: "call her about the offer"
}

// Said gives the text as it reads by itself: with the kind before it where it goes on from that.
func (e *Entry) Said() string {
	if e.GoesOn {
		return e.Kind.String() + " " + e.Text
	}
	return e.Text
}

// Span gives where the item stands, from its marker to the end of its last line.
func (e *Entry) Span() Span { return Span{int(e.Start), int(e.End)} }

// Day is the day on which an entry counts: its own, or the one on which the promise was kept.
func (e *Entry) Day() civil.Date {
	if e.Done != 0 {
		return e.Done
	}
	return e.Date
}

// Limits of what is read, beyond which text is shown as it is (SPEC 3, Faults).
const (
	MaxFile      = 16 << 20 // bytes of a note that are read
	MaxFront     = 64 << 10 // bytes of front matter
	MaxNesting   = 50       // nested containers on one line
	MaxParagraph = 16 << 10 // bytes of inline text in one paragraph
	MaxCells     = 1000     // cells of a table
)

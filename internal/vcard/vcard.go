// Package vcard reads and writes cards: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), any number of them
// in a file, as persons of package roster.
//
// # Reading
//
// [Read] gives one person a card and keeps none. The lines are ours, because files are not as the
// standards have them: lines folded at any place, also within a character; soft breaks of
// quoted-printable; lines that should have been folded; pictures, which are passed over as they stream
// by; a limit on everything. What a line is made of, its group, name and parameters, is read by
// github.com/emersion/go-vcard. It is handed plain lines, since
//
//   - a parameter without a name that ends a 2.1 line (TEL;HOME:123) makes it take the value for one;
//   - it unescapes commas before anyone could split a list at the others, and semicolons not at all;
//   - it drops lines that it can't read without a word.
//
// FN is the name, else N; further ones are other names. NICKNAME, ORG (its second part is a fact,
// department), TITLE or ROLE, EMAIL, TEL (a fax is a fact), URL and X-SOCIALPROFILE with their labels,
// BDAY, CATEGORIES, NOTE, ADR, ANNIVERSARY, messengers and UID are read. Text is UTF-8, or in the
// charset that a 2.1 line names, or Windows-1252. A card of a group of people has no name, and a fault
// that says so. Relatives, hobbies and days with a name are facts; of other properties [Reader.Left]
// gives the names, but for those that say nothing of a person.
//
// # Writing
//
// [Write] writes 3.0 unless asked for 4.0, which GrapheneOS, Tutanota and Outlook refuse or cut down.
// Lines end with CRLF and are folded at 75 octets, never within a rune. Keys of a note that cards have no
// property for are written as X-REDIAL-KEY, and read back. There is no REV: a note does not know when it
// was changed, and a wrong one makes programs keep what is old.
package vcard

// Version is a version of the format.
type Version string

// The versions that are written.
const (
	V3 Version = "3.0"
	V4 Version = "4.0"
)

// Limits of what is read of one card.
const (
	maxLine  = 1 << 20 // bytes of a line, unfolded
	maxCard  = 4 << 20 // bytes of all lines that are kept
	maxLines = 10000
)

// address is the fact of a note that is a postal address, as a whole.
const address = "address"

// own begins the names of our properties: X-REDIAL-MET is `met:`.
const own = "X-REDIAL-"

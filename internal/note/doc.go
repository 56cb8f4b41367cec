// Package note reads and specifies the file format of Redial's notes: UTF-8 text, one Markdown file for
// each contact or event, with front matter above and a journal in the list items of the body. [Parse]
// reads a note, never fails, and never drops anything.
//
//	---
//	name: Ada Byron
//	next: 2026-12-04
//	---
//
// That is a whole note.
//
// # Front matter
//
// Front matter is a YAML map between two lines of three hyphens, the first of which is the first line of
// the file that is not blank. Every value is the text that was typed, never what YAML makes of it: a
// phone number keeps its leading zero, No is a name. Only `~` and nothing at all are no value. Dates are
// civil dates without a time zone, written YYYY-MM-DD. Where a list is meant, one word or words with
// commas do too; `links` are separated by a comma and a blank. Where text is meant, a value of several
// lines is read as one, but for `intention`; a list is read with commas.
//
//	name            the shown name; without it the first heading of the body that is not within a list or
//	                a quote and does not say Journal, else the file name made readable
//	aka             other names, a list
//	company, role   text
//	email, phone    one or a list; of a map its values
//	links           one or a list; or a map from names to addresses
//	tags            a list; tags can choose a policy and a cadence in redial.yaml
//	offers, needs   lists: what they do for others, what they look for
//	met             the date on which you met
//	at              where: an event's id, or text
//	by              who introduced you: a contact's id, or text
//	since           known since: a date that nothing follows from
//	last            the date of the last contact, for those who come without a journal
//	next            the date of the next follow-up, set by hand
//	every           the cadence: 10d, 6w, 3mo (or 3m), 1y; or never
//	policy          the name of a follow-up policy
//	closed          the date on which it ended
//	birthday        1985-12-10, or 12-10 when the year is not known
//	type            contact or event (event is the default below notes/events/)
//	photo           an image beside the note
//
// An event has besides:
//
//	date, until     its first and its last day
//	where           text
//	intention       what one goes there for, in as many lines as it takes
//
// A key in capitals counts, with a warning. Other keys are kept in Front.Extra with their value as one
// line of text; one that is nearly a key of the format is warned of. Anchors, aliases, merge keys and a
// second document are refused: they are read as text, and reported.
//
// # Journal
//
// The tree that goldmark makes of the body decides what is a list item. Each one whose first paragraph
// begins with a date, or with a box and a date, is a journal entry, under whatever heading it stands,
// nested ones too. Items in code, quotes or HTML comments are not; other HTML is text.
//
//	[box] DATE [TIME] [they] KIND [, OUTCOME] [: TEXT] [(done DATE)]
//
// A box [ ] makes it a promise: something that is to happen. [x] or no box: it happened. [-]: a promise
// that was dropped. Another sign in the box counts as [ ], with a warning; a box without a date makes no
// entry, with a warning. A promise that was kept on another day than its own ends its first paragraph
// with (done DATE), and counts on that day. TIME is H:MM, HH:MM, 2pm or 2:30 pm. `they` makes the entry
// theirs; without it, it is yours.
//
// KIND is a word of [KindWords], OUTCOME one of [OutcomeWords]; `not now` takes until DATE. Reading is
// generous where the meaning is certain:
//
//   - Case does not matter. A colon or a dash after the date is allowed, and the name of its weekday.
//   - The comma before an outcome may be missing; it may stand in brackets or after a dash.
//   - An outcome counts when it is followed by the end, : , ; . ! ( ) or a dash between blanks, or by
//     `until`, but for yes, no and spoke. `no until DATE` is `not now until DATE`. "call, no problem at
//     all" has none.
//   - Of two outcomes the first counts, with a warning; but spoke beside another is none. An `until`
//     that is no date is warned of, and three months count.
//   - Words after a kind that are no outcome are text: "coffee at the station". An outcome other than
//     no, yes and spoke still counts behind the first comma after them, up to a colon or full stop:
//     "called again, no answer". One with other words about it, or misspelt, is text with a warning:
//     "call, no answer again", "call, noanswer".
//   - Right behind a colon the certain ones are taken too, "call: no answer, left a message", but never
//     no, yes, spoke and their synonyms: "call: no, she moved".
//   - Where an outcome stands without a kind, the kind is call; for over to you and last try it is
//     message; let go alone is a decision, of kind note. Where a kind and an outcome share a word, the
//     outcome wins: "video call me".
//   - In an entry of theirs, over to you is read as call me. On their writing (email, message, letter,
//     intro, gift) spoke and no answer are no outcome; "they replied" and "they answered" alone are an
//     email of theirs. "they cancelled" and "they stood me up" are a meeting, and nobody's.
//
// TEXT is Markdown: what stands behind kind and outcome in the first paragraph, on one line. Paragraphs
// and undated lists below the item belong to the entry. An entry whose words are not understood counts
// as a note, is shown as written, and is warned of.
//
// An item whose date does not exist is reported, is shown as text and does not count; an open promise of
// mine is an entry all the same, with no date. One that begins with a date in another form is warned of, and so is
// a line in a paragraph or a heading that reads as an entry, or as one of the keys met, last, next and closed with a
// date: its bullet, or its place, was forgotten.
//
// # Body
//
// The body is CommonMark with tables, strikethrough, boxes and bare http and https addresses as links.
// [[Name]], [[id]] and [[Name|text]] are links to other notes, as are Markdown links to paths that end
// in .md; they are collected in Note.Links.
//
// # Faults
//
// A note with faults is read as far as it goes: the other keys count, the problem is in Note.Problems
// with its line and column (in runes), and what is beyond reading is shown as text.
//
//   - A block that is not closed ends before the first line that can belong to no key, and behind a
//     blank line at one that has none of the keys above. Three dots close it, with an error. Where the
//     line that would close it is a rule in the text below, it counts as not closed.
//   - A block whose opening line is missing counts, with an error, where a key in it has a day or a rhythm; so
//     does one that opens with another line of dashes, `—` or `----`, above a key of the format.
//   - A block that is not YAML is read line by line: the lines of one key are YAML by themselves, or
//     else `key: value`; a line of no key is kept in Front.Extra under no name. A key of the format counts
//     without the blank behind its colon, too.
//   - Of a key that is there twice the earlier date counts, else the first value.
//   - Lines of git's, <<<<<<< to >>>>>>>, are no part of the text, in the front matter as in the body.
//     Both sides count, the common base of the diff3 style does not; of a key on both sides, the earlier
//     date counts, else the first value.
//   - A second front matter in the body is an error; its keys count as if they stood in the first.
//   - A note with +++ or { or the like on top has no front matter, with an error; nor has one that begins
//     with a rule and has no keys below it, with a warning.
//   - A file in UTF-16 is read as its text, with an error, and every edit of it is refused.
//   - Bytes that are not UTF-8 are read as U+FFFD. A byte order mark is passed over. Lines end with LF,
//     CRLF or CR.
//   - Where `met` and the journal's entries of kind met name different days, and nothing took place on
//     the day of `met`, it is warned of.
//
// # Limits
//
// Text beyond a limit is shown as it is, with an error: [MaxFile], [MaxFront], [MaxNesting],
// [MaxParagraph], [MaxCells], and 1,000 signs of emphasis, links and code in a paragraph. A list may be
// of any length, and all its entries count. Of a note's problems the first 1,000 are listed. The time
// and the memory that reading takes grow with the size of the note, and no faster.
//
// # Edits
//
// [AppendEntry], [Tick], [Drop], [Redate], [SetKey] and [ClearKey] change the bytes of a note, and no byte
// that they need not change: line ends, the byte order mark, blanks, comments, the order of keys, quotes,
// bullets and the final newline or its absence stay. Each takes a note's bytes and gives others, so that
// several make one change of one file; [Changes] tells the lines that are other then.
//
// An edit is made only where its result reads as the note did, but for what was asked for. Else it is a
// [Refused], with the line and what to do by hand:
//
//   - every edit, of a note with a conflict of git's, a key that is there twice, a second front matter, or
//     one that is not closed; of one that is too large; and at bytes that are not UTF-8;
//   - an edit of a key, besides: where the front matter is no YAML or not of this format, is too large, or
//     is one map in braces; of a value on several lines, but for a list with one item a line; of a map,
//     and of a value with a tag;
//   - an entry that code or HTML before it would swallow, and whatever would add an error to the note.
package note

package note

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// AppendEntry adds an entry to the journal, as a line that reads back as e. Its place is
//
//   - in the list where the entries are: under a heading "Journal" before any other, for a promise
//     where open promises are, for what happened where the latest is;
//   - by its date among them: behind those of its day in a journal that is kept oldest first, before
//     them in one that is kept newest first (see [NewestFirst]);
//   - without such a list, at the end of what stands under the heading "Journal";
//   - without that heading, under a new one at the end of the note.
//
// The list's bullets or numbers, indents, blank lines and line ends are kept; an entry with paragraphs
// and lists below it stays whole. The error is a [*Refused].
func AppendEntry(src []byte, e Entry) ([]byte, error) {
	line, err := lineFor(e)
	if err != nil {
		return nil, err
	}
	d, err := edit(src)
	if err != nil {
		return nil, err
	}
	s := d.journal().insert(&e, line)
	after := d.apply(s)
	if err := d.checkEntries(after, edited{added, bare(e), s.start}); err != nil {
		return nil, err
	}
	return after, nil
}

// lineFor writes an entry as the text of a list item, which reads back the same.
func lineFor(e Entry) (string, error) {
	line := e.String()
	got, _, ok := readEntry(line)
	switch {
	case e.Date == 0:
		return "", &Refused{Reason: "the entry has no date", Help: "write YYYY-MM-DD before it"}
	case !utf8.ValidString(line) || strings.ContainsFunc(line, isControl):
		return "", &Refused{Reason: "the entry is not one line of text", Help: "leave out what is no text, and write it on one line"}
	case len(line) > MaxParagraph:
		return "", &Refused{Reason: "the entry is longer than 16 KiB", Help: "shorten it"}
	case !ok || bare(got) != bare(e):
		return "", &Refused{Reason: fmt.Sprintf("`%s` would not read back as it is meant", line),
			Help: "write KIND, OUTCOME: TEXT"}
	}
	return line, nil
}

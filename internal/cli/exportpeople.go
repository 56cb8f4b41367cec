package cli

import (
	"io"
	"iter"

	"github.com/spf13/pflag"

	"redial/internal/roster"
	"redial/internal/site"
	"redial/internal/vcard"
)

// persons gives those who were chosen, as other programs may know them.
func (c *chosen) persons() iter.Seq[*roster.Person] {
	return func(yield func(*roster.Person) bool) {
		for _, p := range c.people {
			if !yield(roster.Of(p.Contact)) {
				return
			}
		}
	}
}

// cardFormat writes a card for everybody.
func cardFormat() format {
	four := false
	return format{
		name: "vcard",
		kind: "people, for an address book",
		manual: manual{
			short: "people as cards, for an address book",
			long: `Writes a vCard for each person: names, company, role, numbers, addresses,
links, tags, birthday, and the text of the note as its NOTE. The journal stays
here. What cards have no property for (met, every, needs …) stands in X-REDIAL
lines, which other programs pass over and "redial import" reads.

It is vCard 3.0, which every address book reads; --v4 makes it 4.0, which some
phones, Outlook and others refuse or cut down.`,
			examples: `redial export vcard -o people.vcf
redial export vcard ada --v4`,
		},
		flags: func(fs *pflag.FlagSet) { fs.BoolVar(&four, "v4", false, "write vCard 4.0") },
		write: func(w io.Writer, c chosen) error {
			v := vcard.V3
			if four {
				v = vcard.V4
			}
			return vcard.Write(w, c.persons(), v)
		},
	}
}

// tableFormat writes a row for everybody.
func tableFormat() format {
	spreadsheet := false
	return format{
		name: "csv",
		kind: "people, as a table",
		manual: manual{
			short: "people as a table, for a spreadsheet",
			long: `Writes a row for each person, under a line of titles that are the keys of a
note. Several values stand in one cell, parted by semicolons; where a value
has one itself, each stands on a line of its own. The journal stays here.
"redial import" reads the table again.

It is plain CSV (RFC 4180), with the values as they are in the notes. --excel
is for Excel, LibreOffice and their like: it begins with a byte order mark,
and a cell that would be taken for a formula gets an apostrophe before it.`,
			examples: `redial export csv -o people.csv
redial export csv --excel ada,ben -o people.csv`,
		},
		flags: func(fs *pflag.FlagSet) {
			fs.BoolVar(&spreadsheet, "excel", false, "for a spreadsheet: a byte order mark, and no formulae")
		},
		write: func(w io.Writer, c chosen) error { return roster.WriteCSV(w, c.persons(), spreadsheet) },
	}
}

// documentFormat writes what data.json holds, with the whole journals.
func documentFormat() format {
	return format{
		name: "json",
		kind: "all that Redial knows, for programs",
		manual: manual{
			short: "all that Redial knows and works out, for programs",
			long: `Writes the shape of public/data.json, which "redial show --json" has too: each
contact with where it stands, what comes next and, here, every journal entry.
Dates are YYYY-MM-DD, what is absent is null, lists are never null. Without
WHO it holds the events and the problems of the notes as well. "redial import
--track" reads it again, journals and all; the text of notes is not in it.`,
			examples: `redial export json -o people.json
redial export json ada | jq .contacts[0].due`,
		},
		write: func(w io.Writer, c chosen) error {
			d := c.document(c.people, nil, true)
			if c.all {
				all := site.NewDocument(c.agenda, c.problems)
				d.Events, d.Problems = all.Events, all.Problems
			}
			data, err := site.JSON(d)
			if err == nil {
				_, err = w.Write(escapeControls(data))
			}
			return err
		},
	}
}

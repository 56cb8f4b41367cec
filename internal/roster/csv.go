package roster

import (
	"encoding/csv"
	"io"
	"iter"
	"strings"
	"unicode"
)

// tableColumns are the columns of the table that WriteCSV writes; all but the first are keys of a note.
var tableColumns = []struct {
	title string
	of    func(p *Person) string
}{
	{"id", func(p *Person) string { return strings.TrimPrefix(p.Source, ownSource) }},
	{"name", func(p *Person) string { return p.Name }},
	{"aka", func(p *Person) string { return inCell(p.Aka) }},
	{"company", func(p *Person) string { return p.Company }},
	{"role", func(p *Person) string { return p.Role }},
	{"email", func(p *Person) string { return inCell(p.Emails) }},
	{"phone", func(p *Person) string { return inCell(p.Phones) }},
	{"links", func(p *Person) string { return inCell(namedLinks(p.Links)) }},
	{"tags", func(p *Person) string { return inCell(p.Tags) }},
	{"offers", func(p *Person) string { return inCell(p.Offers) }},
	{"needs", func(p *Person) string { return inCell(p.Needs) }},
	{"met", func(p *Person) string { return p.Met.String() }},
	{"at", func(p *Person) string { return p.At }},
	{"by", func(p *Person) string { return p.By }},
	{"since", func(p *Person) string { return p.Since.String() }},
	{"last", func(p *Person) string { return p.Last.String() }},
	{"next", func(p *Person) string { return p.Next.String() }},
	{"every", func(p *Person) string { return p.Every }},
	{"policy", func(p *Person) string { return p.Policy }},
	{"closed", func(p *Person) string { return p.Closed.String() }},
	{"birthday", func(p *Person) string { return p.Birthday }},
	{"facts", func(p *Person) string { return inCell(keyed(p.Extra)) }},
	{"notes", func(p *Person) string { return p.Notes }},
	{"source", func(p *Person) string { return p.Source }},
}

// namedLinks writes links with their names before them: linkedin <https://…>.
func namedLinks(links []Link) []string {
	var all []string
	for _, l := range links {
		if l.Name == "" {
			all = append(all, l.Value)
		} else {
			all = append(all, l.Name+" <"+l.Value+">")
		}
	}
	return all
}

// keyed writes facts with their keys before them: hair: dark.
func keyed(facts []Link) []string {
	var all []string
	for _, f := range facts {
		all = append(all, f.Name+": "+f.Value)
	}
	return all
}

// inCell writes the values of a list in one cell: parted by semicolons or, where a value has one, each
// on a line of its own.
func inCell(values []string) string {
	joined := strings.Join(values, "; ")
	if strings.Count(joined, "; ") == max(0, len(values)-1) {
		return joined
	}
	return strings.Join(values, "\n") + "\n"
}

// WriteCSV writes persons as a table with a line of titles (RFC 4180). For a spreadsheet it begins with a
// byte order mark, and a cell that would be taken for a formula gets an apostrophe before it; a phone
// number is none. What steers a terminal is left out. Its errors are those of w.
func WriteCSV(w io.Writer, people iter.Seq[*Person], spreadsheet bool) error {
	if spreadsheet {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	row := make([]string, len(tableColumns))
	for i, column := range tableColumns {
		row[i] = column.title
	}
	c.Write(row)
	for p := range people {
		for i, column := range tableColumns {
			row[i] = strings.Map(Visible, column.of(p))
			if spreadsheet {
				row[i] = guarded(row[i])
			}
		}
		c.Write(row)
	}
	c.Flush()
	return c.Error()
}

// guarded puts an apostrophe before what a spreadsheet would work out: what begins with = + - @ or a
// blank that is none. Numbers with a plus, as phones are, stay.
func guarded(s string) string {
	if s == "" || isNumber(s) {
		return s
	}
	if bare := strings.TrimLeft(s, "'"); bare != "" && strings.ContainsRune("=+-@\t\r\n|", rune(bare[0])) && !isNumber(bare) {
		return "'" + s
	}
	return s
}

// unguarded takes the apostrophe away that guarded put there.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guarded(rest) != rest {
		return rest
	}
	return s
}

// isNumber reports whether a text is a phone number, or several: a plus, digits, and what stands between
// them. It could still be a sum, and nothing worse.
func isNumber(s string) bool {
	digits := strings.ContainsFunc(s, unicode.IsDigit)
	return digits && s[0] == '+' && strings.Trim(s, "+0123456789 ()-./;") == ""
}

package contact

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"redial/internal/diag"
	"redial/internal/note"
)

// twinCode is that of the problems that a second note of the same name, address or id has.
const twinCode = "twin"

// findTwins reports, on the later of two notes, the same name or e-mail address, and ids that are one
// where file systems know no letter case or one form of Unicode.
func (b *Book) findTwins() {
	names, emails := map[string]*Contact{}, map[string]*Contact{}
	for i, p := range b.pages {
		first := b.pages[b.byTwin.at(twinID(p.id()))[0]]
		if first != b.pages[i] {
			b.twinFile(p, first)
		}
		if p.contact != nil {
			b.twinName(p, first, names)
			b.twinEmails(p, emails)
		}
	}
}

// twinFile reports a file that some systems can't tell from an earlier one.
func (b *Book) twinFile(p, first page) {
	where := "letter case does not count"
	if norm.NFC.String(p.id()) == norm.NFC.String(first.id()) {
		where = "an accent has one form"
	}
	b.twin(p, note.Text{}, fmt.Sprintf("`%s` and `%s` are one file where %s", first.note().File, p.note().File, where),
		"rename one of them, or move what is in this one there")
}

// twinName reports a name that an earlier contact has; twins of ids have been reported.
func (b *Book) twinName(p, sameID page, names map[string]*Contact) {
	k := key(p.contact.Name)
	first, ok := names[k]
	if !ok {
		names[k] = p.contact
		return
	}
	if sameID.contact == first {
		return
	}
	b.twin(p, p.contact.Note.Front.Text("name"), fmt.Sprintf("`%s` is the name in %s too", p.contact.Name, first.File),
		"if it is one person, move this note's lines there; else tell them apart by `name:`")
}

func (b *Book) twinEmails(p page, emails map[string]*Contact) {
	for t := range p.contact.Note.Front.Texts("email") {
		k := strings.ToLower(t.Value)
		first, ok := emails[k]
		switch {
		case k == "" || first == p.contact:
		case !ok:
			emails[k] = p.contact
		default:
			b.twin(p, t, fmt.Sprintf("`%s` is the e-mail address in %s too", t.Value, first.File),
				"if it is one person, move this note's lines there")
		}
	}
}

// twin reports a problem at a value; the zero value stands for the file as a whole.
func (b *Book) twin(p page, at note.Text, message, help string) {
	pr := diag.Problem{
		File: p.note().File, Line: at.Line, Column: at.Column, Severity: diag.Warning, Code: twinCode,
		Message: message, Help: help,
	}
	if at.Line > 0 {
		pr.Excerpt, pr.Width = lineOf(p.note().Source, at.Line), utf8.RuneCountInString(at.Value)
	}
	b.Problems = append(b.Problems, pr)
}

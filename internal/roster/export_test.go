package roster_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/followup"
	"redial/internal/note"
	"redial/internal/roster"
	"redial/internal/site"
	"redial/internal/vcard"
)

// all gives everybody of a notebook as persons.
func (n notes) all() []*roster.Person {
	var people []*roster.Person
	for _, c := range n.book().Contacts {
		people = append(people, roster.Of(c))
	}
	return people
}

// facts is what comes back of an export: everything but the id, which is what the notebook made of it.
func facts(people []*roster.Person) []string {
	var all []string
	for _, p := range people {
		q := *p
		q.Source, q.Line = "", 0
		all = append(all, q.String())
	}
	slices.Sort(all)
	return all
}

// backIn exports a notebook and brings what was written into an empty one. It is not ok where two people
// of one name met: the second is in doubt then.
func (n notes) backIn(t *rapid.T, export func(w io.Writer) error, read func(src []byte) iter.Seq2[*roster.Person, error]) (again notes, written string, ok bool) {
	var b bytes.Buffer
	if err := export(&b); err != nil {
		t.Fatalf("%v", err)
	}
	again = notes{}
	again.bring(t, func(yield func(*roster.Person) bool) {
		for p, err := range read(b.Bytes()) {
			if err != nil {
				t.Fatalf("%v\n%s", err, &b)
			}
			if !yield(p) {
				return
			}
		}
	}, roster.Options{Today: today, Track: true})
	return again, b.String(), len(again) == len(n)
}

// drawn are whatever notes there can be.
func drawn(t *rapid.T) notes {
	n := notes{}
	n.bring(t, slices.Values(rapid.SliceOfN(rapid.Custom(anyPerson), 1, 4).Draw(t, "people")),
		roster.Options{Today: today, Track: true, Every: "6w", Policy: "light"})
	return n
}

// TestAnExportIntoAnEmptyNotebookKeepsEveryField does so with each format whose every field comes back:
// all but the journal.
func TestAnExportIntoAnEmptyNotebookKeepsEveryField(t *testing.T) {
	table := func(src []byte) iter.Seq2[*roster.Person, error] { _, persons, _ := read(src, nil); return persons }
	card := func(src []byte) iter.Seq2[*roster.Person, error] { return vcard.Read(bytes.NewReader(src)) }
	rapid.Check(t, func(t *rapid.T) {
		n := drawn(t)
		for name, format := range map[string]struct {
			write func(w io.Writer) error
			read  func(src []byte) iter.Seq2[*roster.Person, error]
		}{
			"a table":                 {func(w io.Writer) error { return roster.WriteCSV(w, slices.Values(n.all()), false) }, table},
			"a table for spreadsheet": {func(w io.Writer) error { return roster.WriteCSV(w, slices.Values(n.all()), true) }, table},
			"cards of 3.0":            {func(w io.Writer) error { return vcard.Write(w, slices.Values(n.all()), vcard.V3) }, card},
			"cards of 4.0":            {func(w io.Writer) error { return vcard.Write(w, slices.Values(n.all()), vcard.V4) }, card},
		} {
			again, written, ok := n.backIn(t, format.write, format.read)
			if d := cmp.Diff(facts(n.all()), facts(again.all())); ok && d != "" {
				t.Errorf("%s: %s\n%s\n%v", name, d, written, n)
			}
		}
	})
}

// TestADocumentIntoAnEmptyNotebookKeepsFieldsAndJournal holds what comes back of JSON to what was there:
// all but the text of a note, and the policy, which is that of a tag as well.
func TestADocumentIntoAnEmptyNotebookKeepsFieldsAndJournal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawn(t)
		again, written, ok := n.backIn(t, func(w io.Writer) error {
			d := site.NewDocument(followup.NewAgenda(n.book(), followup.DefaultSettings(), today), nil)
			for i, c := range n.book().Contacts {
				one := followup.Assess(c, followup.DefaultSettings(), today)
				d.Contacts[i] = site.NewContact(followup.DefaultSettings(), &one, true)
			}
			data, err := site.JSON(d)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}, func(src []byte) iter.Seq2[*roster.Person, error] { return roster.ReadDocument(bytes.NewReader(src)) })
		if d := cmp.Diff(n.journals(), again.journals()); ok && d != "" {
			t.Errorf("%s\n%s\n%v", d, written, n)
		}
	})
}

// journals gives everybody with what a document holds of them.
func (n notes) journals() []string {
	var all []string
	for _, c := range n.book().Contacts {
		p := roster.Of(c)
		p.Source, p.Notes, p.Policy = "", "", ""
		slices.SortFunc(p.Links, func(a, b roster.Link) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) })
		for i := range c.Journal {
			if e := c.Journal[i]; !e.FromFront {
				p.Entries = append(p.Entries, *e.Entry)
			}
		}
		slices.SortStableFunc(p.Entries, func(a, b note.Entry) int { return strings.Compare(a.String(), b.String()) })
		all = append(all, p.String())
	}
	slices.Sort(all)
	return all
}

func TestATableForASpreadsheetHoldsNoFormula(t *testing.T) {
	p := &roster.Person{
		Name: "=cmd|' /C calc'!A0", Company: "-2+3", Role: "@SUM(1)", Phones: []string{"+44 20 7946 0000", "020 7946"}, Notes: "\t=1", At: "+cmd|x", By: "Ada",
	}
	var plain, guarded bytes.Buffer
	roster.WriteCSV(&plain, slices.Values([]*roster.Person{p}), false)
	roster.WriteCSV(&guarded, slices.Values([]*roster.Person{p}), true)
	if strings.HasPrefix(plain.String(), "\uFEFF") || !strings.Contains(plain.String(), ",-2+3,") {
		t.Errorf("%q", plain.String())
	}
	text, marked := strings.CutPrefix(guarded.String(), "\uFEFF")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatalf("%v %q", err, guarded.String())
	}
	row := map[string]string{}
	for i, title := range rows[0] {
		row[title] = rows[1][i]
	}
	want := map[string]string{"name": "'=cmd|' /C calc'!A0", "company": "'-2+3", "role": "'@SUM(1)", "phone": "+44 20 7946 0000; 020 7946", "notes": "'\t=1", "at": "'+cmd|x", "by": "Ada"}
	maps.DeleteFunc(row, func(_, v string) bool { return v == "" })
	if d := cmp.Diff(want, row); d != "" {
		t.Error(d)
	}
}

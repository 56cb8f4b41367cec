package roster_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"redial/internal/roster"
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

// TestATableIntoAnEmptyNotebookKeepsEveryField exports whatever notes there can be, and reads them into a
// notebook of their own.
func TestATableIntoAnEmptyNotebookKeepsEveryField(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := notes{}
		o := roster.Options{Today: today, Track: true, Every: "6w", Policy: "light"}
		n.bring(t, slices.Values(rapid.SliceOfN(rapid.Custom(anyPerson), 1, 4).Draw(t, "people")), o)
		for _, spreadsheet := range []bool{false, true} {
			var b bytes.Buffer
			if err := roster.WriteCSV(&b, slices.Values(n.all()), spreadsheet); err != nil {
				t.Fatalf("%v", err)
			}
			again := notes{}
			again.bring(t, func(yield func(*roster.Person) bool) {
				_, persons, _ := read(b.Bytes(), nil)
				for p, err := range persons {
					if err != nil {
						t.Fatalf("%v\n%s", err, &b)
					}
					if !yield(p) {
						return
					}
				}
			}, roster.Options{Today: today, Track: true})
			if len(again) < len(n) {
				continue // two of one name: the second is in doubt
			}
			if d := cmp.Diff(facts(n.all()), facts(again.all())); d != "" {
				t.Errorf("%s\n%s\n%v", d, &b, n)
			}
		}
	})
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

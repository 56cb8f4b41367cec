package contact_test

import (
	"fmt"
	"testing"

	"redial/internal/contact"
	"redial/internal/note"
)

// Where many need what many have, each must not be compared with each.
func TestManyAreMatchedWithManyInSeconds(t *testing.T) {
	const many = 20000
	cs := make([]*contact.Contact, many)
	for i := range cs {
		n := &note.Note{File: fmt.Sprintf("notes/p%d.md", i)}
		n.Front.Needs = []note.Text{{Value: "an accountant"}, {Value: fmt.Sprintf("tea number %d", i)}}
		n.Front.Offers = []note.Text{{Value: "accountant"}, {Value: "number of teas"}}
		n.Front.Company = note.Text{Value: "Tea Ltd"}
		if i%2 == 0 {
			n.Front.Company.Value = fmt.Sprintf("Tea %d", i+1)
		}
		cs[i] = contact.New(n, fmt.Sprintf("p%d", i))
	}
	in := contact.NewBook(cs, nil).Introductions(nil)
	if len(in.Pairs) == 0 || len(in.Pairs) > 10*many {
		t.Errorf("%d pairs", len(in.Pairs))
	}
}

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
		company := "Tea Ltd"
		if i%2 == 0 {
			company = fmt.Sprintf("Tea %d", i+1)
		}
		n.Front.Set("company", note.Text{Value: company})
		n.Front.Add("needs", note.Text{Value: "an accountant"})
		n.Front.Add("needs", note.Text{Value: fmt.Sprintf("tea number %d", i)})
		n.Front.Add("offers", note.Text{Value: "accountant"})
		n.Front.Add("offers", note.Text{Value: "number of teas"})
		cs[i] = contact.New(n, fmt.Sprintf("p%d", i))
	}
	in := contact.NewBook(cs, nil).Introductions(nil)
	if len(in.Pairs) == 0 || len(in.Pairs) > 10*many {
		t.Errorf("%d pairs", len(in.Pairs))
	}
}

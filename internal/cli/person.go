package cli

import (
	"fmt"
	"strings"

	"redial/internal/contact"
	"redial/internal/followup"
)

// people gives those whom WHO arguments name: each an id, a name, an alias or an unambiguous part of
// one, or several with commas between. Nobody comes twice.
func (a *app) people(v *view, args []string) ([]*followup.Assessment, error) {
	var found []*followup.Assessment
	seen := map[string]bool{}
	for _, who := range names(v.agenda.Book, args) {
		c, err := a.person(v.agenda.Book, who)
		if err != nil {
			return nil, err
		}
		if !seen[c.ID] {
			seen[c.ID] = true
			found = append(found, v.agenda.Of(c.ID))
		}
	}
	return found, nil
}

// names parts arguments at their commas, but not an id that has one.
func names(b *contact.Book, args []string) []string {
	var all []string
	for _, arg := range args {
		if b.Contact(arg) != nil {
			all = append(all, arg)
			continue
		}
		for who := range strings.SplitSeq(arg, ",") {
			if who = strings.TrimSpace(who); who != "" {
				all = append(all, who)
			}
		}
	}
	return all
}

// fewNames is how many people an error names before it only counts them.
const fewNames = 6

func (a *app) person(b *contact.Book, who string) (*contact.Contact, error) {
	found := b.Find(who)
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, failed("nobody is called `"+who+"`", a.command("who "+quote(who))+" looks in the notes as well")
	}
	var ids []string
	for _, c := range found[:min(len(found), fewNames)] {
		ids = append(ids, c.ID)
	}
	list := strings.Join(ids, ", ")
	if more := len(found) - len(ids); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return nil, failed(fmt.Sprintf("`%s` matches %d people: %s", who, len(found), list), "write more of the name, or one of these ids")
}

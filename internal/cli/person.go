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

// somebody gives those whom one WHO argument names, who are one at least.
func (a *app) somebody(v *view, who string) ([]*followup.Assessment, error) {
	people, err := a.people(v, []string{who})
	if err == nil && len(people) == 0 {
		err = misuse("nobody is named", "redial who finds people")
	}
	return people, err
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
	few := found[:min(len(found), fewNames)]
	var ids []string
	help := ""
	for _, c := range few {
		ids = append(ids, c.ID)
		help += c.ID + ": " + apart(c, few) + "\n"
	}
	list := strings.Join(ids, ", ")
	if more := len(found) - len(ids); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return nil, failed(fmt.Sprintf("`%s` matches %d people: %s", who, len(found), list), help+"write more of the name, or one of these ids")
}

// apart says what tells somebody from others who are called alike: role and company; where these are the
// same too, what else the note has that no other one has.
func apart(c *contact.Contact, others []*contact.Contact) string {
	told := func(c *contact.Contact) string { return joined(", ", c.Name, c.Role, c.Company) }
	more := []func(c *contact.Contact) string{
		func(c *contact.Contact) string { return strings.Join(c.Emails, ", ") },
		func(c *contact.Contact) string { return strings.Join(c.Phones, ", ") },
		func(c *contact.Contact) string { return strings.Join(c.Tags, ", ") },
		func(c *contact.Contact) string { return prefixed("met ", c.Met.String()) },
		func(c *contact.Contact) string { return c.At },
	}
	text := told(c)
	for _, other := range others {
		if other == c || told(other) != told(c) {
			continue
		}
		for _, m := range more {
			if m(c) != m(other) && m(c) != "" && !strings.Contains(text, m(c)) {
				text = joined(", ", text, m(c))
				break
			}
		}
	}
	return text
}

// prefixed puts a word before a text that is there.
func prefixed(word, text string) string {
	if text == "" {
		return ""
	}
	return word + text
}

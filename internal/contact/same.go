package contact

import "strings"

// IsAlready tells whether somebody whom one is about to note is this contact already, and by what: `the
// same e-mail address`, or `the same name`, where the company is the same too or one of the two is not
// known. Letter case and accents do not matter. It is empty for somebody else.
func (c *Contact) IsAlready(name, company string, emails []string) (by string) {
	for _, theirs := range c.Emails {
		for _, e := range emails {
			if strings.EqualFold(strings.TrimSpace(e), theirs) {
				return "the same e-mail address"
			}
		}
	}
	if company, known := key(company), key(c.Company); company != known && company != "" && known != "" {
		return ""
	}
	for _, called := range append([]string{c.Name}, c.Aka...) {
		if key(called) == key(name) {
			return "the same name"
		}
	}
	return ""
}

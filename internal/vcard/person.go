package vcard

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/emersion/go-vcard"

	"redial/internal/roster"
)

// cardReader makes a person of a card.
type cardReader struct {
	card   vcard.Card
	p      *roster.Person
	labels map[string]string // X-ABLabel, by group
	v21    bool
}

// person makes a person of a card, and notes of which properties it makes nothing.
func (r *rawCard) person(left map[string]bool) *roster.Person {
	card, lost := r.parse()
	c := &cardReader{card: card, p: &roster.Person{Line: r.line, Photo: r.photo, Faults: r.faults}, labels: map[string]string{}}
	if c.isGroup() {
		c.p.Faults = append(c.p.Faults, roster.Fault{Line: r.line, Text: c.text("FN"), Why: "a group of people is no person"})
		return c.p
	}
	c.v21 = strings.HasPrefix(c.text("VERSION"), "2")
	c.p.Ours = c.text("PRODID") == product
	for _, f := range card["X-ABLABEL"] {
		name := unescape(c.value(f))
		if !c.p.Ours {
			name = label(name)
		}
		c.labels[strings.ToUpper(f.Group)] = name
	}
	c.names()
	c.work()
	c.reach()
	c.rest()
	c.ours()
	for _, line := range lost {
		c.lost(line, skippedBefore(r, line))
	}
	for name := range card {
		if !read[name] && !strings.HasPrefix(name, own) && len(left) < maxLeft && len(c.fields(name)) > 0 {
			left[cut(roster.Text(name))] = true
		}
	}
	return c.p
}

// maxLeft is how many properties of which nothing is made are named.
const maxLeft = 100

// read are the properties that are read, and those that say nothing of a person: of the card, of how a
// name is sorted and spoken.
var read = names(`BEGIN END VERSION FN N NICKNAME ORG TITLE ROLE EMAIL TEL URL X-SOCIALPROFILE ADR BDAY CATEGORIES NOTE UID ANNIVERSARY X-ANNIVERSARY
	X-EVOLUTION-ANNIVERSARY RELATED X-ABRELATEDNAMES X-SPOUSE X-EVOLUTION-SPOUSE X-MANAGER X-EVOLUTION-MANAGER X-ASSISTANT X-EVOLUTION-ASSISTANT HOBBY
	INTEREST EXPERTISE X-ABDATE IMPP X-SKYPE X-SKYPE-USERNAME X-JABBER X-AIM X-ICQ X-MATRIX X-TELEGRAM X-SIGNAL KIND X-ADDRESSBOOKSERVER-KIND X-ABLABEL
	PRODID REV SORT-STRING SORT-AS CLASS MAILER LABEL PROFILE SOURCE NAME CLIENTPIDMAP LANG TZ GEO GENDER X-GENDER X-SEX AGENT
	X-PHONETIC-FIRST-NAME X-PHONETIC-MIDDLE-NAME X-PHONETIC-LAST-NAME X-ABUID X-ABSHOWAS X-ABADR X-IMAGETYPE X-IMAGEHASH X-SHARED-PHOTO-DISPLAY-PREF
	X-EVOLUTION-FILE-AS X-MOZILLA-HTML X-KADDRESSBOOK-X-IMADDRESS`)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// cut gives the beginning of a name, for a message.
func cut(name string) string { return strings.ToValidUTF8(name[:min(len(name), 60)], "") }

// skippedBefore reports whether a line is perhaps a part of a picture: no line of a picture is kept.
func skippedBefore(r *rawCard, line textLine) bool {
	return r.photo && !strings.ContainsAny(line.text, " :;")
}

// lost keeps a line that is none of a card.
func (c *cardReader) lost(line textLine, picture bool) {
	if !picture {
		c.p.Fault(line.n, "vCard", strings.TrimSpace(roster.Text(line.text)), "this is no line of a card")
	}
}

func (c *cardReader) isGroup() bool {
	for _, name := range []string{"KIND", "X-ADDRESSBOOKSERVER-KIND"} {
		if strings.EqualFold(strings.TrimSpace(c.text(name)), "group") {
			return true
		}
	}
	return false
}

// fields gives the lines of a property that have a value, the preferred ones first.
func (c *cardReader) fields(name string) []*vcard.Field {
	fs := slices.Clone(c.card[name])
	slices.SortStableFunc(fs, func(a, b *vcard.Field) int { return cmp.Compare(preference(a), preference(b)) })
	return slices.DeleteFunc(fs, func(f *vcard.Field) bool { return strings.Trim(f.Value, "; ") == "" })
}

// preference is a number of 1 to 100, as of 4.0; what 3.0 prefers comes first.
func preference(f *vcard.Field) int {
	if n, err := strconv.Atoi(f.Params.Get("PREF")); err == nil {
		return n
	}
	if f.Params.HasType("pref") {
		return 1
	}
	return 100
}

// value decodes a line; what can't be decoded is a fault.
func (c *cardReader) value(f *vcard.Field) string {
	v, err := decode(f)
	if err != nil {
		c.p.Faults = append(c.p.Faults, roster.Fault{Line: lineOf(f), Text: shown(f.Value), Why: err.Error()})
	}
	return v
}

// text gives the first value of a property.
func (c *cardReader) text(name string) string {
	for _, f := range c.fields(name) {
		if v := strings.TrimSpace(unescape(c.value(f))); v != "" {
			return v
		}
	}
	return ""
}

// texts gives all values of a property.
func (c *cardReader) texts(name string) []string {
	var all []string
	for _, f := range c.fields(name) {
		all = append(all, unescape(c.value(f)))
	}
	return all
}

// list gives the values of a property that are parted by commas.
func (c *cardReader) list(name string) []string {
	separators := ","
	if c.v21 {
		separators = ",;"
	}
	var all []string
	for _, f := range c.fields(name) {
		all = append(all, split(c.value(f), separators)...)
	}
	return all
}

// names reads what somebody is called: FN, else N; more of FN are other names.
func (c *cardReader) names() {
	p := c.p
	names := slices.DeleteFunc(c.texts("FN"), func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(names) == 0 {
		for _, f := range c.fields("N") {
			names = append(names, c.ofParts(f))
		}
	}
	if len(names) > 0 {
		p.Name, p.Aka = names[0], names[1:]
	}
	p.Aka = append(p.Aka, c.list("NICKNAME")...)
}

// ofParts makes a name of N: family; given; middle; prefix; suffix, each perhaps several.
func (c *cardReader) ofParts(f *vcard.Field) string {
	n := append(split(c.value(f), ";"), "", "", "", "", "")
	for i := range n {
		n[i] = strings.Join(strings.FieldsFunc(n[i], func(r rune) bool { return r == ',' || r == '\n' }), " ")
	}
	return roster.NameOf(n[3], n[1], n[2], n[0], n[4])
}

// work reads company and role.
func (c *cardReader) work() {
	p := c.p
	for _, f := range c.fields("ORG") {
		parts := split(c.value(f), ";")
		if p.Company == "" {
			p.Company = parts[0]
		}
		for _, department := range parts[1:] {
			c.fact("department", department)
		}
	}
	p.Role = c.text("TITLE")
	if role := c.text("ROLE"); p.Role == "" {
		p.Role = role
	} else if role != p.Role {
		c.fact("function", role)
	}
}

func (c *cardReader) fact(key, value string) {
	if value = strings.TrimSpace(value); value != "" {
		c.p.Extra = append(c.p.Extra, roster.Link{Name: key, Value: value})
	}
}

// reach reads how somebody can be reached.
func (c *cardReader) reach() {
	p := c.p
	p.Emails = c.texts("EMAIL")
	for _, f := range c.fields("TEL") {
		number := strings.TrimPrefix(unescape(c.value(f)), "tel:")
		switch {
		case f.Params.HasType("fax"):
			c.fact("fax", number)
		case f.Params.HasType("pager"):
			c.fact("pager", number)
		default:
			p.Phones = append(p.Phones, number)
		}
	}
	for _, f := range c.fields("URL") {
		p.Links = append(p.Links, roster.Link{Name: c.labels[strings.ToUpper(f.Group)], Value: unescape(c.value(f))})
	}
	for _, f := range c.fields("X-SOCIALPROFILE") {
		name := strings.ToLower(f.Params.Get("TYPE"))
		p.Links = append(p.Links, roster.Link{Name: cmp.Or(c.labels[strings.ToUpper(f.Group)], name), Value: unescape(c.value(f))})
	}
	for _, f := range c.fields("ADR") {
		parts := slices.DeleteFunc(split(c.value(f), ";"), func(s string) bool { return strings.TrimSpace(s) == "" })
		c.fact(address, strings.Join(parts, ", "))
	}
	for _, name := range []string{"IMPP", "X-SKYPE", "X-SKYPE-USERNAME", "X-JABBER", "X-AIM", "X-ICQ", "X-MATRIX", "X-TELEGRAM", "X-SIGNAL"} {
		for _, v := range c.texts(name) {
			c.fact(strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(name, "X-"), "-USERNAME")), v)
		}
	}
}

// label gives an Apple label as a name: `_$!<HomePage>!$_` says nothing.
func label(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimSuffix(strings.TrimPrefix(s, "_$!<"), ">!$_")
	if slices.Contains([]string{"", "home", "work", "other", "homepage", "profile", "url"}, s) {
		return ""
	}
	return s
}

// rest reads birthday, tags, notes and UID.
func (c *cardReader) rest() {
	p := c.p
	if fields := c.fields("BDAY"); len(fields) > 0 {
		f := fields[0]
		text := unescape(c.value(f))
		b, why := roster.Birthday(text)
		if year := f.Params.Get("X-APPLE-OMIT-YEAR"); why == "" && year != "" && strings.HasPrefix(b, year+"-") {
			b = b[len(year)+1:]
		}
		if p.Birthday = b; why != "" {
			p.Fault(lineOf(f), "birthday", text, why)
		}
	}
	c.fact("anniversary", cmp.Or(c.text("ANNIVERSARY"), c.text("X-ANNIVERSARY"), c.text("X-EVOLUTION-ANNIVERSARY")))
	c.others()
	p.Tags = c.list("CATEGORIES")
	p.Notes = strings.Join(c.texts("NOTE"), "\n\n")
	p.Source = source(c.text("UID"))
}

// others reads who and what else belongs to somebody: a spouse, a hobby, a day with a name.
func (c *cardReader) others() {
	for _, f := range c.fields("RELATED") {
		if v := unescape(c.value(f)); !strings.HasPrefix(v, "urn:") { // another card
			c.fact(cmp.Or(strings.ToLower(f.Params.Get("TYPE")), "related"), v)
		}
	}
	for _, of := range []struct{ name, key string }{{"X-ABRELATEDNAMES", "related"}, {"X-ABDATE", "date"}} {
		for _, f := range c.fields(of.name) {
			c.fact(cmp.Or(c.labels[strings.ToUpper(f.Group)], of.key), unescape(c.value(f)))
		}
	}
	for _, name := range []string{"X-SPOUSE", "X-MANAGER", "X-ASSISTANT", "HOBBY", "INTEREST", "EXPERTISE"} {
		key := strings.TrimPrefix(name, "X-")
		for _, v := range append(c.texts(name), c.texts("X-EVOLUTION-"+key)...) {
			c.fact(strings.ToLower(key), v)
		}
	}
}

// source gives a UID as what a note knows its source by.
func source(uid string) string {
	switch {
	case uid == "":
		return ""
	case strings.HasPrefix(uid, "redial:"), strings.HasPrefix(uid, "monica:"):
		return uid
	}
	return "uid:" + strings.TrimPrefix(uid, "urn:uuid:")
}

package roster

import (
	"regexp"
	"slices"
	"strings"
)

// rowReader makes a person of one row.
type rowReader struct {
	*header
	p        *Person
	texts    map[target][]string // of names, company and role, which may stand in several columns
	labels   map[string]string   // by group
	address  map[string][]string
	addressN []string // the groups, in the order of the row
}

// person makes a person of a row.
func (h *header) person(row []string, line int) *Person {
	r := &rowReader{header: h, p: &Person{Line: line, Ours: h.kind == Redial}, texts: map[target][]string{}, labels: map[string]string{}, address: map[string][]string{}}
	for i, c := range h.columns[:min(len(row), len(h.columns))] {
		if c.to == toLabel {
			r.labels[c.group] = strings.TrimSpace(row[i])
		}
	}
	for i, c := range h.columns[:min(len(row), len(h.columns))] {
		value := row[i]
		if h.guarded {
			value = unguarded(value)
		}
		if strings.TrimSpace(value) != "" && c.to != toLabel {
			r.cell(c, value)
		}
	}
	r.finish()
	return r.p
}

// cell takes the value of one cell.
func (r *rowReader) cell(c column, value string) {
	p := r.p
	switch c.to {
	case "":
		if r.left == nil {
			r.left = map[string]bool{}
		}
		r.left[c.title] = true
	case toNothing:
	case "name", toPrefix, toFirst, toMiddle, toFamily, toSuffix, toFiledAs, "company", "role":
		r.texts[c.to] = append(r.texts[c.to], strings.ReplaceAll(value, " :::", ","))
	case "aka", "email", "phone", "tags", toLabels, "offers", "needs", "links":
		r.values(c, value)
	case "at":
		p.At = value
	case "by":
		p.By = value
	case "every":
		p.Every = value
	case "policy":
		p.Policy = value
	case toSource:
		p.Source = value
	case "facts":
		for _, v := range parts(r.kind, c, value) {
			if key, value, ok := strings.Cut(v, ": "); ok && !IsKey(key) {
				p.Extra = append(p.Extra, Link{key, value})
			}
		}
	case toNotes:
		p.Remark(value)
	case toPart:
		r.part(c.group, value)
	case "birthday", "since", "met", "last", "next", "closed":
		r.date(c.to, value)
	default:
		r.fact(c, value)
	}
}

func joinNonEmpty(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}

// values parts a cell that may hold several values.
func (r *rowReader) values(c column, value string) {
	p := r.p
	for _, v := range parts(r.kind, c, value) {
		switch c.to {
		case "aka":
			p.Aka = append(p.Aka, v)
		case "email":
			p.Emails = append(p.Emails, v)
		case "phone":
			p.Phones = append(p.Phones, v)
		case "offers":
			p.Offers = append(p.Offers, v)
		case "needs":
			p.Needs = append(p.Needs, v)
		case "tags":
			p.Tags = append(p.Tags, v)
		case toLabels:
			p.Tags = append(p.Tags, labels(v)...)
		case "links":
			p.Links = append(p.Links, r.link(c, v))
		}
	}
}

// parts gives the values in a cell: Google joins them by three colons, this program by semicolons or,
// where a value has one, by line ends; people by semicolons, and tags by commas.
func parts(kind Kind, c column, value string) []string {
	switch {
	case strings.Contains(value, ":::"):
		return strings.Split(value, ":::")
	case c.to == "email" && kind != Redial && eachIsAddress(value):
		return strings.FieldsFunc(value, betweenAddresses)
	case strings.ContainsAny(value, "\n\r"):
		return strings.FieldsFunc(value, func(r rune) bool { return r == '\n' || r == '\r' })
	case kind == Redial:
		return strings.Split(value, "; ")
	case (c.to == "tags" || c.to == toLabels) && !strings.Contains(value, ";"):
		return strings.Split(value, ",")
	case c.to == "links":
		return strings.Split(value, "; ")
	}
	return strings.Split(value, ";")
}

func betweenAddresses(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '\r' }

// eachIsAddress reports whether a text is e-mail addresses with commas or semicolons between, and no name
// of which one is a part.
func eachIsAddress(value string) bool {
	return !slices.ContainsFunc(strings.FieldsFunc(value, betweenAddresses), func(s string) bool { return !strings.Contains(s, "@") })
}

// labels gives a label of Google as a tag, and none for those that the system sets.
func labels(v string) []string {
	v = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(v), "*"))
	if slices.Contains([]string{"", "mycontacts", "my contacts", "other contacts"}, strings.ToLower(v)) {
		return nil
	}
	return []string{v}
}

var namedLink = regexp.MustCompile(`^(.+) <(.+)>$`)

// link reads an address, with the name that stands before it or in the column of its label.
func (r *rowReader) link(c column, v string) Link {
	v = strings.TrimSpace(v)
	if m := namedLink.FindStringSubmatch(v); m != nil && r.kind == Redial {
		return Link{Name: m[1], Value: m[2]}
	}
	if key := profileKey(v); key != "" && r.kind == LinkedIn && !strings.ContainsAny(key, " %?#") { // as it is shown: without what the export adds
		v = "https://www." + key
	}
	return Link{Name: linkName(r.labels[c.group], c.group), Value: v}
}

// linkName is the name of a link in a note: what the address book calls it, unless that says nothing.
func linkName(label, group string) string {
	label = strings.ToLower(strings.Trim(label, "* "))
	if group == "linkedin" {
		return group
	}
	if slices.Contains([]string{"", "home", "work", "other", "homepage", "home page", "website", "url", "profile"}, label) {
		return ""
	}
	return label
}

// part takes a part of an address.
func (r *rowReader) part(group, value string) {
	if _, ok := r.address[group]; !ok {
		r.addressN = append(r.addressN, group)
	}
	r.address[group] = append(r.address[group], strings.Split(value, ":::")...)
}

// date takes a date, or says why it can't.
func (r *rowReader) date(to target, value string) {
	p := r.p
	sorted := r.order.sorted(value)
	if to == "birthday" {
		b, why := Birthday(sorted)
		if p.Birthday = b; why != "" {
			p.Fault(p.Line, "birthday", value, why)
		}
		return
	}
	d, why := day(sorted)
	if why != "" {
		p.Fault(p.Line, string(to), value, why)
		return
	}
	switch to {
	case "since":
		p.Since = d
	case "met":
		p.Met = d
	case "last":
		p.Last = d
	case "next":
		p.Next = d
	case "closed":
		p.Closed = d
	}
}

// fact takes what a note has no key for.
func (r *rowReader) fact(c column, value string) {
	key := string(c.to)
	if label := r.labels[c.group]; label != "" && c.group != "" {
		key = strings.Trim(label, "* ")
	}
	if strings.Trim(value, "0/.- ") == "" { // an anniversary of 0/0/00
		return
	}
	for v := range strings.SplitSeq(value, ":::") {
		r.p.Extra = append(r.p.Extra, Link{factKey(key), v})
	}
}

// finish makes names and addresses of their parts.
func (r *rowReader) finish() {
	name := func(part target) string { return strings.Join(r.texts[part], " ") }
	r.p.setName(nameParts{
		whole: name("name"), first: name(toFirst), middle: name(toMiddle),
		family: name(toFamily), suffix: name(toSuffix), filedAs: name(toFiledAs),
	})
	r.p.Company, r.p.Role = strings.Join(r.texts["company"], ", "), strings.Join(r.texts["role"], ", ")
	if title := name(toPrefix); title != "" {
		r.p.Extra = append(r.p.Extra, Link{"title", title})
	}
	for _, group := range r.addressN {
		var kept []string
		seen := map[string]bool{"": true}
		for _, v := range r.address[group] {
			if v = line(v); !seen[v] && (len(kept) == 0 || !strings.Contains(kept[0], v)) { // a part of the whole
				seen[v] = true
				kept = append(kept, v)
			}
		}
		r.p.Extra = append(r.p.Extra, Link{"address", strings.Join(kept, ", ")})
	}
}

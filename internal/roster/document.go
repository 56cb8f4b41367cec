package roster

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/note"
)

// documentContact is what is read of a contact in the document that this program writes (SPEC 9). What
// it works out is passed over, the policy too: that of a tag or the settings stands there as well.
type documentContact struct {
	ID, Name, Company, Role, Met, Since, At, By, Next, Every, Birthday string

	Aka, Emails, Phones, Tags, Offers, Needs []string
	Links, Extra                             map[string]string
	Entries                                  []documentEntry
}

// documentEntry is a journal entry of such a contact.
type documentEntry struct {
	Date, Time, Promise, Kind, Outcome, Until, Done, Text string
	Theirs                                                bool
}

// ReadDocument reads the persons of the JSON that this program exports, with their journals, one by one.
// It ends with the first error.
func ReadDocument(r io.Reader) iter.Seq2[*Person, error] {
	return func(yield func(*Person, error) bool) {
		d := json.NewDecoder(&shortTexts{r: bufio.NewReader(Unicode(r))})
		more := true
		err := object(d, func(key string) error {
			if key != "contacts" {
				return skip(d)
			}
			return array(d, func() error {
				var c documentContact
				if err := d.Decode(&c); err != nil {
					return err
				}
				if more = more && yield(c.person(), nil); !more {
					return io.EOF
				}
				return nil
			})
		})
		if err != nil && more {
			yield(nil, fmt.Errorf("this is no JSON that Redial exports: %w", err))
		}
	}
}

// person makes a person of a contact.
func (c *documentContact) person() *Person {
	p := &Person{
		Ours: true, Source: ownSource + c.ID, Name: c.Name, Company: c.Company, Role: c.Role, At: c.At, By: c.By, Every: c.Every,
		Aka: c.Aka, Emails: c.Emails, Phones: c.Phones, Tags: c.Tags, Offers: c.Offers, Needs: c.Needs,
	}
	for _, name := range slices.Sorted(maps.Keys(c.Links)) {
		l := Link{name, c.Links[name]}
		if l.Name == l.Value {
			l.Name = ""
		}
		p.Links = append(p.Links, l)
	}
	for _, key := range slices.Sorted(maps.Keys(c.Extra)) {
		if key == sourceKey {
			p.Source = c.Extra[key]
		} else {
			p.Extra = append(p.Extra, Link{key, c.Extra[key]})
		}
	}
	var why string
	if p.Birthday, why = Birthday(c.Birthday); why != "" {
		p.Fault(0, "birthday", c.Birthday, why)
	}
	for _, d := range []struct {
		key, text string
		to        *civil.Date
	}{{"met", c.Met, &p.Met}, {"since", c.Since, &p.Since}, {"next", c.Next, &p.Next}} {
		if *d.to, why = day(d.text); why != "" && d.text != "" {
			p.Fault(0, d.key, d.text, why)
		}
	}
	for i := range c.Entries {
		p.documentEntry(&c.Entries[i])
	}
	return p
}

// documentEntry takes an entry. That of `met:` is none of the journal.
func (p *Person) documentEntry(d *documentEntry) {
	boxes := map[string]string{"open": "[ ] ", "kept": "[x] ", "dropped": "[-] "}
	head := boxes[d.Promise] + d.Date + " "
	if d.Theirs {
		head += "they "
	}
	head += joinNonEmpty(", ", d.Kind, d.Outcome)
	if d.Until != "" {
		head += " until " + d.Until
	}
	if d.Done != "" {
		head += " (done " + d.Done + ")"
	}
	head = line(head)
	e, _, ok := note.ReadEntry(head)
	if !ok || e.Unknown {
		p.Fault(0, "entry", strings.TrimSpace(head+": "+d.Text), "this is no entry of a journal")
		return
	}
	e.Text, e.Line, e.Start, e.End = d.Text, 0, 0, 0
	if e.Kind == note.Met && e.Date == p.Met && e.Text == "" {
		return
	}
	e.Time, _ = civil.ParseTime(d.Time)
	p.Entries = append(p.Entries, e)
}

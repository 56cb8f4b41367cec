package roster

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/note"
)

// Note writes the note of a person. Text that would be read as more than text, as an entry, front matter
// or a heading that takes the name's place, stands in a quote; what is too much for a quote, as code.
func (p *Person) Note() ([]byte, error) {
	keys := p.frontKeys()
	var src []byte
	var err error
	for _, form := range forms {
		if src, err = note.Compose(keys, form(p.allNotes()), nil); err == nil && isHarmless(src, p.Name) {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return appendAll(src, p.Entries)
}

// forms are the ways in which a text can stand in a note, the most readable first.
var forms = []func(text string) string{func(text string) string { return text }, quote, code}

// code makes a block of code of a text.
func code(text string) string {
	if text == "" {
		return ""
	}
	fence := "~~~"
	for strings.Contains(text, fence) {
		fence += "~"
	}
	return fence + "\n" + text + "\n" + fence
}

// isHarmless reports whether a note reads as a name and text. What is wrong with its keys is no matter of the text.
func isHarmless(src []byte, name string) bool {
	n := note.Parse("", src)
	keys := bytes.Count(src[:n.Body.Start], []byte("\n"))
	ofText := func(p diag.Problem) bool { return p.Line > keys }
	return len(n.Entries) == 0 && !slices.ContainsFunc(n.Problems, ofText) && n.Front.Text("name").Value == name && takesEntries(src)
}

// takesEntries reports whether a journal can follow: code that is never closed would swallow it.
func takesEntries(src []byte) bool {
	if !bytes.ContainsAny(src, "`~<") { // nothing that could be left open
		return true
	}
	_, err := note.AppendEntry(src, note.Entry{Date: civil.Of(2000, 1, 1), Kind: note.Remark, Text: "x"})
	return err == nil
}

// quote makes a quote of a text: nothing in it counts.
func quote(text string) string {
	if text == "" {
		return ""
	}
	return "> " + strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\n> "), "> \n", ">\n")
}

// appendAll writes entries into a journal, in the order of their days.
func appendAll(src []byte, entries []note.Entry) ([]byte, error) {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b note.Entry) int { return int(a.Date) - int(b.Date) })
	for i, e := range entries {
		entries[i] = writable(e)
	}
	return note.AppendEntries(src, entries)
}

// writable gives an entry that reads back as it is: one whose text would be read as an outcome gets its
// text apart, and one that can't be written at all becomes a remark.
func writable(e note.Entry) note.Entry {
	if _, err := note.AppendEntry(nil, e); err == nil {
		return e
	}
	e.Text = strings.TrimSpace(cut(e.Text, note.MaxParagraph/2))
	if _, err := note.AppendEntry(nil, e); err == nil {
		return e
	}
	return remark(&e)
}

// frontKeys gives the front matter of a new note.
func (p *Person) frontKeys() []note.Key {
	keys := []note.Key{{Name: "name", Values: []string{p.Name}}}
	add := func(name string, values ...string) {
		if values = slices.DeleteFunc(values, func(v string) bool { return v == "" }); len(values) > 0 {
			keys = append(keys, note.Key{Name: name, Values: values})
		}
	}
	add("aka", p.Aka...)
	add("company", p.Company)
	add("role", p.Role)
	add("email", p.Emails...)
	add("phone", p.Phones...)
	if len(p.Links) > 0 {
		keys = append(keys, note.Key{Name: "links", Links: noteLinks(p.Links)})
	}
	add("tags", p.Tags...)
	add("offers", p.Offers...)
	add("needs", p.Needs...)
	add("met", p.Met.String())
	add("at", p.At)
	add("by", p.By)
	add("since", p.Since.String())
	add("last", p.Last.String())
	add("next", p.Next.String())
	add("every", p.Every)
	add("policy", p.Policy)
	add("closed", p.Closed.String())
	add("birthday", p.Birthday)
	for _, f := range facts(p.Extra) {
		add(f.Name, f.Value)
	}
	if p.needsSource() {
		add(sourceKey, p.Source)
	}
	return keys
}

// needsSource reports whether nothing else in the note tells whom an address book means.
func (p *Person) needsSource() bool {
	return p.Source != "" && (p.keepsSource || len(p.Emails) == 0 && len(p.profiles()) == 0)
}

func noteLinks(links []Link) []note.NamedLink {
	var all []note.NamedLink
	for _, l := range links {
		all = append(all, note.NamedLink{Name: l.Name, Text: note.Text{Value: l.Value}})
	}
	return all
}

// AddTo writes into the note of somebody known what the plan adds. Nothing that stands there is changed;
// a note that can't take it is refused, with a *note.Refused.
func (i *Item) AddTo(src []byte) ([]byte, error) {
	for _, a := range i.Adds {
		var err error
		if src, err = i.addKey(src, a); err != nil {
			return nil, err
		}
	}
	return src, nil
}

func (i *Item) addKey(src []byte, a Addition) ([]byte, error) {
	switch a.Key {
	case "notes":
		return appendText(src, strings.Join(a.Values, "\n\n"))
	case "journal":
		return appendAll(src, i.entries(a.Values))
	case "links":
		return note.AddLinks(src, i.links(a.Values))
	}
	there := note.ValuesOf(src, a.Key)
	for _, l := range listed {
		if l.key == a.Key {
			return note.SetKey(src, a.Key, append(there, missing(there, a.Values, l.same)...))
		}
	}
	if len(there) > 0 { // since the plan was made
		return src, nil
	}
	return note.SetKey(src, a.Key, a.Values)
}

// entries gives those of the entries that are added.
func (i *Item) entries(lines []string) []note.Entry {
	var all []note.Entry
	for _, e := range i.Person.Entries {
		if slices.Contains(lines, e.String()) && e.Line == 0 {
			all = append(all, e)
		}
	}
	return all
}

// links gives those of the links that are added.
func (i *Item) links(values []string) []note.NamedLink {
	var all []Link
	for _, l := range i.Person.Links {
		if slices.Contains(values, l.Value) {
			all = append(all, l)
		}
	}
	return noteLinks(all)
}

// appendText adds paragraphs to the end of a note, in a quote where they would be more than text.
func appendText(src []byte, text string) ([]byte, error) {
	for _, form := range forms {
		after, err := note.AppendText(src, form(text))
		if err == nil && (takesEntries(after) || !takesEntries(src)) {
			return after, nil
		}
	}
	return nil, fmt.Errorf("the text from the address book can't be added without changing what the note says\nhelp: add it by hand: %s", cut(line(text), 200))
}

package roster

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"redial/internal/civil"
	"redial/internal/note"
)

// Addition is what would be written to a key of a note: all values that are new to it.
type Addition struct {
	Key    string // of the note; "notes" and "journal" for what stands below the front matter
	Values []string
}

// single are the keys with one value, in the order of a note.
var single = []struct {
	key string
	of  func(p *Person) *string
}{
	{"company", func(p *Person) *string { return &p.Company }},
	{"role", func(p *Person) *string { return &p.Role }},
	{"at", func(p *Person) *string { return &p.At }},
	{"by", func(p *Person) *string { return &p.By }},
	{"every", func(p *Person) *string { return &p.Every }},
	{"policy", func(p *Person) *string { return &p.Policy }},
	{"birthday", func(p *Person) *string { return &p.Birthday }},
	{sourceKey, func(p *Person) *string { return &p.Source }},
}

// dated are the keys with a date.
var dated = []struct {
	key string
	of  func(p *Person) *civil.Date
}{
	{"met", func(p *Person) *civil.Date { return &p.Met }},
	{"since", func(p *Person) *civil.Date { return &p.Since }},
	{"last", func(p *Person) *civil.Date { return &p.Last }},
	{"next", func(p *Person) *civil.Date { return &p.Next }},
	{"closed", func(p *Person) *civil.Date { return &p.Closed }},
}

// listed are the keys with several values, each with what tells values apart.
var listed = []struct {
	key  string
	of   func(p *Person) *[]string
	same func(string) string
}{
	{"aka", func(p *Person) *[]string { return &p.Aka }, nameKey},
	{"email", func(p *Person) *[]string { return &p.Emails }, emailKey},
	{"phone", func(p *Person) *[]string { return &p.Phones }, samePhone},
	{"tags", func(p *Person) *[]string { return &p.Tags }, strings.ToLower},
	{"offers", func(p *Person) *[]string { return &p.Offers }, nameKey},
	{"needs", func(p *Person) *[]string { return &p.Needs }, nameKey},
}

// merge adds to a person what another one has more: values of lists, and of keys that are empty. What
// stands there is never replaced. It gives the additions, and where the other one says otherwise, unless
// the notes say so too.
func merge(into, p *Person) (adds []Addition, differs []string) {
	add := func(key string, values ...string) { adds = append(adds, Addition{key, values}) }
	for _, s := range single {
		value, old := *s.of(p), s.of(into)
		switch {
		case value == "" || s.key == sourceKey:
		case *old == "":
			*old = value
			add(s.key, value)
		case nameKey(*old) != nameKey(value) && (s.key == "company" || s.key == "role" || s.key == "birthday"):
			if says := s.key + ": " + value; !into.told().paragraphs[strings.Join(squeezed(says), " ")] {
				differs = append(differs, says)
			}
		}
	}
	for _, d := range dated {
		if value, old := *d.of(p), d.of(into); value != 0 && *old == 0 && !into.knowsBetter(d.key) {
			*old = value
			add(d.key, value.String())
		}
	}
	for _, l := range listed {
		have := *l.of(into)
		if l.key == "aka" {
			have = append(slices.Clip(have), into.Name)
		}
		values := missing(have, *l.of(p), l.same)
		if values = values[:into.room(l.key, len(*l.of(into)), len(values), p)]; len(values) > 0 {
			*l.of(into) = append(slices.Clip(*l.of(into)), values...)
			add(l.key, values...)
		}
	}
	adds = append(adds, mergeLinks(into, p)...)
	adds = append(adds, mergeText(into, p)...)
	return adds, differs
}

// room gives how many of so many values a list still takes. Those that it doesn't are a fault of the
// one whom they come from.
func (p *Person) room(key string, have, more int, from *Person) int {
	room := max(0, maxList-have)
	if more > room && !p.trial {
		from.Faults = append(from.Faults, Fault{Line: from.Line, Text: key, Why: fmt.Sprintf("of all that are said of one person, %d are taken", maxList)})
	}
	return min(more, room)
}

// knowsBetter reports whether a note says by other means what a date would say: `since` where one has met,
// `met` where the journal has a meeting.
func (p *Person) knowsBetter(key string) bool {
	switch key {
	case "since":
		return p.Met != 0
	case "met":
		return slices.ContainsFunc(p.Entries, func(e note.Entry) bool { return e.Kind == note.Met })
	}
	return false
}

// missing gives the values that are not there yet.
func missing(have, values []string, same func(string) string) []string {
	seen := map[string]bool{}
	for _, v := range have {
		seen[same(v)] = true
	}
	var more []string
	for _, v := range values {
		if !seen[same(v)] {
			seen[same(v)] = true
			more = append(more, v)
		}
	}
	return more
}

// mergeLinks adds links by their addresses and facts by their keys.
func mergeLinks(into, p *Person) (adds []Addition) {
	seen := map[string]bool{}
	for _, l := range into.Links {
		seen[linkKey(l.Value)] = true
	}
	var links []Link
	for _, l := range p.Links {
		if key := linkKey(l.Value); !seen[key] {
			seen[key] = true
			links = append(links, l)
		}
	}
	links = links[:into.room("links", len(into.Links), len(links), p)]
	if into.Links = append(slices.Clip(into.Links), links...); len(links) > 0 {
		adds = append(adds, Addition{"links", addresses(&Person{Links: links})})
	}
	var more []Link
	for _, f := range facts(p.Extra) {
		if !slices.ContainsFunc(into.Extra, func(l Link) bool { return l.Name == f.Name }) {
			more = append(more, f)
		}
	}
	more = more[:into.room("facts", len(into.Extra), len(more), p)]
	into.Extra = append(slices.Clip(into.Extra), more...)
	for _, f := range more {
		adds = append(adds, Addition{f.Name, []string{f.Value}})
	}
	return adds
}

// facts gives each fact once: several of one key in one value.
func facts(all []Link) []Link {
	var kept []Link
	for _, f := range all {
		i := slices.IndexFunc(kept, func(l Link) bool { return l.Name == f.Name })
		if i < 0 {
			kept = append(kept, f)
		} else if kept[i].Value != f.Value {
			kept[i].Value += "; " + f.Value
		}
	}
	return kept
}

// told is what a person's notes and entries say already, kept so that long ones are gone through once.
type told struct {
	words      []byte // all of the notes, with blanks between
	paragraphs map[string]bool
	more       []string        // paragraphs that were added to the notes
	entries    map[string]bool // nil where they were not asked for yet
}

// mostLookedFor bounds the looking for paragraphs within others: so many bytes are gone through for one
// text that is added.
const mostLookedFor = 1 << 20

// told gives what the notes and the entries say.
func (p *Person) told() *told {
	if p.said == nil {
		t := &told{paragraphs: map[string]bool{}, words: []byte{' '}}
		for _, q := range paragraphs(p.Notes) {
			t.learn(q.words)
		}
		p.said = t
	}
	return p.said
}

func (t *told) learn(words string) {
	t.paragraphs[words] = true
	t.words = append(append(t.words, words...), ' ')
}

// allNotes gives the notes with what was added to them.
func (p *Person) allNotes() string {
	if p.said == nil || len(p.said.more) == 0 {
		return p.Notes
	}
	return strings.TrimPrefix(p.Notes+"\n\n", "\n\n") + strings.Join(p.said.more, "\n\n")
}

// paragraph is a text without an empty line, and its words alone.
type paragraph struct{ text, words string }

// paragraphs parts a text at its empty lines. The marks of a quote, and the fences of code, are no words:
// what was put into either is known again.
func paragraphs(text string) []paragraph {
	var all []paragraph
	var lines, words []string
	end := func() {
		if len(words) > 0 {
			all = append(all, paragraph{strings.Join(lines, "\n"), strings.Join(words, " ")})
		}
		lines, words = nil, nil
	}
	for l := range strings.SplitSeq(text, "\n") {
		found := squeezed(l)
		if len(found) == 0 {
			end()
			continue
		}
		lines, words = append(lines, l), append(words, found...)
	}
	end()
	return all
}

// squeezed gives the words of a line, without the marks of a quote and of code.
func squeezed(s string) []string {
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		return strings.Trim(w, ">") == "" || len(w) > 2 && strings.Trim(w, "~") == ""
	})
}

// mergeText adds the paragraphs and the entries that are not there yet.
func mergeText(into, p *Person) (adds []Addition) {
	if p.Notes != "" {
		if values := into.newParagraphs(p.Notes); len(values) > 0 {
			adds = append(adds, Addition{"notes", values})
		}
	}
	if len(p.Entries) > 0 {
		if values := into.newEntries(p.Entries); len(values) > 0 {
			adds = append(adds, Addition{"journal", values})
		}
	}
	return adds
}

// newParagraphs adds those of a text that are not there yet, alone or within others.
func (p *Person) newParagraphs(text string) []string {
	t := p.told()
	var added, words []string
	seen := map[string]bool{}
	left := mostLookedFor
	for _, q := range paragraphs(text) {
		if t.paragraphs[q.words] || seen[q.words] {
			continue
		}
		if left -= len(t.words); left > 0 && bytes.Contains(t.words, []byte(" "+q.words+" ")) {
			continue
		}
		seen[q.words] = true
		added, words = append(added, q.text), append(words, q.words)
	}
	if !p.trial {
		t.more = append(t.more, added...)
		for _, w := range words {
			t.learn(w)
		}
	}
	return added
}

// newEntries adds those entries that are not there yet. A remark is there also where it stands as the
// touch that it would be for somebody who is tracked.
func (p *Person) newEntries(entries []note.Entry) []string {
	t := p.told()
	if t.entries == nil {
		t.entries = map[string]bool{}
		for i := range p.Entries {
			t.learnEntry(&p.Entries[i])
		}
	}
	var lines []string
	var added []note.Entry
	seen := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if text := entryText(e); !t.entries[text] && !seen[text] {
			seen[text] = true
			lines, added = append(lines, e.String()), append(added, *e)
		}
	}
	if !p.trial && len(added) > 0 {
		p.Entries = append(slices.Clip(p.Entries), added...)
		for i := range added {
			t.learnEntry(&added[i])
		}
	}
	return lines
}

func (t *told) learnEntry(e *note.Entry) {
	t.entries[entryText(e)], t.entries[remarkOf(e)] = true, true
}

func entryText(e *note.Entry) string {
	return e.String()
}

// remarkOf writes an entry as the remark that it is for people who are not tracked.
func remarkOf(e *note.Entry) string {
	r := remark(e)
	return r.String()
}

// remark makes of what happened a remark, from which nothing follows.
func remark(e *note.Entry) note.Entry {
	if e.Kind == note.Remark {
		return *e
	}
	what := note.Entry{Kind: e.Kind, Theirs: e.Theirs, Outcome: e.Outcome, Until: e.Until, Text: e.Text}
	return note.Entry{Date: e.Date, Time: e.Time, Kind: note.Remark, Text: what.String()}
}

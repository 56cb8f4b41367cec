package roster

import (
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
// stands there is never replaced. It gives the additions, and where the other one says otherwise.
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
			differs = append(differs, s.key+": "+value)
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
		if values := missing(have, *l.of(p), l.same); len(values) > 0 {
			*l.of(into) = append(slices.Clip(*l.of(into)), values...)
			add(l.key, values...)
		}
	}
	adds = append(adds, mergeLinks(into, p)...)
	adds = append(adds, mergeText(into, p)...)
	return adds, differs
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
	var values []string
	for _, l := range p.Links {
		if key := linkKey(l.Value); !seen[key] {
			seen[key] = true
			into.Links = append(slices.Clip(into.Links), l)
			values = append(values, l.Value)
		}
	}
	if len(values) > 0 {
		adds = append(adds, Addition{"links", values})
	}
	for _, f := range facts(p.Extra) {
		if !slices.ContainsFunc(into.Extra, func(l Link) bool { return l.Name == f.Name }) {
			into.Extra = append(slices.Clip(into.Extra), f)
			adds = append(adds, Addition{f.Name, []string{f.Value}})
		}
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

// mergeText adds the paragraphs and the entries that are not there yet.
func mergeText(into, p *Person) (adds []Addition) {
	text := " " + squeezed(into.Notes) + " "
	var paragraphs []string
	for paragraph := range strings.SplitSeq(p.Notes, "\n\n") {
		if words := squeezed(paragraph); words != "" && !strings.Contains(text, " "+words+" ") {
			text += words + " "
			paragraphs = append(paragraphs, paragraph)
			into.Remark(paragraph)
		}
	}
	if len(paragraphs) > 0 {
		adds = append(adds, Addition{"notes", paragraphs})
	}
	var entries []string
	for _, e := range p.Entries {
		if !hasEntry(into.Entries, &e) {
			into.Entries = append(slices.Clip(into.Entries), e)
			entries = append(entries, e.String())
		}
	}
	if len(entries) > 0 {
		adds = append(adds, Addition{"journal", entries})
	}
	return adds
}

// squeezed gives the words of a text, without the marks of a quote.
func squeezed(s string) string {
	words := slices.DeleteFunc(strings.Fields(s), func(w string) bool { return strings.Trim(w, ">") == "" })
	return strings.Join(words, " ")
}

// hasEntry reports whether an entry is there, or as a remark for what would be a touch.
func hasEntry(all []note.Entry, e *note.Entry) bool {
	return slices.ContainsFunc(all, func(other note.Entry) bool {
		return other.Date == e.Date && (entryText(&other) == entryText(e) || e.Kind == note.Remark && remarkOf(&other) == entryText(e))
	})
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

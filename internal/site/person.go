package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// Person is what person.html is filled with.
type Person struct {
	Row             // who it is, and how it looks on the day of the build; Link and ID are empty, Place is 0
	Faces    []Face // how it looks from which day on, that of the build first
	Today    Day
	Role     string
	Problems Problems
	Next     []Step
	Year     Year
	Promises []PromiseLine // open ones, mine and theirs
	Notes    template.HTML // the body without its journal
	Recent   Entries       // the journal, newest first
	Older    Entries       // what is folded away
	Entries  int           // how many the journal has
	Reach    []Way
	Facts    []Fact
	Figures  []Fact
	Around
	Matches template.URL // to the page of introductions
	Photo   Image
	Log     []Command
	Ended   bool // they said no, on the day of the build
}

// Around is what a contact's page shows of other notes. Whatever else it takes of them, but names and
// addresses, belongs here too: what is not here does not make the page anew when it changes.
type Around struct {
	From, To   []Mention // notes that name this one, and that this one names
	Meet       []Meeting // whom one could introduce to this one
	MoreToMeet int       // how many more there are
}

func (s *site) around(path string, c *contact.Contact) Around {
	var r Around
	r.From, r.To = s.mentions(path, c.ID)
	r.Meet, r.MoreToMeet = s.toMeet(path, c)
	return r
}

// add adds all of it to what a page follows from.
func (r *Around) add(d *digest) {
	for _, ms := range [...][]Mention{r.From, r.To} {
		d.number(len(ms))
		for _, m := range ms {
			d.text(m.Name, string(m.Link), m.Text, m.Day.ISO)
		}
	}
	for i := range r.Meet {
		d.value(r.Meet[i])
	}
	d.number(r.MoreToMeet)
}

// Step is what comes next if nothing happens.
type Step struct {
	Day    Day
	Word   string // the state it then is in
	Reason string
}

// Way is a way to get in touch.
type Way struct {
	Text string       // the number or address as typed
	Link template.URL // tel: or mailto:; empty for what is no link
	Name string       // "Call Ada Byron"
}

// Shown is the number or address as it is read: a number is not broken at the end of a line.
func (w Way) Shown() string {
	if strings.HasPrefix(string(w.Link), "tel:") {
		return strings.ReplaceAll(w.Text, " ", "\u00a0")
	}
	return w.Text
}

// Fact is a key of the front matter, or a figure.
type Fact struct {
	Name   string
	Values []Value
	More   []Value // those beyond the first of many, to unfold
}

// manyValues are as many of a fact as one reads at a glance.
const manyValues = 20

// Value is one of a fact, with a link where it leads somewhere.
type Value struct {
	Text string
	Link template.URL // may be empty
	Out  bool         // the link leads out of the notebook
}

// Mention is another note that is named, or that names this one.
type Mention struct {
	Name string
	Link template.URL // to that note's page
	Text string       // the entry that it stands in; may be empty
	Day  Day
}

// Command is a line to copy.
type Command struct{ Text string }

// recentEntries is how many of a journal are shown at once.
const recentEntries = 100

func (s *site) person(v *view) page {
	c := v.Contact
	path := s.pageOf[c.ID]
	p := s.newProse(path, c.ID, c.Name, c.Note)
	spans := s.spans(c)
	faces := s.faces(spans)
	totals, touches := followup.PastOf(c, s.Agenda.Settings, s.today)
	m := Person{
		Row: s.row(v, &spans[0], faces[0], s.today, true), Faces: faces, Today: s.dayTexts.of(s.today), Role: c.Role,
		Problems: s.problemsOf(c.File), Next: s.steps(spans), Promises: s.open(c),
		Facts: s.facts(path, c), Figures: figures(totals), Photo: s.photo(path, c), Log: commands(c, v.Ended != 0), Ended: v.Ended != 0, Year: s.year(touches),
	}
	m.Row.Link, m.Row.ID, m.Row.Place, m.Problems.Open = "", "", 0, true
	m.Reach = m.Row.Ways[:len(c.Phones)+len(c.Emails)]
	m.Recent, m.Older = s.timeline(path, c, p)
	m.Entries = m.Recent.Count + m.Older.Count
	m.Notes = p.notes()
	m.Around = s.around(path, c)
	m.Matches = link(path, introductionsPath)
	about := c.Name + ": what is due, and what was said."
	return page{s.frame(path, "people", c.Name, about), "person.html", m}
}

// steps tells what comes next: when it is due, and what changes afterwards if nothing is done.
func (s *site) steps(spans []followup.Span) []Step {
	var steps []Step
	for i := range spans {
		sp := &spans[i]
		if i == 0 {
			continue
		}
		prev := &spans[i-1]
		if sp.Reason == prev.Reason && sp.State == prev.State && sp.Word == prev.Word {
			continue
		}
		steps = append(steps, Step{s.dayTexts.of(sp.From), string(sp.State), sp.Reason})
	}
	return steps
}

func (s *site) open(c *contact.Contact) []PromiseLine {
	var ls []PromiseLine
	for _, p := range followup.PromisesOf(c) {
		if p.Status != followup.PromiseOpen {
			continue
		}
		name := "You"
		if p.Entry.Theirs {
			name = "They"
		}
		ls = append(ls, PromiseLine{
			Text: what(p.Entry), Name: name, Day: s.dayTexts.of(p.Entry.Date), Time: p.Entry.Time.String(),
			Past: p.Entry.Date < s.today,
		})
	}
	return ls
}

func ways(c *contact.Contact) []Way {
	ws := make([]Way, 0, len(c.Phones)+len(c.Emails))
	for _, p := range c.Phones {
		href, _ := tel(p)
		ws = append(ws, Way{p, href, "Call " + c.Name})
	}
	for _, e := range c.Emails {
		href, _ := mailto(e, "", "")
		ws = append(ws, Way{e, href, "Email " + c.Name})
	}
	return ws
}

// commands are lines that log what was done. Who said no is not asked again: only they can come back.
func commands(c *contact.Contact, ended bool) []Command {
	w := who(c.ID)
	if w == "" {
		return nil
	}
	if ended {
		return []Command{{`redial log ` + w + ` "they email: "`}, {`redial log ` + w + ` "they call: "`}}
	}
	return []Command{{`redial log ` + w + ` "call: "`}, {`redial log ` + w + ` "call, no answer"`}}
}

// facts are all fields of the front matter that are not shown elsewhere.
func (s *site) facts(path string, c *contact.Contact) []Fact {
	f := factList{make([]Fact, 0, 8), make([]Value, 0, 12)}
	f.add("Company", s.filtered(path, "company", c.Company))
	f.add("Role", Value{Text: c.Role})
	f.all("Also known as", c.Aka, plainValue)
	f.all("Offers", c.Offers, plainValue)
	f.all("Needs", c.Needs, plainValue)
	f.all("Tags", c.Tags, func(t string) Value { return s.filtered(path, "tag", t) })
	f.add("Met", dated(c.Met))
	f.add("At", s.place(path, c))
	f.add("Introduced by", s.known(path, c.ID, c.By))
	f.add("Known since", dated(c.Since))
	f.add("Last contact", dated(c.Last))
	f.add("Next", dated(c.Next))
	f.add("Closed", dated(c.Closed))
	f.add("Cadence", Value{Text: s.cadence(c)})
	f.add("Policy", Value{Text: s.Agenda.Settings.PolicyOf(c).Name})
	f.add("Birthday", Value{Text: birthdayText(c.Birthday)})
	for _, l := range c.Links {
		f.add(linkName(l), external(l.Value))
	}
	for _, x := range c.Extra {
		f.add(x.Key, external(x.Value))
	}
	return f.list
}

// factList are facts while they are collected, with their values one behind the other.
type factList struct {
	list   []Fact
	values []Value
}

// add adds a fact with one value, if that says something.
func (f *factList) add(name string, v Value) {
	from := len(f.values)
	f.values = append(f.values, v)
	f.end(name, from)
}

// all adds a fact with many.
func (f *factList) all(name string, texts []string, value func(text string) Value) {
	from := len(f.values)
	for _, t := range texts {
		f.values = append(f.values, value(t))
	}
	f.end(name, from)
}

// end adds a fact with the values from a place on, but for those that say nothing.
func (f *factList) end(name string, from int) {
	vs := slices.DeleteFunc(f.values[from:], func(v Value) bool { return v.Text == "" })
	f.values = f.values[:from+len(vs)]
	if len(vs) > 0 {
		first := min(len(vs), manyValues)
		f.list = append(f.list, Fact{name, vs[:first:first], vs[first:]})
	}
}

func plainValue(text string) Value { return Value{Text: text} }

// html writes a value as the text of an entry.
func (v Value) html() template.HTML {
	text := template.HTMLEscapeString(v.Text)
	if v.Link != "" {
		text = `<a href="` + template.HTMLEscapeString(string(v.Link)) + `">` + text + "</a>"
	}
	return template.HTML(text)
}

func dated(d civil.Date) Value {
	if d == 0 {
		return Value{}
	}
	return Value{Text: d.Long()}
}

// external makes a link of a web address.
func external(v string) Value {
	href, ok := outside(v)
	return Value{v, href, ok}
}

func linkName(l note.NamedLink) string {
	if l.Name == "" {
		return "Link"
	}
	return capital(l.Name)
}

func (s *site) filtered(path, key, value string) Value {
	if value == "" {
		return Value{}
	}
	var b strings.Builder
	percent(&b, value, "")
	return Value{Text: value, Link: link(path, peoplePath) + template.URL("?"+key+"="+b.String())}
}

// place gives the event, by name, or the place as typed.
func (s *site) place(path string, c *contact.Contact) Value {
	return s.known(path, c.ID, c.At)
}

// known gives the contact or event that an id or name means; else the text as typed.
func (s *site) known(path, from, target string) Value {
	if target == "" {
		return Value{}
	}
	id, isEvent, ok := s.Agenda.Book.Resolve(from, target, true)
	switch {
	case !ok:
		return Value{Text: target}
	case isEvent:
		return Value{Text: s.Agenda.Book.Event(id).Name, Link: link(path, s.pageOf[id])}
	}
	return Value{Text: s.Agenda.Book.Contact(id).Name, Link: link(path, s.pageOf[id])}
}

func (s *site) cadence(c *contact.Contact) string {
	p := s.Agenda.Settings.CadenceOf(c)
	if p.IsZero() {
		return ""
	}
	return "every " + p.Words()
}

func birthdayText(b note.Birthday) string {
	if b.Month == 0 {
		return ""
	}
	text := civil.Of(2000, 1, 1).Plus(civil.Period{N: int(b.Month) - 1, Unit: civil.Months}).MonthName()
	text = fmt.Sprintf("%d %s", b.Day, strings.TrimSuffix(text, " 2000"))
	if b.Year != 0 {
		text += fmt.Sprintf(" %d", b.Year)
	}
	return text
}

// figures are what one looks at to judge whether it is worth the effort (SPEC 1, P10).
func figures(t followup.Totals) []Fact {
	f := factList{make([]Fact, 0, 4), make([]Value, 0, 4)}
	add := func(count int, name, text string) {
		if count > 0 {
			f.add(name, Value{Text: text})
		}
	}
	add(t.Touches, "Touches", fmt.Sprintf("%d of %d reached them", t.Reached, t.Touches))
	add(t.Attempts, "Attempts in all", strconv.Itoa(t.Attempts))
	add(t.Chases, "Chases answered", strconv.Itoa(t.Answered)+" of "+strconv.Itoa(t.Chases))
	add(t.MissedAppointment, "Missed appointments", strconv.Itoa(t.MissedAppointment))
	return f.list
}

func (s *site) photo(path string, c *contact.Contact) Image {
	if c.Photo == "" {
		return Image{}
	}
	p, ok := s.images.find(c.ID, c.Photo)
	if !ok {
		return Image{Alt: c.Photo}
	}
	return Image{link(path, p), "Photo of " + c.Name}
}

// mentions gives the notes that name a contact or an event, and those that it names.
func (s *site) mentions(path, id string) (from, to []Mention) {
	for _, m := range s.Agenda.Book.Mentions(id) {
		from = append(from, s.mention(path, m, m.FromID(), m.Event != nil))
	}
	for _, m := range s.Agenda.Book.Mentioning(id) {
		to = append(to, s.mention(path, m, m.To, m.ToEvent))
	}
	return once(from), once(to)
}

func (s *site) mention(path string, m contact.Mention, id string, isEvent bool) Mention {
	out := Mention{Link: link(path, s.pageOf[id])}
	if isEvent {
		out.Name = s.Agenda.Book.Event(id).Name
	} else {
		out.Name = s.Agenda.Book.Contact(id).Name
	}
	switch {
	case m.Entry != nil:
		out.Text, out.Day = clip(says(m.Entry)+": "+plain(m.Entry.Text)), s.dayTexts.of(m.Entry.Day())
	case m.By:
		out.Text = "made the introduction"
	}
	return out
}

// once drops repetitions, and mentions without a word of a note that others tell more of.
func once(ms []Mention) []Mention {
	seen, told := map[Mention]bool{}, map[template.URL]bool{}
	for _, m := range ms {
		told[m.Link] = told[m.Link] || m.Text != ""
	}
	return slices.DeleteFunc(ms, func(m Mention) bool {
		needless := seen[m] || m.Text == "" && told[m.Link]
		seen[m] = true
		return needless
	})
}

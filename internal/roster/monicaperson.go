package roster

import (
	"encoding/json"
	"strings"

	"redial/internal/civil"
	"redial/internal/note"
)

// person makes a person of a contact of Monica's.
func (m *monica) person(c *item) *Person {
	q := c.Properties
	p := &Person{
		Source: "monica:" + c.UUID, Name: c.name(),
		Company: q.text("company"), Role: q.text("job"), Tags: q.list("tags"), By: m.names[q.text("first_met_through")],
		Since: specialDate(q.inner("first_met_date")), Last: utcDay(q.text("last_talked_to")),
	}
	if nick := q.text("nickname"); nick != "" {
		p.Aka = []string{nick}
	}
	p.monicaBirthday(q.inner("birthdate"))
	if n := q.text("stay_in_touch_frequency"); n != "" && n != "0" {
		p.Every = n + "d"
		p.Next = utcDay(q.text("stay_in_touch_trigger_date"))
	}
	if text := q.text("description"); text != "" {
		p.Remark(text)
	}
	if text := q.text("food_preferences"); text != "" {
		p.Extra = append(p.Extra, Link{"food", text})
	}
	if q.is("is_dead") {
		p.Closed = specialDate(q.inner("deceased_date"))
		p.Remark("Died" + on(p.Closed) + ".")
		if p.Closed == 0 { // the day is not known; that of the last change is past in any case
			p.Closed = utcDay(c.Updated)
		}
	}
	for _, data := range c.Data {
		for _, raw := range data.Values {
			m.thing(p, &data, raw)
		}
	}
	return p
}

// name is what a contact is called.
func (c *item) name() string {
	q := c.Properties
	return NameOf("", q.text("first_name"), q.text("middle_name"), q.text("last_name"), "")
}

// utcDay is the date part of a timestamp: Monica's are in UTC, with microseconds.
func utcDay(s string) civil.Date {
	s, _, _ = strings.Cut(s, "T")
	s, _, _ = strings.Cut(s, " ")
	d, err := civil.Parse(s)
	if err != nil {
		return 0
	}
	return d
}

// specialDate is a date that is known to the day.
func specialDate(q properties) civil.Date {
	if q.is("is_age_based") || q.is("is_year_unknown") {
		return 0
	}
	return utcDay(q.text("date"))
}

// monicaBirthday takes a birthday; of one that was worked out from an age, nothing is known but that.
func (p *Person) monicaBirthday(q properties) {
	d := utcDay(q.text("date"))
	switch {
	case d == 0:
	case q.is("is_age_based"):
		p.Remark("Born about " + d.String()[:4] + ".")
	case q.is("is_year_unknown"):
		p.Birthday = d.String()[len("2000-"):]
	default:
		p.Birthday = d.String()
	}
}

func on(d civil.Date) string {
	if d == 0 {
		return ""
	}
	return " on " + d.String()
}

// thing takes one thing that belongs to a contact.
func (m *monica) thing(p *Person, c *collection, raw json.RawMessage) {
	if c.is("activity") {
		var uuid string
		if json.Unmarshal(raw, &uuid) == nil {
			m.activity(p, m.activities[uuid])
		}
		return
	}
	if c.is("photo") {
		p.Photo = true
		return
	}
	var i item
	if json.Unmarshal(raw, &i) != nil {
		return
	}
	switch q := i.Properties; {
	case c.is("contact_field"):
		m.field(p, q)
	case c.is("call"):
		p.happened(utcDay(q.text("called_at")), note.Call, q.is("contact_called"), q.text("content"))
	case c.is("note"):
		p.Remark(q.text("body"))
	case c.is("reminder"):
		p.reminder(q)
	case c.is("task"):
		p.task(q)
	case c.is("gift"):
		p.gift(q)
	case c.is("debt"):
		p.debt(q)
	case c.is("address"):
		p.Extra = append(p.Extra, Link{"address", joinNonEmpty(", ", q.text("street"), q.text("postal_code"), q.text("city"), q.text("province"), q.text("country"))})
	case c.is("pet"):
		p.Extra = append(p.Extra, Link{"pet", q.text("name")})
	case c.is("conversation"):
		p.conversation(q)
	case c.is("life_event"):
		p.happened(utcDay(q.text("happened_at")), note.Remark, false, sentence(m.kinds[q.text("type")+"/name"], q.text("name"), q.text("note")))
	}
}

// field takes a way to reach somebody; its type is an identifier, or the word itself.
func (m *monica) field(p *Person, q properties) {
	id, value := q.text("type"), q.text("data")
	kind := m.kinds[id]
	if kind == "" {
		kind = id
	}
	name := strings.ToLower(m.kinds[id+"/name"])
	switch kind = strings.ToLower(kind); {
	case kind == "email" || name == "email" || kind == "" && strings.Contains(value, "@"):
		p.Emails = append(p.Emails, value)
	case kind == "phone" || name == "phone":
		p.Phones = append(p.Phones, value)
	case strings.Contains(value, "://") || strings.HasPrefix(value, "www."):
		p.Links = append(p.Links, Link{linkName(name, ""), value})
	case name != "":
		p.Extra = append(p.Extra, Link{factKey(name), value})
	default:
		p.Extra = append(p.Extra, Link{"contact-field", value})
	}
}

// happened adds an entry; one without a day becomes a remark in the notes.
func (p *Person) happened(d civil.Date, kind note.Kind, theirs bool, text string) {
	text = line(text)
	if d == 0 {
		p.Remark(text)
		return
	}
	p.Entries = append(p.Entries, note.Entry{Date: d, Kind: kind, Theirs: theirs, Text: text})
}

func sentence(parts ...string) string { return joinNonEmpty(": ", parts...) }

// activity takes something that was done together. What kind of thing it was stands in the words of
// whoever keeps the notes; that people met is what all have in common.
func (m *monica) activity(p *Person, i item) {
	q := i.Properties
	if len(q) == 0 {
		return
	}
	p.happened(utcDay(q.text("happened_at")), note.Meeting, false,
		sentence(m.kinds[q.text("type")+"/name"], q.text("summary"), q.text("description")))
}

// reminder takes a reminder: one that comes once is a promise, one that comes again is told.
func (p *Person) reminder(q properties) {
	d := utcDay(q.text("initial_date"))
	text := line(sentence(q.text("title"), q.text("description")))
	often := q.text("frequency_type")
	switch {
	case q.is("inactive"):
	case d == 0:
		p.Remark("Reminder: " + text)
	case often == "" || often == "one_time":
		p.Entries = append(p.Entries, note.Entry{Date: d, Kind: note.Message, Promise: note.Open, Text: text})
	default:
		p.Remark("Reminder from " + d.String() + " on, every " + joinNonEmpty(" ", times(q.text("frequency_number")), often) + ": " + text)
	}
}

func times(n string) string {
	if n == "1" {
		return ""
	}
	return n
}

// task takes a task, which has no day: it is told.
func (p *Person) task(q properties) {
	text := sentence(q.text("title"), q.text("description"))
	if !q.is("completed") {
		p.Remark("To do: " + line(text))
		return
	}
	p.happened(utcDay(q.text("completed_at")), note.Remark, false, "done: "+line(text))
}

func (p *Person) gift(q properties) {
	text := sentence(q.text("name"), q.text("comment"), q.text("url"))
	switch q.text("status") {
	case "offered":
		p.happened(utcDay(q.text("date")), note.Gift, false, text)
	case "received":
		p.happened(utcDay(q.text("date")), note.Gift, true, text)
	default:
		p.Remark("Idea for a gift: " + line(text))
	}
}

func (p *Person) debt(q properties) {
	who := "They owe me "
	if q.is("in_debt") {
		who = "I owe them "
	}
	if q.text("status") != "complete" {
		p.Remark(joinNonEmpty(" ", who+q.text("amount"), q.text("currency")) + ".")
	}
}

// conversation takes messages: each day on which one side wrote is an entry.
func (p *Person) conversation(q properties) {
	var messages []item
	json.Unmarshal(q["messages"], &messages)
	day := utcDay(q.text("happened_at"))
	if len(messages) == 0 {
		p.happened(day, note.Message, false, "")
	}
	for _, m := range messages {
		at := utcDay(m.Properties.text("written_at"))
		if at == 0 {
			at = day
		}
		p.happened(at, note.Message, !m.Properties.is("written_by_me"), m.Properties.text("content"))
	}
}

package site

import (
	"bytes"
	"encoding/json"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
	"redial/internal/note"
)

// dataVersion goes up when a key of [Document] changes its meaning.
const dataVersion = 1

// Document is data.json, and what --json prints (SPEC 9). Dates are YYYY-MM-DD, times HH:MM; what is
// absent is null, a list is never null, and a key never vanishes.
type Document struct {
	Version  int           `json:"version"`
	Today    string        `json:"today"`
	Title    string        `json:"title"`
	Contacts []ContactData `json:"contacts"`
	Events   []EventData   `json:"events"`
	Problems []ProblemData `json:"problems"`
}

// ContactData is a contact and where it stands on the day of the document.
type ContactData struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Aka      []string          `json:"aka"`
	File     string            `json:"file"`
	Company  *string           `json:"company"`
	Role     *string           `json:"role"`
	Emails   []string          `json:"emails"`
	Phones   []string          `json:"phones"`
	Links    map[string]string `json:"links"` // by name; a bare address stands under itself
	Tags     []string          `json:"tags"`
	Offers   []string          `json:"offers"`
	Needs    []string          `json:"needs"`
	Extra    map[string]string `json:"extra"` // the keys that the format does not know
	Met      *string           `json:"met"`
	Since    *string           `json:"since"`
	At       *string           `json:"at"`
	By       *string           `json:"by"`
	Next     *string           `json:"next"`
	Every    *string           `json:"every"`  // the cadence that holds, the note's or a tag's
	Policy   string            `json:"policy"` // the policy that holds, the note's, a tag's or the default
	Birthday *string           `json:"birthday"`

	State              string     `json:"state"`
	Word               *string    `json:"word"`
	Due                *string    `json:"due"`
	Time               *string    `json:"time"`
	Reason             string     `json:"reason"`
	Action             ActionData `json:"action"`
	Attempts           int        `json:"attempts"`
	ChaseLength        *int       `json:"chase_length"` // null where the policy never lets go
	LastTry            bool       `json:"last_try"`
	Cold               bool       `json:"cold"`
	HandOver           bool       `json:"hand_over"`
	MissedAppointments int        `json:"missed_appointments"`

	LastTouch   *string    `json:"last_touch"`
	LastReached *string    `json:"last_reached"`
	LastEntry   *EntryData `json:"last_entry"`

	Entries *[]EntryData `json:"entries,omitempty"` // of `show` and `export` alone
}

// ActionData is the one obvious thing to do: call, email, message, meet, decide, wait or none.
type ActionData struct {
	Type string  `json:"type"`
	To   *string `json:"to"`
}

// EntryData is a journal entry. Its text is Markdown, as written.
type EntryData struct {
	Date    *string `json:"date"`
	Time    *string `json:"time"`
	Promise *string `json:"promise"`
	Late    bool    `json:"late"` // a promise kept after its day
	Theirs  bool    `json:"theirs"`
	Kind    string  `json:"kind"`
	Outcome *string `json:"outcome"`
	Until   *string `json:"until"`
	Done    *string `json:"done"`
	Text    string  `json:"text"`
	Line    int     `json:"line"`
}

// EventData is an event and how many of those met there were followed up by the day that was due.
type EventData struct {
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	Date            *string  `json:"date"`
	Until           *string  `json:"until"`
	Where           *string  `json:"where"`
	Intention       *string  `json:"intention"`
	People          []string `json:"people"`
	FollowedUpInDay int      `json:"followed_up_in_a_day"`
}

// ProblemData is a problem with its place.
type ProblemData struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Help     string `json:"help"`
}

// NewDocument gives everybody of an agenda, in the order of their ids, and every event. The title of
// the notebook is the caller's to add.
func NewDocument(g *followup.Agenda, problems []diag.Problem) Document {
	d := Document{
		Version: dataVersion, Today: g.Today.String(),
		Contacts: make([]ContactData, 0, len(g.All)), Events: []EventData{}, Problems: NewProblems(problems),
	}
	for _, a := range g.All {
		d.Contacts = append(d.Contacts, NewContact(g.Settings, a, false))
	}
	for _, e := range g.Book.Events {
		d.Events = append(d.Events, newEvent(g, e))
	}
	return d
}

// NewContact gives one contact, with all its entries where they are asked for.
func NewContact(s *followup.Settings, a *followup.Assessment, withEntries bool) ContactData {
	c := a.Contact
	d := ContactData{
		ID: c.ID, Name: c.Name, Aka: list(c.Aka), File: c.File, Company: text(c.Company), Role: text(c.Role),
		Emails: list(c.Emails), Phones: list(c.Phones), Links: linkData(c.Links),
		Tags: list(c.Tags), Offers: list(c.Offers), Needs: list(c.Needs), Extra: extraData(c.Extra),
		Met: date(c.Met), Since: date(c.Since), At: text(c.At), By: text(c.By), Next: date(c.Next),
		Every: text(s.CadenceOf(c).String()), Policy: s.PolicyOf(c).Name, Birthday: text(c.Birthday.String()),

		State: string(a.State), Word: text(string(a.Word)), Due: date(a.Due), Time: text(a.Time.String()), Reason: a.Reason,
		Action:   ActionData{string(a.Action.Type), text(a.Action.To)},
		Attempts: a.Attempts, LastTry: a.LastTry, Cold: a.Cold, HandOver: a.HandOver, MissedAppointments: a.Missed,
		LastTouch: date(a.LastTouch), LastReached: date(a.LastReached), LastEntry: entryData(a.LastEntry),
	}
	if a.ChaseLength > 0 {
		d.ChaseLength = &a.ChaseLength
	}
	if withEntries {
		d.Entries = entriesData(c)
	}
	return d
}

func entriesData(c *contact.Contact) *[]EntryData {
	es := make([]EntryData, 0, len(c.Journal))
	for i := range c.Journal {
		es = append(es, *entryData(&c.Journal[i]))
	}
	return &es
}

func entryData(e *contact.Entry) *EntryData {
	if e == nil {
		return nil
	}
	return &EntryData{
		Date: date(e.Date), Time: text(e.Time.String()), Promise: text(e.Promise.String()), Late: late(e),
		Theirs: e.Theirs, Kind: e.Kind.String(), Outcome: text(e.Outcome.String()), Until: date(e.Until),
		Done: date(e.Done), Text: e.Text, Line: int(e.Line),
	}
}

// late reports whether a promise was kept after its day.
func late(e *contact.Entry) bool { return e.Promise == note.Kept && e.Done > e.Date }

func newEvent(g *followup.Agenda, e *contact.Event) EventData {
	d := EventData{
		ID: e.ID, Name: e.Name, Date: date(e.Date), Until: date(e.Until), Where: text(e.Where),
		Intention: text(e.Intention), People: []string{}, FollowedUpInDay: g.FollowedUpInADay(e.ID),
	}
	for _, c := range g.Book.People(e.ID) {
		d.People = append(d.People, c.ID)
	}
	return d
}

// NewProblems gives problems in the shape of SPEC 9.
func NewProblems(ps []diag.Problem) []ProblemData {
	ds := make([]ProblemData, 0, len(ps))
	for _, p := range ps {
		ds = append(ds, newProblem(p))
	}
	return ds
}

func newProblem(p diag.Problem) ProblemData {
	return ProblemData{p.File, p.Line, p.Column, string(p.Severity), p.Code, p.Message, p.Help}
}

func linkData(ls []note.NamedLink) map[string]string {
	m := make(map[string]string, len(ls))
	for _, l := range ls {
		name := l.Name
		if name == "" {
			name = l.Value
		}
		m[name] = l.Value
	}
	return m
}

func extraData(fs []note.Field) map[string]string {
	m := make(map[string]string, len(fs))
	for _, f := range fs {
		m[f.Key] = f.Value
	}
	return m
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func date(d civil.Date) *string { return text(d.String()) }

func list(ss []string) []string {
	if ss == nil {
		return []string{}
	}
	return ss
}

// JSON writes data as data.json and --json do: indented by two blanks, with a line end.
func JSON(v any) ([]byte, error) {
	var b, room bytes.Buffer
	err := writeJSON(&b, &room, "", v)
	return b.Bytes(), err
}

// writeJSON does so with a prefix before each line but the first. Room is for the time being.
func writeJSON(b, room *bytes.Buffer, prefix string, v any) error {
	room.Reset()
	e := json.NewEncoder(room)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	indent(b, room.Bytes(), "\n"+prefix)
	return nil
}

// indent writes what an encoder gave as it would with an indent, which it works out byte by byte and at
// several times the price. A line begins with start.
func indent(b *bytes.Buffer, compact []byte, start string) {
	depth := 0
	line := func() {
		b.WriteString(start)
		for range depth {
			b.WriteString("  ")
		}
	}
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; c {
		case '"':
			end := endOfString(compact, i)
			b.Write(compact[i:end])
			i = end - 1
		case '{', '[':
			b.WriteByte(c)
			if next := compact[i+1]; next == '}' || next == ']' {
				b.WriteByte(next)
				i++
				continue
			}
			depth++
			line()
		case '}', ']':
			depth--
			line()
			b.WriteByte(c)
		case ',':
			b.WriteByte(c)
			line()
		case ':':
			b.WriteString(": ")
		default:
			b.WriteByte(c)
		}
	}
}

// endOfString gives where a string of JSON ends that begins at start.
func endOfString(json []byte, start int) int {
	for i := start + 1; ; i++ {
		switch json[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
}

package ical

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"redial/internal/civil"
	"redial/internal/contact"
)

// item is one event of a calendar. Its texts may hold anything.
type item struct {
	of          *contact.Contact // whom it alone follows from; nil where it follows from several
	uid         string
	stamp       civil.Date // of what it tells of; zero for none
	day         civil.Date
	at          civil.Time // zero for the whole day
	minutes     int        // how long it takes, where it has a time
	alarm       bool
	summary     string
	description string

	key uint64 // stands for all of it but of
}

const (
	alarmBefore = "-PT10M"
	refresh     = "PT1H" // how often a client may ask for a new calendar; it is a wish
)

func compareItems(a, b item) int {
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.at, b.at), cmp.Compare(a.uid, b.uid))
}

// form is how lines are written: ended as RFC 5545 (3.1) has it, and folded at 75 octets.
var form = ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: string(ics.WithNewLineWindows)}

// Piece writes the i-th piece: what stands above the items, each of them, and what stands below.
func (c *Calendar) Piece(i int, b *bytes.Buffer) error {
	if i > 0 && i <= len(c.items) {
		return c.items[i-1].event().SerializeTo(b, &form)
	}
	var around bytes.Buffer
	if err := c.frame().SerializeTo(&around, ics.WithNewLineWindows); err != nil {
		return err
	}
	below := len(around.Bytes()) - len("END:VCALENDAR\r\n")
	if i == 0 {
		b.Write(around.Bytes()[:below])
	} else {
		b.Write(around.Bytes()[below:])
	}
	return nil
}

// frame is a calendar without its items.
func (c *Calendar) frame() *ics.Calendar {
	cal := ics.NewCalendarFor("Redial")
	cal.SetProductId("-//Redial//Follow-ups//EN")
	cal.SetCalscale("GREGORIAN")
	cal.SetName(line(cmp.Or(c.Title, "Redial")))
	cal.SetRefreshInterval(refresh)
	cal.SetXPublishedTTL(refresh)
	if len(c.items) == 0 {
		addZone(cal)
	}
	return cal
}

// addZone adds what no client shows: a calendar must have one component at least (RFC 5545, 3.6).
func addZone(cal *ics.Calendar) {
	s := cal.AddTimezone("UTC").AddStandard()
	s.SetProperty(ics.ComponentPropertyDtStart, "19700101T000000")
	s.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0000")
	s.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0000")
}

func (it *item) event() *ics.VEvent {
	e := ics.NewEvent(it.uid)
	e.SetProperty(ics.ComponentPropertyDtstamp, date(cmp.Or(it.stamp, epoch))+"T000000Z")
	if it.at == 0 {
		e.SetProperty(ics.ComponentPropertyDtStart, date(it.day), ics.WithValue("DATE"))
		e.SetProperty(ics.ComponentPropertyDtEnd, date(it.day+1), ics.WithValue("DATE"))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	} else {
		e.SetProperty(ics.ComponentPropertyDtStart, moment(it.day, it.at.Minutes()))
		e.SetProperty(ics.ComponentPropertyDtEnd, moment(it.day, it.at.Minutes()+it.minutes))
	}
	e.SetSummary(line(it.summary))
	if d := text(it.description); d != "" {
		e.SetDescription(d)
	}
	if it.alarm {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger(alarmBefore)
		a.SetDescription(line(it.summary))
	}
	return e
}

// epoch is the DTSTAMP of what no note dates: the property must be there.
var epoch = civil.Of(1970, 1, 1)

// date writes a DATE: 20261201.
func date(d civil.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// moment writes a floating DATE-TIME, so many minutes after midnight: 20261201T140000.
func moment(d civil.Date, minutes int) string {
	const day = 24 * 60
	at := civil.At(0, minutes%day)
	return date(d.Add(minutes/day)) + "T" + strings.ReplaceAll(at.String(), ":", "") + "00"
}

// maxUID bounds a UID in octets; RFC 7986 (5.3) wants fewer than 255.
const maxUID = 200

// uid makes a UID of what an item is about and an id.
func uid(about, id string) string {
	u := url.PathEscape(about) + "." + url.PathEscape(id) + "@redial"
	if len(u) > maxUID {
		sum := sha256.Sum256([]byte(u))
		u = hex.EncodeToString(sum[:]) + "@redial"
	}
	return u
}

// stamp gives the day of the last touch, else the one since which the contact is known; zero for none.
func (c *Calendar) stamp(who *contact.Contact) civil.Date {
	last := c.Agenda.Of(who.ID).LastTouch
	if last == 0 && who.Since <= c.Agenda.Today {
		return who.Since
	}
	return last
}

// text makes a text of RFC 5545 (3.3.11): UTF-8, with line feeds between its lines and no other control
// character. Escaping is the library's.
func text(s string) string {
	s = lineEnds.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}

// lineEnds are those that some client takes for the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// line makes a text of one line.
func line(s string) string { return strings.Join(strings.Fields(text(s)), " ") }

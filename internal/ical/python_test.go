package ical_test

import (
	"os"
	"os/exec"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/browser"
	"redial/internal/samples"
)

// parsers reads a calendar with two parsers that have nothing to do with what wrote it, each of which
// refuses what RFC 5545 doesn't allow: the one lists the events, the other checks what must be there and
// what may be there once only.
const parsers = `
import sys, datetime, icalendar, vobject
data = open(sys.argv[1], "rb").read()
calendar = icalendar.Calendar.from_ical(data)
assert calendar["VERSION"] == "2.0" and calendar["PRODID"], calendar
assert calendar.to_ical().count(b"BEGIN:VEVENT") == data.count(b"BEGIN:VEVENT")
uids = set()
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    start, end, stamp = event.decoded("DTSTART"), event.decoded("DTEND"), event.decoded("DTSTAMP")
    assert type(start) is type(end) and start < end and stamp.tzinfo, event
    assert event["UID"] not in uids, event["UID"]
    uids.add(event["UID"])
    at = ""
    if isinstance(start, datetime.datetime):
        assert start.tzinfo is None, event
        at = start.strftime(" %H:%M")
    else:
        assert end - start == datetime.timedelta(days=1), event
    for alarm in event.walk("VALARM"):
        assert alarm.decoded("TRIGGER") == datetime.timedelta(minutes=-10) and alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"], alarm
    sys.stdout.buffer.write((start.strftime("%Y-%m-%d") + at + " " + str(event["SUMMARY"]) + "\n").encode())
for component in vobject.readComponents(data.decode(), validate=True):
    component.validate(raiseException=True)
`

// python looks for a Python that has both parsers.
func python(t *testing.T) string {
	t.Helper()
	if testing.Short() || os.Getenv(wish) == "skip" {
		t.Skip("left out as asked: other parsers accept the calendar")
	}
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import icalendar, vobject").Run() == nil {
			return name
		}
	}
	browser.LeaveOut(t, wish, "other parsers accept the calendar (there is no Python with icalendar and vobject)")
	return ""
}

func TestOtherParsersAcceptEveryCalendar(t *testing.T) {
	program := python(t)
	for name, data := range map[string]string{
		"the samples": write(t, sampled(t)), "nothing": write(t, read(nil, samples.Day)), "hostile names": write(t, hostile()),
		"a thousand people": write(t, generated(1000, 3)),
	} {
		said := ask(t, program, "-c", parsers, put(t, t.TempDir(), "follow-ups.ics", data))
		if d := cmp.Diff(list(t, data), listed(said)); d != "" {
			t.Errorf("%s: what was written, and what another parser reads:\n%s", name, d)
		}
	}
}

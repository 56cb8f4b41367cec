package ical

import (
	"fmt"
	"hash/fnv"

	"redial/internal/contact"
	"redial/internal/note"
)

// addPromises adds somebody's open promises that have a time, mine and theirs.
func (c *Calendar) addPromises(who *contact.Contact) {
	var seen map[string]int
	for i := range who.Journal {
		e := &who.Journal[i]
		if e.Promise == note.NoBox || e.Time == 0 {
			continue
		}
		if seen == nil {
			seen = map[string]int{}
		}
		about := promiseKey(e)
		seen[about]++
		if n := seen[about]; n > 1 {
			about = fmt.Sprintf("%s-%d", about, n)
		}
		if e.Promise == note.Open && c.holds(e.Date) {
			c.add(c.promise(who, e, uid(about, who.ID)))
		}
	}
}

// promiseKey says what a promise is about, without its day: one that is put off stays the same event.
// Kept ones count as well, so that those like it don't take its place.
func promiseKey(e *contact.Entry) string {
	h := fnv.New32a()
	fmt.Fprint(h, e.Theirs, e.Text)
	return fmt.Sprintf("promise-%s-%08x", e.Kind, h.Sum32())
}

func (c *Calendar) promise(who *contact.Contact, e *contact.Entry, uid string) item {
	return item{
		of: who, uid: uid, stamp: c.stamp(who), day: e.Date, at: e.Time, minutes: minutesOf[e.Kind], alarm: true,
		summary: fmt.Sprintf(promiseWords(e), who.Name), description: lines(note.Plain(e.Text), card(who)),
	}
}

const (
	talkMinutes    = 30
	meetingMinutes = 60
)

// minutesOf tells how long what was promised takes.
var minutesOf = map[note.Kind]int{
	note.Met: meetingMinutes, note.Call: talkMinutes, note.Email: talkMinutes, note.Message: talkMinutes,
	note.Meeting: meetingMinutes, note.Visit: meetingMinutes, note.Letter: talkMinutes, note.Event: meetingMinutes,
	note.Intro: talkMinutes, note.Gift: talkMinutes, note.Remark: talkMinutes,
}

// mineWords and theirWords head a promise, by its kind.
var (
	mineWords = map[note.Kind]string{
		note.Met: "Meet %s", note.Call: "Call %s", note.Email: "Email %s", note.Message: "Message %s",
		note.Meeting: "Meet %s", note.Visit: "Visit %s", note.Letter: "Write to %s", note.Event: "Event with %s",
		note.Intro: "Introduce %s", note.Gift: "Gift for %s", note.Remark: "Promised to %s",
	}
	theirWords = map[note.Kind]string{
		note.Met: "%s meets you", note.Call: "%s calls", note.Email: "%s emails", note.Message: "%s sends a message",
		note.Meeting: "%s meets you", note.Visit: "%s visits", note.Letter: "%s writes", note.Event: "Event with %s",
		note.Intro: "%s makes an introduction", note.Gift: "%s sends a gift", note.Remark: "Promised by %s",
	}
)

func promiseWords(e *contact.Entry) string {
	if e.Theirs {
		return theirWords[e.Kind]
	}
	return mineWords[e.Kind]
}

package contact

import (
	"net/url"
	"path"
	"strings"

	"redial/internal/civil"
)

// Resolve finds the note to which a link in another note leads.
//
// A wiki link, with or without its brackets, names a note by its id, the path from its own folder,
// the last part of its id, its name or an alias; what stands behind `|` or `#` is left aside. Any other
// link is a path from the folder of the note that it stands in, else from notes/, with or without
// `.md`; percent escapes are undone. Where no id is exactly so, letter case and the form of Unicode do
// not matter, nor in names the accents. A link that could mean more than one note leads nowhere: ok
// is false.
func (b *Book) Resolve(fromID, target string, wiki bool) (id string, isEvent, ok bool) {
	found := b.lookUp(fromID, target, wiki, false)
	if len(found) != 1 {
		return "", false, false
	}
	p := b.pages[found[0]]
	return p.id(), p.event != nil, true
}

// lookUp gives the pages that a link could mean, or those of events alone: none, the one, or those that
// share its name.
func (b *Book) lookUp(fromID, target string, wiki, events bool) []int32 {
	names := &b.byName
	if events {
		names = &b.eventsByName
	}
	for _, t := range unbracket(target) {
		if at := b.atPath(paths(fromID, t, wiki), events); len(at) > 0 {
			return at
		}
		if !wiki {
			continue
		}
		if at := names.at(key(strings.TrimSuffix(t, ".md"))); len(at) > 0 {
			return at
		}
	}
	return nil
}

// atPath gives the page of the first of the ids that is one, else those of the first that is but for its
// letter case.
func (b *Book) atPath(ids []string, events bool) []int32 {
	for _, id := range ids {
		if i, ok := b.place(id); ok && (!events || b.pages[i].event != nil) {
			return []int32{i}
		}
	}
	for _, id := range ids {
		at := b.byTwin.at(twinID(id))
		if len(at) > 0 && (!events || b.pages[at[0]].event != nil) {
			return at
		}
	}
	return nil
}

// paths gives the ids that a target could be as a path, the likeliest first.
func paths(fromID, target string, wiki bool) []string {
	target = strings.TrimSuffix(strings.TrimSpace(target), ".md")
	var ids []string
	add := func(id string) {
		id = path.Clean(id)
		if id != "." && id != ".." && !strings.HasPrefix(id, "../") {
			ids = append(ids, id)
		}
	}
	written := []string{target}
	if plain, err := url.PathUnescape(target); err == nil && plain != target {
		written = append(written, strings.TrimSuffix(plain, ".md"))
	}
	for _, t := range written {
		top := strings.TrimPrefix(strings.TrimPrefix(t, "/"), "notes/")
		beside := path.Join(path.Dir(fromID), t)
		if wiki || strings.HasPrefix(t, "/") {
			add(top)
			add(beside)
		} else {
			add(beside)
			add(top)
		}
	}
	return ids
}

// unbracket takes the brackets off `[[Ben#journal|my friend]]`, and what follows the name of the note:
// it gives `Ben#journal`, which may be the name of a file too, and `Ben`.
func unbracket(target string) []string {
	target = strings.TrimSpace(target)
	if inner, ok := strings.CutPrefix(target, "[["); ok {
		target = strings.TrimSuffix(inner, "]]")
	}
	target, _, _ = strings.Cut(target, "|")
	ts := []string{strings.TrimSpace(target)}
	if at := strings.Index(target, "#"); at > 0 {
		ts = append(ts, strings.TrimSpace(target[:at]))
	}
	return ts
}

// eventsOf gives the events that an `at:` could mean: as a wiki link, but among events alone; of
// several that share a name, the one that took place on the day on which one met.
func (b *Book) eventsOf(c *Contact) []int32 {
	events := b.lookUp(c.ID, c.At, true, true)
	if len(events) < 2 || c.Met == 0 {
		return events
	}
	for _, i := range events {
		if b.pages[i].event.takesPlaceOn(c.Met) {
			return []int32{i}
		}
	}
	return events
}

func (e *Event) takesPlaceOn(d civil.Date) bool {
	return e.Date != 0 && e.Date <= d && d <= max(e.Date, e.Until)
}

package site

import (
	"maps"
	"slices"
	"strings"

	"redial/internal/contact"
	"redial/internal/note"
)

// lead stands for where a note leads: the names and pages of those whom its links, `at:` and `by:` mean, and
// the images that it shows. It is all that the page of a note, and entries of it elsewhere, show of other
// notes beside [Around]. The zero lead is that of a note that leads nowhere.
type lead = Key

// readLeads gives those of all contacts, by place.
func (s *site) readLeads(pictures Key) []lead {
	leads := make([]lead, len(s.inOrder))
	known := s.since.names() && s.since.last.keys.pictures == pictures
	s.each(len(leads), func(i int) {
		v := s.inOrder[i]
		if was := s.since.view(i, v.Assessment); known && was != nil {
			leads[i] = s.since.last.keys.leads[was.place]
			return
		}
		leads[i] = s.leadOf(v.Contact, pictures)
	})
	s.since.led = known || s.since.ledAlike(s, leads)
	return leads
}

// leadOf gives that of a contact.
func (s *site) leadOf(c *contact.Contact, pictures Key) lead {
	if c.At == "" && c.By == "" && c.Photo == "" && (c.Note == nil || len(c.Note.Links) == 0) && !showsImage(c.Note) {
		return lead{}
	}
	d := newDigest()
	s.follow(d, c.ID, c.At, true)
	s.follow(d, c.ID, c.By, true)
	if c.Photo != "" {
		photo, _ := s.images.find(c.ID, c.Photo)
		d.text(photo)
	}
	s.followLinks(d, c.ID, c.Note, pictures)
	return d.key()
}

// followEntry adds where an entry leads.
func (s *site) followEntry(d *digest, l line) {
	n, start := l.c.Note, l.e.Span().Start
	switch {
	case l.e.FromFront:
		s.follow(d, l.c.ID, l.c.At, true)
	case !note.IsPlain(l.e.Text):
		for i := range n.Links {
			if in := n.Links[i].Entry; in >= 0 && n.Entries[in].Span().Start == start {
				s.followLink(d, l.c.ID, &n.Links[i])
			}
		}
		if strings.Contains(l.e.Text, image) {
			d.follow(s.keys.pictures)
		}
	}
}

// followLinks adds where the text of a note leads.
func (s *site) followLinks(d *digest, id string, n *note.Note, pictures Key) {
	if n != nil {
		for i := range n.Links {
			s.followLink(d, id, &n.Links[i])
		}
	}
	if showsImage(n) {
		d.follow(pictures)
	}
}

func (s *site) followLink(d *digest, from string, l *note.Link) {
	target := l.Target
	if !l.Wiki {
		target = resolve([]byte(target))
	}
	s.follow(d, from, target, l.Wiki)
}

// follow adds whom a target means.
func (s *site) follow(d *digest, from, target string, wiki bool) {
	if target == "" {
		d.number(0)
		return
	}
	id, isEvent, ok := s.Agenda.Book.Resolve(from, target, wiki)
	switch {
	case !ok:
		d.number(1)
	case isEvent:
		d.number(2)
		d.text(s.pageOf[id], s.Agenda.Book.Event(id).Name)
	default:
		d.number(3)
		d.text(s.pageOf[id], s.Agenda.Book.Contact(id).Name)
	}
}

// picturesKey gives the key of all images that notes show.
func (s *site) picturesKey() Key {
	d := newDigest()
	for _, name := range slices.Sorted(maps.Keys(s.images.path)) {
		d.text(name, s.images.path[name])
	}
	return d.key()
}

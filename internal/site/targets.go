package site

import (
	"maps"
	"slices"
	"strings"

	"redial/internal/contact"
	"redial/internal/note"
)

// targets stands for where a note leads: the names and pages of those whom its links, `at:` and `by:` mean, and
// the images that it shows. It is all that the page of a note, and entries of it elsewhere, show of other
// notes beside [Around]. The zero value is that of a note that leads nowhere.
type targets = Key

// readTargets gives those of all contacts, by place.
func (s *site) readTargets(pictures Key) []targets {
	all := make([]targets, len(s.inOrder))
	known := s.since.names() && s.since.last.keys.pictures == pictures
	s.each(len(all), func(i int) {
		v := s.inOrder[i]
		if was := s.since.view(i, v.Assessment); known && was != nil {
			all[i] = s.since.last.keys.targets[was.place]
			return
		}
		all[i] = s.targetsOf(v.Contact, pictures)
	})
	s.since.sameTargets = known || s.since.targetsAlike(s, all)
	return all
}

// targetsOf gives that of a contact.
func (s *site) targetsOf(c *contact.Contact, pictures Key) targets {
	if c.At == "" && c.By == "" && c.Photo == "" && (c.Note == nil || len(c.Note.Links) == 0) && !showsImage(c.Note) {
		return targets{}
	}
	d := newDigest()
	s.addTarget(d, c.ID, c.At, true)
	s.addTarget(d, c.ID, c.By, true)
	if c.Photo != "" {
		photo, _ := s.images.find(c.ID, c.Photo)
		d.text(photo)
	}
	s.addLinks(d, c.ID, c.Note, pictures)
	return d.key()
}

// addTargetsOf adds whom the links of an entry mean, and the images that it shows.
func (s *site) addTargetsOf(d *digest, l line) {
	n, start := l.c.Note, l.e.Span().Start
	switch {
	case l.e.FromFront:
		s.addTarget(d, l.c.ID, l.c.At, true)
	case !note.IsPlain(l.e.Text):
		for i := range n.Links {
			if in := n.Links[i].Entry; in >= 0 && n.Entries[in].Span().Start == start {
				s.addLink(d, l.c.ID, &n.Links[i])
			}
		}
		if strings.Contains(l.e.Text, image) {
			d.follow(s.keys.pictures)
		}
	}
}

// addLinks adds the same of the text of a note.
func (s *site) addLinks(d *digest, id string, n *note.Note, pictures Key) {
	if n != nil {
		for i := range n.Links {
			s.addLink(d, id, &n.Links[i])
		}
	}
	if showsImage(n) {
		d.follow(pictures)
	}
}

func (s *site) addLink(d *digest, from string, l *note.Link) {
	target := l.Target
	if !l.Wiki {
		target = resolve([]byte(target))
	}
	s.addTarget(d, from, target, l.Wiki)
}

// addTarget adds whom a target means.
func (s *site) addTarget(d *digest, from, target string, wiki bool) {
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

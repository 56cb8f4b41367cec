package site

import (
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"redial/internal/contact"
	"redial/internal/note"
)

// maxImage bounds the images that are copied, in bytes (SPEC 3, photo).
const maxImage = 5 << 20

// imageTypes are the endings of files that browsers show as pictures and never run. SVG can hold
// scripts, so it is none.
var imageTypes = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true}

// images collects the pictures of notes that pages show.
type images struct {
	notes fs.FS
	path  map[string]string // below notes/: below public/, empty where it can't be shown
	files []Planned
	whole bool // all are found: pages are made at the same time, and only read here
}

func newImages(notes fs.FS) *images { return &images{notes: notes, path: map[string]string{}} }

// findImages finds all images before the first page is made: the site must be known whole. The pages of
// notes that show some are made for that alone; there are few of them.
func (s *site) findImages() {
	if s.Still && s.since.few() && s.since.sameEvents && !slices.ContainsFunc(s.since.gone, mayShow) && !slices.ContainsFunc(s.since.come, mayShow) {
		s.images = s.since.last.images
		return
	}
	for _, a := range s.Agenda.All {
		c := a.Contact
		if showsImage(c.Note) {
			s.person(s.view(c.ID))
		} else {
			s.photo(s.pageOf[c.ID], c)
		}
	}
	for _, e := range s.Agenda.Book.Events {
		if showsImage(e.Note) {
			s.event(e, nil)
		}
	}
	s.images.whole = true
}

// mayShow reports whether a contact's page may show an image.
func mayShow(c *contact.Contact) bool { return c.Photo != "" || showsImage(c.Note) }

// image begins an image in Markdown.
const image = "!["

// showsImage reports whether there is an image in a note, perhaps.
func showsImage(n *note.Note) bool { return n != nil && strings.Contains(n.Source, image) }

// find gives the path below public/ of an image that the note of an id refers to, and takes it along.
func (m *images) find(id, target string) (string, bool) {
	if m.notes == nil || strings.ContainsAny(target, "\\?#") || strings.HasPrefix(target, "/") {
		return "", false
	}
	name := path.Join(path.Dir(id), target)
	p, known := m.path[name]
	if !known && !m.whole {
		p = m.take(name)
		m.path[name] = p
	}
	return p, p != ""
}

func (m *images) take(name string) string {
	if !fs.ValidPath(name) || !imageTypes[strings.ToLower(path.Ext(name))] || hidden(name) {
		return ""
	}
	info, err := fs.Stat(m.notes, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxImage {
		return ""
	}
	if readable(m.notes, name) != nil {
		return ""
	}
	to := "files/" + filePath(name)
	m.files = append(m.files, copied(to, m.notes, name))
	return to
}

func hidden(name string) bool {
	for _, s := range strings.Split(name, "/") {
		if s[0] == '.' {
			return true
		}
	}
	return false
}

// filePath gives the path of a copied file. One that a file system can't hold gets a hash; two that
// differ in case alone keep their names, since they lie side by side in the notebook already.
func filePath(name string) string {
	for _, s := range strings.Split(name, "/") {
		if !holdableSegment(s) {
			return hashed(strings.TrimSuffix(name, path.Ext(name))) + strings.ToLower(path.Ext(name))
		}
	}
	return name
}

// Image is a picture that lies in the notebook. Without a Src it is not shown.
type Image struct {
	Src template.URL // as seen from the page
	Alt string       // what it shows, for those who can't see it
}

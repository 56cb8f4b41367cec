package site

import (
	"html/template"
	"io/fs"
	"path"
	"strings"
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
	files []File
}

func newImages(notes fs.FS) *images { return &images{notes: notes, path: map[string]string{}} }

// find gives the path below public/ of an image that the note of an id refers to, and takes it along.
func (m *images) find(id, target string) (string, bool) {
	if m.notes == nil || strings.ContainsAny(target, "\\?#") || strings.HasPrefix(target, "/") {
		return "", false
	}
	name := path.Join(path.Dir(id), target)
	p, known := m.path[name]
	if !known {
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
	b, err := fs.ReadFile(m.notes, name)
	if err != nil {
		return ""
	}
	to := "files/" + filePath(name)
	m.files = append(m.files, File{to, b})
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
	Alt string
}

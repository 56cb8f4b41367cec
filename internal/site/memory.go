package site

import (
	"crypto/sha256"
	"reflect"
)

// Memory is what the last build made, so that the next one fills only the layouts of pages whose model
// is another. It is used by one goroutine at a time; its zero value remembers nothing.
//
// There is no graph of what depends on what: every model is made anew in each build, which is cheap, and
// compared whole.
type Memory struct {
	layouts [sha256.Size]byte
	pages   map[string]filled // by path

	Filled int // how many pages the last build filled
}

// filled is a page with the file that was made of it.
type filled struct {
	page
	file File
}

// fill makes the files of pages.
func (m *Memory) fill(set *layoutSet, pages []page) ([]File, error) {
	last := m.pages
	if set.sum != m.layouts {
		last = nil
	}
	m.layouts, m.pages, m.Filled = set.sum, make(map[string]filled, len(pages)), 0
	files := make([]File, len(pages))
	for i, p := range pages {
		f, ok := last[p.frame.Path]
		if !ok || !reflect.DeepEqual(f.page, p) {
			file, err := set.fill(p)
			if err != nil {
				return nil, err
			}
			f = filled{p, file}
			m.Filled++
		}
		m.pages[p.frame.Path], files[i] = f, f.file
	}
	return files, nil
}

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

// fill makes the files of pages. Layouts may be filled at the same time: they share nothing but the
// templates, which stay as they are. Of several errors the one of the first page is told.
func (m *Memory) fill(set *layoutSet, pages []page, each func(n int, do func(i int))) ([]File, error) {
	last := m.pages
	if set.sum != m.layouts {
		last = nil
	}
	m.layouts, m.pages, m.Filled = set.sum, make(map[string]filled, len(pages)), 0
	files, errs := make([]File, len(pages)), make([]error, len(pages))
	var todo []int
	for i, p := range pages {
		if f, ok := last[p.frame.Path]; ok && reflect.DeepEqual(f.page, p) {
			m.pages[p.frame.Path], files[i] = f, f.file
		} else {
			todo = append(todo, i)
		}
	}
	each(len(todo), func(n int) {
		i := todo[n]
		files[i], errs[i] = set.fill(pages[i])
	})
	for _, i := range todo {
		if errs[i] != nil {
			return nil, errs[i]
		}
		m.pages[pages[i].frame.Path] = filled{pages[i], files[i]}
	}
	m.Filled = len(todo)
	return files, nil
}

// inTurn does things one after the other.
func inTurn(n int, do func(i int)) {
	for i := range n {
		do(i)
	}
}

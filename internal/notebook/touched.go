package notebook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// LoadTouched reads what [Memory.Load] does, when it is known which files were touched since the last
// reading: those paths as they lie on the disk, in any of the folders of [Snapshot.Dirs]. Where nothing but
// notes that were there before was written, it looks at those alone; after anything else, and where what is
// there is not whole, it looks at everything. [Snapshot.Brief] tells which.
func (m *Memory) LoadTouched(nb *Notebook, now time.Time, touched []string) (*Snapshot, error) {
	if s := m.brief(now, touched); s != nil {
		return s, nil
	}
	return m.Load(nb, now)
}

// brief reads the touched notes; nil where that is not enough.
func (m *Memory) brief(now time.Time, touched []string) *Snapshot {
	if m.last == nil || m.held || !m.restless.IsZero() || touched == nil {
		return nil
	}
	notes := slices.Clone(m.sorted)
	var changed []string
	for _, path := range touched {
		i, known := m.placeOf(path)
		if !known {
			if m.matters(path) {
				return nil
			}
			continue
		}
		k := m.again(i, now)
		if k == nil {
			return nil
		}
		if k.sum != m.sorted[i].sum {
			changed = append(changed, k.file)
		}
		notes[i] = k
	}
	s := &Snapshot{Problems: slices.Clone(m.disk), Dirs: m.last.Dirs, Around: m.last.Around, Changed: sortedOnce(changed), Brief: true}
	for i, k := range notes {
		if k != m.sorted[i] {
			m.notes[k.file] = k
		}
	}
	m.sorted = notes
	s.gather(readings(notes), m.last)
	m.last = s
	return s
}

func sortedOnce(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// placeOf gives where among all notes one stands that lies at a path.
func (m *Memory) placeOf(path string) (int, bool) {
	if m.at == nil {
		m.at = make(map[string]int, len(m.sorted))
		for i, k := range m.sorted {
			m.at[k.path] = i
		}
	}
	i, ok := m.at[path]
	return i, ok
}

// matters reports whether a path at which no note was may mean anything. What is not there and was not
// there came and went between two readings, as what editors put beside a note does.
func (m *Memory) matters(path string) bool {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m.other[path] || slices.Contains(m.last.Dirs, path)
	case err != nil:
		return true
	}
	name := filepath.Base(path)
	return !info.Mode().IsRegular() || !isIgnored(name) || leftover.MatchString(name)
}

// again reads the i-th note again; nil where it is not there whole, or is being written.
func (m *Memory) again(i int, now time.Time) *kept {
	k := m.sorted[i]
	info, err := os.Lstat(k.path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	s, err := stampOf(k.path)
	if err != nil || now.Sub(s.written()).Abs() < quiet {
		return nil
	}
	is := k.refresh(listed{found: k.found, stamp: s}, now, false, new(desk))
	if is == nil || !is.whole || !is.since.IsZero() || !is.shown() {
		return nil
	}
	return is
}

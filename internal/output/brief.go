package output

import (
	"cmp"
	"slices"
)

// brief plans a Write that trusts: of the files whose keys are others alone. There is none where the site
// has other files than before, or where what is to be replaced is not what was left there; then all is
// looked at.
func (o *Output) brief(files []File) *plan {
	m := o.Memory
	if !o.Trust || m == nil || len(files)+o.Rest != len(m.files) || len(files) == 0 {
		return nil
	}
	if list, err := o.root.Lstat(ManifestName); err != nil || !sameFile(list, m.list) {
		return nil
	}
	p := &plan{places: map[string]*place{}, stood: m}
	m.turn++
	h := o.hand()
	defer o.put(h)
	for i := range files {
		f := &files[i]
		was := m.files[f.Path]
		if was == nil || was.turn == m.turn {
			return nil
		}
		was.turn = m.turn
		switch {
		case f.Still && f.Key == was.key, f.Key != (Key{}) && f.Key == was.key:
			continue
		}
		in, base, err := h.at(f.Path)
		if err != nil {
			return nil
		}
		info, err := in.Lstat(base)
		if err != nil || !was.is(info) {
			return nil
		}
		at := &place{File: f, stands: true, info: info}
		p.places[f.Path] = at
		p.units = append(p.units, &unit{path: f.Path, files: []*place{at}, rank: rankOf(at.File)})
	}
	slices.SortFunc(p.units, func(a, b *unit) int { return cmp.Or(a.rank-b.rank, cmp.Compare(a.path, b.path)) })
	return p
}

// writeBrief carries a brief plan out.
func (o *Output) writeBrief(p *plan) (Stats, error) {
	m := o.Memory
	s := Stats{Same: len(m.files) - len(p.places)}
	files := m.files
	for _, u := range p.units {
		for _, f := range u.files {
			if err := o.tryOnce(p, f); err != nil {
				return Stats{}, err
			}
		}
	}
	for rank := range lastRank + 1 {
		if err := o.writeRank(p, rank); err != nil {
			m.forget()
			return p.count(s), err
		}
	}
	m.before = p.before()
	for path, f := range p.places {
		files[path] = o.standing(f)
	}
	return p.count(s), o.rememberMore(p)
}

// tryOnce makes a file that may fail, for nothing but its errors.
func (o *Output) tryOnce(p *plan, f *place) error {
	if !f.MayFail {
		return nil
	}
	h := o.hand()
	defer o.put(h)
	h.data.Reset()
	return f.Make(&h.data, p.before)
}

package site

import (
	"bytes"
	"html/template"
	"sync"
)

// rowTexts are rows of the dashboard as HTML, those of the last days.js and those of this one.
type rowTexts struct {
	before, made map[rowID]template.HTML
}

// rowID names a row for all plans that are made one of the other.
type rowID struct {
	number uint64 // of the view
	rowKey
}

// of gives a row, filled where it was not in the last days.js.
func (r *rowTexts) of(number uint64, k rowKey, fill func() (template.HTML, error)) (template.HTML, error) {
	id := rowID{number, k}
	h, ok := r.before[id]
	if !ok {
		var err error
		if h, err = fill(); err != nil {
			return "", err
		}
	}
	r.made[id] = h
	return h, nil
}

// rowMemo keeps the rows of the last days.js.
type rowMemo struct {
	mutex sync.Mutex
	last  map[rowID]template.HTML
}

// readRows gives the rows of the last plan, where layouts, settings and names are the same.
func (s *site) readRows(last *Plan) *rowMemo {
	if last == nil || s.keys.none || last.site.keys.called != s.keys.called {
		return &rowMemo{}
	}
	return &rowMemo{last: last.site.rows.have()}
}

func (m *rowMemo) have() map[rowID]template.HTML {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.last
}

func (m *rowMemo) begin() *rowTexts {
	before := m.have()
	return &rowTexts{before: before, made: make(map[rowID]template.HTML, len(before))}
}

func (m *rowMemo) end(r *rowTexts) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.last = r.made
}

// daysClosely gives the key of days.js as who stands where in it. The numbers of views hold for plans that
// are made one of the other alone.
func (s *site) daysClosely() (Key, func(*bytes.Buffer, Before) error) {
	d := newDigest(s.keys.called)
	spots := func(t *top) {
		d.number(t.count)
		for _, p := range t.first {
			d.number(int(p.number))
			d.number(p.place)
			d.number(p.span)
		}
	}
	for i := range s.boards() {
		b := &s.boards()[i]
		for l := range b.lists {
			spots(&b.lists[l])
		}
		spots(&b.next)
		d.number(b.owing)
		for _, p := range b.theirs {
			d.number(int(s.view(p.Contact.ID).number))
			d.number(int(p.Entry.Line))
		}
	}
	for _, n := range s.ahead() {
		d.number(n)
	}
	for _, b := range s.birthdays() {
		d.number(int(s.view(b.ID).number))
		d.number(int(b.day))
	}
	return d.key(), s.daysScript
}

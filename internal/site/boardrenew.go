package site

import (
	"slices"

	"redial/internal/followup"
)

// boards gives the dashboard of the day and of every one of the horizon.
func (s *site) boards() []board { return *s.sheets.get() }

// readBoards plans them. A board of the last plan on which nobody shows who is another has the same rows.
func (s *site) readBoards() *lazy[[]board] {
	var last []board
	var was, is []*view
	if n := s.since; n.few() && n.ids && n.last.sheets.have() != nil {
		if n.nothing() {
			return n.last.sheets
		}
		last = *n.last.sheets.have()
		for i, c := range n.come {
			was, is = append(was, n.last.view(n.gone[i].ID)), append(is, s.view(c.ID))
		}
	}
	owing := slices.ContainsFunc(was, owes) || slices.ContainsFunc(is, owes)
	return &lazy[[]board]{work: func() *[]board {
		bs := make([]board, Horizon+1)
		s.owed()
		s.each(len(bs), func(i int) {
			if last == nil || owing {
				bs[i] = s.board(s.today.Add(i))
				return
			}
			var ok bool
			if bs[i], ok = last[i].renewed(was, is); !ok {
				bs[i] = s.board(s.today.Add(i))
			}
		})
		return &bs
	}}
}

// owes reports whether somebody promised what is open.
func owes(v *view) bool {
	return slices.ContainsFunc(followup.PromisesOf(v.Contact), func(p followup.Promise) bool {
		return p.Status == followup.PromiseOpen && p.Entry.Theirs
	})
}

// renewed gives a board after some views became others. It is not ok where one of them shows, or is to, and
// stands elsewhere than before.
func (b board) renewed(was, is []*view) (board, bool) {
	for i, old := range was {
		before, from := old.on(b.day)
		after, to := is[i].on(b.day)
		switch shows := b.shows(before, from) || b.shows(after, to); {
		case shows && !slices.Equal(old.stands, is[i].stands):
			return b, false
		case shows:
			b.lists[from].put(old, is[i])
			b.next.put(old, is[i])
		}
		b.lists[from].count--
		b.lists[to].count++
		b.next.count += as01(after.due > b.day) - as01(before.due > b.day)
	}
	return b, true
}

// put puts a view in the place of another. The list is another board's, so it becomes a new one.
func (t *top) put(old, is *view) {
	if i := slices.IndexFunc(t.first, func(p spot) bool { return p.view == old }); i >= 0 {
		t.first = slices.Clone(t.first)
		t.first[i].view = is
	}
}

// shows reports whether a contact is among the first of a list of a board, or would be: whether the list
// has none to spare behind them, or he stands before the last of them.
func (b *board) shows(p spot, list int) bool {
	rows, order := someRows, byDay
	if list == carriedPlace || list == todayPlace {
		rows, order = fullRows, byWord
	}
	t := &b.lists[list]
	if t.count <= rows+1 || order(p, t.first[len(t.first)-1]) <= 0 {
		return true
	}
	return p.due > b.day && (len(b.next.first) == 0 || byDay(p, b.next.first[0]) <= 0)
}

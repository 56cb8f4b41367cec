package note

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"redial/internal/civil"
)

// journal is where the entries of a note stand.
type journal struct {
	*editing
	entries map[*ast.ListItem]*Entry
	lists   []*ast.List // those that hold entries, in the order of the file
	heading ast.Node    // "Journal"; nil where there is none
	end     int         // where what stands under it ends: at the next heading of its level, or above
}

func (d *editing) journal() *journal {
	j := &journal{editing: d, entries: map[*ast.ListItem]*Entry{}}
	items := Items(d.root, d.text)
	for i := range d.note.Entries {
		e := &d.note.Entries[i]
		item := items[e.Span().Start]
		j.entries[item] = e
		if l := item.Parent().(*ast.List); !slices.Contains(j.lists, l) {
			j.lists = append(j.lists, l)
		}
	}
	j.findHeading()
	return j
}

// findHeading looks for the heading "Journal", whatever signs stand around the word.
func (j *journal) findHeading() {
	j.end = len(j.text)
	for n := j.root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case !ok:
		case j.heading != nil && h.Level <= j.heading.(*ast.Heading).Level:
			j.end = lineStart(j.text, startOf(h, j.text))
			return
		case j.heading == nil && isJournal(PlainNode(h, j.text)):
			j.heading = h
		}
	}
}

func isJournal(title string) bool {
	return strings.EqualFold(strings.TrimFunc(title, func(r rune) bool { return !unicode.IsLetter(r) }), "journal")
}

// insert gives the splice that writes a line where an entry belongs.
func (j *journal) insert(e *Entry, line string) splice {
	switch at := j.spotFor(e); {
	case at.list != nil:
		return j.intoList(at, line)
	case j.heading != nil:
		return j.underHeading(line)
	}
	return j.underNewHeading(line)
}

// spot is where an entry goes: before which item of a list, or behind the last one. Without a list there
// is none yet.
type spot struct {
	list   *ast.List
	items  []*ast.ListItem
	before int
}

func (j *journal) spotFor(e *Entry) spot {
	l := j.listFor(e)
	if l == nil {
		return spot{}
	}
	list := items(l)
	return spot{l, list, j.index(list, e)}
}

// listFor gives the list into which an entry goes, as [AppendEntry] says, or nil.
func (j *journal) listFor(e *Entry) *ast.List {
	lists := filter(j.lists, func(l *ast.List) bool { return !j.isInEntry(l) })
	under := filter(lists, j.isUnderHeading)
	if len(under) > 0 {
		lists = under
	}
	alike := func(other *Entry) bool { return other.Happened() == e.Happened() }
	same := filter(lists, func(l *ast.List) bool { return j.latest(l, alike) != 0 })
	switch {
	case len(same) > 0:
		return j.withLatest(same, alike)
	case j.heading != nil && len(under) == 0:
		return nil
	}
	return j.withLatest(lists, func(*Entry) bool { return true })
}

func filter[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, x := range list {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// isInEntry reports whether a list stands below an entry, and belongs to it.
func (j *journal) isInEntry(l *ast.List) bool {
	for n := l.Parent(); n != nil; n = n.Parent() {
		if item, ok := n.(*ast.ListItem); ok && j.entries[item] != nil {
			return true
		}
	}
	return false
}

func (j *journal) isUnderHeading(l *ast.List) bool {
	at := startOf(l, j.text)
	return j.heading != nil && at > startOf(j.heading, j.text) && at < j.end
}

// latest gives the last day of the entries of a list that are meant; 0 where there are none.
func (j *journal) latest(l *ast.List, meant func(*Entry) bool) civil.Date {
	var last civil.Date
	for _, item := range items(l) {
		if e := j.entries[item]; e != nil && meant(e) {
			last = max(last, e.Date)
		}
	}
	return last
}

// withLatest gives the list with the latest entry that is meant, or nil where there is no list.
func (j *journal) withLatest(lists []*ast.List, meant func(*Entry) bool) *ast.List {
	if len(lists) == 0 {
		return nil
	}
	return slices.MaxFunc(lists, func(a, b *ast.List) int {
		return cmp.Compare(j.latest(a, meant), j.latest(b, meant))
	})
}

func items(l *ast.List) []*ast.ListItem {
	list := make([]*ast.ListItem, 0, l.ChildCount())
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		list = append(list, n.(*ast.ListItem))
	}
	return list
}

// index gives before which of a list's items an entry goes; behind the last one it is their number.
// Items without a date belong to the entry before them, in the order in which the journal is kept.
func (j *journal) index(list []*ast.ListItem, e *Entry) int {
	newest := NewestFirst(j.note.Entries)
	first, last := len(list), -1 // of the entries
	place := -1
	for i, item := range list {
		other := j.entries[item]
		if other == nil {
			continue
		}
		first, last = min(first, i), i
		if !comesAfter(other, e) && (!newest || place < 0) {
			place = i
		}
	}
	switch {
	case newest && place >= 0:
		return place
	case newest:
		place = last
	case place < 0:
		return first
	}
	for place++; place < len(list) && j.entries[list[place]] == nil; place++ {
	}
	return place
}

// comesAfter reports whether an entry is of a later day than another, or of a later time on its day; what
// is still to happen on a day comes after what happened.
func comesAfter(other, e *Entry) bool {
	if other.Date != e.Date {
		return other.Date > e.Date
	}
	if other.Promise == Open && e.Happened() {
		return true
	}
	return other.Time != 0 && e.Time != 0 && other.Time > e.Time
}

// intoList gives the splice that writes a new item before another, or behind the last one.
func (j *journal) intoList(s spot, line string) splice {
	list, at := s.items, s.before
	if at == 0 && !isBlank(j.indent(list[0])) { // it stands on the line of the item around it
		at = 1
	}
	if at == len(list) {
		end := j.extent(list[at-1]).End
		eol := j.eol(end)
		return splice{end, end, strings.Repeat(eol, 1+j.gap(list, at-1)) + j.opening(list, at) + line}
	}
	start := j.extent(list[at]).Start
	start -= len(j.indent(list[at]))
	eol := j.eol(start)
	return splice{start, start, j.opening(list, at) + line + strings.Repeat(eol, 1+j.gap(list, at))}
}

func (j *journal) extent(item *ast.ListItem) Span {
	return extentOf(item, marker(item, j.text), j.text)
}

// indent gives what stands on the line before an item's marker.
func (j *journal) indent(item *ast.ListItem) []byte {
	at := marker(item, j.text)
	return j.text[max(j.top(), lineStart(j.text, at)):at]
}

// gap counts the blank lines that a new item wants around it: those before an item, or before its
// neighbour.
func (j *journal) gap(list []*ast.ListItem, at int) int {
	if at == 0 {
		at = 1
	}
	if at >= len(list) {
		return 0
	}
	return bytes.Count(j.text[j.extent(list[at-1]).End:j.extent(list[at]).Start], []byte("\n")) - 1
}

// opening gives indent, marker and blanks of a new item before another: those of the item before it, or
// else behind it, and the next number.
func (j *journal) opening(list []*ast.ListItem, at int) string {
	neighbour := list[max(0, at-1)]
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(j.indent(neighbour)))
	sign := j.sign(neighbour)
	if l := neighbour.Parent().(*ast.List); l.IsOrdered() && at > 0 && !j.isCounted(list[:at]) {
		digits := strings.TrimRight(sign, ".) \t")
		if n, err := strconv.Atoi(digits); err == nil {
			sign = strconv.Itoa(n+1) + sign[len(digits):]
		}
	}
	return indent + sign
}

// isCounted reports whether the last two items bear the same number: the list is counted by whoever
// shows it.
func (j *journal) isCounted(list []*ast.ListItem) bool {
	n := len(list)
	return n > 1 && j.sign(list[n-1]) == j.sign(list[n-2])
}

// sign gives an item's marker with the blanks behind it.
func (j *journal) sign(item *ast.ListItem) string {
	at := marker(item, j.text)
	line, _ := lineAt(j.text, at)
	width := len(line) - len(bytes.TrimLeft(line, "0123456789"))
	width++ // the bullet, or the dot behind the number
	blanks := len(line[width:]) - len(bytes.TrimLeft(line[width:], " \t"))
	if blanks == 0 || width+blanks == len(line) { // nothing else stands on the line
		return string(line[:width]) + " "
	}
	return string(line[:width+blanks])
}

// underHeading gives the splice that writes the first entry under the heading "Journal", before any
// other heading: into the list that ends what stands there, else behind it.
func (j *journal) underHeading(line string) splice {
	last := j.heading
	for n := last.NextSibling(); n != nil && n.Kind() != ast.KindHeading; n = n.NextSibling() {
		last = n
	}
	if l, ok := last.(*ast.List); ok {
		return j.intoList(spot{l, items(l), l.ChildCount()}, line)
	}
	return j.behind(extentOf(last, startOf(last, j.text), j.text).End, "- "+line)
}

func (j *journal) underNewHeading(line string) splice {
	text := bytes.TrimRight(j.text, " \t\r\n")
	end := j.endOfLine(max(j.top(), len(text)))
	eol := j.eol(end)
	written := "## Journal" + eol + eol + "- " + line
	if len(text) > j.top() {
		return j.behind(end, written)
	}
	if len(j.src) == j.top() {
		written += eol
	}
	return splice{j.top(), j.top(), written}
}

// behind gives the splice that writes a block behind the one that ends at an offset.
func (j *journal) behind(end int, written string) splice {
	eol := j.eol(end)
	written = eol + eol + written
	if _, next := lineAt(j.text, end); next < len(j.text) {
		if line, _ := lineAt(j.text, next); !isBlank(line) {
			written += eol
		}
	}
	return splice{end, end, written}
}

package site

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
)

const peoplePath = "people/index.html"

// screenRows is how many rows a browser lays out at once: about a screenful.
const screenRows = 20

// firstRows is how many people stand on the page of everyone where not all do.
const firstRows = 100

// wholeRows is how many people stand on one page. Where there are more, the first of them stand on the page
// of everyone, whose script shows all, and everybody on a page of their initial.
const wholeRows = 500

// People is what people.html is filled with: everyone, or those whose names have an initial.
type People struct {
	Initial  string        // "B", or empty for everyone
	Initials []InitialLink // to the pages of each initial; none where all stand on one page
	Count    int           // of all people; on the page of an initial, of those on it
	States   []Facet       // none on the page of an initial, and no tags
	Tags     []Facet       // the most frequent
	MoreTags bool          // there are others
	Groups   [][]PersonRow // of 20 each, by name
	More     int           // how many people have no row on this page of everyone
}

// InitialLink leads to the page of those whose names have an initial.
type InitialLink struct {
	Name string // "B", "B 2" for a second page, "Other" for names that begin with none of A to Z
	Link template.URL
	Here bool // it is this page
}

// Facet is a filter: a state or a tag.
type Facet struct {
	Value string // in the address: "no-step"
	Label string // as it is read
	Count int
}

// PersonRow is a contact in the list of everyone.
type PersonRow struct {
	Name     string
	Link     template.URL // to the contact's page
	Position string       // role and company
	Does     string       // what they offer
	Last     Day          // the last touch
	Due      Day
	List     string // today's
	Label    string // of the list
	Home     string // the list while not due soon
	Spans    string // what changes within the horizon, for the script of the page; may be empty
}

// labels are what lists are called behind a name.
var labels = map[followup.List]string{
	followup.ListCarried: "carried over", followup.ListToday: "today", followup.ListWeek: "soon",
	followup.ListWaiting: "waiting", followup.ListLastTry: "last try", followup.ListNoStep: "no next step",
	followup.ListParked: "parked", followup.ListLater: "later", followup.ListUntracked: "untracked",
	followup.ListLetGo: "let go", followup.ListClosed: "closed",
}

// peoplePages gives the page of everyone and those of the initials.
func (s *site) peoplePages() []later {
	var ins []initial
	if len(s.named) > wholeRows {
		ins = initials(s.named)
	}
	pages := []later{{path: peoplePath, key: s.keys.all, make: func() page { return s.people(ins) }}}
	for _, in := range ins {
		pages = append(pages, later{path: in.path, key: s.initialKey(in, ins), make: func() page { return s.initialPage(in, ins) }})
	}
	return pages
}

func (s *site) people(ins []initial) page {
	f := s.facets.get()
	m := People{Count: len(s.named), Initials: initialLinks(peoplePath, ins), States: f.states(), Tags: f.tags, MoreTags: f.moreTags}
	rows := s.named
	if len(ins) > 0 {
		rows, m.More = rows[:firstRows], len(rows)-firstRows
	}
	m.Groups = s.groups(peoplePath, rows)
	return page{s.frame(peoplePath, "people", "People", "Everyone, with a search."), "people.html", m}
}

func (s *site) groups(path string, all []*view) [][]PersonRow {
	var groups [][]PersonRow
	for group := range slices.Chunk(all, screenRows) {
		rows := make([]PersonRow, len(group))
		for i, v := range group {
			rows[i] = s.personRow(path, v)
		}
		groups = append(groups, rows)
	}
	return groups
}

// initial is a page of those whose names have an initial.
type initial struct {
	name, path string
	people     []*view
}

// initials parts people, who come by name, into pages.
func initials(all []*view) []initial {
	var ins []initial
	var letters [len(alphabet) + 1][]*view
	for _, v := range all {
		letters[v.letter] = append(letters[v.letter], v)
	}
	for at, l := range append(strings.Split(alphabet, ""), otherInitial) {
		for i, people := range slices.Collect(slices.Chunk(letters[at], wholeRows)) {
			in := initial{capital(l), "people/" + initialPrefix + l + ".html", people}
			if i > 0 {
				n := strconv.Itoa(i + 1)
				in.name, in.path = in.name+" "+n, "people/"+initialPrefix+l+"-"+n+".html"
			}
			ins = append(ins, in)
		}
	}
	return ins
}

const (
	alphabet      = "abcdefghijklmnopqrstuvwxyz"
	otherInitial  = "other"  // stands for names that begin with none of a to z
	initialPrefix = "index-" // of the file names; no page of a contact begins so
)

// initialOf gives the place of the initial under which a name stands.
func initialOf(name string) uint8 {
	f := strings.TrimLeftFunc(contact.Fold(name), apart)
	if f != "" {
		if at := strings.IndexByte(alphabet, f[0]); at >= 0 {
			return uint8(at)
		}
	}
	return uint8(len(alphabet))
}

func initialLinks(from string, ins []initial) []InitialLink {
	ls := make([]InitialLink, len(ins))
	for i, in := range ins {
		ls[i] = InitialLink{in.name, link(from, in.path), from == in.path}
	}
	return ls
}

func (s *site) initialPage(in initial, all []initial) page {
	m := People{Initial: in.name, Initials: initialLinks(in.path, all), Count: len(in.people), Groups: s.groups(in.path, in.people)}
	return page{s.frame(in.path, "people", "People, "+in.name, "People whose names begin so."), "people.html", m}
}

// rowKey gives the key of what the list of everyone shows of a contact whose page has a path.
func (v *view) rowKey(path string) Key {
	d := newDigest()
	d.text(path, v.Contact.ID, v.Contact.Name, position(v.Contact), v.LastTouch.String(), v.Due.String(), string(v.Word), v.home, v.turns)
	d.text(v.Contact.Offers...)
	return d.key()
}

// initialKey gives the key of the page of an initial.
func (s *site) initialKey(in initial, all []initial) Key {
	if s.keys.none {
		return Key{}
	}
	d := newDigest(s.keys.common)
	d.text(in.path)
	for _, other := range all {
		d.text(other.name, other.path)
	}
	for _, v := range in.people {
		d.follow(v.row)
	}
	return d.key()
}

// byName gives everybody by name, those of one name by id.
func (s *site) byName() []*view {
	if s.since.few() {
		return s.byNameAgain()
	}
	type named struct {
		*view
		name string
	}
	all := make([]named, len(s.inOrder))
	for i, v := range s.inOrder {
		all[i] = named{v, contact.Fold(v.Contact.Name)}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(a.name, b.name) })
	vs := make([]*view, len(all))
	for i := range all {
		vs[i] = all[i].view
	}
	return vs
}

// byNameAgain does so from the last plan's order: to fold the names of everybody is most of what it takes.
func (s *site) byNameAgain() []*view {
	gone := make(map[*contact.Contact]bool, len(s.since.gone))
	for _, c := range s.since.gone {
		gone[c] = true
	}
	vs := make([]*view, 0, len(s.inOrder))
	for _, v := range s.since.last.named {
		if !gone[v.Contact] {
			vs = append(vs, s.since.now(s, v))
		}
	}
	for _, c := range s.since.come {
		v, name := s.view(c.ID), contact.Fold(c.Name)
		at, _ := slices.BinarySearchFunc(vs, v, func(a, _ *view) int {
			return cmp.Or(cmp.Compare(contact.Fold(a.Contact.Name), name), cmp.Compare(a.place, v.place))
		})
		vs = slices.Insert(vs, at, v)
	}
	return vs
}

func (s *site) personRow(path string, v *view) PersonRow {
	c, l := v.Contact, v.List(s.today)
	return PersonRow{
		Name: c.Name, Link: link(path, s.pageOf[c.ID]), Position: position(c),
		Does: strings.Join(c.Offers, ", "), Last: s.dayTexts.of(v.LastTouch), Due: s.dayTexts.of(v.Due),
		List: string(l), Label: labels[l], Home: v.home, Spans: v.turns,
	}
}

func position(c *contact.Contact) string {
	if c.Role == "" || c.Company == "" {
		return c.Role + c.Company
	}
	return c.Role + ", " + c.Company
}

// turnData writes for each stretch of days from when on it holds, the list, and the due date, the days
// counted from that of the build: "0 later 3;8 no-step ". A due date "t" is whatever day it is. It is empty
// where nothing changes.
func turnData(spans []followup.Span, today civil.Date) string {
	var b strings.Builder
	var last string
	turns := 0
	for i := range spans {
		a := &spans[i].Assessment
		due := ""
		switch {
		case a.Word == followup.WordUnclear:
			due = "t"
		case a.Due != 0:
			due = strconv.Itoa(int(a.Due - today))
		}
		turn := " " + string(home(a)) + " " + due
		if turn == last {
			continue
		}
		if last != "" {
			b.WriteByte(';')
		}
		b.WriteString(strconv.Itoa(int(spans[i].From-today)) + turn)
		last = turn
		turns++
	}
	if turns == 1 && !strings.HasSuffix(last, "t") {
		return ""
	}
	return b.String()
}

// facets are the filters of the list of everyone.
type facets struct {
	inList   [len(lists)]int // how many people stand in each list on the day of the build
	tags     []Facet         // the most frequent
	moreTags bool            // there are others
}

// readFacets plans them. Those of the last plan are corrected where nobody has another tag than before.
func (s *site) readFacets() *lazy[facets] {
	n := s.since
	if last := n.facets(); last != nil {
		f := *last
		for i, old := range n.gone {
			f.inList[n.last.view(old.ID).list(s.today)]--
			f.inList[s.view(n.come[i].ID).list(s.today)]++
		}
		return &lazy[facets]{made: &f}
	}
	return &lazy[facets]{work: func() *facets {
		var f facets
		for _, v := range s.inOrder {
			f.inList[v.list(s.today)]++
		}
		f.tags, f.moreTags = s.tagFacets()
		return &f
	}}
}

// facets gives those of the last plan, where nobody came or went and nobody has another tag; nil for none.
func (n *since) facets() *facets {
	if !n.few() || !n.ids {
		return nil
	}
	for i, c := range n.gone {
		if !slices.Equal(c.Tags, n.come[i].Tags) {
			return nil
		}
	}
	return n.last.facets.have()
}

// list gives the place of the list in which somebody stands on a day.
func (v *view) list(day civil.Date) int {
	_, l := v.on(day)
	return l
}

func (f *facets) states() []Facet {
	fs := make([]Facet, len(lists))
	for i, l := range lists {
		fs[i] = Facet{string(l.list), capital(labels[l.list]), f.inList[i]}
	}
	return fs
}

// maxTags bounds the tags that have a button; the others are in a list.
const maxTags = 12

func (s *site) tagFacets() (most []Facet, more bool) {
	byKey, written := map[string]*Facet{}, map[string]*Facet{}
	var fs []*Facet
	for _, v := range s.inOrder {
		for _, t := range v.Contact.Tags {
			f := written[t]
			if f == nil { // most people share few spellings
				key := contact.Fold(t)
				if f = byKey[key]; f == nil {
					f = &Facet{t, t, 0}
					byKey[key], fs = f, append(fs, f)
				}
				written[t] = f
			}
			f.Count++
		}
	}
	slices.SortFunc(fs, func(a, b *Facet) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	for _, f := range fs[:min(len(fs), maxTags)] {
		most = append(most, *f)
	}
	return most, len(fs) > len(most)
}

package site

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"redial/internal/civil"
	"redial/internal/contact"
)

const introductionsPath = "introductions.html"

// Introductions is what introductions.html is filled with: whom one could introduce to whom. Where there
// are many, it goes on on further pages.
type Introductions struct {
	Both, Whole, Part MatchGroup   // each has what the other needs; one has; one has some of it
	Count             int          // of all pairs
	Says              string       // "Eight pairs may want to know each other."
	Unmet             []Unmet      // what nobody known offers
	AllUnmet          int          // how many there are of those
	Page, Pages       int          // of how many this one is, from 1 on
	Before, After     template.URL // of the page before; of the next one
}

// Next is the number of the page after this one.
func (m Introductions) Next() int { return m.Page + 1 }

// MatchGroup is a list of pairs, those first whom one was in contact with last.
type MatchGroup struct {
	Pairs []Match
	All   int // how many there are, on all pages
}

// Match is two contacts worth introducing to each other.
type Match struct {
	A, B Party
	Fits []Fit
	Line string // a journal line for the note of A, without its date; empty where B can't be linked

	Dated string // the whole line, of the day of the build
}

// Party is one of two.
type Party struct {
	Name, Company string
	Link          template.URL // to the contact's page
}

// Fit is what one needs and the other has, said of each: "needs" and "an accountant", "offers" and
// "accountant for small firms".
type Fit struct{ A, B Said }

// Said is a verb with what it is said of.
type Said struct{ Verb, What string }

// Unmet is a need that nobody known meets.
type Unmet struct {
	Need string // as typed
	Name string
	Link template.URL // to the page of who needs it
}

// Meeting is someone to whom one could introduce the contact of a page.
type Meeting struct {
	Name string
	Link template.URL // to the contact's page
	Fits []Fit        // A is the contact of the page
	Part bool         // only some of a need is met
	Line string       // a journal line, without its date, for the note of the page
}

const (
	maxMatches = 120 // pairs on a page
	maxUnmet   = 200
	maxToMeet  = 5 // on the page of a contact
)

// matches is whom one could introduce to whom, as of the day.
type matches struct {
	contact.Introductions
	byID []contact.Pair   // the pairs by id
	of   map[string][]int // places in Pairs by the id of each of the two
}

// match finds them, without those who are closed.
func (s *site) match() *matches {
	n := s.since
	var all contact.Introductions
	switch {
	case !n.meetAlike(s):
		all = s.Agenda.Book.Introductions(func(c *contact.Contact) bool { return s.view(c.ID).Ended != 0 })
	case !slices.ContainsFunc(n.gone, n.meets):
		return n.last.matches
	default:
		all = n.introductions()
	}
	m := &matches{Introductions: all, byID: all.Pairs, of: map[string][]int{}}
	m.Pairs = s.telling(all.Pairs)
	for i, p := range m.Pairs {
		m.of[p.A.ID] = append(m.of[p.A.ID], i)
		m.of[p.B.ID] = append(m.of[p.B.ID], i)
	}
	return m
}

// telling gives pairs in the order in which they are shown.
func (s *site) telling(pairs []contact.Pair) []contact.Pair {
	type ranked struct {
		at, rank int
		touched  civil.Date
	}
	rs := make([]ranked, len(pairs))
	for i, p := range pairs {
		rs[i] = ranked{i, matchRank(p), s.touched(p)}
	}
	slices.SortFunc(rs, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.touched, x.touched), cmp.Compare(x.at, y.at))
	})
	told := make([]contact.Pair, len(pairs))
	for i, r := range rs {
		told[i] = pairs[r.at]
	}
	return told
}

// meetAlike reports whether nobody who is another needs, does or knows anything else than before.
func (n *since) meetAlike(s *site) bool {
	if !n.few() || !n.ids {
		return false
	}
	for i, old := range n.gone {
		new := n.come[i]
		if !sameOffers(old, new) || (n.last.view(old.ID).Ended != 0) != (s.view(new.ID).Ended != 0) ||
			!slices.Equal(introduced(n.last.Agenda.Book, old), introduced(s.Agenda.Book, new)) {
			return false
		}
	}
	return true
}

// meets reports whether a contact of the last plan stood on a page of introductions, perhaps.
func (n *since) meets(c *contact.Contact) bool {
	return len(n.last.matches.of[c.ID]) > 0 || len(c.Needs) > 0
}

// introductions gives those of the last plan, of the contacts as they are now.
func (n *since) introductions() contact.Introductions {
	is := make(map[*contact.Contact]*contact.Contact, len(n.gone))
	for i, old := range n.gone {
		is[old] = n.come[i]
	}
	was := n.last.matches
	all := contact.Introductions{Pairs: slices.Clone(was.byID), Unmet: slices.Clone(was.Unmet)}
	for i, p := range all.Pairs {
		if is[p.A] != nil || is[p.B] != nil {
			all.Pairs[i] = renewedPair(p, is)
		}
	}
	for i, u := range all.Unmet {
		all.Unmet[i].Of = cmp.Or(is[u.Of], u.Of)
	}
	return all
}

func renewedPair(p contact.Pair, is map[*contact.Contact]*contact.Contact) contact.Pair {
	p.A, p.B, p.Fits = cmp.Or(is[p.A], p.A), cmp.Or(is[p.B], p.B), slices.Clone(p.Fits)
	for i := range p.Fits {
		p.Fits[i].Of = cmp.Or(is[p.Fits[i].Of], p.Fits[i].Of)
	}
	return p
}

// sameOffers reports whether a contact needs and does what he did.
func sameOffers(a, b *contact.Contact) bool {
	return a.ID == b.ID && a.Company == b.Company && slices.Equal(a.Needs, b.Needs) && slices.Equal(a.Offers, b.Offers) && slices.Equal(a.Tags, b.Tags)
}

// introduced gives the ids of those whom a note tells to be introduced.
func introduced(b *contact.Book, c *contact.Contact) []string {
	var ids []string
	for _, m := range b.Mentioning(c.ID) {
		if m.Introduces() {
			ids = append(ids, m.To)
		}
	}
	return ids
}

// shown gives the pairs of a contact that his page shows, and how many there are.
func (m *matches) shown(c *contact.Contact) (pairs []contact.Pair, all int) {
	at := m.of[c.ID]
	if len(at) == 0 {
		return nil, 0
	}
	for _, i := range at[:min(len(at), maxToMeet)] {
		pairs = append(pairs, m.Pairs[i])
	}
	return pairs, len(at)
}

func matchRank(p contact.Pair) int {
	switch {
	case p.Both() && p.Whole():
		return 0
	case p.Whole():
		return 1
	}
	return 2
}

// touched gives the last day on which one was in contact with either of two.
func (s *site) touched(p contact.Pair) civil.Date {
	return max(s.view(p.A.ID).LastTouch, s.view(p.B.ID).LastTouch)
}

// introductionPages gives as many pages as it takes.
func (s *site) introductionPages() []later {
	n := max(1, (len(s.matches.Pairs)+maxMatches-1)/maxMatches, (len(s.matches.Unmet)+maxUnmet-1)/maxUnmet)
	pages := []later{{
		path: introductionsPath, key: s.keys.all, make: func() page { return s.introductions(1, n) },
		still: func(last *site) bool { return last.matches == s.matches },
	}}
	s.keys.introductions = s.introductionKeys(n)
	for i := 2; i <= n; i++ {
		pages = append(pages, later{path: introductionsPage(i), key: s.keys.introductions[i], make: func() page { return s.introductions(i, n) }})
	}
	return pages
}

func introductionsPage(i int) string {
	if i == 1 {
		return introductionsPath
	}
	return "introductions/" + strconv.Itoa(i) + ".html"
}

// pageOfMatches gives what stands on the i-th page.
func (s *site) pageOfMatches(i int) ([]contact.Pair, []contact.Need) {
	return chunk(s.matches.Pairs, i-1, maxMatches), chunk(s.matches.Unmet, i-1, maxUnmet)
}

// chunk gives the i-th part of so many of some; it may be empty.
func chunk[T any](all []T, i, of int) []T {
	return all[min(len(all), i*of):min(len(all), (i+1)*of)]
}

func (s *site) introductions(i, of int) page {
	path := introductionsPage(i)
	m := Introductions{Count: len(s.matches.Pairs), Says: matched(len(s.matches.Pairs)), AllUnmet: len(s.matches.Unmet), Page: i, Pages: of}
	if i > 1 {
		m.Before = link(path, introductionsPage(i-1))
	}
	if i < of {
		m.After = link(path, introductionsPage(i+1))
	}
	groups := [...]*MatchGroup{&m.Both, &m.Whole, &m.Part}
	for _, p := range s.matches.Pairs {
		groups[matchRank(p)].All++
	}
	pairs, unmet := s.pageOfMatches(i)
	for _, p := range pairs {
		line := s.introLine(p.A, p.B)
		g := groups[matchRank(p)]
		g.Pairs = append(g.Pairs, Match{
			A: s.party(path, p.A), B: s.party(path, p.B), Fits: fits(p, p.A), Line: line, Dated: "- " + s.today.String() + " " + line,
		})
	}
	for _, n := range unmet {
		m.Unmet = append(m.Unmet, Unmet{n.Text, n.Of.Name, link(path, s.pageOf[n.Of.ID])})
	}
	title := "Introductions"
	if i > 1 {
		title += ", page " + strconv.Itoa(i)
	}
	about := "Who needs what someone else does: whom you could introduce to whom."
	return page{s.frame(path, "introductions", title, about), "introductions.html", m}
}

// introductionKeys gives the keys of so many pages, by their number: those of the last plan where all stands as
// it did.
func (s *site) introductionKeys(n int) []Key {
	if before := s.since; before.called && before.inCommon(s) && before.last.matches == s.matches {
		return before.last.keys.introductions
	}
	keys, ranks := make([]Key, n+1), s.ranksKey()
	for i := 2; i <= n; i++ {
		keys[i] = s.introductionsKey(i, n, ranks)
	}
	return keys
}

// ranksKey gives the key of how many pairs stand where.
func (s *site) ranksKey() Key {
	d := newDigest()
	d.number(len(s.matches.Unmet))
	for _, p := range s.matches.Pairs {
		d.number(matchRank(p))
	}
	return d.key()
}

// introductionsKey gives the key of a further page.
func (s *site) introductionsKey(i, of int, ranks Key) Key {
	if s.keys.none {
		return Key{}
	}
	d := newDigest(s.keys.common, ranks)
	d.number(i)
	d.number(of)
	pairs, unmet := s.pageOfMatches(i)
	for _, p := range pairs {
		d.text(p.A.ID, p.A.Name, p.A.Company, s.pageOf[p.A.ID], p.B.ID, p.B.Name, p.B.Company, s.pageOf[p.B.ID])
		for _, f := range p.Fits {
			d.text(f.Of.ID, f.Need, f.Key, f.Has)
		}
	}
	for _, n := range unmet {
		d.text(n.Of.Name, s.pageOf[n.Of.ID], n.Text)
	}
	return d.key()
}

func matched(n int) string {
	switch n {
	case 0:
		return "Nobody you know needs what another does, as far as your notes tell."
	case 1:
		return "One pair may want to know each other."
	}
	return capitalNumber(n) + " pairs may want to know each other."
}

func (s *site) party(path string, c *contact.Contact) Party {
	return Party{c.Name, c.Company, link(path, s.pageOf[c.ID])}
}

// verbs say where someone has something.
var verbs = map[string]string{"offers": "offers", "company": "is at", "tags": "tagged"}

// fits says what two have for each other, with a contact as A.
func fits(p contact.Pair, a *contact.Contact) []Fit {
	var fs []Fit
	for _, f := range p.Fits {
		needs, has := Said{"needs", clip(f.Need)}, Said{verbs[f.Key], clip(f.Has)}
		if f.Of == a {
			fs = append(fs, Fit{needs, has})
		} else {
			fs = append(fs, Fit{has, needs})
		}
	}
	return fs
}

// introLine gives a journal line that tells of an introduction, after its date. It is none where a link
// by the id would not lead there.
func (s *site) introLine(a, b *contact.Contact) string {
	to, isEvent, ok := s.Agenda.Book.Resolve(a.ID, "[["+b.ID+"]]", true)
	if !ok || isEvent || to != b.ID || strings.ContainsAny(b.ID, "[]|\\`<&") || who(b.ID) == "" {
		return ""
	}
	return "intro: to [[" + b.ID + "]]"
}

// toMeet gives those to whom one could introduce a contact, and how many more there are.
func (s *site) toMeet(path string, c *contact.Contact) (meet []Meeting, more int) {
	all := s.matches.of[c.ID]
	for _, i := range all[:min(len(all), maxToMeet)] {
		p := s.matches.Pairs[i]
		other := p.A
		if other == c {
			other = p.B
		}
		meet = append(meet, Meeting{
			Name: other.Name, Link: link(path, s.pageOf[other.ID]), Fits: fits(p, c), Part: !p.Whole(), Line: s.introLine(c, other),
		})
	}
	return meet, len(all) - len(meet)
}

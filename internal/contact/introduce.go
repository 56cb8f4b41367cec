package contact

import (
	"cmp"
	"slices"
	"strings"

	"redial/internal/note"
)

// Pair is two contacts who may want to know each other: one looks for what the other does.
type Pair struct {
	A, B *Contact // A looks for something; of two who both do, A has the smaller id
	Fits []Fit    // those of A first
}

// Fit is something that one needs, and where the other seems to have it.
type Fit struct {
	Of    *Contact // who needs it
	Need  string   // as typed
	Key   string   // offers, company or tags: where the other has it
	Has   string   // what stands there, as typed
	Whole bool     // every word of the need that tells something was found, not only some
}

// Both reports whether each has what the other needs.
func (p *Pair) Both() bool { return p.Fits[0].Of != p.Fits[len(p.Fits)-1].Of }

// Whole reports whether some need is met as a whole.
func (p *Pair) Whole() bool { return slices.ContainsFunc(p.Fits, func(f Fit) bool { return f.Whole }) }

// Need is something that someone looks for and nobody else seems to have.
type Need struct {
	Of   *Contact
	Text string // as typed
}

// Introductions is whom one could introduce to whom.
type Introductions struct {
	Pairs []Pair // by id of A, then of B
	Unmet []Need // by id, then in the order of the note
}

// perNeed bounds the pairs for one need, so that many who need what many offer are not each paired with
// each.
const perNeed = 5

// Introductions matches what contacts need with the offers, companies and tags of others (SPEC 6): words
// folded, a plural as its singular, and words such as `the` or `help` left aside. A need is met as a
// whole where another has every word of it, and perhaps where half of them are there, one of which few
// have. For each need the five who fit best are taken; equal ones by id.
//
// Left out are those whom leftOut names, two whom an `intro` entry in the note of either links, whatever
// became of it, two of whom one introduced the other (`by:`), and two of one company: they know each
// other. LeftOut may be nil.
func (b *Book) Introductions(leftOut func(*Contact) bool) Introductions {
	m := newMatcher(b, leftOut)
	var all Introductions
	byPair := map[[2]string]int{}
	for i, c := range b.Contacts {
		if m.out[i] {
			continue
		}
		for _, need := range c.Needs {
			fits, met := m.meet(i, need)
			if !met {
				all.Unmet = append(all.Unmet, Need{c, need})
			}
			for _, f := range fits {
				all.add(byPair, c, f)
			}
		}
	}
	slices.SortStableFunc(all.Pairs, func(x, y Pair) int { return cmp.Or(cmp.Compare(x.A.ID, y.A.ID), cmp.Compare(x.B.ID, y.B.ID)) })
	return all
}

// fitting is a contact who has what another needs.
type fitting struct {
	who *Contact
	Fit
}

// add notes a fit with the pair that it is of.
func (in *Introductions) add(byPair map[[2]string]int, c *Contact, f fitting) {
	if i, ok := byPair[[2]string{f.who.ID, c.ID}]; ok { // the other needs something too, and came first
		in.Pairs[i].Fits = append(in.Pairs[i].Fits, f.Fit)
		return
	}
	key := [2]string{c.ID, f.who.ID}
	i, ok := byPair[key]
	if !ok {
		i = len(in.Pairs)
		byPair[key] = i
		in.Pairs = append(in.Pairs, Pair{A: c, B: f.who})
	}
	in.Pairs[i].Fits = append(in.Pairs[i].Fits, f.Fit)
}

// matcher finds who has what. It looks words up, and never compares everybody with everybody.
type matcher struct {
	book  *Book
	few   int                // how many may have a word that still tells something alone
	out   []bool             // by index of contact
	firms []string           // by index of contact: the folded company
	has   [][]thing          // by index of contact
	who   map[string][]int   // who has a word, by index of contact
	hits  map[string][]hit   // by the words of a need
	known map[[2]string]bool // ids of two of whom the note of the first tells that they were introduced
}

// thing is one of the offers, the company or a tag of a contact.
type thing struct {
	key, text string
	rank      int // the smaller the more telling
	words     []string
}

// hit is a contact who has the words of a need, or some of them.
type hit struct {
	who   int // index of contact
	thing int // the one that tells most
	words int // how many of the need's words he has
	at    int // how many of them that one holds
	extra int // how many other words it holds
}

func newMatcher(b *Book, leftOut func(*Contact) bool) *matcher {
	n := len(b.Contacts)
	m := &matcher{
		book: b, few: max(3, min(20, n/20)), out: make([]bool, n), firms: make([]string, n), has: make([][]thing, n),
		who: map[string][]int{}, hits: map[string][]hit{}, known: b.introduced(),
	}
	for i, c := range b.Contacts {
		if m.out[i] = leftOut != nil && leftOut(c); m.out[i] {
			continue
		}
		m.firms[i], m.has[i] = firm(c), things(c)
		for _, t := range m.has[i] {
			for _, w := range t.words {
				m.note(w, i)
			}
		}
	}
	return m
}

// note notes that the i-th contact has a word; each is noted once.
func (m *matcher) note(word string, i int) {
	who := m.who[word]
	if word != "" && (len(who) == 0 || who[len(who)-1] != i) {
		m.who[word] = append(who, i)
	}
}

// introduced gives the ids of those whose note tells of an introduction to another.
func (b *Book) introduced() map[[2]string]bool {
	known := map[[2]string]bool{}
	for id, ms := range b.mentioning {
		for _, m := range ms {
			if m.Introduces() {
				known[[2]string{id, m.To}] = true
			}
		}
	}
	return known
}

// Introduces reports whether a mention tells that the two of it were introduced.
func (m *Mention) Introduces() bool { return m.By || m.Entry != nil && m.Entry.Kind == note.Intro }

// firm gives the folded company of a contact, where it is one that others can be of.
func firm(c *Contact) string {
	f := key(c.Company)
	if alone[f] {
		return ""
	}
	return f
}

// alone is what people write who have no company.
var alone = map[string]bool{
	"self-employed": true, "self employed": true, "freelance": true, "freelancer": true, "independent": true,
	"sole trader": true, "none": true, "-": true, "n/a": true, "?": true,
}

func things(c *Contact) []thing {
	var ts []thing
	add := func(rank int, key string, texts ...string) {
		for _, text := range texts {
			if ws := telling(text); len(ws) > 0 {
				ts = append(ts, thing{key, text, rank, ws})
			}
		}
	}
	add(0, "offers", c.Offers...)
	add(1, "company", c.Company)
	add(2, "tags", c.Tags...)
	return ts
}

// meet gives those who fit a need of a contact best, and whether there is anybody, be it someone whom he
// knows already. A need that says nothing counts as met.
func (m *matcher) meet(i int, need string) (fits []fitting, met bool) {
	words := telling(need)
	if len(words) == 0 {
		return nil, true
	}
	c := m.book.Contacts[i]
	for _, h := range m.find(words) {
		other := m.book.Contacts[h.who]
		if h.who == i {
			continue
		}
		met = true
		if m.acquainted(i, h.who) {
			continue
		}
		fits = append(fits, fitting{other, Fit{
			Of: c, Need: need, Key: m.has[h.who][h.thing].key, Has: m.together(h, words), Whole: h.words == len(words),
		}})
		if len(fits) == perNeed {
			break
		}
	}
	return fits, met
}

// acquainted reports whether two contacts know each other, as far as the notes tell.
func (m *matcher) acquainted(i, j int) bool {
	x, y := m.book.Contacts[i].ID, m.book.Contacts[j].ID
	return m.firms[i] != "" && m.firms[i] == m.firms[j] || m.known[[2]string{x, y}] || m.known[[2]string{y, x}]
}

// together gives the thing of a hit, with the others of its key that hold what it lacks of some words.
func (m *matcher) together(h hit, words []string) string {
	best := m.has[h.who][h.thing]
	text, held := best.text, best.words
	for _, t := range m.has[h.who] {
		adds := func(w string) bool { return slices.Contains(words, w) && !slices.Contains(held, w) }
		if t.key == best.key && slices.ContainsFunc(t.words, adds) {
			text, held = text+", "+t.text, slices.Concat(held, t.words)
		}
	}
	return text
}

// candidates is how many are kept for a need: the five that are shown, and others in place of those whom
// someone knows already.
const candidates = 50

// find gives those who have the words of a need; needs in the same words are looked up once.
func (m *matcher) find(words []string) []hit {
	key := strings.Join(words, " ")
	hits, ok := m.hits[key]
	if !ok {
		hits = m.lookUp(words)
		m.hits[key] = hits
	}
	return hits
}

// lookUp gives those who have the words of a need, the best first: they are among those who have the
// word that the fewest have; those who have only some, among those who have one that few have.
func (m *matcher) lookUp(words []string) []hit {
	seen := map[int]bool{}
	var hits []hit
	rarest := m.rarest(words)
	for _, w := range words {
		holders := m.who[w]
		if len(holders) > max(m.few, rarest) {
			continue
		}
		for _, i := range holders {
			if seen[i] {
				continue
			}
			seen[i] = true
			h := m.hit(i, words)
			if h.words == len(words) || 2*h.words >= len(words) && len(holders) <= m.few {
				hits = append(hits, h)
			}
		}
	}
	slices.SortFunc(hits, m.compare)
	return slices.Clone(hits[:min(len(hits), candidates)])
}

// compare puts those first who have more of the words, then those who have more of them in one place.
func (m *matcher) compare(x, y hit) int {
	a, b := m.has[x.who][x.thing], m.has[y.who][y.thing]
	return cmp.Or(
		cmp.Compare(y.words, x.words), cmp.Compare(y.at, x.at), cmp.Compare(a.rank, b.rank),
		cmp.Compare(x.extra, y.extra), cmp.Compare(x.who, y.who))
}

// rarest gives how many have the rarest of some words.
func (m *matcher) rarest(words []string) int {
	n := len(m.who[words[0]])
	for _, w := range words[1:] {
		n = min(n, len(m.who[w]))
	}
	return n
}

// hit counts the words of a need that a contact has, and finds the thing that holds most of them.
func (m *matcher) hit(i int, words []string) hit {
	best := hit{who: i}
	has := map[string]bool{}
	for n, t := range m.has[i] {
		at := 0
		for _, w := range t.words {
			if slices.Contains(words, w) {
				has[w] = true
				at++
			}
		}
		if extra := len(t.words) - at; at > best.at || at == best.at && at > 0 && extra < best.extra {
			best.thing, best.at, best.extra = n, at, extra
		}
	}
	best.words = len(has)
	return best
}

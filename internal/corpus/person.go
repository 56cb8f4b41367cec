package corpus

import (
	"fmt"
	"path"
	"strings"

	"redial/internal/civil"
)

// contact draws the note of contact number i.
func (o Options) contact(i int) *sheet {
	d := o.roll(forContact, i)
	p := o.person(i)
	s := &sheet{path: o.path(i), open: "---", close: "---", marker: pick(d, []string{"- ", "- ", "- ", "- ", "* "})}
	s.bom, s.crlf = d.oneIn(80), d.oneIn(40)

	start, at := o.meeting(d, i)
	story := d.story(start, o.Today, min(d.length(), 1+int(o.Today-start)/4))
	o.front(s, d, i, p)
	d.facts(s)
	o.follow(s, d, at, story)
	o.body(s, d, i, p)
	d.journal(s, story)
	return s
}

// length draws how many entries a journal has at most: mostly few, at times sixty, none in one of
// twelve. Nobody writes to another every day, so it is fewer where one has met of late.
func (d dice) length() int {
	switch n := d.n(24); {
	case n < 11:
		return 1 + d.n(18)
	case n < 19:
		return 14 + d.n(26)
	case n < 22:
		return 38 + d.n(22)
	}
	return 0
}

// meeting draws the day on which one met, and the event if it was at one.
func (o Options) meeting(d dice, i int) (civil.Date, string) {
	if d.percent(25) {
		if e := o.eventBefore(i, d.n(4)); e >= 0 && o.eventDay(e) < o.Today {
			return o.eventDay(e), o.id(e)
		}
	}
	if d.percent(20) {
		return o.Today.Add(-1 - d.n(20)), ""
	}
	return o.Today.Add(-1 - d.n(700)), ""
}

// front writes who it is.
func (o Options) front(s *sheet, d dice, i int, p person) {
	if !d.oneIn(25) {
		s.keys = append(s.keys, key{"name", d.text(p.name)})
	}
	if d.percent(75) {
		s.keys = append(s.keys, key{"company", d.text(pick(d, companies))})
	}
	if d.percent(50) {
		s.keys = append(s.keys, key{"role", d.text(pick(d, roles))})
	}
	if d.percent(70) {
		s.keys = append(s.keys, key{"email", d.text(p.handle + "@example.com")})
	}
	if d.percent(50) {
		s.keys = append(s.keys, key{"phone", d.text(fmt.Sprintf("+44 20 7946 0%03d", i%1000))})
	}
	if d.percent(6) {
		s.keys = append(s.keys, key{"aka", d.list([]string{"@" + p.handle})})
	}
	if d.percent(10) {
		s.keys = append(s.keys, key{"links", "\n  linkedin: https://example.com/in/" + p.handle + "\n  web: https://example.com/" + p.handle})
	}
}

// facts writes what they do, look for and are.
func (d dice) facts(s *sheet) {
	add := func(share int, name string, words []string, most int) {
		if d.percent(share) {
			s.keys = append(s.keys, key{name, d.list(some(d, words, 1, most))})
		}
	}
	add(70, "tags", tagWords, 3)
	add(30, "offers", offerWords, 2)
	add(30, "needs", needWords, 2)
	if d.percent(8) {
		s.keys = append(s.keys, key{"birthday", fmt.Sprintf(" %d-%02d-%02d", 1950+d.n(50), 1+d.n(12), 1+d.n(28))})
	}
	if d.percent(3) {
		s.keys = append(s.keys, key{"birthday", fmt.Sprintf(" %02d-%02d", 1+d.n(12), 1+d.n(28))})
		s.unrepeat("birthday")
	}
	if d.percent(12) {
		s.keys = append(s.keys, key{"city", d.text(pick(d, cities))})
	}
	if d.percent(5) {
		s.keys = append(s.keys, key{"languages", d.list([]string{"English", "Deutsch"})})
	}
}

// unrepeat keeps the first of the keys of a name.
func (s *sheet) unrepeat(name string) {
	seen := false
	kept := s.keys[:0]
	for _, k := range s.keys {
		if k.name == name && seen {
			continue
		}
		seen = seen || k.name == name
		kept = append(kept, k)
	}
	s.keys = kept
}

// follow writes the keys that the rules read: what agrees with the story, and no more than one of those
// that would contradict each other.
func (o Options) follow(s *sheet, d dice, at string, story []Entry) {
	if len(story) == 0 {
		o.followQuiet(s, d)
		return
	}
	if story[0].Kind == "met" && d.percent(60) {
		s.set("met", story[0].Date.String())
	}
	if at != "" {
		s.set("at", at)
	} else if d.percent(15) {
		s.keys = append(s.keys, key{"at", d.text(pick(d, places))})
	}
	if d.percent(15) {
		s.set("every", pick(d, []string{"6w", "10d", "3mo", "3m", "1y"}))
	}
	if d.percent(10) {
		s.set("policy", pick(d, []string{"light", "persistent", "patient", "steady"}))
	}
	if d.percent(15) && isOpen(story) {
		s.set("next", o.Today.Add(d.n(60)-15).String())
	}
}

// followQuiet writes those keys for people who come without a journal.
func (o Options) followQuiet(s *sheet, d dice) {
	switch d.n(5) {
	case 0:
		s.set("next", o.Today.Add(d.n(90)-20).String())
	case 1:
		s.set("last", o.Today.Add(-1-d.n(300)).String())
		s.set("every", "3mo")
	case 2:
		s.set("since", o.Today.Add(-1-d.n(3000)).String())
	case 3:
		s.set("met", o.Today.Add(-1-d.n(80)).String())
	case 4:
		s.set("closed", o.Today.Add(-1-d.n(80)).String())
	}
}

// isOpen tells whether a `next` agrees with a story: it is no no, and nothing is put off.
func isOpen(story []Entry) bool {
	for _, e := range story {
		if e.Outcome == "no" || e.Outcome == "not now" {
			return false
		}
	}
	return true
}

// body writes the paragraphs, with links to people who came before.
func (o Options) body(s *sheet, d dice, i int, p person) {
	if _, named := s.key("name"); !named {
		s.blocks = append(s.blocks, "# "+p.name)
	}
	for range 1 + d.n(3) {
		s.blocks = append(s.blocks, strings.Join(some(d, sentences, 2, 5), " "))
	}
	if d.percent(20) {
		s.blocks[len(s.blocks)-1] += " " + o.mention(d, i)
	}
	if d.percent(10) {
		s.blocks = append(s.blocks, s.marker+strings.Join(some(d, undated, 1, 3), "\n"+s.marker))
	}
	if d.percent(5) {
		s.blocks = append(s.blocks, "> "+pick(d, sentences))
	}
}

func (s *sheet) key(name string) (string, bool) {
	for _, k := range s.keys {
		if k.name == name {
			return k.value, true
		}
	}
	return "", false
}

// mention links to a contact with a lower number, by name or by path.
func (o Options) mention(d dice, i int) string {
	j := d.n(i + 1)
	if !o.isSound(j) || j == i {
		return "Knows nobody we know."
	}
	p := o.person(j)
	if d.percent(70) {
		return "Knows [[" + p.name + "]]."
	}
	return "Knows [" + strings.ReplaceAll(p.name, ",", "") + "](<" + relative(o.path(i), o.path(j)) + ">)."
}

// relative gives the path of a file as seen from another one.
func relative(from, to string) string {
	return strings.Repeat("../", strings.Count(path.Dir(from), "/")) + strings.TrimPrefix(to, "notes/")
}

// journal writes the list: oldest first mostly, under one heading or another, some items with more below them.
func (d dice) journal(s *sheet, story []Entry) {
	if len(story) == 0 {
		return
	}
	s.heading = pick(d, []string{"## Journal", "## Journal", "## Journal", "## Log", "# Calls & mails", ""})
	for _, e := range story {
		s.items = append(s.items, d.item(e))
	}
	if d.percent(15) {
		for i, j := 0, len(s.items)-1; i < j; i, j = i+1, j-1 {
			s.items[i], s.items[j] = s.items[j], s.items[i]
		}
	}
}

// item writes an entry with what stands below it.
func (d dice) item(e Entry) string {
	switch d.n(24) {
	case 22:
		return e.Line + "\n  - " + pick(d, undated)
	case 23:
		return e.Line + "\n\n  " + pick(d, sentences)
	}
	return e.Line
}

package cli

import (
	"errors"
	"io/fs"
	"maps"
	"net/mail"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"redial/internal/civil"
	"redial/internal/contact"
	"redial/internal/followup"
	"redial/internal/note"
)

// newcomers are those whom one run of `redial new` notes: what its flags say of all of them, looked up.
type newcomers struct {
	*newOptions
	*asked // nobody yet, but the notebook

	met, since, next civil.Date
	at, by           string              // as they are written
	noted            []*contact.Contact  // by this run
	taken            map[string]struct{} // ids that a dry run has given out
}

// newcomer is one of them.
type newcomer struct {
	name    string
	facts   map[string][]string // by key
	met     civil.Date          // zero where they have not met
	entries []note.Entry
}

// settle looks up what the flags say.
func (o *newOptions) settle() (*newcomers, error) {
	v, err := o.app.view()
	if err != nil {
		return nil, err
	}
	n := &newcomers{newOptions: o, asked: &asked{view: v}, taken: map[string]struct{}{}}
	for _, step := range []func() error{n.checkFacts, n.checkRules, n.checkFolder, n.readDays, n.findEvent, n.findBy} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func (n *newcomers) checkFacts() error {
	for _, f := range factFlags {
		if values := *n.facts[f.flag]; !f.several && len(values) > 1 {
			return misuse("--"+f.flag+" is there twice", "leave one of them out")
		}
	}
	for _, e := range n.values("email") {
		if _, ok := addressOf(e); !ok {
			return misuse("`"+e+"` is no e-mail address", "--email ada@example.com")
		}
	}
	return nil
}

// addressOf gives the e-mail address that a text is: `ada@example.com`, or `Ada Byron <ada@example.com>`.
func addressOf(text string) (address string, ok bool) {
	a, err := mail.ParseAddress(strings.TrimSpace(text))
	if err != nil {
		return "", false
	}
	return a.Address, true
}

// values gives those of a flag of facts.
func (o *newOptions) values(flag string) []string {
	var all []string
	for _, f := range factFlags {
		if f.flag != flag {
			continue
		}
		for _, v := range *o.facts[flag] {
			if f.commas {
				all = append(all, strings.Split(v, ",")...)
			} else {
				all = append(all, v)
			}
		}
	}
	return slices.DeleteFunc(all, func(v string) bool { return strings.TrimSpace(v) == "" })
}

// checkRules refuses a policy that there isn't, and a cadence that is none.
func (n *newcomers) checkRules() error {
	names := slices.Sorted(maps.Keys(n.agenda.Settings.Policies))
	if n.policy != "" && !slices.Contains(names, n.policy) {
		return misuse("there is no policy `"+n.policy+"`", didYouMean(n.policy, names, "", "it is "+strings.Join(names, ", ")))
	}
	if n.every == "" || strings.EqualFold(n.every, "never") {
		return nil
	}
	if _, err := civil.ParsePeriod(n.every); err != nil {
		return misuse(err.Error(), "--every 10d, 6w, 3mo or 1y")
	}
	return nil
}

// checkFolder refuses a folder in which no note of a person is looked for.
func (n *newcomers) checkFolder() error {
	if n.folder == "" {
		return nil
	}
	dir := strings.TrimPrefix(strings.Trim(strings.ReplaceAll(n.folder, `\`, "/"), "/"), "notes/")
	parts := strings.Split(dir, "/")
	hidden := func(part string) bool { return part == "" || strings.ContainsRune("._", rune(part[0])) }
	switch {
	case slices.ContainsFunc(parts, hidden) || visible(dir) != dir:
		return misuse("`"+n.folder+"` is no folder for notes", "--folder clients is notes/clients")
	case strings.EqualFold(parts[0], "events"):
		return misuse("below notes/events lie the notes of events", "--event makes one; leave --folder out for a person")
	}
	n.folder = dir
	return nil
}

// readDays reads the date words but --met.
func (n *newcomers) readDays() error {
	for _, d := range []struct {
		words string
		to    *civil.Date
	}{{n.newOptions.next, &n.next}, {n.newOptions.since, &n.since}} {
		if d.words == "" {
			continue
		}
		day, _, err := n.app.readWhen(d.words, n.agenda.Today)
		if err != nil {
			return err
		}
		*d.to = day
	}
	if n.since > n.agenda.Today {
		return misuse("--since is still to come: "+saidDay(n.since, n.agenda.Today), "the day of the next follow-up is --next")
	}
	return nil
}

// findEvent looks up --at, and settles the day on which one met: that of the event, unless --met says
// another.
func (n *newcomers) findEvent() error {
	e, err := eventNamed(n.agenda.Book, n.newOptions.at)
	if err != nil {
		return err
	}
	n.at = n.newOptions.at
	if e != nil {
		n.at = e.ID
	}
	today := n.agenda.Today
	switch {
	case n.noMet && n.newOptions.met != "":
		return misuse("--met and --no-met can't both be meant", "leave one of them out")
	case n.newOptions.met != "":
		n.met, _, err = n.app.readWhen(n.newOptions.met, today)
		if err == nil && n.met > today {
			err = misuse("--met is still to come: "+saidDay(n.met, today), "--no-met notes somebody before you meet")
		}
	case !n.metUnsaid():
	case e == nil || e.Date == 0:
		n.met = today
	case e.Date > today:
		err = misuse("`"+e.ID+"` is still to come: "+saidDay(e.Date, today), "--no-met notes somebody whom you will meet there; --met is the day on which you met")
	default:
		n.met = min(today, e.LastDay())
	}
	return err
}

// metUnsaid reports whether no flag says when one met, or that one did not.
func (o *newOptions) metUnsaid() bool { return o.met == "" && !o.noMet && o.since == "" }

// eventNamed gives the event that is meant by its id, its name or the beginnings of some words of them;
// nil where the words are none of an event.
func eventNamed(b *contact.Book, at string) (*contact.Event, error) {
	if at == "" {
		return nil, nil
	}
	if id, isEvent, ok := b.Resolve("", at, true); ok && isEvent {
		return b.Event(id), nil
	}
	var found []*contact.Event
	var ids []string
	for _, e := range b.Events {
		if wordsBegin(at, e.ID+" "+e.Name) {
			found, ids = append(found, e), append(ids, e.ID)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, failed("`"+at+"` may be "+count(len(found), "event")+": "+strings.Join(ids[:min(len(ids), fewNames)], ", "), "write more of the name, or one of these ids")
	case strings.HasPrefix(at, "events/"):
		var all []string
		for _, e := range b.Events {
			all = append(all, e.ID)
		}
		return nil, failed("there is no event `"+at+"`", didYouMean(at, all, "", "redial new --event NAME makes one"))
	}
	return nil, nil
}

// wordsBegin reports whether each word of a text is the beginning of a word of another.
func wordsBegin(text, other string) bool {
	asked, there := plainWords(text), plainWords(other)
	for _, a := range asked {
		if !slices.ContainsFunc(there, func(w string) bool { return strings.HasPrefix(w, a) }) {
			return false
		}
	}
	return len(asked) > 0
}

func plainWords(text string) []string {
	return strings.FieldsFunc(contact.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// findBy looks up --by. Somebody who is not in the notebook is named in words; a name that merely
// resembles one is not taken for it.
func (n *newcomers) findBy() error {
	n.by = n.newOptions.by
	found := slices.DeleteFunc(slices.Clone(n.agenda.Book.Find(n.by)), func(c *contact.Contact) bool {
		return c.ID != n.by && !wordsBegin(n.by, strings.Join(append(c.Aka, c.ID, c.Name, strings.Join(c.Emails, " ")), " "))
	})
	if len(found) > 1 {
		_, err := n.app.person(n.agenda.Book, n.by)
		return err
	}
	if len(found) == 1 {
		n.by = found[0].ID
	}
	return nil
}

// newcomer begins somebody of a name, with what the flags say.
func (n *newcomers) newcomer(name string) (*newcomer, error) {
	c := &newcomer{name: strings.Join(strings.Fields(name), " "), facts: map[string][]string{}, met: n.met}
	if contact.FileName(c.name) == "" {
		return nil, misuse("`"+name+"` has no letter or digit to name a file by", `redial new "Ada Byron"`)
	}
	for _, f := range factFlags {
		c.facts[f.key] = n.values(f.flag)
	}
	for i, e := range c.facts["email"] {
		c.facts["email"][i], _ = addressOf(e)
	}
	return c, nil
}

// company is what IsAlready compares.
func (c *newcomer) company() string { return strings.Join(c.facts["company"], " ") }

// already gives who a newcomer is already, of the notebook or of this run, and by what it is told.
func (n *newcomers) already(c *newcomer) (other *contact.Contact, by string) {
	for _, other := range slices.Concat(n.agenda.Book.Contacts, n.noted) {
		if by := other.IsAlready(c.name, c.company(), c.facts["email"]); by != "" {
			return other, by
		}
	}
	return nil, ""
}

// compose writes the note of a newcomer.
func (n *newcomers) compose(c *newcomer) ([]byte, error) {
	keys := []note.Key{{Name: "name", Values: []string{c.name}}}
	add := func(key string, values ...string) { keys = append(keys, note.Key{Name: key, Values: values}) }
	for _, f := range factFlags {
		add(f.key, c.facts[f.key]...)
	}
	add("met", c.met.String())
	add("at", n.at)
	add("by", n.by)
	add("since", n.since.String())
	add("next", n.next.String())
	add("every", n.every)
	add("policy", n.policy)
	return note.Compose(keys, "", c.entries)
}

// assess tells where a newcomer stands.
func (n *newcomers) assess(src []byte, id, file string) (*contact.Contact, followup.Assessment) {
	c := contact.New(note.Parse(file, src), id)
	return c, followup.Assess(c, n.agenda.Settings, n.agenda.Today)
}

// write makes the note, under the first name that is free.
func (n *newcomers) write(c *newcomer) (w written, id string, err error) {
	if w.after, err = n.compose(c); err != nil {
		return w, "", err
	}
	for id := range n.agenda.Book.FreeIDs(n.folder, c.name) {
		if _, ok := n.taken[id]; ok {
			continue
		}
		w.file = path.Join("notes", id+".md")
		err := n.create(n.asked, w)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		n.taken[id] = struct{}{}
		n.noted = append(n.noted, contact.New(note.Parse(w.file, w.after), id))
		return w, id, err
	}
	return w, "", misuse("`"+c.name+"` has no letter or digit to name a file by", "")
}

// create makes a note, or looks whether it could where nothing is to be written.
func (o *newOptions) create(q *asked, w written) error {
	if !o.dryRun {
		return q.notebook.Create(w.file, w.after)
	}
	if isThere(filepath.Join(q.dir, filepath.FromSlash(w.file))) {
		return fs.ErrExist
	}
	return nil
}

package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"redial/internal/roster"
)

// fewRows is how many people of one sort a terminal shows; elsewhere everybody stands on a line.
const fewRows = 40

// carryOut shows the plan, and writes it where that is wanted.
func (i *importing) carryOut(files []string) error {
	i.name()
	i.show()
	p := &i.planner.Plan
	writes := p.Count(roster.New) + p.Count(roster.Adds)
	asks := !i.yes && !i.dryRun && i.app.out.isTerminal() && i.app.err.isTerminal() && files[0] != "-"
	switch {
	case asks && p.Count(roster.Unsure)+writes > 0:
		return i.ask()
	case writes == 0 && p.Count(roster.Unsure) == 0:
		i.app.hint("nothing to write")
	case i.yes && !i.dryRun:
		return i.write()
	case i.dryRun:
		i.app.hint("dry run: nothing is written")
	default:
		i.app.hint("this is the plan, and nothing is written; --yes writes it")
	}
	return nil
}

// name gives each new note its id.
func (i *importing) name() {
	i.taken, i.numbers = map[string]bool{}, map[string]int{}
	i.ids = map[*roster.Item]string{}
	for _, item := range i.planner.Plan.Items {
		if item.Action == roster.New {
			i.ids[item] = i.freeID(item.Person.Name)
		}
	}
}

// show writes the plan.
func (i *importing) show() {
	if !i.app.out.isTerminal() {
		for _, item := range i.planner.Plan.Items {
			i.app.out.record(i.record(item)...)
		}
	} else {
		i.app.out.table(i.table())
	}
	i.app.hint(i.sum())
}

// record gives a person of the plan as cells: what becomes of them, the id, name, company, e-mail, what is
// added or said otherwise, and why.
func (i *importing) record(item *roster.Item) []string {
	p := item.Person
	email := ""
	if len(p.Emails) > 0 {
		email = p.Emails[0]
	}
	return []string{string(item.Action), i.idOf(item), p.Name, p.Company, email, about(item), item.Why}
}

// idOf gives the id of the note that is made or added to; of one in doubt, of those that it may be.
func (i *importing) idOf(item *roster.Item) string {
	switch {
	case item.Contact != nil:
		return item.Contact.ID
	case item.Action == roster.New:
		return i.ids[item]
	}
	var ids []string
	for _, k := range item.Maybe {
		ids = append(ids, knownAs(k))
	}
	return strings.Join(ids, ",")
}

func knownAs(k *roster.Known) string {
	if k.Contact != nil {
		return k.Contact.ID
	}
	return k.Name()
}

// about says what is added to a note, or what the address book says otherwise.
func about(item *roster.Item) string {
	var keys []string
	for _, a := range item.Adds {
		key := a.Key
		switch n := len(a.Values); {
		case a.Key == "notes":
			key = count(n, "paragraph")
		case a.Key == "journal":
			key = count(n, "entry", "entries") + " in the journal"
		case n > 1:
			key += " (" + number(n) + ")"
		default:
			key += ": " + a.Values[0]
		}
		keys = append(keys, key)
	}
	stays := ""
	if len(item.Differs) > 0 {
		stays = "what stands there stays, though the file says " + strings.Join(item.Differs, ", ")
	}
	return joined("; ", strings.Join(keys, ", "), stays)
}

// table lays the plan out for a terminal.
func (i *importing) table() *table {
	t := &table{}
	for _, part := range []struct {
		action roster.Action
		title  string
	}{{roster.New, "New"}, {roster.Adds, "Something is added"}, {roster.Same, "Nothing is added"}, {roster.Unsure, "In doubt"}} {
		n := 0
		for _, item := range i.planner.Plan.Items {
			if item.Action != part.action {
				continue
			}
			if n == 0 {
				t.heading(part.title)
			}
			if n++; n <= fewRows {
				t.row(i.cells(item)...)
			}
		}
		if n > fewRows {
			t.row(cell{"and " + number(n-fewRows) + " more", dim}, cell{"", plain}, cell{"all of them: --dry-run | less", dim})
		}
	}
	return t
}

func (i *importing) cells(item *roster.Item) []cell {
	p := item.Person
	switch item.Action {
	case roster.New:
		return []cell{{p.Name, bold}, {joined(", ", p.Role, p.Company), dim}, {joined(", ", firstOf(p.Emails), firstOf(p.Phones)), plain}}
	case roster.Unsure:
		return []cell{{p.Name, bold}, {p.Company, dim}, {joined(": ", item.Why, i.idOf(item)), plain}}
	}
	return []cell{{item.Contact.ID, bold}, {item.Why, dim}, {about(item), plain}}
}

// firstOf gives the first of some values, and says how many more there are.
func firstOf(values []string) string {
	if len(values) > 1 {
		return values[0] + " +" + number(len(values)-1)
	}
	return strings.Join(values, "")
}

// sum counts the plan in a line.
func (i *importing) sum() string {
	p := &i.planner.Plan
	parts := []string{number(p.Count(roster.New)) + " new", number(p.Same+p.Count(roster.Same)) + " the same"}
	for _, part := range []struct {
		n    int
		text string
	}{
		{p.Count(roster.Adds), "to add to"}, {p.Count(roster.Unsure), "in doubt"},
		{p.Merged, "more of one of these"}, {p.Left, "left out"}, {p.Photos, "with a picture, which is left out"},
	} {
		if part.n > 0 {
			parts = append(parts, number(part.n)+" "+part.text)
		}
	}
	return strings.Join(parts, ", ")
}

// ask asks about those in doubt, and then whether to write.
func (i *importing) ask() error {
	answers := bufio.NewReader(i.app.stdin)
	left := map[*roster.Item]bool{}
	for more := true; more; {
		item := i.nextInDoubt(left)
		more = item != nil && i.askAbout(item, answers, left)
	}
	i.name()
	p := &i.planner.Plan
	made, added := p.Count(roster.New), p.Count(roster.Adds)
	if made+added == 0 {
		i.app.hint("nothing to write")
		return nil
	}
	question := "make " + count(made, "note")
	switch {
	case made == 0:
		question = "add to " + count(added, "note")
	case added > 0:
		question += " and add to " + number(added)
	}
	if answer := i.answer(question+"? [y/N] ", answers); answer != "y" && answer != "yes" {
		i.app.hint("nothing is written")
		return nil
	}
	return i.write()
}

func (i *importing) nextInDoubt(left map[*roster.Item]bool) *roster.Item {
	for _, item := range i.planner.Plan.Items {
		if item.Action == roster.Unsure && !left[item] {
			return item
		}
	}
	return nil
}

// askAbout asks who one in doubt is. Any other answer leaves them out; there is no more where the rest
// is left out too.
func (i *importing) askAbout(item *roster.Item, answers *bufio.Reader, left map[*roster.Item]bool) (more bool) {
	p := item.Person
	i.app.tell("")
	i.app.tell(joined(", ", p.Name, p.Role, p.Company, firstOf(p.Emails), firstOf(p.Phones)) + ": " + item.Why)
	for n, k := range item.Maybe {
		text := knownAs(k)
		if c := k.Contact; c != nil {
			text = joined(", ", c.ID, c.Name, c.Role, c.Company, firstOf(c.Emails), firstOf(c.Phones))
		}
		i.app.tell(fmt.Sprintf("  %d  %s", n+1, text))
	}
	which := "1"
	if n := len(item.Maybe); n > 1 {
		which += "-" + number(n)
	}
	which += " the same, n somebody new, Enter leave them out"
	if n := i.planner.Plan.Count(roster.Unsure) - len(left) - 1; n > 0 {
		which += ", q and the other " + number(n) + " too"
	}
	answer := i.answer("who is it? "+which+": ", answers)
	number, err := strconv.Atoi(answer)
	switch {
	case err == nil && number >= 1 && number <= len(item.Maybe):
		i.planner.Resolve(item, item.Maybe[number-1])
	case answer == "n" || answer == "new":
		i.planner.Resolve(item, nil)
	case answer == "q":
		return false
	default:
		left[item] = true
	}
	return true
}

// answer asks a question; an end of the input is no answer.
func (i *importing) answer(question string, answers *bufio.Reader) string {
	i.app.out.flush()
	i.app.err.put(plain, question)
	i.app.err.flush()
	line, err := answers.ReadString('\n')
	if err != nil {
		i.app.tell("")
	}
	return strings.ToLower(strings.TrimSpace(line))
}

// write carries the plan out: each note wholly or not at all.
func (i *importing) write() error {
	var failures []error
	made, added := 0, 0
	p := &i.planner.Plan
	meter := i.app.meter("writing", int64(p.Count(roster.New)+p.Count(roster.Adds)))
	for _, item := range p.Items {
		var err error
		switch item.Action {
		case roster.New:
			if err = i.make(item); err == nil {
				made++
			}
		case roster.Adds:
			if err = i.notebook.Update(item.Contact.File, item.AddTo); err == nil {
				added++
			}
		default:
			continue
		}
		if err != nil {
			failures = append(failures, err)
		}
		meter.add(1)
	}
	meter.end()
	var parts []string
	if made > 0 {
		parts = append(parts, "made "+count(made, "note"))
	}
	if added > 0 {
		parts = append(parts, "added to "+count(added, "note"))
	}
	done := cmp.Or(strings.Join(parts, ", "), "nothing is written")
	i.app.hint(done + i.stillInDoubt())
	return i.app.reportAllBut(failures)
}

func (i *importing) stillInDoubt() string {
	n := i.planner.Plan.Count(roster.Unsure)
	if n == 0 {
		return ""
	}
	again := "run it again to be asked about them"
	if i.yes || !i.app.err.isTerminal() {
		again = "run it again on a terminal, without --yes, to be asked about them"
	}
	return "; " + number(n) + " in doubt left out: " + again
}

// make makes the note of somebody new, under the next free id where somebody took the one of the plan.
func (i *importing) make(item *roster.Item) error {
	src, err := item.Person.Note()
	if err != nil {
		return failed(item.Person.Name+": "+err.Error(), "")
	}
	id := i.ids[item]
	for err = fs.ErrExist; errors.Is(err, fs.ErrExist) && id != ""; {
		if err = i.notebook.Create("notes/"+id+".md", src); errors.Is(err, fs.ErrExist) {
			id = i.freeID(item.Person.Name)
		}
	}
	return err
}

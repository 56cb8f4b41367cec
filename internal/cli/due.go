package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/followup"
)

// dueOptions are what `redial due` is asked for.
type dueOptions struct {
	app      *app
	days     days
	all      bool
	exitCode bool
	json     bool
}

func newDue(a *app) *cobra.Command {
	o := dueOptions{app: a}
	cmd := &cobra.Command{
		Use:               "due [WHO…]",
		ValidArgsFunction: a.completeWho,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	o.addFlags(cmd.Flags())
	describe(cmd, manual{
		short: "who is due today, and why",
		long: `Lists who is due today or was due before, in the order in which to take them;
with WHO, only these. WHO is an id, a name, an alias or an unambiguous part of
one; several may have commas between.

Where the output is no terminal each line is one person, tab-separated:

  id, name, state, word, due, time, action, number or address, reason`,
		examples: `redial due
redial due --days 7
redial due --all
redial due ada, ben
redial due --today mon
redial due -q --exit-code || echo "somebody is waiting for you"
redial due --json | jq -r '.contacts[].name'`,
		exits: `0    done, also when nothing is due
1    could not do it: no notebook, settings that can't be read, an unknown or
     ambiguous person
2    used wrongly: flag, argument, date words
10   with --exit-code: something is due today or was before`,
	})
	return cmd
}

func (o *dueOptions) addFlags(fs *pflag.FlagSet) {
	fs.Var(&o.days, "days", "those who fall due within the next `N` days, too")
	fs.BoolVar(&o.all, "all", false, "everybody, in the lists of the dashboard")
	fs.BoolVar(&o.exitCode, "exit-code", false, "exit with 10 when something is due")
	jsonFlag(fs, &o.json)
}

func (o *dueOptions) run(args []string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	people, err := o.choose(v, args)
	if err != nil {
		return err
	}
	switch out := o.app.out; {
	case o.json:
		err = out.json(v.document(people, v.problems, false))
	case out.isTerminal():
		o.print(v, people, len(args) > 0)
	default:
		for _, p := range people {
			out.dueRecord(p)
		}
	}
	o.app.mending(v.dir, v.problems)
	if err == nil && o.exitCode && slices.ContainsFunc(people, v.isDue) {
		return errDue
	}
	return err
}

// isDue reports whether somebody is due today or was before.
func (v *view) isDue(p *followup.Assessment) bool { return p.Due != 0 && p.Due <= v.agenda.Today }

// choose gives those to list, in the dashboard's order.
func (o *dueOptions) choose(v *view, args []string) ([]*followup.Assessment, error) {
	people := v.agenda.Due(int(o.days))
	if o.all {
		people = nil
		for _, l := range listNames {
			people = append(people, v.agenda.In(l.list)...)
		}
	}
	if len(args) == 0 {
		return people, nil
	}
	wanted, err := o.app.people(v, args)
	return slices.DeleteFunc(people, func(p *followup.Assessment) bool { return !slices.Contains(wanted, p) }), err
}

// dueRecord writes a person as a line for programs.
func (s *screen) dueRecord(p *followup.Assessment) {
	s.record(p.Contact.ID, p.Contact.Name, string(p.State), string(p.Word), p.Due.String(), p.Time.String(),
		string(p.Action.Type), p.Action.To, p.Reason)
}

// listName is a list of the dashboard and the heading above it.
type listName struct {
	list followup.List
	name string
}

// listNames are the lists in the order of the dashboard.
var listNames = []listName{
	{followup.ListCarried, "Carried over"},
	{followup.ListToday, "Today"},
	{followup.ListWeek, "Next seven days"},
	{followup.ListWaiting, "Waiting on them"},
	{followup.ListLastTry, "One last try, later"},
	{followup.ListNoStep, "No next step"},
	{followup.ListParked, "Parked"},
	{followup.ListLater, "Later"},
	{followup.ListUntracked, "Untracked"},
	{followup.ListLetGo, "Let go"},
	{followup.ListClosed, "Closed"},
}

// print lays the list out for eyes: a headline, the people under headings, and what is left out.
func (o *dueOptions) print(v *view, people []*followup.Assessment, some bool) {
	s, today := o.app.out, v.agenda.Today
	s.put(bold, today.Long())
	s.line(": " + headline(v, people, some))
	t := &table{}
	last := ""
	for _, p := range people {
		if h := o.headingOf(p, today); h != last {
			t.heading(h)
			last = h
		}
		t.row(dueCells(p, today)...)
	}
	if len(people) > 0 {
		s.line("")
		s.table(t)
	}
	if foot := o.foot(v, people, some); foot != "" {
		s.line("")
		s.put(dim, foot)
		s.line("")
	}
}

// headline counts what is due. Those with no next step are named here as well, so that nobody slips
// through (SPEC 4).
func headline(v *view, people []*followup.Assessment, some bool) string {
	carried, due := 0, 0
	for _, p := range people {
		switch p.List(v.agenda.Today) {
		case followup.ListCarried:
			carried++
		case followup.ListToday:
			due++
		}
	}
	text := "nothing due today"
	if due > 0 {
		text = number(due) + " due today"
	}
	if carried > 0 {
		text += fmt.Sprintf(", %d carried over", carried)
	}
	if n := len(v.agenda.In(followup.ListNoStep)); n > 0 && !some {
		text += fmt.Sprintf(", %d with no next step", n)
	}
	return text
}

func (o *dueOptions) headingOf(p *followup.Assessment, today civil.Date) string {
	list := p.List(today)
	if !o.all && p.Due > today && o.days != weekDays {
		return "Next " + count(int(o.days), "day")
	}
	i := slices.IndexFunc(listNames, func(l listName) bool { return l.list == list })
	return listNames[i].name
}

// weekDays is how far the dashboard looks ahead.
const weekDays = 7

// dueCells are a person's row: id, word, when, action, reason.
func dueCells(p *followup.Assessment, today civil.Date) []cell {
	word := string(p.Word)
	if word == "" {
		word = string(p.State)
	}
	when := cell{dueWords(p, today), plain}
	switch {
	case p.Due != 0 && p.Due < today:
		when.style = amber
	case p.Due == today:
		when = cell{p.Time.String(), green}
	}
	act := string(p.Action.Type)
	if p.Action.Type == followup.ActNone {
		act = ""
	}
	return []cell{{p.Contact.ID, bold}, {word, plain}, when, {act, dim}, {p.Reason, plain}}
}

// dueWords says when somebody is due: "Tue 1 Dec 14:00".
func dueWords(p *followup.Assessment, today civil.Date) string {
	if p.Due == 0 {
		return ""
	}
	return strings.TrimSpace(p.Due.Named(today) + " " + p.Time.String())
}

// foot says what the plain list leaves out, or whom to expect next.
func (o *dueOptions) foot(v *view, people []*followup.Assessment, some bool) string {
	if some || o.all || o.days > 0 {
		return ""
	}
	if len(v.agenda.All) == 0 {
		return "There is nobody here yet; a note is a file below " + o.app.path(v.dir, "notes") + ". redial help format"
	}
	var parts []string
	if n := len(v.agenda.In(followup.ListWeek)); n > 0 {
		parts = append(parts, more(n, people)+" in the next seven days")
	} else if next := v.next(); len(people) == 0 && next != nil {
		parts = append(parts, fmt.Sprintf("next is %s on %s", next.Contact.ID, dueWords(next, v.agenda.Today)))
	}
	if n := len(v.agenda.In(followup.ListWaiting)); n > 0 {
		parts = append(parts, number(n)+" waiting on them")
	}
	if len(parts) == 0 {
		parts = []string{"Everybody"}
	}
	return strings.Join(parts, ", ") + ": " + o.app.command("due --all")
}

// more counts those who come after the people of a list.
func more(n int, people []*followup.Assessment) string {
	if len(people) == 0 {
		return number(n)
	}
	return number(n) + " more"
}

// next gives the first to fall due after today, or nil.
func (v *view) next() *followup.Assessment {
	var first *followup.Assessment
	for _, p := range v.agenda.All {
		if p.Due > v.agenda.Today && (first == nil || followup.CompareByDay(p, first) < 0) {
			first = p
		}
	}
	return first
}

// mending says how many notes have errors, because what is due may be wrong for them.
func (a *app) mending(dir string, problems []diag.Problem) {
	var files []string
	var first diag.Problem
	for _, p := range problems {
		if p.Severity != diag.Error || slices.Contains(files, p.File) {
			continue
		}
		if len(files) == 0 {
			first = p
		}
		files = append(files, p.File)
	}
	switch len(files) {
	case 0:
	case 1:
		a.hint("1 note needs mending: " + place(a.path(dir, first.File), first) + ". " + a.command("check"))
	default:
		a.hint(count(len(files), "note") + " need mending. " + a.command("check"))
	}
}

// place writes where a problem is: file:line:column, as far as it is known.
func place(file string, p diag.Problem) string {
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		file += ":" + number(n)
	}
	return file
}

// days is the value of --days: a count from 0.
type days int

func (d *days) String() string { return strconv.Itoa(int(*d)) }

// mostDays bounds --days to what a calendar holds.
const mostDays = 36600

func (d *days) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > mostDays {
		return errors.New("it is a number of days")
	}
	*d = days(n)
	return nil
}

func (d *days) Type() string { return "N" }

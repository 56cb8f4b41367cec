package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/contact"
	"redial/internal/roster"
)

// importOptions are what `redial import` is asked for.
type importOptions struct {
	app    *app
	from   string // a kind of file; empty for what it looks like
	dates  string // in which order a table writes days in numbers
	maps   string // which columns are which keys
	yes    bool
	dryRun bool

	track             bool
	tags              []string
	at, policy, every string
	folder            string
}

// importKinds are the kinds that --from takes.
var importKinds = []string{
	string(roster.VCard), string(roster.LinkedIn), string(roster.Google), string(roster.Outlook), string(roster.Monica),
	string(roster.Redial), string(roster.Document), string(roster.CSV),
}

func newImport(a *app) *cobra.Command {
	o := importOptions{app: a}
	cmd := &cobra.Command{
		Use:  "import FILE…",
		Args: some("a file", "redial import contacts.vcf"),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	o.addFlags(cmd)
	describe(cmd, manual{
		short: "people from other address books; shows its plan first",
		long: `Reads address books and shows what would become of everybody in them: who is
new, who is known already, what would be added to whose note, and who may be
somebody that you have. It writes when you say so, or with --yes; those in
doubt are asked about one by one, and left out with --yes. Where there is no
terminal to ask on, it shows the plan alone.

FILE is vCard 2.1, 3.0 or 4.0, Connections.csv of LinkedIn or the archive that
it comes in, Google's or Outlook's CSV, the JSON of Monica 4, what "redial
export" writes as vcard, csv or json, or any table with a line of titles; - is
standard input. What it is shows by looking. This is where it comes from:

  LinkedIn   Settings, Data privacy, Get a copy of your data, Connections;
             the archive is ready some minutes later
  Google     contacts.google.com, Export: Google CSV or vCard
  Outlook    on the desk File, Open & Export, Import/Export, Export to a file,
             Comma Separated Values; on the web People, Manage, Export
  Monica 4   Settings, Export data, JSON; version 5 gives vCard alone
  iPhone     Contacts, Lists, hold All Contacts, Export; or icloud.com
  Android    Contacts, Organize or Settings, Export to file: a .vcf
  Mac        Contacts, select all, File, Export, Export vCard

Columns that are not known are named with --map:

  --map "name=Full Name,email=Work Mail,company=Firm"

The keys are name, first, middle, family, aka, company, role, email, phone,
links, tags, offers, needs, birthday, since, at, by, notes and source; any
other becomes a fact of the note. A person is known by the address book's own
key, a LinkedIn or Xing page, an e-mail address, a phone number with a name
that fits; one who has the same name alone is asked about.

Nothing that stands in a note is changed, only added to, and the same import
twice changes nothing. Nobody is due because of an import: what happened is
kept as remarks, and "since" holds since when you know them. --track says
otherwise: they are met on that day, or today, and followed up; calls,
meetings, promises and cadences of the address book count. What could not be
read is listed with its line, and kept in the note as text; a date that may be
two, 3/4/2024, is never guessed: --dates says which it is. Pictures, Monica's
documents and relations, and columns that nothing is known of are left out,
and named.`,
		examples: `redial import contacts.vcf
redial import --yes --tag linkedin Basic_LinkedInDataExport.zip
redial import --track --at breakfast --every 6w cards.vcf
redial import --from google --dry-run contacts.csv
redial import --map "name=Who,email=Mail" people.csv
redial import --dry-run Connections.csv | less`,
		exits: `0    done, also when only the plan was shown
1    could not do it: a file that is no address book or can't be read, a note
     that can't be written
2    used wrongly: flag, argument`,
	})
	return cmd
}

func (o *importOptions) addFlags(cmd *cobra.Command) {
	a, fs := o.app, cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&o.yes, "yes", false, "write without asking; those in doubt are left out")
	fs.BoolVar(&o.dryRun, "dry-run", false, "show the plan, and write nothing")
	fs.StringVar(&o.from, "from", "", "the `KIND` of file: "+strings.Join(importKinds, ", "))
	fs.StringVar(&o.maps, "map", "", "the `COLUMNS` of a table: \"name=Full Name,email=Mail\"")
	fs.StringVar(&o.dates, "dates", "", "how a table writes days such as 3/4/2024: dmy or mdy, the `ORDER` of day, month and year")
	fs.BoolVar(&o.track, "track", false, "those who are new are met and followed up")
	fs.StringSliceVar(&o.tags, "tag", nil, "`TAGS` for those who are new, with commas between")
	fs.StringVar(&o.at, "at", "", "those who are new were met at `EVENT`: its id, part of its name, or other words")
	fs.StringVar(&o.policy, "policy", "", "follow those who are new up by the `POLICY` of this name")
	fs.StringVar(&o.every, "every", "", "keep in touch with those who are new every `PERIOD`: 10d, 6w, 3mo, 1y")
	fs.StringVar(&o.folder, "folder", "", "put new notes into a `FOLDER` below notes")
	complete(cmd, "from", words(importKinds...))
	complete(cmd, "map", words())
	complete(cmd, "dates", words(string(roster.DayFirst), string(roster.MonthFirst)))
	complete(cmd, "tag", a.completeFrom(tags))
	complete(cmd, "at", a.completeFrom(eventIDs))
	complete(cmd, "policy", a.completeFrom(policies))
	complete(cmd, "every", words("2w", "4w", "6w", "3mo", "6mo", "1y"))
	complete(cmd, "folder", a.completeFrom(folders))
}

func (o *importOptions) run(files []string) error {
	m, err := o.check(files)
	if err != nil {
		return err
	}
	v, err := o.app.view()
	if err != nil {
		return err
	}
	options, err := o.options(v)
	if err != nil {
		return err
	}
	i := &importing{importOptions: o, view: v, planner: roster.NewPlanner(v.agenda.Book, options), columns: m}
	for _, file := range files {
		if err := i.read(file); err != nil {
			return err
		}
	}
	i.planner.Settle()
	return i.carryOut(files)
}

// check refuses flags that can't be meant, and reads the map.
func (o *importOptions) check(files []string) (roster.Map, error) {
	if o.from != "" && !slices.Contains(importKinds, o.from) {
		return nil, misuse("there is no kind of file `"+o.from+"`", didYouMean(o.from, importKinds, "", "it is "+strings.Join(importKinds, ", ")))
	}
	if orders := []string{string(roster.DayFirst), string(roster.MonthFirst)}; o.dates != "" && !slices.Contains(orders, o.dates) {
		return nil, misuse("there is no order of dates `"+o.dates+"`", didYouMean(o.dates, orders, "", "--dates dmy is 3 April for 3/4/2024, --dates mdy is 4 March"))
	}
	if slices.Contains(files, "-") && len(files) > 1 {
		return nil, misuse("standard input is one of several files", "import one after the other")
	}
	if o.maps == "" {
		return nil, nil
	}
	if o.from != "" && o.from != string(roster.CSV) {
		return nil, misuse("--map is for tables, and --from says "+o.from, "leave one of them out")
	}
	m, err := roster.ParseMap(o.maps)
	if err != nil {
		return nil, usage(err, "")
	}
	return m, nil
}

// options looks up what the flags say of those who are new.
func (o *importOptions) options(v *view) (roster.Options, error) {
	n := &newcomers{newOptions: &newOptions{policy: o.policy, every: o.every, folder: o.folder}, asked: &asked{view: v}}
	for _, step := range []func() error{n.checkRules, n.checkFolder} {
		if err := step(); err != nil {
			return roster.Options{}, err
		}
	}
	o.folder = n.folder
	at := o.at
	e, err := eventNamed(v.agenda.Book, at)
	if e != nil {
		at = e.ID
	}
	return roster.Options{Today: v.agenda.Today, Track: o.track, Tags: o.tags, At: at, Policy: o.policy, Every: o.every}, err
}

// importing is one run: what was read, and what becomes of it.
type importing struct {
	*importOptions
	*view
	planner *roster.Planner
	columns roster.Map
	ids     map[*roster.Item]string // of the notes of those who are new
	taken   map[string]bool         // of the notebook and of the plan
	numbers map[string]int          // that were given to ids of a name
	faults  int                     // of the plan that are said already
	twoDays bool                    // some day could be two
	bare    int                     // the same of those who are left out
}

// freeID gives the id of a new note: one that no note has, in the notebook or in the plan.
func (i *importing) freeID(name string) string {
	if contact.FileName(name) == "" {
		name = "person"
	}
	file := contact.FileName(name)
	for n, id := range i.agenda.Book.FreeIDsFrom(i.folder, name, i.numbers[file]+1) {
		if i.numbers[file] = n; !i.taken[strings.ToLower(id)] {
			i.taken[strings.ToLower(id)] = true
			return id
		}
	}
	return ""
}

package cli

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redial/internal/followup"
)

// factFlags are the flags whose values go into the note as they are typed.
var factFlags = []struct {
	flag, key, usage string
	several, commas  bool // it may be repeated; commas part values
}{
	{"company", "company", "the `FIRM` that they work for", false, false},
	{"role", "role", "`WHAT` they do there", false, false},
	{"email", "email", "an `ADDRESS`; may be repeated", true, true},
	{"phone", "phone", "a `NUMBER`; may be repeated", true, false},
	{"link", "links", "a web `ADDRESS`; may be repeated", true, false},
	{"tag", "tags", "`TAGS`, with commas between", true, true},
	{"offers", "offers", "`WHAT` they do for others, with commas between", true, true},
	{"needs", "needs", "`WHAT` they look for, with commas between", true, true},
}

// addFlagsOfNew adds the flags, with their completion.
func (o *newOptions) addFlagsOfNew(cmd *cobra.Command) {
	a, fs := o.app, cmd.Flags()
	fs.SortFlags = false
	text := func(to *string, flag, usage string, with cobra.CompletionFunc) {
		fs.StringVar(to, flag, "", usage)
		complete(cmd, flag, with)
	}
	o.facts = map[string]*[]string{}
	for _, f := range factFlags {
		o.facts[f.flag] = fs.StringArray(f.flag, nil, f.usage)
		complete(cmd, f.flag, a.completeFact(f.flag))
	}
	text(&o.met, "met", "the day on which you met, `WHEN`: yesterday, mon … (today)", completeWhen)
	fs.BoolVar(&o.noMet, "no-met", false, "you have not met")
	text(&o.at, "at", "you met at `EVENT`: its id, part of its name, or other words", a.completeFrom(eventIDs))
	text(&o.by, "by", "`WHO` introduced you", a.completeWho)
	fs.StringVarP(&o.message, "message", "m", "", "`TEXT` of an entry that says that you met")
	text(&o.next, "next", "follow up `WHEN`: tue, 2w, 1 dec …", completeWhen)
	text(&o.since, "since", "you know them since `WHEN`; nothing follows from it", completeWhen)
	text(&o.every, "every", "keep in touch every `PERIOD`: 10d, 6w, 3mo, 1y", words("2w", "4w", "6w", "3mo", "6mo", "1y"))
	text(&o.policy, "policy", "follow up by the `POLICY` of this name", a.completeFrom(policies))
	text(&o.folder, "folder", "put the note into a `FOLDER` below notes", a.completeFrom(folders))
	fs.BoolVar(&o.force, "force", false, "make the note, though they seem to be there already")
	fs.StringVar(&o.batch, "batch", "", "note everybody in `FILE`, one a line; - is standard input")
	fs.BoolVar(&o.event, "event", false, "the note is that of an event")
	text(&o.date, "date", "with --event: its day, `WHEN` (today)", completeWhen)
	text(&o.until, "until", "with --event: its last day, `WHEN`", completeWhen)
	text(&o.where, "where", "with --event: the `PLACE`", words())
	text(&o.intention, "intention", "with --event: `WHAT` you go there for", words())
	o.addFlags(fs)
}

// Flags that are not for every use of the command.
var (
	ofEvents = []string{"date", "until", "where", "intention"}
	ofBoth   = []string{"event", "force", "dry-run", "edit"}
	ofOne    = []string{"email", "phone", "link", "message", "edit"}
)

// checkUse refuses flags and arguments that don't go together.
func (o *newOptions) checkUse(cmd *cobra.Command, args []string) error {
	changed := func(f string) bool { return cmd.Flags().Changed(f) }
	stray := slices.IndexFunc(ofEvents, changed)
	switch {
	case o.event && o.batch != "":
		return misuse("--batch notes people, and --event an event", "redial new --event NAME; then redial new --batch "+quote(o.batch)+" --at NAME")
	case o.event && len(args) == 0:
		return misuse("redial new --event needs a name", `redial new --event "London Breakfast" --date fri`)
	case o.event:
		return noPersonFlag(cmd)
	case stray >= 0:
		return misuse("--"+ofEvents[stray]+" is for an event", "--event makes the note of one; the day on which you met is --met")
	case o.batch != "":
		return o.checkBatch(args, slices.IndexFunc(ofOne, changed))
	case len(args) == 0:
		return misuse("redial new needs a name", `redial new "Ada Byron"`)
	}
	return nil
}

// noPersonFlag refuses flags that an event has no use for.
func noPersonFlag(cmd *cobra.Command) (err error) {
	ours := slices.Concat(ofEvents, ofBoth)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if cmd.Root().PersistentFlags().Lookup(f.Name) == nil && !slices.Contains(ours, f.Name) {
			err = misuse("--"+f.Name+" is for a person, and this is an event", "leave one of them out")
		}
	})
	return err
}

func (o *newOptions) checkBatch(args []string, stray int) error {
	switch {
	case len(args) > 0:
		return misuse("--batch reads the names, and there is `"+args[0]+"`", "redial new --batch "+quote(o.batch))
	case stray >= 0:
		return misuse("--"+ofOne[stray]+" is for one person, and --batch notes many", "a line of the file says it: Name, Company, email, what to do")
	}
	return nil
}

// completeNew completes what stands behind the name.
func completeNew(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 || cmd.Flags().Changed("event") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeEntry(cmd, args, begun)
}

// completeFact completes the flags of facts where the notebook knows words for them.
func (a *app) completeFact(flag string) cobra.CompletionFunc {
	if flag == "tag" {
		return a.completeFrom(tags)
	}
	return words()
}

// completeFrom completes a word that the notebook knows; behind a comma, the next.
func (a *app) completeFrom(known func(*followup.Agenda) []cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		v, err := a.view()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		before := begun[:strings.LastIndex(begun, ",")+1]
		var all []cobra.Completion
		for _, w := range known(v.agenda) {
			if word, about, _ := strings.Cut(w, "\t"); visible(word) == word {
				all = append(all, before+strings.TrimSuffix(word+"\t"+visible(about), "\t"))
			}
		}
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

// eventIDs gives the events, the latest first.
func eventIDs(g *followup.Agenda) []cobra.Completion {
	var all []cobra.Completion
	for _, e := range slices.Backward(g.Book.Events) {
		all = append(all, e.ID+"\t"+e.Name)
	}
	return all
}

// tags gives those of the people and of the settings.
func tags(g *followup.Agenda) []cobra.Completion {
	all := map[cobra.Completion]bool{}
	for t := range g.Settings.Tags {
		all[t] = true
	}
	for _, c := range g.Book.Contacts {
		for _, t := range c.Tags {
			all[t] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func policies(g *followup.Agenda) []cobra.Completion {
	return slices.Sorted(maps.Keys(g.Settings.Policies))
}

// folders gives those in which people have their notes.
func folders(g *followup.Agenda) []cobra.Completion {
	all := map[cobra.Completion]bool{}
	for _, c := range g.Book.Contacts {
		if dir := path.Dir(c.ID); dir != "." {
			all[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

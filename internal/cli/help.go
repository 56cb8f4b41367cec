package cli

import (
	"embed"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

//go:embed help/format.md help/rules.md
var texts embed.FS

// manual is what a command's help says: each command has all of it.
type manual struct {
	short    string // a few words, beside the name in a list
	long     string // what it does, in sentences
	examples string // one a line
	exits    string // exit statuses, one a line
}

const everyExit = `0    done, also when nothing is due or found
1    could not do it: no notebook, settings or output that can't be read or
     written, an unknown or ambiguous person
2    used wrongly: command, flag, argument, date words
3    notes have errors: check, and build --strict
10   something is due: due --exit-code
130  interrupted`

// The exit statuses that most commands have.
const (
	exitsOfReading = `0    done
1    could not do it: no notebook, settings that can't be read, an unknown or
     ambiguous person
2    used wrongly: flag, argument, date words`
	exitsOfAsking = `0    done
2    used wrongly`
)

// exitsKey is where a command keeps its exit statuses.
const exitsKey = "exits"

func describe(cmd *cobra.Command, m manual) {
	cmd.Short, cmd.Long, cmd.Example = m.short, m.long, m.examples
	cmd.Annotations = map[string]string{exitsKey: m.exits}
}

// group is a part of the list of commands, in the order in which a newcomer needs them.
type group struct {
	title string
	names []string
}

var groups = []group{
	{"Every day", []string{"due", "show", "who", "draft"}},
	{"Write it down", []string{"new", "log", "plan", "done", "next", "park", "over", "last", "letgo", "no"}},
	{"The notebook", []string{"init", "watch", "serve", "build", "check", "import", "export", "layouts", "forget"}},
	{"Getting to know it", []string{"demo", "help", "version", "completion"}},
}

// printHelp writes the help of a command to standard output.
func (a *app) printHelp(cmd *cobra.Command) {
	s := a.out
	s.text(cmd.Long)
	s.section("Usage")
	s.text("  " + strings.TrimSuffix(cmd.UseLine(), " [flags]") + " [flags]")
	if !cmd.HasParent() {
		a.printCommands(cmd)
	}
	s.section("Examples")
	s.indented(cmd.Example)
	local, everywhere := flagUsages(cmd)
	if local != "" {
		s.section("Flags")
		s.text(local)
	}
	s.section("Flags of every command")
	s.text(everywhere)
	s.section("Exit status")
	s.indented(cmd.Annotations[exitsKey])
}

func (a *app) printCommands(root *cobra.Command) {
	for _, g := range groups {
		a.out.section(g.title)
		for _, name := range g.names {
			cmd, _, _ := root.Find([]string{name})
			a.out.line("  " + name + strings.Repeat(" ", 12-len(name)) + cmd.Short)
		}
	}
}

// flagUsages gives the flags of a command alone, and those that every command has.
func flagUsages(cmd *cobra.Command) (local, everywhere string) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	var l, e pflag.FlagSet
	common := cmd.Root().PersistentFlags()
	l.SortFlags, e.SortFlags = false, false
	e.AddFlagSet(common)
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		switch {
		case f.Name == "help":
			f.Usage = "show this"
			e.AddFlag(f)
		case f.Name == "version":
			f.Usage = "show which Redial this is"
			l.AddFlag(f)
		case common.Lookup(f.Name) == nil:
			l.AddFlag(f)
		}
	})
	return l.FlagUsages(), e.FlagUsages()
}

// section writes a heading of a help text.
func (s *screen) section(title string) {
	s.line("")
	s.put(bold, title)
	s.line("")
}

func (s *screen) indented(lines string) {
	for l := range strings.Lines(lines) {
		s.line("  " + strings.TrimSuffix(l, "\n"))
	}
}

// newHelp builds `redial help`, with the two texts that are no command.
func newHelp(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "help [COMMAND | format | rules]",
		ValidArgsFunction: helpTopics,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.help(cmd.Root(), args) },
	}
	describe(cmd, manual{
		short: "help for a command; the note format; the follow-up rules",
		long: `Shows the help of a command, or one of two texts that hold all there is to
know: "redial help format" is how notes are written, "redial help rules" is
how Redial works out who is due, when and why.`,
		examples: `redial help format
redial help rules | less
redial help due`,
		exits: exitsOfAsking,
	})
	return cmd
}

func (a *app) help(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		a.printHelp(root)
		return nil
	}
	if text, err := texts.ReadFile("help/" + args[0] + ".md"); err == nil && len(args) == 1 {
		a.printMarkdown(string(text))
		return nil
	}
	cmd, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 || cmd == root {
		return misuse("no help on `"+strings.Join(args, " ")+"`",
			didYouMean(args[0], append(commandNames(root), "format", "rules"), "redial help ", "redial --help lists all"))
	}
	a.printHelp(cmd)
	return nil
}

// printMarkdown writes one of our texts; on a terminal its headings stand out instead of their marks.
func (a *app) printMarkdown(text string) {
	for l := range strings.Lines(text) {
		l = strings.TrimSuffix(l, "\n")
		title := strings.TrimLeft(l, "#")
		if len(title) < len(l) && a.out.isTerminal() {
			a.out.put(bold, strings.TrimSpace(title))
			l = ""
		}
		a.out.line(l)
	}
}

func helpTopics(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	topics := []cobra.Completion{"format\tthe note format", "rules\tthe follow-up rules"}
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() {
			topics = append(topics, c.Name()+"\t"+c.Short)
		}
	}
	return beginning(topics, begun), cobra.ShellCompDirectiveNoFileComp
}

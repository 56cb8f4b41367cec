package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"redial/internal/diag"
)

// newRoot builds the command tree. Bare `redial` is `redial due`.
func newRoot(a *app) *cobra.Command {
	due := dueOptions{app: a}
	root := &cobra.Command{
		Use:           "redial",
		Args:          noCommand,
		RunE:          func(*cobra.Command, []string) error { return due.run(nil) },
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       thisEdition().Version,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(a.out.w)
	root.SetErr(a.err.w)
	root.SetVersionTemplate("redial {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.printHelp(cmd) })
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		_, err := a.today()
		return err
	}
	a.addFlags(root)
	due.addFlags(root.Flags())
	describe(root, manual{
		short: "who to call back today, and why",
		long: `A follow-up journal. You keep one Markdown file for each person you have met;
Redial tells you who to call back today, and turns the folder into a
dashboard. Without a command it does what "redial due" does.`,
		examples: `redial demo            see it with the notes of someone who uses it
redial init            begin a notebook of your own here
redial                 who is due today
redial build --open    the dashboard`,
		exits: everyExit,
	})
	root.SetHelpCommand(newHelp(a))
	root.AddCommand(
		newDue(a), newShow(a), newWho(a), newDraft(a),
		newNew(a), newLog(a), newPlan(a), newDone(a), newNext(a), newForget(a),
		newInit(a), newWatch(a), newServe(a), newBuild(a), newCheck(a), newImport(a), newExport(a), newLayouts(a),
		newDemo(a), newVersion(a), newCompletion(a),
	)
	for _, c := range outcomeCommands() {
		root.AddCommand(newOutcome(a, c))
	}
	return root
}

// addFlags adds the flags that every command has.
func (a *app) addFlags(root *cobra.Command) {
	fs := root.PersistentFlags()
	fs.StringVarP(&a.dirFlag, "dir", "C", "", "the notebook in `DIR`, instead of the one around this folder")
	fs.StringVar(&a.todayFlag, "today", "", "look as of `DATE`: 2026-12-01, tomorrow, mon, 2w …")
	fs.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing on standard error but errors")
	fs.Var(&a.colour, "color", "colours: auto, always or never")
	fs.SortFlags = false
	complete(root, "dir", directories)
	complete(root, "today", words(dateWords...))
	complete(root, "color", words("auto", "always", "never"))
}

// dateWords are some of those that a date can be given in, for completion.
var dateWords = []string{"today", "tomorrow", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "1w", "2w", "1mo", "eow", "eom"}

// noCommand refuses a first word that is no command.
func noCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return misuse("unknown command `"+args[0]+"`", didYouMean(args[0], commandNames(root), "", "redial --help lists all"))
}

func commandNames(parent *cobra.Command) []string {
	var names []string
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	return names
}

// didYouMean names the word that was perhaps meant: one that the given one begins, else the nearest.
func didYouMean(word string, among []string, prefix, rest string) string {
	i := slices.IndexFunc(among, func(s string) bool { return strings.HasPrefix(s, word) })
	near := diag.Nearest(word, among)
	if i >= 0 && word != "" {
		near = among[i]
	}
	if near == "" {
		return rest
	}
	return "did you mean `" + prefix + near + "`? " + rest
}

// flagError puts a mistyped flag in our words, and names the one that was perhaps meant.
func flagError(cmd *cobra.Command, err error) error {
	if args := cmd.Flags().Args(); !cmd.HasParent() && len(args) > 0 {
		return noCommand(cmd, args)
	}
	rest := cmd.CommandPath() + " --help shows its flags"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && len(unknown.GetSpecifiedShortnames()) > 1: // -open
		name := unknown.GetSpecifiedShortnames()
		return misuse("unknown flag `-"+name+"`", didYouMean(name, flagNames(cmd), "--", rest))
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return misuse("unknown flag `-"+unknown.GetSpecifiedName()+"`", rest)
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		return misuse("unknown flag `--"+name+"`", didYouMean(name, flagNames(cmd), "--", rest))
	case errors.As(err, &missing):
		f := missing.GetFlag()
		return misuse(flagWord(f)+" needs a value", exampleOf(f, rest))
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return misuse(fmt.Sprintf("`%s` is no value for %s", invalid.GetValue(), flagWord(f)), exampleOf(f, rest))
	}
	return usage(err, rest)
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	return names
}

// flagWord names a flag as it is usually typed: -C, --days.
func flagWord(f *pflag.Flag) string {
	if f.Shorthand != "" {
		return "-" + f.Shorthand
	}
	return "--" + f.Name
}

// exampleOf says what a flag takes.
func exampleOf(f *pflag.Flag, rest string) string {
	name, about := pflag.UnquoteUsage(f)
	if name == "" {
		return rest
	}
	return flagWord(f) + " " + name + ": " + about
}

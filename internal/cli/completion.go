package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/followup"
)

// shells are those for which a script can be written, with how to load it.
var shells = []cobra.Completion{"bash\ttype `source <(redial completion bash)`", "zsh\twrite it to a folder of $fpath, as _redial",
	"fish\ttype `redial completion fish | source`", "powershell\tput it into $PROFILE"}

func newCompletion(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "completion SHELL",
		Args:              oneShell,
		ValidArgsFunction: words(shells...),
		RunE: func(cmd *cobra.Command, args []string) error {
			return script(cmd.Root(), args[0], a.out.w)
		},
	}
	describe(cmd, manual{
		short: "tab completion of commands, flags and people",
		long: `Writes a script that completes commands, flags, date words and people. SHELL
is one of:

  bash         source <(redial completion bash)
  zsh          redial completion zsh > "${fpath[1]}/_redial"
  fish         redial completion fish | source
  powershell   redial completion powershell >> $PROFILE`,
		examples: `echo "source <(redial completion bash)" >> ~/.bashrc
redial show <TAB>`,
		exits: exitsOfAsking,
	})
	return cmd
}

func oneShell(cmd *cobra.Command, args []string) error {
	names := []string{"bash", "zsh", "fish", "powershell"}
	known := strings.Join(names, ", ")
	if len(args) == 0 {
		return misuse("redial completion needs a shell", known)
	}
	for _, n := range names {
		if args[0] == n {
			return atMost(1)(cmd, args)
		}
	}
	return misuse("there is no completion for `"+args[0]+"`", didYouMean(args[0], names, "", "it is "+known))
}

// script writes the completion script of a shell.
func script(root *cobra.Command, shell string, w io.Writer) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	}
	return root.GenPowerShellCompletionWithDesc(w)
}

// completeWho completes an id, with who it is and what is due. After a comma it completes the next.
func (a *app) completeWho(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp
	v, err := a.view()
	if err != nil {
		return nil, directive
	}
	before, id := begun[:strings.LastIndex(begun, ",")+1], begun[strings.LastIndex(begun, ",")+1:]
	var found []cobra.Completion
	for _, p := range v.agenda.All {
		c := p.Contact
		if visible(c.ID) == c.ID && strings.HasPrefix(strings.ToLower(c.ID), strings.ToLower(id)) {
			found = append(found, before+c.ID+"\t"+visible(whoIs(v, p)))
		}
	}
	return found, directive
}

// whoIs describes a person in a few words: "Ada Byron, Analytical Engines Ltd, Agreed today".
func whoIs(v *view, p *followup.Assessment) string {
	standing := string(p.State)
	switch {
	case p.Due == v.agenda.Today:
		standing = fmt.Sprintf("%s today", p.Word)
	case p.Due != 0:
		standing = fmt.Sprintf("%s %s", p.Word, p.Due.Named(v.agenda.Today))
	}
	return joined(", ", p.Contact.Name, p.Contact.Company, standing)
}

// words completes one of a few words.
func words(all ...cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

func beginning(all []cobra.Completion, begun string) []cobra.Completion {
	var found []cobra.Completion
	for _, w := range all {
		if strings.HasPrefix(w, begun) {
			found = append(found, w)
		}
	}
	return found
}

// directories completes a folder.
func directories(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// notes completes a file that may be a note.
func notes(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return []cobra.Completion{"md"}, cobra.ShellCompDirectiveFilterFileExt
}

// complete gives a flag its completion. The flag is there: it was added a line before.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err)
	}
}

package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// none refuses arguments.
func none(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return misuse(cmd.CommandPath()+" takes no argument, and there is `"+args[0]+"`", cmd.CommandPath()+" --help")
}

// some asks for one argument or more, and says which.
func some(what, example string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return misuse(cmd.CommandPath()+" needs "+what, example)
	}
}

// atMost refuses more than n arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		return misuse(cmd.CommandPath()+" does not take `"+args[n]+"` as well", cmd.CommandPath()+" --help")
	}
}

// atLeast asks for so many arguments or more.
func atLeast(n int, what, example string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= n {
			return nil
		}
		first, _, _ := strings.Cut(example, "\n")
		return misuse(cmd.CommandPath()+" needs "+what, first)
	}
}

// exactly asks for so many arguments and no more.
func exactly(n int, what, example string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := atLeast(n, what, example)(cmd, args); err != nil {
			return err
		}
		return atMost(n)(cmd, args)
	}
}

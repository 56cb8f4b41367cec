// Command redial keeps a follow-up journal: notes in Markdown, one for each person you have met, and
// out of them a dashboard of who to call back today, and why.
package main

import (
	"os"

	"redial/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// edition tells which Redial this is.
type edition struct {
	Version  string  `json:"version"`  // of the module; "(devel)" when built from a working copy
	Revision *string `json:"revision"` // the commit; null when it isn't known
	Time     *string `json:"time"`     // of the commit, RFC 3339
	Modified bool    `json:"modified"` // built from a working copy that differs from the commit
	Go       string  `json:"go"`
	System   string  `json:"system"` // linux/amd64
}

// thisEdition reads what the Go tool has put into the binary.
func thisEdition() edition {
	b := edition{Version: "(devel)", Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch value := s.Value; s.Key {
		case "vcs.revision":
			b.Revision = &value
		case "vcs.time":
			b.Time = &value
		case "vcs.modified":
			b.Modified = value == "true"
		}
	}
	return b
}

// String is the edition on one line.
func (b edition) String() string {
	text := "redial " + b.Version
	if b.Revision != nil {
		text += " (" + (*b.Revision)[:min(12, len(*b.Revision))]
		if b.Modified {
			text += ", changed"
		}
		text += ")"
	}
	return text + " " + b.Go + " " + b.System
}

func newVersion(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "version",
		Args:              none,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return a.out.json(thisEdition())
			}
			a.out.line(thisEdition().String())
			return nil
		},
	}
	jsonFlag(cmd.Flags(), &asJSON)
	describe(cmd, manual{
		short:    "which Redial this is",
		long:     `Shows the version, the commit it was built from, and the Go that built it.`,
		examples: "redial version\nredial version --json",
		exits:    exitsOfAsking,
	})
	return cmd
}

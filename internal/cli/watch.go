package cli

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// watchOptions are what `redial watch` is asked for.
type watchOptions struct {
	app  *app
	open bool
	poll time.Duration
}

func newWatch(a *app) *cobra.Command {
	o := watchOptions{app: a}
	cmd := &cobra.Command{
		Use:               "watch",
		Args:              none,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return o.run() },
	}
	cmd.Flags().BoolVar(&o.open, "open", false, "show the dashboard in the browser")
	addPoll(cmd.Flags(), &o.poll)
	describe(cmd, manual{
		short: "build, and keep the dashboard current until stopped",
		long: `Builds the site, and again whenever a note, a layout or redial.yaml changes,
and when a new day begins. A page that is open shows the change by itself.
Leave it running. Where the system does not tell of changes (some network and
container mounts), it looks every few seconds; --poll makes it do so anywhere.`,
		examples: `redial watch --open
redial watch --poll
redial watch --poll=10s -C /mnt/people`,
		exits: `0  stopped, by Ctrl-C or a request to terminate
1  could not do it: no notebook, public/ that can't be written, another one
   is at it already
2  used wrongly: flag, argument, date words`,
	})
	return cmd
}

// addPoll adds the flag that makes a watcher look by itself.
func addPoll(fs *pflag.FlagSet, poll *time.Duration) {
	fs.DurationVar(poll, "poll", 0, "look every `INTERVAL`, without waiting to be told of changes")
	fs.Lookup("poll").NoOptDefVal = "2s"
}

// shortestPoll keeps a mistyped interval from keeping the machine busy.
const shortestPoll = 100 * time.Millisecond

// checkPoll refuses an interval that can't be meant.
func checkPoll(poll time.Duration) error {
	if poll == 0 || poll >= shortestPoll {
		return nil
	}
	return misuse("--poll="+poll.String()+" is too short", "--poll alone looks every 2s; 100ms is the least")
}

func (o *watchOptions) run() error {
	if err := checkPoll(o.poll); err != nil {
		return err
	}
	nb, err := o.app.notebook()
	if err != nil {
		return err
	}
	ctx, stop := o.app.until()
	defer stop()
	return o.app.keep(ctx, nb.Dir, o.poll, func(index string) {
		if o.open {
			o.app.show(index)
		}
	})
}

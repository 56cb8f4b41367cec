package cli

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/spf13/cobra"

	"redial/internal/notebook"
	"redial/internal/server"
)

// serveOptions are what `redial serve` is asked for.
type serveOptions struct {
	app  *app
	addr string
	open bool
	poll time.Duration
}

func newServe(a *app) *cobra.Command {
	o := serveOptions{app: a}
	cmd := &cobra.Command{
		Use:               "serve",
		Args:              none,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return o.run() },
	}
	cmd.Flags().StringVar(&o.addr, "addr", "", "listen on `HOST:PORT`, a loopback address (default 127.0.0.1:7333, or the next free port)")
	cmd.Flags().BoolVar(&o.open, "open", false, "show the dashboard in the browser")
	addPoll(cmd.Flags(), &o.poll)
	complete(cmd, "addr", words())
	describe(cmd, manual{
		short: "watch, and show the dashboard on an address of this machine",
		long: `Does what "redial watch" does, and shows the site to browsers on this machine,
and to nobody else. The pages are those in public/, which need no server.`,
		examples: `redial serve --open
redial serve --addr 127.0.0.1:8080`,
		exits: `0  stopped, by Ctrl-C or a request to terminate
1  could not do it: no notebook, public/ that can't be written, the address is
   taken, another one keeps the notebook current already
2  used wrongly: flag, argument, date words, an address that others could
   reach`,
	})
	return cmd
}

func (o *serveOptions) run() error {
	if err := checkPoll(o.poll); err != nil {
		return err
	}
	nb, err := o.app.notebook()
	if err != nil {
		return err
	}
	listener, err := o.listen()
	if err != nil {
		return err
	}
	ctx, stop := o.app.until()
	defer stop()
	return o.serve(ctx, nb, listener)
}

func (o *serveOptions) listen() (net.Listener, error) {
	l, err := server.Listen(o.addr)
	switch {
	case errors.Is(err, server.ErrTaken):
		return nil, failed("somebody listens on "+o.addr+" already", "choose another port, or leave --addr out")
	case errors.Is(err, server.ErrNotLoopback):
		return nil, misuse("`"+o.addr+"` could be reached from elsewhere", "the preview is for this machine alone: --addr 127.0.0.1:8080")
	case err != nil && o.addr != "":
		return nil, usage(err, "")
	}
	return l, err
}

// endWithin bounds how long a page that is being read keeps the command from ending.
const endWithin = 2 * time.Second

// serve shows the site while it is kept current.
func (o *serveOptions) serve(ctx context.Context, nb *notebook.Notebook, listener net.Listener) error {
	s := server.New(nb.Public())
	served := make(chan error, 1)
	go func() { served <- s.Serve(listener) }() // ends with Shutdown below
	address := "http://" + listener.Addr().String() + "/"
	err := o.app.keep(ctx, nb.Dir, o.poll, func(string) {
		o.app.hint("The dashboard is at " + address)
		if o.open {
			o.app.show(address)
		}
	})
	end, cancel := context.WithTimeout(context.Background(), endWithin)
	defer cancel()
	_ = s.Shutdown(end)
	<-served
	return err
}

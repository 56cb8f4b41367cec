package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/draft"
	"redial/internal/notebook"
	"redial/internal/site"
	"redial/layouts"
)

// aboutLayouts says what the layouts of the site are for.
var aboutLayouts = map[string]string{
	"also.html":          "a promise of theirs in the list of who is waited for",
	"birthday.html":      "a birthday at the side of Today",
	"due.html":           "everybody who is due, where Today has no room for them",
	"empty.html":         "what stands in Today where nobody is due",
	"entry.html":         "an entry of a journal, on a person's page and in the journal",
	"event.html":         "an event, with whom you met there",
	"events.html":        "the events, planned and past",
	"frame.html":         "what is around every page: head, menu, foot",
	"index.html":         "Today",
	"introductions.html": "who could be introduced to whom",
	"journal.html":       "the journal of everybody: the last weeks, the heat map, the months",
	"lede.html":          "the sentences under the headline of Today",
	"ledger.html":        "one side of the promises: yours, or theirs",
	"ledgerline.html":    "a promise in its ledger",
	"settled.html":       "promises that have no place on the page of promises",
	"month.html":         "a month of the journal",
	"occasion.html":      "an event in the list of events",
	"pairs.html":         "two people who could be introduced",
	"people.html":        "everybody, with the search",
	"person.html":        "a person's page",
	"problems.html":      "the problems on top of a page",
	"promise.html":       "a promise at the side of Today",
	"promises.html":      "the promises, yours and theirs",
	"review.html":        "how well you follow through",
	"row.html":           "a person in a list of Today",
}

// layoutsOptions are what `redial layouts` is asked for.
type layoutsOptions struct {
	app   *app
	force bool
	data  bool
}

func newLayouts(a *app) *cobra.Command {
	o := layoutsOptions{app: a}
	cmd := &cobra.Command{
		Use:               "layouts [NAME]",
		Args:              atMost(1),
		ValidArgsFunction: completeLayout,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the notebook's own with the built-in one")
	cmd.Flags().BoolVar(&o.data, "data", false, "say what the layout is filled with, and write nothing")
	describe(cmd, manual{
		short: "the layouts of the pages and drafts, to make them yours",
		long: `Lists the layouts that the pages and the drafts are made with, and which of
them the notebook replaces. With NAME, writes the built-in one into layouts of
the notebook: from then on that file is used, and you can change it. One that
is there already is left alone, but with --force. Delete it, and the built-in
one is used again.

With --data, says what the layout NAME is filled with: every name that it can
use, what that is, and what it means. Those of pages are html/template, those
of drafts text/template, as the documentation of Go describes them.

For other colours and type no layout is needed: write static/own.css, which
every page loads last, and set there what you like of these, each colour as
light-dark(in light, in dark):

  :root{--acc:light-dark(#7a1f5c,#f0a3d0);--sans:Georgia,serif;--size:16px}

  --bg --wash --sel      the page, a box on it, the chosen row
  --ink --ink2 --ink3    text, and what is less important
  --line --line2 --edge  hairlines, and the edge of a field
  --acc --on-acc         what can be done, and text on it
  --warm --mark          what was carried over; what was found
  --h0 to --h4           pictures, from less to more
  --sans --mono --size   type
  --wide                 how wide a page is

Where the output is no terminal each line is the name, whose it is (built-in;
yours; yours, unchanged) and what it is for, tab-separated.`,
		examples: `redial layouts
redial layouts thank-you
redial layouts row.html
redial layouts row.html --data
redial layouts index.html --force`,
		exits: `0    done
1    could not do it: no notebook, a file that is there already or can't be
     written
2    used wrongly: flag, name of a layout`,
	})
	return cmd
}

func (o *layoutsOptions) run(args []string) error {
	if len(args) == 0 && o.data {
		return misuse("--data of which layout?", "redial layouts row.html --data")
	}
	if len(args) == 0 {
		return o.list()
	}
	l, err := layoutNamed(args[0])
	if err != nil {
		return err
	}
	if o.data {
		o.app.out.text(l.data())
		return nil
	}
	return o.write(l)
}

// layout is a built-in layout.
type layout struct {
	name  string // as a notebook has it below layouts: "index.html", "drafts/thank-you.txt"
	word  string // what is typed for it
	about string
}

// data says what it is filled with.
func (l layout) data() string { return l.name + ": " + l.about + "\n\n" + site.LayoutData(l.name) }

// allLayouts gives those of the site, then those of the drafts.
func allLayouts() []layout {
	var all []layout
	for _, name := range site.LayoutNames() {
		all = append(all, layout{name, name, aboutLayouts[name]})
	}
	for _, n := range draft.Names() {
		all = append(all, layout{n.File(), string(n), n.About()})
	}
	return all
}

// layoutNamed finds a layout by its name, with or without what is around it.
func layoutNamed(name string) (layout, error) {
	asked := strings.TrimPrefix(filepath.ToSlash(name), "layouts/")
	var words []string
	for _, l := range allLayouts() {
		if asked == l.name || asked == l.word || asked+".html" == l.name || "drafts/"+asked == l.name || asked == strings.TrimSuffix(l.name, ".txt") {
			return l, nil
		}
		words = append(words, l.word)
	}
	return layout{}, misuse("there is no layout `"+name+"`", didYouMean(asked, words, "", "redial layouts lists all"))
}

// list lists all layouts. It can be looked at without a notebook.
func (o *layoutsOptions) list() error {
	nb, err := o.app.notebook()
	var none *notebook.NotFound
	if err != nil && (o.app.dirFlag != "" || !errors.As(err, &none)) {
		return err
	}
	t := &table{}
	t.heading("Pages")
	for _, l := range allLayouts() {
		if l.name == draft.Names()[0].File() {
			t.heading("Drafts")
		}
		whose, st := whoseLayout(nb, l)
		if !o.app.out.isTerminal() {
			o.app.out.record(l.word, whose, l.about)
			continue
		}
		t.row(cell{l.word, bold}, cell{strings.TrimPrefix(whose, "built-in"), st}, cell{l.about, plain})
	}
	if o.app.out.isTerminal() {
		o.app.out.table(t)
		o.app.out.line("")
		o.app.hint("redial layouts NAME writes one into the notebook, for you to change")
	}
	return nil
}

// whoseLayout says which file is used for a layout.
func whoseLayout(nb *notebook.Notebook, l layout) (whose string, st style) {
	if nb == nil {
		return "built-in", plain
	}
	own, err := fs.ReadFile(nb.Layouts(), l.name)
	if err != nil {
		return "built-in", plain
	}
	if built, _ := fs.ReadFile(layouts.Files, l.name); bytes.Equal(own, built) {
		return "yours, unchanged", dim
	}
	return "yours", amber
}

// write writes a built-in layout into the notebook.
func (o *layoutsOptions) write(l layout) error {
	nb, err := o.app.notebook()
	if err != nil {
		return err
	}
	data, err := fs.ReadFile(layouts.Files, l.name)
	if err != nil {
		return err
	}
	file := filepath.Join("layouts", filepath.FromSlash(l.name))
	whole, shown := filepath.Join(nb.Dir, file), o.app.path(nb.Dir, file)
	if o.force && isThere(whole) {
		err = replace(whole, data)
	} else {
		var n newFiles
		if err = n.write(whole, data); err != nil {
			n.undo()
		}
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return failed("`"+shown+"` is there already", "change it, or --force replaces it with the built-in one")
	case err != nil:
		return failed("`"+shown+"` can't be written: "+cause(err), "")
	case o.app.out.isTerminal():
		o.app.out.line("wrote " + shown + ": " + l.about)
	default:
		o.app.out.record(shown)
	}
	return nil
}

// completeLayout completes the name of a layout.
func completeLayout(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var all []cobra.Completion
	for _, l := range allLayouts() {
		all = append(all, l.word+"\t"+l.about)
	}
	return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
}

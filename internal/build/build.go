// Package build makes the site of a notebook: it loads the notes, assesses everybody as of a day,
// renders the pages and writes what changed to public/.
//
// The same notes, settings and day give the same bytes. Faulty notes are problems in the result and
// never stop a build; faulty settings do, before anything is written, with a [*SettingsError]: dates
// that were worked out by other rules than the person's must not take the place of right ones.
package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/diag"
	"redial/internal/draft"
	"redial/internal/followup"
	"redial/internal/ical"
	"redial/internal/notebook"
	"redial/internal/output"
	"redial/internal/site"
	"redial/layouts"
	"redial/static"
)

// Result is what a build made.
type Result struct {
	Agenda   *followup.Agenda
	Problems []diag.Problem // of the notes, the settings and the layouts, sorted, each once
	Notes    int            // how many notes were read
	Pages    int            // how many pages the site has
	Filled   int            // how many of them were made anew: what they follow from was other than in the last build
	Written  int            // how many of its files were new or had other bytes
	Removed  int            // how many files of the last site are gone
	Index    string         // the path of the dashboard
}

// SettingsError tells that the settings have errors. Problems are those of the settings.
type SettingsError struct{ Problems []diag.Problem }

func (e *SettingsError) Error() string {
	what := "an error"
	if n := diag.Errors(e.Problems); n > 1 {
		what = fmt.Sprintf("%d errors", n)
	}
	return fmt.Sprintf("the settings have %s\nhelp: mend %s; until then the site stays as it is", what, e.Problems[0].File)
}

// Run builds the site as of a day. Its error is a [*SettingsError], an [*output.ForeignError], or tells
// what can't be read or written.
func Run(nb *notebook.Notebook, today civil.Date) (*Result, error) {
	s, err := load(nb)
	if err != nil {
		return nil, err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(pagesGC))
	return publish(nb, s, today, &past{final: true})
}

// pagesGC is how much garbage there may be while pages are made, in percent of what is kept. All notes are kept
// by then, and little comes to them, while every page is thrown away: to collect more often costs a twentieth of
// the time and saves a fifth of the memory.
const pagesGC = 40

// Assess tells where everybody stands on a day, and every problem of the notes and the settings,
// sorted. It writes nothing. Its error is a [*SettingsError], or a folder of notes that can't be read.
func Assess(nb *notebook.Notebook, today civil.Date) (*followup.Agenda, []diag.Problem, error) {
	s, err := load(nb)
	if err != nil {
		return nil, nil, err
	}
	a := assess(nb, s, today, new(past))
	return a.agenda, a.problems, nil
}

// load reads the notes, unless the settings are faulty.
func load(nb *notebook.Notebook) (*notebook.Snapshot, error) {
	if diag.Errors(nb.ConfigProblems) > 0 {
		return nil, &SettingsError{Problems: nb.ConfigProblems}
	}
	return nb.Load()
}

// publish builds the site of notes that were read. Its files are made one by one while they are written.
func publish(nb *notebook.Notebook, s *notebook.Snapshot, today civil.Date, last *past) (*Result, error) {
	a := assess(nb, s, today, last)
	in := input(nb, a)
	in.Last, in.Still, in.Brief, in.Final = last.plan, last.trust, last.trust, last.final
	r, err := fill(nb, s, a, in, last)
	if errors.Is(err, output.ErrRest) {
		in.Brief = false
		r, err = fill(nb, s, a, in, last)
	}
	return r, err
}

// fill plans the site and writes it.
func fill(nb *notebook.Notebook, s *notebook.Snapshot, a *assessed, in site.Input, last *past) (*Result, error) {
	plan, more, err := site.NewPlan(in)
	if err != nil {
		return nil, err
	}
	last.plan = plan
	r := &Result{Agenda: a.agenda, Problems: a.problems, Notes: s.Notes, Pages: plan.Rest, Index: filepath.Join(nb.Public(), "index.html")}
	if len(more) > 0 {
		r.Problems = diag.Sort(slices.Concat(a.problems, more))
	}
	return r, r.write(nb, plan, last)
}

// past is what the last build left for the next one.
type past struct {
	agenda *followup.Agenda
	found  [3][]diag.Problem // of the notes, the settings and the agenda
	sorted []diag.Problem    // all of them
	plan   *site.Plan
	stood  *output.Memory
	trust  bool // that the site stands as it was left
	final  bool // there is no next one
}

// assessed is a notebook as of a day.
type assessed struct {
	agenda   *followup.Agenda
	problems []diag.Problem // sorted
}

// assess works out where everybody stands, from what the last build left where there is something.
func assess(nb *notebook.Notebook, s *notebook.Snapshot, today civil.Date, last *past) *assessed {
	g := last.agenda.Renew(s.Book, nb.Config.Followup, today)
	last.agenda = g
	found := [...][]diag.Problem{s.Problems, nb.ConfigProblems, g.Problems()}
	for i := range found {
		if !slices.Equal(found[i], last.found[i]) || last.sorted == nil {
			last.sorted = diag.Sort(slices.Concat(found[:]...))
			break
		}
	}
	last.found = found
	return &assessed{agenda: g, problems: last.sorted}
}

// input gives the user's layouts and files precedence over the built-in ones.
func input(nb *notebook.Notebook, a *assessed) site.Input {
	return site.Input{
		Agenda:   a.agenda,
		Problems: a.problems,
		Options:  options(nb.Dir, nb.Config),
		Layouts:  []fs.FS{nb.Layouts(), layouts.Files},
		Static:   []fs.FS{nb.Static(), static.Files},
		Images:   nb.Images(),
		Program:  program(),
		Each:     each,
	}
}

func options(dir string, c *config.Config) site.Options {
	return site.Options{
		Title: c.Title, Theme: c.Theme, Keys: c.Keys, Editor: c.Editor, Dir: filepath.ToSlash(dir), CallBlock: ical.Block(c.CallBlock),
		Articles: articles(c),
	}
}

func articles(c *config.Config) []draft.Article {
	as := make([]draft.Article, len(c.Articles))
	for i, a := range c.Articles {
		as[i] = draft.Article(a)
	}
	return as
}

// write makes public/ hold the site, unless that would touch what is the user's.
func (r *Result) write(nb *notebook.Notebook, plan *site.Plan, last *past) error {
	out, err := open(nb)
	if err != nil {
		return err
	}
	defer out.Close()
	out.Each, out.Memory, out.Trust, out.Rest = each, last.stood, last.trust, plan.Rest
	var filled atomic.Int64
	out.Made = func(p string) {
		if isPage(p) {
			filled.Add(1)
		}
	}
	files := make([]output.File, len(plan.Files))
	for i, f := range plan.Files {
		files[i] = output.File{
			Path: f.Path, Key: f.Key, Make: f.Make, MayFail: f.MayFail, Still: f.Copied && last.trust, Closely: f.Closely, Aside: f.Aside,
		}
		if f.Pieces != nil {
			files[i].Pieces = func() *output.Pieces { return (*output.Pieces)(f.Pieces()) }
		}
		if isPage(f.Path) {
			r.Pages++
		}
	}
	plan.Files = nil // the next plan takes nothing from them, and they are many
	stats, err := out.Write(files)
	r.Filled, r.Written, r.Removed = int(filled.Load()), stats.Written, stats.Removed
	return err
}

func isPage(p string) bool { return strings.HasSuffix(p, ".html") }

// open opens the folder for the site, unless that is one of the user's.
func open(nb *notebook.Notebook) (*output.Output, error) {
	return output.Open(nb.Public(), output.Guard{Around: []string{nb.Dir}, Apart: nb.Kept()})
}

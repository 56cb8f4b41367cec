package cli

import (
	"errors"
	"path/filepath"
	"strings"

	"redial/internal/build"
	"redial/internal/config"
	"redial/internal/diag"
	"redial/internal/followup"
	"redial/internal/notebook"
	"redial/internal/site"
)

// view is a notebook as of a day: everybody assessed, and every problem.
type view struct {
	notebook *notebook.Notebook
	dir      string // the notebook's folder
	title    string
	agenda   *followup.Agenda
	problems []diag.Problem

	callBlock config.Block
}

// notebook opens the notebook of a command (SPEC 2): -C, else the nearest upwards, else $REDIAL_DIR.
func (a *app) notebook() (*notebook.Notebook, error) {
	if a.dirFlag != "" {
		dir, err := a.folder(a.dirFlag)
		if err != nil {
			return nil, err
		}
		return notebook.Open(dir)
	}
	start, err := a.dir()
	if err != nil {
		return nil, err
	}
	dir, err := notebook.Find(start, a.env("REDIAL_DIR"))
	if err != nil {
		return nil, err
	}
	return notebook.Open(dir)
}

// view reads the notebook without writing anything.
func (a *app) view() (*view, error) {
	today, err := a.today()
	if err != nil {
		return nil, err
	}
	nb, err := a.notebook()
	if err != nil {
		return nil, err
	}
	agenda, problems, err := build.Assess(nb, today)
	if err != nil {
		return nil, a.printSettings(nb, err)
	}
	return &view{notebook: nb, dir: nb.Dir, title: nb.Config.Title, agenda: agenda, problems: problems, callBlock: nb.Config.CallBlock}, nil
}

// printSettings writes what is wrong in the settings or in a layout, where that is the error. It gives what
// is left to say.
func (a *app) printSettings(nb *notebook.Notebook, err error) error {
	var s *build.SettingsError
	var l *site.LayoutError
	switch {
	case errors.As(err, &s):
		a.printProblems(a.err, nb.Dir, s.Problems)
	case errors.As(err, &l):
		a.printProblems(a.err, nb.Dir, []diag.Problem{l.Problem})
		return failed("a layout has an error", "mend "+l.Problem.File+", or delete it; until then the site stays as it is")
	}
	return err
}

// document gives some people in the shape of data.json. Problems are those given, never null.
func (v *view) document(people []*followup.Assessment, problems []diag.Problem, entries bool) site.Document {
	d := site.NewDocument(v.agenda, problems)
	d.Title = v.title
	d.Events = []site.EventData{}
	d.Contacts = make([]site.ContactData, 0, len(people))
	for _, p := range people {
		d.Contacts = append(d.Contacts, site.NewContact(v.agenda.Settings, p, entries))
	}
	return d
}

// path writes a path of the notebook as seen from the folder that the command runs in.
func (a *app) path(dir, file string) string {
	whole := filepath.Join(dir, filepath.FromSlash(file))
	here, err := a.dir()
	if err != nil {
		return whole
	}
	if abs, err := filepath.Abs(whole); err == nil {
		whole = abs
	}
	if rel, err := filepath.Rel(here, whole); err == nil {
		whole = rel
	}
	return filepath.ToSlash(whole)
}

// command writes a command that does its work in the notebook of this one.
func (a *app) command(words string) string {
	if a.dirFlag == "" {
		return "redial " + words
	}
	verb, rest, _ := strings.Cut(words, " ")
	return strings.TrimSpace("redial " + verb + " -C " + quote(a.dirFlag) + " " + rest)
}

// quote writes a word so that a shell takes it as one.
func quote(word string) string {
	safe := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(`/\._-:+@~,`, r)
	}
	if word != "" && strings.TrimFunc(word, safe) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

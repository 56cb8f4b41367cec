package site

import (
	"fmt"
	"html/template"
	"strconv"

	"redial/internal/diag"
)

// Problem is something wrong in a note or a setting, as a page shows it.
type Problem struct {
	Place    string       // "notes/tom-field.md:5"
	Open     template.URL // of that place in the editor; may be empty
	Link     template.URL // to the page of the contact, from index.html; may be empty
	Severity string       // error or warning
	Message  string
	Help     string
	Excerpt  string // the line that is meant
}

// Problems stand on top of a list or a page: the errors first, the warnings to unfold.
type Problems struct {
	Errors, Warnings []Problem
	More             int    // that are not listed
	Open             bool   // unfolded: there is an error among them, or they are of the note that is shown
	Says             string // "2 places need mending"
}

// How many problems a page lists; `redial check` shows all.
const (
	maxProblems   = 50 // of a note, on its own page
	firstProblems = 4  // on the dashboard, of errors and of warnings
)

// Place writes a file and a line as editors and `redial check` do.
func Place(file string, line int) string {
	if line == 0 {
		return file
	}
	return file + ":" + strconv.Itoa(line)
}

func (s *site) problemsByFile() map[string][]Problem {
	m := map[string][]Problem{}
	for _, p := range s.Problems {
		m[p.File] = append(m[p.File], s.problem(p))
	}
	return m
}

func (s *site) problem(p diag.Problem) Problem {
	return Problem{
		Place: Place(p.File, p.Line), Open: s.editor.open(p.File, p.Line), Severity: string(p.Severity),
		Message: p.Message, Help: p.Help, Excerpt: clip(p.Excerpt),
	}
}

// problems gives those of all notes and settings, for the dashboard.
func (s *site) problems() Problems {
	pageOf := make(map[string]string, len(s.Agenda.All))
	for _, a := range s.Agenda.All {
		pageOf[a.Contact.File] = s.pageOf[a.Contact.ID]
	}
	for _, e := range s.Agenda.Book.Events {
		pageOf[e.File] = s.pageOf[e.ID]
	}
	all := make([]Problem, 0, len(s.Problems))
	for _, p := range s.Problems {
		shown := s.problem(p)
		if to, ok := pageOf[p.File]; ok {
			shown.Link = link(indexPath, to)
		}
		all = append(all, shown)
	}
	return sortProblems(all, firstProblems)
}

// sortProblems parts errors and warnings, and lists so many of them as one looks through.
func sortProblems(all []Problem, most int) Problems {
	var ps Problems
	errors := 0
	for _, p := range all {
		if p.Severity == string(diag.Error) {
			errors++
			ps.Errors = append(ps.Errors, p)
		} else {
			ps.Warnings = append(ps.Warnings, p)
		}
	}
	ps.Says = wrong(errors, len(all)-errors)
	ps.Errors = ps.Errors[:min(errors, most)]
	ps.Warnings = ps.Warnings[:min(len(ps.Warnings), most)]
	ps.More = len(all) - len(ps.Errors) - len(ps.Warnings)
	ps.Open = errors > 0
	return ps
}

// wrong says in one sentence how much is to be looked at.
func wrong(errors, warnings int) string {
	mend := plural(errors, "place needs mending", "places need mending")
	switch {
	case errors == 0:
		return plural(warnings, "thing to look at", "things to look at")
	case warnings == 0:
		return mend
	}
	return fmt.Sprintf("%s, %s", mend, plural(warnings, "more thing to look at", "more things to look at"))
}

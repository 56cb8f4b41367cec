package site

import (
	"html/template"
	"slices"
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
	Open             bool   // the warnings are unfolded: they are of the note that is shown
	Says             string // "2 places need mending": of the errors
	Rest             string // "3 more things to look at": of the warnings
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

// problemsByFile parts problems, which come by file.
func (s *site) problemsByFile() map[string][]diag.Problem {
	if n := s.since; n.last != nil && slices.Equal(n.last.Problems, s.Problems) {
		return n.last.faulty
	}
	m := map[string][]diag.Problem{}
	for all := s.Problems; len(all) > 0; {
		n := 1
		for n < len(all) && all[n].File == all[0].File {
			n++
		}
		m[all[0].File] = all[:n:n]
		all = all[n:]
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
	return shownProblems(s.Problems, firstProblems, func(p diag.Problem) Problem {
		shown := s.problem(p)
		if to, ok := s.pageOfFile(p.File); ok {
			shown.Link = link(indexPath, to)
		}
		return shown
	})
}

// pageOfFile gives the page of the contact or event whose note a file is.
func (s *site) pageOfFile(file string) (page string, ok bool) {
	for _, v := range s.inOrder {
		if v.Contact.File == file {
			return s.pageOf[v.Contact.ID], true
		}
	}
	for _, e := range s.Agenda.Book.Events {
		if e.File == file {
			return s.pageOf[e.ID], true
		}
	}
	return "", false
}

// problemsOf gives those of a note, for its page.
func (s *site) problemsOf(file string) Problems {
	return shownProblems(s.faulty[file], maxProblems, s.problem)
}

// shownProblems parts errors and warnings, and lists so many of them as one looks through.
func shownProblems(all []diag.Problem, most int, show func(diag.Problem) Problem) Problems {
	var ps Problems
	errors := diag.Errors(all)
	for _, p := range all {
		list := &ps.Warnings
		if p.Severity == diag.Error {
			list = &ps.Errors
		}
		if len(*list) < most {
			*list = append(*list, show(p))
		}
	}
	ps.Says, ps.Rest = wrong(errors, len(all)-errors)
	ps.More = len(all) - len(ps.Errors) - len(ps.Warnings)
	return ps
}

// wrong says how much is to be mended, and how much else to be looked at.
func wrong(errors, warnings int) (mend, look string) {
	mend = plural(errors, "place needs mending", "places need mending")
	if errors == 0 {
		return mend, plural(warnings, "thing to look at", "things to look at")
	}
	return mend, plural(warnings, "more thing to look at", "more things to look at")
}

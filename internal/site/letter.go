package site

import (
	"cmp"
	"errors"
	"html/template"
	"io/fs"
	"slices"
	"sync"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/draft"
	"redial/internal/followup"
)

// letters writes the drafts that mail actions open.
type letters struct {
	templates *draft.Templates
	setting   draft.Setting
	mutex     sync.Mutex
	faults    []*draft.TemplateError // of templates that can't be read or filled, each once
}

func newLetters(in Input) *letters {
	var t *draft.Templates
	if in.Still && in.Last != nil {
		t = in.Last.site.letters.templates
	} else {
		t = draft.Read(in.Layouts...)
	}
	return &letters{templates: t, setting: draft.Setting{Book: in.Agenda.Book, Articles: in.Options.Articles}, faults: t.Faults()}
}

// tryLetters writes all letters once where templates are the user's: what is wrong in them is told
// whichever pages are made.
func (s *site) tryLetters() {
	own := s.Layouts[:max(0, len(s.Layouts)-1)]
	if !slices.ContainsFunc(draft.Names(), func(n draft.Name) bool { return holdsFile(own, n.File()) }) {
		return
	}
	s.each(len(s.Agenda.All), func(i int) { s.faces(s.spans(s.Agenda.All[i].Contact)) })
}

// holdsFile reports whether one of some folders holds a file.
func holdsFile(folders []fs.FS, name string) bool {
	return slices.ContainsFunc(folders, func(f fs.FS) bool {
		_, err := fs.Stat(f, name)
		return err == nil
	})
}

// write gives the draft that fits on a day; an empty one for someone who said no, and where the
// template is faulty: the mail opens without it then.
func (l *letters) write(a *followup.Assessment, day civil.Date) draft.Message {
	set := l.setting
	set.Today = day
	d, err := set.Data(a)
	if err != nil {
		return draft.Message{}
	}
	m, err := l.templates.Make(draft.Fitting(a, day), d)
	var fault *draft.TemplateError
	if !errors.As(err, &fault) {
		return m
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if !slices.ContainsFunc(l.faults, func(e *draft.TemplateError) bool { return *e == *fault }) {
		l.faults = append(l.faults, fault)
	}
	return m
}

// problems tells of faulty templates.
func (l *letters) problems() []diag.Problem {
	slices.SortFunc(l.faults, func(a, b *draft.TemplateError) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Text, b.Text))
	})
	var ps []diag.Problem
	for _, e := range l.faults {
		ps = append(ps, DraftProblem(e))
	}
	return ps
}

// mailto gives a link that opens a letter to an address; none where the address can't be one.
func mailto(to, subject, body string) (template.URL, bool) {
	l := draft.Mailto(to, draft.Message{Subject: subject, Body: body})
	return template.URL(l), l != ""
}

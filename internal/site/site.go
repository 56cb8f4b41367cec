package site

import (
	"errors"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/draft"
	"redial/internal/followup"
	"redial/internal/ical"
)

// Input is what a site is made of.
type Input struct {
	Agenda   *followup.Agenda
	Problems []diag.Problem // sorted; shown on the pages and in data.json
	Options  Options
	Layouts  []fs.FS // folders of layouts: the first that holds a name wins; the built-in ones come last
	Static   []fs.FS // folders of styles and scripts, likewise
	Images   fs.FS   // the folder of notes, for images that they show; nil for none

	// Program stands for the code that makes pages: two programs of one name make the same of the same.
	// Where it is empty, files have no keys.
	Program string

	// Each calls do with every number below n, at the same time where it can, and returns when all have
	// returned; nil does one after the other.
	Each func(n int, do func(i int))

	// Last is the plan of the site as it was before, for a program that plans again and again; nil for none.
	// The new plan is the one that would be made without it.
	Last *Plan

	// Final tells that no plan is made after this one: what would be kept for it alone is not.
	Final bool

	// Still tells that every file of Layouts, Static and Images is as it was for Last.
	Still bool

	// Brief asks to leave out of the plan what is as it was for Last. See [Plan.Rest].
	Brief bool
}

// Options are the settings that pages depend on.
type Options struct {
	Title  string // of the notebook; empty for "Redial"
	Theme  string // auto, light or dark; empty for auto
	Keys   bool   // single-letter keys
	Editor string // the name of an editor, or a link template with {path} and {line}; empty for no such links
	Dir    string // absolute path of the notebook's folder, with slashes; used for Editor alone

	CallBlock ical.Block // the part of each working day that the calendar sets aside; zero for none

	Articles []draft.Article // what a draft can bring, in the order of preference
}

// site is what the pages of one build have in common.
type site struct {
	Input
	today    civil.Date
	pageOf   addresses
	editor   editor
	images   *images
	letters  *letters
	places   map[string]int32          // of contacts, by id
	faulty   map[string][]diag.Problem // by file
	named    []*view                   // by name
	journal  journal
	parts    []journalPart      // the pages on which that stands
	promised []followup.Promise // of everybody, by date
	ledgers  ledgerPages        // on which they stand
	matches  *matches
	done     followup.Figures
	load     Load
	keys     keys
	layouts  *layoutSet
	writers  sync.Pool      // of *writer
	unknown  []diag.Problem // of files among the layouts that are none
	rest     int            // how many pages need not be planned
	since    *since         // while the plan is made
	asShown  shownKeys
	words    *lazy[wordIndex]
	dates    *lazy[ical.Calendar]
	pieces   uint64  // how many numbers were given to pieces, in this plan and those before
	inOrder  []*view // by place
	dayTexts *dayTexts

	attended                     []attendance // of every event
	eventNumbers, problemNumbers []uint64     // of pieces
	ownStyle                     bool         // static/ of the notebook holds own.css

	// what Today needs of everybody, worked out where it is made
	sheets     *lazy[[]board]
	firstWords *lazy[map[string][]int32]
	facets     *lazy[facets]
	rows       *rowMemo
	shown      shownSpans
	owed       func() []followup.Promise
	birthdays  func() []birthday
	ahead      func() []int
	yearMonths func() string
	signPaths  func() *paths
}

func newSite(in Input) (*site, []diag.Problem) {
	if in.Options.Title == "" {
		in.Options.Title = "Redial"
	}
	ed, problems := newEditor(in.Options)
	s := &site{Input: in, today: in.Agenda.Today, editor: ed, images: newImages(in.Images), letters: newLetters(in)}
	s.dayTexts = &dayTexts{from: s.today}
	s.Last = nil // a plan would hold on to all before it
	s.since = s.compare(in.Last)
	if in.Last != nil {
		s.pieces = in.Last.site.pieces
	}
	s.pageOf = s.since.addresses(in.Agenda.Book)
	s.since.called = s.since.calledAlike(s)
	s.readViews()
	s.named = s.byName()
	s.words, s.dates = s.readWords(), s.readDates()
	s.sheets, s.firstWords, s.facets = s.readBoards(), s.readFirstWords(), s.readFacets()
	s.owed, s.birthdays = sync.OnceValue(s.readOwed), sync.OnceValue(s.readBirthdays)
	s.ahead = sync.OnceValue(s.readAhead)
	s.yearMonths, s.signPaths = sync.OnceValue(s.readYearMonths), sync.OnceValue(readSignPaths)
	s.tryLetters()
	s.faulty = s.problemsByFile()
	s.readNumbers()
	s.each(2, func(i int) { // the journal takes as long as all the rest
		if i == 0 {
			s.journal = s.readJournal()
			s.parts = s.journal.pages()
			return
		}
		s.promised = in.Agenda.Promises()
		s.ledgers = s.readLedger()
		s.matches = s.match()
		s.done, s.load = in.Agenda.Figures(), loadOf(in.Agenda)
	})
	return s, append(problems, s.letters.problems()...)
}

// each does things at the same time where it can.
func (s *site) each(n int, do func(i int)) {
	if s.Each == nil {
		inTurn(n, do)
		return
	}
	s.Each(n, do)
}

// page is a page before its layout is filled.
type page struct {
	frame  Frame
	layout string
	model  any
}

// later is a page whose model is made when its turn comes. All models at once would be many times the
// notes.
type later struct {
	path  string
	key   Key
	make  func() page
	shows func() Key // stands for the model, in this plan and those after it, where that is found out without it

	still func(last *site) bool // it shows what it did in the last plan, with which this one has in common what all pages have; nil for not known
}

// pages gives all pages, index.html last.
func (s *site) pages() []later {
	people := s.personPages()
	others := slices.Concat(s.peoplePages(), s.months(), s.eventPages(), s.promisePages(), s.introductionPages(), []later{
		{path: reviewPath, key: s.keys.all, make: s.review},
		{path: duePath, key: s.keys.all, make: s.due, shows: s.dueKey},
		{path: indexPath, key: s.keys.all, make: s.index},
	})
	return append(people, others...)
}

// personPages gives the page of each contact, but for those that need not be planned.
func (s *site) personPages() []later {
	keys := s.personKeys()
	brief := s.Brief && s.since.ids && !s.keys.none
	var ps []later
	if !brief {
		ps = make([]later, 0, 5*len(keys)/4+64)
	}
	for i, v := range s.inOrder {
		if brief && keys[i] == s.since.last.keys.people[i] {
			s.rest++
			continue
		}
		ps = append(ps, later{path: s.pageOf[v.Contact.ID], key: keys[i].key, make: func() page { return s.person(v) }})
	}
	if !s.Final {
		s.keys.people = keys
	}
	return ps
}

// Frame is what frame.html is filled with: everything around a page.
type Frame struct {
	Path    string        // of the page below public/: "people/ada-byron.html"
	Root    string        // from the page to public/: "../", or empty
	Title   string        // of the page: "Ada Byron"
	Site    string        // of the notebook
	About   string        // one sentence for those who list pages
	Section string        // which one in the navigation it belongs to: index, people, events, journal, promises, introductions or review
	Theme   string        // auto, light or dark
	Keys    bool          // single-letter keys are on
	Today   Day           // of the build
	Full    string        // the same as people write it: "Tuesday 1 December 2026"
	Editor  bool          // there are links that open notes
	Own     bool          // there is a style of the user's own, own.css, to come after the built-in ones
	Main    template.HTML // the filled layout of the page
}

func (s *site) frame(p, section, title, about string) Frame {
	theme := s.Options.Theme
	if theme != "light" && theme != "dark" {
		theme = "auto"
	}
	return Frame{
		Path: p, Root: strings.Repeat("../", strings.Count(p, "/")), Title: title, Site: s.Options.Title, About: about,
		Section: section, Theme: theme, Keys: s.Options.Keys, Today: s.dayTexts.of(s.today), Full: s.today.Long(),
		Editor: s.editor.template != "", Own: s.ownStyle,
	}
}

// data plans data.json, the calendar and the files of the search.
func (s *site) data() []Planned {
	return []Planned{
		aside(s.inPieces("data.json", s.document)),
		aside(s.inPieces(calendarPath, s.calendar)),
		s.inPieces("people-data.js", s.peopleData),
		s.inPieces("people-words.js", s.peopleWords),
		s.inPieces(reasonsPath, s.peopleReasons),
		{Path: daysPath, Key: s.keys.all, Make: s.daysScript, Closely: s.daysClosely, MayFail: s.layouts.own},
	}
}

// aside marks what is for other programs.
func aside(f Planned) Planned {
	f.Aside = true
	return f
}

// readDates plans the calendar, made of the last one.
func (s *site) readDates() *lazy[ical.Calendar] {
	in := ical.Input{Agenda: s.Agenda, Title: s.Options.Title, Block: s.Options.CallBlock}
	var before *ical.Calendar
	if s.since.few() {
		before = s.since.last.dates.have()
	}
	if before != nil && s.since.nothing() && before.Title == in.Title && before.Block == in.Block {
		return s.since.last.dates
	}
	return &lazy[ical.Calendar]{fleeting: s.Final, work: func() *ical.Calendar { return ical.New(in, before) }}
}

func (s *site) calendar() *Pieces {
	c := s.dates.get()
	return &Pieces{Keys: c.Keys(), Make: c.Piece}
}

// static plans the files of static/: the user's own, and the built-in ones that they don't replace.
func (s *site) static(folders []fs.FS, pages []later) ([]Planned, []diag.Problem, error) {
	from := map[string]fs.FS{} // the first folder that holds a name
	for _, f := range folders {
		err := walk(f, func(name string) error {
			if from[name] == nil {
				from[name] = f
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	var problems []diag.Problem
	take := func(name string) {
		if from[name] != nil {
			delete(from, name)
			problems = append(problems, nameTaken(name))
		}
	}
	take("stamp.js")
	for i := range pages {
		take(pages[i].path)
	}
	if s.rest > 0 && slices.ContainsFunc(slices.Collect(maps.Keys(from)), isOfAPerson) {
		for _, v := range s.inOrder {
			take(s.pageOf[v.Contact.ID])
		}
	}
	for _, f := range slices.Concat(s.data(), s.images.files) {
		take(f.Path)
	}
	var files []Planned
	for name, f := range from {
		if err := readable(f, name); err != nil {
			return nil, nil, err
		}
		files = append(files, copied(name, f, name))
	}
	return sortFiles(files), problems, nil
}

// isOfAPerson reports whether a file lies where the pages of contacts do.
func isOfAPerson(path string) bool { return strings.HasPrefix(path, "people/") }

func nameTaken(name string) diag.Problem {
	return diag.Problem{
		File: "static/" + name, Severity: diag.Warning, Code: "name-taken",
		Message: "`" + name + "` is a page that Redial makes", Help: "give the file another name",
	}
}

// walk visits the regular files of a folder in order, without hidden ones and Go files. A folder that
// is not there is empty.
func walk(f fs.FS, visit func(name string) error) error {
	err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case base[0] == '.' && d.IsDir():
			return fs.SkipDir
		case base[0] == '.' || strings.HasSuffix(base, ".go") || d.IsDir():
			return nil
		}
		if info, err := fs.Stat(f, name); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		return visit(name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

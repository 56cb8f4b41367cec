package site

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

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

	// Each calls do with every number below n, at the same time where it can, and returns when all have
	// returned; nil does one after the other. Pages are filled by it.
	Each func(n int, do func(i int))
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

// File is one file of the site.
type File struct {
	Path string // below public/, with slashes
	Data []byte
}

// Build makes all files of a site, sorted so that what others need comes first: files of static/ and
// images, pages and data, index.html, stamp.js. The problems are those of layouts and settings; the
// error is a layout that can't be read or filled, or a folder that can't be read.
func Build(in Input) ([]File, []diag.Problem, error) { return new(Memory).Build(in) }

// Build makes all files of a site, as the function Build does, and fills only those layouts again whose
// model is another than in the last build.
func (m *Memory) Build(in Input) ([]File, []diag.Problem, error) {
	s, problems := newSite(in)
	set, unknown, err := readLayouts(in.Layouts)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, unknown...)
	pages := s.pages()
	files, taken, err := s.static(in.Static, pages)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, taken...)
	files = append(files, s.images.files...)
	each := in.Each
	if each == nil {
		each = inTurn
	}
	made, err := m.fill(set, pages, each)
	if err != nil {
		return nil, nil, err
	}
	data, err := s.data()
	if err != nil {
		return nil, nil, err
	}
	files = append(append(files, data...), made...)
	return append(files, stamp(files)), problems, nil
}

// site is what the pages of one build have in common.
type site struct {
	Input
	today   civil.Date
	pageOf  addresses
	editor  editor
	images  *images
	letters *letters
	views   map[string]*view // by id
	faulty  map[string][]Problem
	journal []line // what happened, newest first
	matches matches
}

// view is a contact as the pages show it.
type view struct {
	*followup.Assessment
	place int // among all, by id
	spans []followup.Span
	faces []Face
}

func newSite(in Input) (*site, []diag.Problem) {
	if in.Options.Title == "" {
		in.Options.Title = "Redial"
	}
	ed, problems := newEditor(in.Options)
	s := &site{Input: in, today: in.Agenda.Today, editor: ed, images: newImages(in.Images), letters: newLetters(in)}
	s.pageOf = newAddresses(in.Agenda.Book)
	s.views = make(map[string]*view, len(in.Agenda.All))
	for i, a := range in.Agenda.All {
		v := &view{Assessment: a, place: i, spans: followup.Timeline(a.Contact, in.Agenda.Settings, s.today, Horizon)}
		v.faces = s.faces(v.spans)
		s.views[a.Contact.ID] = v
	}
	s.faulty = s.problemsByFile()
	s.journal = s.lines()
	s.matches = s.match()
	return s, append(problems, s.letters.problems()...)
}

// page is a page before its layout is filled.
type page struct {
	frame  Frame
	layout string
	model  any
}

// pages makes the models of all pages, index.html last.
func (s *site) pages() []page {
	var ps []page
	for _, a := range s.Agenda.All {
		ps = append(ps, s.person(s.views[a.Contact.ID]))
	}
	ps = append(ps, s.people())
	ps = append(ps, s.months()...)
	ps = append(ps, s.eventPages()...)
	return append(ps, s.promises(), s.introductions(), s.review(), s.index())
}

// Frame is what frame.html is filled with: everything around a page.
type Frame struct {
	Path    string // of the page below public/: "people/ada-byron.html"
	Root    string // from the page to public/: "../", or empty
	Title   string // of the page: "Ada Byron"
	Site    string // of the notebook
	About   string // one sentence for those who list pages
	Section string // which one in the navigation it belongs to: index, people, events, journal, promises, introductions or review
	Theme   string // auto, light or dark
	Keys    bool
	Today   Day // of the build
	Full    string
	Editor  bool // there are links that open notes
	Main    any  // the filled layout of the page, as template.HTML
}

func (s *site) frame(p, section, title, about string) Frame {
	theme := s.Options.Theme
	if theme != "light" && theme != "dark" {
		theme = "auto"
	}
	return Frame{
		Path: p, Root: strings.Repeat("../", strings.Count(p, "/")), Title: title, Site: s.Options.Title, About: about,
		Section: section, Theme: theme, Keys: s.Options.Keys, Today: day(s.today, s.today), Full: s.today.Long(),
		Editor: s.editor.template != "",
	}
}

// data makes data.json, the calendar and the files of the search.
func (s *site) data() ([]File, error) {
	d := NewDocument(s.Agenda, s.Problems)
	d.Title = s.Options.Title
	b, err := JSON(d)
	if err != nil {
		return nil, err
	}
	var calendar bytes.Buffer
	err = ical.Write(&calendar, ical.Input{Agenda: s.Agenda, Title: s.Options.Title, Block: s.Options.CallBlock})
	return []File{{"data.json", b}, {"follow-ups.ics", calendar.Bytes()}, s.peopleData(), s.peopleWords()}, err
}

// static copies the files of static/: the user's own, and the built-in ones that they don't replace.
func (s *site) static(folders []fs.FS, pages []page) ([]File, []diag.Problem, error) {
	taken := map[string]bool{"data.json": true, "follow-ups.ics": true, "people-data.js": true, "people-words.js": true, "stamp.js": true}
	for _, p := range pages {
		taken[p.frame.Path] = true
	}
	for _, f := range s.images.files {
		taken[f.Path] = true
	}
	var files []File
	var problems []diag.Problem
	seen := map[string]bool{}
	for _, f := range folders {
		err := walk(f, func(name string) error {
			if seen[name] {
				return nil
			}
			seen[name] = true
			if taken[name] {
				problems = append(problems, nameTaken(name))
				return nil
			}
			b, err := fs.ReadFile(f, name)
			files = append(files, File{name, b})
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return sortFiles(files), problems, nil
}

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

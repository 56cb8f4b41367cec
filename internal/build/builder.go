package build

import (
	"os"
	"path/filepath"
	"time"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/diag"
	"redial/internal/notebook"
	"redial/internal/output"
)

// Builder keeps the site of one notebook current. Each [Builder.Look] reads what changed since the last
// one and builds where that matters; it keeps what the last build learned, and does only what is new.
// After any history the site is the one that [Run] would make.
//
// Faulty settings don't stop it: the last good ones go on, and the problem is on the page. A layout that
// can't be filled, and notes or a public/ that can't be reached, leave the site as it is; each look
// tries again. It is used by one goroutine at a time.
type Builder struct {
	dir   string
	now   func() time.Time
	notes notebook.Memory
	last  past

	good   *config.Config // the last settings without errors
	built  bool           // the last build went well
	day    civil.Date     // of the last build
	around uint64         // what else it was made of
	brief  bool           // it trusted that nobody touched the site
	quiet  time.Duration  // how long reading took when nothing had changed
}

// NewBuilder makes a builder of the notebook in a folder. Now gives the time, for how long a note has
// been half written and how long looking took.
func NewBuilder(dir string, now func() time.Time) *Builder {
	return &Builder{dir: dir, now: now, last: past{stood: output.NewMemory(now)}}
}

// Folder gives the folder for the site, made where it does not stand yet. Its error tells why no site
// may be written there.
func (b *Builder) Folder() (string, error) {
	nb, err := notebook.Open(b.dir)
	if err != nil {
		return "", err
	}
	out, err := open(nb)
	if err != nil {
		return "", err
	}
	return nb.Public(), out.Close()
}

// Report is what a look found and did.
type Report struct {
	Result  *Result       // of the build; nil where there was nothing to build, or it failed
	Err     error         // why the site stays as it is, on every look until that is mended
	Notes   []string      // the notes that are new, gone or other than before, as in problems
	Today   civil.Date    // the day that was built for
	NewDay  bool          // the day is another than at the last build
	News    bool          // something changed: a note, the day, or what else the site is made of
	Dirs    []string      // the folders in which a change is of interest
	Again   time.Duration // when to look again, because a note is perhaps half written; 0 for no need
	Reading time.Duration // how long it takes to find out that nothing changed; 0 as long as that is not known
}

// Look reads the notebook and builds the site as of a day, where anything is other than at the last
// look. Touched are the files that are known to be all that was touched since then, as they lie on the
// disk; nil where that is not known. Where they are notes that were there before, the look is brief: it
// reads them alone, and writes what follows from them. The next one that is not finds out what somebody
// else did to the site meanwhile.
func (b *Builder) Look(today civil.Date, touched []string) Report {
	start := b.now()
	nb, s, err := b.read(touched)
	r := Report{Err: err, Today: today, Dirs: []string{b.dir}}
	if err != nil {
		r.News, b.built = b.built, false
		return r
	}
	took := b.now().Sub(start)
	r.Notes, r.Dirs, r.Again = s.Changed, s.Dirs, s.Again
	r.NewDay = b.day != 0 && b.day != today
	r.News = len(s.Changed) > 0 || r.NewDay || s.Around != b.around || !stands(nb)
	if !r.News && b.built && (s.Brief || !b.brief || r.Again > 0) {
		if r.Reading = b.quiet; !s.Brief {
			r.Reading = b.measure(took)
		}
		return r
	}
	r.Reading = b.quiet
	b.brief = s.Brief && b.built && !r.NewDay && s.Around == b.around
	b.day, b.around = today, s.Around
	b.last.trust = b.brief
	r.Result, r.Err = publish(nb, s, today, &b.last)
	b.built = r.Err == nil
	return r
}

// measure learns how long it takes to find nothing. What slowed a single look down does not count.
func (b *Builder) measure(took time.Duration) time.Duration {
	if b.quiet > 0 {
		took = min(took, 2*b.quiet)
	}
	b.quiet = took
	return took
}

// read opens the notebook and reads what changed. Where the settings are faulty, the last good ones go
// on.
func (b *Builder) read(touched []string) (*notebook.Notebook, *notebook.Snapshot, error) {
	nb, err := notebook.Open(b.dir)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case diag.Errors(nb.ConfigProblems) == 0:
		b.good = nb.Config
	case b.good == nil:
		return nil, nil, &SettingsError{Problems: nb.ConfigProblems}
	default:
		nb.Config = b.good
	}
	s, err := b.notes.LoadTouched(nb, b.now(), touched)
	return nb, s, err
}

// stands reports whether the site is still there.
func stands(nb *notebook.Notebook) bool {
	info, err := os.Lstat(filepath.Join(nb.Public(), "stamp.js"))
	return err == nil && info.Mode().IsRegular()
}

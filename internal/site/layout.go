package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"redial/internal/diag"
	"redial/internal/draft"
)

// layoutNames are the names that a layout can have.
var layoutNames = []string{
	"also.html", "birthday.html", "due.html", "empty.html", "entry.html", "event.html", "events.html", "frame.html",
	"index.html", "introductions.html", "journal.html", "lede.html", "ledger.html", "ledgerline.html", "month.html", "occasion.html", "pairs.html", "people.html", "person.html",
	"problems.html", "promise.html", "promises.html", "review.html", "row.html", "settled.html",
}

// LayoutNames gives the names that a layout can have, sorted.
func LayoutNames() []string { return slices.Clone(layoutNames) }

// layoutSet are the templates of one build.
type layoutSet struct {
	set  *template.Template
	text map[string]string // of each, as it was read
	sum  [sha256.Size]byte // of all files in the folders that they were read from
	own  bool              // one is the user's: it may have faults that only show when it is filled
	room sync.Pool         // of *bytes.Buffer

	ownFrame bool // frame.html is the user's
	compiled compiled
}

// readLayouts reads every layout from the first folder that holds it. The last folder holds them all.
func readLayouts(folders []fs.FS) (*layoutSet, []diag.Problem, error) {
	l := &layoutSet{set: template.New("").Option("missingkey=error"), text: map[string]string{}}
	for _, name := range layoutNames {
		b, at, err := firstHit(folders, name)
		if err != nil {
			return nil, nil, fmt.Errorf("layouts/%s: %w", name, err)
		}
		own := at < len(folders)-1
		l.own = l.own || own
		l.ownFrame = l.ownFrame || own && name == "frame.html"
		l.text[name] = string(b)
		if _, err := l.set.New(name).Parse(l.text[name]); err != nil {
			return nil, nil, l.fault(err)
		}
	}
	if err := l.escape(); err != nil {
		return nil, nil, l.fault(err)
	}
	l.compiled.set, l.compiled.known = l.set, map[form]*program{}
	var err error
	if l.sum, err = sumOfAll(folders); err != nil {
		return nil, nil, err
	}
	problems, err := unknownLayouts(folders)
	return l, problems, err
}

// escape has every layout read by html/template as what it is, a place in HTML. It does so when a layout
// is first filled; but where one can't be, the others that hold it can't be filled any more, not even to
// say why. So that comes first, and with nothing to fill in.
func (l *layoutSet) escape() error {
	for _, name := range layoutNames {
		var fault *template.Error
		if err := l.set.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &fault) {
			return err
		}
	}
	return nil
}

// sumOfAll gives a sum of all files in some folders.
func sumOfAll(folders []fs.FS) (sum [sha256.Size]byte, err error) {
	all := sha256.New()
	for i, f := range folders {
		err := walk(f, func(name string) error {
			b, err := fs.ReadFile(f, name)
			fmt.Fprintf(all, "%d %q %d\n%s", i, name, len(b), b)
			return err
		})
		if err != nil {
			return sum, err
		}
	}
	return [sha256.Size]byte(all.Sum(nil)), nil
}

// firstHit reads a file from the first folder that holds it, and tells which one that is.
func firstHit(folders []fs.FS, name string) ([]byte, int, error) {
	for i, f := range folders {
		b, err := fs.ReadFile(f, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return b, i, err
		}
	}
	return nil, 0, fs.ErrNotExist
}

// unknownLayouts warns of files that no page and no draft is made with: their name is perhaps mistyped.
func unknownLayouts(folders []fs.FS) ([]diag.Problem, error) {
	var problems []diag.Problem
	for _, f := range folders {
		err := walk(f, func(name string) error {
			if !slices.Contains(layoutNames, name) && !draft.IsFile(name) {
				problems = append(problems, unknownLayout(name))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return problems, nil
}

func unknownLayout(name string) diag.Problem {
	p := diag.Problem{
		File: "layouts/" + name, Severity: diag.Warning, Code: "unknown-layout",
		Message: "no page uses a layout of the name `" + name + "`",
		Help:    "the names are " + strings.Join(layoutNames, ", "),
	}
	if strings.HasPrefix(name, "drafts/") {
		names := make([]string, len(draft.Names()))
		for i, n := range draft.Names() {
			names[i] = n.File()
		}
		p.Message, p.Help = "there is no draft of the name `"+name+"`", "the names are "+strings.Join(names, ", ")
	}
	return p
}

// fill writes a page.
func (l *layoutSet) fill(b *bytes.Buffer, p page) error {
	start := b.Len()
	if err := l.fillFrame(b, p); err != nil {
		return l.fault(err)
	}
	if made := b.Bytes()[start:]; !utf8.Valid(made) {
		whole := bytes.ToValidUTF8(made, []byte("\uFFFD"))
		b.Truncate(start)
		b.Write(whole)
	}
	return nil
}

// mainHere stands for the page in the built-in frame while that is filled. No text of a note is like it:
// html/template lets no NUL pass.
const mainHere = "\x00main\x00"

// execute fills a layout.
func (l *layoutSet) execute(b *bytes.Buffer, name string, data any) error {
	if l.compiled.fill(b, name, data) {
		return nil
	}
	return l.set.ExecuteTemplate(b, name, data)
}

// fillFrame fills the frame and the page in it. That of the user's may show its page twice or ask
// whether there is one, so it is filled with it; around the built-in one the page is written in place.
func (l *layoutSet) fillFrame(b *bytes.Buffer, p page) error {
	room, done := l.buffer()
	defer done()
	if l.ownFrame {
		if err := l.execute(room, p.layout, p.model); err != nil {
			return err
		}
		p.frame.Main = template.HTML(room.String())
		return l.execute(b, "frame.html", p.frame)
	}
	p.frame.Main = template.HTML(mainHere)
	if err := l.execute(room, "frame.html", p.frame); err != nil {
		return err
	}
	above, below, _ := bytes.Cut(room.Bytes(), []byte(mainHere))
	b.Write(above)
	if err := l.execute(b, p.layout, p.model); err != nil {
		return err
	}
	b.Write(below)
	return nil
}

// buffer gives room for a part of a page, and what gives it back.
func (l *layoutSet) buffer() (b *bytes.Buffer, done func()) {
	b, ok := l.room.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	return b, func() {
		if b.Cap() <= largePage {
			l.room.Put(b)
		}
	}
}

// largePage is the room, in bytes, that is not kept for the next page.
const largePage = 256 << 10

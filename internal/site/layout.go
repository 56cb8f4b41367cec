package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"redial/internal/diag"
	"redial/internal/draft"
)

// layoutNames are the names that a layout can have.
var layoutNames = []string{
	"entry.html", "event.html", "events.html", "frame.html", "index.html", "introductions.html", "journal.html",
	"ledger.html", "ledgerline.html", "month.html", "occasion.html", "pairs.html", "people.html", "person.html",
	"problems.html", "promise.html", "promises.html", "review.html", "row.html",
}

// LayoutNames gives the names that a layout can have, sorted.
func LayoutNames() []string { return slices.Clone(layoutNames) }

// layoutSet are the templates of one build.
type layoutSet struct {
	set *template.Template
	sum [sha256.Size]byte // of what they were read from
}

// readLayouts reads every layout from the first folder that holds it.
func readLayouts(folders []fs.FS) (*layoutSet, []diag.Problem, error) {
	set := template.New("").Option("missingkey=error")
	sum := sha256.New()
	for _, name := range layoutNames {
		b, err := firstHit(folders, name)
		if err != nil {
			return nil, nil, fmt.Errorf("layouts/%s: %w", name, err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(b), b)
		if _, err := set.New(name).Parse(string(b)); err != nil {
			return nil, nil, layoutError(err)
		}
	}
	problems, err := unknownLayouts(folders)
	return &layoutSet{set, [sha256.Size]byte(sum.Sum(nil))}, problems, err
}

// firstHit reads a file from the first folder that holds it.
func firstHit(folders []fs.FS, name string) ([]byte, error) {
	for _, f := range folders {
		b, err := fs.ReadFile(f, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return nil, fs.ErrNotExist
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

// fill makes the file of a page.
func (l *layoutSet) fill(p page) (File, error) {
	var main, whole bytes.Buffer
	if err := l.set.ExecuteTemplate(&main, p.layout, p.model); err != nil {
		return File{}, layoutError(err)
	}
	p.frame.Main = template.HTML(main.String())
	if err := l.set.ExecuteTemplate(&whole, "frame.html", p.frame); err != nil {
		return File{}, layoutError(err)
	}
	return File{p.frame.Path, bytes.ToValidUTF8(whole.Bytes(), []byte("\uFFFD"))}, nil
}

// templateError is how html/template begins its messages: template: row.html:3:14: what is wrong.
var templateError = regexp.MustCompile(`(?s)^(?:html/)?template:\s*([^:\s]+\.html):(\d+)(?::(\d+))?:\s*(.*)$`)

// A LayoutError is a layout that can't be read or filled.
type LayoutError struct {
	File string // "layouts/row.html"
	Line int
	Text string // what is wrong
}

func (e *LayoutError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text) }

// layoutError gives an error of html/template its place in front.
func layoutError(err error) error {
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Errorf("layouts: %w", err)
	}
	e := &LayoutError{File: "layouts/" + m[1], Text: m[4]}
	fmt.Sscan(m[2], &e.Line)
	return e
}

package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"text/template"
)

// Templates are those of a notebook, read once and filled as often as one likes, by several goroutines
// at the same time too.
type Templates struct {
	read   map[Name]*template.Template
	source map[Name]string
	faults map[Name]*TemplateError
}

// A TemplateError is a template that can't be read or filled.
type TemplateError struct {
	File   string // "layouts/drafts/thank-you.txt"
	Line   int    // 0 where the file as a whole is meant
	At     int    // the byte of the line near which it is, from 0; -1 where that is not known
	Source string // the template
	Text   string // what is wrong, as text/template says it
}

func (e *TemplateError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Text
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
}

// Read reads every template from the first folder of layouts that holds it. Faulty ones are told of by
// [Templates.Faults], and when they are to be filled; the others can be used.
func Read(folders ...fs.FS) *Templates {
	t := &Templates{map[Name]*template.Template{}, map[Name]string{}, map[Name]*TemplateError{}}
	for _, name := range Names() {
		b, err := firstHit(folders, name.File())
		if err == nil {
			t.source[name] = string(b)
			t.read[name], err = template.New(name.File()).Option("missingkey=error").Parse(string(b))
		}
		if err != nil {
			t.faults[name] = t.fault(name, err)
		}
	}
	return t
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

// Faults gives the templates that can't be read, in the order of Names.
func (t *Templates) Faults() []*TemplateError {
	var es []*TemplateError
	for _, name := range Names() {
		if e := t.faults[name]; e != nil {
			es = append(es, e)
		}
	}
	return es
}

// Make fills a template. Its error is a [*TemplateError], or a [*NoDayError] of announce.
func (t *Templates) Make(name Name, d Data) (Message, error) {
	tpl := t.read[name]
	switch {
	case t.faults[name] != nil:
		return Message{}, t.faults[name]
	case tpl == nil:
		return Message{}, &TemplateError{File: "layouts/" + name.File(), Text: "there is no draft of this name"}
	case name == Announce && d.Plan.Day == "":
		return Message{}, &NoDayError{d.Name}
	}
	var b text
	if err := tpl.Execute(&b, d); err != nil {
		return Message{}, t.fault(name, err)
	}
	return readMessage(b.String()), nil
}

// Make fills a template of the first folder of layouts that holds it, as [Templates.Make] does.
func Make(folders []fs.FS, name Name, d Data) (Message, error) {
	return Read(folders...).Make(name, d)
}

// text is what a template gives, of a length that a letter may have.
type text struct{ strings.Builder }

const maxText = 64 << 10

var errTooLong = errors.New("it gives more than 64 KiB of text")

// Write adds to the text unless it gets too long.
func (t *text) Write(b []byte) (int, error) {
	if t.Len()+len(b) > maxText {
		return 0, errTooLong
	}
	return t.Builder.Write(b)
}

// WriteString does as Write.
func (t *text) WriteString(s string) (int, error) { return t.Write([]byte(s)) }

// place is how text/template begins its messages: template: drafts/x.txt:3:14: what is wrong.
var place = regexp.MustCompile(`(?s)^template:\s*([^:\s]+):(\d+)(?::(\d+))?:\s*(.*)$`)

// fault gives what is wrong with a template its place.
func (t *Templates) fault(name Name, err error) *TemplateError {
	e := &TemplateError{File: "layouts/" + name.File(), At: -1, Source: t.source[name], Text: oneLine(err.Error())}
	m := place.FindStringSubmatch(err.Error())
	switch {
	case errors.Is(err, errTooLong):
		e.Text = errTooLong.Error()
	case m != nil:
		fmt.Sscan(m[2], &e.Line)
		fmt.Sscan(m[3], &e.At)
		e.Text = oneLine(m[4])
	}
	return e
}

package note

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"redial/internal/civil"
	"redial/internal/diag"
)

// first is where a key stands first.
type first struct {
	line   int
	theirs bool // on the second side of a conflict
}

// addAll takes the pairs of one block into the front matter.
func (r *reading) addAll(pairs []pair) {
	if r.named == nil {
		r.named = make(map[string]first, len(pairs))
		r.note.Front.values = make([]value, 0, 2*len(pairs))
	}
	for _, p := range pairs {
		r.add(p)
	}
}

// add takes one pair in: typed by its key, never by what YAML makes of the value.
func (r *reading) add(p pair) {
	name := strings.ToLower(p.key.Value)
	if !known(name) {
		r.addExtra(p)
		return
	}
	if name != p.key.Value {
		r.reportKey(p, name, fmt.Sprintf("it counts as `%s`; write it so", name))
	}
	r.checkTwice(name, p)
	r.checkComment(name, p)
	switch f := &r.note.Front; {
	case name == "links":
		r.addLinks(p)
	case name == "every":
		r.addCadence(p)
	case name == "birthday":
		r.addBirthday(p)
	case isDate(name):
		r.addDate(name, p)
	case !isList(name):
		setText(f, p, name)
	case f.find(name) < 0:
		for _, t := range texts(p) {
			f.Add(name, t)
			if name == "email" {
				r.checkAddress(t)
			}
		}
	}
}

// checkAddress reports an e-mail address to which nothing can be sent.
func (r *reading) checkAddress(t Text) {
	if strings.Contains(t.Value, "@") && !strings.ContainsAny(t.Value, " <>") {
		return
	}
	help := "write it as name@example.com"
	if _, inside, ok := strings.Cut(t.Value, "<"); ok && strings.HasSuffix(inside, ">") {
		help = "write " + clip(strings.TrimSuffix(inside, ">"))
	}
	r.found(problem{at: r.ruler.offset(t.Line, t.Column), width: len(t.Value), severity: diag.Warning, code: codeAddress,
		message: fmt.Sprintf("`%s` is no e-mail address", clip(t.Value)), help: help})
}

func (r *reading) addLinks(p pair) {
	if r.note.Front.find("links") >= 0 {
		return
	}
	for _, l := range namedLinks(p) {
		r.note.Front.addNamed(keyOf("links"), Text{Value: l.Name}, l.Text)
	}
}

// addExtra keeps a key that the format does not know.
func (r *reading) addExtra(p pair) {
	value := p.at(p.node, oneLine(p.node))
	if near := cmp.Or(nearKey(p.key.Value), meantKey(p.key.Value, value.Value)); near != "" {
		r.reportKey(p, near, fmt.Sprintf("did you mean `%s`?", near))
	}
	if p.key.Value != "" {
		r.checkTwice(p.key.Value, p)
	}
	r.note.Front.addNamed(extraKey, p.key, value)
}

func (r *reading) reportKey(p pair, near, help string) {
	r.found(problem{at: r.ruler.offset(p.key.Line, p.key.Column), width: len(p.key.Value),
		severity: diag.Warning, code: codeUnknownKey,
		message: fmt.Sprintf("`%s` is not a key", p.key.Value), help: help})
}

// checkTwice reports a key that stands there twice. The two sides of a conflict may both have it, and
// a second front matter is reported as a whole.
func (r *reading) checkTwice(name string, p pair) {
	was, twice := r.named[name]
	if !twice {
		r.named[name] = first{line: p.key.Line, theirs: p.theirs}
		return
	}
	if p.second || was.theirs != p.theirs {
		return
	}
	help := "keep one of them; until then the first counts"
	if isDate(name) {
		help = "keep one of them; until then the earlier date counts"
	}
	r.found(problem{at: r.ruler.offset(p.key.Line, p.key.Column), width: len(p.key.Value),
		severity: diag.Error, code: codeDuplicate,
		message: fmt.Sprintf("`%s` is there twice", p.key.Value),
		remark:  fmt.Sprintf("first in line %d", was.line), help: help})
}

// checkComment reports a value that is a comment to YAML: `tags: #vip`. One with a blank behind the # was
// meant so.
func (r *reading) checkComment(name string, p pair) {
	if p.node.Kind != yaml.ScalarNode || p.node.Value != "" || p.node.Style != 0 {
		return
	}
	at := r.ruler.offset(p.key.Line, p.key.Column)
	line, _ := lineAt(r.text, at)
	_, value, ok := keyLine(line)
	written := string(bytes.TrimSpace(line[value:]))
	if !ok || len(written) < 2 || written[0] != '#' || written[1] == '#' || isBlank([]byte(written[1:2])) {
		return
	}
	r.found(problem{at: at + value + bytes.IndexByte(line[value:], '#'), width: len(written),
		severity: diag.Warning, code: codeYAML,
		message: fmt.Sprintf("`%s` is a comment, so `%s` is empty", clip(written), name),
		help:    fmt.Sprintf("take the # away, or put it in quotes: `%s: %q`", name, clip(written))})
}

// setText sets a text that has no value yet. All but an intention are one line.
func setText(f *Front, p pair, name string) {
	value := oneLine(p.node)
	if name == "intention" {
		value = paragraphs(p.node)
	}
	if f.Text(name).Value == "" {
		f.Set(name, p.at(p.node, value))
	}
}

// addDate sets a date; of two that can be read, the earlier one counts.
func (r *reading) addDate(name string, p pair) {
	v := dateOf(p.at(p.node, oneLine(p.node)))
	if v.Bad && !p.faulty {
		_, err := civil.Parse(v.Value)
		r.reportDate(v.Text, err)
	}
	if counts(v, r.note.Front.Date(name)) {
		r.note.Front.Set(name, v.Text)
	}
}

// counts reports whether of two values of a date the new one counts.
func counts(v, old DateValue) bool {
	switch {
	case old.Value == "":
		return old.Line == 0 || v.Value != ""
	case old.Bad:
		return v.Date != 0
	}
	return v.Date != 0 && v.Date < old.Date
}

func (r *reading) reportDate(t Text, err error) {
	p := r.valueProblem(t, codeDate)
	p.message = err.Error()
	p.help = "write it as YYYY-MM-DD"
	var e *civil.DateError
	if errors.As(err, &e) {
		p.remark = e.Why
		if e.Near != "" {
			p.help = "write " + e.Near
		}
	}
	r.found(p)
}

// valueProblem is a problem with a value, marked where it stands.
func (r *reading) valueProblem(t Text, code string) problem {
	at := r.ruler.offset(t.Line, t.Column)
	line, _ := lineAt(r.text, at)
	return problem{at: at, width: valueWidth(string(line), t.Value), severity: diag.Error, code: code}
}

// valueWidth tells how much of a line is a value: the value as typed, or what stands there up to a
// comment.
func valueWidth(line, value string) int {
	if strings.HasPrefix(line, value) {
		return len(value)
	}
	if i := strings.Index(line, " #"); i >= 0 {
		line = line[:i]
	}
	return len(strings.TrimRight(line, " \t"))
}

func (r *reading) addCadence(p pair) {
	t := p.at(p.node, oneLine(p.node))
	c := cadenceOf(t.Value)
	if t.Value != "" && !c.Never && c.Period.IsZero() && !p.faulty {
		_, err := civil.ParsePeriod(t.Value)
		r.reportPeriod(t, err)
	}
	f := &r.note.Front
	if old := f.Every(); old == (Cadence{}) && (t.Value != "" || f.find("every") < 0) {
		f.Set("every", t)
	}
}

func (r *reading) reportPeriod(t Text, err error) {
	p := r.valueProblem(t, codePeriod)
	p.message, p.help = err.Error(), "write 10d, 6w, 3mo, 1y or never"
	if near := nearPeriod(t.Value); near != "" {
		p.help = "write " + near
	}
	r.found(p)
}

// nearPeriod reads a period in words: "6 weeks", "every 2 months", "weekly".
func nearPeriod(s string) string {
	words := strings.Fields(strings.ToLower(s))
	if len(words) > 0 && (words[0] == "every" || words[0] == "each") {
		words = words[1:]
	}
	if len(words) == 1 {
		words = append([]string{"1"}, words...)
	}
	if len(words) != 2 {
		return ""
	}
	n, err := strconv.Atoi(words[0])
	for _, unit := range periodWords {
		if words[1] == unit.word && err == nil && n > 0 {
			return strconv.Itoa(n*unit.times) + unit.letters
		}
	}
	return ""
}

var periodWords = []struct {
	word    string
	times   int
	letters string
}{
	{"day", 1, "d"}, {"days", 1, "d"}, {"daily", 1, "d"},
	{"week", 1, "w"}, {"weeks", 1, "w"}, {"weekly", 1, "w"}, {"fortnight", 2, "w"},
	{"month", 1, "mo"}, {"months", 1, "mo"}, {"monthly", 1, "mo"},
	{"quarter", 3, "mo"}, {"quarterly", 3, "mo"},
	{"year", 1, "y"}, {"years", 1, "y"}, {"yearly", 1, "y"}, {"annually", 1, "y"},
}

func (r *reading) addBirthday(p pair) {
	t := p.at(p.node, oneLine(p.node))
	if t.Value != "" {
		if _, err := birthday(t.Value); err != nil && !p.faulty {
			r.reportBirthday(t, err)
		}
	}
	f := &r.note.Front
	if f.Birthday().Day == 0 && (t.Value != "" || f.find("birthday") < 0) {
		f.Set("birthday", t)
	}
}

// birthday reads YYYY-MM-DD or MM-DD. 29 February needs no year.
func birthday(s string) (Birthday, error) {
	const anyLeapYear = "2000-"
	if len(s) == len("12-10") && s[2] == '-' {
		d, err := civil.Parse(anyLeapYear + s)
		if err != nil {
			return Birthday{}, yearless(s, err)
		}
		return Birthday{Month: int16(d.Month()), Day: int16(d.Day())}, nil
	}
	d, err := civil.Parse(s)
	if err != nil {
		return Birthday{}, err
	}
	return Birthday{Month: int16(d.Month()), Day: int16(d.Day()), Year: int16(d.Year())}, nil
}

// yearless takes the year that was put before a day out of the error about it.
func yearless(s string, err error) error {
	e := &civil.DateError{Text: s}
	var with *civil.DateError
	if errors.As(err, &with) {
		if len(with.Near) == len("2000-12-10") {
			e.Near = with.Near[len("2000-"):]
		}
		if e.Why = with.Why; strings.HasPrefix(s, "02") && e.Why != "" {
			e.Why = fmt.Sprintf("%s has 28 or 29 days", time.February)
		}
	}
	return e
}

func (r *reading) reportBirthday(t Text, err error) {
	r.reportDate(t, err)
	last := &r.problems[len(r.problems)-1]
	if o := civil.FindOther(t.Value + " 2000"); o.Len > len(t.Value) && len(o.Near) == len("2000-12-10") { // 12 March
		last.help = "write " + o.Near[len("2000-"):]
		return
	}
	if !strings.HasPrefix(last.help, "write 1") && !strings.HasPrefix(last.help, "write 2") && last.remark == "" {
		last.help = "write 1985-12-10, or 12-10 when the year is not known"
	}
}

package note

import (
	"slices"
	"strings"
	"unicode/utf8"

	"redial/internal/civil"
	"redial/internal/diag"
)

// fault is a problem in the text of an entry; offset and width count bytes of that text.
type fault struct {
	offset, width int
	severity      diag.Severity
	code          string
	message       string
	help          string
	remark        string
}

// readEntry reads the entry grammar of SPEC 3 from the text of a list item: its first paragraph, from
// the box or the date on, with a line feed between its lines. They count as blanks, but an outcome that
// ends a line is followed by an end.
//
//	[box] DATE [TIME] [they] KIND [, OUTCOME] [: TEXT] [(done DATE)]
//
// It tells whether the item is an entry; one that is none can have faults too (a date that does not
// exist). The time it takes grows with the length of the text and no faster.
func readEntry(text string) (e Entry, faults []fault, isEntry bool) {
	r := reader{text: strings.TrimSpace(text)}
	r.indent = strings.Index(text, r.text)
	r.readBox()
	r.readDate()
	if isEntry = r.date == dateGood; isEntry {
		r.readRest()
	} else if r.date == dateBad {
		isEntry = r.readUnreadable()
	} else if r.box != boxNone {
		r.noDate()
	} else {
		r.lateDate()
	}
	if !isEntry {
		r.entry = Entry{}
	}
	r.entry.Text = unbroken(r.entry.Text)
	return r.entry, r.shifted(), isEntry
}

// ReadEntry reads one entry of the journal that stands in no note: a line without its list marker, from
// the box or the date on. It tells whether it is one. The problems have the line as their excerpt, and
// its columns.
func ReadEntry(line string) (e Entry, problems []diag.Problem, isEntry bool) {
	e, faults, isEntry := readEntry(line)
	for _, f := range faults {
		problems = append(problems, diag.Problem{Severity: f.severity, Code: f.code,
			Message: f.message, Help: f.help, Remark: f.remark, Excerpt: line,
			Column: utf8.RuneCountInString(line[:f.offset]) + 1,
			Width:  utf8.RuneCountInString(line[f.offset : f.offset+f.width])})
	}
	return e, problems, isEntry
}

// unbroken puts a text on one line.
func unbroken(s string) string {
	if !strings.ContainsFunc(s, isLineEnd) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, isLineEnd), " ")
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' }

// reader is the state of reading one line.
type reader struct {
	text   string // without the blanks around it, and later without (done DATE)
	indent int    // bytes of blanks before text
	pos    int    // all before it is read
	entry  Entry
	faults []fault

	box     boxForm
	date    dateForm
	dateAt  int             // where the date stands
	dateEnd int             // where it ends
	other   civil.OtherForm // the date in another form, where there is one
	sep     separator       // the last one that was passed over
	textAt  int             // where the entry's own text begins
	counted bool            // an outcome was found that counts
	twice   bool            // and another, which was reported
}

// shifted gives the faults in the order of the text, with offsets from its beginning as it was given.
func (r *reader) shifted() []fault {
	slices.SortStableFunc(r.faults, func(a, b fault) int { return a.offset - b.offset })
	for i := range r.faults {
		r.faults[i].offset += r.indent
	}
	return r.faults
}

func (r *reader) report(f fault) { r.faults = append(r.faults, f) }

// readRest reads what stands behind the date.
func (r *reader) readRest() {
	r.cutDone()
	r.pass(r.pos)
	r.readWeekday()
	r.readTime()
	r.readThey()
	r.readWords()
}

// readUnreadable reads an item whose date can't be read. It is an entry only as an open promise of
// mine, so that the rules know of it; of any other item only the date is reported.
func (r *reader) readUnreadable() (isEntry bool) {
	r.readRest()
	isEntry = r.entry.Promise == Open && !r.entry.Theirs
	if !isEntry {
		r.faults = nil
	}
	r.reportDate(isEntry)
	return isEntry
}

// pass notes that all before end is read, and goes over the separator behind it.
func (r *reader) pass(end int) {
	r.sep, r.pos = separatorAt(r.text, end)
}

// readThey reads the word that makes an entry theirs.
func (r *reader) readThey() {
	if end, ok := isWord(r.text, r.pos, "they"); ok {
		r.entry.Theirs = true
		r.pass(end)
	}
}

// cutDone takes `(done DATE)` off the end of a promise that was kept.
func (r *reader) cutDone() {
	open := strings.LastIndexByte(r.text, '(')
	if r.entry.Promise != Kept || open < r.pos || !strings.HasSuffix(r.text, ")") {
		return
	}
	end, ok := isWord(r.text, skipBlanks(r.text, open+1), "done")
	if !ok {
		return
	}
	at := skipBlanks(r.text, end)
	written := strings.TrimSpace(r.text[at : len(r.text)-1])
	day, err := civil.Parse(written)
	if err == nil {
		r.entry.Done = day
		r.text = strings.TrimSpace(r.text[:open])
		return
	}
	if isDateLike(written) {
		r.report(badDate(at, err))
	}
}

// isDateLike reports whether all of s was meant as a date.
func isDateLike(s string) bool {
	return looksISO(s) && len(s) == isoLength || civil.FindOther(s).Len == len(s) && s != ""
}

package note

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"redial/internal/civil"
	"redial/internal/diag"
)

// What is wrong in an entry, in words: what stands there, and what to type instead.

// badDate reports a text at offset that should be a date; err is that of civil.Parse.
func badDate(offset int, err error) fault {
	f := fault{
		offset: offset, severity: diag.Error, code: "bad-date",
		message: err.Error(), help: "write the day as YYYY-MM-DD",
	}
	var d *civil.DateError
	if errors.As(err, &d) {
		f.width, f.remark = len(d.Text), d.Why
		if d.Near != "" {
			f.help = "write " + d.Near
		}
	}
	return f
}

// reportDate reports an item's date that can't be read. Where the item counts nevertheless, as an
// open promise of mine, and where the day does not exist it is an error; in another form it is a
// warning, for the item was perhaps never meant to be an entry.
func (r *reader) reportDate(isEntry bool) {
	written := r.text[r.dateAt:r.dateEnd]
	if r.other.Len == 0 {
		_, err := civil.Parse(written)
		r.report(badDate(r.dateAt, err))
		return
	}
	f := badDate(r.dateAt, &civil.DateError{Text: written, Why: r.other.Why, Near: r.other.Near})
	if !isEntry {
		f.severity, f.code = diag.Warning, "date-like"
		f.message = fmt.Sprintf("`%s` is a date in another form, so this line does not count", written)
	}
	r.report(f)
}

func (r *reader) reportWeekday(offset, width int, written time.Weekday) {
	day := r.entry.Date
	r.report(fault{
		offset: offset, width: width, severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("%s is no %s", day, written),
		help:    fmt.Sprintf("mend the date, or write %s", day.Weekday()),
		remark:  "it is a " + day.Weekday().String(),
	})
}

// reportBox reports a box that is none of the grammar's.
func (r *reader) reportBox(box string) {
	r.report(fault{
		width: len(box), severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("`%s` is not a box that is known", box),
		help:    "write [ ] for what is to happen, [x] for what happened, [-] for what was dropped",
		remark:  "it counts as " + map[Promise]string{Open: "[ ]", Kept: "[x]"}[r.entry.Promise],
	})
}

// noDate reports a box without a date: what it promises is on no day.
func (r *reader) noDate() {
	end := strings.IndexByte(r.text, ']') + 1
	r.report(fault{
		width: end, severity: diag.Warning, code: "date-like",
		message: "a box without a date does not count",
		help:    "write the day behind it: " + r.text[:end] + " YYYY-MM-DD call",
	})
}

// lateDate reports an item whose date stands behind its kind: "call 2026-12-01". It is asked of every item that is
// no entry, and looks for the date first.
func (r *reader) lateDate() {
	at := strings.IndexByte(r.text[:min(len(r.text), len("handwritten note on 2"))], '2')
	if at <= 0 || !looksISO(r.text[at:]) || !wordEnds(r.text, at+isoLength) {
		return
	}
	kind, end := r.kindAt(r.pos)
	if kind == NoKind {
		return
	}
	_, behind := separatorAt(r.text, end)
	if on, ok := isWord(r.text, behind, "on"); ok {
		behind = skipBlanks(r.text, on)
	}
	if behind != at {
		return
	}
	r.report(fault{
		offset: at, width: isoLength, severity: diag.Warning, code: "date-like",
		message: "the date stands behind the kind, so this line does not count",
		help:    fmt.Sprintf("write it first: %s %s", r.text[at:at+isoLength], r.text[r.pos:end]),
	})
}

func (r *reader) reportNoKind() {
	r.report(fault{
		offset: r.dateAt, width: r.dateEnd - r.dateAt, severity: diag.Warning, code: "no-kind",
		message: "nothing says what this was",
		help:    "write a kind behind the date: " + kindList(),
		remark:  "it counts as a note",
	})
}

// kindList names the kinds.
func kindList() string {
	var names []string
	for _, row := range KindWords() {
		names = append(names, row.Kind.String())
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// reportUnknown reports words where a kind should stand, with the right word if one is near.
func (r *reader) reportUnknown() {
	written := firstWord(r.text[r.pos:])
	r.report(fault{
		offset: r.pos, width: len(written), severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("`%s` is not a kind of entry", clip(written)),
		help:    helpFor(strings.ToLower(written)),
		remark:  "the line counts as a note",
	})
}

// firstWord gives what stands before the first blank, without the punctuation behind it.
func firstWord(s string) string {
	w := s
	if i := strings.IndexFunc(s, unicode.IsSpace); i > 0 {
		w = s[:i]
	}
	if t := strings.TrimRight(w, ",:;.!?"); t != "" {
		return t
	}
	return w
}

// helpFor says what to write instead of a word, in lower case, that is no kind.
func helpFor(written string) string {
	switch written {
	case "he", "she":
		return "write `they` for what they did"
	case "i", "we":
		return "leave it out: an entry without `they` is yours"
	}
	if end := strings.TrimLeft(written, "-–—"); end != "" && end != written && isDigit(end[0]) { // 14:00-15:00
		return "write only when it begins, then the kind, and when it ends behind a colon"
	}
	if isDigit(written[0]) && strings.ContainsAny(written, ":.h") {
		return "write a time as HH:MM, from 00:00 to 23:59, and a kind behind it"
	}
	bare := strings.TrimFunc(written, unicode.IsPunct)
	near := nearestWord(bare)
	switch {
	case near == "":
		return "begin with a kind: " + kindList()
	case near == bare && bare != written:
		return fmt.Sprintf("write `%s` without marks around it", bare)
	case near == bare: // an outcome in a place where it is none
		return "write a kind before it: " + kindList()
	}
	return fmt.Sprintf("did you mean `%s`?", near)
}

// nearestWord gives the single word of the grammar that was perhaps meant. Two letters apart it must
// begin alike, or every short word would be near another ("sent" is not "text").
func nearestWord(written string) string {
	if written == "" || len(written) > longestWord {
		return ""
	}
	near := diag.Nearest(written, singleWords())
	if near == "" || near[0] == written[0] || diag.Distance([]rune(written), []rune(near), 1) <= 1 {
		return near
	}
	return ""
}

// singleWords gives the kinds and outcomes that are one word, in a fixed order.
func singleWords() []string {
	var all []string
	for w, ps := range words {
		if slices.ContainsFunc(ps, func(p phrase) bool { return len(p.words) == 1 }) {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	return all
}

// clip shortens a word that is quoted in a message.
func clip(s string) string {
	const most = 40
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func (r *reader) reportTwo(h found) {
	if r.twice {
		return
	}
	r.twice = true
	r.report(fault{
		offset: h.start, width: h.end - h.start, severity: diag.Warning, code: "two-outcomes",
		message: "an entry has one outcome",
		help:    "take one out, or write a second entry",
		remark:  fmt.Sprintf("`%s` counts, this does not", r.entry.Outcome),
	})
}

// checkUntil reports an `until` behind `not now` that has no date. Behind a colon it is text.
func (r *reader) checkUntil(pos int) {
	at, _, ok := r.untilAt(pos)
	if sep, _ := separatorAt(r.text, pos); ok && !onlyCertain(sep) {
		r.reportUntil(at, "three months count")
	}
}

// checkNoUntil reports `no until` without a date: it is text, and was perhaps meant as `not now`.
func (r *reader) checkNoUntil(pos int) {
	end, ok := isWord(r.text, pos, "no")
	at := skipBlanks(r.text, end)
	if _, until := isWord(r.text, at, "until"); ok && until {
		r.reportUntil(at, "it counts as text")
	}
}

// reportUntil reports the words behind the `until` at a place.
func (r *reader) reportUntil(until int, remark string) {
	at := skipBlanks(r.text, until+len("until"))
	written := untilWords(r.text[at:])
	f := fault{
		offset: at, width: len(written), severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("`%s` is not a date", clip(written)),
		help:    "write not now until YYYY-MM-DD",
		remark:  remark,
	}
	if written == "" {
		f.offset, f.width, f.message = until, len("until"), "`until` is followed by no date"
	}
	_, err := civil.Parse(written)
	if d := (*civil.DateError)(nil); errors.As(err, &d) && d.Near != "" {
		f.help = "write not now until " + d.Near
	}
	r.report(f)
}

// untilWords gives what stands for a date: all up to the next mark of punctuation.
func untilWords(s string) string {
	if i := strings.IndexAny(s, ",;:.!()\n"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

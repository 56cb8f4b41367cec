package note

import (
	"fmt"
	"strings"

	"redial/internal/civil"
)

// Fulfilment is how a promise was kept.
type Fulfilment struct {
	Day     civil.Date // on which day; 0 for the promise's own
	Outcome Outcome    // empty for none
	Until   civil.Date // of `not now`; 0 for none
	Text    string     // one line of Markdown, which goes behind the text that is there; empty for none
}

// Tick marks an open promise as kept. at is the entry as [Parse] gave it for the same bytes. Where the
// day is not the promise's own, (done DATE) goes behind it; an outcome goes behind the kind, in the
// form that reads back. The words that are there stay as they are. The error is a [*Refused].
func Tick(src []byte, at Entry, f Fulfilment) ([]byte, error) {
	p, err := datedPromise(src, at)
	if err != nil {
		return nil, err
	}
	want := p.entry
	want.Promise = Kept
	if f.Day != want.Date {
		want.Done = f.Day
	}
	end, behind := "", len(p.text)
	if text := strings.TrimSpace(f.Text); text != "" {
		end, want.Text = "; "+text, want.Text+"; "+text
		if p.entry.Text == "" { // a colon or a full stop behind the kind would come twice
			end, want.Text = ": "+text, text
			behind = len(strings.TrimRight(p.text, " \t,;:.!"))
		}
	}
	if want.Done != 0 {
		end += " (done " + want.Done.String() + ")"
	}
	p.box("x")
	p.change(behind, len(p.text), end)
	if f.Outcome == NoOutcome || f.Outcome == want.Outcome && f.Until == 0 {
		return p.finish(want)
	}
	if want.Outcome != NoOutcome {
		return nil, p.at(p.source(0), fmt.Sprintf("the promise has the outcome `%s` already", want.Outcome), "change the line by hand")
	}
	want.Outcome, want.Until = f.Outcome, f.Until
	return p.finishWithOutcome(want)
}

// Drop marks an open promise as dropped: it will not happen. at is as for [Tick]; the error is a
// [*Refused].
func Drop(src []byte, at Entry) ([]byte, error) {
	p, err := datedPromise(src, at)
	if err != nil {
		return nil, err
	}
	want := p.entry
	want.Promise = Dropped
	p.box("-")
	return p.finish(want)
}

// Redate gives an open promise another day. Its time becomes clock, or stays as it is where clock is
// zero; the name of the weekday behind the date, where there is one, follows. at is as for [Tick]; the
// error is a [*Refused].
func Redate(src []byte, at Entry, day civil.Date, clock civil.Time) ([]byte, error) {
	p, err := openPromise(src, at)
	if err != nil {
		return nil, err
	}
	want := p.entry
	want.Date = day
	r := reader{text: p.text}
	r.readBox()
	r.readDate()
	p.change(r.dateAt, r.dateEnd, day.String())
	r.pass(r.dateEnd)
	behind := r.dateEnd
	named := skipBracket(r.text, r.pos)
	if _, end, ok := weekdayAt(r.text, named); ok {
		if r.readWeekday(); r.pos >= end {
			p.change(named, end, weekdayName(day, end-named))
			if behind = end; strings.HasPrefix(r.text[end:], ")") {
				behind++
			}
		}
	}
	if clock != 0 && clock != want.Time {
		want.Time = clock
		from := r.pos
		if r.readTime(); r.entry.Time == 0 {
			p.change(behind, behind, " "+clock.String())
		} else {
			p.change(from, len(strings.TrimRight(r.text[:r.pos], " \t\n,;:.!-–—")), clock.String())
		}
	}
	return p.finish(want)
}

// weekdayName gives the name of a day's weekday, whole or of three letters as the one that was there.
func weekdayName(day civil.Date, width int) string {
	name := day.Weekday().String()
	if width == len("Tue") {
		return name[:width]
	}
	return name
}

// promise is an open promise that is to be edited. Offsets in its text are made places in the file.
type promise struct {
	*editing
	index   int // among the note's entries
	entry   Entry
	text    string // of its first paragraph
	parts   parts
	splices []splice
}

// openPromise finds a promise in a note.
func openPromise(src []byte, at Entry) (*promise, error) {
	d, err := edit(src)
	if err != nil {
		return nil, err
	}
	for i, e := range d.note.Entries {
		if e.Line != at.Line || e.Date != at.Date || e.Time != at.Time || e.Theirs != at.Theirs || e.Kind != at.Kind {
			continue
		}
		if e.Promise != Open {
			return nil, &Refused{Line: int(e.Line), Reason: "this is no open promise", Help: "look at the note; perhaps it is ticked already"}
		}
		if err := d.valid(e.Span().Start, e.Span().End); err != nil {
			return nil, err
		}
		first := Items(d.root, d.text)[e.Span().Start].FirstChild()
		p := &promise{editing: d, index: i, entry: bare(e)}
		p.text, p.parts = joined(first, d.text)
		return p, nil
	}
	return nil, &Refused{Line: int(at.Line), Reason: "the promise is not in this line any more", Help: "look at the note, and try again"}
}

// datedPromise finds a promise that has a date.
func datedPromise(src []byte, at Entry) (*promise, error) {
	p, err := openPromise(src, at)
	if err == nil && p.entry.Date == 0 {
		err = p.at(p.source(0), "the date of this promise can't be read", "write it as YYYY-MM-DD")
	}
	return p, err
}

// source gives where a byte of the promise's text stands in the file.
func (p *promise) source(offset int) int { return p.parts.place(offset) }

// change replaces a part of the promise's text. Changes are made in the order of the text.
func (p *promise) change(start, end int, text string) {
	at := p.source(start)
	p.splices = append(p.splices, splice{at, at + end - start, text})
}

// box changes the sign in the promise's box.
func (p *promise) box(sign string) {
	open := strings.IndexByte(p.text, '[')
	p.change(open+1, strings.IndexByte(p.text, ']'), sign)
}

// finish makes the changes.
func (p *promise) finish(want Entry) ([]byte, error) {
	after := p.apply(p.splices...)
	if err := p.checkEntries(after, edited{p.index, want, p.source(0)}); err != nil {
		return nil, err
	}
	return after, nil
}

// finishWithOutcome writes the outcome too. Where it goes depends on what is read of the words before and
// behind it: the first place counts where the entry reads as it is meant.
func (p *promise) finishWithOutcome(want Entry) ([]byte, error) {
	written := ", " + want.Outcome.String()
	if want.Until != 0 {
		written += " until " + want.Until.String()
	}
	box, end := p.splices[0], p.splices[1]
	kept := p.text[:len(p.text)-(end.end-end.start)]
	boxed := "[x" + kept[strings.IndexByte(kept, ']'):]
	longer := len(boxed) - len(kept)
	for at := range wordEndings(kept, maxOutcomeAt) {
		for _, w := range []string{written, written + ":"} {
			if got, _, ok := readEntry(boxed[:at+longer] + w + boxed[at+longer:] + end.text); ok && got == want {
				p.splices = []splice{box, {p.source(at), p.source(at), w}, end}
				return p.finish(want)
			}
		}
	}
	return nil, p.at(box.start, fmt.Sprintf("`%s` can't be said in this line", want.Outcome), "log it as an entry of its own")
}

// maxOutcomeAt is how far behind its beginning an entry's kind is looked for, in bytes.
const maxOutcomeAt = 200

// wordEndings gives the ends of the words of a text, up to most bytes.
func wordEndings(text string, most int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 1; i <= len(text) && i <= most; i++ {
			inWord := isWordByte(text[i-1])
			if inWord && (i == len(text) || !isWordByte(text[i])) && !yield(i) {
				return
			}
		}
	}
}

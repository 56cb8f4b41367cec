package note

import (
	"strings"

	"redial/internal/civil"
)

// readWords reads kind, outcome and text.
func (r *reader) readWords() {
	if r.pos >= len(r.text) {
		r.entry.Kind = Remark
		r.reportNoKind()
		return
	}
	if !r.readOpening() {
		r.entry.Kind, r.entry.Unknown = Remark, true
		r.entry.Text = r.text[r.pos:]
		r.reportUnknown()
		return
	}
	kindEnd := r.pos
	r.readOutcomes()
	r.reportLost(kindEnd)
	r.entry.Text = r.textFrom(r.textAt)
	if r.textAt == kindEnd && r.entry.Text != "" && r.entry.Kind != Remark {
		sep, at := separatorAt(r.text, kindEnd)
		r.entry.GoesOn = sep == nothing && !wordEnds(r.text, at)
	}
	if r.entry.Theirs && (r.entry.Outcome == Cancelled || r.entry.Outcome == StoodUp) {
		r.entry.Theirs = false // an appointment is missed on both sides
	}
}

// textFrom gives what stands from pos on, without the separator before it.
func (r *reader) textFrom(pos int) string {
	_, at := separatorAt(r.text, pos)
	return r.text[at:]
}

// readOpening reads the first words: an outcome, from which the kind follows, or a kind. The outcome
// goes first, and so does one that shares a word with a longer kind: "video call me" is a video and
// "call me", not a video call.
func (r *reader) readOpening() bool {
	if end, ok := r.theyWrote(); ok {
		r.setKind(Email, end)
		return true
	}
	if h, ok := r.outcomeAt(r.pos, onlyCertain(r.sep)); ok {
		r.setKind(impliedKind(h.written, r.entry.Theirs), r.pos)
		r.count(h, h.end)
		r.pos = h.end
		return true
	}
	kind, end := r.kindAt(r.pos)
	if kind == NoKind {
		return false
	}
	r.setKind(kind, end)
	return true
}

func (r *reader) setKind(k Kind, end int) {
	r.entry.Kind = k
	r.pos, r.textAt, r.sep = end, end, nothing
}

// theyWrote reads "they replied" and "they answered", which are e-mails and not outcomes.
func (r *reader) theyWrote() (end int, ok bool) {
	if !r.entry.Theirs {
		return 0, false
	}
	if end, ok = isWord(r.text, r.pos, "replied"); !ok {
		end, ok = isWord(r.text, r.pos, "answered")
	}
	return end, ok
}

// impliedKind is the kind of an outcome that stands without one.
func impliedKind(o Outcome, theirs bool) Kind {
	switch {
	case o == OverToYou || o == LastTry:
		return Message
	case o == LetGo:
		return Remark
	case theirs && (o == Cancelled || o == StoodUp):
		return Meeting
	}
	return Call
}

// kindAt reads the kind at pos: the longest there is, but a shorter one where an outcome begins
// inside the longer.
func (r *reader) kindAt(pos int) (kind Kind, end int) {
	for _, p := range words.startingAt(r.text, pos) {
		after, ok := p.at(r.text, pos)
		if p.kind == NoKind || !ok {
			continue
		}
		if kind == NoKind {
			kind, end = p.kind, after
			continue
		}
		if _, shares := r.outcomeAt(skipBlanks(r.text, after), false); shares {
			kind, end = p.kind, after
		}
	}
	return kind, end
}

// found is an outcome in the text.
type found struct {
	written    Outcome // as it stands there
	outcome    Outcome // as it counts
	start, end int
	until      civil.Date
}

// readOutcomes reads the outcomes behind the kind: first those right behind it, or right behind
// another outcome, then those after a comma, a dash or a bracket behind other words, up to a colon or
// a full stop.
func (r *reader) readOutcomes() {
	for r.readTied() {
	}
	for r.sep != stop && r.nextClause() {
		if h, ok := r.certainAt(r.pos); ok {
			r.count(h, r.textAt)
			r.pos = h.end
			for r.readTied() {
			}
		}
	}
}

// readTied reads one outcome right behind the last thing that was read.
func (r *reader) readTied() bool {
	sep, at := separatorAt(r.text, r.pos)
	if r.sep != stop {
		r.sep = sep
	}
	bracket := strings.HasPrefix(r.text[at:], "(")
	if bracket {
		at = skipBlanks(r.text, at+1)
	}
	h, ok := r.outcomeAt(at, onlyCertain(r.sep))
	if !ok {
		r.checkNoUntil(at)
		return false
	}
	next, textAt := h.end, h.end
	if bracket {
		if end := skipBlanks(r.text, h.end); strings.HasPrefix(r.text[end:], ")") {
			next, textAt = end+1, end+1
		} else {
			textAt = r.textAt // "(no answer, third time)" stays whole
		}
	}
	r.count(h, textAt)
	r.pos = next
	return true
}

// nextClause moves on to what follows the next comma, bracket or dash between blanks. There is none
// behind a colon or a full stop.
func (r *reader) nextClause() bool {
	for i := r.pos; i < len(r.text); i++ {
		switch c := r.text[i]; c {
		case ':', '.':
			if blankOrEnd(r.text, i+1) {
				return false
			}
		case ',', '(':
			r.pos = skipBlanks(r.text, i+1)
			return true
		case ' ':
			if n := dashAt(r.text, i+1); n > 0 && blankOrEnd(r.text, i+1+n) {
				r.pos = skipBlanks(r.text, i+1+n)
				return true
			}
		}
	}
	return false
}

// certainAt reads an outcome behind other words: none of those that are everyday words too.
func (r *reader) certainAt(pos int) (found, bool) {
	return r.outcomeAt(skipBracket(r.text, pos), true)
}

func skipBracket(s string, pos int) int {
	if strings.HasPrefix(s[pos:], "(") {
		return skipBlanks(s, pos+1)
	}
	return pos
}

// everyday reports whether an outcome's words are common in other meanings, so that it counts only
// right behind the kind.
func everyday(o Outcome) bool { return o == No || o == Yes || o == Spoke }

// onlyCertain reports whether everyday words are no outcomes behind a separator: it begins a new thought.
func onlyCertain(sep separator) bool { return sep == stop || sep == pause }

// outcomeAt reads an outcome at pos, of which only the certain ones where that is asked for. It must
// be followed by what can follow an outcome.
func (r *reader) outcomeAt(pos int, onlyCertain bool) (found, bool) {
	for _, p := range words.startingAt(r.text, pos) {
		end, ok := p.at(r.text, pos)
		if p.outcome == NoOutcome || !ok || onlyCertain && everyday(p.outcome) {
			continue
		}
		h := found{written: p.outcome, start: pos, end: end}
		if p.outcome == NotNow || p.outcome == No {
			r.readUntil(&h)
		}
		if h.until.IsZero() && !r.canEnd(end, h.written) {
			continue
		}
		h.outcome = h.written
		if r.entry.Theirs && h.written == OverToYou {
			h.outcome = CallMe
		}
		return h, true
	}
	return found{}, false
}

// canEnd reports whether what stands at pos can follow the outcome o: the end, also that of a line, one
// of `:,;.!()`, a dash between blanks, or `until`.
func (r *reader) canEnd(pos int, o Outcome) bool {
	at := skipBlanks(r.text, pos)
	if at >= len(r.text) || strings.Contains(r.text[pos:at], "\n") {
		return true
	}
	switch r.text[at] {
	case ':', ',', ';', '!', '(', ')':
		return true
	case '.':
		return wordEnds(r.text, at+1)
	}
	if at == pos {
		return false
	}
	if n := dashAt(r.text, at); n > 0 {
		return blankOrEnd(r.text, at+n)
	}
	_, until := isWord(r.text, at, "until")
	return until && !everyday(o)
}

// readUntil reads the date until which `not now` holds, with or without a separator or a bracket
// before it. `no` with such a date right behind it is `not now`.
func (r *reader) readUntil(h *found) {
	at, bracket, ok := r.untilAt(h.end)
	if !ok || h.written == No && at != skipBlanks(r.text, h.end) {
		return
	}
	at, _ = isWord(r.text, at, "until")
	at = skipBlanks(r.text, at)
	if !looksISO(r.text[at:]) || !wordEnds(r.text, at+isoLength) {
		return
	}
	day, err := civil.Parse(r.text[at : at+isoLength])
	if err != nil {
		return
	}
	h.written, h.until, h.end = NotNow, day, at+isoLength
	if bracket && strings.HasPrefix(r.text[h.end:], ")") {
		h.end++
	}
}

// untilAt finds the word `until` behind pos, with or without a separator or a bracket before it.
func (r *reader) untilAt(pos int) (at int, bracket, ok bool) {
	_, at = separatorAt(r.text, pos)
	if strings.HasPrefix(r.text[at:], "(") {
		at, bracket = skipBlanks(r.text, at+1), true
	}
	_, ok = isWord(r.text, at, "until")
	return at, bracket, ok
}

// count takes an outcome that was found. The first counts, but `spoke` beside another is none, and on
// writing of theirs `spoke` and `no answer` are none. textAt is where the text begins if it counts.
func (r *reader) count(h found, textAt int) {
	was := r.entry.Outcome
	switch {
	case r.isVoid(h.outcome) || was == h.outcome || r.counted && h.outcome == Spoke:
		return
	case r.counted && was != Spoke:
		r.reportTwo(h)
		return
	}
	r.counted = true
	r.entry.Outcome, r.entry.Until = h.outcome, h.until
	r.textAt = textAt
	if h.outcome == NotNow && h.until.IsZero() {
		r.checkUntil(h.end)
	}
}

// isVoid reports whether an outcome says nothing on writing of theirs: they wrote, so they answered.
func (r *reader) isVoid(o Outcome) bool {
	if !r.entry.Theirs || o != Spoke && o != NoAnswer {
		return false
	}
	switch r.entry.Kind {
	case Email, Message, Letter, Intro, Gift:
		return true
	}
	return false
}

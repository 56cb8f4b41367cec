package note

import (
	"fmt"
	"strings"
	"unicode"

	"redial/internal/diag"
)

// An unanswered call of which the words are not quite those of an outcome counts as one that reached them:
// the chase ends, and nobody calls again. So such words are told of. They are looked for where an outcome
// may stand, in an entry that has none.

// lostWords are the most words of a clause of which the last are an outcome's: "she cancelled", but no
// whole sentence.
const lostWords = 4

// reportLost reports an outcome that is lost among other words, or misspelt, behind the kind that ends at
// pos, up to a colon or a full stop.
func (r *reader) reportLost(pos int) {
	sep, at := separatorAt(r.text, pos)
	if r.counted || onlyCertain(sep) || r.entry.Kind == Remark || r.entry.Promise == Open || r.entry.Promise == Dropped {
		return
	}
	for r.pos = skipBracket(r.text, at); ; {
		if r.lostIn(r.pos, clauseEnd(r.text, r.pos)) || !r.nextClause() {
			return
		}
	}
}

// clauseEnd gives where the words from pos on end: at a mark of punctuation or a dash between blanks.
func clauseEnd(s string, pos int) int {
	for i := pos; i < len(s); i++ {
		switch s[i] {
		case ',', ':', ';', '.', '!', '(', ')', '\n':
			return i
		case ' ':
			if n := dashAt(s, i+1); n > 0 && blankOrEnd(s, i+1+n) {
				return i
			}
		}
	}
	return len(s)
}

// lostIn reports the outcome that the words between two places begin or end with, or nearly are.
func (r *reader) lostIn(from, end int) bool {
	clause := strings.TrimRightFunc(r.text[from:end], unicode.IsSpace)
	end = from + len(clause)
	for at, n := from, 0; at < end && n < lostWords; n++ {
		if p, after := r.lostAt(at); after == end || after > 0 && n == 0 && p.words[0] != "busy" { // a busy week is none
			r.reportAmong(p, at, after)
			return true
		}
		blank := strings.IndexFunc(r.text[at:end], unicode.IsSpace)
		if blank < 0 {
			break
		}
		at = skipBlanks(r.text, at+blank)
	}
	near, outcome := nearestOutcome(clause)
	if near == "" || !r.matters(outcome) {
		return false
	}
	r.report(fault{
		offset: from, width: len(clause), severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("`%s` is no outcome", clause),
		help:    fmt.Sprintf("did you mean `%s`? If it is none, put a colon before it", near),
		remark:  "it counts as text",
	})
	return true
}

// lostAt finds the words of an outcome at a place, and where they end; 0 for none.
func (r *reader) lostAt(at int) (p phrase, end int) {
	for _, p := range words.startingAt(r.text, at) {
		if end, ok := p.at(r.text, at); ok && p.outcome != NoOutcome && !everyday(p.outcome) && r.matters(p.outcome) {
			return p, end
		}
	}
	return phrase{}, 0
}

// matters reports whether an outcome would change how the entry counts: writing that was not answered is
// an attempt without a word of it, too.
func (r *reader) matters(o Outcome) bool {
	switch r.entry.Kind {
	case Email, Message, Letter, Intro, Gift:
		return o != NoAnswer
	}
	return true
}

func (r *reader) reportAmong(p phrase, at, end int) {
	kind := r.entry.Kind.String()
	if r.entry.Theirs {
		kind = "they " + kind
	}
	outcome := p.outcome.String()
	if p.outcome == NotNow {
		outcome += " until YYYY-MM-DD"
	}
	r.report(fault{
		offset: at, width: end - at, severity: diag.Warning, code: "unknown-words",
		message: fmt.Sprintf("`%s` is no outcome among other words", r.text[at:end]),
		help:    fmt.Sprintf("write `%s, %s: …`; or `%s: …` if that is not what came of it", kind, outcome, kind),
		remark:  "it counts as text",
	})
}

// nearestOutcome gives the words of an outcome that were perhaps meant by others: with the same first
// letter, and one letter away, two in nine or more. Short words are near to too many.
func nearestOutcome(clause string) (near string, outcome Outcome) {
	const shortest, longest, long = 5, 18, 9
	if len(clause) < shortest || len(clause) > longest {
		return "", NoOutcome
	}
	written := []rune(strings.ToLower(clause))
	for _, row := range OutcomeWords() {
		for _, w := range append(row.Words, row.Outcome.String()) {
			most := 1
			if len(w) >= long {
				most = 2
			}
			if len(w) >= shortest && rune(w[0]) == written[0] && !everyday(row.Outcome) && diag.Distance(written, []rune(w), most) <= most {
				return w, row.Outcome
			}
		}
	}
	return "", NoOutcome
}

package note

import (
	"slices"
	"strings"
)

// KindRow is one line of the table of kinds: a kind and the words that people write for it.
type KindRow struct {
	Kind  Kind
	Words []string // besides the kind itself; "phone call" is also written phone-call
}

// KindWords gives the kinds with their words, in the order of SPEC 3. The grammar is built from it, so
// that help, completion and reading can't differ.
func KindWords() []KindRow {
	return []KindRow{
		{Met, nil},
		{Call, []string{"called", "rang", "phone", "phoned", "phone call"}},
		{Email, []string{"emailed", "e-mail", "e-mailed", "mail", "mailed", "wrote"}},
		{Message, []string{"messaged", "text", "texted", "sms", "dm", "whatsapp", "linkedin"}},
		{Meeting, []string{"coffee", "breakfast", "lunch", "dinner", "video", "video call", "zoom"}},
		{Visit, []string{"visited"}},
		{Letter, []string{"card", "handwritten note", "post"}},
		{Event, nil},
		{Intro, []string{"introduced", "referral"}},
		{Gift, nil},
		{Remark, nil},
	}
}

// OutcomeRow is one line of the table of outcomes: an outcome and the words that people write for it.
type OutcomeRow struct {
	Outcome Outcome
	Words   []string // besides the outcome itself; "no show" is also written no-show
}

// OutcomeWords gives the outcomes with their words, in the order of SPEC 3.
func OutcomeWords() []OutcomeRow {
	return []OutcomeRow{
		{NoAnswer, []string{"voicemail", "left a message", "left a voicemail", "left voicemail", "busy", "no reply", "no response", "bounced"}},
		{StoodUp, []string{"no show", "stood me up"}},
		{Cancelled, []string{"canceled", "rescheduled"}},
		{Spoke, []string{"answered", "replied"}},
		{CallMe, []string{"my turn", "wants an answer"}},
		{OverToYou, []string{"their turn"}},
		{LastTry, nil},
		{LetGo, nil},
		{NotNow, nil},
		{Yes, nil},
		{No, nil},
	}
}

// phrase is a kind or an outcome in one of its wordings.
type phrase struct {
	words   []string // lower case
	kind    Kind     // of a kind
	outcome Outcome  // of an outcome
}

// lexicon holds the phrases by their first word, the longest first.
type lexicon map[string][]phrase

var words = newLexicon()

func newLexicon() lexicon {
	l := lexicon{}
	for _, row := range KindWords() {
		for _, w := range append(row.Words, row.Kind.String()) {
			l.add(w, phrase{kind: row.Kind})
		}
	}
	for _, row := range OutcomeWords() {
		for _, w := range append(row.Words, row.Outcome.String()) {
			l.add(w, phrase{outcome: row.Outcome})
		}
	}
	for _, ps := range l {
		slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return l
}

func (l lexicon) add(wording string, p phrase) {
	p.words = splitWords(wording)
	l[p.words[0]] = append(l[p.words[0]], p)
}

// splitWords takes a wording apart; the words of one are joined by blanks or by a hyphen.
func splitWords(wording string) []string {
	return strings.FieldsFunc(wording, func(r rune) bool { return r == ' ' || r == '-' })
}

// longestWord bounds how much of a line is looked at to find a word of the lexicon.
const longestWord = 16

// startingAt gives the phrases that begin with the word at s[pos:].
func (l lexicon) startingAt(s string, pos int) []phrase {
	end := pos
	for end < len(s) && end-pos <= longestWord && isLetter(s[end]) {
		end++
	}
	return l[strings.ToLower(s[pos:end])]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// at tells where p ends when it stands at s[pos:] as whole words.
func (p phrase) at(s string, pos int) (end int, ok bool) {
	for i, w := range p.words {
		if i > 0 {
			pos = skipJoint(s, pos)
		}
		if len(s)-pos < len(w) || !strings.EqualFold(s[pos:pos+len(w)], w) || !wordEnds(s, pos+len(w)) {
			return 0, false
		}
		pos += len(w)
	}
	return pos, !continues(s, pos)
}

// isWord reports whether the single word w stands at s[pos:], and where it ends.
func isWord(s string, pos int, w string) (end int, ok bool) {
	return phrase{words: []string{w}}.at(s, pos)
}

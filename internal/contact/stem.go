package contact

import (
	"slices"
	"strings"
)

// telling gives the words by which a need and an offer are compared: folded, each once, in the singular,
// without those that tell nothing.
func telling(text string) []string {
	var ws []string
	for _, w := range folded(text) {
		one := singular(w)
		if !idle[w] && !idle[one] && !slices.Contains(ws, one) {
			ws = append(ws, one)
		}
	}
	return ws
}

// singular gives a form that an English word and its plural share: offices and office, companies and
// company, boxes and box. It takes an ending off only where that leaves the word apart from others: care
// is not car, and business no plural.
func singular(w string) string {
	if to, ok := irregular[w]; ok {
		return to
	}
	if len(w) < 4 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return w
	}
	if w[len(w)-1] == 's' && !endsIn(w, "ss", "us", "is") {
		w = w[:len(w)-1]
	}
	switch {
	case endsIn(w, "se", "xe", "ze", "che", "she"):
		return w[:len(w)-1]
	case endsIn(w, "ie"):
		return w[:len(w)-2] + "y"
	}
	return w
}

func endsIn(w string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return len(w) > len(e)+1 && strings.HasSuffix(w, e) })
}

var irregular = map[string]string{"children": "child", "women": "woman", "men": "man"}

// idle are words that tell nothing of what is needed or done.
var idle = wordSet(`
	a an and any are as at be best better big but by can could do does for from get give good great has have help
	her his i if in into is just know knows like likes look looking looks made make more most my near need
	needs new no not of offer offers on one or other our out over own people person persons please possibly really right small so some
	somebody someone something than that the their them they this to two up us use very want wants we what when
	where which who whom whose will with without would you your
	ltd limited inc llc llp plc co company gmbh ag kg sarl bv ab oy srl
	contact contacts introduction introductions intro advice somewhere anybody anyone anything
	der das den dem ein eine einen einem einer und oder mit von zu im ins am
	le la les un une des du de et ou avec pour el los las y con para il lo gli uno una e di`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

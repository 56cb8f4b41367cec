package draft

import (
	"strings"
	"unicode"

	"redial/internal/contact"
)

// longestName is how many characters of a name may stand in a greeting.
const longestName = 60

// First gives the name by which a letter greets someone: the first word of the name, where that is
// likely the one that friends use; else the whole name, which is stiff and never wrong; and nothing
// where it is none that one greets ("Hello,").
//
//	Ada Byron           Ada
//	Jean-Luc de Vries   Jean-Luc
//	Byron, Ada          Ada          a family name, a comma, what is given
//	Ada Byron, PhD      Ada          what follows the comma are letters after a name
//	Cher                Cher
//	Dr Ada Byron        Dr Ada Byron a title: perhaps she would rather keep it
//	J. R. Hartley       J. R. Hartley
//	van Gogh            van Gogh     no given name
//	Ada & Ben Byron     Ada & Ben Byron
//	山田 太郎             山田 太郎     Chinese, Japanese, Korean: the family name comes first
//	info@example.com    (nothing)
//	Room 12             (nothing)
//	The Old Bakery      (nothing)
//	Kettle & Son Ltd    (nothing)
//
// It can't know that a Hungarian's or Vietnamese's family name comes first.
func First(name string) string {
	name = oneLine(name)
	if len([]rune(name)) > longestName || strings.ContainsFunc(name, notInName) || !strings.ContainsFunc(name, unicode.IsLetter) {
		return ""
	}
	whole, given := uncomma(name)
	if given != "" {
		whole = given
	}
	words := strings.Fields(whole)
	switch {
	case isFirm(words):
		return ""
	case len(words) < 2 || !isGiven(words):
		return whole
	}
	return words[0]
}

// notInName reports characters of addresses, numbers and code: what has them is no name.
func notInName(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("@<>{}[]\\^|~$%*=;:?!#_`", r)
}

// uncomma takes a name apart at its comma. Before one word of it stands a family name, and behind it
// what is given, unless that is letters after a name, as "PhD" is.
func uncomma(name string) (whole, given string) {
	before, after, found := strings.Cut(name, ",")
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	if !found || before == "" {
		return strings.Trim(name, ", "), ""
	}
	if strings.Contains(before, " ") || after == "" || strings.Contains(after, ",") || isLetters(after) {
		return before, ""
	}
	return before, after
}

// isLetters reports whether a text is letters after a name: PhD, M.A., Jr.
func isLetters(s string) bool { return afterNames[strings.ToLower(strings.ReplaceAll(s, ".", ""))] }

// isFirm reports whether the words are the name of a firm or a place.
func isFirm(words []string) bool {
	last := strings.ToLower(strings.TrimRight(words[len(words)-1], "."))
	return len(words) > 1 && (strings.EqualFold(words[0], "the") || firms[last])
}

// isGiven reports whether the first word of a name is one that friends use.
func isGiven(words []string) bool {
	first := words[0]
	if strings.Contains(first, ".") || len([]rune(first)) == 1 || strings.ContainsFunc(first, familyFirst) || !unicode.IsLetter([]rune(first)[0]) {
		return false
	}
	if folded := contact.Fold(first); titles[folded] || particles[first] {
		return false
	}
	for _, w := range words[1:] {
		if joins[strings.ToLower(w)] || strings.ContainsAny(w, "&+/") {
			return false
		}
	}
	return !strings.ContainsAny(first, "&+/")
}

// familyFirst reports letters of scripts in which the family name comes first.
func familyFirst(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo)
}

// titles are words in front of a name, folded.
var titles = set("dr dra prof professor professora mr mrs ms miss mx sir dame lord lady baron baroness count countess rev reverend " +
	"father fr sister brother rabbi imam sheikh capt captain col colonel maj major gen general lt sgt judge " +
	"herr frau hr fru monsieur madame mme mlle m signor signora sig senor senora sr sra senhor senhora don dona " +
	"dipl-ing ing mag pan pani")

// particles begin a family name where they are written small.
var particles = set("van von vom zu zum zur de del della dei der den di da das do dos du des d' la le les lo ter ten te op af av al el bin bint ibn mac mc st")

// joins stand between the names of two.
var joins = set("and und et y e og och en & +")

// firms are words at the end of a firm's name.
var firms = set("ltd limited plc llc llp inc corp gmbh ag kg ug sarl sas bv nv ab aps oy srl spa pty team office")

// afterNames are letters after a name.
var afterNames = set("phd dphil md ba ma bsc msc mba llb llm jr sr esq obe mbe cbe frs ii iii iv ceng cpa rn dr")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

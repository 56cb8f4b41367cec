package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// person is who note number i is about.
type person struct {
	name   string
	handle string // ASCII, nobody else's: for addresses
	id     string
}

// person names contact number i. Names never repeat, also without accents and in lower case: a name
// that stands in two notes is a problem.
func (o Options) person(i int) person {
	script := scripts[i%len(scripts)]
	lane, lanes := share(script, i%len(scripts))
	k := i/len(scripts)*lanes + lane
	p := person{name: names[script].at(k, o.Seed), handle: fmt.Sprintf("contact%d", i)}
	p.id = folder(i) + slug(p.name)
	return p
}

// share tells which of the places of a script in the cycle of scripts the given one is, and how many there are.
func share(script, place int) (lane, lanes int) {
	for i, s := range scripts {
		if s == script && i < place {
			lane++
		}
		if s == script {
			lanes++
		}
	}
	return lane, lanes
}

// folder is where a contact's note lies below notes/.
func folder(i int) string {
	switch i % 23 {
	case 3, 11:
		return "clients/"
	case 17:
		return "clients/press & radio/"
	case 19:
		return "familie/übrige/"
	}
	return ""
}

// slug makes a file name of a name: letters of any script and digits, in lower case, joined by "-".
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return strings.Join(words, "-")
}

// nameSet is names of one script. Later rounds add a middle name or a number, so there is no end of them.
type nameSet struct {
	given, family []string
	order         string // how given and family are put together
}

// at gives name number k: a walk over all pairs of given and family name, begun at another one by
// another seed, then over them again with a middle name.
func (s nameSet) at(k int, seed uint64) string {
	pairs := len(s.given) * len(s.family)
	cell := (k*stride + int(seed%uint64(pairs))) % pairs
	given, family := s.given[cell%len(s.given)], s.family[cell/len(s.given)]
	if round := k / pairs; round > 0 {
		given += " " + middle(round)
	}
	return fmt.Sprintf(s.order, given, family)
}

// stride is prime to the number of pairs of every set, so that a walk meets each pair once.
const stride = 101

// middle gives the middle names of the rounds: A., B., … Z., 26., 27., …
func middle(round int) string {
	if round <= 26 {
		return string(rune('A'+round-1)) + "."
	}
	return fmt.Sprintf("%d.", round)
}

const (
	givenFirst  = "%[1]s %[2]s"
	familyFirst = "%[2]s %[1]s"
	familyComma = "%[2]s, %[1]s"
)

// scripts is the cycle of sets from which the contacts are named: one in three is not plain English.
var scripts = []int{0, 1, 0, 0, 2, 0, 0, 3, 0, 4, 0, 5, 0, 0, 0}

var names = []nameSet{
	{
		given: []string{"Ada", "Ben", "Clara", "Dan", "Edith", "Frank", "Grace", "Henry", "Iris", "Jack", "Kate", "Leo", "Mary",
			"Ned", "Olive", "Percy", "Queenie", "Rose", "Sam", "Tess", "Una", "Vince", "Wendy", "Yorick"},
		family: []string{"Archer", "Baker", "Carver", "Dyer", "Elwood", "Fletcher", "Glover", "Hooper", "Irving", "Joiner", "Kellogg",
			"Lorimer", "Mason", "Naylor", "O'Brien", "Potter", "Quill", "Reeve", "Sawyer", "Turner", "Underhill", "Vickers", "Weaver", "Yeoman"},
		order: givenFirst,
	},
	{
		given:  []string{"José", "Zoë", "Łukasz", "Søren", "Åsa", "Çelik", "François", "Jürgen", "Núria", "Renée", "Ürsula", "Žofie"},
		family: []string{"Álvarez", "Brontë", "Čapek", "Dvořák", "Eriksdóttir", "Groß", "Häkkinen", "Ibáñez", "Müller", "Núñez", "Østergård", "Peña"},
		order:  givenFirst,
	},
	{
		given:  []string{"太郎", "花子", "健", "美咲", "大輔", "愛", "翔", "結衣"},
		family: []string{"山田", "佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "中村"},
		order:  familyFirst,
	},
	{
		given:  []string{"דוד", "רחל", "נועה", "يوسف", "ليلى", "مريم"},
		family: []string{"כהן", "לוי", "حداد", "منصور", "خوري", "מזרחי"},
		order:  givenFirst,
	},
	{
		given:  []string{"Anna Maria", "Jean-Luc", "Mary Jane", "Karl Heinz", "Ana Sofía"},
		family: []string{"van der Berg", "de la Cruz", "von Hohenstein", "di Lauro", "MacDonald"},
		order:  familyComma,
	},
	{
		given:  []string{"Ольга", "Иван", "Елена", "Юрий", "Ελένη", "Νίκος"},
		family: []string{"Смирнова", "Кузнецов", "Попова", "Соколов", "Παπαδάκη", "Νικολάου"},
		order:  givenFirst,
	},
}

package contact

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"redial/internal/note"
)

func TestANewNoteGetsAFileNameThatEverySystemHolds(t *testing.T) {
	cases := []struct{ name, want string }{
		{"Ada Byron", "ada-byron"},
		{"  Ada   Byron  ", "ada-byron"},
		{"Jean-Luc de Vries", "jean-luc-de-vries"},
		{"Tom O'Brien", "tom-obrien"},
		{"Tom O’Brien", "tom-obrien"},
		{"José Müller", "josé-müller"},
		{"Jose\u0301 Mu\u0308ller", "josé-müller"},
		{"山田 太郎", "山田-太郎"},
		{"Анна Каренина", "анна-каренина"},
		{"सीता देवी", "सीता-देवी"},
		{"Ada 🚀 Byron", "ada-byron"},
		{"../../etc/passwd", "etc-passwd"},
		{"_hidden", "hidden"},
		{".#lock~", "lock"},
		{"a\x1b[31mb", "a-31mb"},
		{"Byron\u200b, Ada\u202e", "byron-ada"},
		{"No: # x", "no-x"},
		{"\u0301Ada", "ada"},
		{"!!!", ""},
		{"", ""},
		{"🚀", ""},
	}
	for _, c := range cases {
		if got := FileName(c.name); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
}

func TestALongNameIsCutBetweenItsWords(t *testing.T) {
	for _, name := range []string{strings.Repeat("Anna ", 60), strings.Repeat("山", 200), strings.Repeat("é", 200)} {
		got := FileName(name)
		if len(got) > maxFileName || len(got) < maxFileName/2 || !utf8.ValidString(got) || strings.HasSuffix(got, "-") {
			t.Errorf("%q", got)
		}
	}
}

// first gives the first ids for a name in a book of some others.
func first(n int, folder, name string, others ...string) []string {
	var cs []*Contact
	for _, id := range others {
		cs = append(cs, New(note.Parse("notes/"+id+".md", nil), id))
	}
	var ids []string
	for id := range NewBook(cs, nil).FreeIDs(folder, name) {
		if ids = append(ids, id); len(ids) == n {
			break
		}
	}
	return ids
}

func TestANewNoteNeverGetsTheIDOfAnother(t *testing.T) {
	cases := []struct {
		folder, name string
		others, want []string
	}{
		{"", "Ada Byron", nil, []string{"ada-byron", "ada-byron-2", "ada-byron-3"}},
		{"", "Ada Byron", []string{"ada-byron", "ada-byron-3"}, []string{"ada-byron-2", "ada-byron-4", "ada-byron-5"}},
		{"", "Ada Byron", []string{"Ada-Byron"}, []string{"ada-byron-2", "ada-byron-3", "ada-byron-4"}},
		{"", "José", []string{"jose\u0301"}, []string{"josé-2", "josé-3", "josé-4"}},
		{"clients", "Ada", []string{"ada"}, []string{"clients/ada", "clients/ada-2", "clients/ada-3"}},
		{"", "Con", nil, []string{"con-2", "con-3", "con-4"}},
		{"", "Readme", nil, []string{"readme-2", "readme-3", "readme-4"}},
		{"", "COM1", nil, []string{"com1-2", "com1-3", "com1-4"}},
		{"", "Constance", nil, []string{"constance", "constance-2", "constance-3"}},
		{"", "!!!", nil, nil},
	}
	for _, c := range cases {
		if got := first(3, c.folder, c.name, c.others...); !slices.Equal(got, c.want) {
			t.Errorf("%q beside %q: %q, want %q", c.name, c.others, got, c.want)
		}
	}
}

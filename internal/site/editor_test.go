package site

import "testing"

func TestANoteOpensInTheEditorAtItsLine(t *testing.T) {
	for _, c := range []struct{ editor, dir, want string }{
		{"vscode", "/home/ada/my notes", "vscode://file/home/ada/my%20notes/notes/a%20%26%20b.md:7"},
		{"cursor", "/n", "cursor://file/n/notes/a%20%26%20b.md:7"},
		{"zed", "/n", "zed://file/n/notes/a%20%26%20b.md:7"},
		{"sublime", "/n", "subl://open?url=file:///n/notes/a%20%26%20b.md&line=7"},
		{"emacs", "/n", "emacs://open?url=file:///n/notes/a%20%26%20b.md&line=7"},
		{"idea", "/n", "idea://open?file=/n/notes/a%20%26%20b.md&line=7"},
		{"textmate", "/n", "txmt://open?url=file:///n/notes/a%20%26%20b.md&line=7"},
		{"obsidian", "/n", "obsidian://open?path=%2Fn%2Fnotes%2Fa%20%26%20b.md"},
		{"vscode", "C:/Users/ada", "vscode://file/C:/Users/ada/notes/a%20%26%20b.md:7"},
		{"nvim://open?file={path}#{line}", "/n", "nvim://open?file=/n/notes/a%20%26%20b.md#7"},
		{"javascript:{path}", "/n", ""},
		{"obscure", "/n", ""},
		{"", "/n", ""},
	} {
		e, _ := newEditor(Options{Editor: c.editor, Dir: c.dir})
		if got := string(e.open("notes/a & b.md", 7)); got != c.want {
			t.Errorf("%s opens %s, want %s", c.editor, got, c.want)
		}
	}
}

package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// house is what doc.go says.
type house struct {
	rooms   map[string][]string // room: those it may use
	bans    []ban
	modules map[string][]string // module: the rooms that use it, without internal/; "tests" for none
}

// ban says where a thing is used and nowhere else; but turns it round.
type ban struct {
	what  string
	but   bool
	rooms []string
}

// readHouse reads the tables of doc.go.
func readHouse(t *testing.T) house {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	tables := sections(f.Doc.Text())
	h := house{map[string][]string{}, nil, map[string][]string{}}
	h.readRooms(t, tables["Rooms"])
	h.readBans(tables["Bans"])
	h.readModules(tables["Dependencies"])
	if len(h.rooms) == 0 || len(h.bans) == 0 || len(h.modules) == 0 {
		t.Fatal("doc.go: a table is missing")
	}
	return h
}

// sections gives the indented lines below each heading.
func sections(doc string) map[string][]string {
	out := map[string][]string{}
	title := ""
	for line := range strings.Lines(doc) {
		line = strings.TrimRight(line, "\n")
		if t, ok := strings.CutPrefix(line, "# "); ok {
			title = t
		}
		if strings.HasPrefix(line, "\t") {
			out[title] = append(out[title], line[1:])
		}
	}
	return out
}

func (h *house) readRooms(t *testing.T, lines []string) {
	room := ""
	for _, line := range lines {
		fields := strings.Fields(line)
		if fields[0] == "▶" {
			h.rooms[room] = append(h.rooms[room], fields[1:]...)
			continue
		}
		room = fields[0]
		if _, twice := h.rooms[room]; twice {
			t.Errorf("doc.go: room %s stands there twice", room)
		}
		h.rooms[room] = nil
	}
}

func (h *house) readBans(lines []string) {
	for _, line := range lines {
		fields := strings.Fields(line)
		b := ban{what: fields[0], rooms: fields[1:]}
		if b.rooms[0] == "but" {
			b.but, b.rooms = true, b.rooms[1:]
		}
		h.bans = append(h.bans, b)
	}
}

// readModules takes the rooms from between the module and its reason: two blanks part the columns.
func (h *house) readModules(lines []string) {
	for _, line := range lines {
		module, rest, _ := strings.Cut(line, " ")
		rooms, _, _ := strings.Cut(strings.TrimSpace(rest), "  ")
		h.modules[module] = strings.Fields(rooms)
	}
}

// allows reports whether a ban leaves a room free.
func (b ban) allows(room string) bool {
	for _, r := range b.rooms {
		if r == room || "internal/"+r == room {
			return !b.but
		}
	}
	return b.but
}

// source is one Go file of the project.
type source struct {
	path string // from the top, with slashes
	room string // the row of the table that it belongs to; its folder where there is none
	test bool
	fset *token.FileSet
	tree *ast.File
}

// readSources parses every Go file of the project but those of testdata.
func readSources(t *testing.T, h house) []source {
	t.Helper()
	var all []source
	top := os.DirFS("..")
	err := fs.WalkDir(top, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := e.Name(); e.IsDir() && p != "." && (name == "testdata" || name == "public" || name[0] == '.' || name[0] == '_') {
			return fs.SkipDir
		}
		if e.IsDir() || path.Ext(p) != ".go" {
			return nil
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, filepath.Join("..", filepath.FromSlash(p)), nil, parser.ParseComments)
		all = append(all, source{p, h.roomOf(path.Dir(p)), strings.HasSuffix(p, "_test.go"), fset, tree})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// roomOf gives the room to which a folder belongs: itself, or the one that it lies in.
func (h *house) roomOf(dir string) string {
	for d := dir; d != "."; d = path.Dir(d) {
		if _, ok := h.rooms[d]; ok {
			return d
		}
	}
	return dir
}

// imports gives the paths that a file imports, each with the name that it goes by.
func (s source) imports() map[string]string {
	out := map[string]string{}
	for _, spec := range s.tree.Imports {
		p := strings.Trim(spec.Path.Value, `"`)
		out[p] = path.Base(p)
		if spec.Name != nil {
			out[p] = spec.Name.Name
		}
	}
	return out
}

// at gives the place of a node, as path:line.
func (s source) at(n ast.Node) string {
	pos := s.fset.Position(n.Pos())
	return s.path + ":" + strconv.Itoa(pos.Line)
}

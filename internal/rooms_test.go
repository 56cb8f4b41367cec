package internal

import (
	"go/ast"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "redial/"

func TestRoomsUseOnlyTheRoomsThatTheTableAllows(t *testing.T) {
	h := readHouse(t)
	for _, s := range readSources(t, h) {
		uses, known := h.rooms[s.room]
		if !known && s.path != "internal/doc.go" && path.Dir(s.path) != "internal" {
			t.Errorf("%s: no room %s in internal/doc.go; add a row that says what it holds", s.path, s.room)
		}
		for p := range s.imports() {
			ours, ok := strings.CutPrefix(p, module)
			if used := h.roomOf(ours); ok && !s.test && used != s.room && !slices.Contains(uses, used) {
				t.Errorf("%s: %s uses %s, which internal/doc.go does not allow", s.path, s.room, used)
			}
		}
	}
}

func TestEveryRoomOfTheTableIsThere(t *testing.T) {
	h := readHouse(t)
	for room, uses := range h.rooms {
		if info, err := os.Stat("../" + room); err != nil || !info.IsDir() {
			t.Errorf("internal/doc.go names the room %s, and there is no such folder", room)
		}
		for _, u := range uses {
			if _, ok := h.rooms[u]; !ok {
				t.Errorf("internal/doc.go: %s may use %s, which is no room", room, u)
			}
		}
	}
}

func TestBansHold(t *testing.T) {
	h := readHouse(t)
	for _, s := range readSources(t, h) {
		if s.test {
			continue
		}
		for _, b := range h.bans {
			if b.allows(s.room) {
				continue
			}
			for _, place := range s.usesOf(b.what) {
				t.Errorf("%s: `%s` has no place in %s (internal/doc.go, Bans)", place, b.what, s.room)
			}
		}
	}
}

// usesOf gives the places where a file uses what a ban names: the go statement, a function of a
// package, or a package with all below it.
func (s source) usesOf(what string) []string {
	if what == "go" {
		return s.goroutines()
	}
	for p, name := range s.imports() {
		dir, function, found := cutFunction(what)
		if found && p == dir {
			return s.selections(name, function)
		}
		if !found && p == what {
			return []string{s.path}
		}
		if !found && strings.HasPrefix(p, what+"/") && !stdlib(what) {
			return []string{s.path}
		}
	}
	return nil
}

// cutFunction takes "time.Now" apart; a path with a host or a slash is a package.
func cutFunction(what string) (dir, function string, found bool) {
	if strings.Contains(what, "/") {
		return what, "", false
	}
	return strings.Cut(what, ".")
}

func stdlib(p string) bool {
	host, _, _ := strings.Cut(p, "/")
	return !strings.Contains(host, ".")
}

func (s source) goroutines() []string {
	var places []string
	ast.Inspect(s.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			places = append(places, s.at(n))
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
				places = append(places, s.at(n))
			}
		}
		return true
	})
	return places
}

// selections gives the places where pkg.name stands.
func (s source) selections(pkg, name string) []string {
	var places []string
	ast.Inspect(s.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != name {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg {
			places = append(places, s.at(n))
		}
		return true
	})
	return places
}

func TestNobodyBringsInAModuleWithoutAReason(t *testing.T) {
	h := readHouse(t)
	used := map[string]bool{}
	for _, s := range readSources(t, h) {
		for p := range s.imports() {
			if stdlib(p) {
				continue
			}
			m, ok := h.moduleOf(p)
			used[m] = true
			if !ok {
				t.Errorf("%s imports %s, which internal/doc.go does not name with a reason", s.path, p)
			} else if !s.test && !(ban{rooms: h.modules[m]}).allows(s.room) {
				t.Errorf("%s: %s is not for %s (internal/doc.go, Dependencies)", s.path, m, s.room)
			}
		}
	}
	for m := range h.modules {
		if !used[m] {
			t.Errorf("internal/doc.go names %s, and nothing uses it", m)
		}
	}
}

func (h *house) moduleOf(p string) (string, bool) {
	for m := range h.modules {
		if p == m || strings.HasPrefix(p, m+"/") {
			return m, true
		}
	}
	return p, false
}

func TestGoModHoldsNoDirectDependencyThatDocDoesNotName(t *testing.T) {
	h := readHouse(t)
	for _, m := range directModules(t) {
		if _, ok := h.modules[m]; !ok {
			t.Errorf("go.mod asks for %s, which internal/doc.go does not name with a reason", m)
		}
	}
}

var required = regexp.MustCompile(`(?m)^(?:require)?\s+([^\s(]+) v\S+$`)

// directModules gives the modules that go.mod asks for without `// indirect`.
func directModules(t *testing.T) []string {
	b, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, m := range required.FindAllSubmatch(b, -1) {
		all = append(all, string(m[1]))
	}
	return all
}

func TestNoCodeRunsBeforeMainOrOutsideOfGo(t *testing.T) {
	for _, s := range readSources(t, readHouse(t)) {
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: an init function; hand in what it sets up", s.at(f))
			}
		}
		for _, p := range []string{"C", "unsafe"} {
			if _, ok := s.imports()[p]; ok {
				t.Errorf("%s: imports %s", s.path, p)
			}
		}
	}
}

func TestNoPackageKeepsState(t *testing.T) {
	for _, s := range readSources(t, readHouse(t)) {
		if s.test {
			continue
		}
		for _, d := range s.tree.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				s.checkVariables(t, g)
			}
		}
	}
}

// checkVariables reports package-level variables without a value: they are there to be written to. An
// embedded file is a constant.
func (s source) checkVariables(t *testing.T, g *ast.GenDecl) {
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		if len(v.Values) == 0 && !embeds(g, v) {
			t.Errorf("%s: package-level variable %s without a value", s.at(v), v.Names[0].Name)
		}
	}
}

// embeds reports whether a variable is filled with a file.
func embeds(g *ast.GenDecl, v *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			if strings.HasPrefix(c.Text, "//go:embed ") {
				return true
			}
		}
	}
	return false
}

var empty = []string{"util", "utils", "common", "helpers", "helper", "manager", "core", "types", "misc"}

func TestPackagesHaveTheNameOfAThingAndSayWhatTheyPromise(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range readSources(t, readHouse(t)) {
		if slices.Contains(empty, s.tree.Name.Name) {
			t.Errorf("%s: package %s says nothing of what it holds", s.path, s.tree.Name.Name)
		}
		dir := path.Dir(s.path)
		if !s.test {
			documented[dir] = documented[dir] || s.tree.Doc != nil
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s: no package comment", dir)
		}
	}
}

var systems = []string{"test", "windows", "unix", "linux", "darwin", "other"}

func TestFileNamesArePlain(t *testing.T) {
	for _, s := range readSources(t, readHouse(t)) {
		parts := strings.Split(strings.TrimSuffix(path.Base(s.path), ".go"), "_")
		for _, p := range parts[1:] {
			if !slices.Contains(systems, p) {
				t.Errorf("%s: an underscore in a file name that is not _test", s.path)
			}
		}
	}
}

func TestTheTopLevelHoldsWhatANewcomerExpects(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	allowed := append(ignored(t), "cmd", "notes", "layouts", "static", "internal", "go.mod", "go.sum", "README.md")
	for _, e := range entries {
		fits := func(pattern string) bool { ok, _ := path.Match(pattern, e.Name()); return ok }
		if e.Name()[0] != '.' && !slices.ContainsFunc(allowed, fits) {
			t.Errorf("%s: not at the top level; what is it part of?", e.Name())
		}
	}
}

// ignored gives the patterns of .gitignore.
func ignored(t *testing.T) []string {
	b, err := os.ReadFile("../.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, line := range strings.Fields(string(b)) {
		all = append(all, strings.Trim(line, "/"))
	}
	return all
}

func TestNobodysNotesAreCompiledIn(t *testing.T) {
	for _, s := range readSources(t, readHouse(t)) {
		if strings.HasPrefix(s.path, "notes/") {
			t.Errorf("%s: a Go file among notes", s.path)
		}
	}
}

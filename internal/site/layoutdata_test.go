package site

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/draft"
)

// comments are what the sources say of types and their fields: "Row", "Row.ID", "Section.Hidden".
func comments(t *testing.T) map[string]string {
	t.Helper()
	said := map[string]string{}
	for _, dir := range []string{"../followup", "../draft", "."} {
		before := ""
		if dir == "../draft" {
			before = draftPrefix
		}
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				addComments(said, before, d)
			}
		}
	}
	return said
}

func addComments(said map[string]string, before string, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil {
			if of, ok := d.Recv.List[0].Type.(*ast.Ident); ok {
				said[before+of.Name+"."+d.Name.Name] = commentText(d.Doc)
			}
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			ts, ok := spec.(*ast.TypeSpec)
			if !ok {
				continue
			}
			doc := ts.Doc
			if doc == nil {
				doc = d.Doc
			}
			said[before+ts.Name.Name] = commentText(doc)
			if st, ok := ts.Type.(*ast.StructType); ok {
				for _, field := range st.Fields.List {
					addField(said, before+ts.Name.Name, field)
				}
			}
		}
	}
}

// addField takes the comment on some fields. One with as many parts as there are fields tells of each.
func addField(said map[string]string, of string, field *ast.Field) {
	words := cmp.Or(commentText(field.Comment), commentText(field.Doc))
	parts := strings.Split(words, "; ")
	for i, n := range field.Names {
		said[of+"."+n.Name] = words
		if len(field.Names) > 1 && len(parts) == len(field.Names) {
			said[of+"."+n.Name] = parts[i]
		}
	}
}

func commentText(c *ast.CommentGroup) string {
	if c == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.Text()), " ")
}

// fieldsOf gives what can be named of a type, those of embedded types in their place, with the type that
// each is declared in.
func fieldsOf(of reflect.Type) (names []string, types []reflect.Type, from []string) {
	var add func(of reflect.Type)
	add = func(of reflect.Type) {
		for f := range of.Fields() {
			switch {
			case f.Anonymous:
				add(f.Type)
			case f.IsExported():
				names, types, from = append(names, f.Name), append(types, f.Type), append(from, typeName(of))
			}
		}
		for m := range of.Methods() {
			if m.Type.NumIn() == 1 && !slices.Contains(names, m.Name) {
				names, types, from = append(names, m.Name), append(types, m.Type.Out(0)), append(from, typeName(of))
			}
		}
	}
	add(of)
	return names, types, from
}

// typeWords says what a type is to somebody who writes a template.
func typeWords(of reflect.Type) string {
	switch of {
	case reflect.TypeFor[template.HTML]():
		return "html"
	case reflect.TypeFor[template.URL]():
		return "address"
	case reflect.TypeFor[civil.Date]():
		return "date"
	}
	switch of.Kind() {
	case reflect.String:
		return "text"
	case reflect.Int:
		return "number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "list of " + typeWords(of.Elem())
	case reflect.Pointer:
		return typeWords(of.Elem()) + ", or nothing"
	}
	return typeName(of)
}

// structIn gives the type of things that a type is made of.
func structIn(of reflect.Type) reflect.Type {
	for of.Kind() == reflect.Slice || of.Kind() == reflect.Array || of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	return of
}

func section(said map[string]string, of reflect.Type) string {
	var b strings.Builder
	about := strings.TrimPrefix(strings.TrimPrefix(said[typeName(of)], of.Name()+" "), "is ")
	fmt.Fprintf(&b, "%s: %s\n", typeName(of), about)
	names, types, from := fieldsOf(of)
	wide := [2]int{}
	for i := range names {
		wide = [2]int{max(wide[0], len(names[i])), max(wide[1], len(typeWords(types[i])))}
	}
	for i := range names {
		words := said[from[i]+"."+names[i]]
		if after, method := strings.CutPrefix(words, names[i]+" "); method {
			words = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(after, "is "), "reports whether "), ".")
		}
		b.WriteString(strings.TrimRight(fmt.Sprintf("  .%-*s  %-*s  %s", wide[0], names[i], wide[1], typeWords(types[i]), words), " ") + "\n")
	}
	return b.String()
}

// Whoever writes a layout must be able to trust what is said of its data.
func TestTheDataOfLayoutsIsToldAsItIs(t *testing.T) {
	said, sections := comments(t), map[string]string{}
	var visit func(of reflect.Type)
	visit = func(of reflect.Type) {
		if of = structIn(of); of.Kind() != reflect.Struct || sections[typeName(of)] != "" {
			return
		}
		sections[typeName(of)] = section(said, of)
		names, types, from := fieldsOf(of)
		for i := range types {
			if said[from[i]+"."+names[i]] == "" && len(names) > fewFields && structIn(types[i]).Kind() != reflect.Struct && !slices.Contains(plainNames, names[i]) {
				t.Errorf("%s.%s has no comment that says what it is", from[i], names[i])
			}
			visit(types[i])
		}
	}
	for _, of := range layoutModels {
		visit(of)
	}
	visit(reflect.TypeFor[draft.Data]())
	var all []string
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		all = append(all, sections[name])
	}
	text := strings.Join(all, "\n")
	if *update {
		if err := os.WriteFile("layoutdata.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if layoutTypes != text {
		t.Error("layoutdata.txt is not what the types are: go test ./internal/site -run DataOfLayouts -update")
	}
}

// A type with so few fields is told of whole by what is said of it.
const fewFields = 6

// plainNames say of a field what it is.
var plainNames = []string{"Name", "Company", "Title", "Role", "Reason", "Text", "Count", "Time", "Message", "Help", "X", "Y", "Height", "Kept", "Late", "Dropped"}

// A layout that is said to be filled with something must be filled with that on every page.
func TestLayoutsAreFilledWithWhatIsTold(t *testing.T) {
	seen := map[string]bool{}
	for _, nb := range []*notebook{sampled(t), generated(1500, 3), notes(map[string]string{})} {
		in := nb.input(corpus.Today)
		p, _, err := NewPlan(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.All(nil); err != nil {
			t.Fatal(err)
		}
		for f := range p.site.layouts.compiled.known {
			seen[f.name] = true
			if of := structIn(f.of); of != layoutModels[f.name] {
				t.Errorf("%s is filled with %v, and told to be with %v", f.name, of, layoutModels[f.name])
			}
		}
	}
	for _, name := range LayoutNames() {
		if !seen[name] || LayoutData(name) == "" {
			t.Errorf("%s: filled %t, and told %q", name, seen[name], LayoutData(name))
		}
	}
}

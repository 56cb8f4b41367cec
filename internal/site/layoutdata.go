package site

import (
	_ "embed"
	"reflect"
	"slices"
	"strings"

	"redial/internal/draft"
)

// layoutModels are what layouts are filled with.
var layoutModels = map[string]reflect.Type{
	"also.html":          reflect.TypeFor[Also](),
	"birthday.html":      reflect.TypeFor[Birthday](),
	"due.html":           reflect.TypeFor[Due](),
	"empty.html":         reflect.TypeFor[Empty](),
	"entry.html":         reflect.TypeFor[Entry](),
	"event.html":         reflect.TypeFor[Event](),
	"events.html":        reflect.TypeFor[Events](),
	"frame.html":         reflect.TypeFor[Frame](),
	"index.html":         reflect.TypeFor[Index](),
	"introductions.html": reflect.TypeFor[Introductions](),
	"journal.html":       reflect.TypeFor[Journal](),
	"lede.html":          reflect.TypeFor[Lede](),
	"ledger.html":        reflect.TypeFor[LedgerSide](),
	"ledgerline.html":    reflect.TypeFor[LedgerLine](),
	"month.html":         reflect.TypeFor[Month](),
	"occasion.html":      reflect.TypeFor[EventItem](),
	"pairs.html":         reflect.TypeFor[MatchGroup](),
	"people.html":        reflect.TypeFor[People](),
	"person.html":        reflect.TypeFor[Person](),
	"problems.html":      reflect.TypeFor[Problems](),
	"promise.html":       reflect.TypeFor[PromiseLine](),
	"promises.html":      reflect.TypeFor[Promises](),
	"review.html":        reflect.TypeFor[Review](),
	"row.html":           reflect.TypeFor[Row](),
	"settled.html":       reflect.TypeFor[LedgerPage](),
}

// layoutTypes tells of every type that a layout meets what it is and what it has. It is written by a test
// from the types themselves and the comments on them.
//
//go:embed layoutdata.txt
var layoutTypes string

// LayoutData tells what a layout is filled with, for whoever writes one: each type that it meets, with what
// that has. It is empty for a name that no layout has.
func LayoutData(name string) string {
	of, ok := layoutModels[name]
	if draft.IsFile(name) {
		of, ok = reflect.TypeFor[draft.Data](), true
	}
	if !ok {
		return ""
	}
	sections := dataSections()
	told := []string{typeName(of)}
	for i := 0; i < len(told); i++ {
		for line := range strings.Lines(sections[told[i]]) {
			if next := typeOf(line); sections[next] != "" && !slices.Contains(told, next) {
				told = append(told, next)
			}
		}
	}
	for i, word := range told {
		told[i] = sections[word]
	}
	return strings.Join(told, "\n\n") + "\n"
}

// typeOf gives the type of what a line tells of: "  .Rows  list of Row  …".
func typeOf(line string) string {
	cells := strings.SplitN(strings.TrimSpace(line), "  ", 2)
	if len(cells) < 2 || !strings.HasPrefix(line, "  .") {
		return ""
	}
	what, _, _ := strings.Cut(strings.TrimSpace(cells[1]), "  ")
	for _, around := range []string{"list of ", "lists of "} {
		for strings.HasPrefix(what, around) {
			what = strings.TrimPrefix(what, around)
		}
	}
	return strings.TrimSuffix(what, ", or nothing")
}

// draftPrefix tells the types of drafts from those of pages: each has its entries.
const draftPrefix = "Draft"

// typeName is what a type is called here.
func typeName(of reflect.Type) string {
	if of.PkgPath() == reflect.TypeFor[draft.Data]().PkgPath() {
		return draftPrefix + of.Name()
	}
	return of.Name()
}

// dataSections gives what is told of each type.
func dataSections() map[string]string {
	sections := map[string]string{}
	for s := range strings.SplitSeq(strings.TrimSpace(layoutTypes), "\n\n") {
		word, _, _ := strings.Cut(s, ":")
		sections[word] = s
	}
	return sections
}

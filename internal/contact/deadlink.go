package contact

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"redial/internal/diag"
	"redial/internal/note"
)

// deadLink reports a link that leads nowhere, or to more than one note.
func (f *finder) deadLink(l note.Link, found []int32) {
	if leadsElsewhere(l.Target) {
		return
	}
	p := f.problem(l.Line, l.Column)
	p.Width = linkWidth(p.Excerpt, l.Column)
	shown := l.Target
	if l.Wiki && !strings.HasPrefix(shown, "[[") {
		shown = "[[" + shown + "]]"
	}
	write := func(i int32) string { return f.linkTo(i, l.Wiki) }
	f.report(p, shown, found, false, write)
}

// deadValue reports an `at:` or `by:` that means more than one note, or that looks like the name of
// a note and is none. Anything else is free text.
func (f *finder) deadValue(v note.Text, found []int32, name string, looksLike bool) {
	if len(found) == 0 && !looksLike {
		return
	}
	p := f.problem(v.Line, v.Column)
	p.Width = utf8.RuneCountInString(v.Value)
	write := func(i int32) string { return name + ": " + f.book.pages[i].id() }
	f.report(p, v.Value, found, name == "at", write)
}

// report fills in what is wrong and what to type, which write gives for a page; events tells that only an
// event can be meant.
func (f *finder) report(p diag.Problem, shown string, found []int32, events bool, write func(int32) string) {
	switch near, ok := f.book.near(shown, events); {
	case len(found) > 1:
		p.Message = fmt.Sprintf("`%s` could be %s", shown, f.book.listIDs(found))
		p.Help = "write " + write(found[0])
	case ok:
		p.Message = fmt.Sprintf("`%s` leads nowhere", shown)
		p.Help = "did you mean " + write(near) + "?"
	default:
		p.Message = fmt.Sprintf("`%s` leads nowhere", shown)
		p.Help = "write the id of a note: its path below notes/ without .md"
	}
	f.book.Problems = append(f.book.Problems, p)
}

func (f *finder) problem(line, column int) diag.Problem {
	n := f.from.note()
	if f.lines == nil {
		f.lines = linesOf(n.Source)
	}
	return diag.Problem{
		File: n.File, Line: line, Column: column, Severity: diag.Warning, Code: "dead-link",
		Excerpt: f.lines.at(line),
	}
}

// linkTo writes a link to a page as it would stand in the note.
func (f *finder) linkTo(i int32, wiki bool) string {
	id := f.book.pages[i].id()
	if wiki {
		return "[[" + id + "]]"
	}
	return relative(path.Dir(f.from.id()), id) + ".md"
}

// relative gives the path from a folder to an id.
func relative(folder, id string) string {
	from, to := strings.Split(folder, "/"), strings.Split(id, "/")
	if folder == "." {
		from = nil
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// listIDs writes up to three ids as a choice.
func (b *Book) listIDs(pages []int32) string {
	var ids []string
	for _, i := range pages[:min(3, len(pages))] {
		ids = append(ids, b.pages[i].id())
	}
	if more := len(pages) - len(ids); more > 0 {
		return fmt.Sprintf("%s or %d more", strings.Join(ids, ", "), more)
	}
	last := len(ids) - 1
	return strings.Join(ids[:last], ", ") + " or " + ids[last]
}

// leadsElsewhere reports whether a link is not meant for a note at all: an address, or a README, which
// makes no contact (SPEC 2).
func leadsElsewhere(target string) bool {
	target, _, _ = strings.Cut(target, "#")
	return strings.Contains(target, "://") || strings.HasPrefix(target, "//") ||
		strings.EqualFold(path.Base(target), "README.md")
}

// looksLikeEvent reports whether a place is written as the id of an event or a link, not as free text.
func looksLikeEvent(at string) bool {
	return strings.HasPrefix(at, "[[") || strings.HasSuffix(at, ".md") || strings.HasPrefix(strings.ToLower(at), "events/")
}

// looksLikeID reports whether a person is written as an id or a link: small words of two letters or more
// (`n/a` is none), joined by hyphens or slashes without a blank.
func looksLikeID(by string) bool {
	if strings.HasPrefix(by, "[[") || strings.HasSuffix(by, ".md") {
		return true
	}
	words := strings.FieldsFunc(by, func(r rune) bool { return r == '-' || r == '/' || r == '_' })
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool {
		return utf8.RuneCountInString(w) < 2 || strings.ContainsFunc(w, notInID)
	})
}

func notInID(r rune) bool { return !unicode.IsDigit(r) && (!unicode.IsLetter(r) || unicode.IsUpper(r)) }

// linkWidth gives the length in runes of the link that begins at a column of a line: up to its
// closing bracket; 0 where none begins there.
func linkWidth(line string, column int) int {
	rs := []rune(line)
	if column < 1 || column > len(rs) {
		return 0
	}
	rest := string(rs[column-1:])
	end := ")"
	if strings.HasPrefix(rest, "[[") {
		end = "]]"
	}
	before, _, ok := strings.Cut(rest, end)
	if !ok || rest[0] != '[' {
		return 0
	}
	return utf8.RuneCountInString(before + end)
}

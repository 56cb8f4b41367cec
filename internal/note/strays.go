package note

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"redial/internal/civil"
	"redial/internal/diag"
)

// A line that was meant as an entry and is no list item, since its bullet was forgotten or nothing parts the two,
// says what is to happen to nobody. It is text, and is warned of.

// checkLines looks for such lines in a paragraph, a heading or code that has become so by blanks alone, and for
// keys that stand below the front matter. The first line of an item is what the item says, and was read.
func (b *body) checkLines(p ast.Node) {
	if !isText(p) && p.Kind() != ast.KindHeading && p.Kind() != ast.KindCodeBlock {
		return
	}
	lines := p.Lines()
	_, inItem := p.Parent().(*ast.ListItem)
	for i := range lines.Len() {
		l := lines.At(i)
		line := strings.TrimLeft(b.note.view[l.Start:l.Stop], " \t")
		if line == "" || !opensStray[line[0]] {
			continue
		}
		at := l.Stop - len(line)
		switch line = strings.TrimRight(line, " \t\r\n"); {
		case b.checkKey(at, line):
		case p.Kind() == ast.KindHeading:
			b.checkLine(at, line, i == 0, "this is a heading, so it does not count", "write it as an item, and no heading")
		case p.Kind() == ast.KindCodeBlock:
			b.checkLine(at, line, false, "this is code, since blanks stand before it, so it does not count", "take the blanks away")
		case i > 0 || !inItem || p.PreviousSibling() != nil:
			b.checkLine(at, line, i == 0 && !inItem, "this is no list item, so it does not count", "begin a line with a hyphen and a blank")
		}
	}
}

// opensStray tells of the first bytes of all lines that are looked at: boxes, digits, bullets, and the keys of dates.
var opensStray = func() (of [256]bool) {
	for _, c := range []byte("[0123456789-*+•–—mlncMLNC") {
		of[c] = true
	}
	return of
}()

// checkLine reports a line that looks like an entry or a date of the front matter. One without a bullet and
// without a box does only where it begins a paragraph of its own, alone: else a text may just go on with a date.
func (b *body) checkLine(at int, line string, alone bool, why, how string) {
	if text, ok := likeEntry(line, alone); ok {
		b.found(problem{at: at, width: len(line), severity: diag.Warning, code: "date-like", message: why, help: how + ": - " + clip(text)})
	}
}

func likeEntry(line string, alone bool) (text string, ok bool) {
	text = withoutBullet(line)
	if !alone && text == line && line[0] != '[' {
		return "", false
	}
	e, faults, ok := readEntry(text)
	return text, ok && (e.Promise != NoBox || !e.Unknown && len(faults) == 0)
}

// checkFence reports code that nothing closes, where it hides entries: its last line was forgotten.
func (b *body) checkFence(f *ast.FencedCodeBlock) {
	lines := f.Lines().Sliced(0, f.Lines().Len())
	if len(lines) == 0 {
		return
	}
	behind, _ := lineAt(b.view, lines[len(lines)-1].Stop)
	if behind = bytes.TrimLeft(behind, " \t>"); bytes.HasPrefix(behind, []byte("```")) || bytes.HasPrefix(behind, []byte("~~~")) {
		return
	}
	for _, l := range lines {
		line := strings.TrimSpace(b.note.view[l.Start:l.Stop])
		if line == "" || !opensStray[line[0]] {
			continue
		}
		if _, ok := likeEntry(line, false); ok {
			open := lineStart(b.view, max(0, lineStart(b.view, lines[0].Start)-1))
			hidden, _ := b.ruler.line(l.Start)
			b.found(problem{at: open, width: len("```"), severity: diag.Error, code: "open-code",
				message: "the code that begins here is never closed, so what stands in it does not count",
				help:    fmt.Sprintf("close it with the same signs above line %d", hidden)})
			return
		}
	}
}

// withoutBullet takes off what was meant as the marker of an item.
func withoutBullet(line string) string {
	rest := strings.TrimLeft(line, "-*+•–—")
	if rest == line {
		digits := strings.TrimLeft(line, "0123456789")
		if rest = strings.TrimLeft(digits, ".)"); len(digits) == len(line) || rest == digits || !strings.HasPrefix(rest, " ") {
			return line
		}
	}
	return strings.TrimLeft(rest, " \t")
}

// checkKey reports a line such as `next: 2026-12-04`.
func (b *body) checkKey(at int, line string) bool {
	key, value, _ := strings.Cut(line, ":")
	if len(key) > len("closed") || !slices.Contains(decisive, strings.ToLower(key)) {
		return false
	}
	value = strings.Trim(value, ": \t")
	if strings.EqualFold(key, "next") && looksISO(value) { // "next: 2026-12-04, the price"
		value = value[:isoLength]
	}
	if _, err := civil.Parse(value); err != nil || b.isReported(at) {
		return false
	}
	b.found(problem{at: at, width: len(line), severity: diag.Warning, code: "date-like",
		message: fmt.Sprintf("`%s` counts only in the front matter", key),
		help:    "write it on top of the note, between two lines `---`"})
	return true
}

// decisive are the keys of dates on which it depends when somebody is due.
var decisive = []string{"met", "last", "next", "closed"}

// isReported reports whether what stands in the body was reported as front matter already.
func (b *body) isReported(at int) bool {
	i := sort.Search(len(b.seconds), func(i int) bool { return b.seconds[i].end > at })
	return b.foreign || i < len(b.seconds) && b.seconds[i].start <= at
}

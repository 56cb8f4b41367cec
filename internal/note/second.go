package note

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"redial/internal/diag"
)

// A second front matter stands in the body where a merge put two notes into one file. Its keys are
// read, for the date that it hides may be the one that counts; it is shown as it is.

// readSecondFront looks for front matter in the body.
func (r *reading) readSecondFront() {
	from := r.note.Body.Start
	if !bytes.Contains(r.view[from:], rule) {
		return
	}
	var blocks []block
	for at := from; at < len(r.view); {
		line, next := lineAt(r.view, at)
		if bytes.Equal(bytes.TrimRight(line, " \t"), rule) {
			if b, ok := r.secondBlock(at, next); ok {
				blocks = append(blocks, b)
				next = b.body
			}
		}
		at = next
	}
	for _, b := range outsideCode(blocks, r.view, from) {
		r.addSecond(b)
	}
}

// secondBlock reports whether front matter begins at a rule: a key of the format stands below it, and
// nothing but keys up to the next rule.
func (r *reading) secondBlock(open, start int) (block, bool) {
	first, _ := lineAt(r.view, start)
	if key, _, ok := keyLine(first); !ok || !known(key) {
		return block{}, false
	}
	limit := min(len(r.view), start+MaxFront)
	end := extent(r.view[:limit], start)
	line, next := lineAt(r.view, end)
	if !bytes.Equal(bytes.TrimRight(line, " \t"), rule) {
		return block{}, false
	}
	return block{open, start, end, next}, true
}

// outsideCode leaves out the blocks that lie in code or in HTML.
func outsideCode(blocks []block, text []byte, from int) []block {
	if len(blocks) == 0 {
		return nil
	}
	root, _ := parse(text, from, every)
	var code []Span
	eachBlock(root, func(n ast.Node) {
		if lines := n.Lines(); n.IsRaw() && lines.Len() > 0 {
			code = append(code, Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
		}
	})
	outside := blocks[:0]
	for _, b := range blocks {
		for len(code) > 0 && code[0].End <= b.open {
			code = code[1:]
		}
		if len(code) == 0 || b.open < code[0].Start {
			outside = append(outside, b)
		}
	}
	return outside
}

func (r *reading) addSecond(b block) {
	p := problem{at: b.open, width: len(rule), severity: diag.Error, code: codeDuplicate,
		message: "a second front matter stands here",
		help:    "put its keys into the first one; until then they count where they are not there, and the earlier of two dates"}
	if !r.note.Front.Present {
		p.code = codeYAML
		p.message = "the front matter stands below text"
		p.help = "put it on top of the note"
	}
	r.found(p)
	r.seconds = append(r.seconds, b)
	pairs := r.pairs(r.view, b)
	for i := range pairs {
		pairs[i].second = true
	}
	r.addAll(pairs)
}

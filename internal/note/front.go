package note

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/adrg/frontmatter"

	"redial/internal/diag"
)

// The front matter is cut off by adrg/frontmatter. It says nothing when a block is not closed, is
// closed by `...`, or holds a line that looks like the closing one; this file sees to that.

// block is where a front matter stands in the text.
type block struct {
	open       int // the opening line
	start, end int // the lines between the opening and the closing line
	body       int // what comes behind the closing line
}

var rule = []byte("---")

// readFront finds the front matter, reads it and sets where the body begins. Where git left two of
// them, both are read, ours first.
func (r *reading) readFront() {
	r.note.Body = Span{r.top(), len(r.text)}
	if len(r.conflicts) == 0 {
		if b, ok := r.findBlock(r.text); ok {
			r.note.Front.Present = true
			r.note.Body.Start = b.body
			r.front, r.keys = b, r.pairs(r.text, b)
			r.addAll(r.keys)
		}
		return
	}
	r.readSides()
}

// readSides reads the front matter as each side of a conflict has it.
func (r *reading) readSides() {
	first := seen(r.text, r.conflicts, ours)
	second := seen(r.text, r.conflicts, their)
	a, okA := r.findBlock(first)
	b, okB := r.findBlock(second)
	r.note.Front.Present = okA || okB
	var mine []pair
	if okA {
		r.note.Body.Start = a.body
		mine = r.pairs(first, a)
		r.addAll(mine)
	}
	if okB {
		r.addAll(onlyTheirs(r.pairs(second, b), mine))
		r.hide(second, max(b.open, r.note.Body.Start), b.body)
	}
}

// hide takes what the other side has between two offsets out of the Markdown: it was read as front
// matter.
func (r *reading) hide(other []byte, from, to int) {
	for i := from; i < to; i++ {
		if c := other[i]; c != ' ' && c != '\n' && c != '\r' {
			r.view[i] = ' '
		}
	}
}

// onlyTheirs leaves out what stands outside of any conflict and was read already; the rest is marked,
// for a key that both sides have is no mistake of the writer's.
func onlyTheirs(pairs, read []pair) []pair {
	seen := make(map[int]bool, len(read))
	for _, p := range read {
		seen[p.key.Line] = true
	}
	kept := pairs[:0]
	for _, p := range pairs {
		if !seen[p.key.Line] {
			p.theirs = true
			kept = append(kept, p)
		}
	}
	return kept
}

// findBlock finds the front matter of a text.
func (r *reading) findBlock(text []byte) (block, bool) {
	open, first := firstLine(text, r.top())
	if !bytes.Equal(bytes.TrimSpace(first), rule) {
		if b, ok := r.unopenedBlock(text, open, first); ok {
			return b, true
		}
		r.checkForeign(open, first)
		return block{}, false
	}
	_, start := lineAt(text, open)
	b := block{open: open, start: start}
	var closed bool
	if b.end, b.body, closed = split(text, r.top(), start); !closed {
		return r.openBlock(text, b)
	}
	if at, next, ok := dots(text, b.start, b.end); ok {
		b.end, b.body = at, next
		r.reportDots(at)
	}
	if b.end-b.start > MaxFront {
		return r.largeBlock(text, b)
	}
	if !meansKeys(text[b.start:b.end]) {
		r.reportRule(b, b.end)
		return block{}, false
	}
	if end := extent(text[:b.end], b.start); end < b.end && isFaulty(text[b.start:b.end]) && hasText(text[end:b.end]) {
		b.end, b.body = end, end
		r.reportOpen(b)
	}
	return b, true
}

func isFaulty(keys []byte) bool {
	_, fault := decode(keys)
	return fault != nil
}

// hasText reports whether the lines behind the keys of a block are the note's own text: the block is
// not closed then, and the rule that would close it stands in that text. A line that belongs to no key
// may be a slip; behind a blank line, or as an entry, it is text.
func hasText(lines []byte) bool {
	for at := 0; at < len(lines); {
		line, next := lineAt(lines, at)
		if isDated(line) {
			return true
		}
		if _, _, ok := keyLine(line); at > 0 && isBlank(lines[:at]) && !isBlank(line) {
			return !ok && !belongs(line) || strayLine(lines, at, len(lines)) < len(lines)
		}
		at = next
	}
	return false
}

// firstLine gives the first line that is not blank.
func firstLine(text []byte, at int) (start int, line []byte) {
	for at < len(text) {
		line, next := lineAt(text, at)
		if !isBlank(line) {
			return at, line
		}
		at = next
	}
	return at, nil
}

// split lets the library cut the front matter off; closed is false where it finds no closing line.
func split(text []byte, top, start int) (end, body int, closed bool) {
	window := text[top:min(len(text), start+MaxFront+lineSlack)]
	if masked, differs := maskRules(window, start-top); differs {
		if end, body, closed = cut(masked, start-top); closed {
			return top + end, top + body, true
		}
	}
	end, body, closed = cut(window, start-top)
	return top + end, top + body, closed
}

// lineSlack is what may stand behind the largest front matter in its last line.
const lineSlack = 1 << 10

// cut runs the library over text, whose front matter begins at start.
func cut(text []byte, start int) (end, body int, closed bool) {
	source := &stoppable{text: text}
	buffered := readers.Get().(*bufio.Reader)
	buffered.Reset(source)
	defer func() { buffered.Reset(nil); readers.Put(buffered) }()
	format := frontmatter.NewFormat("---", "---", func(keys []byte, _ any) error {
		end, closed, source.stopped = start+len(keys), true, true
		return nil
	})
	rest, err := frontmatter.Parse(buffered, nil, format)
	return end, source.given - len(rest), closed && err == nil
}

// readers are the buffers through which the library reads. It makes one for each note that comes without.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// stoppable is a reader that gives a line at a time, and ends once the front matter was found: the library
// would copy all the rest of the file.
type stoppable struct {
	text    []byte
	given   int
	stopped bool
}

func (s *stoppable) Read(p []byte) (int, error) {
	if s.stopped || s.given == len(s.text) {
		return 0, io.EOF
	}
	_, next := lineAt(s.text, s.given)
	n := copy(p, s.text[s.given:next])
	s.given += n
	return n, nil
}

// maskRules hides each indented `---` that stands below an indented line, or below one that begins a
// text of several lines, from the library: it is part of that text, and would close the block.
func maskRules(window []byte, start int) (masked []byte, differs bool) {
	if !bytes.Contains(window, []byte(" ---")) && !bytes.Contains(window, []byte("\t---")) {
		return window, false
	}
	masked = bytes.Clone(window)
	inside := false
	for at := start; at < len(window); {
		line, next := lineAt(window, at)
		indented := len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
		if inside && indented && bytes.Equal(bytes.TrimSpace(line), rule) {
			masked[at+bytes.IndexByte(line, '-')] = 'x'
			differs = true
		} else if !isBlank(line) {
			inside = indented || opensText(line)
		}
		at = next
	}
	return masked, differs
}

// opensText reports whether a text of several lines begins on the next one: `intention: |`.
func opensText(line []byte) bool {
	line = bytes.TrimRight(line, " \t0123456789+-")
	return bytes.HasSuffix(line, []byte("|")) || bytes.HasSuffix(line, []byte(">"))
}

// dots finds the line `...`, with which YAML closes a document.
func dots(text []byte, start, end int) (at, next int, ok bool) {
	if !bytes.Contains(text[start:end], []byte("...")) {
		return 0, 0, false
	}
	for at = start; at < end; at = next {
		var line []byte
		if line, next = lineAt(text, at); string(bytes.TrimRight(line, " \t")) == "..." {
			return at, next, true
		}
	}
	return 0, 0, false
}

// openBlock finds how far a front matter goes that nothing closes.
func (r *reading) openBlock(text []byte, b block) (block, bool) {
	limit := min(len(text), b.start+MaxFront)
	if at, next, ok := dots(text, b.start, limit); ok {
		b.end, b.body = at, next
		r.reportDots(at)
		return b, true
	}
	b.end = extent(text[:limit], b.start)
	if b.body = b.end; limit < len(text) && b.end >= lineStart(text, limit) {
		return r.largeBlock(text, b)
	}
	if !meansKeys(text[b.start:b.end]) || b.end == b.start {
		r.reportRule(b, limit)
		return block{}, false
	}
	r.reportOpen(b)
	return b, true
}

// largeBlock cuts a front matter off at its limit; what lies beyond is text.
func (r *reading) largeBlock(text []byte, b block) (block, bool) {
	b.end = max(b.start, lineStart(text, b.start+MaxFront))
	b.body = b.end
	r.found(problem{at: b.open, width: len(rule), severity: diag.Error, code: codeTooLarge,
		message: "the front matter is larger than 64 KiB",
		help:    "move long texts below it; what lies beyond is shown as it is"})
	return b, true
}

func (r *reading) reportOpen(b block) {
	last := bytes.TrimRight(r.text[b.start:b.end], " \t\r\n")
	line, _ := r.ruler.line(b.start + len(last))
	r.found(problem{at: b.open, width: len(rule), severity: diag.Error, code: CodeOpenFront,
		message: "the front matter is not closed",
		help:    fmt.Sprintf("put a line `---` behind line %d; until then what looks like `key: value` counts", line)})
}

func (r *reading) reportDots(at int) {
	r.found(problem{at: at, width: len("..."), severity: diag.Error, code: CodeOpenFront,
		message: "the front matter is closed with `...`", help: "write `---` there"})
}

// reportRule hints at what stands between two rules and is no front matter: it is shown as text.
func (r *reading) reportRule(b block, end int) {
	if isBlank(r.text[b.start:end]) {
		return
	}
	r.found(problem{at: b.open, width: len(rule), severity: diag.Warning, code: codeYAML,
		message: "the note begins with a rule, and no front matter follows",
		help:    "if front matter is meant, write `key: value` lines between two lines `---`"})
}

// foreign are the signs of front matter in another language than YAML.
var foreign = []struct{ sign, language string }{
	{"+++", "TOML"}, {"---toml", "TOML"}, {"---json", "JSON"}, {";;;", "JSON"}, {"{", "JSON"},
}

// checkForeign reports a note that begins with front matter of another language; it is shown as text.
func (r *reading) checkForeign(at int, line []byte) {
	line = bytes.TrimSpace(line)
	for _, f := range foreign {
		rest, ok := bytes.CutPrefix(line, []byte(f.sign))
		if !ok || f.sign != "{" && len(rest) > 0 || f.sign == "{" && !opensJSON(rest) {
			continue
		}
		r.foreign = true
		r.found(problem{at: at, width: len(f.sign), severity: diag.Error, code: codeNotYAML,
			message: fmt.Sprintf("`%s` begins %s, and front matter is YAML", f.sign, f.language),
			help:    "write `key: value` lines between two lines `---`"})
		return
	}
}

// opensJSON reports whether what follows a brace is a JSON object, and no text in braces.
func opensJSON(rest []byte) bool {
	rest = bytes.TrimSpace(rest)
	return len(rest) == 0 || rest[0] == '"' || rest[0] == '}'
}

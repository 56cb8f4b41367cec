package site

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"redial/internal/note"
)

// prose is the Markdown of one note as one page shows it: its entries as items of the timeline, and
// what is left as notes.
type prose struct {
	s       *site
	path    string // of the page
	id      string // of the note
	name    string // shown above; a heading that repeats it is left out
	source  []byte
	root    ast.Node
	items   map[int]*ast.ListItem
	entries map[*ast.ListItem]bool
}

func (s *site) newProse(path, id, name string, n *note.Note) *prose {
	p := &prose{s: s, path: path, id: id}
	if n == nil || n.Body.Start >= n.Body.End {
		return p
	}
	p.name = name
	if s.Agenda.Book.Contact(id) == nil { // an event keeps no journal: its dated lines are text
		p.root, p.source = note.Tree(n)
		return p
	}
	p.root, p.source = note.TreeAround(n)
	if p.items = note.Items(p.root, p.source); len(p.items) == 0 {
		return p
	}
	p.entries = make(map[*ast.ListItem]bool, len(n.Entries))
	for i := range n.Entries {
		if item, ok := p.items[n.Entries[i].Span().Start]; ok {
			p.entries[item] = true
		}
	}
	return p
}

// below gives what stands in an entry's item below its first paragraph, without entries nested in it.
func (p *prose) below(start int) template.HTML {
	item := p.items[start]
	if item == nil || item.FirstChild() == nil || item.FirstChild().NextSibling() == nil {
		return ""
	}
	w := p.writer(p.source)
	w.blocks(item.FirstChild().NextSibling())
	return w.done()
}

// notes gives the body without its entries.
func (p *prose) notes() template.HTML {
	if p.root == nil {
		return ""
	}
	w := p.writer(p.source)
	w.blocks(p.root.FirstChild())
	return w.done()
}

// writer gives a writer, which is to be done.
func (p *prose) writer(source []byte) *writer {
	w, ok := p.s.writers.Get().(*writer)
	if !ok {
		w = &writer{}
	}
	w.prose, w.source = p, source
	return w
}

// inline gives the text of an entry on a page.
func (s *site) inline(path, id, markdown string) template.HTML {
	if note.IsPlain(markdown) {
		return s.plainly(markdown)
	}
	w := (&prose{s: s, path: path, id: id}).writer(nil)
	w.marked(markdown)
	return w.done()
}

// plainly gives a text without marks.
func (s *site) plainly(text string) template.HTML {
	if !strings.ContainsAny(text, "\"'&<>\x00") {
		return template.HTML(text)
	}
	w := (&prose{s: s}).writer(nil)
	w.text(text)
	return w.done()
}

// markdown writes Markdown that is no block.
func (w *writer) markdown(markdown string) {
	if note.IsPlain(markdown) {
		w.text(markdown)
		return
	}
	w.marked(markdown)
}

// marked writes it by way of the parser.
func (w *writer) marked(markdown string) {
	root, source := note.Inline(markdown)
	around := w.source
	w.source = source
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		w.inside(c)
	}
	w.source = around
}

// inside writes what stands in a paragraph, or in one beyond a limit.
func (w *writer) inside(n ast.Node) {
	if n.Kind() == note.KindRaw {
		w.lines(n)
		return
	}
	w.inlines(n)
}

// plain gives the text of an entry without marks, on one line.
func plain(markdown string) string { return note.Plain(markdown) }

// Texts in lists are no longer than so many runes.
const (
	maxClip = 240
	maxLast = 110 // of the last entry in a row
)

// clip shortens a text for a list.
func clip(s string) string { return clipTo(s, maxClip) }

// clipTo cuts a text after a word, and says so.
func clipTo(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	s = string([]rune(s)[:most])
	if blank := strings.LastIndexByte(s, ' '); blank > len(s)/2 {
		s = s[:blank]
	}
	return strings.TrimRightFunc(s, unicode.IsSpace) + "…"
}

// apart reports whether a rune parts words.
func apart(r rune) bool {
	if r < utf8.RuneSelf {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	}
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}

// writer writes a tree as HTML. It knows every node that the parser makes, and shows the text of any
// other: nothing of a note becomes HTML but through it.
type writer struct {
	*prose
	source []byte
	b      bytes.Buffer
}

// done gives what was written, and the writer to the next who needs one.
func (w *writer) done() template.HTML {
	html := template.HTML(w.b.String())
	writers := &w.s.writers
	if w.prose, w.source = nil, nil; w.b.Cap() <= largePage {
		w.b.Reset()
		writers.Put(w)
	}
	return html
}

func (w *writer) text(s string) { inProse.escape(&w.b, s) }

func (w *writer) wrap(open, end string, inside func()) {
	w.b.WriteString(open)
	inside()
	w.b.WriteString(end)
}

// blocks writes a block and those that follow it. A heading under which nothing is left is left out.
func (w *writer) blocks(first ast.Node) {
	for n := first; n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); !ok || !w.needless(h) {
			w.block(n)
		}
	}
}

// needless reports whether a heading stands over entries alone, or repeats the name of the page.
func (w *writer) needless(h *ast.Heading) bool {
	title := note.PlainNode(h, w.source)
	if title == w.name && title != "" {
		return true
	}
	journal := strings.EqualFold(title, "journal")
	for n := h.NextSibling(); n != nil; n = n.NextSibling() {
		if next, ok := n.(*ast.Heading); ok && next.Level <= h.Level {
			break
		}
		if list, ok := n.(*ast.List); !ok || w.left(list) {
			return false
		}
		journal = true
	}
	return journal
}

// left reports whether a list holds more than entries.
func (w *writer) left(list *ast.List) bool {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if item, ok := n.(*ast.ListItem); !ok || !w.entries[item] {
			return true
		}
	}
	return false
}

func (w *writer) block(n ast.Node) {
	children := func() { w.blocks(n.FirstChild()) }
	inlines := func() { w.inlines(n) }
	switch n := n.(type) {
	case *ast.Heading:
		tag := "h" + strconv.Itoa(min(6, max(3, n.Level+1)))
		w.wrap("<"+tag+">", "</"+tag+">\n", inlines)
	case *ast.Paragraph:
		w.wrap("<p>", "</p>\n", inlines)
	case *note.Unread:
		if n.Tight {
			w.markdown(n.Markdown)
		} else {
			w.wrap("<p>", "</p>\n", func() { w.markdown(n.Markdown) })
		}
	case *ast.TextBlock:
		inlines()
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.item(n)
	case *ast.Blockquote:
		w.wrap("<blockquote>\n", "</blockquote>\n", children)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.wrap("<pre><code>", "</code></pre>\n", func() { w.lines(n) })
	case *ast.HTMLBlock:
		w.wrap(`<pre class="raw">`, "</pre>\n", func() { w.rawBlock(n) })
	case *note.Raw:
		w.wrap(`<p class="hint">Shown as it is: `+template.HTMLEscapeString(n.Why)+".</p>\n"+`<pre class="raw">`, "</pre>\n", func() { w.lines(n) })
	case *ast.ThematicBreak:
		w.b.WriteString("<hr>\n")
	case *ast.LinkReferenceDefinition:
	case *table.Table:
		w.table(n)
	default:
		w.text(note.PlainNode(n, w.source))
	}
}

// list writes the items of a list that are no entries.
func (w *writer) list(n *ast.List) {
	if !w.left(n) {
		return
	}
	open, end := "<ul>\n", "</ul>\n"
	if n.IsOrdered() {
		open, end = "<ol>\n", "</ol>\n"
		if n.Start != 1 {
			open = `<ol start="` + strconv.Itoa(n.Start) + "\">\n"
		}
	}
	w.wrap(open, end, func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if item, ok := c.(*ast.ListItem); ok && !w.entries[item] {
				w.item(item)
			}
		}
	})
}

func (w *writer) item(n *ast.ListItem) {
	open := "<li>"
	if first := n.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == table.KindTaskCheckBox {
		open = `<li class="task">`
	}
	w.wrap(open, "</li>\n", func() { w.blocks(n.FirstChild()) })
}

func (w *writer) lines(n ast.Node) {
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		w.text(string(s.Value(w.source)))
	}
}

func (w *writer) rawBlock(n *ast.HTMLBlock) {
	w.lines(n)
	if n.HasClosure() {
		w.text(string(n.ClosureLine.Value(w.source)))
	}
}

func (w *writer) table(n *table.Table) {
	w.wrap("<table>\n", "</table>\n", func() {
		for r := n.FirstChild(); r != nil; r = r.NextSibling() {
			tag := "td"
			if r.Kind() == table.KindTableHeader {
				tag = "th"
			}
			w.wrap("<tr>", "</tr>\n", func() {
				for c := r.FirstChild(); c != nil; c = c.NextSibling() {
					w.wrap(cell(tag, c), "</"+tag+">", func() { w.inlines(c) })
				}
			})
		}
	})
}

// cell opens a cell with its alignment as an attribute: the policy of the pages forbids styles.
func cell(tag string, n ast.Node) string {
	c, ok := n.(*table.TableCell)
	if !ok || c.Alignment == table.AlignNone {
		return "<" + tag + ">"
	}
	return "<" + tag + ` align="` + c.Alignment.String() + `">`
}

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	children := func() { w.inlines(n) }
	switch n := n.(type) {
	case *ast.Text:
		w.words(n)
	case *ast.String:
		w.text(string(n.Value))
	case *ast.CodeSpan:
		w.wrap("<code>", "</code>", func() { w.text(note.PlainNode(n, w.source)) })
	case *ast.Emphasis:
		tag := []string{"em", "strong"}[min(1, max(0, n.Level-1))]
		w.wrap("<"+tag+">", "</"+tag+">", children)
	case *table.Strikethrough:
		w.wrap("<del>", "</del>", children)
	case *ast.Link:
		w.link(resolve(n.Destination), children)
	case *ast.Image:
		w.image(resolve(n.Destination), note.PlainNode(n, w.source))
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		for _, s := range n.Segments.Sliced(0, n.Segments.Len()) {
			w.text(string(s.Value(w.source)))
		}
	case *table.TaskCheckBox:
		w.box(n.IsChecked)
	case *note.Wiki:
		w.wiki(n.Target, children)
	default:
		w.text(note.PlainNode(n, w.source))
	}
}

func (w *writer) words(n *ast.Text) {
	w.text(resolve(n.Segment.Value(w.source)))
	switch {
	case n.HardLineBreak():
		w.b.WriteString("<br>\n")
	case n.SoftLineBreak():
		w.b.WriteByte('\n')
	}
}

// resolve gives what escapes and entities stand for.
func resolve(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

// link writes a link to another note's page or out of the notebook. Whatever else it is, is text.
func (w *writer) link(to string, inside func()) {
	if href, ok := w.target(to); ok {
		w.anchor(href, inside)
		return
	}
	if href, ok := outside(to); ok {
		w.outer(href, inside)
		return
	}
	inside()
	if to != "" {
		w.text(" (" + clip(to) + ")")
	}
}

// target gives the page to which a path of another note leads.
func (w *writer) target(to string) (template.URL, bool) {
	to, _, _ = strings.Cut(to, "#")
	if !strings.HasSuffix(strings.ToLower(to), ".md") || strings.HasPrefix(to, "//") {
		return "", false
	}
	return w.page(w.s.Agenda.Book.Resolve(w.id, to, false))
}

func (w *writer) page(id string, _, ok bool) (template.URL, bool) {
	if !ok {
		return "", false
	}
	return link(w.path, w.s.pageOf[id]), true
}

func (w *writer) wiki(target string, inside func()) {
	if href, ok := w.page(w.s.Agenda.Book.Resolve(w.id, target, true)); ok {
		w.anchor(href, inside)
		return
	}
	inside()
}

func (w *writer) anchor(href template.URL, inside func()) {
	w.wrap(`<a href="`+template.HTMLEscapeString(string(href))+`">`, "</a>", inside)
}

func (w *writer) outer(href template.URL, inside func()) {
	w.wrap(`<a href="`+template.HTMLEscapeString(string(href))+`" rel="noopener noreferrer">`, "</a>", inside)
}

// image writes a picture of the notebook; one of another place is a link, so that a page fetches
// nothing.
func (w *writer) image(to, alt string) {
	if p, ok := w.s.images.find(w.id, to); ok {
		w.b.WriteString(`<img src="` + template.HTMLEscapeString(string(link(w.path, p))) + `" alt="`)
		w.text(alt)
		w.b.WriteString(`" loading="lazy">`)
		return
	}
	if alt == "" {
		alt = "image"
	}
	w.link(to, func() { w.text(alt) })
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := string(n.Label(w.source))
	to := string(n.URL(w.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(to), "mailto:") {
		to = "mailto:" + to
	}
	if href, ok := outside(to); ok {
		w.outer(href, func() { w.text(label) })
		return
	}
	w.text(label)
}

func (w *writer) box(checked bool) {
	if checked {
		w.b.WriteString(`<input type="checkbox" disabled checked aria-label="done"> `)
		return
	}
	w.b.WriteString(`<input type="checkbox" disabled aria-label="not done"> `)
}

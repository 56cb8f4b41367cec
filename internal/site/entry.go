package site

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
)

// Entries is a run of entries of a journal.
type Entries struct {
	List    []Entry
	layouts *layoutSet
}

// HTML gives the entries one after the other, each as entry.html shows it.
func (e Entries) HTML() (template.HTML, error) {
	b, done := e.layouts.buffer()
	defer done()
	for i := range e.List {
		if err := e.layouts.entry(b, &e.List[i]); err != nil {
			return "", layoutError(err)
		}
		b.WriteByte('\n')
	}
	return template.HTML(b.String()), nil
}

// entry fills entry.html.
//
// Entries are most of what a site holds: each stands on the page of its contact and on that of its month.
// So the built-in layout is written here once more, at a tenth of the price of filling it; a test holds
// the two to be the same. One of the user's is filled, and so is a link to an editor, whose address is
// html/template's to write.
func (l *layoutSet) entry(b *bytes.Buffer, e *Entry) error {
	if l.ownEntry || e.Open != "" {
		return l.set.ExecuteTemplate(b, "entry.html", e)
	}
	b.WriteString(`<li class="t`)
	option(b, " ", e.Mark, "")
	b.WriteString("\">\n<p class=\"when\">")
	if e.Own {
		element(b, `<time datetime="`, e.Day.ISO, `">`)
		element(b, "", e.Day.Text, "</time>")
	}
	option(b, " <span>", e.Time, "</span>")
	b.WriteString("</p>\n<div class=\"told\">")
	if !e.Own {
		element(b, `<p class="by"><a href="`, string(e.Link), `">`)
		element(b, "<bdi>", e.Name, "</bdi></a></p>")
	}
	element(b, `<p class="k">`, e.Says, "")
	option(b, ` <span class="chip">`, e.Chip, "</span>")
	b.WriteString("</p>\n")
	raw(b, `<p class="txt">`, e.Text, "</p>")
	raw(b, `<div class="more prose">`, e.More, "</div>")
	b.WriteString("</div>\n")
	if e.Own {
		element(b, `<span class="ln">`, strconv.Itoa(e.Line), "</span>")
	}
	b.WriteString("</li>\n")
	return nil
}

// element writes a text between its marks.
func element(b *bytes.Buffer, open, text, end string) {
	b.WriteString(open)
	escape(b, text)
	b.WriteString(end)
}

// option writes a text that is not empty between its marks.
func option(b *bytes.Buffer, open, text, end string) {
	if text != "" {
		element(b, open, text, end)
	}
}

// raw writes HTML that is not empty between its marks.
func raw(b *bytes.Buffer, open string, h template.HTML, end string) {
	if h != "" {
		b.WriteString(open)
		b.WriteString(string(h))
		b.WriteString(end)
	}
}

// escape writes text as html/template does within elements and within quoted attributes.
func escape(b *bytes.Buffer, s string) {
	for {
		i := strings.IndexAny(s, "\x00\"&'+<>")
		if i < 0 {
			b.WriteString(s)
			return
		}
		b.WriteString(s[:i])
		b.WriteString(escaped[s[i]])
		s = s[i+1:]
	}
}

// escaped is what stands for the characters that mean something in HTML.
var escaped = map[byte]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

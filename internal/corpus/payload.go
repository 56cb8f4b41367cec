package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Payload is text that comes to life where it is not escaped.
type Payload struct {
	Name string // in a few words: the name of a test
	Text string // may have several lines
}

// Payloads gives text that runs a script or loads something from a sink, an address such as
// "127.0.0.1:4711", where a page lets it. A script that runs sets window.hit, and asks the sink for /hit.
// In a page that is safe nothing of it is more than text, and every link leads to http, https, mailto,
// tel or a file of the site.
func Payloads(sink string) []Payload {
	var out []Payload
	fill := strings.NewReplacer("SINK", sink, "HIT", "window.hit=1;new Image().src='http://"+sink+"/hit'")
	for i, text := range payloads {
		name := fmt.Sprintf("%02d %s", i+1, firstWords(text))
		out = append(out, Payload{name, fill.Replace(text)})
	}
	return out
}

// Escapes gives text that a terminal obeys, or that shows in another order than it is written.
func Escapes() []Payload {
	var out []Payload
	for i, e := range escapes {
		out = append(out, Payload{fmt.Sprintf("%02d %+q", i+1, e), "Eve" + e + "Mallory"})
	}
	return out
}

// Laden gives a note that carries a text as the person's name and as the value of every other key, in
// the body as it is, in a heading, in the text of a link, in entries that happened and that are to come.
func Laden(text string) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, key := range textKeys {
		b.WriteString(key + ": " + quoted(text) + "\n")
	}
	for _, key := range listKeys {
		b.WriteString(key + ": [" + quoted(text) + ", " + quoted("two "+text) + "]\n")
	}
	b.WriteString("links: {" + quoted(text) + ": " + quoted(text) + ", web: " + quoted(text) + "}\n")
	b.WriteString(quoted("extra "+text) + ": " + quoted(text) + "\n---\n\n")
	line := oneLine(text)
	for _, form := range bodyForms {
		b.WriteString(strings.NewReplacer("LINE", line, "TEXT", text).Replace(form) + "\n\n")
	}
	return []byte(b.String())
}

// textKeys and listKeys are the keys that hold any text. Those that hold dates, and the photo, come with
// text that they can't be read from.
var (
	textKeys = []string{"name", "company", "role", "at", "by", "policy", "birthday", "every", "photo", "where", "intention", "since", "city"}
	listKeys = []string{"aka", "email", "phone", "tags", "offers", "needs"}
)

// bodyForms are the places of a body: TEXT stands as it is, LINE on one line. What may begin HTML that
// nothing ends, and that swallows the rest of the note, comes last.
var bodyForms = []string{
	"- 2026-11-18 met: LINE\n- 2026-11-19 LINE\n- 2026-11-20 call, no answer: [LINE](<LINE>)\n- [ ] 2026-12-01 14:00 call: LINE\n- [ ] 2026-12-02 they email: LINE",
	"# LINE", "*LINE*", "[LINE](LINE)", "[link](<LINE>)", "![LINE](LINE)", "![image](<LINE>)", "[[LINE]]", "`LINE`", "See <LINE>.",
	"| a | b |\n|---|---|\n| LINE | b |", "```LINE\nLINE\n```", "[reference]\n\n[reference]: <LINE> \"LINE\"", "> TEXT", "TEXT",
}

// quoted gives a text in the double quotes of YAML, every character but printable ASCII as an escape, so
// that it arrives as it is.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r >= 0x7f:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// firstWords gives the beginning of a text, for a name.
func firstWords(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > 40 {
		return string(r[:40])
	}
	return s
}

// payloads are written against what is known to go wrong in pages made of Markdown and templates.
var payloads = []string{
	// Raw HTML
	"<script>HIT</script>",
	"<ScRiPt\n>HIT</sCrIpT\n>",
	"<script src=\"http://SINK/x.js\"></script>",
	"<script src=//SINK/x.js></script>",
	"</title><script>HIT</script>",
	"</script><script>HIT</script>",
	"--><script>HIT</script><!--",
	"<!--<script>HIT//-->",
	"]]><script>HIT</script>",
	"<style>@import 'http://SINK/x.css'; body{background:url(http://SINK/b)}</style>",
	"</style><script>HIT</script>",
	"<link rel=stylesheet href=\"http://SINK/x.css\">",
	"<link rel=prefetch href=\"http://SINK/p\"><link rel=dns-prefetch href=\"//SINK\"><link rel=preconnect href=\"//SINK\">",
	"<base href=\"http://SINK/\">",
	"<meta http-equiv=refresh content=\"0;url=http://SINK/m\">",
	"<iframe src=\"http://SINK/f\"></iframe>",
	"<iframe srcdoc=\"&lt;script&gt;HIT&lt;/script&gt;\"></iframe>",
	"<iframe src=\"javascript:HIT\"></iframe>",
	"<object data=\"http://SINK/o\"></object><embed src=\"http://SINK/e\">",
	"<form action=\"http://SINK/form\"><button>Go</button></form>",
	"<button formaction=\"javascript:HIT\">Go</button>",
	"<img src=\"http://SINK/i.png\">",
	"<img src=x onerror=\"HIT\">",
	"<img srcset=\"http://SINK/s.png 1x\">",
	"<svg onload=\"HIT\"></svg>",
	"<svg><script>HIT</script></svg>",
	"<svg><a xlink:href=\"javascript:HIT\"><text y=20>x</text></a></svg>",
	"<math><mtext><script>HIT</script></mtext></math>",
	"<video src=\"http://SINK/v\" autoplay></video><audio src=\"http://SINK/a\" autoplay></audio>",
	"<details open ontoggle=\"HIT\"><summary>x</summary></details>",
	"<input autofocus onfocus=\"HIT\">",
	"<body onload=\"HIT\">",
	"<div style=\"background:url(http://SINK/d)\">x</div>",
	"<template><script>HIT</script></template>",
	"<noscript><p title=\"</noscript><script>HIT</script>\"></noscript>",
	"<a href=\"javascript:HIT\">x</a>",
	"<a ping=\"http://SINK/ping\" href=\"x\">x</a>",
	// Out of an attribute
	"\" onmouseover=\"HIT",
	"' onmouseover='HIT",
	"\" autofocus onfocus=\"HIT\" x=\"",
	"x onmouseover=HIT ",
	"\"><script>HIT</script>",
	"'><script>HIT</script>",
	"`><script>HIT</script>",
	// Out of a script's string
	"\";HIT;//",
	"';HIT;//",
	"\\\";HIT;//",
	"${HIT}",
	"\u2028HIT\u2029",
	"*/HIT/*",
	"</SCRIPT ><script>HIT</script>",
	// Addresses
	"javascript:HIT",
	"JaVaScRiPt:HIT",
	" javascript:HIT",
	"java\tscript:HIT",
	"java\nscript:HIT",
	"\x01javascript:HIT",
	"javascript&colon;HIT",
	"javascript&#58;HIT",
	"&#106;avascript:HIT",
	"&#x6A;avascript:HIT",
	"javascript%3AHIT",
	"vbscript:msgbox(1)",
	"data:text/html,<script>HIT</script>",
	"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
	"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='HIT'/>",
	"data:image/png;base64,iVBORw0KGgo=",
	"blob:http://SINK/1",
	"view-source:http://SINK/",
	"file:///etc/passwd",
	"//SINK/host",
	"///SINK/host",
	"/\\SINK/host",
	"\\\\SINK\\share",
	"http:\\\\SINK\\x",
	"smb://SINK/share",
	"ms-msdt:/id PCWDiagnostic",
	"search-ms:query=x&crumb=location:\\\\SINK",
	"intent://SINK/#Intent;scheme=http;end",
	"ftp://SINK/x",
	"ws://SINK/",
	"http://SINK/page",
	"http://user:pass@SINK/",
	"mailto:a@b.example?bcc=eve@SINK&body=x",
	"a@b.example?bcc=eve@example.org",
	"a@b.example\nBcc: eve@example.org",
	"tel:*21*123#",
	"+44 20;phone-context=javascript:HIT",
	// Markdown
	"[x](javascript:HIT)",
	"[x](<java\tscript:HIT>)",
	"[x](javascript&colon;HIT)",
	"[x](data:text/html,HIT)",
	"[x](//SINK/l)",
	"[x]( \\\\SINK\\l)",
	"[x][1]\n\n[1]: javascript:HIT",
	"<javascript:HIT>",
	"<data:text/html,HIT>",
	"![x](http://SINK/i.png)",
	"![x](//SINK/i.png)",
	"![x](data:image/svg+xml,<svg/onload=HIT>)",
	"![x](\"onerror=\"HIT)",
	"![x](x.png \"\\\" onerror=\\\"HIT\")",
	"[x](y){onclick=HIT style=background:url(http://SINK/a)}",
	"# x {onclick=HIT}",
	"[[<img src=x onerror=HIT>]]",
	"[[x|javascript:HIT]]",
	"[[../../../etc/passwd]]",
	"[x](../../../../etc/passwd.md)",
	"![x](../../../../etc/passwd)",
	"![x](..%2f..%2f..%2fetc%2fpasswd)",
	"[^1]\n\n[^1]: <script>HIT</script>",
	// Templates
	"{{.}}",
	"{{define \"x\"}}{{end}}{{template \"x\"}}",
	"{{printf \"%s\" .Title}}",
	"{%raw%}<script>HIT</script>{%endraw%}",
	// Words that look like something else
	"constructor",
	"__proto__",
	"=HYPERLINK(\"http://SINK/\",\"x\")",
	"%s%n%d",
	"../../index",
	"null",
}

// escapes are what terminals obey: the C0 and C1 controls, DEL, and letters without a shape that turn the
// order of others round or hide in a name.
var escapes = []string{
	"\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\", "\x1bc", "\x1b[6n", "\x1bP$q\x1b\\",
	"\u009b31m", "\u009d0;title\u009c", "\u0085", "\x07", "\x08\x08\x08", "\x0e", "\x7f", "\r", "\v\f", "\x00",
	"\u202eevil\u202c", "\u2066evil\u2069", "\u200f", "\u061c", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u2028", "\U000e0041",
}

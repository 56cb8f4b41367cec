package site

import (
	"fmt"
	"net"
	"path"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/html"

	"redial/internal/corpus"
)

// laden is a notebook with a note for each hostile text, which stands wherever a note has room for it,
// and with notes whose ids are hostile.
func laden(sink string) *notebook {
	files := map[string][]byte{}
	for i, p := range corpus.Payloads(sink) {
		files[fmt.Sprintf("notes/p%03d.md", i)] = corpus.Laden(p.Text)
	}
	for i, p := range corpus.Escapes() {
		files[fmt.Sprintf("notes/e%03d.md", i)] = corpus.Laden(p.Text)
	}
	for _, id := range []string{
		`"><script>alert(1)<`, "' onmouseover='alert(1)", "javascript:alert(1)", "a b#c?d%20e", "con", "index", "x.", "..x", "Ada", "ada",
		"ne\u0301e", "n\u00e9e", "data:text", "deep/er/con.x", "dir.html/x", "dir", "\u202eevil", "$(touch x)", "`x`",
	} {
		files["notes/"+id+".md"] = []byte("---\nname: N\nnext: 2026-12-01\n---\n- 2026-11-30 call: [[p001]] [x](p002.md)\n")
	}
	files["notes/events/bad.md"] = corpus.Laden("<script>alert(1)</script>")
	return readNotebook(files)
}

func TestNothingInANoteComesToLife(t *testing.T) {
	nb := laden("127.0.0.1:9")
	files := nb.build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	checkAnchors(t, files)
}

func TestAnyFileSystemHoldsThePages(t *testing.T) {
	folded := map[string]string{}
	for _, f := range laden("127.0.0.1:9").build(t, corpus.Today) {
		for _, s := range strings.Split(f.Path, "/") {
			if !holdableSegment(s) {
				t.Errorf("%q can't lie on every disk", f.Path)
			}
		}
		for p := f.Path; p != "."; p = path.Dir(p) {
			if other, ok := folded[foldPath(p)]; ok && other != p {
				t.Errorf("%q and %q fall together", other, p)
			}
			folded[foldPath(p)] = p
		}
	}
}

// sink listens where nothing must ever ask.
func sink(t *testing.T) (address string, asked *atomic.Int32) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	asked = new(atomic.Int32)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			c.Close()
		}
	}()
	return l.Addr().String(), asked
}

func TestAHostileSiteRunsNothingAndFetchesNothing(t *testing.T) {
	const shows = "that a hostile site opened from disk runs nothing and fetches nothing"
	b := openTab(t, corpus.Today, shows)
	address, asked := sink(t)
	files := laden(address).build(t, corpus.Today)
	dir := onDisk(t, files)
	for _, f := range files {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		b.open(dir, escapePath(f.Path))
		if hit := eval[bool](b, "typeof window.hit !== 'undefined'"); hit {
			t.Errorf("%s: a script of a note ran", f.Path)
		}
		for _, fault := range b.Faults() {
			t.Errorf("%s: %s", f.Path, fault)
		}
	}
	b.open(dir, "index.html")
	eval[any](b, `document.querySelectorAll('details').forEach(function (d) { d.open = true; })`)
	b.typed("script")
	if n := eval[int](b, "document.querySelectorAll('#found .p').length"); n == 0 {
		t.Error("the search finds nothing")
	}
	if hit := eval[bool](b, "typeof window.hit !== 'undefined' || document.querySelectorAll('#found script, #found img, #found iframe').length > 0"); hit {
		t.Error("a script of a note ran in the search")
	}
	for _, fault := range b.Faults() {
		t.Errorf("the search: %s", fault)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the pages asked the network %d times", n)
	}
}

func TestThePolicyStopsWhatGetsThrough(t *testing.T) {
	b := openTab(t, corpus.Today, "that the policy of a page stops what gets through")
	address, asked := sink(t)
	b.open(onDisk(t, sampled(t).build(t, corpus.Today)), "index.html")
	eval[any](b, `(function () {
  var s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.head.append(s);
  var o = document.createElement('script'); o.src = 'http://`+address+`/x.js'; document.head.append(o);
  new Image().src = 'http://`+address+`/x.png';
  var d = document.createElement('div'); d.innerHTML = '<b style="color:red" onclick="window.hit=2">x</b>'; document.body.append(d); d.firstChild.click();
})()`)
	b.Until("the policy refuses each of them", "new Set(redialNoted.refused).size === 5")
	if eval[bool](b, "typeof window.hit !== 'undefined'") || asked.Load() > 0 {
		t.Errorf("an inline script ran, or the network was asked (%d)", asked.Load())
	}
}

// escapePath writes a path as a file address.
func escapePath(p string) string { return string(link("index.html", p)) }

func TestLinksAreOnlyWhatTheyMayBe(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://example.com/a?b=c#d", "https://example.com/a?b=c#d"},
		{"HTTP://example.com", "http://example.com"},
		{"https://example.com/ü", "https://example.com/%C3%BC"},
		{"mailto:a@example.com", "mailto:a@example.com"},
		{"mailto:a@example.com?bcc=eve@example.com&body=x", "mailto:a@example.com"},
		{"mailto:a@b@c", ""},
		{"tel:+44 20", ""},
		{"tel:+442079460000", "tel:+442079460000"},
		{"tel:*06*", ""},
		{"javascript:alert(1)", ""}, {"JaVaScRiPt:alert(1)", ""}, {"java\tscript:alert(1)", ""}, {" javascript:alert(1)", ""},
		{"javascript://x%0aalert(1)", ""}, {"data:text/html,x", ""}, {"vbscript:x", ""}, {"file:///etc/passwd", ""},
		{"//host/x", ""}, {`\\host\x`, ""}, {`/\host`, ""}, {"https:host", ""}, {"https:///x", ""}, {"http:", ""},
		{"https://user:pw@example.com", ""}, {"blob:https://x", ""}, {"ms-msdt:/id", ""}, {"smb://x", ""}, {"view-source:http://x", ""},
		{"page.html", ""}, {"", ""}, {"https://exa\u202emple.com", ""}, {"http://[::1", ""},
	} {
		got, _ := outside(c.in)
		if string(got) != c.want {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNumbersAreDialledAsTheyAreMeant(t *testing.T) {
	for in, want := range map[string]string{
		"+44 20 7946 0000": "tel:+442079460000", "+44 (0)20 7946 0000": "tel:+442079460000", "020 7946 0000": "tel:02079460000",
		"020-7946.0000 ext 12": "tel:02079460000", "(0114) 496 0118": "tel:01144960118", "12": "", "call me": "", "": "", "+": "", "*#06#": "", "٠١٢٣": "",
	} {
		if got, _ := tel(in); string(got) != want {
			t.Errorf("%q is dialled %q, want %q", in, got, want)
		}
	}
}

func TestACopiedCommandRunsNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"ada-byron": "ada-byron", "clients/ada": "clients/ada", "o'brien": `'o'\''brien'`, "$(rm x)": `'$(rm x)'`, "a b": "'a b'",
		"-x": "-- '-x'", "søren": "'søren'", "a\nb": "", "\u202ex": "", "x\x00": "",
	} {
		if got := who(in); got != want {
			t.Errorf("%q is copied as %s, want %s", in, got, want)
		}
	}
}

func TestLayoutsEscapeWhatTheyShow(t *testing.T) {
	text := `<img src=x onerror=alert(1)>"'` + "`"
	nb := notes(map[string]string{"a": "---\nname: " + `"<img src=x onerror=alert(1)>\"'` + "`" + `"` + "\nnext: 2026-12-01\n---\n"})
	var names []string
	walkPages(t, nb.build(t, corpus.Today), func(page string, n *html.Node) {
		if n.Data == "h1" && page == "people/a.html" {
			names = append(names, n.FirstChild.FirstChild.Data)
		}
	})
	if len(names) != 1 || names[0] != text {
		t.Errorf("the name is shown as %q", names)
	}
}

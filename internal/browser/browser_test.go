package browser

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// both are shown alike.
var both = []string{Chromium, Firefox}

const shown = `<!DOCTYPE html><html lang="en"><title>x</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<script src="page.js"></script><input id="i"><button id="b">b</button><p style="height:3000px"></p><script>window.inline = 1</script>`

const doing = `console.error('told'); setTimeout(function () { nobody(); }, 0);
document.addEventListener('click', function (e) { window.clicked = e.target.id; });
document.addEventListener('keydown', function (e) { window.pressed = (window.pressed || '') + e.key; });`

func TestATabShowsWhatAPageDoes(t *testing.T) {
	var set Set
	t.Cleanup(set.Close)
	dir := t.TempDir()
	for name, text := range map[string]string{"a b.html": shown, "page.js": doing} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range both {
		t.Run(name, func(t *testing.T) {
			show(t, set.Tab(t, name, "that a tab shows what a page does"), "file://"+dir+"/a%20b.html")
		})
	}
}

func show(t *testing.T, b *Tab, address string) {
	b.Size(500, 400)
	b.Zone("Pacific/Auckland")
	b.Clock("2026-12-24 23:59:30")
	b.Open(address)
	for what, condition := range map[string]string{
		"the window has its size":    "innerWidth === 500 && innerHeight === 400",
		"the clock stands":           "new Date().getDate() === 24 && new Date().getHours() === 23 && new Date().getSeconds() === 30",
		"the zone is another":        "new Date().getTimezoneOffset() === -780",
		"dates are dates":            "new Date() instanceof Date && new Date(2026, 0, 2).getDate() === 2 && Date.UTC(1970, 0, 2) === 864e5",
		"an inline script can't run": "window.inline === undefined",
	} {
		if !b.Is(condition) {
			t.Errorf("not so: %s", what)
		}
	}
	b.Turn("2026-12-25 00:00:30")
	if got := Eval[int](b, "new Date().getDate()"); got != 25 {
		t.Errorf("after midnight it is the %dth", got)
	}
	b.Click("#b")
	b.Click("#i")
	b.Type("aé")
	b.Press("Enter", "Escape")
	b.Until("keys and clicks arrive", "window.clicked === 'i' && window.pressed === 'aéEnterEscape' && document.querySelector('#i').value === 'aé'")
	faults := strings.Join(b.Faults(), "\n")
	for _, want := range []string{"told", "nobody", "refused by the policy: script-src"} {
		if !strings.Contains(faults, want) {
			t.Errorf("%q is not among the faults:\n%s", want, faults)
		}
	}
	if b.Browser == Chromium && !slices.ContainsFunc(b.Requests(), func(s string) bool { return strings.HasSuffix(s, "/a%20b.html") }) {
		t.Errorf("the page is not among the requests: %q", b.Requests())
	}
	if size, err := png.DecodeConfig(bytes.NewReader(b.Picture())); err != nil || size.Width != 500 || size.Height != 400 {
		t.Errorf("the picture is %v, %v", size, err)
	}
	b.Open("about:blank")
	if again := b.Faults(); len(again) > 0 {
		t.Errorf("faults of a page before: %q", again)
	}
}

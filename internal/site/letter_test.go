package site

import (
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"redial/internal/corpus"
	"redial/internal/diag"
)

// mails gives the links to mail of a page's rows, by the name on its button: the first
// where a page has several, which is that of the day.
func mails(t *testing.T, files []File, of string) map[string]string {
	found := map[string]string{}
	walkPages(t, files, func(page string, n *html.Node) {
		class, _ := attribute(n, "class")
		href, _ := attribute(n, "href")
		if page == of && class == "go" && strings.HasPrefix(href, "mailto:") {
			if name := attributeOf(n, "aria-label"); found[name] == "" {
				found[name] = href
			}
		}
	})
	return found
}

func attributeOf(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return v
}

func TestAMailOpensWithTheDraftFilledIn(t *testing.T) {
	files := sampled(t).build(t, sampleDay)
	oscar := mails(t, files, "people/oscar-lindqvist.html")["Email Oscar Lindqvist"]
	for _, part := range []string{"subject=Good%20to%20meet%20you&", "Wednesday%204%20November", "Pricing%20for%20small%20firms%0D%0Ahttps%3A%2F%2Fexample.com%2Fpricing", "%20no%20need%20to%20reply"} {
		if !strings.Contains(oscar, part) {
			t.Errorf("%s is not in %s", part, oscar)
		}
	}
	if got := mails(t, files, "index.html")["Email Oscar Lindqvist"]; got != oscar {
		t.Errorf("the dashboard opens %s", got)
	}
	hand := mails(t, files, "people/rupert-ashdown.html")
	if href := hand["Hand over Rupert Ashdown"]; !strings.Contains(href, "?subject=Over%20to%20you&") {
		t.Errorf("the ball is handed over by %v", hand)
	}
}

// Letters of those who are not due stand on their own pages.
func TestSomebodyDueInWeeksHasNoLetterOnTheDashboard(t *testing.T) {
	files := sampled(t).build(t, sampleDay)
	if href := mails(t, files, "index.html")["Email Søren Bak"]; href != "mailto:soren@bak.example" {
		t.Errorf("somebody due in weeks has the letter %q", href)
	}
	if href := mails(t, files, "people/søren-bak.html")["Email Søren Bak"]; !strings.Contains(href, "?subject=How%20are%20you%3F&body=Hello%20S%C3%B8ren") {
		t.Errorf("his page has the letter %q", href)
	}
}

func TestNobodyWhoSaidNoIsSentALetter(t *testing.T) {
	nb := notes(map[string]string{"a": "---\nname: Ada\nemail: ada@example.com\n---\n- 2026-11-24 call, no\n- [ ] 2026-12-01 email: the invoice\n"})
	for page, want := range map[string]string{"index.html": "mailto:ada@example.com", "people/a.html": "mailto:ada@example.com"} {
		if href := mails(t, nb.build(t, corpus.Today), page)["Email Ada"]; href != want {
			t.Errorf("%s has %q", page, href)
		}
	}
}

func TestALinkToMailFillsInNothingButALetter(t *testing.T) {
	seen := 0
	own := fstest.MapFS{}
	for _, name := range []string{"thank-you", "come-back", "second-try"} {
		own["drafts/"+name+".txt"] = content("Subject: {{.Name}}&cc=eve@example.com\r\nBcc: eve@example.com\n\n{{.Company}}\"><script>hit()</script>&attach=/etc/passwd" + strings.Repeat("\n\n{{.Name}} & more", 200))
	}
	in := laden("127.0.0.1:9").input(corpus.Today)
	in.Layouts = append([]fs.FS{own}, in.Layouts...)
	for _, with := range []Input{in, laden("127.0.0.1:9").input(corpus.Today), notes(map[string]string{
		"a": "---\nname: '{{.}}\"><b>&cc=x'\nemail: \"a&bcc=eve?cc=eve%0aBcc:eve'@b.example?cc=eve\"\nmet: 2026-11-30\n---\n",
		"b": "---\nname: \"Eve\\r\\nBcc: eve@example.com\"\nemail: a+b'@b.example?cc=eve\nmet: 2026-11-30\ncompany: \"&bcc=eve\"\n---\n",
	}).input(corpus.Today)} {
		files, _, err := Build(with)
		if err != nil {
			t.Fatal(err)
		}
		checkSafe(t, files)
		walkPages(t, files, func(page string, n *html.Node) {
			href, _ := attribute(n, "href")
			if strings.HasPrefix(href, "mailto:") {
				seen++
				checkMail(t, page, href)
			}
		})
	}
	if seen < 10 {
		t.Errorf("only %d links were seen", seen)
	}
}

func checkMail(t *testing.T, page, href string) {
	t.Helper()
	u, err := url.Parse(href)
	if err != nil || u.Fragment != "" || len(href) >= 2000 || strings.ContainsAny(href, "+ \"'<>\r\n") || strings.Count(u.Opaque, "@") != 1 {
		t.Fatalf("%s: %v: %s", page, err, href)
	}
	for key, values := range u.Query() {
		if key != "subject" && key != "body" || len(values) != 1 || key == "subject" && strings.ContainsAny(values[0], "\r\n") {
			t.Errorf("%s: a link fills in %s: %s", page, key, href)
		}
	}
}

func TestADraftOfTheUsersOwnIsOpened(t *testing.T) {
	in := notes(map[string]string{"a": "---\nname: Ada\nemail: ada@example.com\nmet: 2026-11-30\n---\n"}).input(corpus.Today)
	in.Layouts = append([]fs.FS{fstest.MapFS{"drafts/thank-you.txt": content("Subject: Hallo\n\nTach, {{.First}}!\n")}}, in.Layouts...)
	if href := mails(t, makeSite(t, in), "people/a.html")["Email Ada"]; href != "mailto:ada@example.com?subject=Hallo&body=Tach%2C%20Ada%21" {
		t.Errorf("it opens %s", href)
	}
}

func TestAFaultyDraftIsToldWithItsPlaceAndStopsNothing(t *testing.T) {
	for text, want := range map[string]diag.Problem{
		"{{if .Name}}\n": {Line: 2, Column: 1, Message: "an {{if}}, {{range}} or {{with}} is not ended", Help: "each needs its {{end}}"},
		"a\né {{.Nmae}}": {Line: 2, Column: 5, Width: 5, Message: "DraftData has no `Nmae`",
			Help: "did you mean `.Name`? `redial layouts --data thank-you` tells what it is filled with"},
		"{{.Met.Dya}}": {Line: 1, Column: 7, Width: 4, Message: "DraftEntry has no `Dya`",
			Help: "did you mean `.Day`? `redial layouts --data thank-you` tells what it is filled with"},
		"a {{shout .Name}}\r\n": {Line: 1, Column: 5, Width: 5, Message: "there is no function `shout`",
			Help: "those of Go's templates are there: and, or, not, len, index, slice, eq, ne, lt, le, gt, ge, print, printf, println"},
		"{{range $i := 1000000000}}on and on {{end}}": {Message: "it gives more than 64 KiB of text",
			Help: "mend the draft, or delete it and the built-in one is used"},
	} {
		in := notes(map[string]string{
			"a": "---\nname: Ada\nemail: ada@example.com\nmet: 2026-11-30\n---\n", "b": "---\nname: Ben\nemail: ben@example.com\nmet: 2026-11-30\n---\n",
		}).input(corpus.Today)
		in.Layouts = append([]fs.FS{fstest.MapFS{"drafts/thank-you.txt": content(text)}}, in.Layouts...)
		files, problems, err := Build(in)
		if err != nil {
			t.Fatal(err)
		}
		want.File, want.Severity, want.Code = "layouts/drafts/thank-you.txt", diag.Error, "bad-draft"
		want.Excerpt = lineOf(text, want.Line)
		if len(problems) != 1 || problems[0] != want {
			t.Errorf("%q gives %+v, want %+v", text, problems, want)
		}
		if href := mails(t, files, "people/a.html")["Email Ada"]; href != "mailto:ada@example.com" {
			t.Errorf("%q opens %s", text, href)
		}
	}
}

package draft

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// opened reads a link as a program that sends mail does.
func opened(t *testing.T, link string) (to string, m Message) {
	t.Helper()
	rest, ok := strings.CutPrefix(link, "mailto:")
	if !ok {
		t.Fatalf("%q is no link to mail", link)
	}
	to, query, _ := strings.Cut(rest, "?")
	to = decoded(t, to)
	for field := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(field, "=")
		switch value = decoded(t, value); key {
		case "subject":
			m.Subject = value
		case "body":
			m.Body = strings.ReplaceAll(value, "\r\n", "\n")
		case "":
		default:
			t.Errorf("the link fills in %q", key)
		}
	}
	return to, m
}

func decoded(t *testing.T, s string) string {
	text, err := url.PathUnescape(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestALinkOpensTheLetterAsItIs(t *testing.T) {
	m := Message{"50 % off & more? #1 = “yes” + no", "Hello Søren,\n\na+b = c & d?\nhttps://example.com/a?b=c&d=%20#e\n\n\tBest wishes\n🙂"}
	link := Mailto(" o'neil+news@bücher.example ", m)
	if to, got := opened(t, link); to != "o'neil+news@bücher.example" || got.Subject != m.Subject || got.Body != strings.ReplaceAll(m.Body, "\t", " ") {
		t.Errorf("%s opens %q, %q", link, to, got)
	}
	if strings.ContainsAny(link, "+ \r\n\"'<>") || !strings.Contains(link, "%0D%0A%0D%0A") || !strings.Contains(link, "Hello%20S%C3%B8ren%2C") {
		t.Errorf("the link is %s", link)
	}
}

func TestALinkLeadsNowhereWhereTheAddressIsNone(t *testing.T) {
	for to, want := range map[string]string{
		"a@example.com": "mailto:a@example.com", " a@example.com\n": "mailto:a@example.com", "a.b+c@example.com": "mailto:a.b%2Bc@example.com",
		"a?b&c#d%20e@example.com": "mailto:a%3Fb%26c%23d%2520e@example.com", "ä@ü.example": "mailto:%C3%A4@%C3%BC.example",
		"a@example.com?bcc=eve.example": "mailto:a@example.com%3Fbcc%3Deve.example",
		"":                              "", "a": "", "@": "", "a@": "", "@b": "", "a@b@c": "", "a b@c": "", "a@b,c@d": "", "a@b;c@d": "", "<a@b>": "", "Ada <a@b.example>": "",
		"a@b\r\nBcc: c@d": "", "a\x00@b": "", "a@b\u202e": "", "a@\u00a0b": "", "a:b@c": "", `a"b@c`: "", `a\b@c`: "", "\xff@b": "",
		strings.Repeat("a", 250) + "@b.example": "",
	} {
		if got := Mailto(to, Message{}); got != want {
			t.Errorf("%q gives %q, want %q", to, got, want)
		}
	}
}

func TestALetterTooLongForALinkEndsAtAParagraph(t *testing.T) {
	paragraph := strings.TrimSpace(strings.Repeat("all the good things in life ", 10))
	for what, c := range map[string]struct{ body, want string }{
		"of many paragraphs":     {strings.Repeat(paragraph+"\n\n", 20) + "end", strings.Repeat(paragraph+"\n\n", 4) + omitted},
		"of one":                 {strings.Repeat("word ", 1000), ""},
		"without a blank":        {strings.Repeat("x", 5000), ""},
		"of signs":               {strings.Repeat("🙂", 5000), ""},
		"of blank lines":         {strings.Repeat("\n", 5000), ""},
		"long after a short one": {"Hello,\n\n" + strings.Repeat("word ", 1000), "Hello,\n\n" + omitted},
	} {
		link := Mailto("ada@example.com", Message{"Hello", c.body})
		_, m := opened(t, link)
		if len(link) >= 2000 || len(link) < 1000 && c.want == "" && strings.TrimSpace(c.body) != "" {
			t.Errorf("a letter %s has a link of %d", what, len(link))
		}
		if !strings.HasSuffix(m.Body, "\n\n"+omitted) || c.want != "" && m.Body != c.want {
			t.Errorf("a letter %s ends %q", what, m.Body[max(0, len(m.Body)-60):])
		}
	}
}

func TestALongSubjectLeavesRoomForTheLetter(t *testing.T) {
	link := Mailto(strings.Repeat("ä", 120)+"@b.example", Message{strings.Repeat("ß", 3000), "Hello,\n\nwell"})
	if _, m := opened(t, link); len(link) >= 2000 || m.Body != "Hello,\n\nwell" || !strings.HasPrefix(m.Subject, "ßß") {
		t.Errorf("the link, %d long, opens %q", len(link), m)
	}
}

func TestEveryDraftOfTheSamplesFitsIntoALink(t *testing.T) {
	agenda, s := sampled(t, today)
	for _, a := range agenda.All {
		d, err := s.Data(a)
		if err != nil {
			continue
		}
		m := made(t, Fitting(a, s.Today), d)
		if _, got := opened(t, Mailto("ada@example.com", m)); got != m {
			t.Errorf("%s: the link opens %q", a.Contact.ID, got)
		}
	}
}

var wellFormed = regexp.MustCompile(`^mailto:(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+@(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+(?:\?(?:subject|body)=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)?(?:&body=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)?$`)

func FuzzALinkOpensTheSameLetter(f *testing.F) {
	f.Add("a@example.com", "Hello", "Hello,\n\nwell\n")
	f.Add("a@b@c", "a\r\nBcc: x", "a\rb\r\nc\u2028d\x00")
	f.Add("a?cc=x@b", strings.Repeat("%0A", 300), strings.Repeat("x y\n\n", 600))
	f.Add("ä@b", "\xff", strings.Repeat("🙂\n", 400))
	f.Fuzz(func(t *testing.T, to, subject, body string) {
		link := Mailto(to, Message{subject, body})
		if link == "" {
			return
		}
		if len(link) >= 2000 || !wellFormed.MatchString(link) {
			t.Fatalf("the link is %d long: %s", len(link), link)
		}
		address, m := opened(t, link)
		if address != strings.TrimSpace(to) || !utf8.ValidString(m.Body) {
			t.Errorf("%q becomes %q", to, address)
		}
		if whole := oneLine(subject); m.Subject != whole && (len(percent(whole)) <= maxSubject || !strings.HasPrefix(whole, m.Subject)) {
			t.Errorf("the subject %q becomes %q", whole, m.Subject)
		}
		whole := plain(body)
		head, cut := strings.CutSuffix(m.Body, "\n\n"+omitted)
		if m.Body != whole && (!cut || !strings.HasPrefix(whole, head) || len(link)+len(percent(whole)) < 2000) {
			t.Errorf("the text %q becomes %q", whole, m.Body)
		}
	})
}

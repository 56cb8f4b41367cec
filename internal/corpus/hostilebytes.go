package corpus

import (
	"fmt"
	"strings"

	"redial/internal/civil"
)

func repeat(s string, n int) string { return strings.Repeat(s, n) }

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// aliases gives keys that hold 10^9 words once their aliases are followed.
func aliases() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

// bombs are bodies that cost a Markdown parser more than they weigh.
func bombs() []Hostile {
	const front = "---\nname: Bad Note\n---\n\n"
	const journal = "\n\n- 2026-11-18 met\n"
	bomb := func(name, body string) Hostile {
		return besideAda(name, front+body+journal, Contact{Name: "Bad Note", Entries: 1}, "too-large")
	}
	return []Hostile{
		bomb("20,000 brackets in the body", repeat("[", 20_000)),
		bomb("20,000 closed brackets in the body", repeat("[", 20_000)+repeat("]", 20_000)),
		bomb("64 KB of quotes on one line", repeat("> ", 32<<10)),
		bomb("64 KB of quotes without blanks on one line", repeat(">", 64<<10)),
		besideAda("64 KB of list markers on one line, which make a rule", front+repeat("- ", 32<<10)+journal, Contact{Name: "Bad Note", Entries: 1}),
		bomb("64 KB of list markers on one line before a word", repeat("- ", 32<<10)+"word"),
		bomb("64 KB of stars as list markers before a word", repeat("* ", 32<<10)+"word"),
		bomb("64 KB of numbered list markers on one line", repeat("1. ", 22<<10)),
		bomb("64 KB of quotes and list markers in turn", repeat("> - ", 16<<10)),
		bomb("a table bomb of 16 KB", tableBomb(16<<10)),
		bomb("64 KB of emphasis that never ends", repeat("*a_", 22<<10)),
		bomb("64 KB of links that never end", repeat("[a](", 16<<10)),
		bomb("64 KB of wiki links that never end", repeat("[[", 32<<10)),
		bomb("64 KB of code spans that never end", backticks(64<<10)),
		bomb("64 KB of HTML that never ends", repeat("<a ", 21<<10)),
		besideAda("an entry of 64 KB", front+"- 2026-11-18 met: "+repeat("word ", 13<<10)+"\n", Contact{Name: "Bad Note", Entries: 1}, "too-large"),
		besideAda("60 lists in each other, line by line", front+nested(60)+journal, Contact{Name: "Bad Note", Entries: 1}, "too-large"),
	}
}

// tableBomb gives a table with as many columns as rows of one letter, which has n²/16 cells in n bytes.
func tableBomb(n int) string {
	wide := n / 8
	return "|" + repeat("a|", wide) + "\n|" + repeat("-|", wide) + "\n" + repeat("x|\n", n/6)
}

// backticks gives runs of backticks of every length, of which no two match.
func backticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(repeat("`", i) + " ")
	}
	return b.String()
}

// nested gives lists in each other, one a line.
func nested(deep int) string {
	var b strings.Builder
	for i := range deep {
		b.WriteString(repeat("  ", i) + "- deeper\n")
	}
	return b.String()
}

func bytesAndSizes() []Hostile {
	name := Contact{Name: "Bad Note", Entries: 1}
	const body = "\n- 2026-11-18 met\n"
	return []Hostile{
		besideAda("invalid UTF-8 in the body", "---\nname: Bad Note\n---\n\nMet in the caf\xe9.\n"+body, name, "not-utf8"),
		besideAda("invalid UTF-8 in an entry", "---\nname: Bad Note\n---\n\n- 2026-11-18 met: in the caf\xe9\n", name, "not-utf8"),
		besideAda("invalid UTF-8 in the front matter", "---\nname: Bad Note\ncompany: Caf\xe9\n---\n"+body, name, "not-utf8"),
		besideAda("UTF-16", "\xff\xfe-\x00-\x00-\x00\n\x00n\x00a\x00m\x00e\x00:\x00 \x00B\x00\n\x00-\x00-\x00-\x00\n\x00", Contact{Name: "B"}, "not-utf8"),
		besideAda("NUL bytes", "---\nname: Bad Note\n---\n\nThe end\x00.\n"+body, name, "not-utf8"),
		besideAda("a note of 20 MB", "---\nname: Bad Note\n---\n"+body+filler(20<<20), name, "too-large"),
		besideAda("front matter of 70 KB", "---\nname: Bad Note\n"+manyKeys(70<<10)+"---\n"+body, name, "too-large"),
		besideAda("a list of 20,000 entries", "---\nname: Bad Note\n---\n\n"+entries(20_000), Contact{Name: "Bad Note", Entries: 20_000}),
		besideAda("a list of 20,000 entries, newest first, each with a list below it", "---\nname: Bad Note\n---\n\n"+backwards(20_000),
			Contact{Name: "Bad Note", Entries: 20_000}),
	}
}

// filler gives paragraphs of n bytes in all.
func filler(n int) string {
	const line = "Nothing in this line is worth a second look, and there are very many lines that are like it.\n"
	return "\n" + repeat(repeat(line, 8)+"\n", n/(8*len(line)+1))
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "remark%d: nothing of note\n", i)
	}
	return b.String()
}

// entries gives a journal of n entries up to the day before [Today], four a day.
func entries(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- %s call, no answer: number %d\n", entryDay(n-i), i)
	}
	return b.String()
}

func backwards(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- %s email: number %d\n  - ask about the lease\n", entryDay(i+1), i)
	}
	return b.String()
}

func entryDay(back int) civil.Date { return Today.Add(-1 - back/4) }

package contact_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/note"
)

var update = flag.Bool("update", false, "record the answers in testdata anew")

// The cases stand in testdata/*.txt: after `== NAME` the notes of a notebook, each after `-- notes/FILE.md`,
// and after `-- ask` questions with their answers indented below them.
func TestTheBookAnswersAsPeopleExpect(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(string(src), "\n== ")
		for i, part := range parts[1:] {
			name, _, _ := strings.Cut(part, "\n")
			got := answer(part)
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				if d := cmp.Diff(part, got); d != "" && !*update {
					t.Errorf("-want +got:\n%s", d)
				}
			})
			parts[i+1] = got
		}
		if *update {
			if err := os.WriteFile(file, []byte(strings.Join(parts, "\n== ")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// answer gives a case with the answers that its questions have now.
func answer(text string) string {
	notes, asked, _ := strings.Cut(text, "-- ask\n")
	b := bookOf(notes)
	var out strings.Builder
	out.WriteString(notes + "-- ask\n")
	for line := range strings.Lines(asked) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		out.WriteString(line)
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if ask := questions[verb]; ask != nil {
			for a := range strings.Lines(ask(b, rest)) {
				out.WriteString("  " + a)
			}
		}
	}
	return out.String()
}

// bookOf makes a book of the notes of a case.
func bookOf(text string) *contact.Book {
	var contacts []*contact.Contact
	var events []*contact.Event
	for _, part := range strings.Split(text, "\n-- ")[1:] {
		file, src, _ := strings.Cut(part, "\n")
		n := note.Parse(file, []byte(strings.ReplaceAll(src, "<CR>", "\r")))
		id := strings.TrimSuffix(strings.TrimPrefix(file, "notes/"), ".md")
		if contact.IsEvent(n, id) {
			events = append(events, contact.NewEvent(n, id))
		} else {
			contacts = append(contacts, contact.New(n, id))
		}
	}
	return contact.NewBook(contacts, events)
}

var questions = map[string]func(b *contact.Book, rest string) string{
	"contacts": func(b *contact.Book, _ string) string {
		return each(b.Contacts, func(c *contact.Contact) string { return c.ID + ": " + c.Name })
	},
	"events": func(b *contact.Book, _ string) string {
		return each(b.Events, func(e *contact.Event) string {
			return fmt.Sprintf("%s: %s | %s %s | %s | %s", e.ID, e.Name, e.Date, e.Until, e.Where, e.Intention)
		})
	},
	"show": func(b *contact.Book, id string) string { return show(b.Contact(id)) },
	"journal": func(b *contact.Book, id string) string {
		c := b.Contact(id)
		return each(c.Journal, func(e contact.Entry) string { return journalLine(&e) })
	},
	"find": func(b *contact.Book, who string) string {
		return each(b.Find(who), func(c *contact.Contact) string { return c.ID })
	},
	"search": func(b *contact.Book, words string) string {
		return each(b.Search(words), func(f contact.Found) string { return f.Contact.ID + "  " + strings.Join(f.Why, "; ") })
	},
	"resolve": func(b *contact.Book, rest string) string {
		from, target, _ := strings.Cut(rest, " ")
		id, isEvent, ok := b.Resolve(from, target, !strings.HasSuffix(target, ".md") || strings.HasPrefix(target, "[["))
		return fmt.Sprintf("%q event %t ok %t\n", id, isEvent, ok)
	},
	"people": func(b *contact.Book, id string) string {
		return each(b.People(id), func(c *contact.Contact) string { return c.ID })
	},
	"mentions": func(b *contact.Book, id string) string {
		return each(b.Mentions(id), func(m contact.Mention) string { return "from " + m.FromID() + mention(&m) })
	},
	"mentioning": func(b *contact.Book, id string) string {
		return each(b.Mentioning(id), func(m contact.Mention) string { return "to " + m.To + mention(&m) })
	},
	// `introduce ada` asks with ada left out
	"introduce": func(b *contact.Book, without string) string {
		in := b.Introductions(func(c *contact.Contact) bool { return c.ID == without })
		return each(in.Pairs, pair) + each(in.Unmet, func(n contact.Need) string { return "nobody for " + n.Of.ID + ": " + n.Text })
	},
	"problems": func(b *contact.Book, _ string) string { return each(b.Problems, problem) },
}

func each[T any](list []T, write func(T) string) string {
	var b strings.Builder
	for _, x := range list {
		b.WriteString(write(x) + "\n")
	}
	return b.String()
}

func pair(p contact.Pair) string {
	line := p.A.ID + " " + p.B.ID
	if p.Both() {
		line += " both"
	}
	for _, f := range p.Fits {
		perhaps := ""
		if !f.Whole {
			perhaps = " perhaps"
		}
		line += fmt.Sprintf("; %s needs %s,%s %s: %s", f.Of.ID, f.Need, perhaps, f.Key, f.Has)
	}
	return line
}

func show(c *contact.Contact) string {
	return fmt.Sprintf(`%s in %s; aka %q; %q at %q
%q %q tags %q offers %q needs %q
at %q by %q policy %q photo %q every %q birthday %02d-%02d
met %s since %s last %s next %s closed %s unreadable %q
`, c.Name, c.File, c.Aka, c.Role, c.Company, c.Emails, c.Phones, c.Tags, c.Offers, c.Needs,
		c.At, c.By, c.Policy, c.Photo, c.Every.Period, c.Birthday.Month, c.Birthday.Day,
		c.Met, c.Since, c.Last, c.Next, c.Closed, c.Unreadable)
}

func journalLine(e *contact.Entry) string {
	line := fmt.Sprintf("%d  %s %s %s", e.Line, e.Day(), e.At, e.Kind)
	if e.Promise != note.NoBox {
		line += " (" + e.Promise.String() + ")"
	}
	if e.FromFront {
		line += " front matter"
	}
	return strings.TrimRight(line+" "+e.Text, " ")
}

func mention(m *contact.Mention) string {
	s := fmt.Sprintf(" line %d", m.Line)
	if m.By {
		s += " by:"
	}
	if m.Entry != nil {
		s += " entry of " + m.Entry.Date.String()
	}
	return s
}

func problem(p diag.Problem) string {
	rs := []rune(p.Excerpt)
	from := min(max(p.Column-1, 0), len(rs))
	marked := string(rs[from:min(from+p.Width, len(rs))])
	return fmt.Sprintf("%s:%d:%d: %s: %s [%s] |%s| help: %s", p.File, p.Line, p.Column, p.Severity, p.Message, p.Code, marked, p.Help)
}

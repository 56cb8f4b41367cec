package draft

import (
	"strings"

	"redial/internal/contact"
)

// Article is something to read that a letter can bring.
type Article struct {
	Title string
	URL   string
	Tags  []string // of the contacts for whom it is; none for everybody
}

// choose gives the article that has most tags in common with a contact, the first of equals; where none
// has, the first that is for everybody. One whose address or title stands in the note was sent, or is
// known, and is left out.
func choose(articles []Article, c *contact.Contact) Article {
	best, most := Article{}, -1
	for _, a := range articles {
		if n := shared(a.Tags, c.Tags); n > most && (n > 0 || len(a.Tags) == 0) && !knows(c, a) {
			best, most = a, n
		}
	}
	best.Title, best.URL = clip(oneLine(best.Title), 2*longestName), oneLine(best.URL)
	return best
}

// shared counts the tags that two lists have in common, letter case and accents aside.
func shared(as, bs []string) int {
	if len(as) == 0 {
		return 0
	}
	has := make(map[string]bool, len(bs))
	for _, b := range bs {
		has[contact.Fold(b)] = true
	}
	n := 0
	for _, a := range as {
		if has[contact.Fold(a)] {
			n++
		}
	}
	return n
}

// knows reports whether a note tells of an article.
func knows(c *contact.Contact, a Article) bool {
	return c.Note != nil && (strings.Contains(c.Note.Source, a.URL) || strings.Contains(c.Note.Source, a.Title))
}

package notebook

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// isNote reports whether a file of this name is a note (SPEC 2).
func isNote(name string) bool {
	return strings.HasSuffix(name, ".md") && !strings.ContainsRune(".#~_", rune(name[0])) && name != "README.md"
}

// otherEnding matches the names of Markdown files that end in another way than a note's. Notepad puts .txt
// behind the name that it is given.
var otherEnding = regexp.MustCompile(`(?i)^([^.#~_].*?)\.(md|markdown|mdown|mdwn|mkdn?|md\.txt|txt)$`)

// meantAs gives the name that a file would have as a note; empty for a note, and for what no name of a
// note is meant by. It is sure but of a text, which may be anything.
func meantAs(name string) (as string, sure bool) {
	part := otherEnding.FindStringSubmatch(name)
	if part == nil || isNote(name) || isConflictCopy(name) || strings.EqualFold(part[1], "README") {
		return "", false
	}
	return part[1] + ".md", !strings.EqualFold(part[2], "txt")
}

// isHidden reports whether nothing in a folder of this name is a note.
func isHidden(name string) bool { return name[0] == '.' || name[0] == '_' }

// mergeCopy matches the copies that git mergetool puts beside a file while it runs.
var mergeCopy = regexp.MustCompile(`_(BACKUP|BASE|LOCAL|REMOTE)_[0-9]+\.md$`)

// isConflictCopy reports whether a note of this name is a copy that a sync or merge tool left.
func isConflictCopy(name string) bool {
	return strings.Contains(name, ".sync-conflict-") || mergeCopy.MatchString(name) ||
		strings.Contains(strings.ToLower(name), "conflicted copy")
}

// asText makes text of a path. Bytes that are no UTF-8 are shown as hexadecimal behind a mark, so that
// two paths never become the same text.
func asText(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for len(path) > 0 {
		r, size := utf8.DecodeRuneInString(path)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, "\uFFFD%02x", path[0])
		} else {
			b.WriteString(path[:size])
		}
		path = path[size:]
	}
	return b.String()
}

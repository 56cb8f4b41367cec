package note

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// A block that is not closed, or that YAML refuses, is read line by line: the lines that belong to one
// key are a chunk, each chunk is read as YAML by itself, and one that is faulty as `key: value`.

// keyLine takes apart a line that begins with a key: `next: 2026-12-04`. A key is one to three words.
func keyLine(line []byte) (key string, value int, ok bool) {
	colon := bytes.IndexByte(line, ':')
	if colon <= 0 || colon+1 < len(line) && line[colon+1] != ' ' && line[colon+1] != '\t' && line[colon+1] != '\r' {
		return "", 0, false
	}
	key = unquoted(string(bytes.TrimRight(line[:colon], " ")))
	if !isKey(key) {
		return "", 0, false
	}
	return key, colon + 1, true
}

// tightKey takes apart a line with a key of the format behind which the blank was forgotten, next:2026-12-04, or
// whose colon is that of another script. YAML has no key in it.
func tightKey(line []byte) (key string, value int, ok bool) {
	colon := bytes.IndexAny(line[:min(len(line), longestKey)], ":：")
	if colon <= 0 || !known(string(bytes.TrimRight(line[:colon], " "))) {
		return "", 0, false
	}
	_, width := utf8.DecodeRune(line[colon:])
	return string(bytes.TrimRight(line[:colon], " ")), colon + width, true
}

func isTight(line []byte) bool {
	_, _, ok := tightKey(line)
	return ok
}

func isKey(key string) bool {
	first, _ := utf8.DecodeRuneInString(key)
	if !unicode.IsLetter(first) || len(key) > longestKey {
		return false
	}
	words := 1
	for _, c := range key {
		switch {
		case c == ' ':
			words++
		case !unicode.In(c, unicode.L, unicode.M, unicode.N) && c != '_' && c != '-' && c != '.':
			return false
		}
	}
	return words <= 3
}

const longestKey = 60

// meansKeys reports whether what stands between two rules is front matter: nothing but blanks and
// comments, or a line with a key that the format knows, or else lines that all belong to some key.
func meansKeys(lines []byte) bool {
	keys, others := 0, 0
	for at := 0; at < len(lines); {
		line, next := lineAt(lines, at)
		key, _, ok := keyLine(bytes.TrimLeft(line, " \t"))
		switch {
		case ok && known(key), !ok && isTight(line):
			return true
		case ok:
			keys++
		case len(line) > 0 && !isBlank(line) && !belongs(line):
			others++
		}
		at = next
	}
	return others == 0 && (keys > 0 || onlyComments(lines)) || opensFlow(lines)
}

// opensFlow reports whether the block is one map in braces: `{name: Ada}`.
func opensFlow(lines []byte) bool {
	lines = bytes.TrimSpace(lines)
	return bytes.HasPrefix(lines, []byte("{")) && bytes.HasSuffix(lines, []byte("}"))
}

// belongs reports whether a line can belong to the key above it.
func belongs(line []byte) bool {
	switch line[0] {
	case ' ', '\t', '#', ']', '}':
		return true
	}
	return bytes.HasPrefix(line, []byte("- "))
}

func onlyComments(lines []byte) bool {
	for at := 0; at < len(lines); {
		line, next := lineAt(lines, at)
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 && trimmed[0] != '#' {
			return false
		}
		at = next
	}
	return true
}

// extent gives where a front matter ends that nothing closes: before the first line that can belong to
// no key, and behind a blank line at one that is none of the format's keys.
func extent(text []byte, start int) int {
	end, blank := start, false
	for at := start; at < len(text); {
		line, next := lineAt(text, at)
		switch key, _, ok := keyLine(line); {
		case isBlank(line):
			blank = true
			at = next
			continue
		case ok && (!blank || known(key)), !ok && isTight(line):
		case blank || !belongs(line) || isDated(line):
			return end
		}
		at, end, blank = next, next, false
	}
	return end
}

// isDated reports whether a list item begins with a box or a digit: it is one of the journal then.
func isDated(line []byte) bool {
	item, ok := bytes.CutPrefix(line, []byte("- "))
	item = bytes.TrimLeft(item, " ")
	return ok && len(item) > 0 && (item[0] == '[' || item[0] >= '0' && item[0] <= '9')
}

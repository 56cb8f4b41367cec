package contact

import "strings"

// lines finds the lines of a note's source by number.
type lines struct {
	source string
	starts []int
}

func linesOf(source string) *lines {
	ls := &lines{source: source, starts: []int{0}}
	for at := 0; at < len(source); {
		at += lineLength(source[at:])
		ls.starts = append(ls.starts, at)
	}
	return ls
}

// at gives a line, counted from 1, without its end; the empty string where there is none.
func (ls *lines) at(line int) string {
	if line < 1 || line > len(ls.starts) {
		return ""
	}
	return firstLine(ls.source[ls.starts[line-1]:])
}

// lineOf gives one line as lines does, reading no further.
func lineOf(source string, line int) string {
	for ; line > 1; line-- {
		source = source[lineLength(source):]
	}
	return firstLine(source)
}

// lineLength gives the length of the first line with its end.
func lineLength(source string) int {
	if i := strings.IndexByte(source, '\n'); i >= 0 {
		return i + 1
	}
	return len(source)
}

func firstLine(source string) string {
	line := strings.TrimRight(source[:lineLength(source)], "\r\n")
	return strings.TrimPrefix(line, "\ufeff")
}

package contact

import (
	"bytes"
	"strings"
)

// lines finds the lines of a source by number.
type lines struct {
	source []byte
	starts []int
}

func linesOf(source []byte) *lines {
	ls := &lines{source: source, starts: []int{0}}
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], '\n')
		if i < 0 {
			return ls
		}
		at += i + 1
		ls.starts = append(ls.starts, at)
	}
}

// at gives a line, counted from 1, without its end; the empty string where there is none.
func (ls *lines) at(line int) string {
	if line < 1 || line > len(ls.starts) {
		return ""
	}
	return firstLine(ls.source[ls.starts[line-1]:])
}

// lineOf gives one line as lines does, reading no further.
func lineOf(source []byte, line int) string {
	for ; line > 1; line-- {
		i := bytes.IndexByte(source, '\n')
		if i < 0 {
			return ""
		}
		source = source[i+1:]
	}
	return firstLine(source)
}

func firstLine(source []byte) string {
	text, _, _ := bytes.Cut(source, []byte("\n"))
	return strings.TrimPrefix(strings.TrimSuffix(string(text), "\r"), "\ufeff")
}

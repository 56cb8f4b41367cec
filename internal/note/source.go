package note

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"redial/internal/diag"
)

const bom = "\uFEFF"

// readSource gives the text that is read of a file, and tells what had to be left out or replaced.
//
// Every offset is that of the file up to the first byte that is not UTF-8; where all is, it is so to
// the end. Of a file in UTF-16 no offset is.
func (r *reading) readSource(src []byte) []byte {
	if len(src) > MaxFile {
		src = upTo(src, MaxFile)
		r.found(problem{at: wholeFile, code: codeTooLarge, severity: diag.Error,
			message: "the note is larger than 16 MiB",
			help:    "split it; what lies beyond 16 MiB is not read"})
	}
	if order := utf16Order(src); order != nil {
		src = r.fromUTF16(src, order)
	}
	if !utf8.Valid(src) {
		at := firstInvalid(src)
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
		r.found(problem{at: at, width: len("\uFFFD"), code: codeNotUTF8, severity: diag.Error,
			message: "the note is not UTF-8", remark: "the first byte that is not",
			help: "save the file as UTF-8; until then such bytes are shown as \uFFFD"})
	}
	r.reportZero(src)
	return onlyLineFeeds(src)
}

// reportZero reports the byte zero, which is no text: lines that another program added in UTF-16 are full of it.
func (r *reading) reportZero(src []byte) {
	if at := bytes.IndexByte(src, 0); at >= 0 {
		r.found(problem{at: at, width: 1, code: codeNotUTF8, severity: diag.Error,
			message: "a zero byte stands here, and text has none",
			help:    "write the line anew, and save the file as UTF-8; PowerShell's >> adds UTF-16"})
	}
}

// upTo cuts src behind its last whole line of at most most bytes, so that no half a date is read.
func upTo(src []byte, most int) []byte {
	src = src[:most]
	if i := bytes.LastIndexByte(src, '\n'); i >= 0 {
		return src[:i+1]
	}
	for len(src) > 0 && !utf8.Valid(src[max(0, len(src)-utf8.UTFMax):]) {
		src = src[:len(src)-1]
	}
	return src
}

func firstInvalid(src []byte) int {
	for i := 0; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(src)
}

// onlyLineFeeds turns each carriage return that no line feed follows into one: both YAML and
// CommonMark take it for the end of a line, and the Markdown parser does not. Offsets stay.
func onlyLineFeeds(src []byte) []byte {
	copied := false
	for i := 0; ; i++ {
		n := bytes.IndexByte(src[i:], '\r')
		if n < 0 {
			return src
		}
		if i += n; i+1 < len(src) && src[i+1] == '\n' {
			continue
		}
		if !copied {
			src, copied = bytes.Clone(src), true
		}
		src[i] = '\n'
	}
}

// lineAt gives the line that begins at an offset, without its end, and where the next one begins.
func lineAt(text []byte, at int) (line []byte, next int) {
	n := bytes.IndexByte(text[at:], '\n')
	if n < 0 {
		return text[at:], len(text)
	}
	return bytes.TrimSuffix(text[at:at+n], []byte("\r")), at + n + 1
}

// lineStart gives where the line of an offset begins.
func lineStart(text []byte, at int) int {
	return bytes.LastIndexByte(text[:at], '\n') + 1
}

func isBlank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

// count writes a number with its thing: "1 line", "3 lines".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

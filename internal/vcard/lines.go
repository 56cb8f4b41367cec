package vcard

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"redial/internal/roster"
)

// lineReader reads the lines of a file as they were before they were folded.
type lineReader struct {
	r *bufio.Reader
	n int // lines read
}

// textLine is one line, put together.
type textLine struct {
	n    int    // on which it begins, from 1
	text string // its bytes, in whatever charset
	cut  bool   // it was longer than maxLine
}

// skipped are the properties that hold pictures, sounds and keys, megabytes of them.
var skipped = map[string]bool{"PHOTO": true, "LOGO": true, "SOUND": true, "KEY": true, "X-MS-CARDPICTURE": true}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{r: bufio.NewReaderSize(roster.Unicode(r), 64<<10)}
}

// next gives the next line that is not empty. Its error is io.EOF, or that of the file.
func (l *lineReader) next() (textLine, error) {
	for {
		line, err := l.whole()
		if err != nil || strings.TrimSpace(line.text) != "" {
			return line, err
		}
	}
}

// whole reads a line with those that go on with it.
func (l *lineReader) whole() (textLine, error) {
	var b bytes.Buffer
	line := textLine{n: l.n + 1}
	more, err := l.physical(&b, maxLine)
	line.cut = more
	if err != nil {
		return line, err
	}
	room := maxLine
	if skipped[nameOf(b.String())] {
		room, line.cut = 0, false // what follows is passed over
	}
	soft := isQuoted(b.Bytes())
	for {
		switch {
		case soft && bytes.HasSuffix(b.Bytes(), []byte("=")) && !l.endsCard():
			b.Truncate(b.Len() - 1)
		case l.folded():
			l.r.Discard(1)
		default:
			line.text = b.String()
			return line, nil
		}
		more, err := l.physical(&b, max(0, room-b.Len()))
		line.cut = line.cut || more && room > 0
		if err == io.EOF {
			line.text = b.String()
			return line, nil
		}
		if err != nil {
			return line, err
		}
	}
}

// physical appends the next line of the file, but no more than most bytes of it.
func (l *lineReader) physical(b *bytes.Buffer, most int) (more bool, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		ended := err == nil
		text := bytes.TrimRight(part, "\r\n")
		if len(text) > most {
			text, more = text[:most], true
		}
		b.Write(text)
		most -= len(text)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(part) > 0, ended:
			l.n++
			return more, nil
		}
		return more, err
	}
}

// folded reports whether the next line goes on with this one.
func (l *lineReader) folded() bool {
	next, _ := l.r.Peek(1)
	return len(next) == 1 && (next[0] == ' ' || next[0] == '\t')
}

// endsCard reports whether the next line ends a card: a soft break before it is a mistake.
func (l *lineReader) endsCard() bool {
	next, _ := l.r.Peek(len("END:VCARD"))
	return len(next) == 0 || strings.EqualFold(string(next), "END:VCARD")
}

// isQuoted reports whether the head of a line says that its value is quoted-printable.
func isQuoted(line []byte) bool {
	head, _, _ := bytes.Cut(line, []byte(":"))
	return bytes.Contains(bytes.ToUpper(head), []byte("QUOTED-PRINTABLE"))
}

// nameOf gives the name of a line's property, without its group.
func nameOf(line string) string {
	end := strings.IndexAny(line, ";:")
	if end < 0 {
		return ""
	}
	name := strings.ToUpper(strings.TrimSpace(line[:end]))
	return name[strings.LastIndexByte(name, '.')+1:]
}

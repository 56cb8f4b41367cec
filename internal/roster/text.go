package roster

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of a file is looked at to see what it is.
const headSize = 64 << 10

// Unicode gives a file without its byte order mark, and as UTF-8 where it is UTF-16. Other bytes than
// UTF-8 stay as they are: see [Text].
func Unicode(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, headSize)
	head, _ := b.Peek(headSize)
	switch order, ok := wide(head); {
	case ok:
		d := utf16.UTF16(order, utf16.UseBOM).NewDecoder()
		return transform.NewReader(b, d)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		b.Discard(3)
	}
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		return &oldLines{b}
	}
	return b
}

// oldLines gives a file whose lines end as they did on a Macintosh with line ends as of today.
type oldLines struct{ r io.Reader }

func (o *oldLines) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// wide tells whether a file is UTF-16, by its mark, or by the zeros that ASCII leaves in it.
func wide(head []byte) (order utf16.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return utf16.BigEndian, true
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return utf16.LittleEndian, true
	}
	head = head[:min(len(head), 200)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(head) / 2 * 2 / 3
	switch {
	case len(head) < 4:
	case zeros[0] > most && zeros[1] == 0:
		return utf16.BigEndian, true
	case zeros[1] > most && zeros[0] == 0:
		return utf16.LittleEndian, true
	}
	return utf16.LittleEndian, false
}

// Text makes text of bytes: those that are no UTF-8 are read as Windows-1252, which is what programs
// wrote that did not write UTF-8.
func Text(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(s[0])
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// line makes a text one line, without characters that nobody sees.
func line(s string) string {
	return strings.Join(strings.Fields(strings.Map(Visible, Text(s))), " ")
}

// lines makes a text lines without blanks at their ends, and without more than one empty one at once.
func lines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(Text(s))
	var b strings.Builder
	empty := 0
	for l := range strings.SplitSeq(strings.Map(Visible, s), "\n") {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if l == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat("\n", min(1+empty, 2)))
		}
		b.WriteString(l)
		empty = 0
	}
	return b.String()
}

// Visible leaves out, by -1, what steers a terminal or turns the direction of writing, and keeps line
// ends, tabs, and the joiners that scripts and emoji are written with. It is for [strings.Map].
func Visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\u200c' || r == '\u200d':
		return r
	case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return ' '
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || 0xFFFE <= r && r <= 0xFFFF:
		return -1
	}
	return r
}

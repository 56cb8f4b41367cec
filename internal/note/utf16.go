package note

import (
	"encoding/binary"
	"unicode/utf16"

	"redial/internal/diag"
)

// A file in UTF-16, which some editors call Unicode and PowerShell writes, is read as the text that it is, so that
// nobody is missed. It is never written: a line of UTF-8 in it would be lost on the editor that shows the rest.

// utf16Order tells the order of the bytes of a text in UTF-16, by its mark or by the zeros beside its letters; nil
// for any other text.
func utf16Order(src []byte) binary.ByteOrder {
	const looked = 64
	switch {
	case len(src) < 4:
		return nil
	case src[0] == 0xFF && src[1] == 0xFE:
		return binary.LittleEndian
	case src[0] == 0xFE && src[1] == 0xFF:
		return binary.BigEndian
	case src[0] != 0 && src[1] != 0: // no letter of a key, and no hyphen
		return nil
	}
	var zeros [2]int
	head := src[:min(len(src), looked)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) / 2 * 3 / 4; {
	case zeros[1] >= most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] >= most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 gives a text in UTF-16 as UTF-8, and reports it.
func (r *reading) fromUTF16(src []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(src)/2)
	for i := range units {
		units[i] = order.Uint16(src[2*i:])
	}
	r.found(problem{at: wholeFile, code: codeNotUTF8, severity: diag.Error,
		message: "the note is UTF-16, and not UTF-8",
		help:    "save the file as UTF-8; until then it is read, and nothing is written into it"})
	return []byte(string(utf16.Decode(units)))
}

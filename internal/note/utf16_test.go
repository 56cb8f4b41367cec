package note

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestANoteInUTF16MissesNobodyAndIsNeverWritten: a line of UTF-8 in it would be lost on its editor, and
// what an editor calls Unicode would be text without a date.
func TestANoteInUTF16MissesNobodyAndIsNeverWritten(t *testing.T) {
	const text = "---\nname: Ádá 🎉\nnext: 2026-12-04\n---\n\n- [ ] 2026-12-01 call: the price\n"
	for name, src := range map[string][]byte{
		"little ends first":                inUTF16(text, binary.LittleEndian),
		"big ends first":                   inUTF16(text, binary.BigEndian),
		"a mark, and little ends first":    inUTF16(bom+text, binary.LittleEndian),
		"a mark, and big ends first":       inUTF16(bom+text, binary.BigEndian),
		"the line ends of Windows":         inUTF16(bom+strings.ReplaceAll(text, "\n", "\r\n"), binary.LittleEndian),
		"a byte too much, as when cut off": append(inUTF16(bom+text, binary.LittleEndian), '-'),
	} {
		t.Run(name, func(t *testing.T) {
			n := Parse("x.md", src)
			if n.Front.Date("next").Value != "2026-12-04" || n.Front.Text("name").Value != "Ádá 🎉" || len(n.Entries) != 1 {
				t.Errorf("next %v, name %q, entries %v", n.Front.Date("next"), n.Front.Text("name").Value, n.Entries)
			}
			if len(n.Problems) != 1 || n.Problems[0].Code != codeNotUTF8 {
				t.Errorf("problems %v", n.Problems)
			}
			refuses(t, func() ([]byte, error) { return AppendEntry(src, Entry{Date: n.Entries[0].Date, Kind: Call}) })
			refuses(t, func() ([]byte, error) { return Tick(src, n.Entries[0], Fulfilment{Day: n.Entries[0].Date}) })
			refuses(t, func() ([]byte, error) { return SetKey(src, "next", []string{"2026-12-05"}) })
		})
	}
}

func inUTF16(text string, order binary.ByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return b
}

func refuses(t *testing.T, edit func() ([]byte, error)) {
	t.Helper()
	var r *Refused
	if after, err := edit(); !errors.As(err, &r) {
		t.Errorf("written: %q, %v", after, err)
	}
}

// TestALineInUTF16IsNamed: PowerShell's >> adds one to a note in UTF-8, and its promise does not count.
func TestALineInUTF16IsNamed(t *testing.T) {
	src := append([]byte("- 2026-11-18 met\n"), inUTF16("- [ ] 2026-12-01 call\r\n", binary.LittleEndian)...)
	n := Parse("x.md", src)
	if len(n.Problems) != 1 || n.Problems[0].Code != codeNotUTF8 || n.Problems[0].Line != 2 {
		t.Errorf("problems %v", n.Problems)
	}
}

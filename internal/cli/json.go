package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"
)

func jsonFlag(fs *pflag.FlagSet, on *bool) {
	fs.BoolVar(on, "json", false, "as JSON, in the shapes of public/data.json")
}

// json writes a value as one document.
func (s *screen) json(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	s.w.Write(escapeControls(b.Bytes()))
	return nil
}

// escapeControls writes the characters that steer a terminal or turn the writing direction, which JSON
// allows in strings, as \u escapes. The value stays the same.
func escapeControls(document []byte) []byte {
	var b []byte
	for len(document) > 0 {
		r, n := utf8.DecodeRune(document)
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			b = appendEscape(b, r)
		} else {
			b = append(b, document[:n]...)
		}
		document = document[n:]
	}
	return b
}

// appendEscape writes a rune as JSON does, with a surrogate pair where it takes two.
func appendEscape(b []byte, r rune) []byte {
	if r <= 0xffff {
		return fmt.Appendf(b, `\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Appendf(b, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
}

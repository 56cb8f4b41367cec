package site

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestDataIsIndentedAsTheLibraryDoes(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[\[\]{}:," \\é]{0,9}`))
	value := rapid.Custom(func(t *rapid.T) any {
		return map[string]any{
			"text": text.Draw(t, "text"), "list": rapid.SliceOfN(text, 0, 3).Draw(t, "list"),
			"map": rapid.MapOfN(text, text, 0, 3).Draw(t, "map"), "number": rapid.Int().Draw(t, "number"),
			"flag": rapid.Bool().Draw(t, "flag"), "none": nil, "inner": []any{[]any{}, map[string]any{"a": []any{1}}},
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		v, prefix := value.Draw(t, "value"), rapid.SampledFrom([]string{"", "    "}).Draw(t, "prefix")
		var got, want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent(prefix, "  ")
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		if err := writeJSON(&got, new(bytes.Buffer), prefix, v); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("got\n%s\nwant\n%s", got.String(), want.String())
		}
	})
}

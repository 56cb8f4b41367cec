package note

import (
	"fmt"
	"strings"
	"testing"

	"redial/internal/civil"
)

// BenchmarkAppendEntry logs into a journal of a thousand entries, several times what a person writes of
// another in years.
func BenchmarkAppendEntry(b *testing.B) {
	src := []byte("---\nname: Ada\n---\n\n## Journal\n\n" + journalOf(1000))
	e := Entry{Date: civil.Of(2026, 11, 22), Kind: Call, Text: "hello"}
	for b.Loop() {
		if _, err := AppendEntry(src, e); err != nil {
			b.Fatal(err)
		}
	}
}

func journalOf(entries int) string {
	var b strings.Builder
	for n := range entries {
		fmt.Fprintf(&b, "- %s call, no answer: number %d\n", civil.Of(2020, 1, 1).Add(n), n)
	}
	return b.String()
}

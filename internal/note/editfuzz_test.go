package note

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"redial/internal/civil"
	"redial/internal/diag"
)

// FuzzEdit edits anything: nothing panics; what an edit gives differs from the note only where it was
// meant to, and reads back.
func FuzzEdit(f *testing.F) {
	for _, file := range noteFiles(f) {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src, "Foo: Bar")
	}
	for _, file := range editFiles(f) {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range readEditCases(string(src)) {
			f.Add([]byte(c.before), c.title)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, text string) {
		given := bytes.Clone(src)
		checkLog(t, src, text)
		checkPromises(t, src)
		checkSet(t, src, text)
		if !bytes.Equal(src, given) {
			t.Fatal("the source was written to")
		}
	})
}

// checkLog logs: bytes are put in at one place, and the entry is read there.
func checkLog(t testing.TB, src []byte, text string) {
	text = strings.Join(strings.FieldsFunc(text, isControl), " ")
	e, _, ok := ReadEntry("2026-11-26 call: " + text)
	if !ok || e.Text == "" {
		return
	}
	after, err := AppendEntry(src, e)
	if isRefused(t, err) {
		return
	}
	if front, back := ends(src, after); front+back < len(src) {
		t.Fatalf("%q became %q", src, after)
	}
	before, now := Parse("", src), Parse("", after)
	if len(now.Entries) != len(before.Entries)+1 || times(e, now) != times(e, before)+1 {
		t.Fatalf("%q became %q, which has no entry %+v", src, after, e)
	}
	noWorse(t, before, now)
}

func times(e Entry, in *Note) int {
	n := 0
	for _, other := range in.Entries {
		if bare(other) == bare(e) {
			n++
		}
	}
	return n
}

// checkPromises ticks, drops and re-dates every open promise: nothing outside of its lines changes.
func checkPromises(t testing.TB, src []byte) {
	n := Parse("", src)
	if len(n.Source) != len(src) {
		return // not UTF-8: the spans are those of another text
	}
	for i, e := range n.Entries {
		if e.Promise != Open || i > 10 {
			continue
		}
		edits := []func() ([]byte, error){
			func() ([]byte, error) {
				return Tick(src, e, Fulfilment{Day: civil.Of(2026, 11, 26), Outcome: Spoke, Text: "x"})
			},
			func() ([]byte, error) { return Drop(src, e) },
			func() ([]byte, error) { return Redate(src, e, civil.Of(2026, 11, 26), civil.At(9, 30)) },
		}
		for _, edit := range edits {
			after, err := edit()
			if isRefused(t, err) {
				continue
			}
			if front, back := ends(src, after); front+back < len(src) && (front < e.Span().Start || back < len(src)-e.Span().End) {
				t.Fatalf("%+v: %q became %q", e, src, after)
			}
			noWorse(t, n, Parse("", after))
		}
	}
}

// checkSet sets a key that is not there and clears it: the note is as it was.
func checkSet(t testing.TB, src []byte, value string) {
	before := Parse("", src)
	for _, key := range []string{"company", "tags", "next", "links", "pet"} {
		values := []string{value}
		if key == "next" {
			values = []string{"2026-11-26"}
		}
		after, err := SetKey(src, key, values)
		if isRefused(t, err) || strings.TrimSpace(values[0]) == "" {
			continue
		}
		now := Parse("", after)
		noWorse(t, before, now)
		if !before.Front.Present || bytes.Contains(src, []byte(key)) || bytes.Contains(bytes.ToLower(src), []byte(key)) {
			continue
		}
		again, err := ClearKey(after, key)
		if err != nil || !bytes.Equal(again, src) {
			t.Fatalf("%s: %q\nbecame %q\nand then %q, %v", key, src, after, again, err)
		}
	}
	if after, err := ClearKey(src, "name"); !isRefused(t, err) {
		noWorse(t, before, Parse("", after))
	}
}

func isRefused(t testing.TB, err error) bool {
	var r *Refused
	if err != nil && (!errors.As(err, &r) || r.Reason == "" || r.Help == "") {
		t.Fatalf("%v says too little", err)
	}
	return err != nil
}

// noWorse checks that a note has no more errors than before.
func noWorse(t testing.TB, before, after *Note) {
	if diag.Errors(after.Problems) > diag.Errors(before.Problems) {
		t.Fatalf("%q became %q, with %v", before.Source, after.Source, after.Problems)
	}
}

// ends counts the bytes that two texts have in common at their beginning, and then at their end.
func ends(a, b []byte) (front, back int) {
	n := min(len(a), len(b))
	for front < n && a[front] == b[front] {
		front++
	}
	for back < n-front && a[len(a)-1-back] == b[len(b)-1-back] {
		back++
	}
	return front, back
}

// TestAnyValueReadsBackAsItWasTyped sets values in every form in which one can stand.
func TestAnyValueReadsBackAsItWasTyped(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) string {
		signs := []rune("abc XYZ 0189 :#,-[]{}&*!|>'\"%@`\\/?~=.<_()$^+é日🎉\u00a0")
		return strings.TrimSpace(rapid.StringOfN(rapid.SampledFrom(signs), 1, 12, -1).Draw(t, "value"))
	})
	forms := []string{"", "KEY:", "KEY: x # c", "KEY: 'x' # c", `KEY: "x"`, "KEY: a, b", "KEY: [a, 'b'] # c", "KEY:\n  - a\n  - \"b\"", "KEY: ~"}
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SampledFrom([]string{"company", "tags", "email", "links", "pet"}).Draw(t, "key")
		form := strings.ReplaceAll(rapid.SampledFrom(forms).Draw(t, "form"), "KEY", key)
		values := rapid.SliceOfNDistinct(value, 1, 3, rapid.ID).Draw(t, "values")
		if key == "company" || key == "pet" {
			values = values[:1]
		}
		values = trimmed(values)
		if len(values) == 0 || strings.ContainsFunc(strings.Join(values, ""), unicode.IsControl) {
			return
		}
		src := []byte("---\nname: Ada\n" + form + "\nrole: x\n---\n")
		after, err := SetKey(src, key, values)
		if err != nil {
			t.Fatalf("%q %q: %v", src, values, err)
		}
		d, err := edit(after)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(valuesOf(d.keys[d.find(key)], key), "\n")
		if want := strings.Join(values, "\n"); got != want && got != strings.Join(values, ", ") {
			t.Fatalf("%q became %q, which reads %q", src, after, got)
		}
		if front := Parse("", after).Front; front.Text("name").Value != "Ada" || front.Text("role").Value != "x" {
			t.Fatalf("%q became %q", src, after)
		}
	})
}

// TestChangesNameTheLinesThatWereWritten holds what commands print of an edit.
func TestChangesNameTheLinesThatWereWritten(t *testing.T) {
	cases := []struct {
		before, after string
		want          []Change
	}{
		{"a\nb\n", "a\nb\n", nil},
		{"a\nb", "a\nb\n", nil},
		{"\uFEFFa\r\nb", "a\nb", nil},
		{"", "a\n", []Change{{1, "", "a", Added}}},
		{"a\nb\nc\n", "a\nc\n", []Change{{2, "b", "", Removed}}},
		{"a\nc\n", "a\nb\nc\n", []Change{{2, "", "b", Added}}},
		{"next: 1\n", "next: 2\n", []Change{{1, "next: 1", "next: 2", Changed}}},
		{"x\n", "completely\n", []Change{{1, "x", "completely", Changed}}},
		{"- [ ] 2026-12-01 call\n- z\n", "- [x] 2026-12-01 call\n- 2026-12-01 met\n- z\n",
			[]Change{{1, "- [ ] 2026-12-01 call", "- [x] 2026-12-01 call", Changed}, {2, "", "- 2026-12-01 met", Added}}},
		{"- [ ] 2026-12-01 call\n- z\n", "- 2026-12-02 met\n- [x] 2026-12-01 call\n- z\n",
			[]Change{{1, "", "- 2026-12-02 met", Added}, {2, "- [ ] 2026-12-01 call", "- [x] 2026-12-01 call", Changed}}},
		{"name: x\n\n- a\n- b\n", "name: x\nnext: 1\n\n- a\n- B\n- c\n",
			[]Change{{2, "", "next: 1", Added}, {5, "- b", "- B", Changed}, {6, "", "- c", Added}}},
	}
	for _, c := range cases {
		got := Changes([]byte(c.before), []byte(c.after))
		if len(got) != len(c.want) {
			t.Errorf("%q to %q: %+v", c.before, c.after, got)
			continue
		}
		for i, ch := range got {
			if ch != c.want[i] {
				t.Errorf("%q to %q: %+v, not %+v", c.before, c.after, ch, c.want[i])
			}
		}
	}
}

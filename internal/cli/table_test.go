package cli

import (
	"bufio"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// testScreen is a terminal of some width whose output is kept.
func testScreen(columns int) (*screen, *bytes.Buffer) {
	var b bytes.Buffer
	return &screen{w: bufio.NewWriter(&b), columns: columns, paints: func() bool { return false }}, &b
}

func laidOut(columns int, t *table) string {
	s, b := testScreen(columns)
	s.table(t)
	s.flush()
	return b.String()
}

func TestColumnsAlignByWhatTheTerminalShows(t *testing.T) {
	names := []string{"ada", "日本 太郎", "Łukasz", "☎️ ben", "e\u0301mile"}
	tab := &table{}
	for _, n := range names {
		tab.row(cell{text: n}, cell{text: "|"})
	}
	for line := range strings.Lines(laidOut(80, tab)) {
		if at := width(line[:strings.Index(line, "|")]); at != 2+9+2 {
			t.Errorf("the second column begins at %d: %q", at, line)
		}
	}
}

func TestALongReasonGoesOnBelowItself(t *testing.T) {
	tab := &table{}
	tab.row(cell{text: "ada-byron"}, cell{text: "You met on Wed 18 Nov; the first follow-up is due the day after."})
	want := "  ada-byron  You met on Wed 18 Nov; the first\n" +
		"             follow-up is due the day after.\n"
	if got := laidOut(48, tab); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestANarrowTerminalPutsTheReasonBelow(t *testing.T) {
	tab := &table{}
	tab.row(cell{text: "ada-byron"}, cell{text: "You met on Wed 18 Nov; the first follow-up is due."})
	want := "  ada-byron\n" +
		"    You met on Wed 18 Nov; the\n" +
		"    first follow-up is due.\n"
	if got := laidOut(32, tab); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestNoWordIsLostAtAnyWidth(t *testing.T) {
	text := "Said they would send three dates: Donaudampfschifffahrtsgesellschaftskapitän, 日本語のとても長い言葉, and a last one"
	for columns := fewestColumns; columns < 120; columns++ {
		tab := &table{}
		tab.row(cell{text: "hana-sato"}, cell{text: ""}, cell{text: "Promise"}, cell{text: text})
		got := strings.Fields(laidOut(columns, tab))
		if want := append([]string{"hana-sato", "Promise"}, strings.Fields(text)...); !slices.Equal(got, want) {
			t.Errorf("at %d columns: %q", columns, got)
		}
	}
}

func TestACellOfEndlessLengthLeavesRoomForTheOthers(t *testing.T) {
	tab := &table{}
	tab.row(cell{text: strings.Repeat("very-", 400)}, cell{text: "Chase"})
	got := laidOut(80, tab)
	if !strings.Contains(got, "…") || width(strings.TrimRight(got, "\n")) > 80 {
		t.Errorf("%q", got)
	}
}

func TestAColumnThatNobodyFillsTakesNoRoom(t *testing.T) {
	tab := &table{}
	tab.row(cell{text: "a"}, cell{}, cell{text: "b"})
	if got := laidOut(80, tab); got != "  a  b\n" {
		t.Errorf("%q", got)
	}
}

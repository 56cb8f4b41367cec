package site

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"redial/internal/corpus"
)

const fairNote = "---\nname: Tea fair\ndate: 2026-11-18\nwhere: Hull\nintention: Find [[Ben]].\n---\n\nIt rained.\n\n- 2026-11-18 the doors open at nine\n"

func TestAnEventIsALinkWhereverItIsNamed(t *testing.T) {
	files := notes(map[string]string{
		"events/fair": fairNote,
		"events/next": "---\nname: Next fair\ndate: 2026-12-09\n---\nSee [the last one](fair.md).\n",
		"events/lone": "---\nname: Lone fair\ndate: 2026-11-20\n---\n",
		"ben":         "---\nname: Ben\nmet: 2026-11-18\nat: events/fair\n---\n- 2026-11-19 call: about the [[Tea fair]]\n",
	}).build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	links := map[string]int{}
	walkPages(t, files, func(page string, n *html.Node) {
		if href, ok := attribute(n, "href"); ok && n.Data == "a" && strings.Contains(textOf(n), "fair") {
			links[page+" "+href]++
		}
	})
	for link, want := range map[string]int{
		"people/ben.html ../events/fair.html":      4, // where they met, the journal twice, what it mentions
		"journal/2026-11.html ../events/fair.html": 2,
		"index.html events/next.html":              2,
		"index.html events/lone.html":              1,
		"events/index.html fair.html":              1,
		"events/index.html next.html":              1,
		"events/index.html lone.html":              1,
		"events/fair.html next.html":               1, // mentioned by
	} {
		if links[link] != want {
			t.Errorf("%s: %d links, want %d", link, links[link], want)
		}
	}
}

// textOf gives the text of an element on one line.
func textOf(n *html.Node) string { return strings.Join(strings.Fields(spoken(n)), " ") }

func TestAnEventsNoteIsShownWithItsDatedLines(t *testing.T) {
	page := file(t, notes(map[string]string{"events/fair": fairNote}).build(t, corpus.Today), "events/fair.html")
	for _, want := range []string{"It rained.", "2026-11-18 the doors open at nine", "at: events/fair", "Find Ben."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestEventsHaveFileNamesThatEveryDiskHolds(t *testing.T) {
	event := "---\nname: E\ntype: event\n---\n"
	nb := notes(map[string]string{
		"events/Fair": event, "events/fair": event, "fair2": event, "events/fair2": event, "events/con": event, "events/index": event, "clients/lunch": event,
	})
	a := newAddresses(nb.book)
	for id, want := range map[string]string{"clients/lunch": "events/clients/lunch.html"} {
		if a[id] != want {
			t.Errorf("%s is at %s, want %s", id, a[id], want)
		}
	}
	folded := map[string]string{}
	for id, path := range a {
		if other, ok := folded[foldPath(path)]; ok {
			t.Errorf("%s and %s are both at %s", id, other, path)
		}
		folded[foldPath(path)] = id
		if path == eventsPath || strings.HasPrefix(path, "events/con.") {
			t.Errorf("%s is at %s", id, path)
		}
	}
	files := nb.build(t, corpus.Today)
	checkSafe(t, files)
}

func TestThoseWhoWereNotFollowedUpComeFirst(t *testing.T) {
	nb := notes(map[string]string{
		"events/fair": fairNote,
		"a":           "---\nname: Ann\nat: events/fair\n---\n- 2026-11-18 met\n- 2026-11-19 email\n",
		"b":           "---\nname: Ben\nat: events/fair\n---\n- 2026-11-18 met\n",
		"c":           "---\nname: Cat\nat: events/fair\n---\n- 2026-11-18 met\n- 2026-11-24 email\n",
		"d":           "---\nname: Dan\nat: events/fair\n---\n",
	})
	page := said(t, file(t, nb.build(t, corpus.Today), "events/fair.html"))
	var order []string
	for line := range strings.Lines(page) {
		if parts := strings.Split(line, " | "); len(parts) > 2 && len(parts[0]) == 3 {
			order = append(order, parts[0]+" "+parts[1])
		}
	}
	got := strings.Join(order, "; ")
	want := "Ben | no follow-up yet, due Thu 19 Nov; Dan | no meeting there is noted; Ann | followed up Thu 19 Nov; Cat | followed up Tue 24 Nov, later than a day"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !strings.Contains(page, "1 of 4 followed up within a day") {
		t.Error(page)
	}
}

// On a later day a page says what one that is built on that day says.
func TestEventsAndPromisesAreRightOnLaterDays(t *testing.T) {
	b := openTab(t, corpus.Today, "that events and promises are right on later days")
	nb := notes(map[string]string{
		"events/a": "---\nname: A\ndate: 2026-11-30\n---\n", "events/b": "---\nname: B\ndate: 2026-12-01\nuntil: 2026-12-04\nintention: Look.\n---\n",
		"events/c": "---\nname: C\ndate: 2026-12-02\n---\n", "events/d": "---\nname: D\n---\n",
		"events/e": "---\nname: E\ndate: 2026-12-02\n---\n",
		"ann":      "---\nname: Ann\nat: events/a\n---\n- [ ] 2026-11-30 call: x\n- [ ] 2026-12-01 email: y\n- [ ] 2026-12-04 they call: z\n",
	})
	const shown = `[].slice.call(document.querySelectorAll('main h2, main h3, time.past, [data-carried], .before, .after')).filter(function (e) { return e.offsetParent !== null; }).map(function (e) { return e.textContent.trim(); }).join(' | ')`
	dir := onDisk(t, nb.build(t, corpus.Today))
	for _, days := range []int{0, 1, 2, 3, 4, 30, -1} {
		day := corpus.Today.Add(days)
		then := onDisk(t, nb.build(t, day))
		for _, page := range []string{"events/index.html", "events/b.html", "promises.html"} {
			b.open(then, page)
			b.turnTo(day)
			want := eval[string](b, shown)
			if over := strings.Contains(want, "Who was met"); page == "events/b.html" && over != (days > 3) {
				t.Errorf("%d days on the event is over: %t (%s)", days, over, want)
			}
			b.open(dir, page)
			b.turnTo(day)
			if got := eval[string](b, shown); got != want {
				t.Errorf("%s, %d days on:\n%s, built then:\n%s", page, days, got, want)
			}
		}
	}
}

func TestTheMenuOfPagesOpensAndGoesAway(t *testing.T) {
	b := openTab(t, corpus.Today, "that the menu of further pages works by mouse and keys")
	in := few(t).input(corpus.Today)
	in.Options.Keys = true
	b.open(onDisk(t, makeSite(t, in)), "index.html")
	const open = `document.querySelector('.pages').open`
	b.Click(".pages summary")
	b.Until("the menu opens", open)
	b.Click("h1")
	b.Until("a click beside it closes it", "!"+open)
	b.Click(".pages summary")
	b.Press("Escape")
	b.Until("escape closes it", "!"+open)
	b.Click(".pages summary")
	b.Click(`.pages a[href="review.html"]`)
	b.Until("a page opens", `location.pathname.endsWith('/review.html') && document.readyState === 'complete'`)
	for key, page := range map[string]string{"e": "events/index.html", "o": "promises.html", "i": "introductions.html", "r": "review.html"} {
		b.Press("g", key)
		b.Until(key+" leads to "+page, `location.pathname.endsWith('/`+page+`') && document.readyState === 'complete'`)
	}
}

// Of many past events the list shows the latest, and all stand on the page of their year.
func TestNoPastEventIsLostAmongMany(t *testing.T) {
	all := map[string]string{"events/next": "---\nname: Next fair\ndate: 2026-12-09\n---\n"}
	day := corpus.Today.Add(-1)
	for i := range 120 {
		all[fmt.Sprintf("events/e%03d", i)] = fmt.Sprintf("---\nname: Fair %03d.\ndate: %s\n---\n", i, day.Add(-7*i))
	}
	files := notes(all).build(t, corpus.Today)
	checkSafe(t, files)
	checkSound(t, files)
	list := file(t, files, eventsPath)
	for i := range 120 {
		name := fmt.Sprintf("Fair %03d.", i)
		year := file(t, files, fmt.Sprintf("past-events/%d.html", day.Add(-7*i).Year()))
		if !strings.Contains(year, name) || strings.Contains(list, name) != (i < pastEvents) {
			t.Errorf("%s: on the page of its year %t, in the list %t", name, strings.Contains(year, name), strings.Contains(list, name))
		}
	}
	if !strings.Contains(list, "Next fair") || !strings.Contains(list, `data-count>120<`) || !strings.Contains(list, `href="../past-events/2024.html"`) {
		t.Error("the list does not tell how many there were, or where they stand")
	}
	b := openTab(t, corpus.Today.Add(10), "that past events are counted")
	b.open(onDisk(t, files), eventsPath)
	if n := eval[string](b, `document.querySelector('[data-behind] [data-count]').textContent`); n != "121" {
		t.Errorf("when the next one is over, %s are behind", n)
	}
}

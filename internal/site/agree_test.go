package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/followup"
)

// today is what a dashboard says on a day.
type today struct {
	Date, Lede, Empty string
	Due               string
	Lists             map[string]string // the contacts in order, by their place
	Counts, More      map[string]int
	Words             map[string]string // of what is due
	Also, Birthdays   string
	Load              string // the chart of the coming weeks
}

// readToday reads a dashboard in the browser.
const readToday = `(function () {
  function text(s) { var e = typeof s === 'string' ? document.querySelector(s) : s; return e && !e.closest('[hidden]') ? e.textContent.replace(/\s+/g, ' ').trim() : ''; }
  function texts(s) { return [].slice.call(document.querySelectorAll(s)).map(text).join('\n'); }
  var out = { Date: text('[data-headline]'), Lede: text('[data-lede]'), Empty: text('[data-empty]'), Due: text('[data-n=due]'), Lists: {}, Counts: {}, More: {}, Words: {}, Also: texts('[data-rows=also] h3'), Birthdays: texts('[data-rows=birthdays] a'), Load: '' };
  var load = document.querySelector('.load');
  if (load) out.Load = load.hasAttribute('hidden') ? text('.load ~ .cap') : [texts('.load ~ .axis span'), text('.load ~ .cap'), load.getAttribute('aria-label')].concat([].map.call(load.querySelectorAll('rect'), function (r) {
    return ['class', 'data-d', 'x', 'y', 'width', 'height'].map(function (k) { return r.getAttribute(k); }).join(' ') + ' ' + text(r);
  })).join('\n');
  document.querySelectorAll('[data-sec]').forEach(function (s) {
    var n = s.dataset.sec, rows = [].slice.call(s.querySelectorAll('.row[data-i]'));
    out.Counts[n] = +s.querySelector('[data-count]').textContent;
    out.More[n] = s.querySelector('[data-rest]').hidden ? 0 : +s.querySelector('[data-left]').textContent;
    if (s.hidden && n !== 'today' && rows.length) out.Counts[n] = -1;
    out.Lists[n] = rows.map(function (r) { return r.dataset.i; }).join(' ');
    if (n === 'carried' || n === 'today' || n === 'week') {
      out.Words[n] = rows.map(function (r) { return ['.kind', '.at', '.why', '.tries', '.go'].map(function (q) { var e = r.querySelector(q); return e ? e.textContent + (q === '.go' ? ' ' + (e.dataset.copy || e.getAttribute('href').split('?')[0]) : '') : ''; }).join('|'); }).join('\n');
    }
  });
  return out;
})()`

// expected is the same of a site that is built on that very day.
func expected(t *testing.T, in Input) today {
	s, _ := newSite(in)
	m := s.index().model.(Index)
	out := today{
		Date: m.Headline, Lede: m.Lede.text(), Empty: m.Empty.text(), Lists: map[string]string{}, Counts: map[string]int{},
		More: map[string]int{}, Words: map[string]string{},
	}
	if m.Lede.Due > 0 {
		out.Due = fmt.Sprint(m.Lede.Due)
	}
	for _, sec := range m.Sections {
		out.Counts[sec.List], out.More[sec.List] = sec.Count, sec.More
		var places, words []string
		for _, r := range sec.Rows {
			tries := r.Tries
			if !sec.Full {
				tries = ""
			}
			places = append(places, fmt.Sprint(r.Place))
			words = append(words, strings.Join([]string{r.Word, r.Time, r.Reason, tries, r.Action.text()}, "|"))
		}
		out.Lists[sec.List] = strings.Join(places, " ")
		switch followup.List(sec.List) {
		case followup.ListCarried, followup.ListToday, followup.ListWeek:
			out.Words[sec.List] = strings.Join(words, "\n")
		case followup.ListWaiting:
			out.Also = names(sec.Also, func(a Also) string { return a.Name })
		}
		if missing := sec.Count - sec.More - len(sec.Rows) - len(sec.Also); missing != 0 {
			t.Errorf("%s: %d of %d are neither shown nor counted as left", sec.List, missing, sec.Count)
		}
	}
	out.Load = m.Side.Load.text()
	if in.Agenda.Today > corpus.Today.Add(Horizon-loadDays+1) {
		out.Load = tooOld // what falls due in all of the four weeks is not known
	}
	out.Birthdays = names(m.Side.Birthdays, func(b Birthday) string { return b.Name })
	return out
}

const tooOld = "This page is too old to tell. Run redial build."

// text is the chart as the page has it.
func (l Load) text() string {
	lines := []string{names(l.Ticks[:], func(d Day) string { return d.Text }), l.Caption, l.Label}
	for _, b := range l.Bars {
		if b.Height == 0 {
			lines = append(lines, fmt.Sprintf("z  %d 59 9 1 ", b.X))
			continue
		}
		class := "b"
		if b.Now {
			class += " now"
		}
		if b.Over {
			class += " over"
		}
		lines = append(lines, fmt.Sprintf("%s %s %d %d 9 %d %s", class, b.Day, b.X, b.Y, b.Height, b.Title))
	}
	return strings.Join(lines, "\n")
}

func names[T any](all []T, name func(T) string) string {
	var ns []string
	for _, x := range all {
		ns = append(ns, strings.Join(strings.Fields(name(x)), " "))
	}
	return strings.Join(ns, "\n")
}

// text is the button without the draft, which is that of the day of the build.
func (a Action) text() string {
	if a.Label == "" {
		return ""
	}
	return a.Label + " " + string(a.withoutDraft().Href) + a.Copy
}

func (l Lede) text() string {
	t := l.Reach
	if l.First.Name != "" {
		t += " First: " + l.First.text(" at ", l.First.Time)
	}
	if l.Agreed.Name != "" {
		t += " " + l.Agreed.text(" at ", l.Agreed.Time)
	}
	return strings.Join(strings.Fields(t+" "+l.NoStep), " ")
}

func (e Empty) text() string {
	t := e.Says
	if e.Next.Name != "" {
		t += " Next: " + e.Next.text(", ", e.Next.Day.Text)
	}
	return strings.TrimSpace(t)
}

func (s Someone) text(before, when string) string {
	if when == "" {
		return s.Name + "."
	}
	return s.Name + before + when + "."
}

// A page that was built some days ago must say what one built today says.
func TestAnOldDashboardSaysWhatANewOneSays(t *testing.T) {
	for _, c := range []struct {
		name string
		nb   *notebook
	}{{"samples", sampled(t)}, {"generated 1", generated(60, 1)}, {"generated 2", generated(200, 2)}, {"one", notes(map[string]string{"a": "---\nname: A\nnext: 2026-12-20\n---\n"})}} {
		t.Run(c.name, func(t *testing.T) {
			b := openTab(t, corpus.Today, "that an old dashboard says what a new one says")
			b.open(onDisk(t, c.nb.build(t, corpus.Today)), "index.html")
			for n := range Horizon + 2 {
				day := corpus.Today.Add(n % (Horizon + 1)) // at last back to the first: a clock set right
				b.turnTo(day)
				got := eval[today](b, readToday)
				if diff := cmp.Diff(expected(t, c.nb.input(day)), got); diff != "" {
					t.Errorf("%d days after the build, %s (-new +old):\n%s", n, day, clipTo(diff, 3000))
					return
				}
			}
		})
	}
}

func TestADashboardOpenedOnAnotherDayIsSortedBeforeItIsSeen(t *testing.T) {
	nb := sampled(t)
	dir := onDisk(t, nb.build(t, corpus.Today))
	for _, day := range []civil.Date{corpus.Today.Add(-6), corpus.Today.Add(1), corpus.Today.Add(41), corpus.Today.Add(80)} {
		b := openTab(t, day, "that a dashboard opened on another day is sorted before it is seen")
		b.open(dir, "index.html")
		b.settled()
		said := eval[string](b, `document.querySelector('[data-stale]').textContent`)
		switch {
		case day < corpus.Today && !strings.Contains(said, "later day"), day > corpus.Today.Add(StaleAfter) && !strings.Contains(said, "too old"):
			t.Errorf("on %s the page says only: %s", day, said)
		}
		if day > corpus.Today && day < corpus.Today.Add(StaleAfter) {
			if diff := cmp.Diff(expected(t, nb.input(day)), eval[today](b, readToday)); diff != "" {
				t.Errorf("opened on %s:\n%s", day, diff)
			}
		}
		if shift := eval[float64](b, `performance.getEntriesByType('layout-shift').reduce(function (a, e) { return a + e.value; }, 0)`); shift > 0 {
			t.Errorf("opened on %s: rows moved after they were seen (%g)", day, shift)
		}
	}
}

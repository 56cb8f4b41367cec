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
	Lists             map[string]string // of what is due: the contacts in order, by their place
	Counts            map[string]int
	Lost              map[string]int // of those that are counted, and neither shown nor said to be elsewhere
	Words             map[string]string
}

// readToday reads a dashboard in the browser.
const readToday = `(function () {
  function text(s) { var e = document.querySelector(s); return e && !e.closest('[hidden]') ? e.textContent.replace(/\s+/g, ' ').trim() : ''; }
  var out = { Date: text('[data-date]'), Lede: text('[data-lede]'), Empty: text('[data-empty]'), Due: text('[data-n=due]'), Lists: {}, Counts: {}, Lost: {}, Words: {} };
  document.querySelectorAll('[data-sec]').forEach(function (s) {
    var n = s.dataset.sec, rows = [].slice.call(s.querySelectorAll('.row[data-i]:not([hidden])'));
    out.Counts[n] = +s.querySelector('[data-count]').textContent;
    out.Lost[n] = out.Counts[n] - s.querySelectorAll('.row:not([hidden])').length - (s.querySelector('[data-all]').hidden ? 0 : s.querySelector('[data-left]').textContent);
    if (n === 'carried' || n === 'today' || n === 'week') {
      out.Lists[n] = rows.map(function (r) { return r.dataset.i; }).join(' ');
      out.Words[n] = rows.map(function (r) { return ['.kind', '.at', '.why', '.tries', '.go'].map(function (q) { var e = r.querySelector(q); return e ? e.textContent + (q === '.go' ? ' ' + (e.dataset.copy || e.getAttribute('href').split('?')[0]) : '') : ''; }).join('|'); }).join('\n');
    }
  });
  return out;
})()`

// expected is the same of a site that is built on that very day.
func expected(in Input) today {
	s, _ := newSite(in)
	m := s.index().model.(Index)
	out := today{Date: m.Headline, Lede: m.Lede.text(), Lists: map[string]string{}, Counts: map[string]int{}, Lost: map[string]int{}, Words: map[string]string{}}
	if m.Lede.Due > 0 {
		out.Due = fmt.Sprint(m.Lede.Due)
	}
	if !m.Empty.Hidden {
		out.Empty = m.Empty.text()
	}
	for _, sec := range m.Sections {
		out.Counts[sec.List], out.Lost[sec.List] = sec.Count, 0
		switch followup.List(sec.List) {
		case followup.ListCarried, followup.ListToday, followup.ListWeek:
			var places, words []string
			for _, r := range sec.Rows {
				places = append(places, fmt.Sprint(r.Place))
				words = append(words, strings.Join([]string{r.Word, r.Time, r.Reason, r.Tries, r.Action.text()}, "|"))
			}
			out.Lists[sec.List], out.Words[sec.List] = strings.Join(places, " "), strings.Join(words, "\n")
		}
	}
	return out
}

// text is the button without the draft, which is that of the day of the build.
func (a Action) text() string {
	if a.Label == "" {
		return ""
	}
	return a.Label + " " + string(a.withoutDraft().Href) + a.Copy
}

func (l Lede) text() string {
	s := l.Reach
	if l.Name != "" {
		s += " " + l.Name + " at " + l.Time + "."
	}
	return strings.TrimSpace(s + " " + l.NoStep)
}

func (e *Empty) text() string {
	if e.Next.Name == "" {
		return e.Nothing
	}
	return "Next: " + e.Next.Name + ", " + e.Next.Day.Text + "."
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
				if diff := cmp.Diff(expected(c.nb.input(day)), got); diff != "" {
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
		said := eval[string](b, `document.querySelector('[data-stale]').textContent`)
		switch {
		case day < corpus.Today && !strings.Contains(said, "later day"), day > corpus.Today.Add(StaleAfter) && !strings.Contains(said, "too old"):
			t.Errorf("on %s the page says only: %s", day, said)
		}
		if day > corpus.Today && day < corpus.Today.Add(StaleAfter) {
			if diff := cmp.Diff(expected(nb.input(day)), eval[today](b, readToday)); diff != "" {
				t.Errorf("opened on %s:\n%s", day, diff)
			}
		}
		if shift := eval[float64](b, `performance.getEntriesByType('layout-shift').reduce(function (a, e) { return a + e.value; }, 0)`); shift > 0 {
			t.Errorf("opened on %s: rows moved after they were seen (%g)", day, shift)
		}
	}
}

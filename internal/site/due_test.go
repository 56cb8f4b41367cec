package site

import (
	"bytes"
	"fmt"

	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"redial/internal/civil"
	"redial/internal/corpus"
	"redial/internal/followup"
)

// dueNames lists whom the page of everyone who is due shows, by list.
const dueNames = `(function () { var all = {}; document.querySelectorAll('section[data-due]').forEach(function (s) {
  all[s.dataset.due] = [].slice.call(s.querySelectorAll('.nm a')).map(function (a) { return decodeURIComponent(a.getAttribute('href')); }).sort().join('\n') + '\n' + s.querySelector('[data-count]').textContent;
}); return all; })()`

// Whoever Today has no room for stands on a further page, on the day of the build and on later ones, with
// scripts and without.
func TestEverybodyWhoIsDueIsSomewhere(t *testing.T) {
	nb := generated(300, 5)
	files := nb.build(t, corpus.Today)
	dir := onDisk(t, files)
	for _, days := range []int{0, 1, 7, 41} {
		day := corpus.Today.Add(days)
		want := dueOn(nb, day)
		b := openTab(t, day, "that everybody who is due is on a page, on any day")
		b.open(dir, "due.html")
		b.Until("the page is sorted", `!document.documentElement.classList.contains('unsorted')`)
		for list, names := range eval[map[string]string](b, dueNames) {
			if names != want[list] {
				t.Errorf("%d days after the build, %s: %q, want %q", days, list, names, want[list])
			}
		}
	}
	page := file(t, files, "due.html")
	for _, c := range nb.book.Contacts {
		a := followup.Assess(c, nb.settings.Followup, corpus.Today)
		if a.Due != 0 && a.Due <= corpus.Today.Add(soonDays) && !strings.Contains(page, "<bdi>"+c.Name+"</bdi>") && !strings.ContainsAny(c.Name, `&'"<`) {
			t.Errorf("%s is due, and not on the page", c.ID)
		}
	}
}

// dueOn gives the same as dueNames of what the rules say.
func dueOn(nb *notebook, day civil.Date) map[string]string {
	in := nb.input(day)
	s, _ := newSite(in)
	want := map[string]string{}
	for _, l := range lists[:weekPlace+1] {
		var pages []string
		for _, a := range in.Agenda.In(l.list) {
			pages = append(pages, s.pageOf[a.Contact.ID])
		}
		want[string(l.list)] = strings.Join(slices.Sorted(slices.Values(pages)), "\n") + "\n" + fmt.Sprint(len(pages))
	}
	return want
}

// The call sheet is one page of paper, with telephone, mail and post addresses, whether few are due or as
// many as Today holds.
func TestTheCallSheetIsOnePage(t *testing.T) {
	for _, n := range []int{1, 9, roomyRows, closeRows, fullRows} {
		all := map[string]string{}
		for i := range n {
			all[fmt.Sprintf("p%02d", i)] = fmt.Sprintf("---\nname: Marguerite Featherstone %d\ncompany: Akande Leather and Sons, Leeds\nphone: +44 20 7946 00%02d\nemail: person%d@example.com\naddress: 14 Mill Lane, Harrogate HG1 2AB\n---\n- 2026-11-20 call: wants the price list, and a word with her brother\n- [ ] 2026-%s call: about the quote for the autumn catalogue\n", i, i, i, []string{"12-01", "11-27"}[i%2])
		}
		b := openTab(t, corpus.Today, "that the call sheet is one page")
		b.open(onDisk(t, notes(all).build(t, corpus.Today)), "index.html")
		if pages := b.printed(); pages != 1 {
			t.Errorf("%d people take %d pages", n, pages)
		}
		if _, err := chromedp.Call(b.Chromium(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		if shown := eval[int](b, `[].slice.call(document.querySelectorAll('.ways>*')).filter(function (e) { return e.offsetWidth > 0 && e.getBoundingClientRect().right < innerWidth; }).length`); shown != 3*n {
			t.Errorf("of %d people %d of %d addresses are on paper", n, shown, 3*n)
		}
	}
}

// printed gives how many pages the page takes on paper.
func (b *tab) printed() int {
	b.Helper()
	size := true
	r, err := chromedp.Call(b.Chromium(), cdpage.PrintToPDF, cdpage.PrintToPDFParams{PreferCSSPageSize: &size})
	if err != nil {
		b.Fatal(err)
	}
	return bytes.Count(r.Data, []byte("/Type /Page\n"))
}

// Why somebody is due is told on later days, too, as the rules tell it on that day.
func TestWhoeverFallsDueLaterHasAReason(t *testing.T) {
	nb := generated(300, 5)
	dir := onDisk(t, nb.build(t, corpus.Today))
	for _, days := range []int{1, 9, 41} {
		in := nb.input(corpus.Today.Add(days))
		s, _ := newSite(in)
		want := map[string]string{}
		for _, l := range lists[:weekPlace+1] {
			for _, a := range in.Agenda.In(l.list) {
				want[s.pageOf[a.Contact.ID]] = strings.Join(strings.Fields(string(a.Word)+" "+a.Time.String()+" "+a.Reason), " ")
			}
		}
		b := openTab(t, in.Agenda.Today, "that everybody who is due has a reason, on any day")
		b.open(dir, "due.html")
		b.Until("the page is sorted", `!document.documentElement.classList.contains('unsorted')`)
		got := eval[map[string]string](b, `(function () { var all = {}; document.querySelectorAll('section[data-due] .p').forEach(function (p) {
  all[decodeURIComponent(p.querySelector('.nm a').getAttribute('href'))] = p.querySelector('.why').textContent.trim().replace(/\s+/g, ' ');
}); return all; })()`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d days after the build (-want +got):\n%s", days, diff)
		}
		for _, l := range lists[:weekPlace+1] {
			var order []string
			for _, a := range in.Agenda.In(l.list) {
				order = append(order, s.pageOf[a.Contact.ID])
			}
			shown := eval[[]string](b, `[].map.call(document.querySelectorAll('section[data-due="`+string(l.list)+`"] .nm a'), function (a) { return decodeURIComponent(a.getAttribute('href')); })`)
			if diff := cmp.Diff(order, shown, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%d days after the build %s stand in another order (-want +got):\n%s", days, l.list, diff)
			}
		}
	}
}

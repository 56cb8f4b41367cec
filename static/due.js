/* redial: everyone who is due, on another day than that of the build. Who was not due then comes from the data of the search, and
   why anybody is due on the day from a file beside it. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, GROUP = 100, rows = {}, reasons = [];
  $$('.p').forEach(function (p) { rows[$('a', p).getAttribute('href')] = p; });

  window.redialReasons = function (text) { reasons = text.split('\n'); };
  /* from which day on, word, time, reason; and again */
  function reasonOn(i, now) {
    var c = (reasons[i] || '').split('\t'), at = 0;
    while (at + 4 < c.length && R.built + +c[at + 4] <= now) at += 4;
    return c.length < 4 ? null : c.slice(at + 1, at + 4);
  }
  /* the order of Today: by word, and of the coming days by day first */
  var WORDS = ['Unclear', 'Agreed', 'Promise', 'Just met', 'My turn', 'Come back', 'Last try', 'Nudge', 'Chase', 'Rhythm', 'Planned'];
  function before(a, b) {
    var word = WORDS.indexOf(a.why[0]) - WORDS.indexOf(b.why[0]), day = a.p.on - b.p.on, x = a.why[1] || '~', y = b.why[1] || '~';
    return (a.p.list === 'week' ? day || word : word || day) || (x < y ? -1 : x > y ? 1 : decodeURIComponent(a.p.page) < decodeURIComponent(b.p.page) ? -1 : 1);
  }
  function tell(li, why) {
    var p = $('.why', li);
    if (!p) { $$('.does,.pl', li).forEach(function (x) { x.remove(); }); $('.pn', li).before(p = el('p', 'why')); }
    if (why[0]) p.replaceChildren(el('b', 'kind', why[0]), ' ', why[1] ? el('span', 'at', why[1]) : '', why[1] ? ' ' : '', why[2]);
    return li;
  }
  /* A row that stands in the page is kept; the label on it is set anew everywhere. */
  function sort(all, rowOf) {
    var now = R.today(), lists = {};
    all.forEach(function (p) { (lists[p.list] = lists[p.list] || []).push(p); });
    $$('section[data-due]').forEach(function (s) {
      var ps = (lists[s.dataset.due] || []).map(function (p) { return { p: p, why: reasonOn(p.i, now) || ['', '', ''] }; }).sort(before);
      $$('.people,.empty', s).forEach(function (x) { x.remove(); });
      for (var i = 0; i < ps.length; i += GROUP) {
        var ol = el('ol', 'people');
        ps.slice(i, i + GROUP).forEach(function (x) { ol.append(tell(rows['people/' + x.p.page + '.html'] || rowOf(x.p, now), x.why)); });
        s.append(ol);
      }
      if (!ps.length) s.append(el('p', 'empty', 'Nobody.'));
      $('[data-count]', s).textContent = ps.length;
    });
    R.sorted();
  }
  function turn(now) {
    if (now === R.built && !R.onPeople) return;
    if (!R.onPeople) R.root.classList.add('unsorted');
    R.onPeople = sort;
    R.ask('people-reasons.js');
    R.ask('search.js', R.sorted);
  }
  R.onDay.push(turn);
  turn(R.today());
})();

/* redial: everyone who is due, on another day than that of the build. Who was not due then comes from the data of the search. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, GROUP = 100, rows = {};
  $$('.p').forEach(function (p) { rows[$('a', p).getAttribute('href')] = p; });

  /* A row that stands in the page tells why, so it is kept; the label on it is set anew everywhere. */
  function sort(all, rowOf) {
    var now = R.today(), lists = {};
    all.forEach(function (p) { (lists[p.list] = lists[p.list] || []).push(p); });
    $$('section[data-due]').forEach(function (s) {
      var ps = (lists[s.dataset.due] || []).sort(function (a, b) { return a.on - b.on || a.i - b.i; });
      $$('.people,.empty', s).forEach(function (x) { x.remove(); });
      for (var i = 0; i < ps.length; i += GROUP) {
        var ol = el('ol', 'people');
        ps.slice(i, i + GROUP).forEach(function (p) { ol.append(rows['people/' + p.page + '.html'] || rowOf(p, now)); });
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
    R.ask('search.js', R.sorted);
  }
  R.onDay.push(turn);
  turn(R.today());
})();

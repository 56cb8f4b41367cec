/* redial: the search, and the filters of the people page. Loaded when they are first used. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, bdi = R.bdi, day = R.day, today = R.today, time = R.time, capital = R.capital, number = R.number, ask = R.ask, base = R.base;
  var q = $('#q');

  /* People: label, filters, counts */
  var LABEL = { carried: 'carried over', today: 'today', week: 'soon', waiting: 'waiting', 'last-try': 'last try', 'no-step': 'no next step', parked: 'parked', later: 'later', untracked: 'untracked', 'let-go': 'let go', closed: 'closed' };
  function spanOn(list, due, spans, now) {
    var s = ['', list, due || ''];
    if (spans) JSON.parse(spans).forEach(function (x, i) { if (i === 0 || day(x[0]) <= now) s = x; });
    var on = s[2] === 'today' ? now : s[2] ? day(s[2]) : null;
    return { due: on, list: R.listOn(s[1], on, now) };
  }
  function labelPerson(p, now) {
    var at = spanOn(p.dataset.list, p.dataset.due, p.dataset.spans, now), pn = $('.pn', p);
    if (p.at && p.at.list === at.list && p.at.due === at.due) return;
    p.at = at;
    pn.className = 'pn st-' + at.list;
    pn.replaceChildren();
    if (at.due !== null) pn.append(time(at.due, now), ' ');
    pn.append(el('span', '', LABEL[at.list]));
  }
  function countFacets() {
    var n = {}, all = $$('.p[data-i]');
    all.forEach(function (p) { n[p.at.list] = (n[p.at.list] || 0) + 1; });
    $$('[data-state]').forEach(function (b) {
      var s = b.dataset.state, c = s ? n[s] || 0 : all.length;
      $('.n', b).textContent = c;
      b.hidden = c === 0 && s !== '' && s !== want.state;
    });
  }

  /* Search. The index is a script, which loads from disk where data does not. */
  var DATA = null, WORDS = null, want = { q: '', state: '', tag: '', company: '' };
  var SPELT = { 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ð': 'd', 'þ': 'th', 'ı': 'i', 'ħ': 'h', '’': "'" };
  function fold(s) { return s.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[łøđßæœðþıħ’]/g, function (c) { return SPELT[c]; }).normalize('NFC'); }
  function terms(v) { return fold(v).split(/\s+/).filter(Boolean); }
  window.redialPeople = function (text) {
    DATA = (text ? text.split('\n') : []).map(function (l, i) {
      var c = l.split('\t'), p = { i: i, href: base + c[0], name: c[1], aka: c[2], company: c[3], role: c[4], tags: c[5], offers: c[6], needs: c[7], touch: c[8], list: c[9], due: c[10], spans: c[11] };
      p.key = fold([p.name, p.aka, p.company, p.role, p.tags, p.offers, p.needs].join('\n'));
      p.names = fold(p.name + ' ' + p.aka);
      p.tagged = ', ' + fold(p.tags) + ', ';
      return p;
    });
    search();
  };
  window.redialWords = function (text) { WORDS = text.split('\n'); search(); };
  /* rank: 0 in the name, 1 in what stands above the note, 2 in the journal, -1 not found */
  function rank(p, ts) {
    var r = 0;
    for (var i = 0; i < ts.length; i++) {
      if (p.names.indexOf(ts[i]) >= 0) continue;
      if (p.key.indexOf(ts[i]) >= 0) { r = Math.max(r, 1); continue; }
      if (WORDS && WORDS[p.i] && WORDS[p.i].indexOf(ts[i]) >= 0) { r = 2; continue; }
      return -1;
    }
    return r;
  }
  function search() {
    var ts = terms(want.q);
    if ($('.everyone')) return filter(ts);
    var box = $('#found'), main = $('main');
    box.hidden = !ts.length; main.hidden = !!ts.length;
    if (!ts.length) { box.replaceChildren(); return; }
    box.setAttribute('role', 'main'); /* that of the page is hidden */
    ask('people-data.js');
    if (want.q.trim().length > 1) ask('people-words.js');
    if (!DATA) return;
    var found = [[], [], []], now = today();
    DATA.forEach(function (p) { var r = rank(p, ts); if (r >= 0) found[r].push(p); });
    var near = found[0].concat(found[1]), n = near.length + found[2].length;
    box.replaceChildren(el('h1', 'vh', 'Search results'), el('h2', '', n ? capital(number(n)) + (n === 1 ? ' person' : ' people') : 'No one matches'));
    if (near.length) box.append(results(near.slice(0, 100), now));
    if (found[2].length) box.append(el('h2', '', 'In the notes'), results(found[2].slice(0, Math.max(10, 100 - near.length)), now));
    mark(box, ts);
  }
  function results(ps, now) {
    var ol = el('ol', 'people');
    ps.forEach(function (p) {
      var li = el('li', 'p'), nm = el('p', 'nm'), a = el('a'), at = spanOn(p.list, p.due, p.spans, now), does = el('p', 'does', [p.offers, p.needs && 'needs ' + p.needs, p.tags].filter(Boolean).join(' · ')), pn = el('p', 'pn st-' + at.list), pl = el('p', 'pl');
      a.href = p.href; a.append(bdi(p.name)); nm.append(a); li.tabIndex = -1;
      if (p.touch) pl.append(time(day(p.touch), now));
      if (at.due !== null) pn.append(time(at.due, now), ' ');
      pn.append(el('span', '', LABEL[at.list]));
      li.append(nm, el('p', 'pr', [p.role, p.company].filter(Boolean).join(', ')), does, pl, pn);
      ol.append(li);
    });
    return ol;
  }
  function mark(scope, ts) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete('hit');
    var ws = ts.filter(function (t) { return t.length > 1; }), rs = [], it = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT), n;
    while (ws.length && (n = it.nextNode()) && rs.length < 400) {
      var s = fold(n.data);
      if (s.length !== n.data.length) continue;
      ws.forEach(function (t) { for (var i = s.indexOf(t); i >= 0; i = s.indexOf(t, i + t.length)) { var r = new Range(); r.setStart(n, i); r.setEnd(n, i + t.length); rs.push(r); } });
    }
    if (rs.length) CSS.highlights.set('hit', new (Function.prototype.bind.apply(Highlight, [null].concat(rs)))());
  }
  function filter(ts) {
    var asks = ts.length || want.tag || want.company, n = 0, all = $$('.p[data-i]');
    if (asks) ask('people-data.js');
    if (want.q.trim().length > 1) ask('people-words.js');
    all.forEach(function (p) {
      var d = asks && DATA && DATA[p.dataset.i], ok = !want.state || p.at.list === want.state;
      if (d) ok = ok && rank(d, ts) >= 0 && (!want.tag || d.tagged.indexOf(', ' + fold(want.tag) + ', ') >= 0) && (!want.company || fold(d.company) === fold(want.company));
      p.hidden = !ok;
      if (ok) n++;
    });
    $$('[data-state]').forEach(function (b) { b.setAttribute('aria-pressed', String(b.dataset.state === want.state)); });
    $$('[data-tag]').forEach(function (b) { b.setAttribute('aria-pressed', String(b.dataset.tag === want.tag)); });
    var other = want.tag && !$$('[data-tag]').some(function (b) { return b.dataset.tag === want.tag; }) ? want.tag : '', chosen = $('[data-chosen]');
    chosen.replaceChildren();
    [['company', want.company], ['tag', other]].forEach(function (x) { if (x[1]) { var b = el('button', '', x[1] + ' ×'); b.type = 'button'; b.dataset.drop = x[0]; b.setAttribute('aria-label', 'Show all, not only ' + x[1]); chosen.append(b); } });
    chosen.hidden = !chosen.firstChild;
    $('[data-pempty]').hidden = n > 0 || !all.length;
    var c = $('[data-pcount]');
    if (asks || want.state) c.textContent = capital(number(n)) + (n === 1 ? ' person.' : ' people.'); else c.replaceChildren.apply(c, pcount);
    $$('.people').forEach(function (g) { mark(g.parentNode, ts); });
    if (R.select) R.select(null);
  }
  var pcount = $('[data-pcount]') ? Array.prototype.slice.call($('[data-pcount]').childNodes) : [];
  function address() {
    var q = Object.keys(want).filter(function (k) { return want[k]; }).map(function (k) { return k + '=' + encodeURIComponent(want[k]); }).join('&');
    try { history.replaceState(null, '', location.pathname + (q ? '?' + q : '') + location.hash); } catch (e) { }
  }
  function fromAddress() {
    location.search.slice(1).split('&').forEach(function (x) {
      var at = x.indexOf('='), k = x.slice(0, at);
      if (at > 0 && want.hasOwnProperty(k)) try { want[k] = decodeURIComponent(x.slice(at + 1).replace(/\+/g, ' ')); } catch (e) { }
    });
    if (want.q) q.value = want.q; else want.q = q.value;
  }
  function refilter() { address(); search(); }

  function inSearch(e) {
    if (e.key === 'Escape') { q.value = want.q = ''; refilter(); q.blur(); }
    if (e.key !== 'ArrowDown' && e.key !== 'Enter') return;
    e.preventDefault(); q.blur(); R.select(null); R.move(1);
    if (e.key === 'Enter') R.press('h3 a,.nm a');
  }
  function click(e) {
    var b, t = e.target;
    if ((b = t.closest('button[data-state]'))) want.state = b.dataset.state;
    else if ((b = t.closest('button[data-tag]'))) want.tag = want.tag === b.dataset.tag ? '' : b.dataset.tag;
    else if ((b = t.closest('[data-drop]'))) want[b.dataset.drop] = '';
    else if (t.closest('[data-clear]')) { want = { q: '', state: '', tag: '', company: '' }; q.value = ''; }
    else return;
    refilter();
  }
  function relabel(now) {
    $$('.p[data-i]').forEach(function (p) { labelPerson(p, now); });
    if ($('.everyone')) countFacets();
  }

  R.dress();
  fromAddress();
  relabel(today());
  R.onDay.push(relabel);
  if (want.q || $('.everyone') && (want.state || want.tag || want.company)) search();
  q.addEventListener('input', function () { want.q = q.value; $('.everyone') ? refilter() : search(); });
  q.addEventListener('keydown', inSearch);
  document.addEventListener('click', click);
})();

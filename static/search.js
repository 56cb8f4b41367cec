/* redial: the search, and the filters of the list of everyone. It is loaded when it is wanted. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, bdi = R.bdi, STEP = 100;
  var box = $('#q'), everyone = $('.everyone[data-all]'), all = null, words = null, posts, kept, shown = STEP, drawn = '';
  var want = { q: '', state: '', company: '', sort: '', tag: [] };
  var heard = el('p', 'vh'), hearing; heard.setAttribute('role', 'status'); document.body.append(heard);

  /* Folds as the builder does, letter by letter, so that a word of a note is found as it was typed. */
  var ACCENT = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\p{Cf}]/gu;
  var SPELT = {}, APART = /[^\p{L}\p{N}\p{M}]+/u;
  'łl øo æae œoe ßss đd ðd þth ıi ħh ŋn ŧt ĸk ƀb ɓb ƈc ɖd ɗd əe ɛe ƒf ɣg ɨi ƙk ƚl ɲn ɔo ɵo ƥp ʉu ʋv ƶz ȷj ςσ ‘\' ’\' ‛\' ʼ\' ʻ\' “" ”" ‐- ‑- ‒- –- —- −-'.split(' ').forEach(function (x) { SPELT[x[0]] = x.slice(1); });
  function fold(s) {
    if (/^[\0-\x7f]*$/.test(s)) return s.toLowerCase();
    return s.replace(/´/g, "'").normalize('NFKD').toLowerCase().normalize('NFKD').replace(ACCENT, '').replace(/[^\0-\x7f]/g, function (c) { return SPELT[c] || c; }).normalize('NFC');
  }
  R.fold = fold;
  function cmp(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
  function terms(v) { return fold(v).split(/\s+/).filter(Boolean); }

  /* Tags are numbers, so that counting them takes no time. */
  var numbers = new Map();
  function tagNumber(t) { if (!numbers.has(t)) numbers.set(t, numbers.size); return numbers.get(t); }
  /* The index: a line a person, by name; its columns are told where it is made. */
  window.redialPeople = function (text) {
    all = (text ? text.split('\n') : []).map(function (l, i) {
      var c = l.split('\t'), k = fold(l).split('\t');
      return {
        i: i, page: c[0], name: c[1], company: c[3], role: c[4], offers: c[5], needs: c[6], touch: c[7], home: c[8], due: c[9], turns: c[10], tags: c.slice(11),
        names: k[1] + '\n' + k[2], firm: k[3], key: k.slice(1, 7).concat(k.slice(11)).join('\n'), tagged: k.slice(11).map(tagNumber)
      };
    });
    kept = new Map();
    turn(R.today());
    search();
    if (R.onPeople) R.onPeople(all, rowOf);
  };
  /* The words of the notes, each with those in whose notes it stands: how much further down the index each is than the one before. */
  window.redialWords = function (text) {
    words = []; posts = []; kept = new Map();
    (text ? text.split('\n') : []).forEach(function (l) { var t = l.indexOf('\t'); words.push(l.slice(0, t)); posts.push(l.slice(t + 1)); });
    search();
  };
  var VALUE = new Uint8Array(128);
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('').forEach(function (c, i) { VALUE[c.charCodeAt(0)] = i; });
  function addPosts(s, to) {
    for (var i = 0, n = 0, d = 0, by = 0, v; i < s.length; i++) {
      v = VALUE[s.charCodeAt(i)]; d |= (v & 31) << by; by += 5;
      if (v < 32) { n += d; to[n] = 1; d = by = 0; }
    }
  }
  /* in whose notes a term stands: each of its words within one of theirs */
  function inNotes(t) {
    var ps = words && t.length > 1 ? t.split(APART).filter(Boolean) : [], has = kept.get(t);
    if (!ps.length || has) return has;
    has = ps.map(function (p) {
      var to = new Uint8Array(all.length);
      for (var i = 0; i < words.length; i++) if (words[i].indexOf(p) >= 0) addPosts(posts[i], to);
      return to;
    }).reduce(function (a, b) { return a.map(function (x, i) { return x & b[i]; }); });
    if (kept.size > 40) kept.clear();
    kept.set(t, has);
    return has;
  }

  function turn(now) { all.forEach(function (p) { var at = R.spanOn(p.home, p.due, p.turns, now); p.on = at.due; p.list = at.list; p.li = null; }); }
  R.onDay.push(function (now) { if (!all) return; turn(now); drawn = ''; search(); if (R.onPeople) R.onPeople(all, rowOf); });

  /* 0 in the name, 1 in what stands above the note, 2 in the note, -1 not found */
  function rank(p, ts, notes) {
    for (var i = 0, r = 0; i < ts.length; i++) {
      if (p.key.indexOf(ts[i]) >= 0) { if (!r && p.names.indexOf(ts[i]) < 0) r = 1; continue; }
      if (!notes[i] || !notes[i][p.i]) return -1;
      r = 2;
    }
    return r;
  }
  function filtered() { return want.state || want.company || want.tag.length; }
  /* who is meant, in three ranks, and how many there would be with each filter in place of its own kind */
  function find(ts) {
    var notes = ts.map(inNotes), firm = fold(want.company), tags = want.tag.map(function (t) { return tagNumber(fold(t)); });
    var n = { all: 0, state: {}, tag: new Int32Array(numbers.size), other: [] }, ranks = [[], [], []];
    for (var i = 0; i < all.length; i++) {
      var p = all[i], r = rank(p, ts, notes);
      if (r < 0) continue;
      var s = !want.state || p.list === want.state, c = !firm || p.firm === firm, t = true;
      for (var k = 0; k < tags.length; k++) t = t && p.tagged.indexOf(tags[k]) >= 0;
      if (c && t) { n.all++; n.state[p.list] = (n.state[p.list] || 0) + 1; }
      if (s && t) n.other.push(p);
      if (!s || !c || !t) continue;
      ranks[r].push(p);
      for (k = 0; k < p.tagged.length; k++) n.tag[p.tagged[k]]++;
    }
    return { n: n, near: sorted(ranks[0].concat(ranks[1])), far: sorted(ranks[2]) };
  }
  var ORDER = {
    due: function (a, b) { return (a.on === null) - (b.on === null) || a.on - b.on || a.i - b.i; },
    silent: function (a, b) { return !a.touch - !b.touch || cmp(a.touch, b.touch) || a.i - b.i; },
    recent: function (a, b) { return cmp(b.touch, a.touch) || a.i - b.i; }
  };
  function sorted(ps) { return ORDER[want.sort] ? ps.sort(ORDER[want.sort]) : ps; }

  var row = el('li', 'p'), PARTS = ['nm', 'pr', 'does', 'pl', 'pn'].map(function (c) { return row.appendChild(el('p', c)); });
  PARTS[0].append(el('a')); PARTS[0].firstChild.append(el('bdi'));
  function rowOf(p, now) {
    var li = row.cloneNode(true), c = li.children, a = c[0].firstChild;
    a.href = R.base + 'people/' + p.page + '.html'; a.firstChild.textContent = p.name;
    c[1].textContent = [p.role, p.company].filter(Boolean).join(', ');
    c[2].textContent = [p.offers, p.needs && 'needs ' + p.needs, p.tags.length > 9 ? p.tags.slice(0, 8).join(', ') + ' and ' + (p.tags.length - 8) + ' other tags' : p.tags.join(', ')].filter(Boolean).join(' · ');
    if (p.touch) c[3].append(R.time(R.day(p.touch), now));
    if (p.on !== null) c[4].append(R.time(p.on, now), ' ');
    c[4].classList.add('st-' + p.list); c[4].append(el('span', '', R.LABEL[p.list]));
    return li;
  }
  /* Those on the screen are drawn at once, the others when there is time: the next key must not wait for them. */
  var FIRST = 15, rest, jump = 0;
  function draw(into, found, ts) {
    var now = R.today(), near = found.near.slice(0, shown), far = found.far.slice(0, shown - near.length), left = found.near.length + found.far.length - near.length - far.length;
    function lists(from, to) {
      var f = document.createDocumentFragment();
      function list(ps) { if (!ps.length) return; var ol = el('ol', 'people'); ps.forEach(function (p) { ol.append(p.li || (p.li = rowOf(p, now))); }); f.append(ol); }
      list(near.slice(from, to));
      if (far.length && from <= near.length && near.length < to) f.append(el('h2', '', 'In the notes'));
      list(far.slice(Math.max(0, from - near.length), Math.max(0, to - near.length)));
      return f;
    }
    clearTimeout(rest);
    into.replaceChildren(lists(0, FIRST));
    mark(into, ts);
    if (near.length + far.length > FIRST && !jump) rest = setTimeout(function () { finish(); mark(into, ts); }, 150);
    else finish();
    function finish() {
      into.append(lists(FIRST, shown));
      if (jump) { R.select($$('.p', into)[jump]); jump = 0; }
      if (!left) return;
      var b = el('button', 'cp', 'Show ' + Math.min(STEP, left) + ' more'), p = el('p', 'rest'); b.type = 'button'; b.dataset.further = '';
      p.append(b, ' of ' + left); into.append(p);
    }
  }
  /* marks what was found, where the browser can without a change of the page */
  function mark(scope, ts) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete('hit');
    var rs = new Highlight(), it = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT), n, s, at;
    ts = ts.filter(function (t) { return t.length > 1; });
    while (ts.length && (n = it.nextNode()) && rs.size < 400) {
      s = fold(n.data); at = null;
      if (s.length !== n.data.length) { at = []; s = ''; Array.prototype.forEach.call(n.data, function (c, i) { var f = fold(c); s += f; for (var k = 0; k < f.length; k++) at.push(i); }); at.push(n.data.length); }
      ts.forEach(function (t) {
        for (var i = s.indexOf(t); i >= 0; i = s.indexOf(t, i + t.length)) {
          var r = new Range(); r.setStart(n, at ? at[i] : i); r.setEnd(n, at ? at[i + t.length] : i + t.length); rs.add(r);
        }
      });
    }
    if (rs.size) CSS.highlights.set('hit', rs);
  }

  /* said behind "12 people": which ones */
  function which() {
    var s = [];
    want.tag.forEach(function (t, i) { s.push(i ? ' and ' : ' tagged ', bdi(t)); });
    if (want.company) s.push(' at ', bdi(want.company));
    if (want.state) s.push(', ' + R.LABEL[want.state]);
    if (want.q.trim()) s.push(', found by “', bdi(want.q.trim()), '”');
    return s;
  }
  /* numbers as the builder writes them */
  var SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
  function people(n) { return (SMALL[n] || n) + (n === 1 ? ' person' : ' people'); }
  function hear(text) { clearTimeout(hearing); hearing = setTimeout(function () { heard.textContent = text; }, 500); }

  function search() {
    var ts = terms(want.q), found, n;
    if (ts.length && want.q.trim().length > 1) R.ask('people-words.js');
    if (!all) return;
    found = find(ts); n = found.near.length + found.far.length;
    everyone ? showEveryone(found, n, ts) : showFound(found, n, ts);
    if (R.select) R.select(null);
    if (ts.length || filtered()) hear(n ? people(n) : 'No one matches');
  }
  function showFound(found, n, ts) {
    var at = $('#found'), on = ts.length > 0, h, list;
    at.hidden = !on; $('main').hidden = on;
    if (!on) return at.replaceChildren();
    h = el('h2', '', n ? people(n) : 'No one matches'); list = el('div');
    at.setAttribute('role', 'main'); /* that of the page is hidden */
    at.replaceChildren(el('h1', 'vh', 'Search results'), h, list);
    draw(list, found, ts);
  }
  var whole = everyone && $('[data-whole]'), hits = everyone && $('[data-hits]'), lede = everyone && $('[data-pcount]'), usual = everyone && Array.prototype.slice.call(lede.childNodes), title = document.title;
  function showEveryone(found, n, ts) {
    if (!all.length) return;
    var on = ts.length || filtered() || want.sort || shown > STEP, view = on && JSON.stringify([want, shown, !!words]);
    facets(found.n);
    everyone.classList.remove('seeking');
    whole.hidden = on; hits.hidden = !on;
    if (on && view !== drawn) draw(hits, found, ts);
    if (!on) { clearTimeout(rest); hits.replaceChildren(); mark(hits, []); }
    drawn = view;
    lede.replaceChildren.apply(lede, ts.length || filtered() ? [n ? people(n) : 'No one'].concat(which(), '.') : usual);
    clearTimeout(naming); naming = setTimeout(name, 300);
    $('[data-none]').hidden = n > 0 || !all.length;
    $('[data-widen]').hidden = !(ts.length && filtered());
  }
  var states = $$('[data-state]'), tagButtons = $$('button[data-tag]');
  function facets(n) {
    var tags = want.tag.map(fold), chosen = $('[data-chosen]');
    function press(b, on, count) {
      if (b.getAttribute('aria-pressed') !== String(on)) b.setAttribute('aria-pressed', String(on));
      b.disabled = !count && !on && b.dataset.state !== '';
      var at = b.lastElementChild; if (at.textContent !== String(count)) at.textContent = count;
    }
    states.forEach(function (b) { var s = b.dataset.state; press(b, s === want.state, s ? n.state[s] || 0 : n.all); });
    var buttons = tagButtons.map(function (b) { var t = fold(b.dataset.tag); press(b, tags.indexOf(t) >= 0, n.tag[tagNumber(t)] || 0); return t; });
    chosen.replaceChildren.apply(chosen, want.tag.filter(function (t) { return buttons.indexOf(fold(t)) < 0; }).map(function (t) {
      var b = el('button'); b.type = 'button'; b.dataset.drop = t; b.setAttribute('aria-pressed', 'true'); b.setAttribute('aria-label', t + ', show others too'); b.append(bdi(t), ' ×'); return b;
    }));
    chosen.hidden = !chosen.firstChild;
    $('[data-clear]').hidden = !filtered();
    choices(n);
  }
  /* the lists of companies and tags, filled when one goes there: those that would leave somebody */
  var counts = null;
  function choices(n) {
    counts = n;
    var c = $('[data-companies]'), s = $('[data-sort]');
    if (c.value !== want.company) options(c, want.company ? [[want.company, want.company]] : [], want.company);
    if (s.value !== want.sort) s.value = want.sort;
  }
  function options(select, list, value) {
    select.replaceChildren.apply(select, [select.options[0]].concat(list.map(function (x) { var o = el('option', '', x[1]); o.value = x[0]; return o; })));
    select.value = value;
  }
  function fill(select) {
    var tags = select.dataset.companies === undefined, seen = new Map(), list, mine;
    if (!counts) return;
    (tags ? all : counts.other).forEach(function (p) {
      (tags ? p.tags : p.company ? [p.company] : []).forEach(function (name, i) {
        var key = tags ? p.tagged[i] : p.firm, x = seen.get(key);
        x ? x.n += !tags : seen.set(key, { name: name, n: tags ? counts.tag[key] : 1 });
      });
    });
    want.tag.forEach(function (t) { if (tags) seen.delete(tagNumber(fold(t))); });
    mine = seen.get(fold(want.company));
    list = Array.from(seen.values()).filter(function (x) { return x.n > 0; }).sort(function (a, b) { return b.n - a.n; }).slice(0, 500);
    if (!tags && want.company && list.indexOf(mine) < 0) list.push(mine = { name: want.company, n: 0 });
    list.sort(function (a, b) { return cmp(fold(a.name), fold(b.name)); });
    options(select, list.map(function (x) { return [x.name, x.name + ' (' + x.n + ')']; }), !tags && want.company ? mine.name : '');
  }

  /* What is wanted stands in the address: a view can be kept, and left by going back. */
  var writing, naming;
  function name() { document.title = (want.q.trim() || filtered() ? lede.textContent.replace(/\.$/, '') + ' · ' : '') + title; }
  function address(step) {
    clearTimeout(writing);
    var q = new URLSearchParams();
    Object.keys(want).forEach(function (k) { [].concat(want[k]).forEach(function (v) { if (v) q.append(k, v); }); });
    q = String(q);
    try { history[step ? 'pushState' : 'replaceState'](null, '', location.pathname + (q ? '?' + q : '') + location.hash); } catch (e) { }
  }
  function fromAddress() {
    var q = new URLSearchParams(location.search);
    ['q', 'company', 'sort'].forEach(function (k) { want[k] = q.get(k) || ''; });
    want.state = R.LABEL[q.get('state')] ? q.get('state') : '';
    want.tag = q.getAll('tag').filter(Boolean);
    box.value = want.q;
  }
  function go(step) { shown = STEP; search(); if (everyone) step ? address(true) : (clearTimeout(writing), writing = setTimeout(address, 300)); }
  function toggleTag(t) {
    var left = want.tag.filter(function (x) { return fold(x) !== fold(t); });
    want.tag = left.length < want.tag.length ? left : left.concat(t);
    go(true);
  }
  function nothing() { want.state = want.company = ''; want.tag = []; }
  box.addEventListener('input', function () { want.q = box.value; go(false); });
  box.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') { want.q = box.value = ''; go(false); box.blur(); }
    if (e.key !== 'ArrowDown' && e.key !== 'Enter') return;
    e.preventDefault(); box.blur(); R.select(null); R.move(1);
    if (e.key === 'Enter') R.press('h3 a,.nm a');
  });
  document.addEventListener('click', function (e) {
    var b = e.target.closest('button'), d = b ? b.dataset : {};
    if (d.state !== undefined) { want.state = want.state === d.state ? '' : d.state; go(true); }
    else if (d.tag) toggleTag(d.tag);
    else if (d.drop) { toggleTag(d.drop); }
    else if (d.widen !== undefined) { nothing(); go(true); }
    else if (d.clear !== undefined) { nothing(); if (!b.closest('.facets')) want.q = box.value = ''; go(true); box.focus(); }
    else if (d.further !== undefined) further();
  });
  function further() { jump = shown; shown += STEP; drawn = ''; search(); }
  if (everyone) {
    $$('select', everyone).forEach(function (s) {
      s.addEventListener('focus', function () { if (s.dataset.sort === undefined) fill(s); });
      s.addEventListener('change', function () {
        if (s.dataset.sort !== undefined) want.sort = s.value;
        else if (s.dataset.companies !== undefined) want.company = s.value;
        else { var t = s.value; s.value = ''; if (t) return toggleTag(t); }
        go(true);
      });
    });
    window.addEventListener('popstate', function () { fromAddress(); shown = STEP; search(); });
    fromAddress();
  } else want.q = box.value;
  R.dress();
  R.ask('people-data.js');
  search();
})();

/* redial: the search, and the filters of the list of everyone. It is loaded when it is wanted. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, bdi = R.bdi, STEP = 100;
  var box = $('#q'), everyone = $('.everyone[data-all]'), all = null, words = null, posts, kept = new Map(), noted = new Map(), held = new Map(), shown = STEP, drawn = '';
  var want = { q: '', state: '', company: '', sort: '', tag: [] };
  var heard = el('p', 'vh'), hearing; heard.setAttribute('role', 'status'); document.body.append(heard);
  var idle = window.requestIdleCallback ? function (f) { requestIdleCallback(f, { timeout: 1000 }); } : function (f) { setTimeout(f, 50); };
  function hide(e, yes) { if (e && e.hidden !== yes) e.hidden = yes; }
  function remember(map, key, value) { map.set(key, value); if (map.size > 40) map.delete(map.keys().next().value); return value; }

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

  /* States and tags are numbers, so that counting them takes no time. */
  var LISTS = Object.keys(R.LABEL), numbers = new Map();
  function tagNumber(t) { if (!numbers.has(t)) numbers.set(t, numbers.size); return numbers.get(t); }
  /* Lines are read for a few milliseconds at a time: the page can be used meanwhile. */
  function read(text, line, done) {
    var lines = text ? text.split('\n') : [], i = 0;
    (function some() {
      for (var end = performance.now() + 8; i < lines.length && (i % 32 || performance.now() < end); i++) line(lines[i], i);
      i < lines.length ? setTimeout(some) : done();
    })();
  }
  /* The index: a line a person, by name; its columns are told where it is made. */
  function person(l, i, now) {
    var c = l.split('\t'), key = fold(l.slice(c[0].length + c[1].length + c[2].length + c[3].length + c[4].length + 5)), k = key.split('\t'), at = R.spanOn(c[2], c[3], c[4], now);
    return {
      i: i, page: c[0], touch: c[1], home: c[2], due: c[3], turns: c[4], name: c[5], company: c[7], role: c[8], offers: c[9], needs: c[10], tags: c.slice(11),
      on: at.due, list: at.list, at: LISTS.indexOf(at.list), key: key, named: k[0].length + k[1].length + 1, firm: k[2], tagged: k.slice(6).map(tagNumber)
    };
  }
  window.redialPeople = function (text) {
    var ps = [], now = R.today();
    read(text, function (l, i) { ps.push(person(l, i, now)); }, function () {
      all = ps;
      if (R.today() !== now) turn(R.today());
      R.read = true;
      search();
      if (R.onPeople) R.onPeople(all, rowOf);
      idle(warm);
      if (document.activeElement === box) idle(askWords);
    });
  };
  /* The first keys shall not be slower than the others: what they go through is gone through before, when there is time. */
  function warm() {
    while (pool.length < 15) pool.push(row.cloneNode(true));
    ['er', 'a', 'an', 'mi', 'o', 'le'].forEach(function (t) { idle(function () {
      var found = all && find([t]);
      if (found && !round) found.rows.slice(0, pool.length).forEach(function (p, i) { tell(pool[i], p, R.today()); });
    }); });
  }
  function askPeople() { R.ask('people-data.js'); }
  function askWords() { R.ask('people-words.js'); }
  /* The words of the notes, each with those in whose notes it stands: how much further down the index each is than the one before. */
  window.redialWords = function (text) {
    var ws = [];
    posts = [];
    read(text, function (l) { var t = l.indexOf('\t'); ws.push(l.slice(0, t)); posts.push(l.slice(t + 1)); }, function () {
      words = ws; kept.clear(); R.wordsRead = true;
      search();
      idle(warm);
    });
  };
  var VALUE = new Uint8Array(128);
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('').forEach(function (c, i) { VALUE[c.charCodeAt(0)] = i; });
  function addPosts(s, to) {
    for (var i = 0, n = 0, d = 0, by = 0, v; i < s.length; i++) {
      v = VALUE[s.charCodeAt(i)]; d |= (v & 31) << by; by += 5;
      if (v < 32) { n += d; to[n] = 1; d = by = 0; }
    }
  }
  /* the words that hold a piece: those of a longer piece are among those of the shorter */
  function holding(p) {
    var has = held.get(p), among;
    if (has) return has;
    has = []; among = held.get(p.slice(0, -1));
    if (among) among.forEach(function (i) { if (words[i].indexOf(p) >= 0) has.push(i); });
    else for (var i = 0; i < words.length; i++) if (words[i].indexOf(p) >= 0) has.push(i);
    return remember(held, p, has);
  }
  /* in whose notes a term stands: each of its pieces within one of their words */
  function inNotes(t) {
    var ps = words && t.length > 1 ? t.split(APART).filter(Boolean) : [], has = noted.get(t);
    if (!ps.length || has) return has;
    return remember(noted, t, ps.map(function (p) {
      var to = new Uint8Array(all.length);
      holding(p).forEach(function (i) { addPosts(posts[i], to); });
      return to;
    }).reduce(function (a, b) { return a.map(function (x, i) { return x & b[i]; }); }));
  }

  function turn(now) { orders = {}; dates.clear(); pool.forEach(function (li) { li.of = null; }); all.forEach(function (p) { var at = R.spanOn(p.home, p.due, p.turns, now); p.on = at.due; p.list = at.list; p.at = LISTS.indexOf(at.list); }); }
  R.onDay.push(function (now) { if (!all) return; turn(now); drawn = ''; search(); if (R.onPeople) R.onPeople(all, rowOf); });

  /* 0 in the name, 1 in what stands above the note, 2 in the note, -1 not found */
  function rank(p, ts, notes) {
    for (var i = 0, r = 0, at; i < ts.length; i++) {
      at = p.key.indexOf(ts[i]);
      if (at >= 0) { if (!r && at >= p.named) r = 1; continue; }
      if (!notes[i] || !notes[i][p.i]) return -1;
      r = 2;
    }
    return r;
  }
  /* Who has every word, and how. Who has longer words is among those who have the shorter, as long as both were looked for in the notes, too. */
  function matches(ts) {
    var key = ts.join(' '), has = kept.get(key), among = null, notes, ids, ranks, n = 0;
    if (has) return has;
    kept.forEach(function (k) {
      if (k.sure && (!among || k.ids.length < among.length) && k.ts.every(function (o) { return ts.some(function (t) { return t.indexOf(o) >= 0; }); })) among = k.ids;
    });
    notes = ts.map(inNotes); ids = new Int32Array((among || all).length); ranks = new Uint8Array(ids.length);
    for (var i = 0; i < ids.length; i++) {
      var p = all[among ? among[i] : i], r = rank(p, ts, notes);
      if (r >= 0) { ids[n] = p.i; ranks[n++] = r; }
    }
    return remember(kept, key, { ts: ts, sure: !words || notes.every(Boolean), ids: ids.slice(0, n), ranks: ranks.slice(0, n) });
  }
  function filtered() { return want.state || want.company || want.tag.length; }
  /* The first of those who are meant, and how many there would be with each filter in place of its own kind. */
  function find(ts) {
    var has = matches(ts), firm = fold(want.company), tags = chosenTags(), meant = new Uint8Array(all.length), order = orderOf(want.sort);
    var n = { all: 0, state: new Int32Array(LISTS.length), tag: new Int32Array(numbers.size) }, firsts = [[], [], []], sums = [0, 0, 0], state = LISTS.indexOf(want.state);
    for (var i = 0; i < has.ids.length; i++) {
      var p = all[has.ids[i]], t = p.tagged;
      if (firm && p.firm !== firm || tags.length && !hasAll(t, tags)) continue;
      n.all++; n.state[p.at]++;
      if (state >= 0 && p.at !== state) continue;
      meant[p.i] = has.ranks[i] + 1;
      for (var k = 0; k < t.length; k++) n.tag[t[k]]++;
    }
    for (i = 0; i < meant.length; i++) {
      p = all[order ? order[i] : i]; k = meant[p.i] - 1;
      if (k < 0) continue;
      if (k < 2 && order) k = 0;
      if (++sums[k] <= shown) firsts[k].push(p);
    }
    var near = firsts[0].concat(firsts[1]).slice(0, shown);
    return { n: n, total: sums[0] + sums[1] + sums[2], near: near.length, rows: near.concat(firsts[2]).slice(0, shown), ids: has.ids };
  }
  function chosenTags() { return want.tag.map(function (t) { return tagNumber(fold(t)); }); }
  function hasAll(ts, tags) { return tags.every(function (t) { return ts.indexOf(t) >= 0; }); }
  /* the day of the last touch as a number: 20261130 */
  function touched(p) { return +p.touch.split('-').join(''); }
  var LAST = 1e8, BEFORE = 1e7, orders = {}, ORDER = {
    due: function (p) { return p.on === null ? LAST : p.on + BEFORE; },
    silent: function (p) { return touched(p) || LAST; },
    recent: function (p) { return LAST - touched(p); }
  };
  /* everyone is sorted once a day, not at each key; who is as high as another stands by name */
  function orderOf(sort) {
    var n = all.length, at = ORDER[sort];
    if (at && !orders[sort]) orders[sort] = Float64Array.from(all, function (p) { return at(p) * n + p.i; }).sort().map(function (x) { return x % n; });
    return orders[sort];
  }

  var row = el('li', 'p');
  ['nm', 'pr', 'does', 'pl', 'pn'].forEach(function (c) { row.append(el('p', c)); });
  row.children[0].append(el('a')); row.children[0].firstChild.append(el('bdi'));
  row.children[3].append(el('time')); row.children[4].append(el('time'), ' ', el('span'));
  function say(e, text) { var t = e.firstChild; if (!t) e.append(text); else if (t.data !== text) t.data = text; }
  var dates = new Map();
  function date(t, n, now) {
    hide(t, n === null);
    if (n === null) return;
    if (!dates.has(n)) dates.set(n, R.time(n, now));
    say(t, dates.get(n).textContent); t.dateTime = dates.get(n).dateTime;
  }
  /* a row changes what it says, and stays where it is: that costs no new boxes */
  function tell(li, p, now) {
    var c = li.children, a = c[0].firstChild, st = 'pn st-' + p.list;
    if (li.of === p) return li;
    li.of = p;
    a.href = R.base + 'people/' + p.page + '.html';
    say(a.firstChild, p.name);
    say(c[1], [p.role, p.company].filter(Boolean).join(', '));
    say(c[2], [p.offers, p.needs && 'needs ' + p.needs, p.tags.length > 9 ? p.tags.slice(0, 8).join(', ') + ' and ' + (p.tags.length - 8) + ' other tags' : p.tags.join(', ')].filter(Boolean).join(' · '));
    date(c[3].firstChild, p.touch ? R.day(p.touch) : null, now);
    date(c[4].firstChild, p.on, now);
    if (c[4].className !== st) c[4].className = st;
    say(c[4].lastChild, R.LABEL[p.list]);
    return li;
  }
  function rowOf(p, now) { return tell(row.cloneNode(true), p, now); }
  /* What is on the screen is drawn at once, in rows that stay; the others when there is time, in lists that are laid out when they come into sight: the next key must not wait for them. */
  var into = everyone ? $('[data-hits]') : el('div'), pool = [], round = 0, jump = 0;
  var first = el('ol', 'people'), head = el('h2', '', 'In the notes'), second = el('ol', 'people'), rest = el('div');
  function draw(found, ts) {
    var now = R.today(), rows = found.rows, near = found.near, mine = ++round, by = 10, at = Math.min(rows.length, Math.max(8, Math.ceil((innerHeight - 220) / 39)));
    if (jump && rest.lastChild && rest.lastChild.className === 'rest') { at = jump; rest.lastChild.remove(); } else screen();
    if (jump) { while (at < rows.length) more(); end(); R.select($$('.p', into)[jump]); jump = 0; }
    else at < rows.length ? setTimeout(next, 250) : end();
    function screen() {
      for (var i = 0; i < at; i++) tell(pool[i] || (pool[i] = row.cloneNode(true)), rows[i], now);
      hold(first, 0, Math.min(at, near)); hold(second, near, at); hide(head, near >= at);
      if (first.parentNode !== into) into.replaceChildren(first, head, second, rest);
      rest.replaceChildren(); unmark(); mark(pool.slice(0, at), ts);
    }
    function next() { if (mine === round) idle(function () { if (mine === round) { more(); at < rows.length ? next() : end(); } }); }
    function more() {
      var to = Math.min(rows.length, at + by, at < near ? near : rows.length), ol = el('ol', 'people later'), lis = rows.slice(at, to).map(function (p) { return rowOf(p, now); });
      if (at === near) rest.append(el('h2', '', head.textContent));
      ol.append.apply(ol, lis); ol.style.containIntrinsicSize = 'auto ' + 46 * lis.length + 'px';
      rest.append(ol); mark(lis, ts); at = to; by *= 2;
    }
    function end() {
      var left = found.total - rows.length, b = el('button', 'cp', 'Show ' + Math.min(STEP, left) + ' more'), p = el('p', 'rest'); b.type = 'button'; b.dataset.further = '';
      if (left) { p.append(b, ' of ' + left); rest.append(p); }
    }
  }
  /* a list holds the rows of the pool from one to another */
  function hold(ol, from, to) {
    var n = Math.max(0, to - from);
    while (ol.children.length > n) ol.lastChild.remove();
    for (var i = 0; i < n; i++) if (ol.children[i] !== pool[from + i]) ol.insertBefore(pool[from + i], ol.children[i] || null);
    hide(ol, !n);
  }
  function undraw() { round++; unmark(); rest.replaceChildren(); into.replaceChildren(); }
  /* marks what was found, where the browser can without a change of the page */
  var hit = window.Highlight && window.StaticRange && CSS.highlights ? new Highlight() : null, folded = new Map();
  if (hit) CSS.highlights.set('hit', hit);
  function unmark() { if (hit && hit.size) hit.clear(); }
  function mark(lis, ts) {
    ts = ts.filter(function (t) { return t.length > 1; });
    if (!hit || !ts.length) return;
    lis.forEach(function (li) {
      var c = li.children;
      [c[0].firstChild.firstChild, c[1], c[2]].forEach(function (e) { if (e.firstChild && hit.size < 400) markText(e.firstChild, ts); });
    });
  }
  function markText(n, ts) {
    var f = foldedText(n.data);
    ts.forEach(function (t) {
      for (var i = f.s.indexOf(t); i >= 0; i = f.s.indexOf(t, i + t.length)) {
        hit.add(new StaticRange({ startContainer: n, startOffset: f.at ? f.at[i] : i, endContainer: n, endOffset: f.at ? f.at[i + t.length] : i + t.length }));
      }
    });
  }
  /* a text as it is searched, and where each letter of that stands in it, if elsewhere */
  function foldedText(text) {
    var has = folded.get(text), s = fold(text), at = null;
    if (has) return has;
    if (s.length !== text.length) { at = []; s = ''; Array.prototype.forEach.call(text, function (c, i) { var f = fold(c); s += f; for (var k = 0; k < f.length; k++) at.push(i); }); at.push(text.length); }
    if (folded.size > 2000) folded.clear();
    folded.set(text, has = { s: s, at: at });
    return has;
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
    var ts = terms(want.q), jumped = jump, found;
    if (ts.length && want.q.trim().length > 1) askWords();
    if (!all) return;
    found = find(ts);
    everyone ? showEveryone(found, ts) : showFound(found, ts);
    if (R.select && !jumped && (ts.length || filtered() || !($('.sel') || {}).offsetParent)) R.select(null); /* who was chosen before the index came stays so */
    if (ts.length || filtered()) hear(found.total ? people(found.total) : 'No one matches');
  }
  var place = $('#found'), counted = el('h2');
  function showFound(found, ts) {
    var on = ts.length > 0;
    hide(place, !on); hide($('main'), on);
    if (!on) { undraw(); return place.replaceChildren(); }
    say(counted, found.total ? people(found.total) : 'No one matches');
    place.setAttribute('role', 'main'); /* that of the page is hidden */
    if (!place.firstChild) place.replaceChildren(el('h1', 'vh', 'Search results'), counted, into);
    draw(found, ts);
  }
  var whole = everyone && $('[data-whole]'), lede = everyone && $('[data-pcount]'), usual = everyone && Array.prototype.slice.call(lede.childNodes), title = document.title;
  var none = $('[data-none]'), widen = $('[data-widen]'), clear = $('[data-clear]'), summed = '';
  function showEveryone(found, ts) {
    if (!all.length) return;
    var n = found.total, some = ts.length || filtered(), on = some || want.sort || shown > STEP, view = on && JSON.stringify([want, shown, !!words]), sum = some && JSON.stringify([n, want]);
    facets(found);
    everyone.classList.remove('seeking');
    hide(into, !on);
    if (whole.hidden !== !!on) { whole.hidden = !!on; unfold(); }
    if (on && view !== drawn) draw(found, ts);
    if (!on && drawn) undraw();
    drawn = view;
    if (sum !== summed) lede.replaceChildren.apply(lede, some ? [n ? people(n) : 'No one'].concat(which(), '.') : usual);
    summed = sum;
    clearTimeout(naming); naming = setTimeout(name, 300);
    hide(none, n > 0 || !all.length);
    hide(widen, !(ts.length && filtered()));
  }
  /* of the page as it was built, too, one screen is shown at once */
  function unfold() {
    var later = whole.hidden ? [] : $$('.people~*', whole);
    later.forEach(function (e) { e.hidden = true; });
    (function next() { if (!whole.hidden && later.length) idle(function () { later.shift().hidden = false; next(); }); })();
  }
  var states = $$('[data-state]'), tagButtons = $$('button[data-tag]'), chosen = $('[data-chosen]'), apart = '';
  function facets(found) {
    var n = found.n, tags = chosenTags(), mine = want.tag.join('\n');
    function press(b, on, count) {
      var off = !count && !on && b.dataset.state !== '';
      if (b.on !== on) b.setAttribute('aria-pressed', b.on = on);
      if (b.disabled !== off) b.disabled = off;
      if (b.n !== count) say(b.lastElementChild, String(b.n = count));
    }
    states.forEach(function (b) { var s = b.dataset.state; press(b, s === want.state, s ? n.state[LISTS.indexOf(s)] : n.all); });
    tagButtons.forEach(function (b) { var t = b.t === undefined ? b.t = tagNumber(fold(b.dataset.tag)) : b.t; press(b, tags.indexOf(t) >= 0, n.tag[t] || 0); });
    if (mine !== apart) chosen.replaceChildren.apply(chosen, want.tag.filter(function (t, i) { return !tagButtons.some(function (b) { return b.t === tags[i]; }); }).map(function (t) {
      var b = el('button'); b.type = 'button'; b.dataset.drop = t; b.setAttribute('aria-pressed', 'true'); b.setAttribute('aria-label', t + ', show others too'); b.append(bdi(t), ' ×'); return b;
    }));
    apart = mine;
    hide(chosen, !chosen.firstChild);
    hide(clear, !filtered());
    choices(found);
  }
  /* the lists of companies and tags, filled when one goes there: those that would leave somebody */
  var counts = null, firms = $('[data-companies]'), sorts = $('[data-sort]');
  function choices(found) {
    counts = found;
    if (firms.value !== want.company) options(firms, want.company ? [[want.company, want.company]] : [], want.company);
    if (sorts.value !== want.sort) sorts.value = want.sort;
  }
  function options(select, list, value) {
    select.replaceChildren.apply(select, [select.options[0]].concat(list.map(function (x) { var o = el('option', '', x[1]); o.value = x[0]; return o; })));
    select.value = value;
  }
  function staying() { var tags = chosenTags(); return Array.from(counts.ids, function (i) { return all[i]; }).filter(function (p) { return (!want.state || p.list === want.state) && hasAll(p.tagged, tags); }); }
  function offer(select) {
    var tags = select.dataset.companies === undefined, seen = new Map(), list, mine;
    if (!counts) return;
    (tags ? all : staying()).forEach(function (p) {
      (tags ? p.tags : p.company ? [p.company] : []).forEach(function (name, i) {
        var key = tags ? p.tagged[i] : p.firm, x = seen.get(key);
        x ? x.n += !tags : seen.set(key, { name: name, by: tags ? fold(name) : key, n: tags ? counts.n.tag[key] : 1 });
      });
    });
    want.tag.forEach(function (t) { if (tags) seen.delete(tagNumber(fold(t))); });
    mine = seen.get(fold(want.company));
    list = Array.from(seen.values()).filter(function (x) { return x.n > 0; }).sort(function (a, b) { return b.n - a.n; }).slice(0, 500);
    if (!tags && want.company && list.indexOf(mine) < 0) list.push(mine = { name: want.company, by: fold(want.company), n: 0 });
    list.sort(function (a, b) { return cmp(a.by, b.by); });
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
    want.state = LISTS.indexOf(q.get('state')) >= 0 ? q.get('state') : '';
    if (!ORDER.hasOwnProperty(want.sort)) want.sort = '';
    want.tag = q.getAll('tag').filter(Boolean);
    box.value = want.q;
  }
  function go(step) { shown = STEP; jump = 0; askPeople(); search(); if (everyone) step ? address(true) : (clearTimeout(writing), writing = setTimeout(address, 300)); }
  function toggleTag(t) {
    var left = want.tag.filter(function (x) { return fold(x) !== fold(t); });
    want.tag = left.length < want.tag.length ? left : left.concat(t);
    go(true);
  }
  function nothing() { want.state = want.company = ''; want.tag = []; }
  box.addEventListener('focus', function () { askPeople(); if (all) idle(askWords); });
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
  function further() { jump = shown; shown += STEP; search(); }
  if (everyone) {
    $$('select', everyone).forEach(function (s) {
      s.addEventListener('focus', function () { askPeople(); if (s.dataset.sort === undefined) offer(s); });
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
  /* the page is seen first, where its address asks for nobody */
  if (!everyone || location.search || document.activeElement === box || document.readyState === 'complete') askPeople();
  else window.addEventListener('load', function () { idle(askPeople); });
})();

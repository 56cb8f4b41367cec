/* redial: what the pages need at run time. No network, no modules: works from disk. */
(function () {
  'use strict';
  var root = document.documentElement, base = root.dataset.root || '', P = 'redial:';
  root.classList.add('js');

  function get(k) { try { return localStorage.getItem(P + k); } catch (e) { return null; } }
  function set(k, v) { try { v ? localStorage.setItem(P + k, v) : localStorage.removeItem(P + k); } catch (e) { } }
  function recall(k) { try { return JSON.parse(sessionStorage.getItem(P + k)); } catch (e) { return null; } }
  function keep(k, v) { try { v ? sessionStorage.setItem(P + k, JSON.stringify(v)) : sessionStorage.removeItem(P + k); } catch (e) { } }
  function $(s, r) { return (r || document).querySelector(s); }
  function $$(s, r) { return Array.prototype.slice.call((r || document).querySelectorAll(s)); }
  function el(tag, cls, text) { var e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; }
  function bdi(text) { return el('bdi', '', text); }

  function theme(t) { t = t || root.dataset.themed; t ? root.dataset.theme = t : delete root.dataset.theme; }
  theme(get('theme'));
  var keysOn = get('keys') ? get('keys') === 'on' : root.dataset.keys !== 'off';

  /* Days are numbers, counted from 1970; a date is never given to Date() as text, which reads it as UTC. */
  var WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  var MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  function day(s) { var p = s.split('-'), t = new Date(0); t.setUTCFullYear(+p[0], p[1] - 1, +p[2]); return t / 864e5; }
  function today() { var d = new Date(), t = new Date(0); t.setUTCFullYear(d.getFullYear(), d.getMonth(), d.getDate()); return t / 864e5; }
  function utc(n) { return new Date(n * 864e5); }
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function iso(n) { var d = utc(n); return ('000' + d.getUTCFullYear()).slice(-4) + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate()); }
  function headline(n) { var d = utc(n); return WEEKDAYS[d.getUTCDay()] + ' ' + d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()]; }
  function named(n, now) {
    var d = utc(n), y = d.getUTCFullYear();
    return WEEKDAYS[d.getUTCDay()].slice(0, 3) + ' ' + d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()].slice(0, 3) + (y === utc(now).getUTCFullYear() ? '' : ' ' + y);
  }
  function time(n, now) { var t = el('time', '', named(n, now)); t.dateTime = iso(n); return t; }

  /* Words, as the builder writes them. */
  var SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
  function number(n) { return SMALL[n] || String(n); }
  function capital(s) { return s.charAt(0).toUpperCase() + s.slice(1); }
  function toReach(t, o) {
    var n = t + o, people = n === 1 ? 'One person to reach' : capital(number(n)) + ' people to reach';
    if (!n) return 'Nothing is due.';
    if (!o) return people + ' today.';
    if (!t) return people + ', carried over.';
    return people + ': ' + number(t) + ' due today, ' + number(o) + ' carried over.';
  }
  function withoutStep(n) { return n === 0 ? '' : n === 1 ? 'One has no next step.' : capital(number(n)) + ' have no next step.'; }

  /* A contact's faces: how it looks from which day on. A row with one face has it in its attributes. */
  function faces(r) {
    if (r.faces) return r.faces;
    var d = r.dataset;
    r.faces = d.faces ? JSON.parse(d.faces) : [{ list: d.list, rank: +d.rank, due: d.due, time: d.time, touch: d.touch, word: d.unclear === undefined ? '' : 'Unclear' }];
    r.faces.forEach(function (f) { f.day = f.from ? day(f.from) : 0; f.on = f.due ? day(f.due) : null; });
    r.face = r.faces[0]; r.go = $('.go', r);
    return r.faces;
  }
  function faceOn(all, now) { var f = all[0]; all.forEach(function (x) { if (x.day <= now) f = x; }); return f; }
  function dueOn(f, now) { return f.word === 'Unclear' ? now : f.on; }
  function listOn(list, due, now) {
    if (due === null) return list;
    return due < now ? 'carried' : due === now ? 'today' : due <= now + 7 ? 'week' : list;
  }
  function cmp(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
  function byWord(a, b) { return a.face.rank - b.face.rank || a.due - b.due || cmp(a.face.time || '24:00', b.face.time || '24:00') || a.i - b.i; }
  function byDay(a, b) {
    if (a.due === null && b.due === null) return cmp(a.face.touch || '', b.face.touch || '') || a.i - b.i;
    if (a.due === null || b.due === null) return a.due === null ? 1 : -1;
    return a.due - b.due || byWord(a, b);
  }

  /* paint shows a face of a row that has several */
  function paint(r, f, now) {
    var when = $('.when', r), why = $('.why', r), act = $('.act', r), tries = $('.tries', r), last = $('.last', r), a = f.act, go, on = dueOn(f, now);
    when.replaceChildren();
    if (f.word) when.append(el('b', 'kind', f.word), ' ');
    if (on !== null) when.append(time(on, now), ' ');
    if (f.time) when.append(el('span', 'at', f.time));
    why.textContent = f.why;
    if (tries) tries.remove();
    if (f.tries) last.append(el('span', 'tries', f.tries));
    if ((go = $('.go', act))) go.remove();
    go = a ? null : r.go; /* an action that a face does not tell is that of the first */
    if (a && (a.href || a.copy)) {
      go = el(a.href ? 'a' : 'button', 'go', a.label);
      if (a.href) { go.href = a.href; if (a.to) go.dataset.to = a.to; } else { go.type = 'button'; go.dataset.copy = a.copy; }
      go.setAttribute('aria-label', a.name);
    }
    if (go) act.prepend(go);
    if ($('.state', r)) $('.state', r).textContent = f.state;
  }
  function turn(r, now) {
    var f = faceOn(faces(r), now);
    if (f !== r.face) paint(r, f, now);
    if (f.word === 'Unclear') $('.when time', r).replaceWith(time(now, now)); /* due on every day */
    r.face = f; r.i = +r.dataset.i; r.due = dueOn(f, now); r.now = listOn(f.list, r.due, now);
  }

  /* Every row goes where it belongs on this very day. */
  function shownIn(list, i, due, now) {
    return list === 'carried' || list === 'today' || list === 'week' || i < 10 || due !== null && due <= now + 45;
  }
  function sortLists(now) {
    var rows = $$('.row[data-i]'), lists = {}, n = {};
    rows.forEach(function (r) { turn(r, now); (lists[r.now] = lists[r.now] || []).push(r); });
    $$('[data-sec]').forEach(function (s) {
      var name = s.dataset.sec, ol = $('.rows', s), want = (lists[name] || []).sort(name === 'carried' || name === 'today' ? byWord : byDay), left = +s.dataset.rest, count;
      var have = ol.children, same = have.length === want.length && want.every(function (r, i) { return have[i] === r; });
      if (!same) { var f = document.createDocumentFragment(); want.forEach(function (r) { f.append(r); }); ol.append(f); }
      want.forEach(function (r, i) { r.hidden = !shownIn(name, i, r.due, now); if (r.hidden) left++; });
      count = want.length + +s.dataset.rest;
      if (name === 'waiting') { var also = sortAlso(s, now); count += also.count; left += also.left; }
      n[name] = count;
      $('[data-count]', s).textContent = count;
      $('[data-left]', s).textContent = left;
      $('[data-all]', s).hidden = left === 0;
      s.hidden = count === 0 && name !== 'today';
    });
    return { rows: rows, lists: lists, n: n };
  }
  /* what others promised who stand elsewhere */
  function sortAlso(s, now) {
    var i = 0, left = +($('.also', s).dataset.rest), count = left;
    $$('[data-also]', s).forEach(function (x) {
      var r = x.dataset.of && document.getElementById(x.dataset.of), waits = r ? r.now === 'waiting' : false;
      x.hidden = waits || !(i < 10 || day(x.dataset.also) <= now + 45);
      if (waits) return;
      i++; count++; if (x.hidden) left++;
    });
    return { count: count, left: left };
  }
  function showToday(now, at) {
    var t = at.n.today, o = at.n.carried, l = $('[data-lede]'), agreed = (at.lists.today || []).filter(function (r) { return r.face.time; })[0];
    $$('[data-n=due]').forEach(function (x) { x.textContent = t + o || ''; });
    document.title = (t + o ? '(' + (t + o) + ') ' : '') + title;
    var say = el('p');
    say.append(toReach(t, o));
    if (agreed) say.append(' ', bdi($('h3 a', agreed).textContent), ' at ' + agreed.face.time + '.');
    if (at.n['no-step']) { var a = el('a', '', withoutStep(at.n['no-step'])); a.href = '#s-no-step'; say.append(' ', a); }
    if (l.textContent !== say.textContent) l.replaceChildren.apply(l, Array.prototype.slice.call(say.childNodes));
    showEmpty(now, at);
    keep('queue', (at.lists.carried || []).concat(at.lists.today || []).map(function (r) { var a = $('h3 a', r); return [a.getAttribute('href'), a.textContent]; }));
  }
  function showEmpty(now, at) {
    var e = $('[data-empty]'), next, a;
    if (!e) return;
    e.hidden = at.n.today > 0;
    if (e.hidden) return;
    next = at.rows.filter(function (r) { return r.due !== null && r.due > now; }).sort(byDay)[0];
    a = el('a');
    if (next) { a.append(bdi($('h3 a', next).textContent)); a.href = $('h3 a', next).getAttribute('href'); e.replaceChildren('Next: ', a, ', ', time(next.due, now), '.'); }
    else if (e.dataset.name) { a.append(bdi(e.dataset.name)); a.href = e.dataset.href; e.replaceChildren('Next: ', a, ', ', time(day(e.dataset.day), now), '.'); }
    else e.textContent = 'Nothing is planned: a note with a next: date is enough.';
  }
  function showSide(now) {
    var found = false, near = 0;
    $$('.load .b').forEach(function (x) { x.classList.toggle('now', day(x.dataset.d) === now); });
    $$('[data-past]').forEach(function (x) { x.classList.toggle('past', day(x.dateTime) < now); });
    $$('[data-over]').forEach(function (x) { var d = day(x.dataset.over); x.hidden = !(d < now && now <= d + 60); });
    $$('[data-events] [data-until]').forEach(function (x) { x.hidden = found || day(x.dataset.until) < now; found = found || !x.hidden; });
    $$('[data-events]').forEach(function (x) { x.hidden = !found; });
    $$('[data-birthday]').forEach(function (x) { var d = day(x.dataset.birthday); x.hidden = d < now || d > now + 7; if (!x.hidden) near++; });
    $$('[data-birthdays]').forEach(function (x) { x.hidden = !near; });
  }
  /* an event that is over goes where the past ones are, and says what is said afterwards */
  function showEvents(now) {
    var ahead = $('[data-ahead]'), behind = $('[data-behind]'), back = [];
    $$('[data-last]').forEach(function (x) {
      var over = day(x.dataset.last) < now;
      x.classList.toggle('done', over);
      if (over && x.parentNode === ahead) $('h2', behind).after(x);
      if (!over && x.parentNode === behind) back.push(x);
    });
    back.forEach(function (x) { $('h2', ahead).after(x); });
    [ahead, behind].forEach(function (s) { if (s) { var n = $$('.event', s).length; $('[data-count]', s).textContent = n; s.hidden = !n; } });
  }
  function countCarried() {
    $$('[data-ledger]').forEach(function (s) { var n = $$('time.past', s).length; $('[data-carried]', s).textContent = n ? n + ' carried over' : ''; });
  }
  function showAge(now) {
    var st = $('[data-stale]'), gap = now - day(root.dataset.built);
    if (!st) return;
    st.hidden = gap === 0;
    st.textContent = gap < 0 ? 'This page was built on a later day than this computer shows. Check the clock.' :
      gap > 45 ? 'This page is ' + gap + ' days old: too old to go by. Run redial build.' :
        'Built ' + (gap === 1 ? 'yesterday' : gap + ' days ago') + '. The list is sorted for today; notes written since are not in it. Run redial build.';
  }
  var seen = null, title = document.title;
  function settle() {
    var now = today();
    if (now === seen) return;
    seen = now;
    if ($('[data-date]')) $('[data-date]').textContent = headline(now);
    if ($('[data-sec]')) showToday(now, sortLists(now));
    showAge(now);
    $$('.now[data-i]').forEach(function (r) { turn(r, now); relate(r, now); });
    $$('.p[data-i]').forEach(function (p) { labelPerson(p, now); });
    if ($('.everyone')) countFacets();
    showSide(now);
    showEvents(now);
    countCarried();
  }
  /* on a contact's own page a word says how far away the day is */
  function relate(r, now) {
    var old = $('.rel', r), text = r.due === null ? '' : r.due === now ? 'today' : r.due === now + 1 ? 'tomorrow' : r.due < now ? 'carried over' : '';
    if (old) old.remove();
    if (text) $('.when', r).append(' ', el('span', 'rel', text));
  }

  /* People: label, filters, counts */
  var LABEL = { carried: 'carried over', today: 'today', week: 'soon', waiting: 'waiting', 'last-try': 'last try', 'no-step': 'no next step', parked: 'parked', later: 'later', untracked: 'untracked', 'let-go': 'let go', closed: 'closed' };
  function spanOn(list, due, spans, now) {
    var s = ['', list, due || ''];
    if (spans) JSON.parse(spans).forEach(function (x, i) { if (i === 0 || day(x[0]) <= now) s = x; });
    var on = s[2] === 'today' ? now : s[2] ? day(s[2]) : null;
    return { due: on, list: listOn(s[1], on, now) };
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
  var DATA = null, WORDS = null, asked = {}, want = { q: '', state: '', tag: '', company: '' };
  function load(src) { var s = document.createElement('script'); s.src = src; s.onload = s.onerror = function () { s.remove(); }; document.head.append(s); }
  function ask(name) { if (!asked[name]) { asked[name] = true; load(base + name); } }
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
    ask('people-data.js');
    if (want.q.trim().length > 1) ask('people-words.js');
    if (!DATA) return;
    var found = [[], [], []], now = today();
    DATA.forEach(function (p) { var r = rank(p, ts); if (r >= 0) found[r].push(p); });
    var near = found[0].concat(found[1]), n = near.length + found[2].length;
    box.replaceChildren(el('h2', '', n ? capital(number(n)) + (n === 1 ? ' person' : ' people') : 'No one matches'));
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
    select(null);
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
    $('#q').value = want.q;
  }
  function refilter() { address(); search(); }

  /* Toast and copy */
  var timer;
  function say(s) { var t = $('.toast'); t.textContent = s; t.classList.add('on'); clearTimeout(timer); timer = setTimeout(function () { t.classList.remove('on'); }, 2600); }
  function copy(s) {
    function old() { var a = el('textarea', 'vh'); a.value = s; document.body.append(a); a.select(); try { document.execCommand('copy'); say('Copied: ' + s); } catch (e) { say(s); } a.remove(); }
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(s).then(function () { say('Copied: ' + s); }, old); else old();
  }

  /* A row at a time */
  var cur = null;
  function items() { return $$('.row[data-i],.p,.pledge,.pair').filter(function (r) { return r.offsetParent !== null; }); }
  function select(r) {
    if (cur) { cur.classList.remove('sel'); cur.removeAttribute('aria-current'); }
    cur = r;
    if (r) { r.classList.add('sel'); r.setAttribute('aria-current', 'true'); r.focus({ preventScroll: true }); r.scrollIntoView({ block: 'nearest' }); }
  }
  function move(d) { var a = items(), i = a.indexOf(cur); if (a.length) select(a[i < 0 ? (d > 0 ? 0 : a.length - 1) : Math.max(0, Math.min(a.length - 1, i + d))]); }
  function chosen() { return cur || $('.now[data-i]'); }
  function press(sel) { var r = chosen(), e = r && $(sel, r); if (e) e.click(); }
  function line(r) { var go = $('.go', r), l = go ? go.textContent.toLowerCase() : ''; return '- ' + iso(today()) + ' ' + (/mail/.test(l) ? 'email' : 'call') + ': '; }
  function follow(u) { var a = el('a'); a.href = u; a.click(); }

  /* one menu, made when it is asked for */
  var menu = null;
  function more(btn) {
    var r = btn.closest('.row'), go = $('.go', r), d = r.dataset;
    if (!menu) {
      menu = el('div', 'menu'); menu.popover = 'auto'; document.body.append(menu);
      menu.addEventListener('toggle', function (e) { if (e.newState === 'closed' && menu.from) menu.from.setAttribute('aria-expanded', 'false'); });
    }
    function item(tag, text, key, f) { var x = el(tag, '', text); if (key) x.append(el('kbd', '', key)); f(x); return x; }
    function copies(text, key, what) { return item('button', text, key, function (x) { x.type = 'button'; x.dataset.copy = what; }); }
    menu.replaceChildren();
    if (go && go.dataset.to) menu.append(el('p', 'addr', go.dataset.to));
    if (d.open) menu.append(item('a', 'Open the note', 'e', function (x) { x.href = d.open; }));
    menu.append(copies('Copy a journal line', 'l', line(r)));
    if (d.who) menu.append(copies('Copy a log command', '', 'redial log ' + d.who + ' "call: "'));
    menu.append(copies('Copy the path of the note', '', d.file));
    menu.from = btn; btn.setAttribute('aria-expanded', 'true'); menu.showPopover();
    var b = btn.getBoundingClientRect();
    menu.style.left = Math.max(8, b.right + scrollX - menu.offsetWidth) + 'px';
    menu.style.top = b.bottom + scrollY + 4 + 'px';
    $('a,button', menu).focus();
  }
  function help() { var d = $('#help'); if (!d.open) d.showModal(); }

  /* Keys */
  var pend = 0, PAGES = { t: 'index.html', p: 'people/index.html', e: 'events/index.html', j: 'journal/index.html', o: 'promises.html', i: 'introductions.html', r: 'review.html' };
  function typing(t) { return /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.isContentEditable; }
  function inSearch(e, q) {
    if (e.key === 'Escape') { q.value = want.q = ''; refilter(); q.blur(); }
    if (e.key !== 'ArrowDown' && e.key !== 'Enter') return;
    e.preventDefault(); q.blur(); cur = null; move(1);
    if (e.key === 'Enter' && cur) press('h3 a,.nm a');
  }
  document.addEventListener('keydown', function (e) {
    var q = $('#q'), r;
    if (e.target === q) return inSearch(e, q);
    if (typing(e.target) || !keysOn || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
    var g = Date.now() - pend < 900; pend = 0;
    if (g && PAGES[e.key]) { location.href = base + PAGES[e.key]; e.preventDefault(); return; }
    switch (e.key) {
      case 'j': case 'k': r = $('.queue a[rel=' + (e.key === 'j' ? 'next' : 'prev') + ']'); r ? r.click() : move(e.key === 'j' ? 1 : -1); break;
      case 'Enter': if (document.activeElement !== cur || !cur) return; press('h3 a,.nm a'); break;
      case 'c': press('.go'); break;
      case 'e': r = chosen(); if (!r || !r.dataset.open) return; follow(r.dataset.open); break;
      case 'l': r = chosen(); if (!r || !r.dataset.file) return; copy(line(r)); break;
      case '/': q.focus(); q.select(); break;
      case '?': help(); break;
      case 'g': pend = Date.now(); return;
      case 'Escape': if (document.activeElement.closest('.pages[open]')) { $('.pages summary').focus(); $('.pages').open = false; } select(null); return;
      default: return;
    }
    e.preventDefault();
  });
  document.addEventListener('click', function (e) {
    var t = e.target, b;
    $$('.pages[open]').forEach(function (d) { if (!d.contains(t)) d.open = false; });
    if ((b = t.closest('[data-line]'))) copy('- ' + iso(today()) + ' ' + b.dataset.line);
    else if ((b = t.closest('[data-copy]'))) { copy(b.dataset.copy); if (menu && menu.contains(b)) menu.hidePopover(); }
    else if ((b = t.closest('[data-more]'))) more(b);
    else if (t.closest('[data-help]')) help();
    else if (t.closest('[data-close]')) $('#help').close();
    else if ((b = t.closest('button[data-state]'))) { want.state = b.dataset.state; refilter(); }
    else if ((b = t.closest('button[data-tag]'))) { want.tag = want.tag === b.dataset.tag ? '' : b.dataset.tag; refilter(); }
    else if ((b = t.closest('[data-drop]'))) { want[b.dataset.drop] = ''; refilter(); }
    else if (t.closest('[data-clear]')) { want = { q: '', state: '', tag: '', company: '' }; $('#q').value = ''; refilter(); }
  });

  /* the list of today goes along from page to page */
  function showQueue() {
    var nav = $('nav.queue'), all = nav && recall('queue');
    if (!all) return;
    var at = -1;
    all.forEach(function (x, i) { if (new URL(base + x[0], location.href).pathname === location.pathname) at = i; });
    if (at < 0) return;
    var a = el('a', '', 'Today'); a.href = base + 'index.html';
    nav.append(a, el('span', '', (at + 1) + ' of ' + all.length));
    [['prev', at - 1], ['next', at + 1]].forEach(function (x) { var p = all[x[1]]; if (p) { var l = el('a'); l.append(bdi(p[1])); l.href = base + p[0]; l.rel = x[0]; nav.append(l); } });
    nav.hidden = false;
  }

  /* A page opened from disk, or from this machine's preview, looks every two seconds whether there is a newer one, and comes back as it was.
     One that was loaded for a stamp, and then finds another, was perhaps made between the two: it loads itself once more. */
  var stamp = null, typed = 0, VIEW = 'view:' + location.pathname;
  var follows = location.protocol === 'file:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  window.redialStamp = function (s) {
    if (stamp === null) stamp = s;
    if (s === stamp || Date.now() - typed < 2500 || $('dialog[open]') || menu && menu.matches(':popover-open')) return;
    keep(VIEW, { stamp: s, q: $('#q').value, focus: document.activeElement === $('#q'), cur: cur && cur.id, open: folds().map(function (f) { return [f[0], f[1].open]; }), y: scrollY });
    location.reload();
  };
  function poll() { if (follows && !document.hidden) load(base + 'stamp.js?' + Date.now()); }
  function folds() {
    var n = {};
    return $$('details').map(function (d) { var k = d.id || d.className; n[k] = (n[k] || 0) + 1; return [k + ' ' + n[k], d]; });
  }
  function comeBack() {
    var v = recall(VIEW), was = {};
    keep(VIEW, null);
    if (!v) return;
    stamp = v.stamp;
    v.open.forEach(function (f) { was[f[0]] = f[1]; });
    folds().forEach(function (f) { if (f[0] in was) f[1].open = was[f[0]]; });
    if (v.q) { $('#q').value = want.q = v.q; search(); }
    if (v.focus) $('#q').focus();
    if (v.cur && document.getElementById(v.cur)) select(document.getElementById(v.cur));
    if (v.y) scrollTo(0, v.y);
  }

  fromAddress();
  settle();
  if ($('.everyone') && (want.q || want.state || want.tag || want.company)) search();
  showQueue();
  setInterval(settle, 30000);
  ['focus', 'pageshow'].forEach(function (e) { window.addEventListener(e, settle); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { settle(); poll(); } });
  $('#q').addEventListener('input', function () { typed = Date.now(); want.q = this.value; $('.everyone') ? refilter() : search(); });
  $('#q').addEventListener('focus', function () { ask('people-data.js'); }, { once: true });
  $$('[name=theme]').forEach(function (r) { r.checked = r.value === (get('theme') || ''); r.addEventListener('change', function () { set('theme', r.value); theme(r.value); }); });
  $('#keys').checked = keysOn;
  $('#keys').addEventListener('change', function () { keysOn = this.checked; set('keys', keysOn ? 'on' : 'off'); });
  comeBack();
  poll();
  setInterval(poll, 2000);
})();

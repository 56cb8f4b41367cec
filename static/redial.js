/* redial: what every page needs before it is seen: the theme, the reader's own day, and whether there is a newer page.
   No network, no modules: works from disk. keys.js and search.js hold the rest, and use what window.redial lends them. */
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
  /* where a person stands. Turns: "0 later 3;8 no-step ", days counted from the build; "t" is due on whatever day it is */
  var LABEL = { carried: 'carried over', today: 'today', week: 'soon', waiting: 'waiting', 'last-try': 'last try', 'no-step': 'no next step', parked: 'parked', later: 'later', untracked: 'untracked', 'let-go': 'let go', closed: 'closed' };
  function spanOn(list, due, turns, now) {
    var s = ['', list, due ? day(due) - built : ''], on;
    if (turns) turns.split(';').forEach(function (x, i) { x = x.split(' '); if (!i || built + +x[0] <= now) s = x; });
    on = s[2] === 't' ? now : s[2] === '' ? null : built + +s[2];
    return { due: on, list: listOn(s[1], on, now) };
  }
  function labelPerson(p, now) {
    var d = p.dataset, at = spanOn(d.list, d.due, d.spans, now), pn = $('.pn', p);
    pn.className = 'pn st-' + at.list;
    pn.replaceChildren();
    if (at.due !== null) pn.append(time(at.due, now), ' ');
    pn.append(el('span', '', LABEL[at.list]));
  }
  var seen = null, built = day(root.dataset.built), title = document.title, onDay = [];
  function settle() {
    var now = today();
    if (now === seen) return;
    if (seen !== null || now !== built) $$('.p[data-list]').forEach(function (p) { labelPerson(p, now); });
    seen = now;
    if ($('[data-date]')) $('[data-date]').textContent = headline(now);
    if ($('[data-sec]')) showToday(now, sortLists(now));
    showAge(now);
    $$('.now[data-i]').forEach(function (r) { turn(r, now); relate(r, now); });
    showSide(now);
    showEvents(now);
    countCarried();
    onDay.forEach(function (f) { f(now); });
  }
  /* on a contact's own page a word says how far away the day is */
  function relate(r, now) {
    var old = $('.rel', r), text = r.due === null ? '' : r.due === now ? 'today' : r.due === now + 1 ? 'tomorrow' : r.due < now ? 'carried over' : '';
    if (old) old.remove();
    if (text) $('.when', r).append(' ', el('span', 'rel', text));
  }

  /* Other scripts, each loaded once. */
  var asked = { 'search.js': $('script[src$="search.js"]') };
  function load(src) { var s = document.createElement('script'); s.src = src; s.async = false; s.onload = s.onerror = function () { s.remove(); }; document.head.append(s); }
  /* what Today does not show at first has its styles in a second file */
  function dress() { if (!$('link[href$="pages.css"]')) { var l = el('link'); l.rel = 'stylesheet'; l.href = base + 'pages.css'; document.head.append(l); } }
  function ask(name) { if (!asked[name]) { asked[name] = true; load(base + name); } }

  /* Toast and copy */
  var timer;
  function say(s) { var t = $('.toast'); t.textContent = s; t.classList.add('on'); clearTimeout(timer); timer = setTimeout(function () { t.classList.remove('on'); }, 2600); }
  function copy(s) {
    function old() { var a = el('textarea', 'vh'); a.value = s; document.body.append(a); a.select(); try { document.execCommand('copy'); say('Copied: ' + s); } catch (e) { say(s); } a.remove(); }
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(s).then(function () { say('Copied: ' + s); }, old); else old();
  }

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
  var stamp = null, typed = 0, VIEW = 'view:' + location.pathname, q = $('#q'), back;
  var follows = location.protocol === 'file:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  window.redialStamp = function (s) {
    if (stamp === null) stamp = s;
    if (s === stamp || Date.now() - typed < 2500 || $('dialog[open],:popover-open')) return;
    keep(VIEW, { stamp: s, q: q.value, focus: document.activeElement === q, cur: ($('.sel') || {}).id, open: folds().map(function (f) { return [f[0], f[1].open]; }), y: scrollY });
    location.reload();
  };
  function poll() { if (follows && !document.hidden) load(base + 'stamp.js?' + Date.now()); }
  function folds() {
    var n = {};
    return $$('details').map(function (d) { var k = d.id || d.className; n[k] = (n[k] || 0) + 1; return [k + ' ' + n[k], d]; });
  }
  function comeBack() {
    var v = back = recall(VIEW), was = {};
    keep(VIEW, null);
    if (!v) return;
    stamp = v.stamp;
    v.open.forEach(function (f) { was[f[0]] = f[1]; });
    folds().forEach(function (f) { if (f[0] in was) f[1].open = was[f[0]]; });
    if (v.q) { q.value = v.q; ask('search.js'); }
    if (v.focus) q.focus();
    if (v.y) scrollTo(0, v.y);
  }

  settle();
  showQueue();
  comeBack();
  setInterval(settle, 30000);
  ['focus', 'pageshow'].forEach(function (e) { window.addEventListener(e, settle); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { settle(); poll(); } });
  if ($('.everyone') && location.search) $('.everyone').classList.add('seeking'); /* until the search has drawn what the address asks for */
  window.addEventListener('load', function () { $$('.seeking').forEach(function (m) { m.classList.remove('seeking'); }); });
  q.addEventListener('focus', function () { ask('search.js'); }, { once: true });
  q.addEventListener('input', function () { typed = Date.now(); ask('search.js'); });
  poll();
  setInterval(poll, 2000);

  window.redial = {
    root: root, base: base, back: back, get: get, set: set, $: $, $$: $$, el: el, bdi: bdi, theme: theme, day: day, today: today, iso: iso, time: time,
    cmp: cmp, spanOn: spanOn, LABEL: LABEL, number: number, capital: capital, onDay: onDay, ask: ask, dress: dress, copy: copy
  };
})();

/* redial: what every page needs before it is seen: the theme, the reader's own day, and whether there is a newer page.
   No network, no modules: works from disk. keys.js and search.js hold the rest, and use what window.redial lends them. */
(function () {
  'use strict';
  var root = document.documentElement, base = root.dataset.root || '', P = 'redial:', q = document.querySelector('#q');
  root.classList.add('js');

  function get(k) { try { return localStorage.getItem(P + k); } catch (e) { return null; } }
  function set(k, v) { try { v ? localStorage.setItem(P + k, v) : localStorage.removeItem(P + k); } catch (e) { } }
  function recall(k) { try { return JSON.parse(sessionStorage.getItem(P + k)); } catch (e) { return null; } }
  function keep(k, v) { try { v ? sessionStorage.setItem(P + k, JSON.stringify(v)) : sessionStorage.removeItem(P + k); } catch (e) { } }
  function $(s, r) { return (r || document).querySelector(s); }
  function $$(s, r) { return Array.prototype.slice.call((r || document).querySelectorAll(s)); }
  function el(tag, cls, text) { var e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; }
  function bdi(text) { return el('bdi', '', text); }
  function show(e, yes) { if (e) e.hidden = !yes; }

  function theme(t) { t = t || root.dataset.themed; t ? root.dataset.theme = t : delete root.dataset.theme; }
  theme(get('theme'));

  /* Days are numbers, counted from 1970; a date is never given to Date() as text, which reads it as UTC. */
  var WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' '), MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  function number(y, m, d) { var t = new Date(0); t.setUTCFullYear(y, m, d); return t / 864e5; }
  function day(s) { var p = s.split('-'); return number(+p[0], p[1] - 1, +p[2]); }
  function today() { var d = new Date(); return number(d.getFullYear(), d.getMonth(), d.getDate()); }
  function utc(n) { return new Date(n * 864e5); }
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function iso(n) { var d = utc(n); return ('000' + d.getUTCFullYear()).slice(-4) + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate()); }
  function named(n, now) {
    var d = utc(n), y = d.getUTCFullYear();
    return WEEKDAYS[d.getUTCDay()] + ' ' + d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()] + (y === utc(now).getUTCFullYear() ? '' : ' ' + y);
  }
  function time(n, now) { var t = el('time', '', named(n, now)); t.dateTime = iso(n); return t; }

  /* Other scripts, each loaded once, in order. */
  var asked = { 'search.js': $('script[src$="search.js"]') };
  function load(src, lost) {
    var s = document.createElement('script');
    s.src = src; s.async = false;
    s.onload = s.onerror = function (e) { s.remove(); if (lost && e.type === 'error') lost(); };
    document.head.append(s);
  }
  function ask(name, lost) { if (!asked[name]) { asked[name] = true; load(base + name, lost); } }
  /* what Today does not show at first has its styles in a second file */
  function dress() { if (!$('link[href$="pages.css"]')) { var l = el('link'); l.rel = 'stylesheet'; l.href = base + 'pages.css'; document.head.append(l); } }

  /* Today holds the day of its build. What it shows on each later day was worked out then, too, and stands in days.js:
     it is loaded on another day, and the page is not seen before. On a day before the build there is nothing to go by. */
  var built = day(root.dataset.built), days = null, shown = 0, dated = false, title = document.title;
  function showToday(now) {
    var n = Math.max(0, now - built);
    if (!days && n) { root.classList.toggle('unsorted', !dated); ask('days.js', sorted); }
    dated = true;
    if (days && n !== shown) { n = Math.min(n, days.days.length - 1); put(days.days[shown = n], days.lists, days.texts); }
    countDue();
  }
  function sorted() { root.classList.remove('unsorted'); }
  window.redialDays = function (d) { days = d; showToday(today()); showAge(today()); sorted(); };
  /* the pieces of HTML are those that the builder wrote */
  function put(d, lists, texts) {
    var lede = $('[data-lede]'), empty = $('[data-empty]'), head = $('[data-headline]');
    if (head) head.textContent = d.headline;
    d.dense ? $('main').dataset.dense = d.dense : delete $('main').dataset.dense;
    if (lede) lede.innerHTML = texts[d.lede];
    if (empty) { empty.innerHTML = texts[d.empty]; show(empty, texts[d.empty]); }
    lists.forEach(function (name, i) {
      var rows = $('[data-rows=' + name + ']'), s = rows && rows.closest('section,details'), count = s && $('[data-count]', s);
      if (!rows) return;
      rows.innerHTML = d.rows[i].map(function (t) { return texts[t]; }).join('');
      if (name === 'also') return;
      if (count) count.textContent = d.counts[i];
      $$('[data-left]', s).forEach(function (x) { x.textContent = d.more[i]; });
      show($('[data-rest]', s), d.more[i]);
      show($('[data-spread]', s), d.counts[i] >= 8);
      show(s, d.counts[i] || name === 'today');
    });
  }
  /* how many are due stands in the menu and in the tab; who they are goes along from page to page */
  function countDue() {
    var n = 0;
    $$('[data-sec=carried] [data-count],[data-sec=today] [data-count]').forEach(function (x) { n += +x.textContent; });
    $$('[data-n=due]').forEach(function (x) { x.textContent = n || ''; });
    document.title = (n ? '(' + n + ') ' : '') + title;
    keep('queue', $$('[data-sec=carried] h3 a,[data-sec=today] h3 a').map(function (a) { return [a.getAttribute('href'), a.textContent]; }));
  }

  /* What changes with the day on this and other pages. */
  function showSide(now) {
    var found = false;
    $$('.load .b').forEach(function (x) { x.classList.toggle('now', day(x.dataset.d) === now); });
    $$('[data-past]').forEach(function (x) { x.classList.toggle('past', day(x.dateTime) < now); });
    $$('[data-over]').forEach(function (x) { var d = day(x.dataset.over); show(x, d < now && now <= d + 60); });
    $$('[data-events] [data-until]').forEach(function (x) { show(x, !found && day(x.dataset.until) >= now); found = found || !x.hidden; });
    show($('[data-events]'), found);
  }
  /* a contact's page holds all of its faces, and shows the one of the day; a word says how far away that is */
  function showFace(now) {
    var face;
    $$('.face').forEach(function (f) { if (!face || day(f.dataset.from) <= now) face = f; });
    $$('.face').forEach(function (f) {
      var old = $('.rel', f), daily = 'daily' in f.dataset, due = daily ? now : f.dataset.due && day(f.dataset.due), text = !due ? '' : due === now ? 'today' : due === now + 1 ? 'tomorrow' : due < now ? 'carried over' : '';
      show(f, f === face);
      if (daily) $('.when time', f).replaceWith(time(now, now));
      if (old) old.remove();
      if (text) $('.when', f).append(' ', el('span', 'rel', text));
    });
  }
  /* an event that is over goes to the past ones, by date, and says what is said then */
  function key(x) { return $('time', x).dateTime + $('a', x).pathname; }
  function showEvents(now) {
    var ahead = $('[data-ahead]'), behind = $('[data-behind]');
    $$('[data-last]').forEach(function (x) {
      var over = day(x.dataset.last) < now, to = over ? behind : ahead;
      x.classList.toggle('done', over);
      if (to && x.parentNode !== to) to.insertBefore(x, $$('.event', to).find(function (y) { return over === key(y) < key(x); }) || null);
    });
    [ahead, behind].forEach(function (s) { if (s) { var n = $$('.event', s).length + +(s.dataset.more || 0); $('[data-count]', s).textContent = n; show(s, n); } });
  }
  function countCarried(now) {
    $$('[data-ledger]').forEach(function (s) { /* by day: where all that stand here are past, those of the next page may be too */
      var n = $$('time.past', s).length, all = $$('time[data-past]', s).length;
      $('[data-carried]', s).textContent = n ? (!s.dataset.part || n < all ? n : now === built ? s.dataset.part : n + ' or more') + ' carried over' : '';
    });
  }
  function showAge(now) {
    var st = $('[data-stale]'), gap = now - built;
    if (!st) return;
    show(st, gap);
    st.textContent = gap < 0 ? 'This page was built on a later day than this computer shows. Check the clock.' :
      gap > 45 ? 'This page is ' + gap + ' days old: too old to go by. Run redial build.' :
        'Built ' + (gap === 1 ? 'yesterday' : gap + ' days ago') + '. The list is that of today; notes written since are not in it. Run redial build.';
  }
  function listOn(list, due, now) {
    if (due === null) return list;
    return due < now ? 'carried' : due === now ? 'today' : due <= now + 7 ? 'week' : list;
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
  var seen = null, onDay = [], told = built;
  function settle() {
    var now = today();
    if (now === seen) return;
    if (seen !== null || now !== built) $$('.p[data-list]').forEach(function (p) { labelPerson(p, now); });
    seen = now;
    if (now !== told) $$('time').forEach(function (t) { var d = day(t.dateTime); if (t.textContent === named(d, told)) t.textContent = named(d, now); }); /* the year */
    told = now;
    if ($('[data-sec]')) showToday(now);
    if ($('.everyone-due') && !onDay.length && now !== built) root.classList.add('unsorted'); /* until due.js is there */
    showAge(now);
    showFace(now);
    showSide(now);
    showEvents(now);
    countCarried(now);
    onDay.forEach(function (f) { f(now); });
  }

  var timer;
  function say(s) { var t = $('.toast'); t.textContent = s; t.classList.add('on'); clearTimeout(timer); timer = setTimeout(function () { t.classList.remove('on'); }, 2600); }
  function copy(s) {
    function old() { var a = el('textarea', 'vh'), f = document.activeElement; a.value = s; document.body.append(a); a.select(); try { document.execCommand('copy'); say('Copied: ' + s); } catch (e) { say(s); } a.remove(); f.focus({ preventScroll: true }); }
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(s).then(function () { say('Copied: ' + s); }, old); else old();
  }

  function showQueue() {
    var nav = $('nav.queue'), all = nav && recall('queue');
    if (!all) return;
    var at = -1;
    all.forEach(function (x, i) { if (new URL(base + x[0], location.href).pathname === location.pathname) at = i; });
    if (at < 0) return;
    var a = el('a', '', 'Today'); a.href = base + 'index.html';
    nav.append(a, el('span', '', (at + 1) + ' of ' + all.length));
    [['prev', at - 1], ['next', at + 1]].forEach(function (x) { var p = all[x[1]]; if (p) { var l = el('a'); l.append(bdi(p[1])); l.href = base + p[0]; l.rel = x[0]; nav.append(l); } });
    show(nav, true);
  }

  /* A page opened from disk, or from this machine's preview, looks every two seconds whether there is a newer one, and comes back as it was.
     One that was loaded for a stamp, and then finds another, was perhaps made between the two: it loads itself once more. */
  var stamp = null, typed = 0, VIEW = 'view:' + location.pathname, back;
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
    if (v.y) { root.classList.add('whole'); scrollTo(0, v.y); }
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
    root: root, base: base, built: built, sorted: sorted, back: back, get: get, set: set, $: $, $$: $$, el: el, bdi: bdi, theme: theme, day: day, today: today, iso: iso, time: time,
    spanOn: spanOn, LABEL: LABEL, onDay: onDay, ask: ask, dress: dress, copy: copy
  };
})();

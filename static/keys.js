/* redial: a row at a time, by keys and by the menu of a row. The page can be read and used before it is there. */
(function () {
  'use strict';
  var R = window.redial, $ = R.$, $$ = R.$$, el = R.el, today = R.today, iso = R.iso, copy = R.copy, base = R.base;
  var keysOn = R.get('keys') ? R.get('keys') === 'on' : R.root.dataset.keys !== 'off';

  /* A row at a time */
  var cur = null;
  function items() { return $$('.row[data-i],.p,.pledge,.pair,.event,.jday .t').filter(function (r) { return r.offsetParent !== null; }); }
  function select(r) {
    if (cur) { cur.classList.remove('sel'); cur.removeAttribute('aria-current'); }
    cur = r;
    if (r) { r.classList.add('sel'); r.setAttribute('aria-current', 'true'); r.tabIndex = -1; r.focus({ preventScroll: true }); r.scrollIntoView({ block: 'nearest' }); }
  }
  function move(d) { var a = items(), i = a.indexOf(cur); if (a.length) select(a[i < 0 ? (d > 0 ? 0 : a.length - 1) : Math.max(0, Math.min(a.length - 1, i + d))]); }
  function chosen() { return cur || $('#now'); }
  function press(sel) { var r = chosen(), e = r && $$(sel, r).filter(function (x) { return x.offsetParent; })[0]; if (e) e.click(); }
  function line(r) { var go = $$('.go', r).filter(function (x) { return x.offsetParent; })[0], l = go ? go.textContent.toLowerCase() : ''; return '- ' + iso(today()) + ' ' + (/mail/.test(l) ? 'email' : 'call') + ': '; }
  function follow(u) { var a = el('a'); a.href = u; a.click(); }

  /* one menu, made when it is asked for */
  var menu = null;
  function more(btn) {
    var r = btn.closest('[data-file]'), d = r.dataset, who = 'who' in d ? d.who : d.file.replace(/^notes\/(.*)\.md(:\d+)?$/, '$1');
    if (!menu) {
      menu = el('div', 'menu'); menu.popover = 'auto'; $('main').append(menu);
      menu.addEventListener('toggle', function (e) { if (e.newState === 'closed' && menu.from) menu.from.setAttribute('aria-expanded', 'false'); });
    }
    function item(tag, text, key, f) { var x = el(tag, '', text); if (key) x.append(el('kbd', '', key)); f(x); return x; }
    function copies(text, key, what) { return item('button', text, key, function (x) { x.type = 'button'; x.dataset.copy = what; }); }
    menu.replaceChildren();
    $$('.ways>*', r).forEach(function (w) { menu.append(item(w.href ? 'a' : 'p', w.textContent, '', function (x) { if (w.href) x.href = w.href; })); });
    if (d.open) menu.append(item('a', 'Open the note', 'e', function (x) { x.href = d.open; }));
    menu.append(copies('Copy a journal line', 'l', line(r)));
    if (who) menu.append(copies('Copy a log command', '', 'redial log ' + who + ' "call: "'));
    menu.append(copies('Copy the path of the note', '', d.file));
    menu.from = btn; btn.setAttribute('aria-expanded', 'true'); menu.showPopover();
    var b = btn.getBoundingClientRect();
    menu.style.left = Math.max(8, b.right + scrollX - menu.offsetWidth) + 'px';
    menu.style.top = b.bottom + scrollY + 4 + 'px';
    $('a,button', menu).focus();
  }

  /* Keys */
  var pend = 0, PAGES = { t: 'index.html', p: 'people/index.html', e: 'events/index.html', j: 'journal/index.html', o: 'promises.html', i: 'introductions.html', r: 'review.html' };
  function typing(t) { return /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.isContentEditable; }
  document.addEventListener('keydown', function (e) {
    var q = $('#q'), r;
    if (e.key === 'Escape' && e.target === q && !q.value) q.blur();
    if (e.target === q || typing(e.target) || !keysOn || e.ctrlKey || e.metaKey || e.altKey || $('dialog[open]')) return;
    var g = Date.now() - pend < 900; pend = 0;
    if (g && PAGES[e.key]) { location.href = base + PAGES[e.key]; e.preventDefault(); return; }
    switch (e.key) {
      case 'j': case 'k': r = $('.contact .queue a[rel=' + (e.key === 'j' ? 'next' : 'prev') + ']'); r ? r.click() : move(e.key === 'j' ? 1 : -1); break;
      case 'Enter': if (document.activeElement !== cur || !cur) return; press('h3 a,.nm a,.by a'); break;
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
  function fold(e) { $$('.pages[open]').forEach(function (d) { if (!d.contains(e.target)) d.open = false; }); }
  document.addEventListener('focusin', fold);
  document.addEventListener('click', function (e) {
    var t = e.target, b;
    fold(e);
    if ((b = t.closest('[data-line]'))) copy('- ' + iso(today()) + ' ' + b.dataset.line);
    else if ((b = t.closest('[data-copy]'))) { copy(b.dataset.copy); if (menu && menu.contains(b)) menu.hidePopover(); }
    else if ((b = t.closest('[data-more]'))) more(b);
    else if (t.closest('[data-help]')) help();
    else if (t.closest('[data-close]')) $('#help').close();
  });

  /* the panel of keys and settings, made when it is asked for */
  var KEYS = [
    ['j k', 'next, previous person'], ['Enter', 'open the person'], ['c', 'contact: call or write'], ['e', 'open the note in your editor'], ['l', 'copy a journal line'], ['/', 'search'],
    ['g then t p e j', 'today, people, events, journal'], ['g then o i r', 'what is owed, introductions, review'], ['?', 'this panel']
  ];
  function help() {
    var d = $('#help');
    R.dress();
    if (!d) document.body.append(d = panel());
    if (!d.open) d.showModal();
  }
  function choice(type, name, value, text, checked) {
    var l = el('label'), i = el('input');
    i.type = type; i.name = name; i.value = value; i.checked = checked;
    l.append(i, ' ' + text);
    return l;
  }
  function panel() {
    var d = el('dialog'), h = el('h2', '', 'Keys and settings'), dl = el('dl', 'keys'), set = el('fieldset'), sw = choice('checkbox', 'keys', 'on', 'Single-letter keys', keysOn), close = el('button', 'go', 'Close');
    d.id = 'help'; h.id = 'helph'; d.setAttribute('aria-labelledby', 'helph');
    KEYS.forEach(function (k) {
      if (k[0] === 'e' && !$('[data-open]')) return;
      var x = el('div'), dt = el('dt');
      k[0].split(' ').forEach(function (w) { dt.append(w === 'then' ? 'then' : el('kbd', '', w), ' '); });
      x.append(dt, el('dd', '', k[1])); dl.append(x);
    });
    set.append(el('legend', '', 'Appearance'));
    [['', 'As set'], ['light', 'Light'], ['dark', 'Dark']].forEach(function (t) { set.append(choice('radio', 'theme', t[0], t[1], (R.get('theme') || '') === t[0])); });
    sw.className = 'sw'; close.type = 'button'; close.dataset.close = '';
    d.append(h, dl, set, sw, close);
    d.addEventListener('change', function (e) {
      var i = e.target;
      if (i.name === 'theme') { R.set('theme', i.value); R.theme(i.value); } else { keysOn = i.checked; R.set('keys', keysOn ? 'on' : 'off'); }
    });
    return d;
  }

  R.select = select; R.move = move; R.press = press;
  if (R.back && R.back.cur && document.getElementById(R.back.cur)) select(document.getElementById(R.back.cur));
})();

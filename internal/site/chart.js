/* redial: the chart of the coming four weeks on another day than that of the build, from how many fall due on each day. It is
   drawn as the builder draws it (chart.go), and stands in the file of the days, so that Today need not load it on its own day. */
window.redial && (window.redialChart = function (d) {
  'use strict';
  var R = window.redial, $ = R.$, svg = $('.load'), box = svg && svg.closest('section'), axis = box && $('.axis', box), caption = box && $('.cap', box);
  var DAYS = 28, HIGH = 60, drawn = R.built;
  function people(n) { return n + (n === 1 ? ' person' : ' people'); }
  function short(n, now) { return R.time(n, now).textContent; }
  function bar(n, i, top, now) {
    var h = Math.floor(Math.min(n, top) * HIGH / top), at = 'x="' + i * 11 + '" width="9" ';
    return !h ? '<rect class="z" ' + at + 'y="59" height="1"/>' : '<rect class="b' + (i ? '' : ' now') + (n > top ? ' over' : '') + '" data-d="' + R.iso(now + i) + '" ' +
      at + 'y="' + (HIGH - h) + '" height="' + h + '"><title>' + short(now + i, now) + ': ' + people(n) + '</title></rect>';
  }
  function say(counts, now) {
    var best = 1, weeks = [0, 0, 0, 0];
    counts.forEach(function (n, i) { weeks[Math.floor(i / 7)] += n; if (i && n > counts[best]) best = i; });
    caption.textContent = counts[best] ? 'Fullest ahead: ' + short(now + best, now) + ', ' + people(counts[best]) + '.' : 'Nobody ' + (counts[0] ? 'else ' : '') + 'falls due in the next four weeks.';
    svg.setAttribute('aria-label', 'People who fall due in each of four weeks: ' + weeks.join(', ') + '. ' + caption.textContent);
  }
  function draw(now) {
    var n = Math.max(0, now - R.built), known = n + DAYS <= d.ahead.length, counts, top;
    now = R.built + n;
    if (now === drawn) return;
    drawn = now;
    axis.hidden = !known;
    svg.toggleAttribute('hidden', !known);
    if (!known) { caption.textContent = 'This page is too old to tell. Run redial build.'; return; }
    counts = d.ahead.slice(n, n + DAYS);
    counts[0] = d.days[n].due;
    top = Math.max.apply(null, counts.slice(1));
    top = Math.max(top, Math.min(counts[0], 2 * Math.max(top, 1)), 4);
    R.$$('rect', svg).forEach(function (x) { x.remove(); });
    svg.insertAdjacentHTML('afterbegin', counts.map(function (n, i) { return bar(n, i, top, now); }).join(''));
    R.$$('span', axis).forEach(function (x, i) { x.textContent = short(now + 7 * i, now + 7 * i).slice(4); });
    say(counts, now);
  }
  if (!svg || !axis || !caption) return;
  R.onDay.push(draw);
  draw(R.today());
});

// Holds pages against Lighthouse, with the clock of the page at a moment.
// It is called by the script lighthouse beside it, which says what it wishes in JSON, and prints a line of JSON a page.
import lighthouse, {desktopConfig} from 'lighthouse';
import puppeteer from 'puppeteer-core';

const wish = JSON.parse(process.argv[2]);
const browser = await puppeteer.launch({
  executablePath: wish.chromium, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--lang=en-GB'],
});

// The clock goes on from the moment: Lighthouse itself measures with another one.
const clock = `(function () {
  var Real = Date, by = new Real(${JSON.stringify(wish.clock)}) - Real.now();
  function Fake() { return !(this instanceof Fake) ? new Real(Real.now() + by).toString() : arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(Real.now() + by); }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return Real.now() + by; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
})();`;

const categories = ['accessibility', 'best-practices'].concat(wish.performance ? 'performance' : []);
const audits = ['cumulative-layout-shift', 'render-blocking-resources', 'network-requests', 'total-byte-weight', 'total-blocking-time', 'largest-contentful-paint', 'errors-in-console'];

function median(ns) { return ns.sort((a, b) => a - b)[Math.floor(ns.length / 2)]; }

async function look(url) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(clock);
  // Without the scores of speed nothing has to be slowed down.
  const settings = wish.performance ? {onlyCategories: categories} : {
    onlyCategories: categories, throttlingMethod: 'provided', pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500,
  };
  const config = wish.form === 'desktop' ? desktopConfig : {extends: 'lighthouse:default'};
  const onlyAudits = wish.performance ? undefined : audits;
  const result = await lighthouse(url, {logLevel: 'error', output: 'json'}, {...config, settings: {...config.settings, ...settings, onlyAudits}}, page);
  await page.close();
  return result.lhr;
}

let faults = 0;
for (const url of wish.pages) {
  const all = [];
  for (let i = 0; i < (wish.runs || 1); i++) all.push(await look(url));
  const of = name => Math.round(median(all.map(r => r.categories[name].score * 100)));
  const number = name => median(all.map(r => (r.audits[name] || {}).numericValue || 0));
  const last = all[all.length - 1], items = name => ((last.audits[name] || {}).details || {}).items || [];
  const short = Object.values(last.categories).filter(c => c.id !== 'performance').flatMap(c => c.auditRefs.filter(r => r.weight && last.audits[r.id].score !== null && last.audits[r.id].score < 1).map(r => r.id));
  const elsewhere = items('network-requests').map(i => i.url).filter(u => !u.startsWith(wish.base) && !u.startsWith('data:'));
  const seen = {
    page: url.slice(wish.base.length), form: wish.form, accessibility: of('accessibility'), bestPractices: of('best-practices'),
    shift: Number(number('cumulative-layout-shift').toFixed(3)), requests: items('network-requests').filter(i => !/stamp\.js/.test(i.url)).length,
  };
  if (wish.performance) Object.assign(seen, {performance: of('performance'), blockedMs: Math.round(number('total-blocking-time')), paintedMs: Math.round(number('largest-contentful-paint'))});
  const wrong = short.concat(elsewhere, seen.shift ? ['something moves'] : [], seen.requests ? [] : ['nothing was asked for']);
  if (wrong.length || seen.accessibility < 100 || seen.bestPractices < 100) { faults++; seen.wrong = wrong; }
  console.log(JSON.stringify(seen));
}
await browser.close();
process.exitCode = faults ? 1 : 0;

// Holds pages against Lighthouse: each one in some forms, with the clock of the page at a moment.
// It is called by the script lighthouse beside it, which says what it wishes in JSON, and prints a line of JSON a look.
import lighthouse, {desktopConfig} from 'lighthouse';
import puppeteer from 'puppeteer-core';

const wish = JSON.parse(process.argv[2]);
const browser = await puppeteer.launch({
  executablePath: wish.chromium, headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--lang=en-GB'],
});

// The clock goes on from the moment: Lighthouse itself measures with another one.
const clock = moment => `(function () {
  var Real = Date, by = new Real(${JSON.stringify(moment)}) - Real.now();
  function Fake() { return !(this instanceof Fake) ? new Real(Real.now() + by).toString() : arguments.length ? new (Function.prototype.bind.apply(Real, [null].concat([].slice.call(arguments))))() : new Real(Real.now() + by); }
  Fake.UTC = Real.UTC; Fake.parse = Real.parse; Fake.now = function () { return Real.now() + by; }; Fake.prototype = Real.prototype;
  window.Date = Fake;
})();`;

const categories = ['performance', 'accessibility', 'best-practices'];
// How the speed of a phone and of a slow line would be is reckoned from what was seen, so nothing is slowed down.
// What is asked for every two seconds, and a page that has nothing more to do, need no longer wait than this.
const settings = {
  onlyCategories: categories, throttlingMethod: 'simulate', disableFullPageScreenshot: true,
  pauseAfterFcpMs: 250, pauseAfterLoadMs: 250, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500,
};

function median(ns) { return ns.sort((a, b) => a - b)[Math.floor(ns.length / 2)]; }

async function look(url, {form, clock: moment}) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(clock(moment));
  const config = form === 'desktop' ? desktopConfig : {extends: 'lighthouse:default'};
  const {lhr} = await lighthouse(url, {logLevel: 'error', output: 'json'}, {...config, settings: {...config.settings, ...settings}}, page);
  await page.close();
  return lhr;
}

// A machine that has too much to do shows nothing in time: that tells nothing of the page, which is looked at again.
async function sure(url, how) {
  let lhr;
  for (let i = 0; i < 3; i++) if (!(lhr = await look(url, how)).runtimeError) return lhr;
  throw new Error(`${url}: ${lhr.runtimeError.message}`);
}

let faults = 0;
for (const how of wish.looks) for (const url of wish.pages) {
  const all = [];
  for (let i = 0; i < wish.runs; i++) all.push(await sure(url, how));
  const of = name => Math.round(median(all.map(r => r.categories[name].score * 100)));
  const number = name => median(all.map(r => (r.audits[name] || {}).numericValue || 0));
  const last = all[all.length - 1], items = name => ((last.audits[name] || {}).details || {}).items || [];
  const short = Object.values(last.categories).filter(c => c.id !== 'performance').flatMap(c => c.auditRefs.filter(r => r.weight && last.audits[r.id].score !== null && last.audits[r.id].score < 1).map(r => r.id));
  const elsewhere = items('network-requests').map(i => i.url).filter(u => !u.startsWith(wish.base) && !u.startsWith('data:'));
  const seen = {
    page: url.slice(wish.base.length), form: how.form, on: how.clock.slice(0, 10), accessibility: of('accessibility'), bestPractices: of('best-practices'),
    shift: Number(number('cumulative-layout-shift').toFixed(3)), requests: items('network-requests').filter(i => !/stamp\.js/.test(i.url)).length,
    performance: of('performance'), blockedMs: Math.round(number('total-blocking-time')), paintedMs: Math.round(number('largest-contentful-paint')),
  };
  const wrong = short.concat(elsewhere, seen.shift ? ['something moves'] : [], seen.requests ? [] : ['nothing was asked for'], seen.performance < how.atLeast ? ['slow'] : []);
  if (wrong.length || seen.accessibility < 100 || seen.bestPractices < 100) { faults++; seen.wrong = wrong; }
  console.log(JSON.stringify(seen));
}
await browser.close();
process.exitCode = faults ? 1 : 0;

// Tells what a step through a translation costs, from a trace of the browser. Usage: node cost.mjs [words …] [--folder BUILT-PAGE] [--details]
// Of each step: time of the page's thread until the step is painted; the frames of its motions after that; and of raster threads.
import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';

const args = process.argv.slice(2);
const option = (name) => args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : undefined;
const folder = option('--folder');
const details = args.includes('--details') && args.splice(args.indexOf('--details'), 1);
const sizes = args.length > 0 ? args.map(Number) : [60, 500];
const port = 5182;
const steps = 42;

const words = ['little', 'dog', 'sleeps', 'the', 'area'];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** Steps on, waiting for the paint of each, and then for its motions to come to rest; marks both. */
async function walk({ count, rest }) {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let i = 0; i < count; i++) {
    performance.mark('step');
    await new Promise((resolve) => setTimeout(resolve)); // Work counts from the beginning of a task.
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await painted();
    performance.mark('painted');
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

async function trace(page, action) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'toplevel'] } });
  await action();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** The parts of a window of the page's thread, in ms of processor time: each event without those inside it. */
function partsOf(events, from, to) {
  const parts = new Map();
  const open = [];
  const close = (event) => parts.set(event.name, (parts.get(event.name) ?? 0) + event.self / 1000);
  for (const { name, ts, dur, tdur = dur } of events) {
    if (ts < from || ts >= to) continue;
    while (open.length > 0 && open.at(-1).end <= ts) close(open.pop());
    if (open.length > 0) open.at(-1).self -= tdur;
    open.push({ name, end: ts + dur, self: tdur });
  }

  while (open.length > 0) close(open.pop());
  return parts;
}

async function measure(browser, size) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/?` + new URLSearchParams({ text: Array.from({ length: size - 1 }, (_, i) => words[i % 5]).join(' '), step: '0', phase: 'read' }));
  await page.locator('.overview .words.target').waitFor();
  await page.waitForTimeout(2500);
  const events = await trace(page, () => page.evaluate(walk, { count: steps, rest: 500 }));
  const marks = events.filter(({ cat, name }) => cat === 'blink.user_timing' && (name === 'step' || name === 'painted')).sort((a, b) => a.ts - b.ts);
  const { pid, tid } = marks[0];
  const whole = events.filter((event) => event.ph === 'X' && event.pid === pid).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const main = whole.filter((event) => event.tid === tid);
  const frames = main.filter(({ name }) => name === 'PrePaint');
  const raster = whole.filter(({ name }) => name === 'RasterTask');
  const rows = [];
  for (let i = 7; i < steps; i++) {
    const [step, painted, next] = [marks[2 * i].ts, marks[2 * i + 1].ts, marks[2 * i + 2]?.ts ?? Infinity];
    const parts = partsOf(main, step, painted);
    const motion = partsOf(main, painted, next);
    rows.push({
      parts, motion,
      step: sum([...parts.values()]),
      wall: (painted - step) / 1000,
      frames: frames.filter(({ ts }) => ts >= painted && ts < next).length,
      raster: sum(raster.filter(({ ts }) => ts >= step && ts < next).map(({ tdur, dur }) => (tdur ?? dur) / 1000)),
    });
  }

  const dearest = Math.max(...Array.from({ length: 7 }, (_, part) => median(rows.filter((_, i) => i % 7 === part).map((r) => r.step))));
  const motionFrames = median(rows.map(({ frames: n }) => n));
  console.log(`${size} × ${size} words, median of ${rows.length} steps`);
  console.log(`  until it is painted  ${median(rows.map((r) => r.step)).toFixed(1)} ms of the page's thread, ${median(rows.map((r) => r.wall)).toFixed(1)} ms by the clock; ${dearest.toFixed(1)} ms of the thread in the dearest of the seven parts`);
  console.log(`  its motions          ${motionFrames} frames, ${(median(rows.map((r) => sum([...r.motion.values()]) / Math.max(1, r.frames)))).toFixed(1)} ms of the page's thread each`);
  console.log(`  raster               ${median(rows.map((r) => r.raster)).toFixed(1)} ms of other threads, motions and all`);
  if (details) {
    for (const [title, of] of [['until painted', 'parts'], ['motions', 'motion']]) {
      const names = [...new Set(rows.flatMap((row) => [...row[of].keys()]))];
      const lines = names.map((name) => [name, sum(rows.map((row) => row[of].get(name) ?? 0)) / rows.length]).sort((a, b) => b[1] - a[1]).slice(0, 14);
      console.log(`  ${title}: ` + lines.map(([name, ms]) => `${name} ${ms.toFixed(2)}`).join(', '));
    }
  }

  // And with a key held down: a step for each frame.
  const start = await page.evaluate(() => performance.now());
  await page.evaluate(walkOn, 42);
  console.log(`  a key held down      ${((await page.evaluate(() => performance.now()) - start) / 42).toFixed(1)} ms a step by the clock`);
  await page.close();
}

async function walkOn(count) {
  for (let i = 0; i < count; i++) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

const server = spawn('node', ['mock/server.mjs', String(port), ...(folder === undefined ? [] : [folder])], { stdio: 'inherit' });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false });
try {
  for (const size of sizes) await measure(browser, size);
} finally {
  await browser.close();
  server.kill();
}

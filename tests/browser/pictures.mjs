// Takes the pictures of the README. Usage: node pictures.mjs PAGE FOLDER
// PAGE is the address of a file that `dragoman explain --html` wrote, or of `dragoman serve` with ?text=…; needs img2webp and cwebp (Debian: webp).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [page, folder] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'pictures-'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false });

/** Opens the page at a place and gives a picture of its upper part. */
async function take(query, height, scheme = 'light') {
  const context = await browser.newContext({ viewport: { width: 1180, height }, colorScheme: scheme, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  const address = new URL(page);
  Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, value));
  await tab.goto(address.href);
  await tab.locator('.overview .words.target').waitFor();
  const order = await tab.locator('.phase-title').allTextContents();
  const png = await tab.screenshot();
  await context.close();
  return { png, order };
}

function still(name, png) {
  const file = join(scratch, `${name}.png`);
  writeFileSync(file, png);
  execFileSync('cwebp', ['-quiet', '-q', '88', file, '-o', join(folder, `${name}.webp`)]);
}

still('inspector', (await take({}, 860)).png);
still('inspector-tree', (await take({ view: 'tree' }, 860, 'dark')).png);

// One word in its steps, of a word that stands elsewhere in the source.
const step = '8';
const { order } = await take({ step }, 960);
const phases = { Read: 'read', State: 'state', Score: 'score', Weigh: 'weigh', Context: 'context', 'Read out': 'readout', Predict: 'predict' };
const frames = [];
for (const title of order) {
  const file = join(scratch, `frame-${frames.length}.png`);
  writeFileSync(file, (await take({ step, phase: phases[title] }, 960)).png);
  frames.push('-lossy', '-q', '75', '-d', title === 'Predict' ? '2800' : '1700', file);
}

execFileSync('img2webp', ['-loop', '0', ...frames, '-o', join(folder, 'inspector-steps.webp')]);
await browser.close();
rmSync(scratch, { recursive: true });

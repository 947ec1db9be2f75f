import { expect, expectAccessible, expectPlace, open, sentence, test, translation } from './page';

/** Times are measured always, and held to their limits where somebody asks for it: a busy machine is no fault. */
const holdsTimes = process.env.DRAGOMAN_TIMINGS === '1';

test('while it translates, it says so', async ({ page }) => {
  await page.goto('/?text=slow+dog+.');
  await expect(page.getByRole('status').first()).toHaveText('Translating …');
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await expect(page.getByRole('status').first()).toHaveText('');
});

test('an error is told in the words of the server, and can be tried again', async ({ page }) => {
  await page.goto('/?text=broken');
  await expect(page.getByRole('alert')).toContainText('The model folder is damaged');
  await expect(page.getByRole('alert')).toContainText('Restore the folder.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toContainText('The model folder is damaged');
  await expectAccessible(page);
});

test('a server that is too busy can be asked again', async ({ page }) => {
  await page.goto(`/?text=busy+dog+${Math.random()}`);
  await expect(page.getByRole('alert')).toContainText('Try again later');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a what-if that is refused leaves the page, and can be undone', async ({ page }) => {
  await open(page, { text: sentence, view: 'what-if', step: 1 });
  const words = await translation(page);
  await page.getByRole('textbox', { name: 'Another word' }).fill('zzz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('which the target vocabulary does not have');
  expect(await translation(page)).toEqual(words);
  await expect(page.getByText('begins with “la zzz”')).toBeVisible();
  await expectAccessible(page);

  // An address that holds it has the page, too.
  await page.reload();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect.poll(() => translation(page)).toEqual(words);
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => translation(page)).toEqual(words);
});

test('an option that is refused leaves the page; another sentence does not', async ({ page }) => {
  await open(page, { text: sentence });
  await page.getByText('options', { exact: true }).click();
  await page.getByLabel('must hold', { exact: true }).fill('zzz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('"zzz"');
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await page.getByRole('textbox', { name: 'Sentence to translate' }).fill('broken');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The model folder is damaged');
  await expect(page.locator('.overview')).toHaveCount(0);
});

test('a seed has as many digits as it likes, up to fifteen', async ({ page }) => {
  await open(page, { text: sentence });
  await page.getByText('options', { exact: true }).click();
  const seed = page.getByLabel('seed');
  await seed.fill('1234567890123456');
  await seed.press('Enter');
  await expect(page.getByText('a whole number from 0 to 999999999999999')).toBeVisible();
  await seed.fill('20241201');
  await seed.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('seed')).toBe('20241201');
  await page.reload();
  await expect(page.getByText('options (1)')).toBeVisible();
});

test('a server that is gone is told', async ({ page }) => {
  await open(page, { text: sentence });
  await page.route('**/v1/explain', (route) => route.abort());
  await page.getByRole('combobox', { name: 'search' }).selectOption('1');
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
});

test('a model without attention has four steps and no heat map', async ({ page }) => {
  await open(page, { text: 'the little dog sleeps .', model: 'en-fr-plain', step: 1, phase: 'state' });
  await expect(page.locator('.phase-title')).toHaveText(['Read', 'State', 'Read out', 'Predict']);
  await expect(page.locator('.heatmap')).toHaveCount(0);
  await expect(page.getByText('This model has no attention')).toBeVisible();
  await expectAccessible(page);
});

test('a character model has its letters close together', async ({ page }) => {
  await open(page, { text: 'dragoman', model: 'characters' });
  expect((await translation(page)).join('')).toBe('namogard⟨end⟩');
  expect(await page.locator('.overview .source li.joined').count()).toBe(7);
});

test('the words are those of the user, unknown ones marked', async ({ page }) => {
  await open(page, { text: 'The little QUOKKA sleeps.' });
  await expect(page.locator('.overview .source .word')).toHaveText(['The', 'little', 'QUOKKA', 'sleeps', '.', '⟨end⟩']);
  await expect(page.locator('.overview .source .unknown')).toHaveText(['QUOKKA']);
  await expect(page.getByText('not in the vocabulary')).toBeVisible();
});

test('one word', async ({ page }) => {
  await open(page, { text: 'dog', step: 0, phase: 'weigh' });
  expect(await translation(page)).toEqual(['chien', '⟨end⟩']);
  await expectAccessible(page);
});

test('right-to-left text runs from the right, and its columns too', async ({ page }) => {
  await open(page, { text: 'الكلب الصغير ينام الآن .', model: 'ar-en', step: 1, phase: 'weigh' });
  const source = await page.locator('.overview .source .word').evaluateAll((words) => words.map((word) => word.getBoundingClientRect().x));
  expect(source).toEqual([...source].sort((a, b) => b - a));
  const target = await page.locator('.overview .target .word').evaluateAll((words) => words.map((word) => word.getBoundingClientRect().x));
  expect(target).toEqual([...target].sort((a, b) => a - b));
  await expect(page.locator('.heatmap-columns li').last()).toHaveText('الكلب');
  await page.locator('.heatmap canvas').hover({ position: { x: 5 * 26 + 13, y: 13 } });
  await expect(page.locator('.heatmap canvas')).toHaveAttribute('title', /^dog → الكلب/);
  await page.locator('.overview .source .word').first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.overview .source .word').nth(1)).toBeFocused();
  await expectAccessible(page);
});

const long = (count: number) => Array.from({ length: count }, (_, i) => ['little', 'dog', 'sleeps', 'the', 'area'][i % 5]).join(' ');

test('200 words: lines of the word in question only, heads that stay', async ({ page }) => {
  await open(page, { text: long(200) });
  await expect(page.locator('.overview .line')).toHaveCount(0);
  await page.locator('.overview .target .word').nth(10).hover();
  expect(await page.locator('.overview .line').count()).toBeGreaterThan(0);
  const heat = page.locator('.heatmap');
  await heat.evaluate((box) => box.scrollTo(900, 900));
  const [columns, rows, box] = await Promise.all([heat.locator('.heatmap-columns').boundingBox(), heat.locator('.heatmap-rows').boundingBox(), heat.boundingBox()]);
  expect(Math.abs(columns!.y - box!.y)).toBeLessThan(2);
  expect(Math.abs(rows!.x - box!.x)).toBeLessThan(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
});

test('60 × 60 words are stepped through at 60 frames a second', async ({ page }) => {
  await open(page, { text: long(59), step: 0, phase: 'read' });
  await page.waitForTimeout(1000);
  const session = await page.context().newCDPSession(page);
  // What the page itself costs, in time of its thread: scripts, styles and layout, whatever else the machine does and however it paints.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  const busy = async () => (await session.send('Performance.getMetrics')).metrics
    .filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
  const before = await busy();
  const steps = 56;
  await page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  }, steps);
  const each = (await busy() - before) / steps;
  await expectPlace(page, { step: '8', phase: 'read' });
  console.log(`a step of 60 × 60 words takes ${each.toFixed(1)} ms of the page's thread`);
  if (holdsTimes) {
    expect(each).toBeLessThan(16.7);
  }
});

test('500 × 500 words stay usable', async ({ page }) => {
  await open(page, { text: long(499) });
  const heat = page.locator('.heatmap');
  const frames = await heat.evaluate(async (box) => {
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      box.scrollTo(i * 300, i * 300);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  });
  console.log(`scrolling 500 × 500: ${frames[10]!.toFixed(1)} ms a frame in the middle`);
  if (holdsTimes) {
    expect(frames[10]).toBeLessThan(60);
  }
});

test('the first paint comes within a second', async ({ page }) => {
  await page.goto('/?text=dog');
  const first = await page.evaluate(() => new Promise<number>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0]!.startTime)).observe({ type: 'paint', buffered: true });
  }));
  console.log(`first paint after ${first.toFixed(0)} ms`);
  if (holdsTimes) {
    expect(first).toBeLessThan(1000);
  }
});

import { readFileSync } from 'node:fs';
import { expect, expectPlace, open, place, sentence, test, translation } from './page';

test('a sentence typed is translated, and its words appear', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Sentence to translate' }).fill(sentence);
  await page.keyboard.press('Enter');
  await expect(page.locator('.overview .words.target')).toBeVisible();
  expect((await translation(page)).join(' ')).toBe('la zone économique européenne est très importante . ⟨end⟩');
  await expect.poll(() => new URL(page.url()).searchParams.get('text')).toBe(sentence);
});

test('an empty page offers sentences of each model', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'a red car .' }).click();
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get('model')).toBe('en-fr-luong');
  expect((await translation(page)).slice(0, 3)).toEqual(['un', 'voiture', 'rouge']);
});

test('pointing at a word shows where it looks, and the others fade', async ({ page }) => {
  await open(page, { text: sentence });
  const lines = page.locator('.overview .lines path');
  const all = await lines.count();
  await page.locator('.target').getByRole('button', { name: /^zone/ }).hover();
  await expect(page.locator('.overview .line.active').first()).toBeVisible();
  expect(await page.locator('.overview .line.faded').count()).toBeGreaterThan(0);
  expect(await lines.count()).toBe(all);
  await expect(page.locator('.source li').nth(3).locator('.looked b')).toHaveText(/^\.\d\d$/);
  await page.mouse.move(5, 5);
  await expect(page.locator('.overview .line.active')).toHaveCount(0);
});

test('several words are summed', async ({ page }) => {
  await open(page, { text: sentence });
  await page.locator('.target').getByRole('button', { name: /^zone/ }).click();
  await page.locator('.target').getByRole('button', { name: /^économique/ }).click({ modifiers: ['Shift'] });
  await page.mouse.move(5, 5);
  await expect(page.locator('.overview .target [aria-pressed=true]')).toHaveCount(2);
  const sum = (await page.locator('.overview .source .looked b').allTextContents()).reduce((total, text) => total + Number(text || 0), 0);
  expect(sum).toBeGreaterThan(1.5);
  await expect.poll(() => new URL(page.url()).searchParams.get('selected')).toBe('2');
});

test('all seven steps are walked through by key, forwards and back', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'read' });
  const phases = ['read', 'score', 'weigh', 'context', 'state', 'readout', 'predict'];
  for (const [i, phase] of phases.entries()) {
    await expectPlace(page, { step: '1', phase });
    const head = page.locator('.phase-head').nth(i);
    await expect(head).toHaveAttribute('aria-expanded', 'true');
    await expect(page.locator('.phase-body math')).toBeVisible();
    await page.keyboard.press('ArrowRight');
  }
  await expectPlace(page, { step: '2', phase: 'read' });
  await page.keyboard.press('ArrowLeft');
  await expectPlace(page, { step: '1', phase: 'predict' });
  await page.keyboard.press('ArrowDown');
  await expectPlace(page, { step: '2', phase: 'predict' });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expectPlace(page, { step: '0', phase: 'predict' });
  await page.keyboard.press('Escape');
  await expectPlace(page, { step: null, phase: null });
});

test('the order of the steps is that of the model', async ({ page }) => {
  await open(page, { text: sentence, model: 'en-fr-luong' });
  await expect(page.locator('.phase-title')).toHaveText(['Read', 'State', 'Score', 'Weigh', 'Context', 'Read out', 'Predict']);
});

test('the film plays and pauses', async ({ page }) => {
  await open(page, { text: sentence, step: 0, phase: 'read' });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => place(page).phase, { timeout: 5000 }).toBe('weigh');
  await page.getByRole('button', { name: 'Pause' }).click();
  const stopped = place(page);
  await page.waitForTimeout(1500);
  await expectPlace(page, stopped);
});

test('numbers come on demand', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'state' });
  await expect(page.locator('.numbers')).toHaveCount(0);
  await page.getByRole('button', { name: '123' }).click();
  await expect(page.locator('.numbers').first()).toContainText(/\d\.\d{3}/);
});

test('a context says the weight of the words that it does not draw', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'context', weights: JSON.stringify([{ step: 1, weights: Array(9).fill(1 / 9) }]) });
  await expect(page.locator('.summand')).toHaveCount(5);
  await expect(page.getByText('and 4 more, whose weights together are .44')).toBeVisible();
});

test('a row of the heat map chooses its step, a cell tells its weight', async ({ page }) => {
  await open(page, { text: sentence });
  await page.locator('.heatmap-rows').getByRole('button', { name: /^est looks/ }).click();
  await expect.poll(() => place(page).step).toBe('4');
  const canvas = page.locator('.heatmap canvas');
  await canvas.hover({ position: { x: 13, y: 13 } });
  await expect(canvas).toHaveAttribute('title', /^la → the: \d+%$/);
});

test('a candidate goes on with the translation, and the old one stays beside it', async ({ page }) => {
  await open(page, { text: sentence, step: 1 });
  await page.locator('.next').getByRole('button', { name: /région/ }).click();
  await expect.poll(async () => (await translation(page))[1]).toBe('région');
  const before = page.getByRole('complementary', { name: 'What was changed' });
  await expect(before.locator('.differs')).toHaveText(['zone']);
  await expect(page.locator('.target .differs')).toHaveText(['région']);
  await expect.poll(() => new URL(page.url()).searchParams.get('prefix')).toBe('["la","région"]');
  await before.getByRole('button', { name: 'Undo all' }).click();
  await expect.poll(async () => (await translation(page))[1]).toBe('zone');
  await expect(before).toHaveCount(0);
});

test('a weight is dragged, the others give way', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'weigh' });
  const bar = page.getByRole('slider', { name: 'Weight of important' });
  const box = (await bar.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.1, { steps: 5 });
  const shown = (await page.locator('.stepper .token-bars b').allTextContents()).map(Number);
  expect(shown.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 1);
  await page.mouse.up();
  await expect.poll(async () => (await translation(page))[1]).toBe('importante');
  const [change] = JSON.parse(new URL(page.url()).searchParams.get('weights')!) as { step: number; weights: number[] }[];
  expect(change!.step).toBe(1);
  expect(change!.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
  await expect(page.locator('.target .edited')).toHaveCount(1);
});

test('a weight is set by key', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'weigh' });
  await page.getByRole('slider', { name: 'Weight of important' }).press('End');
  await expect(page.getByRole('slider', { name: 'Weight of important' })).toHaveAttribute('aria-valuenow', '1');
  await expectPlace(page, { step: '1', phase: 'weigh' });
});

test('presses of arrow keys on a weight add up, and are one change to go back on', async ({ page }) => {
  await open(page, { text: sentence, step: 1, phase: 'weigh' });
  let asked = 0;
  page.on('request', (request) => { asked += request.url().endsWith('/v1/explain') ? 1 : 0; });
  const bar = page.getByRole('slider', { name: 'Weight of important' });
  const before = Number(await bar.getAttribute('aria-valuenow'));
  await bar.focus();
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('ArrowUp');
  }
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeCloseTo(before + 0.2, 2);
  let earlier = -1;
  await expect.poll(() => earlier === (earlier = asked), { intervals: [300] }).toBe(true); // Until nothing more is asked.
  for (let i = 0; i < 6; i++) {
    await page.keyboard.down('ArrowUp'); // As one that is held repeats.
  }
  expect(asked).toBe(earlier);
  await page.keyboard.up('ArrowUp');
  await expect(bar).toHaveAttribute('aria-valuetext', (before + 0.5).toFixed(2));
  await expect(page.locator('.target .edited')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.target .edited')).toHaveCount(0);
  await expect(bar).toHaveAttribute('aria-valuenow', String(before));
});

test('a source word is typed over, another dropped', async ({ page }) => {
  await open(page, { text: sentence });
  await page.locator('.source').getByRole('button', { name: 'area', exact: true }).click();
  await page.keyboard.type('agreement');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('accord');
  await page.locator('.source').getByRole('button', { name: 'very', exact: true }).click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).not.toContain('très');
  await page.locator('.source').getByRole('button', { name: 'important', exact: true }).click();
  await page.keyboard.type('little');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('petit');
  expect(JSON.parse(new URL(page.url()).searchParams.get('replaced')!)).toEqual([
    { position: 3, text: 'agreement' }, { position: 5, text: '' }, { position: 6, text: 'little' }]);
  await expect(page.getByText('without “very”')).toBeVisible();
  await page.goBack();
  await expect.poll(() => translation(page)).toContain('importante');
});

test('the what-ifs are in one view', async ({ page }) => {
  await open(page, { text: sentence, view: 'what-if', step: 1 });
  await page.getByRole('button', { name: 'Drop european' }).click();
  await expect.poll(() => translation(page)).not.toContain('européenne');
  await page.getByRole('textbox', { name: 'A whole translation' }).fill('une autre phrase');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toEqual(['une', 'autre', 'phrase', '⟨end⟩']);
});

test('the search is a tree; a dropped word says why and can be gone on with', async ({ page }) => {
  await open(page, { text: sentence, view: 'tree' });
  await expect(page.locator('.tree .node.chosen')).toHaveCount(10);
  const node = page.getByRole('button', { name: /^surface, dropped: no room in the beam/ });
  await node.click();
  await expect.poll(async () => (await translation(page))[1]).toBe('surface');
  await page.getByRole('checkbox', { name: 'show what was dropped' }).uncheck();
  await expect(page.locator('.tree .node.dropped')).toHaveCount(0);
});

test('the tree of a right-to-left translation is saved as it is shown', async ({ page }) => {
  await open(page, { text: 'the little dog sleeps now .', model: 'en-ar', view: 'tree' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the tree as SVG' }).click()]);
  const svg = readFileSync(await download.path(), 'utf8');
  const end = (await page.locator('.tree .node.chosen').last().boundingBox())!;
  const line = (await page.locator('.tree .edge.chosen').last().boundingBox())!;
  expect(Math.abs(line.x - end.x - end.width)).toBeLessThan(12);
  const places = (text: string) => [...svg.matchAll(/<text x="([\d.]+)"[^>]* text-anchor="(\w+)"[^>]*>([^<]*)</g)].filter((found) => found[3]!.startsWith(text));
  const [start] = places('⟨start⟩');
  expect(start![2]).toBe('end');
  expect(Number(start![1])).toBeGreaterThan(Number(places('الكلب')[0]![1]));
});

test('neighbours show where it learnt that, and are translated', async ({ page }) => {
  await open(page, { text: sentence, view: 'neighbours', step: 1 });
  const list = page.getByRole('list', { name: 'Nearest moments of training' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await expect(list.locator('strong').first()).toHaveText('zone ');
  await page.getByRole('radio', { name: 'state of a source word' }).check();
  await page.locator('.pick').getByRole('button', { name: 'area' }).click();
  await expect(page.getByRole('heading', { name: 'Where did it learn “area”?' })).toBeVisible();
  await list.getByRole('button', { name: /the little dog sleeps/ }).first().click();
  await expect.poll(() => translation(page)).toContain('chien');
});

test('a model without an index says how to make one', async ({ page }) => {
  await open(page, { text: sentence, view: 'neighbours', model: 'en-fr-luong' });
  await expect(page.getByRole('alert')).toContainText('dragoman index');
});

test('models that translate together are not offered, for nobody can look into them', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('combobox', { name: 'model' }).locator('option').first()).toHaveText(/^en-fr/);
  await expect(page.locator('option', { hasText: 'both' })).toHaveCount(0);
  await expect(page.getByText('nobody asks this')).toHaveCount(0);
});

test('two models are compared, differences marked', async ({ page }) => {
  await open(page, { text: sentence, view: 'compare' });
  await page.getByRole('combobox', { name: 'model' }).nth(1).selectOption('en-fr-luong');
  const sides = page.locator('.side');
  await expect(sides).toHaveCount(2);
  await expect(sides.nth(0).locator('.target .differs')).toHaveText(['zone']);
  await expect(sides.nth(1).locator('.target .differs')).toHaveText(['région']);
  await page.getByRole('textbox', { name: 'Other sentence' }).fill('the european economic area is important .');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(sides.nth(0).locator('.source .differs')).toHaveText(['very']);
});

test('back brings the sentence that was compared into its field', async ({ page }) => {
  await open(page, { text: sentence, view: 'compare' });
  const field = page.getByRole('textbox', { name: 'Other sentence' });
  for (const other of ['a red car .', 'the little dog sleeps .']) {
    await field.fill(other);
    await field.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('compare')).toBe(other);
  }
  await page.goBack();
  await expect(field).toHaveValue('a red car .');
  await page.getByRole('combobox', { name: 'model' }).nth(1).selectOption('en-fr-luong');
  await expect.poll(() => new URL(page.url()).searchParams.get('compare')).toBe('a red car .');
});

test('a model without attention is compared, too', async ({ page }) => {
  await open(page, { text: sentence, view: 'compare', compareModel: 'en-fr-plain' });
  await expect(page.locator('.side').nth(1)).toContainText('no attention');
  await expect(page.locator('.side .heatmap')).toHaveCount(1);
});

test('trajectories choose words', async ({ page }) => {
  await open(page, { text: sentence, view: 'trajectories' });
  await expect(page.getByRole('group', { name: /^Decoder, word by word/ })).toBeVisible();
  await page.locator('.way.says .way-point').nth(4).click();
  await expect.poll(() => place(page).step).toBe('4');
});

test('a shared address brings back what was seen', async ({ page, context }) => {
  await open(page, { text: sentence, step: 2, phase: 'context' });
  await page.locator('.next').getByRole('button', { name: /commerciale/ }).click();
  await expect.poll(async () => (await translation(page))[2]).toBe('commerciale');
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect.poll(() => place(page).phase).toBe('readout');
  const seen = { words: await translation(page), open: await page.locator('.phase.open').innerText(), row: await page.locator('.heatmap .chosen').innerText() };
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('.overview .words.target')).toBeVisible();
  expect({ words: await translation(other), open: await other.locator('.phase.open').innerText(), row: await other.locator('.heatmap .chosen').innerText() }).toEqual(seen);
});

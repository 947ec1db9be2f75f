import { expect, expectAccessible, expectPlace, open, place, sentence, test, translation } from './page';

for (const view of ['steps', 'tree', 'neighbours', 'what-if', 'compare', 'trajectories']) {
  test(`axe finds nothing, in the light and in the dark: ${view}`, async ({ page }) => {
    await open(page, { text: sentence, view, step: 1, phase: 'weigh', compareModel: 'en-fr-luong', replaced: '[{"position":5,"text":""}]' });
    await expect(page.locator('.before')).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, ['color-contrast']);
  });
}

test('axe finds nothing in any phase of a step, with numbers', async ({ page }) => {
  await open(page, { text: sentence, step: 2, phase: 'read' });
  await page.getByRole('button', { name: '123' }).click();
  for (const phase of ['read', 'score', 'weigh', 'context', 'state', 'readout', 'predict']) {
    await expectPlace(page, { step: '2', phase });
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
  }
});

test('axe finds nothing: empty page and dashboard', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'See where it looks.' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/training');
  await expect(page.locator('.chart').first()).toBeVisible();
  await expectAccessible(page);
});

test('everything can be done by keyboard', async ({ page }) => {
  await page.goto('/');
  const input = page.getByRole('textbox', { name: 'Sentence to translate' });
  while (!(await input.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(sentence);
  await page.keyboard.press('Enter');
  await expect(page.locator('.overview .words.target')).toBeVisible();

  // To the source, along it, and type over a word.
  for (let i = 0; i < 12 && !(await page.locator('.overview .source .word').first().evaluate((e) => e === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.type('red');
  await page.keyboard.press('Enter');
  await expect.poll(() => translation(page)).toContain('rouge');

  // To the translation, along it, and choose a word.
  await page.locator('.overview .target .word').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.overview .line.active').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => place(page).step).toBe('1');

  // To another view.
  await page.getByRole('tab', { name: 'Step by step' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Beam tree' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Tree of the search' })).toBeVisible();
});

test('the beam tree is gone through by key, and a dropped word is gone on with', async ({ page }) => {
  await open(page, { text: sentence, view: 'tree' });
  const start = page.locator('.tree .node').first();
  await page.getByRole('region', { name: 'Tree of the search' }).focus();
  await page.keyboard.press('Tab');
  await expect(start).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^zone, kept/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  const dropped = page.getByRole('button', { name: /^surface, dropped/ });
  for (let i = 0; i < 6 && !(await dropped.evaluate((e) => e === document.activeElement)); i++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await translation(page))[1]).toBe('surface');
});

test('points of a trajectory, rows of the heat map and parts of a parse tree are reached by arrow keys', async ({ page }) => {
  await open(page, { text: sentence, view: 'trajectories', step: 1 });
  await page.getByRole('button', { name: 'zone', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => place(page).step).toBe('2');

  await open(page, { text: sentence });
  await page.locator('.heatmap-rows button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => place(page).step).toBe('1');

  await open(page, { text: 'John has a dog .', model: 'parser', view: 'parse' });
  await page.getByRole('button', { name: 'S', exact: true }).focus();
  for (const [key, name] of [['ArrowDown', 'NP'], ['ArrowRight', 'VP'], ['ArrowDown', 'VBZ of has'], ['ArrowUp', 'VP'], ['ArrowUp', 'S']] as const) {
    await page.keyboard.press(key);
    await expect(page.locator('.parse .node:focus')).toHaveAttribute('aria-label', name);
  }
});

test('what does nothing is no switch', async ({ page }) => {
  await open(page, { text: sentence, view: 'compare', compareModel: 'en-fr-luong' });
  await expect(page.locator('.side')).toHaveCount(2);
  await expect(page.locator('.side [aria-pressed]')).toHaveCount(0);
});

test('a screen 390 pixels wide shows everything without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const view of ['steps', 'tree', 'neighbours', 'what-if', 'compare', 'trajectories']) {
    await open(page, { text: sentence, view, step: 1, phase: 'weigh', compareModel: 'en-fr-luong' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(390);
  }
  await page.goto('/training');
  await expect(page.locator('.chart').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'training').toBeLessThanOrEqual(390);
});

test('dark is dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, { text: sentence });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(22, 23, 25)');
});

test('who wants no motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, { text: sentence, step: 1, phase: 'read' });
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

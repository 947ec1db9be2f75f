import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectPlace, open, test } from './page';

const sentence = 'John has a dog .';
const parser = { text: sentence, model: 'parser', view: 'parse' };
const node = '.parse .node';

test('the translation of a parser is a tree over the words', async ({ page }) => {
  await page.goto('/?' + new URLSearchParams({ text: sentence, model: 'parser' }));
  await page.getByRole('tab', { name: 'Parse tree' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('parse');
  await expect(page.locator(node)).toHaveText(['S', 'NP', 'NN', 'VP', 'VBZ', 'NP', 'DT', 'NN', '.']);
  await expect(page.locator('.parse-word')).toHaveText(['John', 'has', 'a', 'dog', '.']);
  await expect(page.getByRole('region', { name: 'Faults' })).toHaveCount(0);
  const middle = async (selector: string, nth: number) => { const box = (await page.locator(selector).nth(nth).boundingBox())!; return box.x + box.width / 2; };
  for (const [leaf, word] of [[2, 0], [4, 1], [6, 2], [7, 3], [8, 4]] as const) {
    expect(Math.abs(await middle(node, leaf) - await middle('.parse-word', word))).toBeLessThan(1);
  }
});

test('it grows with each token, and tells what is open', async ({ page }) => {
  await open(page, { ...parser, step: 2 });
  await expect(page.getByRole('heading', { name: 'Token 3 of 13: NN' })).toBeVisible();
  await expect(page.getByText('Open: S, NP', { exact: true })).toBeVisible();
  await expect(page.locator(`${node}.pending`)).toHaveText(['S', 'NP']);
  await expect(page.locator(`${node}.ahead`)).toHaveCount(6);
  await page.getByRole('slider', { name: 'Token' }).press('ArrowRight');
  await expectPlace(page, { step: '3', phase: null });
  await expect(page.getByText('Open: S', { exact: true })).toBeVisible();
  await page.getByRole('slider', { name: 'Token' }).press('End');
  await expect(page.getByText('Nothing is open.')).toBeVisible();
  await page.getByRole('button', { name: 'DT of a' }).click();
  await expectPlace(page, { step: '7', phase: null });
});

test('a malformed tree is marked where it is malformed', async ({ page }) => {
  await open(page, { ...parser, target: '(S (NP NN )VP VBZ (NP DT NN )S' });
  await expect(page.locator(`${node}.faulty`)).toHaveText(['NP ✗', 'NP ✗']);
  const faults = page.getByRole('region', { name: 'Faults' });
  await expect(faults).toContainText('NP, at token 4: closed as VP');
  await expect(faults).toContainText('NP, at token 9: not closed before S');
  await expect(faults).toContainText('.: no leaf stands for it');
  await expect(page.locator('.parse-word.left')).toHaveText(['.']);
  await expectAccessible(page);
  await page.getByRole('slider', { name: 'Token' }).press('Home');
  await expect(faults).toHaveCount(0);
});

test('a translation into words has no such view, and an address that asks for it is told so', async ({ page }) => {
  await open(page, { text: 'the little dog sleeps .' });
  await expect(page.getByRole('tab', { name: 'Parse tree' })).toHaveCount(0);
  await open(page, { text: 'the little dog sleeps .', view: 'parse' });
  await expect(page.getByText('This translation is not a tree.')).toBeVisible();
});

test('the tree is saved as SVG and PNG', async ({ page }) => {
  await open(page, parser);
  for (const [button, start] of [['SVG', '<svg'], ['PNG', '\x89PNG']] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save the parse tree as ${button}` }).click()]);
    const content = readFileSync(await download.path(), 'latin1');
    expect(content.startsWith(start)).toBe(true);
    if (button === 'SVG') {
      expect(content.match(/<text/g)).toHaveLength(14);
    }
  }
});

test('axe finds nothing, in the light and in the dark, and a phone has room', async ({ page }) => {
  await open(page, { ...parser, step: 6 });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

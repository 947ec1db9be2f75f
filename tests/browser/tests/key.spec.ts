import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, open, sentence, test, translation } from './page';

const key = 'correct-horse-battery-staple';

/** Makes the server ask for a key. */
async function lock(page: Page, accepted = key): Promise<void> {
  await page.route('**/v1/**', async (route) => await route.request().headerValue('authorization') === `Bearer ${accepted}`
    ? route.continue()
    : route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Unauthorized', status: 401, detail: 'This server needs an API key.' }) }));
}

async function give(page: Page, text: string): Promise<void> {
  await page.getByLabel('API key').fill(text);
  await page.keyboard.press('Enter');
}

test('a server with a key is asked with it, and the sentence of the address is there', async ({ page }) => {
  await lock(page);
  await page.goto('/?' + new URLSearchParams({ text: sentence, step: '2' }));
  await expect(page.getByRole('heading', { name: 'This server asks for a key.' })).toBeVisible();
  await expect(page.getByLabel('API key')).toBeFocused();
  await expectAccessible(page);
  await give(page, key);
  await expect.poll(() => translation(page)).toContain('économique');
  await page.getByRole('tab', { name: 'Trajectories' }).click();
  await expect(page.locator('.way').first()).toBeVisible();
  await expectAccessible(page);
});

test('a wrong key is told, be it a stranger\'s or none at all', async ({ page }) => {
  await lock(page);
  await page.goto('/');
  for (const wrong of ['tr0ub4dor-and-three', 'clé à molette']) {
    await give(page, wrong);
    await expect(page.getByRole('alert')).toHaveText(/^Wrong key/);
    await expect(page.getByLabel('API key')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
  }

  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await give(page, ` ${key} `);
  await expect(page.getByRole('heading', { name: 'See where it looks.' })).toBeVisible();
});

test('the key is kept by the tab and by nothing else, and forgotten when asked', async ({ page, context }) => {
  await lock(page);
  await page.goto('/?' + new URLSearchParams({ text: sentence }));
  await give(page, key);
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await page.reload();
  await expect(page.locator('.overview .words.target')).toBeVisible();
  expect(page.url()).not.toContain(key);
  expect(await page.evaluate(() => document.cookie + JSON.stringify(localStorage))).toBe('{}');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save everything as JSON' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).not.toContain(key);

  const other = await context.newPage();
  await lock(other);
  await other.goto(page.url());
  await expect(other.getByLabel('API key')).toBeVisible();

  await page.getByRole('button', { name: 'Forget the key' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
  await expect(page.locator('.overview')).toHaveCount(0);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a key that is taken no more is asked for again', async ({ page }) => {
  await lock(page);
  await page.goto('/?' + new URLSearchParams({ text: sentence }));
  await give(page, key);
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await page.unroute('**/v1/**');
  await lock(page, 'another-key-since-today');
  await page.getByRole('combobox', { name: 'search' }).selectOption('1');
  await expect(page.getByRole('alert')).toHaveText(/^Wrong key/);
  await give(page, 'another-key-since-today');
  await expect(page.locator('.overview .words.target')).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get('beam')).toBe('1');
});

test('a training is followed with the key', async ({ page }) => {
  await lock(page);
  await page.goto('/training');
  await expect(page.getByLabel('API key')).toBeVisible();
  await expectAccessible(page);
  await give(page, key);
  await expect(page.locator('.summary dd').nth(1)).toHaveText('4,800', { timeout: 12_000 });
  await expect(page.locator('.summary .live')).toHaveCount(0);
  await page.getByRole('button', { name: 'Forget the key' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
});

test('a server without keys is never asked for one', async ({ page }) => {
  await open(page, { text: sentence });
  await expect(page.getByRole('button', { name: 'Forget the key' })).toHaveCount(0);
});

test('the form fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await lock(page);
  await page.goto('/');
  await give(page, 'wrong');
  await expect(page.getByRole('alert')).toHaveText(/^Wrong key/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});

import { expect, test } from './page';

test('a running training is followed as it goes', async ({ page }) => {
  let follow = () => {};
  const seen = new Promise<void>((resolve) => { follow = resolve; });
  await page.route('**/events*', async (route) => { await seen; await route.continue(); });
  await page.goto('/training');
  await expect(page.getByRole('img', { name: /^Loss:/ })).toBeVisible();
  const update = page.locator('.summary dd').nth(1);
  await expect(update).toHaveText('3,200');
  follow();
  await expect(update).toHaveText('4,800', { timeout: 8000 });
  await expect(page.locator('.summary .live')).toHaveCount(0);
  await expect(page.locator('.chart')).toHaveCount(5);
});

test('runs are laid over each other, and the address knows which', async ({ page }) => {
  await page.goto('/training');
  await page.getByRole('checkbox', { name: 'en-fr-luong' }).check();
  await expect(page.locator('.summary')).toHaveCount(2);
  await expect(page.locator('.chart').first().locator('.chart-key li')).toHaveCount(4);
  await page.reload();
  await expect(page.locator('.summary')).toHaveCount(2);
});

test('attention over time is a film', async ({ page }) => {
  await page.goto('/training?run=en-fr-luong');
  const slider = page.getByRole('slider', { name: 'Validation' });
  await expect(slider).toHaveValue('23');
  await slider.fill('0');
  await expect(page.locator('.film output')).toHaveText('update 200');
  await expect(page.locator('.sample strong').first()).toContainText('la');
  await page.getByRole('button', { name: 'Play the film' }).click();
  await expect.poll(async () => Number(await slider.inputValue()), { timeout: 5000 }).toBeGreaterThan(3);
});

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
  await expect(page.locator('.run-list .live')).toHaveCount(0);
  await expect(page.locator('.chart')).toHaveCount(5);
});

test('runs are laid over each other, and the address knows which', async ({ page }) => {
  await page.goto('/training');
  await page.getByRole('checkbox', { name: 'en-fr-luong' }).check();
  await expect(page.locator('.summary')).toHaveCount(2);
  const key = page.locator('.chart').first().locator('.chart-key li');
  await expect(key).toHaveCount(4);
  const shapes = await key.locator('.marker').evaluateAll((markers) => markers.map((marker) => marker.getAttribute('d')));
  expect(new Set(shapes).size).toBe(2);
  await page.reload();
  await expect(page.locator('.summary')).toHaveCount(2);
});

test('no run is chosen, or one that is not there', async ({ page }) => {
  await page.goto('/training?run=typo');
  await expect(page.getByText('There is no run “typo” here.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'en-fr-luong' }).check();
  await expect(page.locator('.summary')).toHaveCount(1);
  await expect(page.getByText('There is no run')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'en-fr-luong' }).uncheck();
  await expect(page.locator('.summary')).toHaveCount(0);
  await expect(page.getByText('Choose a run.')).toBeVisible();
});

test('attention over time is a film', async ({ page }) => {
  await page.goto('/training?run=en-fr-luong');
  const slider = page.getByRole('slider', { name: 'Validation' });
  await expect(slider).toHaveValue('23');
  await slider.fill('0');
  await expect(page.locator('.film output')).toHaveText('update 200');
  await expect(page.locator('.sample strong').first()).toContainText('la');
  await expect(page.getByRole('region', { name: 'Attention at this validation' }).getByRole('listitem').last()).toContainText(/looks at .*\d+%/);
  await page.getByRole('button', { name: 'Play the film' }).click();
  await expect.poll(async () => Number(await slider.inputValue()), { timeout: 5000 }).toBeGreaterThan(3);
});

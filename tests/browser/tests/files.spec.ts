import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { explain } from '../mock/model.mjs';
import { expect, expectAccessible, open, sentence, test, translation } from './page';

async function save(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test('figures are saved as SVG and PNG, everything as JSON', async ({ page }) => {
  await open(page, { text: sentence });
  const svg = await save(page, 'Save the heat map as SVG');
  expect(svg.name).toBe('attention.svg');
  expect(svg.content.toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg.content.toString().match(/<rect x/g)).toHaveLength(81);
  const lines = await save(page, 'Save the lines as SVG');
  expect(lines.content.toString()).toContain('économique');
  const png = await save(page, 'Save the heat map as PNG');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  const json = await save(page, 'Save everything as JSON');
  expect(JSON.parse(json.content.toString()).format).toBe('dragoman-explanation');
  await page.getByRole('tab', { name: 'Beam tree' }).click();
  expect((await save(page, 'Save the tree as SVG')).content.toString()).toContain('⟨start⟩');
});

test.describe('a self-contained file', () => {
  test.describe.configure({ mode: 'serial' });
  let file = '';
  test.beforeAll(({}, info) => {
    test.setTimeout(180_000);
    file = `${info.project.outputDir}/lesson.html`;
    const traces = [{ text: 'the little dog sleeps .' }, { text: '</script><b>a red car' }, { text: 'the little dog sleeps .', model: 'en-fr-luong' }]
      .map((question, i) => `trace ${i + 1} </script>\t${JSON.stringify(explain(question))}`).join('\n');
    execFileSync('dotnet', ['run', 'mock/write-file.cs', '--', file], { input: traces, cwd: new URL('..', import.meta.url) });
  });

  test('shows its traces without a server', async ({ page }) => {
    await page.goto(`file://${file}`);
    await expect(page.locator('.overview .words.target')).toBeVisible();
    expect(await translation(page)).toContain('chien');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.phase.open')).toContainText('Read out');
    await page.getByRole('combobox', { name: 'trace' }).selectOption('1');
    await expect.poll(() => translation(page)).toContain('rouge');
    await expectAccessible(page);
  });

  test('compares what it holds, and says what it cannot do', async ({ page }) => {
    await page.goto(`file://${file}?view=compare&compareTrace=2`);
    await expect(page.locator('.side')).toHaveCount(2);
    for (const name of ['What if', 'Where did it learn that', 'Trajectories']) {
      await page.getByRole('tab', { name }).click();
      await expect(page.getByText('This needs the model')).toBeVisible();
    }
  });
});
